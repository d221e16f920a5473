package neo4j

import (
	"context"
	"fmt"
	"slices"

	"entente/graph"
)

// Decide is Writer's.
func (s *Store) Decide(ctx context.Context, d graph.Decision) error {
	if err := d.Validate(); err != nil {
		return err
	}
	_, err := s.change(ctx, d.At, func(b *book) error {
		all, err := b.decisions()
		if err != nil {
			return err
		}
		if slices.ContainsFunc(all, func(x graph.Decision) bool { return x.ID == d.ID }) {
			return errUnchanged
		}
		made := d.Taken(b.clock)
		b.note(graph.ChangeAdded, string(d.ID))
		return b.rule(all, append(slices.Clone(all), made), made)
	})
	return err
}

// Undo is Writer's.
func (s *Store) Undo(ctx context.Context, id graph.DecisionID, at graph.Instant) error {
	_, err := s.change(ctx, at, func(b *book) error {
		all, err := b.decisions()
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(x graph.Decision) bool { return x.ID == id })
		switch {
		case i < 0:
			return fmt.Errorf("decision %q: %w", id, graph.ErrNotFound)
		case all[i].Undone != "":
			return errUnchanged
		}
		after := slices.Clone(all)
		after[i].Undone = b.clock
		b.note(graph.ChangeUpdated, string(id))
		return b.rule(all, after, after[i])
	})
	return err
}

func (b *book) decisions() ([]graph.Decision, error) {
	rows, err := b.run(decisionsText, nil)
	if err != nil {
		return nil, err
	}
	return decodeDecisions(rows)
}

// rule writes a decision that is new or undone, and what the graph becomes by it.
func (b *book) rule(before, after []graph.Decision, decision graph.Decision) error {
	_, err := b.run("MERGE (d:Decision {id: $id}) SET d.payload = $payload",
		map[string]any{"id": string(decision.ID), "payload": marshal(&decision)})
	if err != nil {
		return err
	}
	old := graph.NewRulings(before, b.clock)
	b.rulings = graph.NewRulings(after, b.clock)
	d := newDelta()
	moved := graph.Moved(old, b.rulings, after)
	for _, id := range moved {
		for _, touched := range []graph.EntityID{old.Resolve(id), b.rulings.Resolve(id)} {
			d.entities[touched], d.recount[touched] = true, true
		}
	}
	if err := b.alias(moved); err != nil {
		return err
	}
	if err := b.relabel(moved); err != nil {
		return err
	}
	if err := b.retry(d, decision.Claim, moved); err != nil {
		return err
	}
	return b.project(d)
}

// alias notes under which ids the ids go now.
func (b *book) alias(ids []graph.EntityID) error {
	var made []props
	var ended []string
	for _, id := range ids {
		if survivor := b.rulings.Resolve(id); survivor != id {
			made = append(made, props{"id": encode(id), "survivor": encode(survivor)})
		} else {
			ended = append(ended, encode(id))
		}
	}
	if _, err := each(b.tx, "UNWIND $rows AS row MERGE (a:Alias {id: row.id}) SET a = row", made); err != nil {
		return err
	}
	_, err := each(b.tx, "UNWIND $rows AS id MATCH (a:Alias {id: id}) DELETE a", ended)
	return err
}

// retry settles anew the claim that was judged, and the claims that name one of
// the ids, as far as these stand.
func (b *book) retry(d *delta, judged graph.ClaimID, ids []graph.EntityID) error {
	const found = " RETURN c.payload, c:Claim, [" // the claim and where it lies
	columns := found + columns(graph.SubjectClaim, "c") + "], " + readingColumns
	rows, err := b.run("MATCH (c:LogClaim {id: $id}) USING INDEX c:LogClaim(id) MATCH (n:Contribution {id: c.contribution})\n"+
		"WHERE n.known[-1] = $forever"+columns, map[string]any{"id": string(judged), "forever": string(graph.Forever)})
	if err != nil {
		return err
	}
	needles := make([]string, len(ids))
	for i, id := range ids {
		needles[i] = marshal(string(id))
	}
	more, err := each(b.tx, "MATCH (r:Record) USING INDEX r:Record(raw) WHERE r.raw IN $rows AND r.entity IS NOT NULL\nWITH DISTINCT r.contribution AS id\n"+
		"MATCH (n:Contribution {id: id})\nMATCH (c:LogClaim) USING INDEX c:LogClaim(contribution, id) WHERE c.contribution = id AND c.id > '' AND c:Claim\n"+
		"AND any(x IN $needles WHERE c.payload CONTAINS x)"+columns, encodeAll(ids), "needles", needles)
	if err != nil {
		return err
	}
	var unmade [][]any
	for _, row := range append(rows, more...) {
		r, err := b.found(row[3:])
		if err != nil {
			return err
		}
		c, err := r.claim(row[0])
		if err != nil {
			return err
		}
		settled, stands := r.settled(c, b.rulings)
		if row[1] == true {
			values, _ := row[2].([]any)
			before, err := decodeClaim(values)
			if err != nil {
				return err
			}
			if stands && sameClaim(&before, &settled) {
				continue
			}
			unmade = append(unmade, values)
		}
		if stands {
			d.after[c.ID], d.place[c.ID] = settled, place{reading: r}
		}
	}
	return b.unmake(d, unmade)
}

// found returns the reading of a row, each once.
func (b *book) found(row []any) (*reading, error) {
	r, err := decodeReading(row)
	if err != nil {
		return nil, err
	}
	if known := b.readings[r.id]; known != nil {
		return known, nil
	}
	b.readings[r.id] = r
	return r, nil
}
