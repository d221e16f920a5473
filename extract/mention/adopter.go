package mention

import (
	"slices"

	"entente/extract/lexicon"
	"entente/graph"
)

// adopterAmong is the number of sentences among which a resolution names who adopts it.
const adopterAmong = 15

// readAdopter takes the line in which a resolution names who adopts it: "The Security
// Council,", "The Peace and Security Council of the African Union,". Behind it the name
// needs nothing more beside it. It reports whether the sentence is such a line.
func (r *reader) readAdopter(s *sentence) bool {
	last := len(s.words) - 1
	if s.index >= adopterAmong || r.doc.adopter.Entity != "" || last < 2 || last > 12 || s.words[last] != "," || s.words[0] != "The" {
		return false
	}
	for k := 1; k < last; k++ {
		if !capitalised(s.words[k]) && !isDash(s.words[k]) && s.words[k] != "of" && s.words[k] != "the" && s.words[k] != "and" && s.words[k] != "for" && s.words[k] != "on" {
			return false
		}
	}
	m := Mention{Form: FormName, Kind: graph.KindOrganization}
	for _, e := range r.lex.Match(s.words, 1) {
		if e.Type == lexicon.TypeOrg && e.Len == last-1 && graph.EntityKind(e.Kind) == graph.KindOrganization {
			m.Entity, m.Name, m.Role = graph.EntityID(e.ID), r.nameOf(e), e.Role
		}
	}
	if m.Entity == "" && slices.ContainsFunc(s.words[1:last], func(w string) bool { return adopting[w] }) {
		m.Name, m.Role = join(s, 1, last), "IGO"
		m.Entity = graph.NewEntityID(m.Kind, m.Name)
	}
	if m.Entity == "" {
		return false
	}
	r.doc.adopter = *r.add(s, 1, last, m)
	return true
}

// adopting are the nouns for the bodies that adopt resolutions.
var adopting = map[string]bool{"Council": true, "Assembly": true, "Conference": true, "Committee": true, "Commission": true, "Congress": true, "Parliament": true, "Board": true}

// Adopter is who adopts the resolution that the document is, by a line of its own; ok is
// false where it is none.
func (d *Doc) Adopter() (m Mention, ok bool) { return d.adopter, d.adopter.Entity != "" }

// adopterOf is the body that "the Secretary-General" in a resolution is of: that of which
// the adopter is an organ, "" outside a resolution.
func (r *reader) adopterOf(s *sentence, lo, k int) graph.EntityID {
	if o, ok := r.lex.Organization(string(r.doc.adopter.Entity)); ok && definite(s, lo, k) {
		return graph.EntityID(o.PartOf)
	}
	return ""
}
