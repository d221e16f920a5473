package main

import (
	"bytes"
	"strings"
	"testing"

	"entente/internal/golden"
)

// TestEvalExamples keeps the totals on the documents of examples/, so that a
// change of quality is a diff.
func TestEvalExamples(t *testing.T) {
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"eval", "documents", "../../examples/expected.jsonl"}, strings.NewReader(""), &out, &errs); code != exitDone {
		t.Fatalf("exit %d: %s", code, errs.String())
	}
	golden.Compare(t, "testdata/eval-examples.golden", out.Bytes())
}

// TestEvalRefuses holds what wrong usage says.
func TestEvalRefuses(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"eval"}, "name the set and the file"},
		{[]string{"eval", "documents", "no-such-file.jsonl"}, "no-such-file.jsonl"},
		{[]string{"eval", "poems", "eval_test.go"}, `there is no set "poems"`},
	} {
		t.Run(strings.Join(c.args, " "), func(t *testing.T) {
			var out, errs bytes.Buffer
			if code := run(t.Context(), c.args, strings.NewReader(""), &out, &errs); code != exitUsage || !strings.Contains(errs.String(), c.want) {
				t.Errorf("exit %d, %q; want %d and %q", code, errs.String(), exitUsage, c.want)
			}
		})
	}
}
