package claim

import (
	"slices"

	"entente/graph"
)

// sideBySide reads with whom somebody does what he does, where the text says that they do it
// together: "Canada, in coordination with Peru, imposed sanctions", "together with Malta,
// Cyprus trained their crews".
func (s *sentence) sideBySide(i int) []event {
	subj := s.surfaceSubjects(i, 0)
	if len(subj) == 0 || s.passive(i) || s.base(i) == "xcomp" || togethers[s.lemma(i)] || s.rules.is("together", s.lemma(i)) || onlySaid[s.saidKind(i)] {
		return nil
	}
	words := s.companions(i)
	for _, k := range subj {
		words = append(words, s.companions(k)...)
	}
	if words = slices.DeleteFunc(words, func(w int) bool { return s.upos(w) != "PROPN" }); len(words) == 0 {
		return nil // partners without a name
	}
	return []event{{word: i, kind: graph.Cooperate, rule: "together/" + s.lemma(i), source: subj, object: -1, ctx: s.context(i),
		slots: []slot{{"with", words}}, flags: map[string]bool{"mutual": true}}}
}

// companions are the words for those with whom the word w goes together: behind "together
// with" or "in cooperation with".
func (s *sentence) companions(w int) []int {
	var out []int
	for _, k := range s.kids[w] {
		switch {
		case s.base(k) == "advmod" && (s.lemma(k) == "together" || s.lemma(k) == "jointly"):
			for _, o := range s.kids[k] {
				if s.base(o) == "obl" && s.preposition(o) == "with" {
					out = append(out, o)
				}
			}
			if o := s.withBehind(w, k); o >= 0 {
				out = append(out, o)
			}
		case (s.base(k) == "obl" || s.base(k) == "nmod") && s.preposition(k) == "in" && concerts[s.lemma(k)]:
			out = append(out, s.attributes(k, "with")...)
		}
	}
	return out
}

// withBehind is the phrase with "with" right behind the adverb k that hangs on the same word, -1
// for none.
func (s *sentence) withBehind(w, k int) int {
	for _, o := range s.kids[w] {
		if b := s.base(o); (b == "obl" || b == "nmod") && s.preposition(o) == "with" && s.first(o, "case") == k+1 {
			return o
		}
	}
	return -1
}

// concerts are nouns for doing a thing together.
var concerts = set([]string{"coordination", "cooperation", "collaboration", "partnership", "conjunction", "concert", "tandem", "co-ordination", "co-operation"})

// togethers are verbs of being and meeting, which tell no work of those who are together.
var togethers = set([]string{"be", "meet", "attend", "visit", "stand", "live", "sit", "belong", "travel", "arrive", "come", "go", "walk", "discuss", "rank", "account", "border"})

// onlySaid are the kinds of what is only said.
var onlySaid = map[graph.RelationKind]bool{graph.Comment: true, graph.Accuse: true, graph.Reject: true, graph.Consult: true}
