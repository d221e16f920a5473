package lexicon

import (
	"cmp"
	"iter"
	"slices"
	"sync"
)

// Type says by what kind of expression an Entry was found.
type Type string

// The types of an Entry.
const (
	TypeName     Type = "name"     // the name of a state, or another name for it
	TypeCode     Type = "code"     // a name in capitals: USA, U.K., DRC
	TypeDemonym  Type = "demonym"  // the adjective of a state: Kazakh, Swiss
	TypePerson   Type = "citizen"  // a noun for one citizen: a Briton
	TypePeople   Type = "citizens" // the plural of such a noun: Britons
	TypeCapital  Type = "capital"  // a capital or other seat of government that is a city
	TypeSeat     Type = "seat"     // a house, street or assembly that stands for a government or its part
	TypeGroup    Type = "group"    // a group of states
	TypeOrg      Type = "org"      // an organisation
	TypeNamed    Type = "person"   // a named person, by the full name
	TypeSurname  Type = "surname"  // a named person, by one part of the name
	TypePlace    Type = "place"    // a city, province, region, sea or mountain
	TypeResident Type = "resident" // the adjective or people of a place: Catalan, Muscovites
)

// Entry is one thing that the tokens at a position can name.
type Entry struct {
	ID   string // state:KAZ, organization:european-union, person:xi-jinping, place:almaty
	Kind string // State, Group, Organization, Person or Place
	Name string // the usual name of what ID names
	Type Type
	// Role is the sector code (GOV, MIL, ...) under which it acts, empty for the
	// bare name of a state.
	Role string
	// ActsFor is the state or organisation whose acts its acts are: the state of
	// a person's latest office, of an agency or of a seat. Empty for states and
	// for bodies of their own right.
	ActsFor string
	// State is the state that a place lies in, or that an organisation sits in.
	State string
	// Place is the id of the city where the entry is a capital.
	Place string
	// From and To are the partial dates between which this name held, empty
	// where it always does.
	From, To string
	// Len is the number of tokens covered, counted from the position asked for.
	Len int
	// Ambiguous is set where the same words are known to name something else as
	// well, here or outside the lexicon (Readings tells the cues), or are a given
	// or family name (GivenName, FamilyName).
	Ambiguous bool
	// Loose is set for a name that more often than not means something else and
	// holds only where the text has made it clear ("the Alliance").
	Loose bool
}

// Lexicon answers what names mean. It does not change and may be shared.
type Lexicon struct {
	names    []layer // user's actor tables first
	states   map[string]*State
	order    []string // state ids in order
	codes    map[string]string
	orgs     map[string]*Organization
	members  map[string][]Membership // by group
	belongs  map[string][]Membership // by member
	persons  map[string]*Person
	families map[string][]*Person // by folded family name
	places   map[string]*Place
	titles   map[string]string // any id -> name
	given    map[string]bool
	bearers  map[string]string
	traits   map[string]map[string]bool
	family   map[string][]string
	reads    map[string][]Reading
	offices  *trie
	office   []Office
	headsAt  *trie
	heads    []Head
}

// layer is a trie of names with what its values mean.
type layer struct {
	trie    *trie
	entries []Entry
	names   []string // beside entries
}

func (y *layer) add(name string, e Entry) {
	y.entries, y.names = append(y.entries, e), append(y.names, name)
	y.trie.add(name, int32(len(y.entries)-1), false)
}

var open = sync.OnceValues(load)

// Open returns the lexicon of the embedded tables, parsed on the first call and
// shared from then on. An error means that a table is broken, which the tests of
// this package exclude.
func Open() (*Lexicon, error) {
	return open()
}

func load() (*Lexicon, error) {
	l := &Lexicon{
		names: []layer{{trie: newTrie()}}, states: map[string]*State{}, codes: map[string]string{},
		orgs: map[string]*Organization{}, members: map[string][]Membership{}, belongs: map[string][]Membership{},
		persons: map[string]*Person{}, families: map[string][]*Person{}, places: map[string]*Place{}, titles: map[string]string{},
		given: map[string]bool{}, bearers: map[string]string{}, traits: map[string]map[string]bool{}, family: map[string][]string{}, reads: map[string][]Reading{},
		offices: newTrie(), headsAt: newTrie(),
	}
	for _, step := range []func() error{l.loadReadings, l.loadStates, l.loadCodes, l.loadNative, l.loadOrganizations, l.loadMembers,
		l.loadSeats, l.loadPlaces, l.loadOffices, l.loadPeople, l.loadHeads, l.loadNames, l.markNames, l.loadTraits} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// Match returns what the longest names that begin at tokens[i] can mean: nil
// where no name begins there or i lies outside the tokens. Tokens are words as
// the text has them; possessive clitics are tokens of their own or part of the
// last token; hyphens may be tokens or part of one. Names need their capitals
// ("Turkey", not "turkey"; TURKEY passes) and acronyms their own letters ("US",
// never "us"; "Nato" passes from four letters on). A user's actor table comes
// before the embedded names of the same length. The order is: names before
// derived expressions, then by id. The result is the caller's own.
func (l *Lexicon) Match(tokens []string, i int) []Entry {
	if i < 0 || i >= len(tokens) {
		return nil
	}
	var out []Entry
	longest := 0
	for _, y := range l.names {
		values, n := y.trie.match(tokens, i)
		if n <= longest {
			continue
		}
		longest, out = n, out[:0]
		for _, v := range values {
			e := y.entries[v]
			e.Len = n
			out = append(out, e)
		}
	}
	if len(out) > 1 {
		out = settle(out)
	}
	return out
}

// settle orders the readings of one expression and marks them ambiguous where
// they name different things.
func settle(es []Entry) []Entry {
	slices.SortStableFunc(es, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Type, b.Type), cmp.Compare(a.From, b.From))
	})
	es = slices.CompactFunc(es, func(a, b Entry) bool { return a.ID == b.ID && a.Type == b.Type })
	for _, e := range es[1:] {
		if e.ID != es[0].ID && e.ID != es[0].Place {
			for k := range es {
				es[k].Ambiguous = true
			}
			break
		}
	}
	return es
}

// rank orders the readings of one expression: what it means most often first.
func rank(e Entry) int {
	r := slices.Index([]Type{TypeName, TypeCode, TypeCapital, TypeGroup, TypeOrg, TypeSeat, TypeNamed, TypeDemonym, TypePerson, TypePeople, TypePlace, TypeResident, TypeSurname}, e.Type)
	if e.Loose {
		r += 100
	}
	return r
}

// Name returns the usual name of an id of any kind, or "" for an unknown id.
func (l *Lexicon) Name(id string) string {
	return l.titles[id]
}

// Names yields every name that Match can find, as the tables spell it, with what
// it means; Len is 0. A user's actor tables come first, then the embedded ones.
func (l *Lexicon) Names() iter.Seq2[string, Entry] {
	return func(yield func(string, Entry) bool) {
		for _, y := range l.names {
			for i, e := range y.entries {
				if !yield(y.names[i], e) {
					return
				}
			}
		}
	}
}

// enter adds a name to the base layer with the marks of the readings table.
func (l *Lexicon) enter(name string, e Entry) {
	if _, ok := l.reads[foldName(name)]; ok {
		e.Ambiguous = true
	}
	l.names[0].add(name, e)
}
