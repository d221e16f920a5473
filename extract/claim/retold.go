package claim

import (
	"strings"

	"entente/extract/parse"
)

// result is the adjective that says what a verb makes of its object, right behind it
// or behind the object ("set free three engineers", "found him guilty"), -1 for none.
func (s *sentence) result(i int, r *roles) int {
	for _, k := range s.with(i, "xcomp") {
		if s.upos(k) == "ADJ" {
			return k
		}
	}
	for _, o := range r.obj {
		for _, k := range s.with(o, "amod") {
			if k == i+1 && s.verbal(i) && len(s.rules.verbs[s.lemma(i)+"_"+s.lemma(k)]) > 0 {
				return k
			}
		}
	}
	return -1
}

// labels are verbs that say what somebody calls a thing.
var labels = set([]string{"call", "describe", "label", "brand", "term", "deem", "dub", "consider", "characterise", "characterize"})

// called is the noun by which a verb names its object: "called Y a liar", -1 for none.
func (s *sentence) called(i int) int {
	o := s.first(i, "obj", "iobj")
	if k := s.first(i, "iobj"); k >= 0 {
		o = min(o, k)
	}
	if o < i || len(s.rules.objects[s.lemma(i)+"_as"]) == 0 {
		return -1
	}
	for _, k := range s.kids[i] {
		switch s.rel(k) {
		case "obj", "xcomp", "obl:unmarked":
			if k > o && (s.upos(k) == "NOUN" || s.first(k, "det") >= 0) && (s.rel(k) != "obl:unmarked" || s.has(k, "det", "a")) {
				return k
			}
		}
	}
	return -1
}

// reflexive reports an object that is the subject himself: "gave themselves up to".
func (s *sentence) reflexive(w int) bool {
	l := strings.ToLower(s.Words[w].Text)
	return s.upos(w) == "PRON" && (strings.HasSuffix(l, "self") || strings.HasSuffix(l, "selves"))
}

// retold finds the act that a clause tells by what others hang on it.
func (s *sentence) retold(i int) (event, bool) {
	if !s.verbal(i) {
		return event{}, false
	}
	for _, read := range []func(int) (event, bool){s.casualty, s.warned, s.disclosed, s.consigned} {
		if e, ok := read(i); ok {
			return e, true
		}
	}
	return event{}, false
}

// measured reports a decision, or a vote, to take a measure that deciding takes: "its
// decision to suspend aid", "voted to recognise Y".
func (s *sentence) measured(h int) bool {
	for _, k := range s.with(h, "acl", "xcomp") {
		if s.has(k, "mark", "to") && (s.rules.is("measure", s.lemma(k)) || s.rules.is("measure", s.lemma(k)+"_"+s.particle(k))) {
			return true
		}
	}
	return false
}

// labelled gives a verb that says what somebody calls a thing its object and the adjective
// behind it, which were taken for one phrase: "called the step hostile".
func (r *Rules) labelled(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.Rel != "obj" || w.UPOS != "NOUN" || w.Head < 0 || w.Head > i || i == 0 || !labels[r.lemma(&t.Words[w.Head])] || len(r.verbs["call_"+strings.ToLower(w.Text)]) == 0 {
			continue
		}
		thing := &t.Words[i-1]
		if thing.Head != i || thing.Rel != "compound" && thing.Rel != "amod" || !nounTag(thing.UPOS) {
			continue
		}
		thing.Head, thing.Rel = w.Head, "obj"
		for _, k := range t.Children(i) {
			if k < i-1 {
				t.Words[k].Head = i - 1
			}
		}
		w.UPOS, w.XPOS, w.Rel, changed = "ADJ", "JJ", "xcomp", true
	}
	return changed
}
