package claim

import (
	"slices"

	"entente/graph"
)

// mediates makes a mediation of an act on what stands between others: who brokers
// a deal or ends a war between two is no party to it.
func (r *reader) mediates(e *event, froms, tos []party) {
	switch e.kind {
	case graph.Agree, graph.Cooperate, graph.Retreat, graph.Aid, graph.Concede:
	default:
		return
	}
	if e.found != "between" || e.noun || len(froms) == 0 || len(tos) < 2 {
		return
	}
	for _, f := range froms {
		if slices.ContainsFunc(tos, func(t party) bool { return t.ID == f.ID }) {
			return
		}
	}
	e.kind, e.rule, e.flags = graph.Consult, e.rule+"/between", nil
}

// purposed are those whom an effort to mediate is for, where its own phrase names
// nobody: "launched a mediation effort to help X and Y reach a settlement".
func (r *reader) purposed(s *sentence, e *event, own func(party) bool) []party {
	if e.kind != graph.Consult || e.object < 0 || e.noun || !s.mediation(e.object) {
		return nil
	}
	for _, k := range append(s.with(e.word, "advcl", "xcomp"), s.with(e.object, "acl")...) {
		if ps := r.nearest(s, k, own); len(ps) > 0 {
			return ps
		}
	}
	return nil
}

// mediation reports a noun for an effort between others.
func (s *sentence) mediation(o int) bool {
	l := s.lemma(o)
	if l == "mediation" {
		return true
	}
	k := s.first(o, "compound", "amod")
	return k >= 0 && (s.lemma(k) == "mediation" || s.lemma(k) == "peace") && (l == "effort" || l == "bid" || l == "mission" || l == "drive" || l == "push" || l == "initiative")
}

// brokered reports a verb by which somebody brings about what others do with one another:
// "talks hosted by Y", "a truce brokered by Y".
func (s *sentence) brokered(verb int) bool {
	switch s.lemma(verb) {
	case "mediate", "broker", "facilitate", "host", "chair", "moderate", "arbitrate", "convene", "sponsor":
		return s.passive(verb)
	}
	return false
}
