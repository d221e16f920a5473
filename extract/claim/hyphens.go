package claim

import (
	"strings"

	"entente/extract/parse"
)

// hyphenated joins a verb with the word that a hyphen ties to it, which was taken for a
// word of its own: "strong-armed Bermuda", "air-dropped rice". What stood before the
// first word takes its place. A pair that the tables know is a verb of its own; of
// others a noun says how ("car-bombed"), and any other word makes something else of
// the verb that has no meaning here ("double-crossed").
func (r *Rules) hyphenated(t *parse.Tree) bool {
	changed := false
	for v := 2; v < len(t.Words); v++ {
		w, hyphen, first := &t.Words[v], &t.Words[v-1], &t.Words[v-2]
		if hyphen.Text != "-" || first.End != hyphen.Start || hyphen.End != w.Start || !pastForm(w) {
			continue
		}
		lemma := r.hyphenVerb(strings.ToLower(first.Text), strings.ToLower(w.Text), strings.ToLower(w.Lemma))
		if !r.known[lemma] && (w.UPOS != "VERB" || w.Rel == "amod" || w.Rel == "compound") {
			continue // "the Vienna-based agency"
		}
		if r.known[lemma] && w.Rel == "amod" && w.Head > v && v > 3 && !nounTag(t.Words[v-3].UPOS) {
			continue // "a strip-searched envoy"
		}
		if r.known[lemma] || first.UPOS != "NOUN" {
			w.Lemma = lemma
		}
		if w.UPOS != "VERB" {
			w.UPOS, w.XPOS = "VERB", "VBD"
		}
		release(t, v-2, v)
		changed = true
	}
	return changed
}

// pastForm reports a form in -ed, or one that was tagged as a past tense or a participle.
func pastForm(w *parse.Word) bool {
	return tagged(w, "VBD", "VBN") || strings.HasSuffix(w.Text, "ed") && (w.UPOS == "VERB" || w.UPOS == "ADJ")
}

// hyphenVerb is the verb of two words, in one or with a hyphen as the tables write it.
func (r *Rules) hyphenVerb(first, form, lemma string) string {
	for _, stem := range append(stems(form), r.verbLemma(form, lemma)) {
		for _, verb := range []string{first + "-" + stem, first + stem} {
			if r.known[verb] {
				return verb
			}
		}
	}
	return first + "-" + lemma
}

// release ties a word to the verb behind it and gives what it was in the sentence to
// the verb, if that hung on it, else to the noun before it that did.
func release(t *parse.Tree, word, verb int) {
	first := &t.Words[word]
	heir := -1
	for _, k := range t.Children(word) {
		if k < word && nounTag(t.Words[k].UPOS) {
			heir = k
		}
	}
	if t.Dominates(word, verb) {
		heir = -1
		t.Words[verb].Head, t.Words[verb].Rel = first.Head, first.Rel
	}
	if heir >= 0 && first.Head != heir {
		t.Words[heir].Head, t.Words[heir].Rel = first.Head, first.Rel
		for _, k := range t.Children(word) {
			if k != heir && k < word {
				t.Words[k].Head = heir
			}
		}
	}
	for _, k := range t.Children(word) {
		if k == heir {
			continue
		}
		t.Words[k].Head = verb
	}
	first.Head, first.Rel = verb, "compound"
	t.Words[word+1].Head, t.Words[word+1].Rel = verb, "punct"
}
