package claim

import (
	"strings"

	"entente/extract/mention"
	"entente/graph"
)

// stranger makes an actor of a phrase that names nobody known, if its noun can
// act: no act, time, abstraction or pronoun.
func (r *reader) stranger(s *sentence, w int) (party, bool) {
	if n, ok := s.nounOf(w); ok && n.class == "arms" { // "Pakistani jets", but no jets of nobody
		lo, hi := s.phrase(w)
		return r.national(s, w, lo, hi)
	}
	if t := r.thing(s, w); !s.canAct(w) || t != nil && !(t.Kind == graph.KindPlace && t.Form == mention.FormRole) { // "Kurds" are no place
		return party{}, false
	}
	lo, hi := s.phrase(w)
	if p, ok := r.national(s, w, lo, hi); ok {
		return p, true
	}
	if p, ok := r.employed(s, w, lo, hi); ok {
		return p, true
	}
	return r.unnamed(s, w)
}

// thing is the mention of something that is no actor whose name the word is
// part of or which it heads, nil for none.
func (r *reader) thing(s *sentence, w int) *mention.Mention {
	other := func(k graph.EntityKind) bool { return !isActor(k) }
	if m := r.at(s, w, true, other); m != nil {
		return m
	}
	return r.named(s, w, other)
}

// unnamed makes an actor of the phrase of a noun, by its words.
func (r *reader) unnamed(s *sentence, w int) (party, bool) {
	lo, hi := s.phrase(w)
	first := lo
	for first < w && (s.base(first) == "det" || s.base(first) == "case" || s.upos(first) == "PUNCT" || s.upos(first) == "NUM") {
		first++
	}
	var words []string
	for i := first; i <= w; i++ {
		words = append(words, s.Words[i].Text)
	}
	name := strings.Join(words, " ")
	id := graph.NewEntityID(graph.KindActor, name)
	if id == "" {
		return party{}, false
	}
	return party{Actor: graph.Actor{ID: id, Kind: graph.KindActor, Name: name, Start: s.Words[lo].Start, End: s.Words[hi-1].End}, head: w}, true
}

// national makes a party of people or things of a state: "two Kuwaiti
// nationals" are their state in the role of civilians.
func (r *reader) national(s *sentence, w, lo, hi int) (party, bool) {
	for _, m := range r.doc.In(s.index) {
		if m.Kind != graph.KindState || m.Head < lo || m.Head >= hi || m.Form == mention.FormPronoun || !s.qualifies(m.Head, w) {
			continue
		}
		p := r.party(m)
		role := "CVL"
		if n, ok := s.nounOf(w); ok && n.class == "refugee" {
			role = "REF"
		} else if ok && (n.class == "troops" || n.class == "arms") {
			role = "MIL"
		}
		p.Role, p.Start, p.End, p.head = &role, s.Words[lo].Start, s.Words[hi-1].End, w
		return p, true
	}
	return party{}, false
}

// employed makes a party of people of an organisation that no office tells: "the UN
// coordinator". What a company makes or an outlet shows is not it.
func (r *reader) employed(s *sentence, w, lo, hi int) (party, bool) {
	for _, m := range r.doc.In(s.index) {
		if m.Kind != graph.KindOrganization || m.Entity == "" || m.Form != mention.FormName || m.Role == "BUS" || m.Role == "JRN" || m.Role == "" || !s.qualifies(m.Head, w) {
			continue
		}
		p := r.party(m)
		p.Start, p.End, p.head = s.Words[lo].Start, s.Words[hi-1].End, w
		return p, true
	}
	return party{}, false
}

// nationals are people or things of several states: "British and French aircraft".
// Each has the phrase from its own name on, the last the noun.
func (r *reader) nationals(s *sentence, w int) []party {
	var out []party
	for _, k := range s.kids[w] {
		if s.base(k) != "amod" && s.base(k) != "compound" || len(s.list(k)) < 2 {
			continue
		}
		for _, a := range s.list(k) {
			m := r.at(s, a, true, isActor)
			if m == nil || m.Kind != graph.KindState {
				return nil
			}
			p, ok := r.stranger(s, w)
			if !ok {
				return nil
			}
			q := r.party(m)
			p.Actor.ID, p.Kind, p.Name, p.ActsFor, p.known = q.ID, q.Kind, q.Name, q.ActsFor, q.known
			p.Start = q.Start
			if next := a + 1; next < len(s.Words) && s.Words[next].Start < s.Words[w].Start && s.list(k)[len(s.list(k))-1] != a {
				p.End = q.End
			}
			out = append(out, p)
		}
	}
	return out
}

