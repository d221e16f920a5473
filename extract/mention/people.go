package mention

import (
	"strings"

	"entente/extract/lexicon"
	"entente/graph"
)

// readPerson takes a person's name at word i, with the office before it, and
// returns how many words it covers.
func (r *reader) readPerson(s *sentence, i int) int {
	polite := s.courtesy(i)
	office, n := r.titleAt(s, i+polite)
	n += polite
	if n == 0 && !s.starts(i) && !r.familyHe(s, i) && !r.opensName(s, i) || s.taken[i] {
		return 0
	}
	lo := i + n
	if n > 0 && polite == 0 {
		more := s.courtesy(lo) // "Minister for Foreign Affairs Dr X"
		lo, n = lo+more, n+more
	}
	hi := r.nameEnd(s, lo)
	if hi == lo && n > 0 {
		if known := r.readKnown(s, lo); known > 0 {
			return n + known // "of" in the office begins no name
		}
	}
	if n > 0 && hi-lo == 1 {
		if m := r.surnamed(s, i+polite, lo, office); m > 0 {
			return n + m
		}
	}
	if hi == lo || hi-lo > 6 {
		return 0
	}
	if !r.looksPersonal(s, lo, hi, n > 0) {
		return 0
	}
	m := Mention{Kind: graph.KindPerson, Name: join(s, lo, hi), Form: FormName, Office: office.Phrase, Role: office.Code}
	if known, ok := r.people[graph.Fold(s.words[hi-1])]; ok && (hi-lo == 1 || r.nameHolds(known.Name, s, lo, hi)) {
		m.Entity, m.Name = known.Entity, known.Name
	}
	if known, ok := r.people[graph.Fold(s.words[hi-1])]; ok && m.Entity == "" && r.spelledOut(known.Name, s, lo, hi) {
		m.Entity, m.Name = known.Entity, known.Name
	}
	if m.Entity == "" {
		m.Entity = graph.NewEntityID(graph.KindPerson, m.Name)
	}
	if m.Entity == "" {
		return 0
	}
	r.addPerson(s, lo, hi, m)
	return hi - i
}

// courtesy returns the length of the forms of address at word i: "Mr.", "H.E. Mr.",
// "His Excellency Dr.".
func (s *sentence) courtesy(i int) int {
	n := 0
	for i+n+1 < len(s.words) {
		w := s.words[i+n]
		if !capitalised(s.words[i+n+1]) && !s.particles(i+n+1) {
			break
		}
		if l := strings.ToLower(w); (l == "his" || l == "her") && s.words[i+n+1] == "Excellency" {
			n += 2
			continue
		}
		if !capitalised(w) || !address[strings.ToUpper(strings.TrimSuffix(w, "."))] {
			break
		}
		n++
	}
	return n
}

// address are the forms of address that may stand before a name.
var address = map[string]bool{"MR": true, "MRS": true, "MS": true, "DR": true, "PROF": true, "H.E": true, "MME": true, "HON": true, "SHRI": true, "SMT": true, "HONOURABLE": true, "HONORABLE": true, "DATO": true, "TAN": true, "FM": true, "DPM": true, "EAM": true, "HM": true, "HRH": true}

// surnamed takes a family name behind a title, which stands at word title, that
// the lexicon knows as that of the one who held the office, or of somebody else,
// unless the document has named another of that name; it returns how many words
// that covers.
func (r *reader) surnamed(s *sentence, title, lo int, office lexicon.Office) int {
	if r.people[graph.Fold(s.words[lo])] != nil {
		return 0
	}
	id, state := r.lex.Titled(office.Phrase, s.words[lo], string(r.today))
	if w := s.lower(title - 1); w == "'s" || w == "’s" {
		title--
	}
	if of := r.stateEnding(s, title); id != "" && (of == nil || string(of.Entity) == state) {
		return r.takePerson(s, lo, lo+1, lexicon.Entry{ID: id, ActsFor: state, Role: office.Code})
	}
	es := r.lex.Match(s.words, lo)
	if len(es) == 0 {
		return 0
	}
	e, ok := r.choose(s, lo, es)
	if !ok || e.Type != lexicon.TypeSurname {
		return 0
	}
	return r.takePerson(s, lo, lo+e.Len, e)
}

