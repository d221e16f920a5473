package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"entente/graph"
)

// Put is graph.Writer's.
func (s *Store) Put(ctx context.Context, load graph.LoadID, at graph.Instant, contributions []graph.Contribution) (graph.Counts, error) {
	brought := parcels(ctx, contributions, s.writer.portion)
	if err := s.prepareNew(ctx, brought); err != nil {
		return graph.Counts{}, err
	}
	return s.change(ctx, at, func(c *change) error {
		l, row, err := c.knownLoad(load)
		switch {
		case err != nil:
			return err
		case l.State == graph.LoadUnloaded:
			return fmt.Errorf("load %s is unloaded: %w", load, graph.ErrConflict)
		case len(brought) == 0:
			return errUnchanged
		}
		for _, p := range brought {
			if p.err != nil {
				return p.err
			}
		}
		if slices.ContainsFunc(brought, (*parcel).long) {
			defer c.spare()()
		}
		return c.put(row, brought)
	})
}

// prepareNew makes the parcels ready that the store does not hold already, as
// far as can be seen from outside the write.
func (s *Store) prepareNew(ctx context.Context, brought []*parcel) error {
	ids := make([]graph.ContributionID, len(brought))
	for i, p := range brought {
		ids[i] = p.id
	}
	there := make(map[graph.ContributionID]bool)
	err := s.each(ctx, statement{"SELECT c.id FROM json_each(?) k CROSS JOIN contributions c ON c.id = k.value WHERE c.complete = 1",
		[]any{idList(ids)}}, func(r row) error {
		there[graph.ContributionID(r.text(0))] = true
		return nil
	})
	spread(len(brought), func(i int) {
		if !there[brought[i].id] {
			brought[i].prepare()
		}
	})
	return s.failed(ctx, err)
}

// put brings the parcels in for the load with that row, in order, and writes
// what follows from it.
func (c *change) put(load int64, brought []*parcel) error {
	documents := make([]graph.DocumentID, len(brought))
	for i, p := range brought {
		documents[i] = p.Document.ID
	}
	slices.Sort(documents)
	lib, err := c.library(slices.Compact(documents))
	if err != nil {
		return err
	}
	if err := c.link(load, brought, lib); err != nil {
		return err
	}
	return c.apply(lib)
}

// link adds the parcels to the library, in order, with the load that brings
// them, and counts them.
func (c *change) link(load int64, brought []*parcel, lib *library) error {
	row, err := c.next("contributions")
	if err != nil {
		return err
	}
	var seq int64
	if err := c.rows("SELECT COALESCE(MAX(seq), 0) FROM brought", func(rows *sql.Rows) error { return rows.Scan(&seq) }); err != nil {
		return err
	}
	links := c.bulk("INSERT OR REPLACE", "brought", "seq, contribution, load", "")
	for _, p := range brought {
		r := lib.byID[p.id]
		switch {
		case r == nil:
			r = &reading{row: row, id: p.id, document: p.Document, fresh: true, dirty: true}
			row++
			lib.add(r)
		case r.complete && p.More:
			continue
		}
		if err := r.add(p); err != nil {
			return err
		}
		seq++
		r.brought = seq
		if err := links.add(seq, r.row, load); err != nil {
			return err
		}
		c.countPut(lib, p)
	}
	return links.flush()
}

// countPut settles the parcel's document and counts it.
func (c *change) countPut(lib *library, p *parcel) {
	known := lib.current(p.Document.ID) != nil
	turned := lib.settle(p.Document.ID, c.clock)
	switch {
	case p.More:
	case !turned:
		c.counts.Unchanged++
	case known:
		c.counts.Changed++
	default:
		c.counts.Added++
	}
}

// add notes what the parcel, or its part, adds to the reading.
func (r *reading) add(p *parcel) error {
	switch {
	case r.complete:
		return nil
	case p.Part > r.parts+1:
		return fmt.Errorf("document %s: part %d after part %d: %w", p.Document.ID, p.Part, r.parts, graph.ErrConflict)
	case p.Part > 0 && p.Part <= r.parts && !p.More:
		return fmt.Errorf("document %s: part %d was not the last when it landed: %w", p.Document.ID, p.Part, graph.ErrConflict)
	case p.Part > 0 && p.Part <= r.parts:
		return nil
	}
	r.parts, r.complete, r.dirty = p.Part, !p.More, true
	r.adds = append(r.adds, p)
	return nil
}

// apply writes what became of the readings: their rows, what they add, what
// stands now, and all that adds up from it.
func (c *change) apply(lib *library) error {
	for _, id := range lib.documents() {
		if err := c.ctx.Err(); err != nil {
			return err
		}
		before, after := lib.before[id], lib.current(id)
		if before != after && before != nil {
			if err := c.kill(before, compared(before, after)); err != nil {
				return err
			}
		}
	}
	if err := c.addReadings(lib, lib.documents()); err != nil {
		return err
	}
	rows := c.bulk("INSERT OR FAIL", "documents", documentColumns, "")
	for _, id := range lib.documents() {
		if err := c.ctx.Err(); err != nil {
			return err
		}
		if before, after := lib.before[id], lib.current(id); before != after {
			if err := c.turn(before, after, rows); err != nil {
				return err
			}
		}
	}
	if err := rows.flush(); err != nil {
		return err
	}
	return c.fold()
}
