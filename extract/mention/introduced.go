package mention

import (
	"slices"
	"strings"

	"entente/extract/lexicon"
	"entente/graph"
)

// readIntroduced takes a name behind which the text says that it is a company, and of which
// state, or that was so introduced before: "Jollibee, a Philippine fast-food chain". It goes
// before what else the name might be. It returns how many words it covers.
func (r *reader) readIntroduced(s *sentence, i int) int {
	hi := s.properRun(i)
	if hi == i || s.headline {
		return 0
	}
	name := join(s, i, hi)
	m, known := r.introduced[graph.Fold(name)]
	if !known {
		home, ok := r.introduction(s, hi)
		if !ok || r.knownActor(s, i, hi) {
			return 0
		}
		m = Mention{Kind: graph.KindOrganization, Name: name, Form: FormName, ActsFor: home}
		if home != "" {
			m.Role = "BUS"
		}
		if m.Entity = graph.NewEntityID(m.Kind, name); m.Entity == "" {
			return 0
		}
		r.introduced[graph.Fold(name)] = m
		r.remember(name, m)
	}
	added := r.add(s, i, hi, m)
	added.Modifier = r.modifies(s, added)
	return hi - i
}

// properRun returns the end of a run of capitals from word i that may name a company, i for none.
func (s *sentence) properRun(i int) int {
	hi := i
	for ; hi < len(s.words) && hi < i+5 && !s.taken[hi]; hi++ {
		joint := hi > i && (s.words[hi] == "&" || isDash(s.words[hi]) && tight(s, hi))
		if !joint && (!capitalised(s.words[hi]) || s.upos(hi) != "PROPN") {
			break
		}
	}
	if i > 0 && capitalised(s.words[i-1]) && s.upos(i-1) == "PROPN" {
		return i // the rest of a longer name
	}
	return hi
}

// introduction reads ", a Norwegian fishing company" at word k: it returns the state, "" for
// none told, and whether a company is introduced.
func (r *reader) introduction(s *sentence, k int) (home graph.EntityID, ok bool) {
	if k+2 >= len(s.words) || s.words[k] != "," || s.lower(k+1) != "a" && s.lower(k+1) != "an" {
		return "", false
	}
	for j := k + 2; j < min(len(s.words), k+10); j++ {
		for _, e := range r.lex.Match(s.words, j) {
			if e.Type == lexicon.TypeDemonym && home == "" {
				home = graph.EntityID(e.ID)
			}
		}
		switch t := s.upos(j); {
		case t == "NOUN" && s.upos(j+1) != "NOUN" && !isDash(s.at(j+1)):
			return home, s.isTrader(j)
		case t != "NOUN" && t != "ADJ" && t != "PROPN" && t != "ADV" && s.tree.Words[j].XPOS != "VBG" && s.tree.Words[j].XPOS != "VBN" && !isDash(s.words[j]):
			return "", false
		}
	}
	return "", false
}

// isTrader reports a noun for a company at word k, also where the noun alone may be for others.
func (s *sentence) isTrader(k int) bool {
	switch l := s.lower(k); l {
	case "chain", "giant", "maker", "shipyard", "developer", "brewer", "builder", "yard", "shipper", "grower", "processor", "refinery", "smelter":
		return true
	case "group":
		return s.upos(k-1) == "NOUN" && !causes[s.lower(k-1)]
	default:
		return traders[l] && l != "bank" && l != "venture" && l != "operator" && l != "contractor" && l != "enterprise" || (l == "operator" || l == "contractor") && s.upos(k-1) == "NOUN"
	}
}

// causes are what groups are for or made of that are no companies.
var causes = set("rebel", "rights", "advocacy", "militant", "militia", "aid", "opposition", "lobby", "pressure", "campaign", "terror", "terrorist", "guerrilla", "splinter", "youth", "student",
	"exile", "protest", "church", "women", "women's", "watchdog", "monitoring", "think-tank", "research", "jihadist", "separatist", "umbrella", "charity", "relief", "trade", "crime", "drug", "hacker")

// knownActor reports that the lexicon has the words as a state, a person or a body.
func (r *reader) knownActor(s *sentence, lo, hi int) bool {
	return slices.ContainsFunc(r.lex.Match(s.words, lo), func(e lexicon.Entry) bool {
		k := graph.EntityKind(e.Kind)
		return e.Len == hi-lo && k != graph.KindPlace || k == graph.KindState && e.Type == lexicon.TypeName
	}) || r.people[strings.ToLower(s.words[hi-1])] != nil
}