// nameHolds reports whether every word of [lo, hi) is in the name.
func (r *reader) nameHolds(name string, s *sentence, lo, hi int) bool {
	folded := " " + graph.Fold(name) + " "
	for k := lo; k < hi; k++ {
		if w := graph.Fold(s.words[k]); w != "" && !strings.Contains(folded, " "+w+" ") {
			return false
		}
	}
	return true
}

// spelledOut reports whether the words [lo, hi) are a longer form of a name: they begin
// and end as it does and hold all of it.
func (r *reader) spelledOut(name string, s *sentence, lo, hi int) bool {
	words := strings.Fields(graph.Fold(name))
	if len(words) < 2 || hi-lo <= len(words) || words[0] != graph.Fold(s.words[lo]) || words[len(words)-1] != graph.Fold(s.words[hi-1]) {
		return false
	}
	k := lo
	for _, w := range words {
		for k < hi && graph.Fold(s.words[k]) != w {
			k++
		}
		if k == hi {
			return false
		}
		k++
	}
	return true
}

// takePerson records a person whom the lexicon knows.
func (r *reader) takePerson(s *sentence, lo, hi int, e lexicon.Entry) int {
	hi = r.fullName(s, lo, hi, r.nameOf(e))
	ts := r.lex.Holder(e.ID, string(r.today))
	if len(ts) == 0 {
		if o, ok := r.lex.OfficeAt(s.words, lo); ok && lo+o.Len == hi-1 { // "President Bush" of 1990
			if id, _ := r.lex.Titled(o.Phrase, s.words[hi-1], string(r.today)); id != "" && r.today != "" {
				e.ID, ts = id, r.lex.Holder(id, string(r.today))
			}
		}
	}
	m := Mention{Entity: graph.EntityID(e.ID), Kind: graph.KindPerson, Name: r.nameOf(e), Role: e.Role, Form: FormName}
	if len(ts) == 0 {
		if d := r.pastDay(s); d != "" {
			ts = r.lex.Holder(e.ID, string(d)) // "In 2002 President Jiang Zemin signed"
		}
	}
	if len(ts) > 0 {
		t := ts[len(ts)-1]
		m.ActsFor, m.Office = graph.EntityID(t.ActsFor), t.Office
		if o, ok := r.lex.Organization(t.ActsFor); ok && governing[o.Role] && o.Home() != "" {
			m.ActsFor = graph.EntityID(o.Home()) // of a part of a state
		}
		if o, ok := r.lex.Office(t.Office); ok {
			m.Role = o.Code
		}
	} else if r.today == "" {
		m.ActsFor = graph.EntityID(e.ActsFor)
	} else {
		m.Role = "ELI"
	}
	r.addPerson(s, lo, hi, m)
	return hi - lo
}

// fullName returns the end of a name that goes on behind what the lexicon
// matched with more words of the same person's names.
func (r *reader) fullName(s *sentence, lo, hi int, name string) int {
	end := hi
	for k := hi; k < min(len(s.words), hi+6) && !s.taken[k]; k++ {
		switch {
		case isDash(s.words[k]) && tight(s, k):
		case particle(s.words[k]) || capitalised(s.words[k]):
			if !r.nameHolds(name, s, k, k+1) {
				return end
			}
			end = k + 1
		default:
			return end
		}
	}
	return end
}

func (r *reader) addPerson(s *sentence, lo, hi int, m Mention) {
	added := r.add(s, lo, hi, m)
	if t := r.titleBefore(s, lo); t < added.Lo {
		added.Lo, added.Start = t, s.Tokens[t].Start
	}
	added.Modifier = r.modifies(s, added)
	r.longer(s, lo, hi, &m)
	var kept *Mention
	for k := lo; k < hi; k++ {
		if w := graph.Fold(s.words[k]); len(w) > 1 && r.people[w] == nil {
			if kept == nil {
				kept = new(m)
			}
			r.people[w] = kept
		}
	}
}

