package mention

import (
	"strings"

	"entente/extract/lexicon"
	"entente/graph"
)

// isArmed reports an organisation by arms that is no state's: by the lexicon, or by its name.
func (r *reader) isArmed(m *Mention) bool {
	if m.Kind != graph.KindOrganization || m.Form != FormName || m.ActsFor.Kind() == graph.KindState {
		return false
	}
	if m.Role == "REB" {
		return true
	}
	words := strings.Fields(m.Name)
	for k := range words {
		if o, ok := r.lex.OfficeAt(words, k); ok && o.Code == "REB" && o.Len > 1 && k+o.Len == len(words) {
			return true
		}
	}
	return false
}

// noteArmed keeps the armed group that the document names, as long as it is the only one.
func (r *reader) noteArmed(m *Mention) {
	if !r.isArmed(m) || r.manyArmed {
		return
	}
	if r.armed != nil && r.armed.Entity != m.Entity {
		r.armed, r.manyArmed = nil, true
		return
	}
	kept := *m
	r.armed = &kept
}

// theArmed returns the armed group that "the rebels", "the guerrillas" mean in a document
// that has named but one, as does "the group" where no other body was told of last; nil for
// none.
func (r *reader) theArmed(s *sentence, lo, k int, o lexicon.Office) *Mention {
	if r.armed == nil || lo != k-1 || s.lower(lo) != "the" || r.armed.NameStart > s.Tokens[k].Start {
		return nil
	}
	switch {
	case o.Code == "REB" && o.Kind == "force":
		return r.armed
	case o.Phrase != "group" || o.Plural || !headsBare(s, k):
		return nil
	}
	var last *Mention
	r.before(s.Tokens[k].Start, 2, s.index, func(m *Mention) bool {
		if m.Kind == graph.KindOrganization && m.ActsFor == "" {
			last = m
		}
		return last == nil
	})
	if last == nil || last.Entity != r.armed.Entity {
		return nil
	}
	return r.armed
}

// fightsFor gives a person who leads or speaks for rebels the group of which the document
// tells: "the rebel negotiator, X", "guerrilla commander X".
func (r *reader) fightsFor(s *sentence, first int) {
	if r.armed == nil {
		return
	}
	for i := first; i < len(r.mentions); i++ {
		m := &r.mentions[i]
		if m.Kind != graph.KindPerson || m.Form != FormName || m.ActsFor != "" || m.Role == "ELI" {
			continue
		}
		at := s.wordAt(m.NameStart)
		for k := at - 1; k >= max(0, at-4); k-- {
			if o, ok := r.lex.OfficeAt(s.words, k); !ok || o.Code != "REB" || k+o.Len > at {
				continue
			}
			m.ActsFor, m.Role = r.armed.Entity, "REB"
			r.offices[m.Entity] = &office{m.ActsFor, m.Office, m.Role}
			break
		}
	}
}
