package mention

import (
	"slices"

	"entente/graph"
)

// filedFrom returns the state from which a report is filed: that of the place in its
// dateline ("OTTAWA (Reuters) -"), "" for none or more than one.
func (r *reader) filedFrom() graph.EntityID {
	var filed graph.EntityID
	for i := 0; i < min(datelineAmong, r.doc.Len()); i++ {
		s := newSentence(i, r.doc)
		for _, m := range r.doc.records.of(i, s.Start) {
			if m.Kind != graph.KindPlace || m.ActsFor.Kind() != graph.KindState || m.Lo != 0 || !s.dateline(m.Lo, m.Hi) {
				continue
			}
			if filed != "" && filed != m.ActsFor {
				return ""
			}
			filed = m.ActsFor
		}
	}
	return filed
}

// datelineAmong is the number of sentences among which a dateline stands.
const datelineAmong = 5

// toldOf gives a minister of whom the text does not say whose he is the state of which
// he tells ("Canada will sue, Trade Minister X said"), where it is told before him or
// the report is filed there, and else the state where the report is filed if his
// sentence names no other.
func (r *reader) toldOf(s *sentence, first int) {
	for i := first; i < len(r.mentions); i++ {
		m := &r.mentions[i]
		if m.Kind != graph.KindPerson || m.Form != FormName || m.ActsFor != "" || m.Role != "GOV" || m.Office == "" || m.Modifier {
			continue
		}
		id := r.ofWhom(s, m, first)
		if id == "" {
			continue
		}
		m.ActsFor = id
		r.offices[m.Entity] = &office{id, m.Office, m.Role}
	}
}

// ofWhom is the state that the person most likely speaks for, "" for none.
func (r *reader) ofWhom(s *sentence, m *Mention, first int) graph.EntityID {
	w := s.tree.Words[m.Head]
	verb := w.Head
	if verb < 0 || base(w.Rel) != "nsubj" {
		return ""
	}
	home := r.doc.voice.Filed
	if own := r.speakersOwn(s, m.Head); r.issued && own != "" && !r.metBy(s, verb, own, first) {
		return own // a minister of whom his ministry tells
	}
	subject, others := graph.EntityID(""), false
	clause := childWith(s.tree, verb, "ccomp")
	for k := first; k < len(r.mentions); k++ {
		o := &r.mentions[k]
		if o.Kind != graph.KindState || o.Entity == "" {
			continue
		}
		if o.Entity != home {
			others = true
		}
		if h := s.tree.Words[o.Head]; clause >= 0 && h.Head == clause && base(h.Rel) == "nsubj" && o.Form == FormName && !o.Modifier {
			subject = o.Entity
		}
	}
	before, body := r.subjectBefore(s)
	switch {
	case before != "" && body && m.Office == "spokesman":
		return before
	case subject != "" && (clause < m.Head && tellsBefore[s.tree.Words[verb].Lemma] || subject == home):
		return subject
	case before != "" && before != home:
		if r.tellsOf(s, first, before) || goes[s.tree.Words[verb].Lemma] && r.mentioned(home, first) {
			return before
		}
		return ""
	case (!others || r.isMain(home)) && !r.metBy(s, verb, home, first):
		return home
	}
	return ""
}

// isMain reports one of the two states of which a document tells most.
func (r *reader) isMain(state graph.EntityID) bool {
	if state == "" || r.told[state] < 2 {
		return false
	}
	more := 0
	for id, n := range r.told {
		if id != state && id.Kind() == graph.KindState && n > r.told[state] {
			more++
		}
	}
	return more < 2
}

// metBy reports a state to which, or to somebody of which, the verb does something: a
// minister of whom no state is told does not accuse his own.
func (r *reader) metBy(s *sentence, verb int, state graph.EntityID, first int) bool {
	return slices.ContainsFunc(r.mentions[first:], func(m Mention) bool {
		w := s.tree.Words[m.Head]
		return w.Head == verb && base(w.Rel) != "nsubj" && (m.Entity == state || m.ActsFor == state)
	})
}

// goes are verbs by which one comes to a country from another.
var goes = map[string]bool{"fly": true, "travel": true, "visit": true, "arrive": true, "land": true, "head": true}

// subjectBefore is the state of which the sentence before tells in the same paragraph, and
// whether it is a ministry or another body of it that acts there; "" for none.
func (r *reader) subjectBefore(s *sentence) (state graph.EntityID, body bool) {
	if s.index <= 0 || r.doc.Sentence(s.index-1).Paragraph != s.Paragraph {
		return "", false
	}
	tree := r.doc.Tree(s.index - 1)
	r.before(s.Start, 1, s.index, func(m *Mention) bool {
		if m.Sentence != s.index-1 || m.Head < 0 || m.Modifier || m.Kind == graph.KindPerson {
			return true
		}
		w := tree.Words[m.Head]
		if base(w.Rel) != "nsubj" || w.Head < 0 || tree.Words[w.Head].Head >= 0 {
			return true
		}
		for _, id := range []graph.EntityID{m.ActsFor, m.Entity} {
			if id.Kind() == graph.KindState {
				state, body = id, m.Form != FormName
				return false
			}
		}
		return true
	})
	return state, body
}

// tellsOf reports that a state named from mention first on is the subject of a clause.
func (r *reader) tellsOf(s *sentence, first int, state graph.EntityID) bool {
	return slices.ContainsFunc(r.mentions[first:], func(m Mention) bool {
		return m.Entity == state && m.Form == FormName && !m.Modifier && base(s.tree.Words[m.Head].Rel) == "nsubj"
	})
}

// mentioned reports that a state, or a place in it, is named from mention first on.
func (r *reader) mentioned(state graph.EntityID, first int) bool {
	return slices.ContainsFunc(r.mentions[first:], func(m Mention) bool {
		return m.Form == FormName && m.Kind != graph.KindPerson && (m.Entity == state || m.ActsFor == state)
	})
}

// tellsBefore are verbs behind which stands who told the clause before them.
var tellsBefore = map[string]bool{"say": true, "announce": true, "tell": true, "add": true, "write": true, "declare": true}