// longer notes that a name which begins with a given name is the full form of a family name
// by which the text called somebody before: "Minister Y spoke. ... X Y".
func (r *reader) longer(s *sentence, lo, hi int, m *Mention) {
	known := r.people[graph.Fold(s.words[hi-1])]
	if known == nil || known.Entity == m.Entity || !strings.HasSuffix(" "+graph.Fold(m.Name), " "+graph.Fold(known.Name)) || len(known.Name) >= len(m.Name) {
		return
	}
	if other, ok := r.full[known.Entity]; ok && (other == nil || other.Entity != m.Entity) {
		r.full[known.Entity] = nil // two of one family
		return
	}
	r.full[known.Entity] = new(*m)
}

// spellOut gives the mentions by a family name alone the full name of that person.
func (r *reader) spellOut() {
	for i := range r.mentions {
		m := &r.mentions[i]
		if f := r.full[m.Entity]; f != nil && m.Kind == graph.KindPerson {
			m.Entity, m.Name = f.Entity, f.Name
		}
	}
}

// titleBefore returns where the title before a name at lo begins, with the
// adjective of a state before that; lo where there is none.
func (r *reader) titleBefore(s *sentence, lo int) int {
	for k := max(0, lo-5); k < lo; k++ {
		if o, ok := r.lex.OfficeAt(s.words, k); ok && (o.Title || o.Kind == "office") && k+o.Len == lo && !o.Plural {
			if r.afterDemonym(s, k) {
				k--
			}
			return k
		}
	}
	return lo
}

// titleAt returns the office that stands as a title at word i.
func (r *reader) titleAt(s *sentence, i int) (lexicon.Office, int) {
	o, ok := r.lex.OfficeAt(s.words, i)
	if p, fields := r.portfolio(s, i); fields && (!ok || p.Len > o.Len) {
		o, ok = p, true
	}
	if w := s.lower(i); !ok && (w == "secretary" || w == "sec.") && r.people[graph.Fold(s.at(i+1))] != nil {
		return lexicon.Office{Phrase: "secretary", Code: "GOV", Kind: "office", Title: true, Acts: true, Len: 1}, 1 // whose full title the text has told
	}
	if !ok || !o.Title && o.Kind != "office" || i+o.Len >= len(s.words) || !capitalised(s.words[i+o.Len]) && !s.particles(i+o.Len) {
		return lexicon.Office{}, 0
	}
	if next, known := r.lex.OfficeAt(s.words, i+o.Len); known {
		if next.Kind == "body" || next.Kind == "force" {
			return lexicon.Office{}, 0 // the General Assembly commands nobody
		}
		if n := r.nameEnd(s, i+o.Len); n == i+o.Len {
			return lexicon.Office{}, 0
		}
	}
	return o, o.Len
}

// nameEnd returns the end of a run of words that a person's name can be made
// of, from lo: capitals, initials, hyphens, and particles between capitals.
func (r *reader) nameEnd(s *sentence, lo int) int {
	k := lo
	for k < len(s.words) && !s.taken[k] {
		w := s.words[k]
		switch {
		case capitalised(w) && isWord(w) && (s.headline && s.upos(k) == "PROPN" || !s.headline && (k > lo || s.upos(k) != "PRON" || r.familyHe(s, k))):
			if o, ok := r.lex.OfficeAt(s.words, k); ok && k > lo && !r.lex.GivenName(w) && o.Kind != "people" {
				return k // but "Bui Thanh Son"
			}
			if k > lo && r.afterDemonym(s, k+1) && !r.lex.GivenName(w) && len(r.lex.FamilyName(w)) == 0 {
				return k // "Eastern Libyan"
			}
			if es := r.lex.Match(s.words, k); len(es) > 0 && k == lo && es[0].Type != lexicon.TypeSurname && !r.familyToo(s, k, es) && !(r.partOfLongerName(s, k, es[0].Len, es[0]) && !onMap(s.words[k+1])) {
				return k
			}
		case k > lo && (isDash(w) || w == "'" || w == "’") && tight(s, k):
		case k > lo && particle(w) && k+2 < len(s.words) && isDash(s.words[k+1]) && tight(s, k+1) && capitalised(s.words[k+2]): // "Abdulrahman al-Qaradawi"
		case (k > lo || s.particles(k)) && particle(w) && k+1 < len(s.words) && (capitalised(s.words[k+1]) || s.particles(k)):
		case k > lo && isDash(s.words[k-1]) && isWord(w):
		default:
			return k
		}
		k++
	}
	return k
}

