package neo4j

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"entente/graph"
)

// errTurning ends a transaction that finds a publication under way.
var errTurning = errors.New("something is being published")

// publication is a write that is more than one transaction should carry: what
// is known of it from one step to the next, kept in the one Publication node.
// See doc.go for what its steps do.
type publication struct {
	ID    int           `json:"id"`
	Clock graph.Instant `json:"clock"`
	// Seq is the last sequence number of the change feed that is given away.
	Seq int `json:"seq"`
	// Phase, At and After say what comes next: the phase by name, the place of
	// a document in the list of those that turn, and the id gone through last.
	Phase  string       `json:"phase"`
	At     int          `json:"at"`
	After  string       `json:"after,omitempty"`
	Counts graph.Counts `json:"counts"`
	// Untold says that nothing of it goes into the change feed.
	Untold bool `json:"untold,omitempty"`
	// Record is the record of a load that changes with it, nil for none.
	Record *graph.Load `json:"record,omitempty"`
}

// turning is a document that turns from one reading to another, nil for none.
type turning struct {
	document graph.DocumentID
	old, now *reading
}

// step is one transaction of a publication.
type step struct {
	*book
	publication
	documents []turning
	// used is how much the step has handled, in claims and the like.
	used int
}

// phase is a sort of steps: do takes the next one, and reports whether there
// may be more.
type phase struct {
	name string
	do   func(p *step) (more bool, err error)
}

// turned is the phase that makes what was prepared readable. What comes after
// it clears up.
const turned = "turn"

func phases() []phase {
	return []phase{
		{"records", (*step).records}, {"entities", (*step).entities}, {"documents", (*step).papers},
		{"claims", (*step).claims}, {"old claims", (*step).oldClaims},
		{"relations", (*step).relations}, {"old relations", (*step).oldRelations},
		{"feed", (*step).feedDocuments}, {"feed entities", (*step).feedEntities},
		{"feed claims", (*step).feedClaims}, {"feed relations", (*step).feedRelations},
		{turned, (*step).turn},
		{"clear relations", (*step).clearRelations}, {"draw", (*step).draw}, {"clear claims", (*step).clearClaims},
		{"settle", (*step).settleRest}, {"clear", (*step).clearRest}, {"drop", (*step).dropReadings}, {"tidy", (*step).tidy},
	}
}

// begin writes what was read, and what is to become of it, and leaves the rest
// to the steps of a publication.
func (b *book) begin(documents []graph.DocumentID) error {
	b.begun = b.seq + 1
	if err := b.writeReadings(); err != nil {
		return err
	}
	var next, list []props
	for _, doc := range b.documents() {
		for _, r := range b.byDocument[doc] {
			switch {
			case r.gone:
				next = append(next, props{"id": string(r.id), "gone": true})
			case !slices.Equal(r.known, r.was):
				next = append(next, props{"id": string(r.id), "gone": false, "known": ends(r.known)})
			}
		}
	}
	for i, doc := range documents {
		row := props{"at": int64(i), "document": encode(doc)}
		if old := b.first[doc]; old != nil {
			row["old"] = string(old.id)
		}
		if now := b.current(doc); now != nil {
			row["now"] = string(now.id)
		}
		list = append(list, row)
	}
	if _, err := each(b.tx, "UNWIND $rows AS row CREATE (x:ContributionNext) SET x = row", next); err != nil {
		return err
	}
	if _, err := each(b.tx, "UNWIND $rows AS row CREATE (x:TurningDocument) SET x = row", list); err != nil {
		return err
	}
	p := publication{ID: b.begun, Clock: b.clock, Seq: b.seq, Phase: phases()[0].name, Counts: b.counts, Untold: b.untold, Record: b.saved}
	_, err := b.run("MATCH (w:Writer {id: 1}) SET w.turned = false, w.links = $links CREATE (:Publication {id: 1, state: $state})",
		map[string]any{"links": int64(b.links), "state": marshal(p)})
	return err
}

// publish takes the steps that are left of the publication under way, if any. It
// returns the counts of the one with the id; 0 is for any. Once that one is
// readable, it is no error if the rest is left to the next write.
func (s *Store) publish(ctx context.Context, id int) (graph.Counts, error) {
	at := publication{ID: id}
	var before *step
	for {
		var p *step
		done := false
		err := s.write(ctx, func(t *tx) (err error) {
			if p, err = s.resume(t, before); err != nil {
				return err
			}
			if done = p.ID == 0 || id != 0 && p.ID != id; done {
				return p.last(&at)
			}
			return p.take()
		})
		switch {
		case err != nil && id != 0 && past(at.Phase):
			return at.Counts, nil
		case err != nil:
			return graph.Counts{}, err
		case done:
			return at.Counts, nil
		}
		at, before = p.publication, p
	}
}

