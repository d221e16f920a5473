package claim

import (
	"slices"

	"entente/extract/mention"
	"entente/graph"
)

// opponent finds against whom one of the two states that a document is about acts, where
// the sentence tells of nobody else and the one before told of the other: "Kenya seized two
// boats of Somalia. Hours later Somalia banned flights".
func (r *reader) opponent(s *sentence, e *event, froms []party) []party {
	switch e.kind {
	case graph.Request, graph.Reject, graph.Accuse, graph.Protest, graph.Sanction, graph.Coerce, graph.Retreat, graph.Threaten, graph.Mobilize:
	default:
		return nil
	}
	direct := r.doc.Voice().Direct
	own := s.ownAffair(e) && !(direct && (e.object < 0 || !s.hisOwn(e.object)))
	if e.noun || len(froms) != 1 || own || !direct && !s.tells(e.word) { // "has the honour to protest" tells
		return nil
	}
	if ps := r.quarrel(s, e, froms[0]); len(ps) > 0 {
		return ps
	}
	pair := r.theTwo(s, e.word)
	n := slices.IndexFunc(pair, func(p party) bool { return p.ID != froms[0].Party() })
	if len(pair) != 2 || pair[1-n].ID != froms[0].Party() || r.alone(s, pair[n].ID) {
		return nil
	}
	return pair[n : n+1]
}

// quarrel is the other of the two states of whom alone the sentence before told, where by one
// of its claims one of them acted against the other; the sentence itself names no third.
func (r *reader) quarrel(s *sentence, e *event, from party) []party {
	if s.index == 0 || from.Party().Kind() != graph.KindState {
		return nil
	}
	var other graph.EntityID
	for back := 0; back < 2; back++ {
		for _, m := range r.doc.In(s.index - back) {
			for _, id := range []graph.EntityID{m.Entity, m.ActsFor} {
				switch k := id.Kind(); {
				case id == from.Party() || k != graph.KindState && k != graph.KindGroup && (k != graph.KindOrganization || m.ActsFor.Kind() == graph.KindState):
				case k != graph.KindState || other != "" && other != id:
					return nil
				default:
					other = id
				}
			}
		}
	}
	for i := len(r.out) - 1; i >= 0 && other != ""; i-- {
		c := &r.out[i]
		switch at := r.sentenceAt(c.Evidence[0].Start); {
		case at < s.index-1:
			return nil
		case at == s.index-1 && c.To != nil && conflicts(c.Kind) && c.Polarity == graph.Affirmed && (c.From.Party() == other && c.To.Party() == from.Party() || c.From.Party() == from.Party() && c.To.Party() == other):
			w := &s.Words[e.word]
			return []party{{Actor: graph.Actor{ID: other, Kind: graph.KindState, Name: r.nameOf(other), Start: w.Start, End: w.End}, head: e.word, known: true}}
		}
	}
	return nil
}

// forVictims finds from whom something is demanded, or who is blamed, where only nameless people
// are told whom it befell: "demanded the release of nine fishermen", "criticised the arrest of
// a lawyer"; in a note to somebody, whatever is protested against: "protests against this act".
func (r *reader) forVictims(s *sentence, e *event, froms, ps []party) []party {
	if r.doc.Voice().Direct && (verbal(e.kind) || e.kind == graph.Protest) && !slices.ContainsFunc(ps, func(p party) bool { return p.Kind != graph.KindActor }) {
		return r.opponent(s, e, froms)
	}
	asked := s.wantsDone(e)
	if e.kind != graph.Request && e.kind != graph.Accuse || e.object < 0 && !asked || slices.ContainsFunc(ps, func(p party) bool { return p.Kind != graph.KindActor }) {
		return nil
	}
	if asked {
		return r.opponent(s, e, froms)
	}
	n, ok := s.nounOf(e.object)
	if _, verb := s.rules.nominals[s.lemma(e.object)]; !ok && !verb || n.kind == e.kind {
		return nil
	}
	return r.opponent(s, e, froms)
}

// wantsDone reports a demand that something be done to somebody: "that the crew be freed".
func (s *sentence) wantsDone(e *event) bool {
	return e.kind == graph.Request && e.found == "comp" && slices.ContainsFunc(e.slots, func(sl slot) bool {
		return sl.name == "comp" && s.first(sl.words[0], "nsubj:pass") >= 0
	})
}

// alone reports that neither a sentence nor the one before it tells of a state, that the one
// before tells of a third, or the sentence of a body that may be meant.
func (r *reader) alone(s *sentence, id graph.EntityID) bool {
	if v := r.doc.Voice(); v.Direct && v.Audience == id {
		return slices.ContainsFunc(r.doc.In(s.index), func(m *mention.Mention) bool { return m.Kind == graph.KindState && !slices.Contains(v.Sides, m.Entity) })
	}
	told := func(m *mention.Mention) bool { return m.Entity == id || m.ActsFor == id }
	if slices.ContainsFunc(r.doc.In(s.index), func(m *mention.Mention) bool {
		return m.Kind == graph.KindOrganization && m.ActsFor.Kind() != graph.KindState || m.Kind == graph.KindGroup
	}) {
		return true
	}
	if slices.ContainsFunc(r.doc.In(s.index), told) {
		return false
	}
	return s.index == 0 || len(r.doc.Sides(s.index)) != 2 || !slices.ContainsFunc(r.doc.In(s.index-1), told) || slices.ContainsFunc(r.doc.In(s.index-1), func(m *mention.Mention) bool {
		return m.Kind == graph.KindState && !slices.Contains(r.doc.Sides(s.index), m.Entity)
	})
}

// ownAffair reports an act at home: on what is its doer's, or on what a court, a parliament
// or voters have to do with.
func (s *sentence) ownAffair(e *event) bool {
	if e.kind == graph.Mobilize {
		return false
	}
	if e.object < 0 {
		return e.kind != graph.Threaten && !s.wantsDone(e)
	}
	return s.hisOwn(e.object) || atHome[s.lemma(e.object)]
}

// atHome are things about which a state quarrels with nobody abroad.
var atHome = set([]string{"judgment", "judgement", "ruling", "verdict", "award", "bill", "law", "protest", "rally", "opposition", "party", "resignation", "election", "appeal", "report", "request", "budget"})
