package claim

import (
	"slices"

	"entente/extract/mention"
	"entente/graph"
)

// bystander finds between whom a third calls for calm, offers to mediate or mediates, where it
// does not say so: the two states that the document is about, one of which was told of just
// before. "Hungary offered its good offices".
func (r *reader) bystander(s *sentence, e *event, froms []party) []party {
	switch e.kind {
	case graph.Appeal, graph.Request, graph.Agree, graph.Consult:
	default:
		return nil
	}
	sides := r.doc.Sides(s.index)
	if len(froms) == 0 || len(sides) != 2 || sides[0].Kind() != graph.KindState || sides[1].Kind() != graph.KindState || !s.peaceable(e) {
		return nil
	}
	of := func(m *mention.Mention, ids []graph.EntityID) bool {
		return slices.Contains(ids, m.Entity) || slices.Contains(ids, m.ActsFor)
	}
	var doers []graph.EntityID
	for _, f := range froms {
		if slices.Contains(sides, f.Party()) || f.Kind == graph.KindActor {
			return nil
		}
		doers = append(doers, f.ID, f.Party())
	}
	near := false
	for back := 0; back <= 4 && back <= s.index; back++ {
		for _, m := range r.doc.In(s.index - back) {
			near = near || of(m, sides)
			if state := m.Kind == graph.KindState || m.Kind == graph.KindOrganization; back == 0 && state && !of(m, sides) && !of(m, doers) {
				return nil
			}
		}
	}
	if !near || !r.doc.Voice().Titled && !r.atOdds(sides) {
		return nil
	}
	w := &s.Words[e.word]
	var out []party
	for _, id := range sides {
		out = append(out, party{Actor: graph.Actor{ID: id, Kind: id.Kind(), Name: r.nameOf(id), Start: w.Start, End: w.End}, head: e.word, known: true})
	}
	return out
}

// atOdds reports that one of two has been told to act against the other.
func (r *reader) atOdds(sides []graph.EntityID) bool {
	for i := range r.out {
		c := &r.out[i]
		if q := c.Kind.Quad(); c.To != nil && (q == graph.VerbalConflict || q == graph.MaterialConflict) && slices.Contains(sides, c.From.Party()) && slices.Contains(sides, c.To.Party()) && c.From.Party() != c.To.Party() {
			return true
		}
	}
	return false
}

// calming are things for which a third calls, or which he offers, where two are at odds.
var calming = set([]string{"talk", "talks", "dialogue", "calm", "restraint", "de-escalation", "negotiation", "office", "mediation", "reconciliation", "moderation", "patience", "peace", "solution", "settlement", "truce"})

// peaceable reports an act by which a third wants to bring two together.
func (s *sentence) peaceable(e *event) bool {
	switch l := s.lemma(e.word); {
	case e.kind == graph.Agree && l != "offer" && l != "propose" && l != "volunteer", e.kind == graph.Consult && !intercedes[l] && l != "host" && l != "convene" && l != "broker":
		return false // "wants to resume a dialogue", of his own
	}
	if intercedes[s.lemma(e.word)] || e.object >= 0 && calming[s.lemma(e.object)] {
		return true
	}
	for _, k := range s.with(e.word, "obj", "obl", "xcomp") {
		if calming[s.lemma(k)] && s.rel(k) != "xcomp" || intercedes[s.lemma(k)] {
			return true
		}
		if o := s.first(k, "obj"); o >= 0 && s.rel(k) == "xcomp" && (s.lemma(k) == "host" || s.lemma(k) == "broker") && calming[s.lemma(o)] {
			return true
		}
	}
	return false
}

// intercedes are verbs for what one does who stands between two.
var intercedes = set([]string{"mediate", "intercede", "arbitrate"})
