package mention

import (
	"slices"
	"strings"

	"entente/extract/lexicon"
	"entente/graph"
)

// readNames finds what a sentence names: first things whose names are built by
// grammar around a head noun, quoted ideas, then persons, states and others.
func (r *reader) readNames(s *sentence) {
	if s.boilerplate() {
		return
	}
	r.readQuoted(s)
	r.ideas(s)
	if r.readSigner(s) > 0 || r.readInitialled(s) || r.readAdopter(s) {
		return
	}
	for i := 0; i < len(s.words); {
		i += max(r.readName(s, i), 1)
	}
	r.readAliases(s)
	r.bodies(s)
	r.links(s)
	r.works(s)
	r.unknownMakers(s)
}

// readOver are the ways to read a name at a word that may be part of what was read
// before, readAt those at one that is not. The first that reads one counts.
var (
	readOver = []func(*reader, *sentence, int) int{(*reader).readAlias, (*reader).readShip, (*reader).readHeaded, (*reader).readJoined}
	readAt   = []func(*reader, *sentence, int) int{(*reader).readLabelled, (*reader).readIntroduced, (*reader).readMaker, (*reader).readCompany,
		(*reader).readKnown, (*reader).readTrader, (*reader).readPerson, (*reader).readUnknown, (*reader).readGuessed}
)

// readName reads the name at word i and returns its length, 0 for none.
func (r *reader) readName(s *sentence, i int) int {
	for _, read := range readOver {
		if n := read(r, s, i); n > 0 {
			return n
		}
	}
	if s.taken[i] {
		return 0
	}
	for _, read := range readAt {
		if n := read(r, s, i); n > 0 {
			return n
		}
	}
	return 0
}

// starts reports whether a name can begin at word i: a capital that is not
// there for the position alone.
func (s *sentence) starts(i int) bool {
	if i >= len(s.words) || s.taken[i] || !capitalised(s.words[i]) {
		return false
	}
	tag := s.upos(i)
	if tag == "VERB" && s.tree.Words[i].Head < 0 && i > 0 && s.tree.Words[0].XPOS == "LS" && s.tree.Words[i].XPOS == "VBZ" {
		return false // "3. Requests Chile to" opens a clause
	}
	if s.headline {
		return tag == "PROPN"
	}
	if i > 0 && !s.afterOpening(i) {
		return tag != "PRON" || len(s.words[i]) > 2
	}
	return tag == "PROPN" || tag == "NOUN" || tag == "ADJ"
}

// afterOpening reports whether word i follows only quotes, brackets or a
// speaker's label, so that it is capitalised for its position.
func (s *sentence) afterOpening(i int) bool {
	for k := i - 1; k >= 0; k-- {
		if isWord(s.words[k]) && len(s.words[k]) > 1 || isNumber(s.words[k]) {
			return false
		}
	}
	return true
}

// readKnown takes what the lexicon knows at word i and returns its length.
func (r *reader) readKnown(s *sentence, i int) int {
	entries := r.lex.Match(s.words, i)
	if len(entries) == 0 || !s.free(i, min(i+entries[0].Len, len(s.words))) {
		return 0
	}
	e, ok := r.choose(s, i, entries)
	if !ok {
		return 0
	}
	if n := e.Len; r.partOfLongerName(s, i, n, e) || r.beginsLater(s, i, n) {
		return 0
	}
	if currency(s.lower(i + e.Len)) {
		return e.Len // "US dollars" are nobody's act
	}
	if n := r.elsewhere(s, i, e); n > 0 {
		return n
	}
	switch e.Type {
	case lexicon.TypeNamed, lexicon.TypeSurname:
		return r.takePerson(s, i, i+e.Len, e)
	case lexicon.TypeCapital, lexicon.TypePlace:
		r.takePlace(s, i, e)
		return e.Len
	}
	m := Mention{Entity: graph.EntityID(e.ID), Kind: graph.EntityKind(e.Kind), Name: r.nameOf(e), Role: e.Role, Form: FormName}
	if e.ActsFor != "" {
		m.ActsFor = graph.EntityID(e.ActsFor)
		if e.Type == lexicon.TypeSeat {
			m.Entity, m.Kind, m.Name, m.ActsFor = m.ActsFor, m.ActsFor.Kind(), r.lex.Name(e.ActsFor), ""
		}
	}
	switch e.Type {
	case lexicon.TypeGroup, lexicon.TypeOrg:
		if m.Kind == graph.KindGroup {
			m.Members = r.members(e.ID)
		}
	case lexicon.TypeDemonym:
		m.Form = FormRole
	case lexicon.TypeResident:
		m.Form, m.ActsFor = FormRole, graph.EntityID(e.State)
	case lexicon.TypePerson, lexicon.TypePeople:
		m.Form, m.Role = FormRole, "CVL"
		if k := r.stateEnding(s, i); k != nil && k.Form != FormPronoun && k.NameEnd+1 == s.Tokens[i].Start && !settled[s.lower(i)] && k.Entity != m.Entity {
			m.Entity, m.Name = k.Entity, k.Name // "Kosovo Serbs" are of Kosovo
		}
		if s.lower(i-1) == "ethnic" {
			m = r.ethnic(s, i, i+e.Len, m)
		}
	}
	added := r.add(s, i, i+e.Len, m)
	added.Modifier = r.modifies(s, added)
	return e.Len
}

