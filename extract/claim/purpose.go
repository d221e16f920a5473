package claim

import (
	"slices"

	"entente/graph"
)

// aimed finds whom an act of force, of help or of pressure concerns by what it serves,
// where its own clause does not say: whom the clause of its purpose acts on ("used tear
// gas to disperse protesters").
func (r *reader) aimed(s *sentence, e *event, evs []event, own func(party) bool) []party {
	switch e.kind.Quad() {
	case graph.MaterialConflict, graph.MaterialCooperation:
	default:
		return nil
	}
	if e.noun || e.flags["weak"] || e.flags["mutual"] {
		return nil
	}
	clauses := s.with(e.word, "advcl", "xcomp")
	if e.object >= 0 {
		clauses = append(clauses, s.with(e.object, "acl")...)
	}
	for _, k := range clauses {
		if k < e.word || !s.has(k, "mark", "to") || !s.verbal(k) {
			continue
		}
		for i := range evs {
			if evs[i].word != k || conflicts(evs[i].kind) != conflicts(e.kind) {
				continue
			}
			_, tos := r.ends(s, &evs[i], nil)
			if tos = slices.DeleteFunc(tos, own); len(tos) > 0 {
				return tos
			}
		}
	}
	return nil
}

func conflicts(k graph.RelationKind) bool {
	q := k.Quad()
	return q == graph.MaterialConflict || q == graph.VerbalConflict
}
