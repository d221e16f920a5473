package claim

import (
	"strings"

	"entente/extract/parse"
)

// rehung are repairs of phrases that hang on the wrong one of two words: the
// subject of what is said on the verb of saying, an agent's preposition on the
// phrase behind it.
func (r *Rules) rehung() []func(*parse.Tree) bool {
	return []func(*parse.Tree) bool{foretold, agentCase, r.lent}
}

// foretold gives a clause that is told before who tells it its subject, which was
// hung on the verb of telling: "X is about to leave, officials said".
func foretold(t *parse.Tree) bool {
	changed := false
	for c := range t.Words {
		w := &t.Words[c]
		if w.Rel != "ccomp" || w.Head <= c || hasChild(t, c, "nsubj") || hasChild(t, c, "nsubj:pass") || hasChild(t, c, "csubj") || hasChild(t, c, "mark") {
			continue
		}
		first, second := -1, false
		for _, k := range t.Children(w.Head) {
			switch {
			case t.Words[k].Rel != "nsubj":
			case k < c && first < 0:
				first = k
			case k > c:
				second = true
			}
		}
		if first < 0 || !second {
			continue
		}
		t.Words[first].Head, changed = c, true
		if hasChild(t, c, "aux:pass") {
			t.Words[first].Rel = "nsubj:pass"
		}
	}
	return changed
}

// agentCase gives an agent its "by", which was hung with its article on the phrase
// behind it: "imposed by the U.S. on banks".
func agentCase(t *parse.Tree) bool {
	changed := false
	for k := 1; k < len(t.Words); k++ {
		w := &t.Words[k]
		if w.Rel != "obl:agent" || hasChild(t, k, "case") {
			continue
		}
		by := k - 1
		for by > 0 && t.Words[by].UPOS == "DET" {
			by--
		}
		other := t.Words[by].Head
		if !strings.EqualFold(t.Words[by].Text, "by") || other <= k || other >= len(t.Words) || t.Words[other].Head != w.Head {
			continue
		}
		for m := by; m < k; m++ {
			t.Words[m].Head = k
		}
		t.Words[other].Rel, changed = "obl", true
	}
	return changed
}

// lent makes a verb of a participle behind a form of "have" that was taken for
// an adjective although it has a subject and an object: "has lent Y money".
func (r *Rules) lent(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.UPOS != "ADJ" || !hasChild(t, i, "aux") || hasChild(t, i, "cop") || !hasChild(t, i, "nsubj") || !hasChild(t, i, "obj") {
			continue
		}
		if l := r.verbLemma(w.Text, ""); l != "" {
			w.UPOS, w.XPOS, w.Lemma, changed = "VERB", "VBN", l, true
		}
	}
	return changed
}
