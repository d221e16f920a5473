package claim

import (
	"slices"

	"entente/graph"
)

// arrivals are verbs by which what was sent comes to where it was sent.
var arrivals = set([]string{"arrive", "reach", "land", "come", "enter", "flow"})

// arrived reads that help has come as that somebody sent it: "food
// donated by X has arrived in Y".
func (s *sentence) arrived(i int, r *roles) (event, bool) {
	if !arrivals[s.lemma(i)] || r.passive || len(r.subj) != 1 || s.base(i) == "acl" {
		return event{}, false
	}
	if n, ok := s.nounOf(r.subj[0]); (!ok || n.class != "aid") && !s.given(r.subj[0]) || s.names[r.subj[0]] {
		return event{}, false
	}
	e := event{word: i, kind: graph.Aid, rule: "arrived/" + s.lemma(i), object: r.subj[0], ctx: s.context(i), source: s.givers(r.subj[0])}
	if len(r.obj) > 0 {
		e.slots = append(e.slots, slot{"obj", r.obj})
	}
	for _, o := range r.obl {
		if slices.Contains([]string{"in", "at", "to", "into"}, o.prep) {
			e.slots = append(e.slots, slot{o.prep, []int{o.word}})
		}
	}
	return e, len(e.slots) > 0 && len(e.source) > 0
}

// given reports a thing of which a clause says that somebody gave it.
func (s *sentence) given(w int) bool {
	for _, k := range s.with(w, "acl", "acl:relcl") {
		if e, ok := s.verbEvent(k); ok && e.kind == graph.Aid && e.object < 0 {
			return true
		}
	}
	return false
}

// givers are whose the help is: owners, or who "gave" or "sent" it in the clause
// that describes it.
func (s *sentence) givers(aid int) []int {
	for _, k := range s.with(aid, "acl", "acl:relcl") {
		if a := s.roles(k); len(a.subj) > 0 && slices.Contains(a.obj, aid) {
			return a.subj
		}
	}
	return s.owners(aid)
}
