package claim

import (
	"slices"

	"entente/graph"
)

// strayReach is how many words behind an act a phrase may stand that the tree
// hangs on something else.
const strayReach = 25

// stray finds whom an act concerns by the prepositions of its frame alone, where
// the tree hangs that phrase on something else ("declared a truce effective from
// Sunday in Chad", "returned a bust that was stolen to Peru"): the first phrase
// behind the act with such a preposition that names somebody known, unless
// another act stands between.
func (r *reader) stray(s *sentence, e *event, evs []event) []party {
	if e.flags["weak"] || e.flags["loose"] && (e.kind != graph.Cooperate || e.flags["mutual"]) || e.kind.Quad() == graph.Neutral || evs == nil {
		return nil
	}
	end := min(len(s.Words), e.word+strayReach)
	for i := range evs {
		if w := evs[i].word; w > e.word && w < end && !evs[i].noun && s.rel(w) != "acl:relcl" { // a relative clause only describes
			end = w
		}
	}
	for _, name := range e.target {
		if name == "of" || (e.kind == graph.Consult && e.flags["mutual"] || e.kind == graph.Agree && len(s.lists(e.source)) > 1) && where(name) == 1 {
			continue // which belongs to the noun before it, or is where they met
		}
		for w := e.word + 1; w < end; w++ {
			if s.preposition(w) != name || s.rules.is("calendar", s.lemma(w)) {
				continue
			}
			if m := r.at(s, w, false, isActor); m != nil {
				e.flags = stray(e.flags)
				return r.several(m)
			}
			if spatial(e.kind, name) && !(w == e.object && e.kind == graph.Agree) {
				if ps := r.placed(s, w); len(ps) > 0 {
					e.flags = stray(e.flags)
					return ps
				}
			}
		}
	}
	return nil
}

// addressee is to whom a paper goes in which something is threatened, asked or
// charged: "sent a letter to the bank threatening to".
func (r *reader) addressee(s *sentence, e *event) []party {
	if e.kind.Quad() != graph.VerbalConflict || s.Words[e.word].XPOS != "VBG" {
		return nil
	}
	h := s.head(e.word)
	if h >= 0 && papers[s.lemma(h)] {
		h = s.head(h)
	}
	if h < 0 || !s.verbal(h) {
		return nil
	}
	for _, o := range s.roles(h).obj {
		if papers[s.lemma(o)] {
			return r.parties(s, s.behind("to", s.roles(h), o), false, true)
		}
	}
	return nil
}

// recipient is to whom something without a name is handed, which goes before the
// thing itself wherever the tree hangs it: "returned a vase from the port to Chad".
func (r *reader) recipient(s *sentence, e *event, found []party, evs []event) []party {
	switch e.kind {
	case graph.Aid, graph.Concede, graph.Cooperate:
	default:
		return nil
	}
	if e.noun || evs == nil || !slices.Contains(e.target, "to") || slices.ContainsFunc(found, func(p party) bool { return p.Kind != graph.KindActor || p.Role != nil }) {
		return nil
	}
	to := *e
	to.target = []string{"to"}
	return r.stray(s, &to, evs)
}

// stray marks an act whose target was found so, which lowers its confidence.
func stray(flags map[string]bool) map[string]bool {
	out := map[string]bool{"stray": true}
	for k, v := range flags {
		out[k] = v
	}
	return out
}

// keepsPeace reports who leads the operation of a body of states, which is no attack on where
// it is: "led the United Nations operation in Haiti".
func (r *reader) keepsPeace(s *sentence, e *event) bool {
	if e.kind != graph.Assault && e.kind != graph.Threaten || e.object < 0 || e.noun || s.lemma(e.object) != "operation" && s.lemma(e.object) != "mission" {
		return false
	}
	for _, k := range s.kids[e.object] {
		if b := s.base(k); b != "compound" && b != "amod" && b != "nmod" {
			continue
		}
		m := r.at(s, k, true, isActor)
		if m != nil && (m.Role == "UNO" || m.Role == "IGO" && m.Entity != "organization:nato") {
			return true
		}
	}
	return false
}
