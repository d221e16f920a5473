package extract

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"entente/extract/lexicon"
	"entente/graph"
)

// Actor resolves an actor as tables of coded events name one: a bare name
// ("China", "Angela Merkel", "Shell"), or what somebody is and in brackets
// where ("Police (Australia)", "Citizen (India)"), on the date of the event,
// "" for unknown. A phrase with a state is that state under a role; a person
// known to the lexicon carries whom he acts for on the date. Names that the
// lexicon does not know are people or organisations of their own; only a
// phrase whose place is no name either is a KindActor. The id is "" where the
// name holds no letter or digit.
func (e *Extractor) Actor(name string, on graph.Date) graph.Actor {
	name = strings.Join(strings.Fields(name), " ")
	what, where, ok := bracketed(name)
	if !ok {
		return e.bare(name, on)
	}
	if a, known := e.known(name, on); known {
		return a
	}
	a, known := e.known(where, on)
	switch {
	case !known && nowhere[graph.Fold(where)]:
		return graph.Actor{ID: graph.NewEntityID(graph.KindActor, name), Kind: graph.KindActor, Name: name, Role: e.roleOf(what)}
	case !known:
		a = e.bare(where, on)
	case a.ActsFor != nil:
		a.ActsFor = nil
	}
	a.Role = e.roleOf(what)
	return a
}

// regions are parts of the world that such tables have as actors: states
// without an institution, whose members nobody lists.
var regions = map[string]graph.EntityID{
	"africa": "group:africa", "asia": "group:asia", "middle east": "group:middle-east", "latin america": "group:latin-america",
	"north america": "group:north-america", "south america": "group:south-america", "central america": "group:central-america",
	"persian gulf": "group:persian-gulf", "south asia": "group:south-asia", "southeast asia": "group:southeast-asia",
	"east asia": "group:east-asia", "western europe": "group:western-europe", "eastern europe": "group:eastern-europe",
	"west africa": "group:west-africa", "east africa": "group:east-africa", "caribbean": "group:caribbean",
}

// nowhere are the words that such tables put where a state would stand and
// that name nobody.
var nowhere = map[string]bool{"international": true, "unidentified state actor": true, "non governmental organizations": true, "none": true, "unknown": true}

// bracketed cuts "Police (Australia)" into its parts; a bracket within the
// last one belongs to it ("State of the Vatican City (Holy See)").
func bracketed(name string) (what, where string, ok bool) {
	if !strings.HasSuffix(name, ")") {
		return "", "", false
	}
	depth := 0
	for i := len(name) - 1; i > 0; i-- {
		switch name[i] {
		case ')':
			depth++
		case '(':
			if depth--; depth == 0 {
				what, where = strings.TrimSpace(name[:i]), strings.TrimSpace(name[i+1:len(name)-1])
				return what, where, what != "" && where != ""
			}
		}
	}
	return "", "", false
}

// bare returns the actor of a bare name, known or not.
func (e *Extractor) bare(name string, on graph.Date) graph.Actor {
	if a, ok := e.known(name, on); ok {
		return a
	}
	kind := graph.KindOrganization
	if e.personal(strings.Fields(name)) {
		kind = graph.KindPerson
	}
	return graph.Actor{ID: graph.NewEntityID(kind, name), Kind: kind, Name: name}
}

// known returns whom the lexicon knows by the whole name.
func (e *Extractor) known(name string, on graph.Date) (graph.Actor, bool) {
	words := strings.Fields(name)
	if s, ok := e.lex.State(name); ok && len(name) > 3 {
		return e.named(s.ID, s.Name, "", on), true
	}
	if a, ok := e.match(words, on); ok {
		return a, true
	}
	if id := regions[graph.Fold(name)]; id != "" {
		return graph.Actor{ID: id, Kind: graph.KindGroup, Name: name}, true
	}
	// "Palestinian Territory, Occupied"; "Holy See (Vatican City State)".
	if i := strings.IndexAny(name, ",("); i > 3 {
		if s, found := e.lex.State(strings.TrimSpace(name[:i])); found {
			return e.named(s.ID, s.Name, "", on), true
		}
	}
	// "Sergey Viktorovich Lavrov", "Joseph Robinette Biden": middle names.
	if n := len(words); n == 3 || n == 4 {
		if a, ok := e.match([]string{words[0], words[n-1]}, on); ok && a.Kind == graph.KindPerson {
			return a, true
		}
	}
	return graph.Actor{}, false
}

