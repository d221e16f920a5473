package claim

import (
	"entente/extract/mention"
	"entente/graph"
)

// joined parts a phrase that was taken for one party although it names two, each
// by a possessor of its own: "Ghana's foreign minister and Togo's trade minister",
// "Denmark and Greenland's government". It returns nil for all others.
func (r *reader) joined(s *sentence, m *mention.Mention) []party {
	if m.Form != mention.FormRole || len(m.Members) > 0 || m.Hi > len(s.Words) {
		return nil
	}
	for and := m.Lo + 1; and+1 < m.Hi; and++ {
		if s.upos(and) != "CCONJ" || s.lemma(and) != "and" {
			continue
		}
		first, second := r.possessor(s, m.Lo, and), r.possessor(s, and+1, m.Hi)
		if first == nil || second == nil || first.Entity == second.Entity || second.Lo != and+1 || !s.genitive(second.Hi-1) {
			continue
		}
		bare := first.Hi == and && first.Lo == m.Lo
		if !bare && !s.genitive(first.Hi-1) || bare && (s.Words[m.Head].XPOS == "NNS" || s.Words[m.Head].XPOS == "NNPS") {
			continue
		}
		a, b := r.party(first), r.party(m)
		b.Actor = graph.Actor{ID: second.Entity, Kind: second.Kind, Name: second.Name, Role: b.Role, Start: s.Words[second.Lo].Start, End: b.End}
		a.Start, a.End = s.Words[m.Lo].Start, s.Words[and-1].End
		if a.Role = nil; !bare {
			a.Role = b.Role
		}
		return []party{a, b}
	}
	return nil
}

// possessor is the first state or organisation named within the words [lo, hi), nil
// for none.
func (r *reader) possessor(s *sentence, lo, hi int) *mention.Mention {
	for _, m := range r.doc.In(s.index) {
		if m.Form == mention.FormName && (m.Kind == graph.KindState || m.Kind == graph.KindOrganization) && m.Entity != "" && m.Lo >= lo && m.Head >= lo && m.Head < hi {
			return m
		}
	}
	return nil
}

// genitive reports a word with "'s" behind it.
func (s *sentence) genitive(i int) bool {
	return i >= 0 && i+1 < len(s.Words) && s.upos(i+1) == "PART" && s.Words[i+1].XPOS == "POS" || i >= 0 && s.Words[i].XPOS == "POS"
}
