package mention

import (
	"slices"

	"entente/extract/lexicon"
	"entente/graph"
)

// bodies finds for which state the organisations of a sentence act: "Egyptian
// Foreign Ministry", "the Supreme Court in India", "Germany's Siemens", "Bangladesh
// Nationalist Party". A name that bodies of any state could have takes its state's.
func (r *reader) bodies(s *sentence) {
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.Kind != graph.KindOrganization || m.Form != FormName {
			continue
		}
		if known, ok := r.lex.Organization(string(m.Entity)); ok {
			id := r.stateBefore(s, s.wordAt(m.NameStart))
			switch {
			case id == "" || id == m.ActsFor:
			case borrowed[known.Role]:
				r.belongs(m, id, known.Role, true) // "Canada's House of Commons"
			case redCross[m.Entity]:
				m.Name = r.lex.Name(string(id)) + " " + join(s, s.wordAt(m.NameStart), s.wordAt(m.NameEnd))
				m.Entity = graph.NewEntityID(m.Kind, m.Name)
				r.belongs(m, id, known.Role, false) // "the Kenya Red Cross"
			}
			continue
		}
		if m.ActsFor != "" {
			continue
		}
		o, only, official := r.bodyIn(s, m)
		id := r.home(s, m, official)
		if known := r.names[graph.Fold(m.Name)]; id == "" && (only || !official) && known != nil && known.ActsFor != "" {
			m.Entity, m.Name, m.ActsFor, m.Role = known.Entity, known.Name, known.ActsFor, known.Role
			continue
		}
		if id != "" {
			r.belongs(m, id, o.Code, only || genericParty(m.Name))
		}
	}
}

// borrowed are the sectors of known bodies whose names those of other states bear, too.
var borrowed = map[string]bool{"LEG": true, "JUD": true, "PTY": true, "OPP": true}

// redCross are the bodies whose names the national societies bear with their states'.
var redCross = map[graph.EntityID]bool{"organization:international-committee-of-the-red-cross": true, "organization:international-federation-of-red-cross-and-red-crescent-societies": true}

// belongs makes a body that of a state, for the rest of the document too; a name that
// tells nothing else takes the state's.
func (r *reader) belongs(m *Mention, state graph.EntityID, role string, only bool) {
	bare := m.Name
	m.ActsFor = state
	if role != "" {
		m.Role = role
	}
	if only {
		m.Name += " of " + r.lex.Name(string(state))
		m.Entity = graph.NewEntityID(m.Kind, m.Name)
		r.seen[m.Entity] = true
	}
	named := *m
	r.names[graph.Fold(bare)] = &named
}

// home returns the state that an organisation which the lexicon does not know belongs
// to by its phrase, "" for none: for bodies of a government the one anywhere in it.
func (r *reader) home(s *sentence, m *Mention, official bool) graph.EntityID {
	if slices.ContainsFunc(r.mentions, func(k Mention) bool {
		return k.Kind == graph.KindOrganization && k.NameStart >= m.NameStart && k.NameEnd < m.NameEnd && (k.Role == "UNO" || k.Role == "IGO" || k.Role == "EUR")
	}) {
		return "" // "the United Nations Mission in Liberia"
	}
	if official {
		if k := r.stateAround(s, m); k != nil {
			return k.Entity
		}
	}
	if id := r.stateBefore(s, s.wordAt(m.NameStart)); id != "" {
		return id
	}
	return r.stateWithin(s, m)
}

// stateWithin returns the one state that the name of an organisation tells, where it
// says whose it is rather than what it is about; "" for none.
func (r *reader) stateWithin(s *sentence, m *Mention) (id graph.EntityID) {
	first := s.wordAt(m.NameStart)
	adjective := slices.ContainsFunc(r.lex.Match(s.words, first), func(e lexicon.Entry) bool { return e.Type == lexicon.TypeDemonym })
	for k := first; k < s.wordAt(m.NameEnd); k++ {
		if w := s.lower(k); worldwide[w] || crossing[w] && !adjective { // but "Syrian Centre for Media"
			return ""
		}
	}
	for i := range r.mentions {
		k := &r.mentions[i]
		if k.Kind != graph.KindState || k.NameStart < m.NameStart || k.NameEnd > m.NameEnd || k.Entity == id {
			continue
		}
		if id != "" {
			return ""
		}
		id = k.Entity
	}
	if id == "" && seatedNames[s.lower(s.wordAt(m.NameEnd)-1)] {
		return r.placeOpening(s, first)
	}
	return id
}

// seatedNames end names of bodies that lie where the place that opens them is: "the Suez
// Canal Authority", "Oxford University".
var seatedNames = set("authority", "university", "police", "court", "exchange", "hospital", "council", "municipality", "college", "port", "airport", "museum", "prosecutors")

// placeOpening returns the state of the place whose name begins at word k, "" for none.
func (r *reader) placeOpening(s *sentence, k int) graph.EntityID {
	for _, e := range r.lex.Match(s.words, k) {
		switch e.Type {
		case lexicon.TypePlace:
			return graph.EntityID(e.State)
		case lexicon.TypeCapital:
			if id := graph.EntityID(e.ID); id.Kind() == graph.KindState {
				return id
			}
		}
	}
	return ""
}

// worldwide are words in names of organisations that work across borders.
var worldwide = set("international", "world", "global", "united", "nations", "european", "asian", "african", "americas", "pan", "inter", "trans", "latin", "joint", "bilateral", "states", "countries")

// crossing are words in names of organisations whose state is only what they are about.
var crossing = set("humanitarian", "relief", "reconstruction", "assistance", "aid", "solidarity", "friendship", "affairs", "relations", "studies", "mission", "contact", "donors", "friends",
	"support", "task", "working", "across", "without", "campaign", "for", "and", "in", "against")

