package mention

import (
	"slices"

	"entente/extract/lexicon"
	"entente/graph"
)

// inOffice is the one state of whose holder of an office the text told a few sentences
// before "the premier", "the foreign minister" at word k; "" where it told of none or two.
func (r *reader) inOffice(s *sentence, k, lo int, o lexicon.Office) graph.EntityID {
	if o.Kind != "office" || o.Plural || s.lower(lo) != "the" || !headsBare(s, headOf(s.tree, k, k+o.Len)) {
		return ""
	}
	var found graph.EntityID
	r.before(s.Tokens[k].Start, sentencesBack, s.index, func(m *Mention) bool {
		if m.Sentence == s.index || m.Modifier || len(m.Members) > 0 || m.Form == FormPronoun || !oneOffice(m.Office, o.Phrase) {
			return true
		}
		id := m.Entity
		if m.Kind == graph.KindPerson {
			id = m.ActsFor
		}
		if id.Kind() != graph.KindState || found != "" && found != id {
			found = ""
			return false
		}
		found = id
		return true
	})
	return found
}

// oneOffice reports two names of one office.
func oneOffice(a, b string) bool {
	plain := func(o string) string {
		if o == "premier" || o == "pm" {
			return "prime minister"
		}
		return o
	}
	return a != "" && plain(a) == plain(b)
}

// fitting is the state told of last of which is true what the phrase that ends before word
// end says of it: "the island nation", "the kingdom", "the Gulf state"; "" where the phrase
// says nothing of the kind, or in one sentence of nobody or of two of whom it is true.
func (r *reader) fitting(s *sentence, k, end int) graph.EntityID {
	if !ruled(s.lower(end - 1)) {
		return ""
	}
	var traits []string
	for j := max(0, k-2); j < end; j++ {
		if w := s.lower(j); r.lex.Trait(w) && !(isDash(s.at(j-1)) || j > k && isDash(s.at(j+1))) {
			traits = append(traits, w)
		}
	}
	if len(traits) == 0 {
		return ""
	}
	var found graph.EntityID
	at := -1
	r.before(s.Tokens[k].Start, sentencesBack, s.index, func(m *Mention) bool {
		if at >= 0 && m.Sentence != at {
			return false
		}
		for _, id := range []graph.EntityID{m.Entity, m.ActsFor} {
			if id.Kind() != graph.KindState || id == found || slices.ContainsFunc(traits, func(t string) bool { return !r.lex.Is(string(id), t) }) {
				continue
			}
			if found != "" {
				found = ""
				return false
			}
			found, at = id, m.Sentence
		}
		return true
	})
	return found
}
