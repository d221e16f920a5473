package claim

import "entente/graph"

// fellows are those with whom somebody is what the noun w says: "Kenya is a member,
// alongside Uganda and Rwanda", "a member of the bloc, with Peru and Chile".
func (r *reader) fellows(s *sentence, w int) []party {
	var words []int
	for _, prep := range []string{"with", "alongside", "besides", "like"} {
		words = append(words, s.attributes(w, prep)...)
	}
	return r.ofKind(s, words, []graph.EntityKind{graph.KindState})
}

// seatTies writes the membership of states that have a seat or a term in a body: "took its seat
// on the council", "its term in the assembly".
func (r *reader) seatTies(s *sentence) {
	states, bodies := []graph.EntityKind{graph.KindState}, []graph.EntityKind{graph.KindOrganization, graph.KindGroup}
	for w := range s.Words {
		if s.upos(w) != "NOUN" || !seats[s.lemma(w)] {
			continue
		}
		words := append(s.attributes(w, "on"), s.attributes(w, "in")...)
		if h := s.head(w); h >= 0 && s.base(w) == "obj" && s.verbal(h) {
			words = append(words, append(s.behind("on", s.roles(h), -1), s.behind("in", s.roles(h), -1)...)...)
		}
		tos := r.ofKind(s, words, bodies)
		e := event{word: w, kind: graph.MemberOf, rule: "tie/" + s.lemma(w), object: -1, noun: true, ctx: s.context(w)}
		if len(tos) == 0 || e.ctx.none {
			continue
		}
		for _, f := range r.ofKind(s, s.seated(w), states) {
			for _, t := range tos {
				r.tie(s, &e, f, t)
			}
		}
	}
}

// seats are nouns for a place in a body.
var seats = set([]string{"seat", "term", "membership"})

// seated are the words for whose a seat is: its possessor, or who takes or keeps it.
func (s *sentence) seated(w int) []int {
	h := s.head(w)
	if h >= 0 && s.base(w) == "obj" && s.verbal(h) {
		if !sitting[s.lemma(h)] {
			return nil
		}
		return s.surfaceSubjects(h, 0)
	}
	return s.with(w, "nmod:poss")
}

// sitting are verbs for having or getting a seat.
var sitting = set([]string{"have", "hold", "take", "occupy", "win", "gain", "secure", "assume", "begin", "start", "serve", "complete", "finish", "end", "keep", "retain"})
