package mention

import (
	"slices"
	"strings"

	"entente/graph"
)

// otherThan returns the other of the document's two states, "" where it is not
// about two of which this is one.
func (r *reader) otherThan(id graph.EntityID) graph.EntityID {
	pair := r.doc.voice.Sides
	switch {
	case id == "" || len(pair) != 2:
	case pair[0] == id:
		return pair[1]
	case pair[1] == id:
		return pair[0]
	}
	return ""
}

// meansSides reports a noun with a capital by which a document that several make, or that is
// about two by its title, calls them: "the Sides", "both Parties", "the Ministers".
func (r *reader) meansSides(s *sentence, k int) bool {
	if !capitalised(s.words[k]) || s.headline || !sides[s.lower(k)] || k == 0 {
		return false
	}
	p := r.doc.Sides(s.index)
	if len(p) < 2 || slices.ContainsFunc(p, func(id graph.EntityID) bool { return id.Kind() != graph.KindState }) {
		return false
	}
	if r.doc.voice.Titled || len(p) > 2 {
		return true
	}
	for id, n := range r.told { // a third of whom much is told may be one of them
		if id != p[0] && id != p[1] && id.Kind() == graph.KindState && n*2 > r.told[p[1]] {
			return false
		}
	}
	return true
}

// jointSubject reports that the subject of a main clause of a joint text counts as many as
// make it, who are meant unless the sentence has named two others: "The two sides agreed".
func (r *reader) jointSubject(q *asked) bool {
	s, head := q.s, q.noun
	if len(r.doc.voice.InTitle()) != q.count || base(s.tree.Words[head].Rel) != "nsubj" {
		return false
	}
	title := strings.ToLower(r.doc.Title)
	if !slices.ContainsFunc([]string{"joint ", "communiqué", "communique", "minutes of"}, func(w string) bool { return strings.Contains(title, w) }) {
		return false
	}
	verb := s.tree.Words[head].Head
	if verb < 0 || s.tree.Words[verb].Head >= 0 && base(s.tree.Words[verb].Rel) != "conj" || childWith(s.tree, verb, "aux") >= 0 && s.lower(childWith(s.tree, verb, "aux")) == "should" {
		return false
	}
	own, _ := r.partiesIn(s.index, q.at())
	return len(own) < 2
}

// otherPair returns the pair of the document's title where a sentence before names two of
// which but one belongs to it, and does not join them: "Georgia rejected a warning of
// Russia. The two governments" of a text on Georgia and Azerbaijan.
func (r *reader) otherPair(own []string, sentence, back int, agent graph.EntityID) (Mention, bool) {
	title := r.doc.voice.InTitle()
	if back > 0 && len(own) == 2 && r.bodyAmong(own) {
		if p := r.doc.voice.Sides; len(p) == 2 && p[0].Kind() == graph.KindState && p[1].Kind() == graph.KindState && (slices.Contains(own, string(p[0])) || slices.Contains(own, string(p[1]))) {
			return r.all(max(0, sentence+back), 2, agent) // a body that was told of in passing is no side
		}
	}
	if back == 0 || len(title) != 2 || len(own) != 2 {
		return Mention{}, false
	}
	a, b := slices.Contains(title, graph.EntityID(own[0])), slices.Contains(title, graph.EntityID(own[1]))
	if !a && !b && sentence >= 0 && r.doc.Sentence(sentence).Paragraph != r.doc.Sentence(sentence+back).Paragraph {
		return r.all(max(0, sentence+back), 2, agent) // an entry of a chronology after one on others
	}
	if a == b {
		return Mention{}, false
	}
	if sentence >= 0 {
		if subjects, _ := r.subjectsIn(sentence, 1<<30); len(subjects) == 2 {
			return Mention{}, false
		}
	}
	return r.all(max(0, sentence+back), 2, agent)
}

