package mention

import (
	"cmp"
	"strings"

	"entente/extract/lexicon"
	"entente/graph"
)

// office is what a person holds, and for whom.
type office struct {
	actsFor      graph.EntityID
	phrase, role string
}

// readOffices reads the offices that stand beside the persons of a sentence. The
// first that says for whom is the person's in the whole document.
func (r *reader) readOffices(s *sentence) {
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.Kind != graph.KindPerson || m.Form != FormName {
			continue
		}
		r.officeFromPhrase(s, m)
		if m.ActsFor == "" || m.Office == "" {
			r.officeElsewhere(s, m)
		}
		r.nationality(s, m)
		if known, ok := r.offices[m.Entity]; !ok || known.actsFor == "" && m.ActsFor != "" {
			r.offices[m.Entity] = &office{m.ActsFor, m.Office, m.Role}
		}
	}
	r.author(s)
}

// officeElsewhere reads the office of a name that shares its title with others, or
// that signs for somebody.
func (r *reader) officeElsewhere(s *sentence, m *Mention) {
	if o := r.sharedOffice(s, m); o != nil {
		m.Office, m.Role = o.phrase, o.role
		if o.actsFor != "" {
			m.ActsFor = o.actsFor
		}
		return
	}
	if r.predicateOffice(s, m); m.ActsFor != "" || r.labelOffice(s, m) {
		return
	}
	if m.Office != "" && m.Role != "ELI" {
		m.ActsFor = r.delegate(s, m)
	}
	if m.ActsFor == "" {
		r.titleBelow(s, m)
	}
	if m.ActsFor == "" && m.Role != "ELI" {
		m.ActsFor = r.signsFor(s, m)
	}
}

// settleOffices gives an office read anywhere to the persons among the mentions
// that have none where they stand.
func (r *reader) settleOffices(ms []Mention) {
	for i := range ms {
		m := &ms[i]
		if o, ok := r.offices[m.Entity]; ok && m.ActsFor == "" && m.Role != "ELI" {
			m.ActsFor, m.Office, m.Role = o.actsFor, o.phrase, o.role
		}
	}
}

// officeFromPhrase reads the office beside a name: "the Kazakh President X",
// "X, foreign minister of Y", "Y's foreign minister, X".
func (r *reader) officeFromPhrase(s *sentence, m *Mention) {
	lo, hi := r.apposed(s, m)
	var office, behind lexicon.Office
	at, after := -1, -1
	for k := lo; k < hi; k++ {
		if k >= m.Lo && s.Tokens[k].Start >= m.NameStart && s.Tokens[k].End <= m.NameEnd {
			continue
		}
		if end := r.bodyBeginsAt(s, k); end > k+1 {
			k = end - 1 // what a body is called is no office
			continue
		}
		if o, ok := r.lex.OfficeAt(s.words, k); ok && (o.Kind == "office" || o.Kind == "person") && !s.denied(k) && !address[strings.ToUpper(strings.TrimSuffix(s.words[k], "."))] {
			// The office nearest before the name is its own; behind it, the first.
			if at < 0 || s.Tokens[k].Start < m.NameStart {
				office, at = o, k
			} else if after < 0 {
				behind, after = o, k
			}
			k += o.Len - 1 // a foreign minister is no minister besides
		}
	}
	if at < 0 {
		return
	}
	if isFormer(office) {
		m.Office, m.Role, m.ActsFor = office.Phrase, office.Code, ""
		return
	}
	acts := office.Acts || office.Code == "GOV" || office.Code == "MIL"
	own := func(k int) bool { return s.Tokens[k].Start >= m.NameStart && s.Tokens[k].End <= m.NameEnd }
	party := r.partyNear(s, lo, hi, at, at+office.Len, own)
	if party == "" {
		if m.ActsFor != "" {
			return
		}
		party = r.partyNear(s, m.Lo, m.Hi, at, at+office.Len, own)
	}
	if party == "" && acts {
		party = r.partBefore(s, at) // "Scotland's First Minister"
	}
	if party == "" && acts {
		party = r.stateBehind(s, s.wordAt(m.NameEnd))
	}
	if party == "" && acts && after > 0 && behind.Acts {
		if id := r.partyNear(s, lo, hi, after, after+behind.Len, own); id.Kind() == graph.KindState {
			party = id // "Ambassador X, Permanent Representative of Y"
		}
	}
	if party == "" && m.ActsFor == "" && strings.HasSuffix(office.Phrase, "secretary of state") && s.lower(at+office.Len) != "for" && at < s.wordAt(m.NameStart) {
		party = "state:USA" // other states say of what
	}
	if acts {
		if party != "" {
			m.ActsFor = party
		}
		m.Office, m.Role = office.Phrase, office.Code
	} else if m.ActsFor == "" {
		m.Office, m.Role = office.Phrase, office.Code
		m.ActsFor = party
		if office.Kind == "person" && !office.Acts {
			m.Office = "" // a nurse holds no office of her state
		}
	}
}

