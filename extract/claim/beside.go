package claim

import (
	"strings"

	"entente/extract/parse"
)

// besideObject makes one phrase of two nouns side by side that were taken for two objects of
// a verb, the first of which is one thing in small letters without an article of its own:
// "will bar Faroese mackerel boats", "summoned Ghana's charge d'affaires".
func besideObject(t *parse.Tree) bool {
	changed := false
	for k := 0; k+1 < len(t.Words); k++ {
		a, b := &t.Words[k], &t.Words[k+1]
		if a.Rel != "obj" || b.Rel != "obj" || a.Head < 0 || a.Head != b.Head || a.Head > k || !nounTag(a.UPOS) || b.UPOS != "NOUN" || a.XPOS == "NNS" || hasChild(t, k, "det") {
			continue
		}
		if lo, _ := t.Span(k + 1); lo != k+1 || a.Text != strings.ToLower(a.Text) || strings.HasSuffix(a.Text, "s") && !strings.HasSuffix(a.Text, "ss") {
			continue
		}
		for _, c := range t.Children(k) {
			t.Words[c].Head = k + 1
		}
		a.Head, a.Rel, changed = k+1, "compound", true
	}
	return changed
}

// activeOnly are verbs of which no passive is made, however "by" follows them.
var activeOnly = set([]string{"stand", "stick", "abide"})

// stoodBy gives a verb that has no passive its subject back: "Djibouti stood by Somalia".
func stoodBy(t *parse.Tree) bool {
	changed := false
	for v := range t.Words {
		if !activeOnly[t.Words[v].Lemma] || hasChild(t, v, "aux:pass") {
			continue
		}
		for _, k := range t.Children(v) {
			switch w := &t.Words[k]; w.Rel {
			case "nsubj:pass":
				w.Rel, changed = "nsubj", true
			case "obl:agent":
				w.Rel, changed = "obl", true
			}
		}
	}
	return changed
}
