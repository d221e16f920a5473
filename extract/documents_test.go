package extract_test

import (
	"iter"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/internal/golden"
)

// TestDocuments reads documents of many kinds, whose claims were written down
// before they were read. A section NAME is a text, with a first line "title: " where it
// has one; NAME.claims has a line for each claim that it must make (+), must not make
// (-), or ought to make and does not yet (?): from, kind, to, polarity and modality
// where they are not the usual, and "by" whom where that matters. "none" is a
// document without any claim.
func TestDocuments(t *testing.T) {
	e := extractor(t)
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, c *golden.Case) {
		for name, doc := range documents(t, c) {
			t.Run(name, func(t *testing.T) {
				got := e.Extract(doc.Document, doc.text).Claims
				for want := range strings.Lines(c.Text(t, name+".claims")) {
					hold(t, got, strings.TrimSpace(want))
				}
				if t.Failed() {
					t.Log("claims:\n" + tell(got))
				}
			})
		}
	})
}

// document is one of a file of the tests.
type document struct {
	graph.Document
	text string
}

// documents yields the documents of a file by their names.
func documents(t *testing.T, c *golden.Case) iter.Seq2[string, document] {
	return func(yield func(string, document) bool) {
		for _, name := range c.Sections() {
			if strings.HasSuffix(name, ".claims") {
				continue
			}
			doc := document{graph.Document{PublishedOn: "2025-06-18"}, c.Text(t, name)}
			if first, rest, ok := strings.Cut(doc.text, "\n"); ok && strings.HasPrefix(first, "title: ") {
				doc.Title, doc.text = strings.TrimPrefix(first, "title: "), strings.TrimSpace(rest)
			}
			if !yield(name, doc) {
				return
			}
		}
	}
}

// hold checks one line of what a document must and must not claim.
func hold(t *testing.T, got []graph.Claim, want string) {
	t.Helper()
	if want == "none" {
		if len(got) > 0 {
			t.Error("claims in a document that makes none")
		}
		return
	}
	sign, rest, _ := strings.Cut(want, " ")
	found := slices.ContainsFunc(got, func(c graph.Claim) bool { return matches(&c, strings.Fields(rest)) })
	switch {
	case sign == "+" && !found:
		t.Errorf("missing: %s", rest)
	case sign == "-" && found:
		t.Errorf("made up: %s", rest)
	case sign == "?" && found:
		t.Errorf("now there, make it a +: %s", rest)
	case !strings.Contains("+-?", sign):
		t.Errorf("no sign before %q", want)
	}
}

// matches compares a claim with the words of a line.
func matches(c *graph.Claim, words []string) bool {
	have := strings.Fields(summary(c))
	by := slices.Index(have, "by")
	if k := slices.Index(words, "by"); k >= 0 {
		return by >= 0 && have[by+1] == words[k+1] && same(have[:by], words[:k])
	}
	if by >= 0 {
		have = have[:by]
	}
	return same(have, words)
}

// same compares words of which the first are who acts and how; an end without a
// target stands for any, and an actor without a role for any role.
func same(have, want []string) bool {
	if len(want) == 2 && len(have) > 2 {
		have = have[:2]
	}
	return slices.EqualFunc(have, want, func(h, w string) bool {
		bare, _, _ := strings.Cut(h, "(")
		return h == w || bare == w
	})
}

// summary writes a claim in the words of the test's files.
func summary(c *graph.Claim) string {
	actor := func(a *graph.Actor) string {
		if a.Role != nil {
			return string(a.ID) + "(" + *a.Role + ")"
		}
		return string(a.ID)
	}
	words := []string{actor(&c.From), string(c.Kind)}
	if c.To != nil {
		words = append(words, actor(c.To))
	}
	if c.Polarity == graph.Denied {
		words = append(words, "DENIED")
	}
	if c.Modality != graph.Actual {
		words = append(words, string(c.Modality))
	}
	if c.AssertedBy != nil {
		words = append(words, "by", string(c.AssertedBy.ID))
	}
	return strings.Join(words, " ")
}

func tell(cs []graph.Claim) string {
	var b strings.Builder
	for i := range cs {
		b.WriteString(summary(&cs[i]) + " [" + cs[i].Rule + "] " + cs[i].Evidence[0].Quote + "\n")
	}
	return b.String()
}