// stateBehind returns the state behind a name with its title that ends before word k, wherever
// the tree hangs it: "President X of Y", in a heading "Foreign Minister X, Y"; "" for none.
func (r *reader) stateBehind(s *sentence, k int) graph.EntityID {
	if s.lower(k) == "of" {
		return r.beside(s, k)
	}
	if s.lower(k) != "," || s.words[len(s.words)-1] == "." {
		return ""
	}
	for _, e := range r.lex.Match(s.words, k+1) {
		end := k + 1 + e.Len
		if id := graph.EntityID(e.ID); id.Kind() == graph.KindState && e.Type == lexicon.TypeName && !e.Loose && (end == len(s.words) || s.words[end] == ",") {
			return id
		}
	}
	return ""
}

// partBefore returns the state of the part of it whose name stands before word at:
// "Scotland's", "Catalan"; "" for none.
func (r *reader) partBefore(s *sentence, at int) graph.EntityID {
	if w := s.lower(at - 1); w == "'s" || w == "’s" {
		at--
	}
	for i := range r.mentions {
		m := &r.mentions[i]
		if at > 0 && m.Sentence == s.index && m.Kind == graph.KindPlace && m.NameEnd == s.Tokens[at-1].End && m.ActsFor.Kind() == graph.KindState {
			return m.ActsFor
		}
	}
	return ""
}

// isFormer reports whether an office is one that its holder has left, so that he
// acts for nobody.
func isFormer(o lexicon.Office) bool {
	return o.Code == "ELI" || strings.HasPrefix(o.Phrase, "former ") || strings.HasPrefix(o.Phrase, "ex-")
}

// denied reports whether the office at word k is a former one: "former German
// chancellor".
func (s *sentence) denied(k int) bool {
	for j := k - 1; j >= max(0, k-4); j-- {
		switch s.lower(j) {
		case "former", "late", "ousted", "deposed", "retired":
			return true
		case "ex":
			return true
		}
		if !capitalised(s.words[j]) && !isDash(s.words[j]) && s.upos(j) != "ADJ" {
			return false
		}
	}
	return false
}

// apposed returns the words around a name that can tell its office: its own
// phrase, the title before it and the apposition after it.
func (r *reader) apposed(s *sentence, m *Mention) (int, int) {
	lo, hi := m.Lo, m.Hi
	first, last := m.Lo, m.Hi
	for k := range s.Tokens {
		if s.Tokens[k].Start == m.NameStart {
			first = k
		}
		if s.Tokens[k].End == m.NameEnd {
			last = k + 1
		}
	}
	// The title before: back over capitals, demonyms, "of", up to a verb or comma.
	k := first - 1
	for k > 0 && !r.officeAfter(s, last) && address[strings.ToUpper(strings.TrimSuffix(s.words[k], "."))] {
		k-- // "the Speaker, H.E. Ms. X"
	}
	if noble[s.lower(k)] && k > 1 && s.words[k-1] == "," {
		if _, _, ok := r.officeEnding(s, k-2); ok || r.stateEnding(s, k-1) != nil {
			k-- // "Bahraini Prime Minister, Prince X", "the Grand Mufti of Egypt, Sheikh X"
		}
	}
	if k >= 0 && s.words[k] == "," {
		k--
	}
	if at := r.officeBefore(s, first); at > 0 {
		lo, k = at, at-1
	}
	for stop := max(0, k-8); k >= stop; k-- {
		if r.otherPerson(s, m, k) {
			break
		}
		if t := s.upos(k); t == "VERB" || t == "AUX" || t == "PUNCT" && !isDash(s.words[k]) || t == "CCONJ" || t == "SCONJ" || t == "PRON" && s.lower(k) != "his" || t == "ADP" && s.lower(k) != "of" && s.lower(k) != "for" && !r.officeEnds(s, k) {
			break
		}
	}
	lo = min(lo, k+1)
	if last < len(s.words) && s.words[last] == "," {
		for k = last + 1; k < min(len(s.words), last+16); k++ {
			if t := s.upos(k); t == "VERB" || t == "AUX" || t == "SCONJ" || t == "PRON" || s.words[k] == "," || s.words[k] == "." || s.words[k] == ";" {
				break
			}
		}
		hi = max(hi, k)
	} else if r.newLine(s, last) { // a name with its title in the line below
		if o, ok := r.lex.OfficeAt(s.words, last); ok && !o.Plural && (o.Title || o.Kind == "office") {
			for k = last + o.Len; k < min(len(s.words), last+16) && !r.newLine(s, k); k++ {
			}
			hi = max(hi, k)
		}
	}
	return lo, hi
}

