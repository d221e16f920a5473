package claim

import (
	"slices"

	"entente/extract/mention"
	"entente/graph"
)

// spatial reports places of a frame where a place may stand for who lives there.
func spatial(kind graph.RelationKind, slot string) bool {
	switch slot {
	case "to", "from":
		return kind != graph.Comment
	case "in", "on", "at", "near", "into", "along", "around", "over", "across", "of", "obj":
		q := kind.Quad()
		return q == graph.MaterialConflict || kind == graph.Aid || kind == graph.Retreat || kind == graph.Concede
	}
	return false
}

// spots resolves phrases of places: to the state that a place lies in where it
// is known, else to an actor by the place's name.
func (r *reader) spots(s *sentence, words []int) []party {
	var out []party
	for _, w := range s.lists(words) {
		if r.at(s, w, false, isActor) != nil {
			continue // who was found already and does it himself
		}
		place := r.at(s, w, true, func(k graph.EntityKind) bool { return k == graph.KindPlace })
		if place != nil && place.ActsFor.Kind() == graph.KindState {
			p := r.land(place)
			p.place = true
			out = appendParty(out, p)
			continue
		}
		if s.upos(w) != "PROPN" && !terrain[s.lemma(w)] || s.rules.is("calendar", s.lemma(w)) || s.preposition(w) == "on" && r.timed(s, w) {
			continue
		}
		if p, ok := r.unnamed(s, w); ok && !r.timed(s, w) {
			out = appendParty(out, p)
		}
	}
	return out
}

// unpaid leaves out projects that are paid for or built, which are nobody: "will finance
// Rail Baltica" is a tie.
func (r *reader) unpaid(s *sentence, e *event, sl slot) []int {
	if sl.name != "obj" || e.kind != graph.Aid || !slices.ContainsFunc(r.ties[s.lemma(e.word)], func(t tie) bool { return t.kind == graph.Finances || t.kind == graph.Builds }) {
		return sl.words
	}
	return slices.DeleteFunc(slices.Clone(sl.words), func(w int) bool {
		m := r.thing(s, w)
		return m != nil && m.Kind == graph.KindProject
	})
}

// land is the state that a place lies in, where the place is named.
func (r *reader) land(place *mention.Mention) party {
	p := r.party(place)
	p.Actor = graph.Actor{ID: place.ActsFor, Kind: graph.KindState, Name: r.nameOf(place.ActsFor), Start: place.Start, End: place.End}
	return p
}

// bordering replaces a border by whom it is with: "along its border with Ukraine",
// wherever the tree hangs that.
func (r *reader) bordering(s *sentence, words []int) []int {
	if len(words) != 1 || !borders[s.lemma(words[0])] {
		return words
	}
	w := words[0]
	for _, k := range append(s.attributes(w, "with"), s.kids[max(s.head(w), 0)]...) {
		if k > w && k <= w+4 && s.preposition(k) == "with" && r.at(s, k, false, isActor) != nil {
			return []int{k}
		}
	}
	return words
}

var borders = set([]string{"border", "frontier", "boundary", "line"})

// further adds the places that are coordinated with the parties of a phrase and
// name nobody: "shelled the Kurdish town and nearby villages".
func (r *reader) further(s *sentence, words []int, ps []party) []party {
	for _, w := range s.lists(words) {
		if terrain[s.lemma(w)] && !slices.ContainsFunc(ps, func(p party) bool { return s.under(w, p.head) || s.under(p.head, w) && p.head != words[0] }) {
			ps = appendParties(ps, r.spots(s, []int{w}))
		}
	}
	return ps
}

// terrain are nouns of places where acts of force and help land.
var terrain = set([]string{"region", "area", "border", "district", "province", "city", "town", "village", "position", "zone", "base", "camp", "airport",
	"port", "island", "territory", "capital", "neighbourhood", "neighborhood", "enclave", "outpost", "valley", "coast", "frontier", "state", "site",
	"mine", "plant", "factory", "refinery", "prison", "jail", "embassy", "consulate", "headquarters", "checkpoint", "barracks", "airbase", "airfield",
	"mosque", "church", "temple", "school", "university", "hospital", "market", "station", "bridge", "convoy", "stronghold", "suburb", "countryside",
	"facility", "compound", "depot", "oilfield", "hideout", "bastion", "governorate", "zone", "parliament", "square", "courthouse", "monastery"})

// timed reports that the word belongs to a date.
func (r *reader) timed(s *sentence, w int) bool {
	for _, t := range r.doc.Times(s.index) {
		if t.Start <= s.Words[w].Start && s.Words[w].Start < t.End {
			return true
		}
	}
	return false
}

// happened returns the state in which a happening takes place that words are about, where
// nobody is found in its phrase and its place stands right behind it: "condemned the
// destruction of villages in Sudan"; nil else.
func (r *reader) happened(s *sentence, e *event, sl slot, found []party) []party {
	object := sl.words[0]
	if sl.name != "obj" || e.noun || !verbal(e.kind) || !abstract(s.lemma(object)) || slices.ContainsFunc(found, func(p party) bool { return p.Kind != graph.KindActor }) {
		return nil
	}
	_, end := s.phrase(object)
	for _, k := range s.kids[e.word] {
		if s.base(k) != "obl" || s.preposition(k) != "in" || s.first(k, "case") != end {
			continue
		}
		if m := r.at(s, k, false, func(kind graph.EntityKind) bool { return kind == graph.KindState }); m != nil && m.Form == mention.FormName {
			return []party{r.party(m)}
		}
	}
	return nil
}
