package mention

import (
	"entente/graph"
)

// nationality gives a person without an office the state that the words beside his
// name say he is of: "Chinese lawyer X", "X, a Lebanese lawyer". What he does is done by
// a civilian of it, as it is for one without a name. Who was something there once acts
// for nobody.
func (r *reader) nationality(s *sentence, m *Mention) {
	if m.ActsFor != "" || m.Role == "ELI" || m.Form != FormName {
		return
	}
	first, last := s.wordAt(m.NameStart), s.wordAt(m.NameEnd)
	for k := first - 1; k >= max(0, first-nounReach); k-- {
		if o, ok := r.lex.OfficeAt(s.words, k); ok && (isFormer(o) || s.denied(k)) {
			return
		}
	}
	id := r.stateBefore(s, first)
	if id == "" && s.lower(first-1) == "," && r.presented(s, first-1) {
		id = r.stateBefore(s, first-1) // "a Lebanese lawyer, X"
	}
	if w := s.lower(last + 1); id == "" && s.lower(last) == "," && (w == "a" || w == "an" || w == "the") {
		id = r.nationBehind(s, last+2)
	}
	if id == "" {
		return
	}
	m.ActsFor = id
	if m.Role == "" {
		m.Role = "CVL"
	}
}

// nationBehind returns the state whose adjective stands in an apposition from word k
// on, before a noun for a person; "" for none.
func (r *reader) nationBehind(s *sentence, k int) (id graph.EntityID) {
	for end := k + nounReach; k < min(len(s.words), end); k++ {
		if m := r.stateBegins(s, k); m != nil && m.Form == FormRole {
			id = m.Entity
			continue
		}
		if o, ok := r.lex.OfficeAt(s.words, k); ok {
			if isFormer(o) || s.denied(k) || o.Plural {
				return ""
			}
			return id
		}
		if t := s.upos(k); t != "NOUN" && t != "ADJ" && !isDash(s.words[k]) {
			return ""
		}
	}
	return ""
}
