package claim

import (
	"slices"

	"entente/extract/mention"
	"entente/graph"
)

// several is the party of a mention, or those that a set without a name of its
// own ("the two neighbours") stands for.
func (r *reader) several(m *mention.Mention) []party {
	if m.Entity != "" {
		return []party{r.spelled(m)}
	}
	var out []party
	at := r.apart(m)
	for n, id := range m.Members {
		p := r.party(m)
		p.Actor = graph.Actor{ID: id, Kind: id.Kind(), Name: r.nameOf(id), Role: p.Role, Start: m.Start, End: m.End}
		if at != nil {
			p.Start, p.End = at[n][0], at[n][1]
		}
		p.members = nil
		out = append(out, p)
	}
	return out
}

// apart are the parts of a phrase that name each of its members: "Ivorian" and
// "Liberian ministers"; nil where the phrase does not name each once.
func (r *reader) apart(m *mention.Mention) [][2]int {
	out := make([][2]int, len(m.Members))
	var first, last *mention.Mention
	n := 0
	for _, k := range r.doc.In(m.Sentence) {
		if k == m || len(k.Members) > 0 || k.NameEnd <= k.NameStart || k.NameEnd > m.End || k.Lo < m.Lo-4 {
			continue
		}
		i := slices.Index(m.Members, k.Entity)
		if i < 0 || out[i][1] > 0 {
			continue
		}
		out[i] = [2]int{k.NameStart, k.NameEnd}
		if first == nil {
			first = k
		}
		last = k
		n++
	}
	if n < 2 || n != len(m.Members) {
		return nil
	}
	i, j := slices.Index(m.Members, first.Entity), slices.Index(m.Members, last.Entity)
	if head := r.now.Words[m.Head]; head.Start >= last.NameEnd { // "Greek and Turkish officials"
		_, out[j][1] = r.now.bounds(m)
	} else if head.Start < first.NameStart { // "the navies of Greece and Cyprus"
		out[i][0] = m.Start
	}
	return out
}

// listed is the set of actors whose phrase begins with another subject of the same
// verb, where a failed parse cut its list: "ministers of Turkey, Iran and Russia".
func (r *reader) listed(s *sentence, w int) *mention.Mention {
	for _, m := range r.doc.In(s.index) {
		if len(m.Members) > 1 && m.Lo <= w && w < m.Hi && m.Head != w && m.Head < len(s.Words) && s.head(m.Head) == s.head(w) && s.base(m.Head) == s.base(w) {
			return m
		}
	}
	return nil
}

// alsoNamed are the further states in the phrase of a description that resolves to
// the first of several: "people in Kenya, Somalia and Ethiopia".
func (r *reader) alsoNamed(s *sentence, m *mention.Mention) []party {
	if m.Form != mention.FormRole || m.Kind != graph.KindState || len(m.Members) > 0 {
		return nil
	}
	for k := m.Head + 1; k < m.Hi; k++ {
		if s.base(k) != "nmod" || s.head(k) != m.Head || s.preposition(k) == "" {
			continue
		}
		if first := r.at(s, k, true, isActor); first == nil || first.Entity != m.Entity {
			continue
		}
		var out []party
		for _, w := range s.list(k) {
			if n := r.at(s, w, true, isActor); w != k && n != nil && n.Kind == graph.KindState {
				p := r.party(n)
				p.Role = r.party(m).Role
				out = append(out, p)
			}
		}
		return out
	}
	return nil
}
