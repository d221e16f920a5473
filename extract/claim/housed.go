package claim

import (
	"entente/extract/mention"
	"entente/graph"
)

// housed gives a party without a name the state that it is in: "a village in
// Yemen", "Juba airport", "people in southern Lebanon". Whom force or help meets is also where
// the act is done: "killed six people on Monday in Lebanon".
func (r *reader) housed(s *sentence, e *event, ps []party, target bool) []party {
	var more []party
	for i := range ps {
		p := &ps[i]
		if p.Kind != graph.KindActor || p.head < 0 {
			continue
		}
		if n, ok := s.nounOf(p.head); ok && (n.class == "attack" || n.class == "war") {
			continue // where an attack is says nothing of whose it is
		}
		where := append([]int{p.head}, s.whereabouts(s.tallied(p.head), "nmod")...)
		if target && !e.noun && spatial(e.kind, "in") {
			where = append(where, s.whereabouts(e.word, "obl")...)
		}
		for _, k := range where {
			if state := r.stateOfPlace(s, k); state != "" {
				p.ID, p.Kind, p.Name, p.place = state, graph.KindState, r.nameOf(state), true
				more = append(more, r.alsoIn(s, k, p)...)
				break
			}
		}
		if p.Kind == graph.KindActor && terrain[s.lemma(p.head)] {
			r.keeper(s, p)
		}
	}
	return append(ps, more...)
}

// alsoIn are the people of a party who are in the further states of a list: "families in
// Sudan, Chad and Niger".
func (r *reader) alsoIn(s *sentence, first int, p *party) []party {
	var out []party
	for _, k := range s.list(first) {
		m := r.at(s, k, false, isActor)
		if k == first || m == nil || m.Kind != graph.KindState || m.Form != mention.FormName {
			continue
		}
		q := r.party(m)
		q.Role, q.place = p.Role, true
		out = append(out, q)
	}
	return out
}

// keeper gives a place without a name the state whose it is: "a depot of the Syrian army".
func (r *reader) keeper(s *sentence, p *party) {
	for _, k := range s.attributes(p.head, "of") {
		if m := r.at(s, k, false, isActor); m != nil && m.Kind == graph.KindState {
			of := r.party(m)
			p.ID, p.Kind, p.Name, p.Role, p.place = of.ID, of.Kind, of.Name, of.Role, true
			return
		}
	}
}

// tallied is what a number counts: "people" of "tens of thousands of people".
func (s *sentence) tallied(word int) int {
	for n := 0; n < 3 && (counting[s.lemma(word)] || s.lemma(word) == "ten"); n++ {
		of := s.attributes(word, "of")
		if len(of) == 0 {
			break
		}
		word = of[0]
	}
	return word
}

// whereabouts are the words that hang on a word by a relation and say where.
func (s *sentence) whereabouts(word int, rel string) []int {
	var out []int
	for _, k := range s.kids[word] {
		if s.base(k) != rel {
			continue
		}
		switch s.preposition(k) {
		case "in", "near", "inside", "outside", "around", "across", "at", "throughout", "from", "on":
			out = append(out, k)
		}
	}
	return out
}

// stateOfPlace returns the state that a phrase of a place names or that the
// place lies in, "" for none.
func (r *reader) stateOfPlace(s *sentence, word int) graph.EntityID {
	for _, m := range r.doc.In(s.index) {
		if m.Head < 0 || m.Form == mention.FormPronoun || m.Head != word && !s.qualifies(m.Head, word) {
			continue
		}
		switch {
		case m.Kind == graph.KindState && (m.Form == mention.FormName || m.Head != word):
			return m.Entity
		case m.Kind == graph.KindPlace && m.ActsFor.Kind() == graph.KindState:
			return m.ActsFor
		}
	}
	return ""
}