// bodyAmong reports an organisation among ids that is no armed side of its own.
func (r *reader) bodyAmong(ids []string) bool {
	return slices.ContainsFunc(ids, func(id string) bool {
		return graph.EntityID(id).Kind() == graph.KindOrganization && (r.armed == nil || string(r.armed.Entity) != id)
	})
}

// coordinated returns the last so many states before a code point that the sentence
// joins by "and", nil for none.
func (r *reader) coordinated(s *sentence, before, count int) (ids, names []string) {
	first := r.from(s.index)
	root := func(h int) int {
		for n := 0; n < len(s.words); n++ {
			for i := first; i < len(r.mentions) && r.mentions[i].Sentence == s.index; i++ {
				if m := &r.mentions[i]; m.Kind == graph.KindState && s.Tokens[h].Start >= m.NameStart && s.Tokens[h].End <= m.NameEnd {
					h = m.Head
					break
				}
			}
			if w := s.tree.Words[h]; base(w.Rel) != "conj" || w.Head < 0 {
				break
			}
			h = s.tree.Words[h].Head
		}
		return h
	}
	type list struct {
		root       int
		ids, names []string
	}
	var lists []list
	for i := first; i < len(r.mentions) && r.mentions[i].Sentence == s.index; i++ {
		m := &r.mentions[i]
		if m.NameStart >= before || m.Kind != graph.KindState || m.Form == FormPronoun {
			continue
		}
		h := root(m.Head)
		n := slices.IndexFunc(lists, func(l list) bool { return l.root == h })
		if n < 0 {
			n, lists = len(lists), append(lists, list{root: h})
		}
		lists[n].ids, lists[n].names = r.addParty(lists[n].ids, lists[n].names, m)
	}
	for i := len(lists) - 1; i >= 0; i-- {
		if len(lists[i].ids) == count {
			return lists[i].ids, lists[i].names
		}
	}
	return nil, nil
}

// agentState returns the state that does to the words at k what their verb says, ""
// where they are no object or nobody known acts. An official acts for his state.
func (r *reader) agentState(s *sentence, k int) graph.EntityID {
	if id := r.agentOf(s, k); id != "" {
		if id.Kind() != graph.KindPerson {
			return id
		}
		for i := len(r.mentions) - 1; i >= 0 && r.mentions[i].Sentence == s.index; i-- {
			if m := &r.mentions[i]; m.Entity == id {
				return m.ActsFor
			}
		}
		return ""
	}
	w := s.tree.Words[k]
	if w.Head < 0 || base(w.Rel) != "obj" && base(w.Rel) != "iobj" && base(w.Rel) != "obl" {
		return ""
	}
	for _, c := range s.tree.Children(w.Head) {
		if base(s.tree.Words[c].Rel) == "nsubj" {
			lo, hi := phrase(s.tree, c, c, c+1)
			return r.stateIn(s, lo, hi, c+1)
		}
	}
	return ""
}

// holdersOf are plural nouns for those who hold an office.
var holdersOf = set("leaders", "presidents", "ministers", "premiers", "diplomats", "heads")

// officialsBefore returns the two states whose officials the text spoke of last, before a
// sentence that tells of two states, one of them theirs, but of no official: "the ministers
// of A and B met. A criticised C. The two ministers"; nil for none.
func (r *reader) officialsBefore(s *sentence, k, back int, own []string) (ids, names []string) {
	if back == 0 || !holdersOf[s.lower(s.countedNoun(k))] {
		return nil, nil
	}
	for ; back <= 4 && s.index-back >= 0; back++ {
		ids, names = nil, nil
		for i := r.from(s.index - back); i < len(r.mentions) && r.mentions[i].Sentence == s.index-back; i++ {
			if m := &r.mentions[i]; m.Role != "" && (m.Kind == graph.KindPerson || m.Form == FormRole) {
				ids, names = r.addParty(ids, names, m)
			}
		}
		if len(ids) == 0 {
			continue
		}
		if len(ids) == 2 && (slices.Contains(own, ids[0]) || slices.Contains(own, ids[1])) {
			return ids, names
		}
		return nil, nil
	}
	return nil, nil
}
