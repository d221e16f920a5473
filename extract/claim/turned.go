package claim

import (
	"slices"

	"entente/graph"
)

// bonds are nouns for what stands between two states whatever they do.
var bonds = set([]string{"relation", "relationship", "tie", "friendship", "bond", "link"})

// turned reads what becomes of relations: "relations between X and Y soured", "X's ties
// with Y hit a low", as cooperation or its reduction by both.
func (s *sentence) turned(i int) (event, bool) {
	v := s.head(i)
	if v < 0 || s.rel(i) != "nsubj" || !bonds[s.lemma(i)] || !s.verbal(v) || s.Words[v].XPOS == "VBG" && s.first(v, "aux") < 0 {
		return event{}, false
	}
	kind, rule := graph.Cooperate, "turned/thaw"
	switch {
	case s.turns(v, "thawing", "warmth"):
	case s.turns(v, "souring", "frostiness"), s.sinks(v):
		kind, rule = graph.Sanction, "turned/sour"
	default:
		return event{}, false
	}
	e := s.between(i, kind, "turned", s.attributes(i, "between"))
	e.rule, e.ctx, e.word = rule, s.context(v), v
	if len(e.slots[0].words) > 0 {
		return e, true
	}
	e.source, e.slots = s.owners(i), nil
	if with := append(s.attributes(i, "with"), s.attributes(i, "to")...); len(with) > 0 {
		e.slots = []slot{{"with", with}}
	}
	return e, len(e.source) > 0 && (len(e.slots) > 0 || len(s.lists(e.source)) > 1)
}

// turns reports a verb of a class, or one of becoming with an adjective of another.
func (s *sentence) turns(v int, verbs, adjectives string) bool {
	l := s.lemma(v)
	if p := s.particle(v); p != "" && s.rules.is(verbs, l+"_"+p) || s.rules.is(verbs, l) && s.first(v, "obj") < 0 {
		return true
	}
	switch l {
	case "turn", "grow", "become", "get", "go":
		return slices.ContainsFunc(s.with(v, "xcomp"), func(k int) bool { return s.rules.is(adjectives, s.lemma(k)) })
	}
	return false
}

// sinks reports a verb that says that something is at its lowest: "hit a new low".
func (s *sentence) sinks(v int) bool {
	switch s.lemma(v) {
	case "hit", "reach", "sink", "fall", "go", "enter", "plunge", "slide", "drop", "touch":
		return slices.ContainsFunc(s.kids[v], func(k int) bool {
			b := s.base(k)
			return k > v && (b == "obj" || b == "obl") && s.rules.is("lowpoint", s.lemma(k))
		})
	}
	return false
}
