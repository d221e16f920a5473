package mention

import (
	"slices"
	"strings"

	"entente/extract/lexicon"
	"entente/graph"
)

// letterhead reads a line that is the name of a body of a state, over a text of its own, or the
// first sentence of what a line calls a communiqué or in which a body says what it does by saying
// it: "The Ministry of Foreign Affairs of X informs".
func (r *reader) letterhead(head []*sentence) issuer {
	release := false
	for _, s := range head {
		last := len(s.words) - 1
		if s.words[last] == "." || last > 14 {
			v := s.finite()
			if !release && (v == len(s.words) || s.tree.Words[v].XPOS != "VBZ") {
				return issuer{}
			}
			return issuer{by: r.official(r.partyAt(s, 0, min(v, 20))), first: max(s.index, 0)}
		}
		release = release || slices.ContainsFunc(s.words, func(w string) bool { return papersOwn[strings.ToLower(w)] || strings.EqualFold(w, "statement") })
		k, o := r.bodyFirst(s)
		if k < 0 {
			continue
		}
		by := r.official(r.partyAt(s, 0, len(s.words)))
		if id := r.headState(r.proseFrom(head)); by == nil && id != "" {
			by = r.spokenBy(s, k, len(s.words), id, o)
		}
		if by != nil {
			return issuer{by: by, first: s.index + 1}
		}
	}
	return issuer{}
}

// proseFrom returns the first sentence among those of the head that is no line of it.
func (r *reader) proseFrom(head []*sentence) int {
	for _, s := range head {
		if s.index >= 0 && len(s.words) > 6 && s.words[len(s.words)-1] == "." {
			return s.index
		}
	}
	return issuerAmong
}

// ofHost is the state of the body or official at word k of a heading that says not of what, where
// a line of the head names a ministry or a parliament; nil for none.
func (r *reader) ofHost(s *sentence, k int, head []*sentence) *Mention {
	for j := k; j < min(len(s.words), k+4); j++ {
		if o, ok := r.lex.OfficeAt(s.words, j); ok && o.Acts && !o.Plural && o.Code == "GOV" {
			if id := r.hostOf(head); id != "" {
				return r.spokenBy(s, j, j+o.Len, id, o)
			}
		}
	}
	return nil
}

// hostOf is the state of a body that a line of the head names, "" for none.
func (r *reader) hostOf(head []*sentence) graph.EntityID {
	for _, s := range head {
		if s.words[len(s.words)-1] == "." {
			break
		}
		for _, m := range r.namedIn(s) {
			if m.Kind == graph.KindOrganization && m.ActsFor.Kind() == graph.KindState && governing[m.Role] {
				return m.ActsFor
			}
		}
	}
	return r.headState(r.proseFrom(head))
}

// official is the party where it is a state by one of its bodies or officials, nil for another.
func (r *reader) official(m *Mention) *Mention {
	if m == nil || m.Office == "" || r.side(m) == nil || r.side(m).Kind != graph.KindState {
		return nil
	}
	return m
}

// finite returns the first verb of a sentence, by which what acts in it ends; its length for none.
func (s *sentence) finite() int {
	for k := range s.words {
		if t := s.upos(k); t == "VERB" || t == "AUX" {
			return k
		}
	}
	return len(s.words)
}

// bodyFirst returns the noun of a body of a government among the first words of a line of names
// alone, -1 for none and for a headline.
func (r *reader) bodyFirst(s *sentence) (int, lexicon.Office) {
	if s.finite() < len(s.words) || slices.ContainsFunc(s.words, func(w string) bool { return isWord(w) && !capitalised(w) && !joining[w] }) {
		return -1, lexicon.Office{}
	}
	for k := 0; k < min(5, len(s.words)) && (capitalised(s.words[k]) || joining[s.words[k]]); k++ {
		switch o, ok := r.lex.OfficeAt(s.words, k); {
		case ok && o.Title:
			return -1, o // who holds an office
		case ok && o.Kind == "body" && !ruled(o.Phrase) && (o.Code == "GOV" || o.Code == "MIL"):
			return k, o
		}
	}
	return -1, lexicon.Office{}
}

// joining are the small words in the names of bodies and of their parts.
var joining = set("press", "service", "office", "department", "division", "section", "information", "of", "to", "at", "in", "for", "and", "the", "de", "des", "du", "da", "do", "y", "et")

