package claim

import "entente/graph"

// blamed is whom a possessive pronoun stands for in the ground of what is done to him:
// "criticised Israel over its bombing", "sanctions on Iraq for its invasion". It is -1
// where the phrase is no ground, or the act says nothing against or for anybody.
func (s *sentence) blamed(pronoun int) int {
	if s.rel(pronoun) != "nmod:poss" || s.upos(pronoun) != "PRON" {
		return -1
	}
	ground := false
	w := s.head(pronoun)
	for n := 0; w >= 0 && !s.verbal(w) && n < 5; n++ {
		switch s.base(w) {
		case "obl", "nmod", "conj", "advcl":
		default:
			return -1
		}
		switch s.preposition(w) {
		case "over", "for", "about", "after", "because of", "in response to", "at", "due to":
			ground = true
		case "response", "retaliation", "reaction":
			ground = true
		}
		if l := s.lemma(w); l == "response" || l == "retaliation" || l == "reaction" || l == "protest" {
			ground = true
		}
		w = s.head(w)
	}
	if !ground || w < 0 || w > pronoun || !s.verbal(w) {
		return -1
	}
	e, ok := s.verbEvent(w)
	if !ok {
		return -1
	}
	switch e.kind {
	case graph.Accuse, graph.Sanction, graph.Support, graph.Reject, graph.Threaten, graph.Coerce, graph.Protest, graph.Assault:
	default:
		return -1
	}
	for _, sl := range e.slots {
		for _, k := range sl.words {
			if s.names[k] && k < pronoun && s.upos(k) != "PRON" && sl.name != "comp" && !s.under(k, pronoun) {
				return k
			}
		}
	}
	return -1
}
