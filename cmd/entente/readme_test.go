package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/memory"
)

// TestReadmeQuery asks the README's first query: its answer is the one shown.
func TestReadmeQuery(t *testing.T) {
	page, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	store := memory.Open()
	loadExamples(t, store)
	var want, got any
	if err := json.Unmarshal([]byte(block(t, string(page), "json")), &want); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(ask(t, store, block(t, string(page), "graphql")), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("README shows another answer (-README +got):\n%s", diff)
	}
}

// block returns the first fenced block of a page in a language.
func block(t *testing.T, page, language string) string {
	t.Helper()
	_, rest, ok := strings.Cut(page, "```"+language+"\n")
	text, _, closed := strings.Cut(rest, "\n```")
	if !ok || !closed {
		t.Fatalf("no block of %s", language)
	}
	return text
}