// familyToo reports whether a word that the lexicon knows is a family name behind a
// title and, where it stands, more likely that than what the lexicon has: "Foreign
// Minister Wagner".
func (r *reader) familyToo(s *sentence, k int, es []lexicon.Entry) bool {
	if es[0].Len != 1 || k == 0 || len(r.lex.FamilyName(s.words[k])) == 0 || es[0].Type != lexicon.TypeOrg {
		return false
	}
	_, n, titled := r.officeEnding(s, k-1)
	_, ok := r.choose(s, k, es)
	return titled && n > 0 && !ok
}

// opensName reports whether a word that opens a sentence is in no dictionary and
// another capital follows, whatever its tag.
func (r *reader) opensName(s *sentence, i int) bool {
	return !s.headline && capitalised(s.words[i]) && s.afterOpening(i) && capitalised(s.at(i+1)) && s.upos(i+1) == "PROPN" && isWord(s.words[i]) && !r.model.Knows(s.words[i])
}

// familyHe reports the family name He before a given name that is no English word.
func (r *reader) familyHe(s *sentence, k int) bool {
	return s.words[k] == "He" && k+1 < len(s.words) && capitalised(s.words[k+1]) && !r.model.Knows(s.words[k+1]) && len(r.lex.Match(s.words, k+1)) == 0
}

// particles reports whether lower-case particles lead to a capital at word i
// ("von der Leyen").
func (s *sentence) particles(i int) bool {
	k := i
	for k < len(s.words) && k < i+3 && particle(s.words[k]) && !capitalised(s.words[k]) {
		k++
	}
	return k > i && k < len(s.words) && capitalised(s.words[k])
}

func particle(w string) bool {
	switch strings.ToLower(w) {
	case "de", "da", "do", "dos", "del", "della", "di", "du", "la", "le", "von", "van", "der", "den", "bin", "ibn", "al", "el", "ben", "ter", "zu", "y", "oglu", "uulu":
		return true
	}
	return false
}

// looksPersonal weighs the signs that capitals are a person's name: a title
// before, a known given name, a family name in the place where its culture
// puts it, an office after a comma, or a verb that only people do.
func (r *reader) looksPersonal(s *sentence, lo, hi int, titled bool) bool {
	if s.words[hi-1] == "." || isDash(s.words[hi-1]) || nowadays[s.lower(lo)] || dateWord(s.lower(lo)) && !r.lex.GivenName(s.words[lo]) {
		return false // "ambassador Monday" is nobody
	}
	if o, ok := r.lex.OfficeAt(s.words, lo); ok && titled && o.Len == hi-lo && o.Kind == "office" {
		return false // "Mr. President"
	}
	if _, _, ok := r.headAt(s, hi-1); ok && hi-lo > 1 || !titled && r.companyBefore(s, lo) {
		return false
	}
	score := 0
	if !titled && hi-lo > 1 && r.afterDemonym(s, lo) {
		score -= 4
	}
	if titled {
		score += 3
	}
	if hi-lo >= 2 && (r.lex.GivenName(s.words[lo]) || r.namesakeOfPlace(s, lo)) {
		score += 3
	}
	if hi-lo >= 2 && (r.lex.FamilyFirst(s.words[lo]) || len(r.lex.FamilyName(s.words[hi-1])) > 0) {
		score += 2
	}
	if hi-lo >= 2 && r.officeAfter(s, hi) {
		score += 3
	}
	if hi-lo >= 2 && r.officeBefore(s, lo) >= 0 {
		score += 2
	}
	if hi-lo == 1 {
		if _, ok := r.people[graph.Fold(s.words[lo])]; ok {
			return true
		}
	}
	if speaks(s, headOf(s.tree, lo, hi)) && hi-lo >= 2 {
		score++
	}
	if hi-lo >= 2 && r.presented(s, lo) {
		score += 2
	}
	if hi-lo == 1 && !titled && r.alone(s, lo) {
		return true
	}
	return score+r.grammarOf(s, lo, hi)+r.ofName(s, lo, hi) >= 2
}

// nowadays are words for a time that open a sentence with a capital.
var nowadays = set("today", "yesterday", "tomorrow", "tonight", "now", "then", "recently", "earlier", "later", "meanwhile", "nowadays", "once", "twice")