// partyAt returns the person in office, the body or the state that the words from k on name, with
// nothing but titles before it; nil for none before word hi.
func (r *reader) partyAt(s *sentence, k, hi int) *Mention {
	ms := r.namedIn(s)
	for j := k; j < min(hi, k+7); j++ {
		if w := s.lower(j); j > k && (w == "," || w == "to" || w == "from" || w == "by" || w == "at" || w == "in") {
			return nil
		}
		if m := r.bodyOver(s, ms, j); m != nil {
			return m
		}
		if o, ok := r.lex.OfficeAt(s.words, j); ok && !o.Plural && o.Acts {
			id := r.partyNear(s, k, hi, j, j+o.Len, notOwn)
			if id == "" && strings.HasPrefix(o.Phrase, "secretary") {
				id = "organization:united-nations"
			}
			for i := range ms {
				if m := &ms[i]; m.Kind == graph.KindPerson && m.ActsFor != "" && m.ActsFor == id && s.wordAt(m.NameStart) > j && s.wordAt(m.NameStart) < hi {
					return new(*m)
				}
			}
			if id != "" {
				return r.spokenBy(s, j, hi, id, o)
			}
		}
		for _, e := range r.lex.Match(s.words, j) {
			if id := graph.EntityID(e.ID); id.Kind() == graph.KindState && e.Type == lexicon.TypeName && !e.Loose {
				return r.spokenBy(s, j, j+e.Len, id, lexicon.Office{Code: "GOV"})
			}
		}
	}
	return nil
}

// bodyOver returns the person in office or the body whose name word j of the text is part of, nil
// for none.
func (r *reader) bodyOver(s *sentence, ms []Mention, j int) *Mention {
	for i := range ms {
		m := &ms[i]
		if s.index < 0 || s.wordAt(m.NameStart) > j || s.wordAt(m.NameEnd) <= j {
			continue
		}
		switch {
		case m.Kind == graph.KindPerson && m.ActsFor != "" && !m.Modifier:
			return new(*m)
		case m.Kind != graph.KindOrganization:
		case m.ActsFor.Kind() == graph.KindState && governing[m.Role]:
			return r.spokenBy(s, j, s.wordAt(m.NameEnd), m.ActsFor, r.kindOf(s, j, m))
		case m.Form == FormName && r.lexicalBody(m):
			return new(*m)
		}
	}
	return nil
}

// kindOf is what a body is called by the first noun for one in its name.
func (r *reader) kindOf(s *sentence, lo int, m *Mention) lexicon.Office {
	for k := lo; k < s.wordAt(m.NameEnd); k++ {
		if o, ok := r.lex.OfficeAt(s.words, k); ok && o.Kind == "body" {
			return o
		}
	}
	return lexicon.Office{Phrase: s.lower(lo), Code: m.Role}
}

// lexicalBody reports a mention of a body that the lexicon has.
func (r *reader) lexicalBody(m *Mention) bool {
	_, ok := r.lex.Organization(string(m.Entity))
	return ok
}

// spokenBy is a state or body for which the one speaks who is named by the words [lo, hi).
func (r *reader) spokenBy(s *sentence, lo, hi int, id graph.EntityID, o lexicon.Office) *Mention {
	m := &Mention{Entity: id, Kind: id.Kind(), Name: r.lex.Name(string(id)), Role: o.Code, Form: FormRole, Office: o.Phrase, Sentence: s.index}
	if s.index >= 0 {
		m.Start, m.End = s.Tokens[lo].Start, s.Tokens[min(hi, len(s.Tokens))-1].End
	}
	return m
}

// houses makes the bodies and persons that the head of a document names without a state those of
// the state that issues it.
func (r *reader) houses(head []*sentence, state graph.EntityID) {
	for _, s := range head {
		if k, o := r.bodyFirst(s); k >= 0 && s.index >= 0 {
			for _, m := range r.namedIn(s) {
				if m.Kind == graph.KindOrganization && m.ActsFor == "" && s.wordAt(m.NameStart) <= k && !r.lexicalBody(&m) {
					r.offices[m.Entity] = &office{actsFor: state, phrase: m.Office, role: o.Code}
				}
			}
		}
	}
}

// bareBodies leaves out names that are no more than nouns for bodies of governments, where
// somebody speaks for a state: "our High Commission", "the Department", which are his or those of
// whom he writes to.
func (r *reader) bareBodies(s *sentence, ms []Mention) []Mention {
	if len(s.words) == 0 || r.speakersOwn(s, 0) == "" && r.speakersOwn(s, len(s.words)-1) == "" {
		return ms
	}
	return slices.DeleteFunc(ms, func(m Mention) bool {
		if m.Kind != graph.KindOrganization || m.ActsFor != "" || r.lexicalBody(&m) {
			return false
		}
		k, end := s.wordAt(m.NameStart), s.wordAt(m.NameEnd)
		o, ok := r.lex.OfficeAt(s.words, k)
		return ok && o.Kind == "body" && o.Code == "GOV" && k+o.Len == end
	})
}

// politely returns the first of the words of respect before word k, k for none: "the esteemed
// Ministry".
func (s *sentence) politely(k int) int {
	for k > 0 && (s.lower(k-1) == "esteemed" || s.lower(k-1) == "honourable" || s.lower(k-1) == "honorable") {
		k--
	}
	return k
}

// excellent are nouns by which one calls somebody of high rank to whom one speaks.
var excellent = set("Excellency", "Majesty", "Highness", "Honour")
