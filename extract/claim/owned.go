package claim

import (
	"entente/graph"
)

// owned replaces a thing by the people whom it carries or whose it is, where an act
// is done to it: "fired on a bus carrying pilgrims", "boarded a boat belonging to
// fishermen"; and what is charged by who is charged with it: "is examining claims
// that Y abused prisoners".
func (r *reader) owned(s *sentence, e *event, ps []party) []party {
	switch e.kind {
	case graph.Assault, graph.Coerce, graph.Accuse, graph.Reject, graph.Sanction, graph.Retreat:
	default:
		return ps
	}
	if len(ps) != 1 || ps[0].Kind != graph.KindActor || ps[0].head < 0 || ps[0].known && !terrain[s.lemma(ps[0].head)] && !s.rules.is("vehicle", s.lemma(ps[0].head)) {
		return ps
	}
	w := ps[0].head
	for _, k := range append(s.with(w, "acl"), s.with(w, "ccomp")...) {
		var words []int
		switch rs := s.roles(k); {
		case e.kind == graph.Accuse && s.has(k, "mark", "that"):
			words = s.with(k, "nsubj")
		case s.Words[k].XPOS == "VBG" && s.rules.is("transport", s.lemma(k)) && !rs.passive:
			words = rs.obj
		case !s.rules.is("belonging", s.lemma(k)):
		case rs.passive:
			words = rs.subj
		default:
			for _, o := range rs.obl {
				if o.prep == "to" {
					words = append(words, o.word)
				}
			}
		}
		if owners := r.parties(s, words, false, false); len(owners) > 0 {
			return owners
		}
	}
	return ps
}

// makers are who made what somebody refuses or hails, told by a participle: "an
// offer of amnesty made by Y".
func (r *reader) makers(s *sentence, object int) []party {
	at := append([]int{object}, s.attributes(object, "of")...)
	for _, w := range at {
		for _, k := range s.with(w, "acl") {
			if rs := s.roles(k); rs.passive && len(rs.subj) > 0 {
				if ps := r.parties(s, rs.subj, false, false); len(ps) > 0 {
					return ps
				}
			}
		}
	}
	return nil
}

// consigned reads that goods arrive which somebody gave: "a cargo of wheat donated
// by X arrived in Y".
func (s *sentence) consigned(i int) (event, bool) {
	switch s.lemma(i) {
	case "arrive", "reach", "land", "come":
	default:
		return event{}, false
	}
	r := s.roles(i)
	if r.passive || len(r.subj) == 0 {
		return event{}, false
	}
	donors := s.donors(r.subj[0])
	if len(donors) == 0 {
		return event{}, false
	}
	e := event{word: i, kind: graph.Aid, rule: "consigned/" + s.lemma(i), source: donors, object: -1, ctx: s.context(i), flags: map[string]bool{"into": true}, target: []string{"to", "in", "at"}}
	if len(r.obj) > 0 {
		e.slots = append(e.slots, slot{"to", r.obj})
	}
	for _, o := range r.obl {
		if o.prep == "to" || o.prep == "in" || o.prep == "at" || o.prep == "for" {
			e.slots = append(e.slots, slot{o.prep, []int{o.word}})
		}
	}
	return e, len(e.slots) > 0
}

// donors are who gave the goods that a phrase names, by a participle in it.
func (s *sentence) donors(goods int) []int {
	at := append([]int{goods}, s.attributes(goods, "of")...)
	for _, w := range at {
		for _, k := range s.with(w, "acl") {
			rs := s.roles(k)
			if !rs.passive || len(rs.subj) == 0 {
				continue
			}
			for _, f := range s.rules.verbs[s.lemma(k)] {
				if f.kind == graph.Aid {
					return rs.subj
				}
			}
		}
	}
	return nil
}

// captors are who held those that were released, by a participle: "two tourists
// held by rebels were set free".
func (s *sentence) captors(victim int) []int {
	for _, k := range s.with(victim, "acl") {
		if rs := s.roles(k); rs.passive && len(rs.subj) > 0 {
			switch s.lemma(k) {
			case "hold", "kidnap", "abduct", "capture", "seize", "detain", "take", "jail", "arrest", "imprison", "snatch":
				return rs.subj
			}
		}
	}
	return nil
}

// beneficiary is for whom nameless people are trained or a thing is built: "trained
// 300 officers for Y".
func (r *reader) beneficiary(s *sentence, e *event, found []party) []party {
	if !e.flags["benefit"] || e.noun || len(found) == 0 || found[0].Kind != graph.KindActor {
		return nil
	}
	rs := s.roles(e.word)
	words := s.behind("for", rs, -1)
	for _, w := range words {
		if m := r.at(s, w, false, isActor); m != nil && m.Entity != "" && m.Kind != graph.KindActor {
			return r.several(m)
		}
	}
	return nil
}

// givers finds who gave the goods or held the people that a passive tells of.
func (r *reader) givers(s *sentence, e *event) []party {
	for _, w := range s.roles(e.word).obj {
		var words []int
		switch e.kind {
		case graph.Aid:
			words = s.donors(w)
		case graph.Retreat:
			words = s.captors(w)
		}
		if ps := r.parties(s, words, false, true); len(ps) > 0 {
			return ps
		}
	}
	return nil
}