// settled are peoples behind whose parts' origin their state stands: "Chinese Americans",
// "Turkish Cypriots".
var settled = set("cypriot", "cypriots", "american", "americans", "canadian", "canadians", "australian", "australians", "briton", "britons", "israeli", "israelis", "brazilian", "brazilians")

// currency reports the name of money, before which a state only says whose it is.
func currency(w string) bool {
	switch w {
	case "dollar", "dollars", "francs", "rupees", "rupiah", "yen", "won", "yuan", "renminbi", "pesos", "rand", "roubles", "rubles", "dinars", "dirhams", "riyals",
		"shillings", "kroner", "kronor", "krone", "krona", "lira", "liras", "naira", "cedis", "baht", "dong", "ringgit", "tenge", "som", "zloty", "forints", "lei", "euros":
		return true
	}
	return false
}

// survey counts the states and bodies that a sentence names beyond doubt, so
// that a name with several meanings can lean on the whole document.
func (r *reader) survey(s *sentence) {
	for i := s.Led(); i < len(s.words); i++ {
		if !capitalised(s.words[i]) {
			continue
		}
		es := r.lex.Match(s.words, i)
		if len(es) != 1 || es[0].Ambiguous || es[0].Loose {
			continue
		}
		switch e := es[0]; e.Type {
		case lexicon.TypeName, lexicon.TypeCode, lexicon.TypeDemonym, lexicon.TypeOrg, lexicon.TypeGroup:
			r.told[graph.EntityID(e.ID)]++
			i += e.Len - 1
		}
	}
}

func (r *reader) nameOf(e lexicon.Entry) string {
	if n := r.lex.Name(e.ID); n != "" {
		return n
	}
	return e.Name
}

func (r *reader) members(id string) []graph.EntityID {
	return entityIDs(r.lex.Members(id, string(r.today)))
}

func entityIDs(ids []string) []graph.EntityID {
	out := make([]graph.EntityID, len(ids))
	for i, id := range ids {
		out[i] = graph.EntityID(id)
	}
	return out
}

// choose picks the reading of an ambiguous name: by cues nearby, by what the
// document has named already, else the table's own default.
func (r *reader) choose(s *sentence, i int, entries []lexicon.Entry) (lexicon.Entry, bool) {
	n := entries[0].Len
	name := join(s, i, i+n)
	if !capitalised(name) && !(particle(s.words[i]) && capitalised(s.words[i+n-1])) && !(entries[0].Loose && capitalised(strings.TrimPrefix(name, "the "))) && entries[0].Type != lexicon.TypeGroup {
		return lexicon.Entry{}, false
	}
	if s.afterOpening(i) && n == 1 && entries[0].Type == lexicon.TypeSurname && s.upos(i) != "PROPN" && len(r.lex.Readings(name)) > 0 {
		return lexicon.Entry{}, false
	}
	if n == 1 && !allCaps(name) && entries[0].Type == lexicon.TypeOrg && len(r.lex.Heads(name)) > 0 {
		return lexicon.Entry{}, false // "Plan" is no navy
	}
	if readings := r.lex.Readings(name); len(readings) > 0 {
		if n == 1 && r.isPersonsName(name) {
			return lexicon.Entry{}, false // Michael Jordan before, Jordan now
		}
		best := r.reading(s, i, readings)
		for _, e := range entries {
			if e.ID == best {
				return e, true
			}
		}
		if best == "" {
			return lexicon.Entry{}, false
		}
	}
	for _, e := range entries {
		if r.over(e) && len(entries) > 1 {
			continue
		}
		if e.Loose && !r.named(graph.EntityID(e.ID)) && !r.organOf(e) && !r.worldsOwn(s, i, e) {
			continue
		}
		if e.Type == lexicon.TypeSurname && r.today != "" && !r.named(graph.EntityID(e.ID)) && len(r.lex.Holder(e.ID, string(r.today))) == 0 {
			continue
		}
		return e, true
	}
	return lexicon.Entry{}, false
}

