package lexicon

import (
	"strings"
	"unicode"
)

// State is a state or a territory with external relations of its own; listing
// it implies no recognition.
type State struct {
	ID, ISO2, ISO3, Numeric string // ISO 3166-1; Numeric is the M49 code too; ISO2 and Numeric may be empty
	Name, Formal            string // Formal is empty where it is the name or none is known
	Status                  string // independent, territory, contested or former
	Sovereign               string // id of the state that a territory belongs to or that took over from a former one
	From, To                string // partial dates of existence, of former states only
	Aliases, Adjectives     []string
	Persons                 []Citizen
	Capitals                []Capital // the capital, its other spellings, other seats of government
	Codes                   []Code
	Native                  []Native
}

// Citizen is a noun for the people of a state.
type Citizen struct {
	Singular, Plural string
}

// Capital is a name of a seat of government, with the partial dates between
// which it had that name or that function; empty where it has them still.
type Capital struct {
	Name, From, To string
	City           string // id of the city as a place; spellings share it
}

// Code is a state's number and abbreviation in a state system, cow or gw, for a
// spell of membership; To is empty where the spell had not ended.
type Code struct {
	System, Code, Abbreviation, From, To string
}

// Native is a name in another language, a BCP 47 code.
type Native struct {
	Language, Name string
}

// State returns the state of an id, of an ISO 3166-1 alpha-2, alpha-3 or
// numeric code, or of any name, alias or code of the tables without regard to
// case; ok is false where there is none or the name means several.
func (l *Lexicon) State(key string) (State, bool) {
	if s, ok := l.states[key]; ok {
		return *s, true
	}
	if id, ok := l.codes[strings.ToUpper(key)]; ok {
		return *l.states[id], true
	}
	if id := l.codes["\x00"+foldName(key)]; id != "" {
		return *l.states[id], true
	}
	return State{}, false
}

// Trait reports a word by which a text calls states of one sort: "island", "landlocked",
// "kingdom", "gulf".
func (l *Lexicon) Trait(word string) bool { return len(l.traits[word]) > 0 }

// Is reports whether a state is of the sort that the word calls.
func (l *Lexicon) Is(state, trait string) bool { return l.traits[trait][state] }

func (l *Lexicon) loadTraits() error {
	rows, err := readTable("traits.tsv")
	if err != nil {
		return err
	}
	for _, r := range rows {
		of := map[string]bool{}
		for _, code := range strings.Fields(r.get("states")) {
			id := "state:" + code
			if l.states[id] == nil {
				return r.errorf("no state %q", code)
			}
			of[id] = true
		}
		for _, w := range r.list("words") {
			l.traits[w] = of
		}
	}
	return nil
}

// States returns all states by id, former ones included.
func (l *Lexicon) States() []State {
	out := make([]State, len(l.order))
	for i, id := range l.order {
		out[i] = *l.states[id]
	}
	return out
}

// StateByCode returns the id of the state that has a code in a state system
// ("cow", "gw", "iso2", "iso3", "m49") on a partial date; today's where the date
// is empty. ok is false where none has.
func (l *Lexicon) StateByCode(system, code, date string) (id string, ok bool) {
	switch system {
	case "iso2", "iso3", "m49":
		id, ok = l.codes[strings.ToUpper(code)]
		return id, ok
	}
	d, err := parseDate(date)
	if err != nil {
		return "", false
	}
	for _, id := range l.order {
		for _, c := range l.states[id].Codes {
			t, err := newTenure(c.From, c.To)
			if err == nil && c.System == system && (c.Code == code || c.Abbreviation == code) && t.may(d) {
				return id, true
			}
		}
	}
	return "", false
}

func (l *Lexicon) loadStates() error {
	rows, err := readTable("states.tsv")
	if err != nil {
		return err
	}
	for _, r := range rows {
		s := &State{ID: "state:" + r.get("iso3"), ISO2: r.get("iso2"), ISO3: r.get("iso3"), Numeric: r.get("numeric"),
			Name: r.get("name"), Formal: r.get("formal"), Status: r.get("status"), From: r.get("from"), To: r.get("to"),
			Aliases: r.list("aliases"), Adjectives: r.list("adjectives")}
		if l.states[s.ID] != nil || len(s.ISO3) != 3 || s.Name == "" {
			return r.errorf("state %q twice, without code or without name", s.ID)
		}
		if v := r.get("sovereign"); v != "" {
			s.Sovereign = "state:" + v
		}
		for _, p := range r.list("persons") {
			one, many, ok := strings.Cut(p, "/")
			if !ok {
				many = one + "s"
			}
			s.Persons = append(s.Persons, Citizen{one, many})
		}
		for _, c := range r.list("capitals") {
			s.Capitals = append(s.Capitals, capitalOf(c, s.Capitals))
		}
		l.states[s.ID], l.titles[s.ID] = s, s.Name
		l.order = append(l.order, s.ID)
		l.enterState(s)
	}
	return nil
}

