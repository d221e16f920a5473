package claim

import (
	"strings"

	"entente/extract/parse"
)

// linking makes a verb of a plural noun that was taken for the head of a relative
// clause with a subject: "a road which links X with Y".
func (r *Rules) linking(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.Rel != "acl:relcl" || w.UPOS != "NOUN" || w.XPOS != "NNS" || hasChild(t, i, "cop") || hasChild(t, i, "det") || !r.known[r.verbLemma(w.Text, strings.ToLower(w.Lemma))] && len(r.ties[strings.ToLower(w.Lemma)]) == 0 {
			continue
		}
		if n := childOf(t, i, "nsubj"); n != i-1 || !tagged(&t.Words[n], "WDT", "WP") {
			continue
		}
		w.UPOS, w.XPOS, changed = "VERB", "VBZ", true
	}
	return changed
}

// betweenTwo gives a noun the second of two between whom it is, which was taken for the
// subject of the verb behind: "Trade between X | and Y reached".
func betweenTwo(t *parse.Tree) bool {
	root := t.Root()
	if root < 0 || !nounTag(t.Words[root].UPOS) || hasChild(t, root, "nsubj") || hasChild(t, root, "cop") {
		return false
	}
	first := -1
	for _, k := range t.Children(root) {
		if w := &t.Words[k]; (w.Rel == "obl" || w.Rel == "nmod") && cased(t, k, "between") && !hasChild(t, k, "conj") {
			first = k
		}
	}
	if first < 0 {
		return false
	}
	for _, v := range t.Children(root) {
		w := &t.Words[v]
		if w.Rel != "conj" || w.UPOS != "VERB" {
			continue
		}
		subj, and := childOf(t, v, "nsubj", "nsubj:pass"), childOf(t, v, "cc")
		if subj < 0 || and < 0 || and > subj || and < first || !strings.EqualFold(t.Words[and].Text, "and") {
			continue
		}
		rel := t.Words[subj].Rel
		t.Words[subj].Head, t.Words[subj].Rel = first, "conj"
		t.Words[and].Head = subj
		t.Words[first].Rel = "nmod"
		for k := range t.Words {
			if t.Words[k].Head == root && k > v {
				t.Words[k].Head = v
			}
		}
		w.Head, w.Rel = -1, "root"
		t.Words[root].Head, t.Words[root].Rel = v, rel
		return true
	}
	return false
}

// cleft makes a plain clause of one that is cleft: "it was X that sent food" is "X sent
// food". A phrase with a preposition goes with the verb.
func cleft(t *parse.Tree) bool {
	root := t.Root()
	if root < 0 || !nounTag(t.Words[root].UPOS) && t.Words[root].UPOS != "NUM" || !hasChild(t, root, "cop") {
		return false
	}
	it := childOf(t, root, "nsubj", "expl")
	if it < 0 || !strings.EqualFold(t.Words[it].Text, "it") {
		return false
	}
	for _, k := range t.Children(root) {
		if t.Words[k].Rel == "advmod" && strings.EqualFold(t.Words[k].Lemma, "not") {
			return false
		}
	}
	v := cleftVerb(t, root)
	if v < 0 {
		return false
	}
	that := childOf(t, v, "nsubj", "nsubj:pass", "mark")
	w := &t.Words[v]
	cop := childOf(t, root, "cop")
	w.Head, w.Rel = -1, "root"
	rel := t.Words[that].Rel
	switch {
	case hasChild(t, root, "case"):
		t.Words[root].Rel = "obl"
	case rel == "mark":
		t.Words[root].Rel = "obj"
	default:
		t.Words[root].Rel = rel
	}
	t.Words[root].Head = v
	t.Words[that].Rel = "discourse"
	for _, k := range []int{it, cop} {
		t.Words[k].Head, t.Words[k].Rel = v, "discourse"
	}
	for _, k := range t.Children(root) {
		if t.Words[k].Rel == "punct" && k > root {
			t.Words[k].Head = v
		}
	}
	return true
}

// cleftVerb is the verb of the clause with "that" or "who" for its subject which a
// clause with "it was" is about, -1 for none: the last below its predicate.
func cleftVerb(t *parse.Tree, root int) int {
	for v := len(t.Words) - 1; v > root; v-- {
		w := &t.Words[v]
		if w.UPOS != "VERB" || w.Rel != "acl:relcl" && w.Rel != "advcl:relcl" && w.Rel != "ccomp" && w.Rel != "csubj" {
			continue
		}
		that := childOf(t, v, "nsubj", "nsubj:pass")
		if that < 0 || that > v {
			continue
		}
		switch strings.ToLower(t.Words[that].Text) {
		case "that", "who", "which":
			return v
		}
	}
	return -1
}

// datedSubject parts a date from the subject behind it, which was read as one phrase:
// "In December | Greece and Turkey signed".
func (r *Rules) datedSubject(t *parse.Tree) bool {
	changed := false
	for x := range t.Words {
		w := &t.Words[x]
		if w.Rel != "obl" && w.Rel != "obl:unmarked" || !nounTag(w.UPOS) || w.Head <= x || t.Words[w.Head].UPOS != "VERB" || hasChild(t, w.Head, "nsubj") || hasChild(t, w.Head, "nsubj:pass") {
			continue
		}
		month, in := childOf(t, x, "compound", "nmod:unmarked", "nummod", "nmod"), childOf(t, x, "case")
		if in < 0 || month != in+1 || month > x || !r.is("calendar", strings.ToLower(t.Words[month].Text)) && !isYear(t.Words[month].Text) {
			continue
		}
		v := w.Head
		t.Words[month].Head, t.Words[month].Rel = v, "obl"
		t.Words[in].Head = month
		w.Rel, changed = "nsubj", true
		if hasChild(t, v, "aux:pass") {
			w.Rel = "nsubj:pass"
		}
		if year := month + 1; year < x && isYear(t.Words[year].Text) {
			t.Words[year].Head, t.Words[year].Rel = month, "nmod:unmarked"
		}
	}
	return changed
}

// isYear reports four digits.
func isYear(w string) bool {
	return len(w) == 4 && strings.Trim(w, "0123456789") == "" && (w[0] == '1' || w[0] == '2')
}