// organOf reports a short name of an organ of a body that the document has named,
// where it names no other organ so: "the Commission" behind "the European Union".
func (r *reader) organOf(e lexicon.Entry) bool {
	o, ok := r.lex.Organization(e.ID)
	if !ok {
		return false
	}
	body := graph.EntityID(o.PartOf)
	return body.Kind() == graph.KindOrganization && r.named(body) && r.soleOrgan(e)
}

// worldsOwn reports that the Security Council is meant, of which nothing says whose it is.
// General assemblies are many, and so are commissions.
func (r *reader) worldsOwn(s *sentence, i int, e lexicon.Entry) bool {
	if e.ID != "organization:un-security-council" || s.lower(i-1) != "the" || s.lower(i-2) == "and" {
		return false
	}
	switch s.lower(i + e.Len) {
	case "of", "'s", "’s":
		return false
	}
	return r.soleOrgan(e)
}

// soleOrgan reports that the document names no other organ by the last word of its name.
func (r *reader) soleOrgan(e lexicon.Entry) bool {
	organ := e.Name[strings.LastIndexByte(e.Name, ' ')+1:]
	for id := range r.told {
		if string(id) != e.ID && strings.HasSuffix(r.lex.Name(string(id)), " "+organ) {
			return false
		}
	}
	return true
}

// reading returns the id of the likeliest of the meanings of a name at word i:
// by words nearby, by what the document names, else the table's own choice.
func (r *reader) reading(s *sentence, i int, readings []lexicon.Reading) string {
	best, score := "", -1
	for _, rd := range readings {
		v := 0
		if rd.Default {
			v = 1
		}
		for _, cue := range rd.Cues {
			if s.near(i, cue) {
				v += 2
			}
		}
		if r.told[graph.EntityID(rd.ID)] > 0 {
			v += 2
		}
		if rd.ID != "" && graph.EntityID(rd.ID) == r.recent(readings) {
			v += 2
		}
		if v > score {
			best, score = rd.ID, v
		}
	}
	return best
}

// recent returns which of several meanings the document has named last, each by
// another name: Brussels is Belgium's government behind "Belgium" and the Union's
// behind "the EU".
func (r *reader) recent(readings []lexicon.Reading) graph.EntityID {
	var last graph.EntityID
	for _, rd := range readings {
		if id := graph.EntityID(rd.ID); r.named(id) && (last == "" || r.lastAt[id] > r.lastAt[last]) {
			last = id
		}
	}
	return last
}

// isPersonsName reports whether the document has named a person whose last name
// this is.
func (r *reader) isPersonsName(name string) bool {
	p, ok := r.people[graph.Fold(name)]
	if !ok {
		return false
	}
	words := strings.Fields(graph.Fold(p.Name))
	return len(words) > 1 && words[len(words)-1] == graph.Fold(name)
}

// over reports whether a name no longer meant this on the document's date.
func (r *reader) over(e lexicon.Entry) bool {
	to, err := graph.ParseDate(e.To)
	return err == nil && e.To != "" && (r.today == "" || r.today.Earliest() > to.Latest())
}

// near reports whether a lower-case word stands in the sentence within twelve words.
func (s *sentence) near(i int, cue string) bool {
	for k := max(0, i-12); k < min(len(s.words), i+13); k++ {
		if s.lower(k) == cue {
			return true
		}
	}
	return false
}

// named reports whether the document has named the entity so far.
func (r *reader) named(id graph.EntityID) bool {
	return r.seen[id]
}

