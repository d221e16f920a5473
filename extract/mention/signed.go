package mention

import (
	"slices"
	"strings"

	"entente/graph"
)

// readSigner takes the name of a person that is a line of its own in a signature
// block: with whom it signs for in the line above ("For the Republic of X") or its
// title in the line below. It returns how many words the name covers.
func (r *reader) readSigner(s *sentence) int {
	n := len(s.words)
	if n > 0 && s.words[n-1] == "." {
		n--
	}
	if n < 2 || n > 7 || s.taken[0] {
		return 0
	}
	for k := range n {
		w := s.words[k]
		tied := k > 0 && (isDash(w) && tight(s, k) || isDash(s.words[k-1]) || w == "'" || w == "’")
		if !capitalised(w) && !particle(w) && !tied && w != "." || isNumber(w) || len(r.lex.Heads(w)) > 0 {
			return 0
		}
		if es := r.lex.Match(s.words, k); len(es) > 0 && graph.EntityID(es[0].ID).Kind() != graph.KindPerson && k+es[0].Len == n {
			return 0 // a line that is a state
		}
	}
	if _, ok := r.lex.OfficeAt(s.words, 0); ok && s.courtesy(0) == 0 || !r.signsAbove(s) {
		return 0
	}
	lo := s.courtesy(0)
	m := Mention{Kind: graph.KindPerson, Name: join(s, lo, n), Form: FormName}
	if m.Entity = graph.NewEntityID(graph.KindPerson, m.Name); m.Entity == "" || n-lo < 2 {
		return 0
	}
	r.addPerson(s, lo, n, m)
	return n
}

// readParty takes "the Lao Party" of a text that two make for its state.
func (r *reader) readParty(s *sentence, lo, hi int) bool {
	first := lo
	if w := s.lower(first); w == "the" {
		first++
	}
	if w := s.lower(hi - 1); w != "party" && w != "side" || hi-first < 2 {
		return false
	}
	for _, e := range r.lex.Match(s.words, first) {
		id := graph.EntityID(e.ID)
		if id.Kind() != graph.KindState || first+e.Len != hi-1 && !(first+e.Len == hi-2 && s.lower(hi-2) == "contracting") || !slices.Contains(r.doc.voice.Sides, id) {
			continue
		}
		r.add(s, lo, hi, Mention{Entity: id, Kind: graph.KindState, Name: r.lex.Name(e.ID), Form: FormRole, Role: "GOV"})
		return true
	}
	return false
}

// signsAbove reports a line under "For the Government of X" and over a line that
// begins with an office.
func (r *reader) signsAbove(s *sentence) bool {
	if s.index <= 0 || s.index+1 >= r.doc.Len() {
		return false
	}
	above, below := newSentence(s.index-1, r.doc), newSentence(s.index+1, r.doc)
	if o, ok := r.lex.OfficeAt(below.words, 0); !ok || !o.Title && o.Kind != "office" || len(below.words) > 16 {
		return false
	}
	line := len(above.words) < 16 && above.words[len(above.words)-1] != "."
	return line && (above.lower(0) == "for" || strings.HasPrefix(above.lower(0), "on") && above.lower(1) == "behalf")
}
