package mention

import (
	"slices"

	"entente/extract/lexicon"
	"entente/graph"
)

// bodies makes bodies of a government whose names tell what they are act for
// the state in their phrase: "Egyptian Foreign Ministry", "the Supreme Court in
// India". A name that bodies of any state could have takes its state's.
func (r *reader) bodies(s *sentence) {
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.Kind != graph.KindOrganization || m.Form != FormName || m.ActsFor != "" || r.lex.Name(string(m.Entity)) != "" {
			continue
		}
		o, only, ok := r.bodyIn(s, m)
		if !ok {
			continue
		}
		state := r.stateAround(s, m)
		if state == nil {
			if known := r.names[graph.Fold(m.Name)]; only && known != nil && known.ActsFor != "" {
				m.Entity, m.Name, m.ActsFor, m.Role = known.Entity, known.Name, known.ActsFor, known.Role
			}
			continue
		}
		m.ActsFor, m.Role = state.Entity, o.Code
		if only {
			bare := m.Name
			m.Name += " of " + r.lex.Name(string(state.Entity))
			m.Entity = graph.NewEntityID(m.Kind, m.Name)
			r.seen[m.Entity] = true
			named := *m
			r.names[graph.Fold(bare)] = &named
		}
	}
}

// bodyIn returns the body of a government that the words of a name tell, and
// whether they tell nothing else.
func (r *reader) bodyIn(s *sentence, m *Mention) (o lexicon.Office, only, ok bool) {
	first, behind := s.wordAt(m.NameStart), s.wordAt(m.NameEnd)
	for k := first; k < behind; k++ {
		o, ok = r.lex.OfficeAt(s.words, k)
		if ok && o.Acts && (o.Kind == "body" || o.Kind == "force") && k+o.Len <= behind && governing[o.Code] {
			return o, k == first && k+o.Len == behind, true
		}
	}
	return o, false, false
}

// governing are the sectors whose bodies are parts of a state.
var governing = map[string]bool{"GOV": true, "MIL": true, "COP": true, "JUD": true, "LEG": true, "SPY": true}

// stateAround returns the mention of the state in the phrase of a body: before
// its head as adjective or possessor, else behind it by "of", "in" or "from"; nil
// for none.
func (r *reader) stateAround(s *sentence, m *Mention) (behind *Mention) {
	for i := range r.mentions {
		k := &r.mentions[i]
		if k.Kind != graph.KindState || k.Sentence != m.Sentence || k.Form == FormPronoun || k.Start < m.Start || k.End > m.End {
			continue
		}
		if k.NameEnd <= s.Tokens[m.Head].Start {
			return k
		}
		if behind == nil && slices.Contains([]string{"of", "in", "from", "the"}, s.wordBefore(k.NameStart)) {
			behind = k
		}
	}
	return behind
}