// partOfLongerName reports whether the lexicon's words go on into a name that
// it does not know ("Jordan Henderson", "Georgia Meloni", "Chad Street").
func (r *reader) partOfLongerName(s *sentence, i, n int, e lexicon.Entry) bool {
	next := i + n
	if s.headline || next >= len(s.words) || s.Tokens[next].Start != s.Tokens[next-1].End+1 {
		return false
	}
	switch e.Type {
	case lexicon.TypeName, lexicon.TypeCapital, lexicon.TypePlace, lexicon.TypeSurname:
	default:
		return false
	}
	if !capitalised(s.words[next]) || s.upos(next) != "PROPN" && r.model.Knows(s.words[next]) {
		return false
	}
	if es := r.lex.Match(s.words, next); len(es) > 0 && es[0].Kind != string(graph.KindPerson) {
		return false
	}
	if _, ok := r.lex.OfficeAt(s.words, next); ok {
		return false
	}
	return n == 1 && (r.lex.GivenName(s.words[i]) || r.namesakeOfPlace(s, i)) || onMap(s.words[next])
}

// namesakes are places that people are named after.
var namesakes = set("sydney", "paris", "london", "chelsea", "brooklyn", "kenya", "ireland", "holland", "india", "asia", "dakota", "austin", "dallas", "savannah", "charlotte", "florence",
	"victoria", "adelaide", "vienna", "milan", "troy", "orlando", "israel", "virginia", "cairo", "memphis", "phoenix", "lourdes", "alexandria", "valencia", "odessa", "geneva", "lincoln",
	"madison", "jackson", "houston", "kingston", "china", "cuba", "france", "malta", "boston", "denver", "carolina", "tyrone", "persia", "rio", "siena", "verona", "catalina", "devon", "kent", "chester")

// namesakeOfPlace reports the name of a place at word i that is somebody's given name,
// since he does something or has something done to him and a family name follows.
func (r *reader) namesakeOfPlace(s *sentence, i int) bool {
	if !namesakes[s.lower(i)] || i+1 >= len(s.words) || s.lower(i-1) == "the" || len(r.lex.HeadsAt(s.words, i+1)) > 0 || companyWords[s.lower(i+1)] {
		return false
	}
	next := s.words[i+1]
	if allCaps(next) || r.model.Knows(next) && len(r.lex.FamilyName(next)) == 0 && !s.flat(i, i+2) {
		return false
	}
	switch base(s.tree.Words[headOf(s.tree, i, i+2)].Rel) {
	case "nsubj", "obj", "conj", "root", "appos":
		return true
	}
	return false
}

// onMap reports a word that makes of a state's or a person's name one on a map
// of a town: "Chad Street".
func onMap(w string) bool {
	return slices.Contains([]string{"Street", "Avenue", "Road", "Square", "Airport", "Hotel", "Creek", "Hill", "Hills", "Heights", "Springs", "Falls", "Beach", "Ridge", "Grove", "Park"}, w)
}

// beginsLater reports whether a longer name that the lexicon knows begins behind
// the article of what it knows at word i: "the UN" in "the UN General Assembly".
func (r *reader) beginsLater(s *sentence, i, n int) bool {
	if s.lower(i) != "the" || n < 2 {
		return false
	}
	es := r.lex.Match(s.words, i+1)
	return len(es) > 0 && es[0].Len > n-1
}

func base(rel string) string {
	b, _, _ := strings.Cut(rel, ":")
	return b
}

// modifies reports whether a mention only modifies another phrase's head.
func (r *reader) modifies(s *sentence, m *Mention) bool {
	w := s.tree.Words[m.Head]
	if s.compoundedWith(m.Head) {
		return true
	}
	if m.Form == FormName && m.Kind == graph.KindState && s.leads(m.Head) {
		return false
	}
	switch base(w.Rel) {
	case "amod", "compound", "flat":
		// What it modifies follows it; a name behind that is one side of a failed parse.
		return w.Head >= 0 && (s.Tokens[w.Head].Start >= m.NameEnd || m.Form != FormName || m.Kind != graph.KindState)
	case "nmod":
		return strings.HasSuffix(w.Rel, ":poss") && w.Head >= 0
	}
	return false
}