// longestTitle is how many words before a name its title may begin.
const longestTitle = 20

// bodyEndsAt returns the first word of the name of a state or body that ends with word k,
// -1 for none.
func (r *reader) bodyEndsAt(s *sentence, k int) int {
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.Sentence == s.index && m.Form == FormName && m.NameEnd == s.Tokens[k].End && (m.Kind == graph.KindOrganization || m.Kind == graph.KindState) {
			return s.wordAt(m.NameStart)
		}
	}
	return -1
}

// bodyBeginsAt returns the end of the name of a body that is no government's and begins at
// word k, -1 for none.
func (r *reader) bodyBeginsAt(s *sentence, k int) int {
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.Sentence == s.index && m.Form == FormName && m.NameStart == s.Tokens[k].Start && m.Kind == graph.KindOrganization && m.ActsFor == "" && !m.Modifier {
			return s.wordAt(m.NameEnd)
		}
	}
	return -1
}

// otherPerson reports whether word k stands in the name of another person, whose title
// is before it: "his counterpart A, B said".
func (r *reader) otherPerson(s *sentence, m *Mention, k int) bool {
	for i := range r.mentions {
		o := &r.mentions[i]
		if o.Kind == graph.KindPerson && o.Form == FormName && o.Entity != m.Entity && o.NameStart <= s.Tokens[k].Start && o.NameEnd >= s.Tokens[k].End && s.at(k+1) == "," {
			return true
		}
	}
	return false
}

// noble are titles that stand between an office and the name of who holds it.
var noble = set("prince", "princess", "sheikh", "sheikha", "emir", "sultan", "sayyid", "sayyed", "imam", "lord", "lady", "sir", "datuk")

// bodyAt returns the organisation whose name the document has from word k on, or
// the state that it acts for, "" for none: "chairman of the State Committee for National Security".
func (r *reader) bodyAt(s *sentence, k int) graph.EntityID {
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.NameStart == s.Tokens[k].Start && m.Kind == graph.KindOrganization && !m.Modifier && m.Form == FormName {
			if m.ActsFor.Kind() == graph.KindState && governing[m.Role] {
				return m.ActsFor
			}
			return m.Entity
		}
	}
	return ""
}

// officeEnds reports whether word k is the "to" behind an office: "the French
// ambassador to Algeria".
func (r *reader) officeEnds(s *sentence, k int) bool {
	if w := s.lower(k); w != "to" && w != "in" && w != "at" || k == 0 {
		return false
	}
	o, ok := r.lex.OfficeAt(s.words, k-1)
	return ok && o.Title
}

// notOwn is for partyNear where no word is part of a name.
func notOwn(int) bool { return false }

// partyNear returns the state or organisation that an office at [from, to)
// belongs to, read before it ("Kazakh President", "Poland's foreign minister")
// or behind it ("President of Kazakhstan", "ambassador of China to Kazakhstan").
func (r *reader) partyNear(s *sentence, lo, hi, from, to int, own func(k int) bool) graph.EntityID {
	party := func(k int) graph.EntityID {
		if own(k) {
			return "" // "Jordan" in the name of a man
		}
		if id := r.bodyAt(s, k); id != "" {
			return id
		}
		for _, e := range r.lex.Match(s.words, k) {
			switch graph.EntityKind(e.Kind) {
			case graph.KindState, graph.KindOrganization:
				if (e.Type != lexicon.TypeCapital || s.lower(k+e.Len) == "'s" || s.lower(k+e.Len) == "’s") && !e.Loose && e.Type != lexicon.TypePeople {
					if governing[e.Role] && graph.EntityID(e.ActsFor).Kind() == graph.KindState {
						return graph.EntityID(e.ActsFor)
					}
					return graph.EntityID(e.ID)
				}
			}
		}
		return ""
	}
	for k := to; k < min(hi, to+9); k++ {
		if w := s.lower(k); w == "to" || w == "," && k > to {
			break
		} else if w == "of" || w == "for" {
			for j := k + 1; j < min(hi, k+5); j++ {
				if p := party(j); p != "" {
					return p
				}
			}
		}
	}
	for k := from - 1; k >= lo; k-- {
		p := party(k)
		if p == "" {
			continue
		}
		if es := r.lex.Match(s.words, k-1); len(es) > 0 && es[0].Len > 1 && k > 0 {
			p = cmp.Or(party(k-1), p) // "South Sudan's"
		}
		if es := r.lex.Match(s.words, k); len(es) == 0 || k+es[0].Len <= from || es[0].Len > 1 && k+es[0].Len <= to {
			if k > lo+1 && isDash(s.words[k-1]) && tight(s, k-1) {
				return cmp.Or(party(k-2), p) // "British-Iranian"
			}
			return p
		}
	}
	return ""
}