// capitalOf reads one name of the capitals column: another spelling of the first
// name's city, or with a plus another city.
func capitalOf(cell string, before []Capital) Capital {
	name, dates, _ := strings.Cut(strings.TrimSuffix(cell, "]"), "[")
	from, to, _ := strings.Cut(dates, "..")
	name, other := strings.CutPrefix(name, "+")
	city := "place:" + Slug(name)
	if !other && len(before) > 0 {
		city = before[0].City
	}
	return Capital{name, from, to, city}
}

// enterState makes a state's names, demonyms, capitals and codes findable.
func (l *Lexicon) enterState(s *State) {
	base := Entry{ID: s.ID, Kind: "State", Name: s.Name, From: s.From, To: s.To}
	for _, n := range append([]string{s.Name, s.Formal}, s.Aliases...) {
		if n != "" {
			e := base
			e.Type = nameType(n)
			l.enter(n, e)
			l.named(n, s)
		}
	}
	for _, c := range []string{s.ISO3, s.ISO2, s.Numeric} {
		if c != "" && l.codes[c] == "" {
			l.codes[c] = s.ID
		}
	}
	for _, a := range s.Adjectives {
		e := base
		e.Type = TypeDemonym
		l.enter(a, e)
	}
	for _, p := range s.Persons {
		e := base
		e.Type = TypePerson
		l.enter(p.Singular, e)
		e.Type = TypePeople
		l.enter(p.Plural, e)
	}
	for _, c := range s.Capitals {
		l.enterCapital(s, c)
	}
}

func (l *Lexicon) enterCapital(s *State, c Capital) {
	e := Entry{ID: s.ID, Kind: "State", Name: s.Name, Type: TypeCapital, From: c.From, To: c.To, Place: c.City}
	if e.From == "" && e.To == "" && s.To != "" {
		e.From, e.To = s.From, s.To
	}
	if s.Status == "former" && l.places[e.Place] == nil {
		e.Place = ""
	}
	l.enter(c.Name, e)
	if e.Place != "" && l.places[e.Place] == nil {
		l.places[e.Place] = &Place{ID: e.Place, Name: c.Name, State: s.ID, Type: "capital"}
		l.titles[e.Place] = c.Name
	}
}

// named lets State find a state by name; a name of two states finds none.
func (l *Lexicon) named(name string, s *State) {
	key := "\x00" + foldName(name)
	if id, ok := l.codes[key]; ok && id != s.ID {
		l.codes[key] = ""
		return
	}
	l.codes[key] = s.ID
}

func nameType(name string) Type {
	for _, r := range name {
		if unicode.IsLower(r) || r == ' ' {
			return TypeName
		}
	}
	return TypeCode
}

func foldName(name string) string {
	var out []string
	for _, w := range strings.Fields(name) {
		for _, p := range pieces(w) {
			out = append(out, p.fold)
		}
	}
	return strings.Join(out, " ")
}

func (l *Lexicon) loadCodes() error {
	rows, err := readTable("codes.tsv")
	if err != nil {
		return err
	}
	for _, r := range rows {
		s := l.states["state:"+r.get("iso3")]
		if s == nil {
			return r.errorf("no state %q", r.get("iso3"))
		}
		if _, err := newTenure(r.get("from"), r.get("to")); err != nil {
			return r.errorf("%v", err)
		}
		s.Codes = append(s.Codes, Code{r.get("system"), r.get("code"), r.get("abbreviation"), r.get("from"), r.get("to")})
	}
	return nil
}

// loadNative reads the names in other languages. Those in a script other than
// Latin are matched in text; the others would collide with English words.
func (l *Lexicon) loadNative() error {
	rows, err := readTable("native.tsv")
	if err != nil {
		return err
	}
	for _, r := range rows {
		s := l.states["state:"+r.get("iso3")]
		if s == nil {
			return r.errorf("no state %q", r.get("iso3"))
		}
		n := Native{r.get("language"), r.get("name")}
		s.Native = append(s.Native, n)
		if !latin(n.Name) {
			l.enter(n.Name, Entry{ID: s.ID, Kind: "State", Name: s.Name, Type: TypeName})
			l.named(n.Name, s)
		}
	}
	return nil
}

func latin(s string) bool {
	for _, r := range s {
		if unicode.Is(unicode.Latin, r) {
			return true
		}
	}
	return false
}
