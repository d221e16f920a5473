package lexicon

import (
	"cmp"
	"slices"
	"strings"

	"entente/graph"
)

// Person is a named person who held an office of note.
type Person struct {
	ID, Name string
	Aliases  []string
	Tenures  []Tenure // oldest first
}

// Tenure is an office held.
type Tenure struct {
	Office    string // "president", "foreign minister", ...
	ActsFor   string // id of the state or organisation
	From, To  string // partial dates, first and last day; empty To is still, empty From not known
	Certainty string // certain or probable; it is about the dates
}

// Person returns a person by id.
func (l *Lexicon) Person(id string) (Person, bool) {
	p, ok := l.persons[id]
	if !ok {
		return Person{}, false
	}
	return *p, true
}

// Holder returns the offices that a person may have held on a partial date,
// oldest first; those that have not ended where the date is empty. Nil where
// the person is unknown, held none then, or the date cannot be read.
func (l *Lexicon) Holder(personID, date string) []Tenure {
	p, ok := l.persons[personID]
	d, err := parseDate(date)
	if !ok || err != nil {
		return nil
	}
	var out []Tenure
	for _, t := range p.Tenures {
		if in, err := newTenure(t.From, t.To); err == nil && in.may(d) {
			out = append(out, t)
		}
	}
	return out
}

// Titled returns the one person of a family name who may have held an office
// ("chancellor") on a partial date, or at any time where the date is empty, with
// whom that office acts for; "" where there is none or more than one.
func (l *Lexicon) Titled(office, family, date string) (personID, actsFor string) {
	for _, p := range l.families[graph.Fold(family)] {
		tenures := p.Tenures
		if date != "" {
			tenures = l.Holder(p.ID, date)
		}
		i := slices.IndexFunc(tenures, func(t Tenure) bool { return american(t.Office) == american(office) })
		switch {
		case i < 0:
		case personID != "":
			return "", ""
		default:
			personID, actsFor = p.ID, tenures[i].ActsFor
		}
	}
	return personID, actsFor
}

// american writes an office as the United States do.
func american(office string) string { return strings.ReplaceAll(office, "defence", "defense") }

func (l *Lexicon) loadPeople() error {
	rows, err := readTable("people.tsv")
	if err != nil {
		return err
	}
	for _, r := range rows {
		id := "person:" + Slug(r.get("name"))
		p := l.persons[id]
		if p == nil {
			p = &Person{ID: id, Name: r.get("name")}
			l.persons[id], l.titles[id] = p, p.Name
		}
		p.Aliases = append(p.Aliases, r.list("aliases")...)
		t := Tenure{r.get("office"), r.get("actsFor"), r.get("from"), r.get("to"), r.get("certainty")}
		if l.titles[t.ActsFor] == "" || t.Office == "" {
			return r.errorf("%q has no office or acts for nobody known, %q", id, t.ActsFor)
		}
		if _, err := newTenure(t.From, t.To); err != nil {
			return r.errorf("%v", err)
		}
		p.Tenures = append(p.Tenures, t)
	}
	for _, id := range sortedKeys(l.persons) {
		l.enterPerson(l.persons[id])
	}
	return nil
}

func (l *Lexicon) enterPerson(p *Person) {
	slices.SortStableFunc(p.Tenures, func(a, b Tenure) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	last := p.Tenures[len(p.Tenures)-1]
	e := Entry{ID: p.ID, Kind: "Person", Name: p.Name, Type: TypeNamed, ActsFor: last.ActsFor, Role: "GOV"}
	if o, ok := l.Office(last.Office); ok {
		e.Role = o.Code
	}
	l.enter(p.Name, e)
	if words := strings.Fields(p.Name); len(words) > 1 {
		family := graph.Fold(words[len(words)-1])
		l.families[family] = append(l.families[family], p)
	}
	for _, a := range p.Aliases {
		s := e
		if !strings.ContainsAny(a, " ") {
			s.Type = TypeSurname
		}
		l.enter(a, s)
	}
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
