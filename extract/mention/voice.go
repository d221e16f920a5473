package mention

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"entente/graph"
)

// Voice is who makes a document and whom it is about: what "we", "the two sides" and "the
// government" mean where no sentence says so. It is read once, when the names are known.
type Voice struct {
	// Sides are those whom the document is about: two states or bodies, by its title or by
	// how often it tells of them, or the states, of any number, that make it together; nil
	// where no two stand out. Titled says that the title names them.
	Sides  []graph.EntityID
	Titled bool
	// Subject is the one state that the title names, "" for none or several.
	Subject graph.EntityID
	// Makers are those who make a paper together, the parties of a treaty or those who declare
	// something, by the sentence MadeIn that names them; nil where none or one does.
	Paper  Paper
	Makers []*Mention
	MadeIn int
	// Speaker is who speaks for a state or body in the document, nil where nobody or more
	// than one side does; Side is whom he speaks for, Audience the state or body to which he
	// speaks, "" where that is not known. Addressed says that he calls it "you", or "your
	// country" where he is asked.
	Speaker        *Mention
	Side, Audience graph.EntityID
	Addressed      bool
	// Direct says that the document is written to the audience alone: a letter, a note.
	Direct bool
	// Asked says that somebody is asked questions in it.
	Asked bool
	// Joint says that two sides speak in turn.
	Joint bool
	// Filed is the state from which a report is filed, by its dateline, "" for none.
	Filed graph.EntityID
}

// Voice returns who makes the document and whom it is about. It is not to be changed.
func (d *Doc) Voice() *Voice { return &d.voice }

// InTitle are those of the sides whom the title names, nil for none.
func (v *Voice) InTitle() []graph.EntityID {
	if v.Titled {
		return v.Sides
	}
	return nil
}

// readTitled finds the two, or the one, whom the title names.
func (r *reader) readTitled() {
	v := &r.doc.voice
	switch ids := r.titleStates(); len(ids) {
	case 1:
		v.Subject = ids[0]
	case 2:
		v.Sides, v.Titled = ids, true
	}
}

// readSides finds those whom the document is about, once it is surveyed: where its title
// does not name two, the many who make a joint paper, or those of whom most is told.
func (r *reader) readSides() {
	v := &r.doc.voice
	if v.Titled {
		return
	}
	if ids := r.titleStates(); len(ids) > 2 && r.doc.isDeclaration() {
		v.Sides, v.Titled = ids, true
	} else {
		v.Sides = r.mainPair()
	}
}

// mainPair returns the two states or organisations that a document is about: those
// told most, each more than once and half again as often as any third; nil where no
// two stand out.
func (r *reader) mainPair() []graph.EntityID {
	ids := slices.Collect(maps.Keys(r.told))
	slices.SortFunc(ids, func(a, b graph.EntityID) int {
		return cmp.Or(cmp.Compare(r.told[b], r.told[a]), cmp.Compare(a, b))
	})
	if two := r.twoStates(ids); two != nil {
		return two
	}
	if len(ids) < 2 || r.told[ids[1]] < 2 || len(ids) > 2 && r.told[ids[1]]*2 < r.told[ids[2]]*3 {
		return nil
	}
	for _, id := range ids[:2] {
		if k := id.Kind(); k != graph.KindState && k != graph.KindOrganization {
			return nil
		}
	}
	return ids[:2]
}

// twoStates are the two states of which most is told, where they stand out among states
// and only a body of states is told as often; nil for none.
func (r *reader) twoStates(ids []graph.EntityID) []graph.EntityID {
	var states []graph.EntityID
	most := 0
	for _, id := range ids {
		if id.Kind() == graph.KindState {
			states = append(states, id)
		} else if o, ok := r.lex.Organization(string(id)); ok && (o.Role == "IGO" || o.Role == "UNO") {
			most = max(most, r.told[id])
		} else if r.told[id] > 1 {
			return nil
		}
	}
	if len(states) < 2 || r.told[states[1]] < 3 || most > 2*r.told[states[1]] || len(states) > 2 && r.told[states[1]]*2 < r.told[states[2]]*3 {
		return nil
	}
	return states[:2]
}

// titleStates returns the states that the document's title names, by name, adjective or
// capital: of the title of a joint paper those that make it ("Joint Statement of Ghana, Togo
// and Benin on Sudan").
func (r *reader) titleStates() []graph.EntityID {
	var ids []graph.EntityID
	words := strings.FieldsFunc(r.doc.Title, func(c rune) bool { return strings.ContainsRune(" ,:;–—-'’", c) })
	for k := 0; k < len(words); k++ {
		if matters[strings.ToLower(words[k])] && len(ids) > 1 {
			break
		}
		es := r.lex.Match(words, k)
		if len(es) > 1 && es[0].ID != es[1].ID {
			return nil // Brussels may be the Union
		}
		for _, e := range es {
			id := graph.EntityID(e.ID)
			if id.Kind() != graph.KindState || e.Loose {
				continue
			}
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
			k += e.Len - 1
			break
		}
	}
	return ids
}

// matters are the words of titles behind which stands what a paper deals with.
var matters = set("on", "regarding", "concerning", "about", "against")