// past reports whether the phase comes after what was prepared is readable.
func past(name string) bool {
	all := phases()
	index := func(name string) int {
		return slices.IndexFunc(all, func(x phase) bool { return x.name == name })
	}
	return index(name) > index(turned)
}

// resume takes the writer's lock and reads how far the publication is. Its id is
// 0 where none is under way. What stays the same throughout a publication is taken
// from the step before, nil for none.
func (s *Store) resume(t *tx, before *step) (*step, error) {
	p := &step{book: newBook(t)}
	rows, err := t.run(lock+" WITH w OPTIONAL MATCH (x:Publication {id: 1}) RETURN x.state", nil)
	if err != nil || rows[0][0] == nil {
		return p, err
	}
	if err := unmarshal(rows[0][0], &p.publication); err != nil {
		return nil, err
	}
	p.size, p.clock, p.seq, p.counts = max(s.size/2, 1), p.Clock, p.Seq, p.Counts
	if before != nil && before.ID == p.ID {
		p.documents, p.rulings = before.documents, before.rulings
		return p, nil
	}
	if err := p.readDocuments(); err != nil {
		return nil, err
	}
	return p, p.readRulings()
}

// readDocuments reads which documents turn, in the order of their ids.
func (p *step) readDocuments() error {
	p.documents = []turning{}
	readings := func(end string) (map[string]*reading, error) {
		rows, err := p.run("MATCH (x:TurningDocument) WHERE x."+end+" IS NOT NULL MATCH (n:Contribution {id: x."+end+"})\n"+
			"OPTIONAL MATCH (y:ContributionNext {id: n.id}) RETURN "+readingColumns+", y.known", nil)
		out := make(map[string]*reading, len(rows))
		for _, row := range rows {
			r, err := decodeReading(row)
			if err != nil {
				return nil, err
			}
			if next := row[len(row)-1]; next != nil {
				r.known = periods(next)
			}
			out[string(r.id)] = r
		}
		return out, err
	}
	old, err := readings("old")
	if err != nil {
		return err
	}
	now, err := readings("now")
	if err != nil {
		return err
	}
	rows, err := p.run("MATCH (x:TurningDocument) RETURN x.document, x.old, x.now ORDER BY x.at", nil)
	for _, row := range rows {
		p.documents = append(p.documents, turning{graph.DocumentID(text(row[0])), old[text(row[1])], now[text(row[2])]})
	}
	return err
}

// take goes on until the step has handled as much as one takes, and notes how
// far the publication is then.
func (p *step) take() error {
	all := phases()
	i := slices.IndexFunc(all, func(x phase) bool { return x.name == p.Phase })
	if i < 0 {
		return fmt.Errorf("neo4j: a publication is at the unknown step %q: %w", p.Phase, graph.ErrConflict)
	}
	for p.used < p.size && i < len(all) {
		more, err := all[i].do(p)
		if err != nil {
			return err
		}
		if !more {
			p.At, p.After = 0, ""
			i++
		}
	}
	p.Seq, p.Counts = p.seq, p.counts
	if i < len(all) {
		p.Phase = all[i].name
		_, err := p.run("MATCH (x:Publication {id: 1}) SET x.state = $state", map[string]any{"state": marshal(p.publication)})
		return err
	}
	_, err := p.run("MATCH (w:Writer {id: 1}) SET w.turned = null, w.published = $state WITH w MATCH (x:Publication) DELETE x",
		map[string]any{"state": marshal(p.publication)})
	return err
}

// last reads the counts of the publication, where it was the last one and
// another writer has finished it.
func (p *step) last(of *publication) error {
	rows, err := p.run("MATCH (w:Writer {id: 1}) RETURN w.published", nil)
	if err != nil || len(rows) == 0 || rows[0][0] == nil {
		return err
	}
	var state publication
	if err := unmarshal(rows[0][0], &state); err != nil {
		return err
	}
	if state.ID == of.ID {
		*of = state
	}
	return nil
}

// visible returns the condition that v is readable: what comes by a publication
// is once it has turned, what goes is until then. It is of a form in which
// the server reads `coming` of nodes with the mark alone.
func visible(v string) string {
	return "CASE WHEN " + v + ":Turning THEN EXISTS { (:Writer {turned: " + v + ".coming}) } ELSE true END"
}

// visibleN is what visible says of n.
const visibleN = "CASE WHEN n:Turning THEN EXISTS { (:Writer {turned: n.coming}) } ELSE true END"