// grammarOf weighs what the tree says about a person's name.
func (r *reader) grammarOf(s *sentence, lo, hi int) int {
	score := 0
	if s.flat(lo, hi) {
		score++
		if hi-lo <= 3 && !r.companyLike(s, lo, hi) && s.lower(lo-1) != "the" {
			score++
		}
	}
	return score
}

// flat reports whether the grammar reads the words [lo, hi), two or more, as
// the parts of a person's name: side by side rather than one under the other.
func (s *sentence) flat(lo, hi int) bool {
	if hi-lo < 2 {
		return false
	}
	apart := false
	for k := lo + 1; k < hi; k++ {
		if w := s.tree.Words[k]; capitalised(s.words[k]) && (base(w.Rel) != "flat" || w.Head != lo) {
			return false
		}
		apart = apart || s.Tokens[k].Start > s.Tokens[k-1].End
	}
	return apart && s.upos(lo) == "PROPN"
}

// presented reports whether a noun for a person stands before the name: "the
// writer Boualem Sansal".
func (r *reader) presented(s *sentence, lo int) bool {
	if lo == 0 {
		return false
	}
	o, ok := r.lex.OfficeAt(s.words, lo-1)
	return ok && o.Len == 1 && !o.Plural && (o.Kind == "person" || o.Kind == "office" || o.Kind == "people")
}

// companyLike reports whether a word of the name says that it is no person's.
func (r *reader) companyLike(s *sentence, lo, hi int) bool {
	for k := lo; k < hi; k++ {
		if len(r.lex.Heads(s.words[k])) > 0 || allCaps(s.words[k]) && len(s.words[k]) > 2 {
			return true
		}
		switch s.lower(k) {
		case "news", "times", "post", "daily", "press", "online", "capital", "energy", "oil", "gas", "group", "inc", "ltd", "corp", "co", "plc", "gmbh",
			"llc", "airlines", "airways", "steel", "motors", "systems", "international", "holdings", "industries", "partners", "tv", "radio",
			"street", "avenue", "road", "square", "river", "lake", "mount", "mountain", "beach", "bay", "county", "city", "island", "islands", "north", "south", "east", "west", "new", "saint", "san", "los", "las":
			return true
		}
	}
	return false
}

// officeAfter reports whether an office follows a name after a comma or is what its clause
// says that it is: "Han Chunlin, Ambassador of ...", "Han Chunlin is the ambassador of".
func (r *reader) officeAfter(s *sentence, hi int) bool {
	if hi >= len(s.words) || s.words[hi] != "," && (s.lower(hi) != "is" || s.lower(hi+1) == "not") {
		return false
	}
	for k := hi + 1; k < min(len(s.words), hi+8); k++ {
		if o, ok := r.lex.OfficeAt(s.words, k); ok && (o.Kind == "office" || o.Kind == "person") {
			return true
		}
		if s.words[k] == "," || s.upos(k) == "VERB" {
			return false
		}
	}
	return false
}

// officeBefore returns where the office begins that stands with what it is of before a name,
// parted from it by a comma: "the Minister of Mines and Energy of X, NAME", "the Ambassador
// of X to Y, NAME"; -1 for none.
func (r *reader) officeBefore(s *sentence, lo int) int {
	if lo < 2 || s.words[lo-1] != "," {
		return -1
	}
	for k := lo - 2; k >= max(0, lo-longestTitle); k-- {
		if at := r.bodyEndsAt(s, k); at > 0 {
			k = at // "of the Organization for Security and Co-operation in Europe"
			continue
		}
		if o, n, ok := r.officeEnding(s, k); ok && !o.Plural && (o.Kind == "office" || o.Title) {
			return k - n + 1
		}
		if w := s.lower(k); !capitalised(s.words[k]) && w != "of" && w != "for" && w != "to" && w != "the" && w != "and" && !isDash(w) {
			return -1
		}
	}
	return -1
}

// speaks reports whether the word is the subject of a verb of speech.
func speaks(s *sentence, i int) bool {
	w := s.tree.Words[i]
	if base(w.Rel) != "nsubj" || w.Head < 0 {
		return false
	}
	switch s.tree.Words[w.Head].Lemma {
	case "say", "tell", "write", "stress", "announce", "note", "add", "explain", "argue", "declare", "warn", "claim", "insist", "recall":
		return true
	}
	return false
}