// qualifies reports a word that stands before a noun as its adjective, compound or
// possessor, or before such a one: "Afghan" in "Afghan Army trainees".
func (s *sentence) qualifies(k, noun int) bool {
	if k+2 < len(s.Words) && s.upos(k+1) == "PUNCT" && mention.Helped(s.Words[k+2].Text) {
		return false // "French-backed rebels"
	}
	if k > 0 && strings.EqualFold(s.Words[k-1].Text, "ethnic") {
		return false // "ethnic Albanian guerrillas"
	}
	for n := 0; n < 3 && k >= 0 && k < noun; n++ {
		if b := s.base(k); b != "amod" && b != "compound" && s.rel(k) != "nmod:poss" {
			return false
		}
		if k = s.head(k); k == noun {
			return true
		}
	}
	return false
}

// canAct reports whether the noun may stand for people or an institution.
func (s *sentence) canAct(w int) bool {
	if s.upos(w) != "NOUN" && s.upos(w) != "PROPN" {
		return false
	}
	l := s.lemma(w)
	if l == "state" && s.Words[w].XPOS == "NNS" && s.first(w, "amod", "compound") >= 0 {
		return true // "other Gulf states"
	}
	if l == "opposition" && s.has(w, "det", "the") && s.first(w, "nmod") < 0 {
		return true
	}
	if s.rules.is("nonactor", l) || len(l) < 3 && s.upos(w) == "NOUN" {
		return false
	}
	if n, ok := s.nounOf(w); ok {
		switch n.class {
		case "prisoner", "refugee", "troops", "peacekeeper", "property", "envoy", "hostvisit":
			return true
		case "bench":
			return l == "government" || l == "regime" || l == "leadership"
		}
		return false
	}
	return s.upos(w) == "PROPN" || !abstract(l)
}

// abstract reports nouns that by their ending name no person.
func abstract(l string) bool {
	for _, end := range []string{"ness", "ity", "ism", "tion", "sion", "ment", "ance", "ence", "ship", "ing", "acy", "ology", "hood", "ure", "ics"} {
		if strings.HasSuffix(l, end) {
			switch l {
			case "government", "parliament", "union", "delegation", "organization", "organisation", "federation", "community", "minority", "population",
				"authority", "administration", "commission", "association", "coalition", "opposition", "corporation", "institution", "nation", "regiment",
				"leadership", "faction", "movement", "department", "establishment", "detachment", "secretariat", "charity", "entity", "city", "tenement", "settlement", "municipality", "university", "majority", "foundation", "mission", "alliance", "agency", "legislature", "judiciary":
				return false
			}
			return true
		}
	}
	return false
}

// phrase returns the words [lo, hi) of a noun phrase without relative clauses,
// apposition and coordinates.
func (s *sentence) phrase(w int) (lo, hi int) {
	lo, hi = w, w+1
	var walk func(i, depth int)
	walk = func(i, depth int) {
		for _, k := range s.kids[i] {
			if mention.Circumstance(s.Tree, k) {
				continue
			}
			switch s.base(k) {
			case "det", "amod", "compound", "flat", "nummod", "fixed", "nmod", "goeswith":
			case "advmod", "obl":
				if depth == 0 || s.base(i) != "nummod" && s.base(i) != "amod" {
					continue
				}
			case "case":
				if depth == 0 && s.lemma(k) != "'s" {
					continue
				}
			case "cc", "conj":
				if depth == 0 || s.verbal(k) {
					continue
				}
			default:
				continue
			}
			lo, hi = min(lo, k), max(hi, k+1)
			if depth < 8 {
				walk(k, depth+1)
			}
		}
	}
	walk(w, 0)
	return lo, hi
}
