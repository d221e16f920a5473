package lexicon

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// actorColumns is the header of a user's actor table.
var actorColumns = [...]string{"id", "kind", "name", "aliases", "actsFor", "from", "to"}

// errActors is what every fault of an actor table wraps.
var errActors = errors.New("actor table")

// WithActors returns a copy of the lexicon extended by a user's actor table: CSV
// (RFC 4180, UTF-8) with the header id,kind,name,aliases,actsFor,from,to in any
// order, aliases separated by bars. The id's prefix must agree with the kind;
// an empty kind is taken from the id. Dates are partial dates. Names of the
// table go before embedded names of the same length; rows may repeat an id to
// add names or offices. Aliases of a state that end like demonyms ("Gondorian",
// "Gondorians") are entered as such, and the regular adjectives of its one-word
// names are entered too. The error tells the line of the
// first row that cannot be taken; the receiver stays as it was.
func (l *Lexicon) WithActors(r io.Reader) (*Lexicon, error) {
	rows, err := readActors(r)
	if err != nil {
		return nil, err
	}
	x := *l
	x.states, x.orgs, x.persons = maps.Clone(l.states), maps.Clone(l.orgs), maps.Clone(l.persons)
	x.titles, x.codes = maps.Clone(l.titles), maps.Clone(l.codes)
	x.order = slices.Clone(l.order)
	y := layer{trie: newTrie()}
	for _, row := range rows {
		if err := x.addActor(&y, row); err != nil {
			return nil, err
		}
	}
	slices.Sort(x.order)
	x.names = append([]layer{y}, l.names...)
	return &x, nil
}

func readActors(r io.Reader) ([]row, error) {
	c := csv.NewReader(r)
	c.FieldsPerRecord = -1
	head, err := c.Read()
	if err != nil {
		return nil, fmt.Errorf("%w: no header: %v", errActors, err)
	}
	for i := range head {
		head[i] = strings.TrimSpace(strings.TrimPrefix(head[i], "\ufeff"))
	}
	for _, want := range actorColumns[:3] {
		if !slices.Contains(head, want) {
			return nil, fmt.Errorf("%w: the header lacks %q; it is %s", errActors, want, strings.Join(actorColumns[:], ","))
		}
	}
	var rows []row
	for {
		cells, err := c.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %v", errActors, err)
		}
		line, _ := c.FieldPos(0)
		if len(cells) > len(head) {
			return nil, fmt.Errorf("%w: line %d has %d cells for %d columns", errActors, line, len(cells), len(head))
		}
		x := row{file: "actor table", line: line, cells: map[string]string{}}
		for i, cell := range cells {
			x.cells[head[i]] = strings.TrimSpace(cell)
		}
		rows = append(rows, x)
	}
}

// actorKinds are the kinds of actors with the prefixes of their ids.
func actorKind(id, kind string) (string, bool) {
	prefix, rest, ok := strings.Cut(id, ":")
	want := map[string]string{"state": "State", "group": "Group", "organization": "Organization", "person": "Person"}[prefix]
	return want, ok && rest != "" && want != "" && (kind == "" || strings.EqualFold(kind, want))
}

func (l *Lexicon) addActor(y *layer, r row) error {
	id, name := r.get("id"), r.get("name")
	kind, ok := actorKind(id, r.get("kind"))
	if !ok {
		return r.errorf("id %q and kind %q do not go together", id, r.get("kind"))
	}
	if name == "" {
		return r.errorf("%s has no name", id)
	}
	if _, err := newTenure(r.get("from"), r.get("to")); err != nil {
		return r.errorf("%v", err)
	}
	if l.titles[id] == "" {
		l.titles[id] = name
	}
	e := Entry{ID: id, Kind: kind, Name: l.titles[id], ActsFor: r.get("actsFor")}
	aliases := r.list("aliases")
	switch kind {
	case "State":
		l.userState(r, aliases)
		e.Type, e.ActsFor = TypeName, ""
	case "Person":
		l.userPerson(r, aliases)
		e.Type, e.Role = TypeNamed, "GOV"
	default:
		l.orgs[id] = &Organization{ID: id, Kind: kind, Name: name, Aliases: aliases, ActsFor: e.ActsFor, From: r.get("from"), To: r.get("to")}
		e.Type = TypeOrg
		if kind == "Group" {
			e.Type = TypeGroup
		}
	}
	for _, n := range append([]string{name}, aliases...) {
		x := e
		switch {
		case kind == "State" && n != name:
			x.Type = derived(n, append([]string{name}, aliases...))
		case kind == "Person" && n != name && !strings.Contains(n, " "):
			x.Type = TypeSurname
		}
		y.add(spelled(n), x)
		if kind == "State" && x.Type != TypeDemonym && x.Type != TypePeople {
			y.addDemonyms(spelled(n), e)
		}
	}
	return nil
}

