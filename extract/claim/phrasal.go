package claim

import (
	"slices"
	"strings"

	"entente/extract/parse"
)

// phrasal are repairs of verbs of several words, whose parts or whose object the tree
// hung on one another.
func (r *Rules) phrasal() []func(*parse.Tree) bool {
	return []func(*parse.Tree) bool{r.hyphenated, r.adjectival, r.pluralInfinitive, parted, r.particleObject, givenNoun, manner, behindOf}
}

// adjectival makes a verb of a word with a subject and an object that was taken for an
// adjective: "Peru relaxed its grip on".
func (r *Rules) adjectival(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		form := strings.ToLower(w.Text)
		if w.UPOS != "ADJ" || !strings.HasSuffix(form, "ed") || !hasChild(t, i, "obj") || !hasChild(t, i, "nsubj") || hasChild(t, i, "cop") {
			continue
		}
		if l := r.verbLemma(form, form); r.known[l] {
			w.UPOS, w.XPOS, w.Lemma, changed = "VERB", "VBD", l, true
		}
	}
	return changed
}

// pluralInfinitive makes a noun of a plural behind "to" that was taken for an infinitive:
// "a deaf ear to pleas from".
func (r *Rules) pluralInfinitive(t *parse.Tree) bool {
	changed := false
	for i := 1; i < len(t.Words); i++ {
		w, to := &t.Words[i], &t.Words[i-1]
		form := strings.ToLower(w.Text)
		if w.XPOS != "VB" || to.Rel != "mark" || to.Head != i || !strings.HasSuffix(form, "s") || r.known[form] || w.Head < 0 {
			continue
		}
		noun := ""
		for _, l := range singulars(form) {
			if _, ok := r.nouns[l]; ok {
				noun = l
			}
		}
		if noun == "" {
			continue
		}
		w.UPOS, w.XPOS, w.Lemma, w.Rel, to.Rel, changed = "NOUN", "NNS", noun, "obl", "case", true
		if nounTag(t.Words[w.Head].UPOS) {
			w.Rel = "nmod"
		}
		for _, k := range t.Children(i) {
			if t.Words[k].Rel == "obl" {
				t.Words[k].Rel = "nmod"
			}
		}
	}
	return changed
}

// parted gives a verb the particle right behind it that was taken for the first of two
// prepositions of its phrase: "was hammered out between".
func parted(t *parse.Tree) bool {
	changed := false
	for v := range t.Words {
		if t.Words[v].UPOS != "VERB" || v+2 >= len(t.Words) {
			continue
		}
		p, next := &t.Words[v+1], &t.Words[v+2]
		if p.Rel != "case" || next.Rel != "case" || p.Head != next.Head || p.Head < 0 || t.Words[p.Head].Head != v || !shortAdverb(strings.ToLower(p.Text)) || strings.EqualFold(next.Text, "of") {
			continue
		}
		p.Head, p.Rel, changed = v, "compound:prt", true
	}
	return changed
}

// particleObject makes an object of a bare noun behind a verb with its particle that was
// hung on it as an adverb: "called off its boycott".
func (r *Rules) particleObject(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.Rel != "obl" || !nounTag(w.UPOS) || w.Head < 0 || w.Head > i || hasChild(t, i, "case") || r.is("calendar", strings.ToLower(w.Text)) {
			continue
		}
		p := childOf(t, w.Head, "compound:prt")
		if lo, _ := t.Span(i); p < w.Head || lo != p+1 || hasChild(t, w.Head, "obj") || hasChild(t, w.Head, "aux:pass") {
			continue
		}
		w.Rel, changed = "obj", true
	}
	return changed
}

// givenNoun makes an object of what somebody is given that was taken for a clause:
// "gave Chile a tongue-lashing".
func givenNoun(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.Rel != "xcomp" || w.Head < 0 || w.Head > i || !hasChild(t, i, "det") || hasChild(t, i, "cop") || !hasChild(t, w.Head, "iobj") || hasChild(t, w.Head, "obj") {
			continue
		}
		if w.UPOS != "NOUN" && w.UPOS != "ADJ" {
			continue
		}
		if w.Rel, changed = "obj", true; w.UPOS == "ADJ" {
			w.UPOS, w.XPOS, w.Lemma = "NOUN", "NN", strings.ToLower(w.Text)
		}
	}
	return changed
}

// manner gives a verb the phrase that was hung on its adverb: "spoke highly of".
func manner(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.Rel != "obl" || w.Head < 0 || w.Head > i {
			continue
		}
		adv := &t.Words[w.Head]
		c := childOf(t, i, "case")
		if adv.Rel != "advmod" || adv.Head < 0 || adv.Head > w.Head || t.Words[adv.Head].UPOS != "VERB" || !strings.HasSuffix(adv.Text, "ly") || c < 0 {
			continue
		}
		if slices.Contains([]string{"of", "about", "on", "to", "against", "with", "at", "from", "behind", "towards"}, strings.ToLower(t.Words[c].Text)) {
			w.Head, changed = adv.Head, true
		}
	}
	return changed
}

// behindOf makes a phrase of an object behind "of" that follows a verb's particle: "backed
// out of a pact".
func behindOf(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.Rel != "obj" || w.Head < 0 || w.Head > i || !cased(t, i, "of") {
			continue
		}
		if p := childOf(t, w.Head, "compound:prt"); p > w.Head && p < i {
			w.Rel, changed = "obl", true
		}
	}
	return changed
}