// genericParty reports the name of a party that parties of any state could have.
func genericParty(name string) bool {
	switch graph.Fold(name) {
	case "communist party", "labour party", "socialist party", "liberal party", "conservative party", "democratic party", "green party", "republican party", "liberal democratic party",
		"social democratic party", "people s party", "national party", "christian democratic party", "workers party", "nationalist party", "radical party", "centre party", "center party",
		"progressive party", "islamist party", "justice party", "freedom party", "independence party", "progress party", "unity party", "congress party":
		return true
	}
	return false
}

// nounReach is how many words may part the name of somebody from the state that says
// whose he is.
const nounReach = 7

// stateBefore returns the state whose adjective or possessive stands before a name
// that begins at word first, with nothing but nouns and adjectives between: "the
// Turkish drone maker X", "Poland's X", "US chipmaker X"; "" for none.
func (r *reader) stateBefore(s *sentence, first int) graph.EntityID {
	for k := first - 1; k >= max(0, first-nounReach); k-- {
		at := k + 1
		if s.possessive(k) {
			at = k
		}
		if m := r.stateEnding(s, at); m != nil {
			if r.helps(s, m) || s.sided(s.wordAt(m.NameStart)) || at == k+1 && at < first && isDash(s.words[at]) && r.stateBegins(s, at+1) == nil {
				return ""
			}
			before := s.wordAt(m.NameStart)
			if m.Form == FormName && at == k+1 && (at == first && s.tree.Words[m.Head].Rel != "compound" || s.upos(before-1) == "ADP") {
				return "" // "the Supreme Court of Russia X"
			}
			if before > 1 && isDash(s.words[before-1]) {
				if other := r.stateEnding(s, before-1); other != nil {
					return other.Entity // "the British-Iranian aid worker X"
				}
			}
			return m.Entity
		}
		if m := r.bodyEnding(s, at); m != nil && at == first {
			return m.ActsFor // "the U.S. Senate Foreign Relations Committee"
		}
		switch t := s.upos(k); {
		case at == k, relative[s.lower(k)], s.lower(k) == "former", s.lower(k) == "ex", s.lower(k) == "late":
			return ""
		case t == "NOUN", t == "ADJ", t == "PROPN" && !capitalised(s.words[k]), isDash(s.words[k]) && tight(s, k), t == "VERB" && s.tree.Words[k].XPOS == "VBN":
		default:
			return ""
		}
	}
	return ""
}

// bodyEnding returns the mention of a body of a state whose name ends before word at, nil
// for none.
func (r *reader) bodyEnding(s *sentence, at int) *Mention {
	for i := len(r.mentions) - 1; at > 0 && i >= 0 && r.mentions[i].Sentence == s.index; i-- {
		if m := &r.mentions[i]; m.Kind == graph.KindOrganization && m.NameEnd == s.Tokens[at-1].End && governing[m.Role] && m.ActsFor.Kind() == graph.KindState {
			return m
		}
	}
	return nil
}

// stateBegins returns the mention of a state whose name begins at word k, nil for none.
func (r *reader) stateBegins(s *sentence, k int) *Mention {
	for i := len(r.mentions) - 1; i >= 0 && r.mentions[i].Sentence == s.index && k < len(s.Tokens); i-- {
		if m := &r.mentions[i]; m.Kind == graph.KindState && m.NameStart == s.Tokens[k].Start && m.Form != FormPronoun {
			return m
		}
	}
	return nil
}

// sided reports a name behind "pro-" or "anti-", which says no more than an attitude.
func (s *sentence) sided(k int) bool {
	if k > 1 && isDash(s.words[k-1]) {
		k--
	}
	switch s.lower(k - 1) {
	case "pro", "anti", "non", "pro-", "anti-", "non-":
		return true
	}
	return false
}

// relative are nouns for what somebody is to another: "Iran's ally X" is not Iran's.
var relative = set("ally", "allies", "rival", "rivals", "enemy", "enemies", "partner", "partners", "foe", "foes", "proxy", "proxies", "client", "opponent", "opponents", "critic", "critics",
	"target", "targets", "victim", "neighbour", "neighbor", "counterpart", "competitor", "supplier", "customer", "sympathiser", "supporter", "guest", "friend", "mediator", "embassy", "expert")

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
	return lexicon.Office{}, false, false
}

// possessive reports the ending of a possessor, a word of its own.
func (s *sentence) possessive(k int) bool {
	switch s.words[k] {
	case "'s", "’s", "'", "’":
		return true
	}
	return false
}

// isChamber reports a name that is a parliament's and not that of a gathering: "the
// Zambian National Assembly", "the Congress of the Republic of Peru". One word does
// with a state only.
func (r *reader) isChamber(s *sentence, lo, hi int) bool {
	k, stated := lo, lo > 0 && s.possessive(lo-1)
	if s.lower(k) == "the" {
		k++
	}
	for _, e := range r.lex.Match(s.words, k) {
		if e.Type == lexicon.TypeName || e.Type == lexicon.TypeDemonym {
			k, stated = k+e.Len, true
			break
		}
	}
	if k > lo && k < hi && s.possessive(k) {
		k++
	}
	o, ok := r.lex.OfficeAt(s.words, k)
	if !ok || o.Code != "LEG" || o.Kind != "body" || k+o.Len > hi {
		return false
	}
	end := k + o.Len
	if end == hi {
		return stated || o.Len > 1
	}
	if s.lower(end) != "of" {
		return false
	}
	if end++; s.lower(end) == "the" {
		end++
	}
	return end+r.stateName(s, end) == hi
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