// addDemonyms enters the regular adjectives of a one-word name ("Ruritania",
// "Ruritanian"; "Gondal", "Gondalian", "Gondalese") and their plurals.
func (y *layer) addDemonyms(name string, e Entry) {
	if len(name) < 4 || !plain(name) || demonymic(name) {
		return
	}
	stem := strings.TrimRight(name, "aeiouy")
	if len(stem) < 3 {
		stem = name
	}
	for _, end := range []string{"ian", "an", "ese", "ish", "i"} {
		for _, adjective := range []string{stem + end, name + end} {
			e.Type = TypeDemonym
			y.add(adjective, e)
			e.Type = TypePeople
			y.add(adjective+"s", e)
		}
	}
	e.Type = TypeDemonym
	y.add(name+"n", e)
	e.Type = TypePeople
	y.add(name+"ns", e)
}

// userState enters a state of the user's, or adds names to a known one.
func (l *Lexicon) userState(r row, aliases []string) {
	id := r.get("id")
	s := &State{ID: id, ISO3: strings.TrimPrefix(id, "state:"), Name: r.get("name"), Status: "user", From: r.get("from"), To: r.get("to")}
	if old := l.states[id]; old != nil {
		c := *old
		s = &c
	} else {
		l.order = append(l.order, id)
		if l.codes[strings.ToUpper(s.ISO3)] == "" {
			l.codes[strings.ToUpper(s.ISO3)] = id
		}
	}
	s.Aliases = slices.Concat(s.Aliases, aliases)
	l.states[id] = s
	for _, n := range append([]string{r.get("name")}, aliases...) {
		l.codes["\x00"+foldName(n)] = id
	}
}

func (l *Lexicon) userPerson(r row, aliases []string) {
	id := r.get("id")
	p := &Person{ID: id, Name: r.get("name")}
	if old := l.persons[id]; old != nil {
		c := *old
		p = &c
	}
	p.Aliases = slices.Concat(p.Aliases, aliases)
	if a := r.get("actsFor"); a != "" {
		p.Tenures = append(slices.Clone(p.Tenures), Tenure{ActsFor: a, From: r.get("from"), To: r.get("to"), Certainty: "user"})
	}
	l.persons[id] = p
}

// derived tells the type of an alias of a state: a demonym where it ends like
// one and shares its beginning with another name of the state, its plural where
// the singular is an alias too.
func derived(alias string, names []string) Type {
	low := strings.ToLower(alias)
	if one, ok := strings.CutSuffix(low, "s"); ok && demonymic(one) {
		for _, n := range names {
			if strings.ToLower(n) == one {
				return TypePeople
			}
		}
	}
	for _, n := range names {
		if rest, ok := strings.CutPrefix(low, strings.ToLower(n)); ok && slices.Contains([]string{"i", "n", "ian", "an", "ese", "ish"}, rest) {
			return TypeDemonym
		}
	}
	if !demonymic(low) || strings.Contains(low, " of ") {
		return nameType(alias)
	}
	for _, n := range names {
		if n != alias && shared(low, strings.ToLower(n)) >= 3 {
			return TypeDemonym
		}
	}
	return nameType(alias)
}

func demonymic(s string) bool {
	for _, end := range []string{"ian", "ean", "an", "ese", "ish", "ic", "ite", "er", "ari", "ani", "eni", "ati", "iti"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

func shared(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// spelled writes a name in capitals or in Title Case throughout, as data sets
// have them, as text would: a word of more than four capitals is no acronym, and
// small words, the possessive and what follows a hyphen need no capital.
func spelled(name string) string {
	words := strings.Fields(name)
	upper := name == strings.ToUpper(name)
	for i, w := range words {
		if upper && (len([]rune(w)) > 4 || len(words) > 1) {
			w = titled(w)
		}
		if i > 0 && slices.Contains([]string{"of", "the", "and", "for", "in", "on", "to", "de", "al"}, strings.ToLower(w)) {
			w = strings.ToLower(w)
		}
		if base, ok := strings.CutSuffix(w, "'S"); ok && base != "" {
			w = base + "'s"
		}
		if first, rest, ok := strings.Cut(w, "-"); ok && first != "" {
			w = first + "-" + strings.ToLower(rest) // which holds in any case
		}
		words[i] = w
	}
	return strings.Join(words, " ")
}
