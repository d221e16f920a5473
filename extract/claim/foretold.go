package claim

import (
	"slices"
	"strings"

	"entente/graph"
)

// warned reads that somebody tells another what he himself will do as what that is
// by itself: a threat, a promise or a refusal ("told Y it would cut off gas").
func (s *sentence) warned(i int) (event, bool) {
	switch s.lemma(i) {
	case "tell", "inform", "notify":
	default:
		return event{}, false
	}
	r := s.roles(i)
	if r.passive || len(r.obj) == 0 || len(r.subj) == 0 {
		return event{}, false
	}
	for _, k := range s.with(i, "ccomp") {
		subj := s.with(k, "nsubj")
		if len(subj) == 0 || s.upos(subj[0]) != "PRON" || !s.willed(k) {
			continue
		}
		switch s.lemma(subj[0]) {
		case "it", "he", "she", "they", "we":
		default:
			continue
		}
		act, ok := s.verbEvent(k)
		kind := promised(act.kind, s.negated(k))
		if !ok || kind == "" || act.flags["weak"] {
			continue
		}
		return event{word: i, kind: kind, rule: "told/" + act.rule, source: r.subj, slots: []slot{{"iobj", r.obj}}, object: -1, ctx: s.context(i)}, true
	}
	return event{}, false
}

// willed reports a verb under "will" or "would".
func (s *sentence) willed(verb int) bool {
	return slices.ContainsFunc(s.with(verb, "aux"), func(k int) bool {
		switch strings.ToLower(s.Words[k].Text) {
		case "will", "would", "'ll", "’ll", "'d", "’d", "wo", "shall":
			return true
		}
		return false
	})
}

func (s *sentence) negated(verb int) bool {
	return slices.ContainsFunc(s.kids[verb], func(k int) bool {
		return (s.base(k) == "advmod" || s.base(k) == "aux") && s.rules.is("negator", s.lemma(k)) && !s.onlyNot(k)
	})
}

// promised is the kind of saying that one will do what is of a kind, "" where that
// says nothing.
func promised(kind graph.RelationKind, denied bool) graph.RelationKind {
	switch {
	case cooperates(kind) && denied:
		return graph.Reject
	case denied:
		return ""
	case cooperates(kind):
		return graph.Agree
	case kind.Quad() == graph.MaterialConflict:
		return graph.Threaten
	}
	return ""
}

// disclosed reads a finding that others did harm as an accusation: "said in a report
// that Y had executed prisoners".
func (s *sentence) disclosed(i int) (event, bool) {
	switch s.lemma(i) {
	case "say", "find", "conclude", "report", "allege", "state", "write", "reveal", "document":
	default:
		return event{}, false
	}
	r := s.roles(i)
	if len(r.subj) == 0 || !s.disclosure(r) {
		return event{}, false
	}
	for _, k := range s.with(i, "ccomp") {
		act, ok := s.verbEvent(k)
		if !ok || act.kind != graph.Assault && act.kind != graph.Coerce || act.ctx.polarity == graph.Denied || len(act.source) == 0 || s.upos(act.source[0]) == "PRON" || s.willed(k) {
			continue
		}
		return event{word: i, kind: graph.Accuse, rule: "disclosed/" + act.rule, source: r.subj, slots: []slot{{"obj", act.source}}, object: -1, ctx: s.context(i)}, true
	}
	return event{}, false
}

// disclosure reports that what is said stands in a report, or that a report says it.
func (s *sentence) disclosure(r *roles) bool {
	for _, o := range r.obl {
		if o.prep == "in" && s.rules.is("disclosure", s.lemma(o.word)) {
			return true
		}
	}
	return s.rules.is("disclosure", s.lemma(r.subj[0]))
}