// match returns the actor whom all the words name in the lexicon.
func (e *Extractor) match(words []string, on graph.Date) (graph.Actor, bool) {
	for _, x := range e.lex.Match(words, 0) {
		if x.Len != len(words) || x.Loose {
			continue
		}
		switch x.Type {
		case lexicon.TypeName, lexicon.TypeCode, lexicon.TypeGroup, lexicon.TypeOrg, lexicon.TypeNamed, lexicon.TypeSeat:
			return e.named(x.ID, x.Name, x.Role, on), true
		case lexicon.TypePlace, lexicon.TypeCapital:
			if x.State != "" {
				return e.named(x.State, "", "", on), true // the people of a part are the state's
			}
		}
	}
	return graph.Actor{}, false
}

// named makes the actor of an id that the lexicon knows.
func (e *Extractor) named(id, name, role string, on graph.Date) graph.Actor {
	a := graph.Actor{ID: graph.EntityID(id), Kind: graph.EntityID(id).Kind(), Name: cmp.Or(e.lex.Name(id), name)}
	switch a.Kind {
	case graph.KindPerson:
		role = ""
		if held := e.lex.Holder(id, string(on)); len(held) > 0 {
			t := held[len(held)-1]
			office := graph.EntityID(t.ActsFor)
			a.ActsFor = &office
			if o, ok := e.lex.Office(t.Office); ok {
				role = o.Code
			}
		}
	case graph.KindOrganization:
		if o, ok := e.lex.Organization(id); ok && o.ActsFor != "" {
			office := graph.EntityID(o.ActsFor)
			a.ActsFor = &office
		}
	}
	if role != "" {
		a.Role = &role
	}
	return a
}

// roleOf returns the sector of a phrase that says what somebody is, nil where
// no word of it is known.
func (e *Extractor) roleOf(what string) *string {
	o, ok := e.lex.Office(strings.ToLower(what))
	if !ok || o.Code == "UNK" {
		return nil
	}
	return &o.Code
}

// personal reports whether words that nobody knows look like a person's name:
// with a given name, or two or more words, of which none speaks of an
// organisation.
func (e *Extractor) personal(words []string) bool {
	given := false
	for i, w := range words {
		low := strings.ToLower(w)
		switch {
		case w == low && !particles[low], organised[low], strings.ContainsFunc(w, unicode.IsDigit),
			len(w) > 2 && w == strings.ToUpper(w) && !strings.Contains(w, "."):
			return false
		case slices.ContainsFunc(e.lex.HeadsAt(words, i), func(h lexicon.Head) bool { return h.Kind == string(graph.KindOrganization) }):
			return false
		}
		given = given || e.lex.GivenName(w) || len(e.lex.FamilyName(w)) > 0
	}
	return given || len(words) > 1
}

// particles are the small words of people's names.
var particles = set("al el bin ibn bint abu ben de da di do dos das del della la le les lo van von der den du y e i ole ul ur uz zu und st")

// organised are words of names that people seldom have.
var organised = set("party parties league front movement force forces army navy police guard directorate department ministry office service services " +
	"council bank trust parliament coalition democrats republicans liberals airlines airways times daily news post tribune national united royal " +
	"communist democratic socialist liberal conservative northern southern eastern western central international federal american african " +
	"asian european british french german russian chinese indian nigerian kurds people association union society institute university college " +
	"school hospital court commission committee congress assembly senate agency authority board bureau center centre club company corporation " +
	"corp group industries media network radio television church mosque brigade brigades battalion command confederation federation foundation " +
	"organization organisation chamber exchange fund cartel tribe liberation alliance administration secretariat star sun herald gazette standard " +
	"nation nations today telegraph press jihad islamic muslim christian public state security intelligence energy oil gas petroleum motors group")

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
