package main

import (
	"os"
	"strings"
	"testing"
)

// TestNothingStock holds the generated code to the rewritten form.
func TestNothingStock(t *testing.T) {
	src, err := os.ReadFile("../exec/exec.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, stock := range []string{"MarshalSliceConcurrently", "out.ResolveConcurrently", "out.ResolveRootConcurrently"} {
		if n := strings.Count(string(src), stock); n > 0 {
			t.Errorf("%d times %s", n, stock)
		}
	}
	if _, err := rewrite(src); err == nil {
		t.Error("code without anything to rewrite is accepted")
	}
}
