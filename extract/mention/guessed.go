package mention

import (
	"entente/extract/lexicon"
	"entente/extract/names"
	"entente/graph"
)

// readGuessed takes a name at word i that the labeller of names finds where no rule does, and
// returns its length.
func (r *reader) readGuessed(s *sentence, i int) int {
	g, ok := r.guess(s, i)
	if !ok || !s.free(g.Lo, g.Hi) || r.unlikely(s, g) {
		return 0
	}
	switch g.Class {
	case names.Person:
		m := Mention{Kind: graph.KindPerson, Name: join(s, g.Lo, g.Hi), Form: FormName}
		if known, ok := r.people[graph.Fold(s.words[g.Hi-1])]; ok && (g.Hi-g.Lo == 1 || r.nameHolds(known.Name, s, g.Lo, g.Hi)) {
			m.Entity, m.Name = known.Entity, known.Name
		} else if m.Entity = graph.NewEntityID(m.Kind, m.Name); m.Entity == "" {
			return 0
		}
		r.addPerson(s, g.Lo, g.Hi, m)
		return g.Hi - g.Lo
	case names.Place:
		m := Mention{Kind: graph.KindPlace, Name: join(s, g.Lo, g.Hi), Form: FormName, ActsFor: graph.EntityID(names.State(join(s, g.Lo, g.Hi)))}
		if m.Entity = graph.NewEntityID(m.Kind, m.Name); m.Entity == "" {
			return 0
		}
		added := r.add(s, g.Lo, g.Hi, m)
		added.Modifier = r.modifies(s, added)
		r.remember(m.Name, m)
		return g.Hi - g.Lo
	}
	return r.addOrganization(s, g.Lo, g.Hi)
}

// sureBody is the margin from which an organisation is believed, of which the labeller knows
// least.
const sureBody = 20

// unlikely reports a guess that what is known of its words speaks against.
func (r *reader) unlikely(s *sentence, g names.Span) bool {
	w := s.words[g.Lo]
	if g.Class == names.Organization && g.Margin < sureBody {
		return true
	}
	if g.Hi == g.Lo+1 {
		switch {
		case s.upos(g.Lo) != "PROPN", len(r.lex.Heads(w)) > 0:
			return true // "the Congress" of some state
		case s.afterOpening(g.Lo) && r.people[graph.Fold(w)] == nil && !s.addressed(g.Lo) && (r.model.Knows(w) || !humane(s, g.Lo)):
			return true // "Dawn is breaking", "Rice donated by"
		}
	}
	if g.Class == names.Person && (r.afterDemonym(s, g.Lo) || s.lower(g.Lo-1) == "the" && s.upos(g.Hi) == "NOUN" || s.upos(g.Lo-1) == "NOUN" && !capitalised(s.words[g.Lo-1]) && !r.presented(s, g.Lo)) {
		return true // "the force Barkhane", "the corvette Gorkiy", "the Bush administration"
	}
	b := s.lower(g.Lo - 1)
	if g.Class == names.Place && b == "to" && s.lower(g.Lo-2) == "according" {
		return true // who says so is no place
	}
	if g.Class == names.Person && (b == "'s" || b == "’s") && r.stateEnding(s, g.Lo-1) != nil {
		return true // "Japan's Takaichi" speaks for Japan
	}
	for k := g.Lo; k < g.Hi; k++ {
		if l := s.lower(k); dateWord(l) || nowadays[l] {
			return true
		}
		for _, e := range r.lex.Match(s.words, k) {
			if e.Type != lexicon.TypeSurname && (k == g.Lo && g.Class != names.Person || k > g.Lo && e.Kind == string(graph.KindState)) {
				return true // which a rule knew and had reasons not to take
			}
		}
	}
	return false
}

// addressed reports a word that stands for itself: in an address, a signature, a list.
func (s *sentence) addressed(i int) bool {
	switch base(s.tree.Words[i].Rel) {
	case "vocative", "root", "list", "parataxis", "discourse", "appos":
		return true
	}
	return false
}

// guess returns the name that the labeller finds at word i.
func (r *reader) guess(s *sentence, i int) (names.Span, bool) {
	if !capitalised(s.words[i]) {
		return names.Span{}, false
	}
	if i >= s.guessed {
		s.guesses, s.guessed = r.namer.Label(s.tree.Words, i)
	}
	for _, g := range s.guesses {
		if g.Lo == i {
			return g, true
		}
	}
	return names.Span{}, false
}
