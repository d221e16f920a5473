package claim

import "entente/graph"

// provoked finds at whom words are aimed that are told as the reason of another act
// and name nobody: "Angola freed the man after Lisbon protested".
func (r *reader) provoked(s *sentence, e *event) []party {
	if e.kind.Quad() != graph.VerbalConflict && e.kind != graph.Protest || len(e.slots) > 0 || e.noun {
		return nil
	}
	h := s.head(e.word)
	if h < 0 || s.base(e.word) != "advcl" || !s.verbal(h) || !s.has(e.word, "mark", "after", "when", "because") {
		return nil
	}
	ps := r.parties(s, s.roles(h).subj, false, false)
	if len(ps) != 1 || ps[0].Kind == graph.KindActor {
		return nil
	}
	return ps
}

// conditioned finds who is threatened by an act that hangs on a condition: the
// one who is not to do what the condition says ("if Y strikes, X will retaliate").
func (r *reader) conditioned(s *sentence, e *event, from party) []party {
	for _, k := range s.with(e.word, "advcl") {
		if !s.has(k, "mark", "if") || !s.verbal(k) {
			continue
		}
		ps := r.parties(s, s.roles(k).subj, false, false)
		if len(ps) == 1 && ps[0].Kind != graph.KindActor && ps[0].Party() != from.Party() {
			return ps
		}
	}
	return nil
}
