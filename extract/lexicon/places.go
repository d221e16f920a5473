package lexicon

import (
	"slices"
	"strings"
)

// Place is a city, province, region, sea, river or mountain.
type Place struct {
	ID, Name string
	Aliases  []string
	State    string // id of the state that it lies in; empty for what lies in several or none
	Type     string // capital, city, province, region, sea, river, mountain, island, base, ...
}

// Place returns a place by id.
func (l *Lexicon) Place(id string) (Place, bool) {
	p, ok := l.places[id]
	if !ok {
		return Place{}, false
	}
	return *p, true
}

func (l *Lexicon) loadPlaces() error {
	rows, err := readTable("places.tsv")
	if err != nil {
		return err
	}
	cities, err := readTable("cities.tsv")
	if err != nil {
		return err
	}
	for _, r := range slices.Concat(rows, cities) {
		p := &Place{Name: r.get("name"), Aliases: r.list("aliases"), Type: r.get("type"), ID: "place:" + Slug(r.get("name"))}
		if iso := r.get("state"); iso != "" {
			p.State = "state:" + iso
			if l.states[p.State] == nil {
				return r.errorf("no state %q", iso)
			}
		}
		if l.places[p.ID] != nil {
			p.ID += "-" + strings.ToLower(r.get("state"))
		}
		if l.places[p.ID] != nil || p.Name == "" || p.Type == "" {
			return r.errorf("place %q twice or without name or type", p.ID)
		}
		l.places[p.ID], l.titles[p.ID] = p, p.Name
		e := Entry{ID: p.ID, Kind: "Place", Name: p.Name, Type: TypePlace, State: p.State}
		for _, n := range append([]string{p.Name}, p.Aliases...) {
			l.enter(n, e)
		}
		e.Type = TypeResident
		for _, n := range r.list("residents") {
			l.enter(n, e)
		}
	}
	return nil
}
