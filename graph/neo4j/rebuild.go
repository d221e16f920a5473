package neo4j

import (
	"context"
	"time"

	"entente/graph"
)

// wipe takes everything out of the database that is not log, a portion at a time.
var wipe = []string{
	"MATCH (c:Claim) WITH c LIMIT $limit\n" + toLog + " RETURN count(*)",
	"MATCH (:LogClaim)-[e]-() WITH DISTINCT e LIMIT $limit DELETE e RETURN count(*)",
	"MATCH (:Entity)-[e]-() WITH DISTINCT e LIMIT $limit DELETE e RETURN count(*)",
	"MATCH (n:Entity|Document|Relation|Source|Alias|Tally) WITH n LIMIT $limit DETACH DELETE n RETURN count(*)",
	"MATCH (r:Record) WHERE r.entity IS NOT NULL WITH r LIMIT $limit SET r.entity = null, r.counted = null RETURN count(*)",
}

// Rebuild is Writer's. It marks the store as one that is to be made anew, so that
// it is neither read nor written meanwhile, wipes the projections by portions, and
// makes them as any other write does: what is more than one transaction should
// carry, by the steps of a publication. The clock and the change feed stay as they
// are. One that is interrupted leaves the mark, and the next begins again.
func (s *Store) Rebuild(ctx context.Context) error {
	if _, err := s.publish(ctx, 0); err != nil {
		return err
	}
	s.current.Store(false)
	if err := s.mark(ctx, unmade); err != nil {
		return err
	}
	for _, text := range wipe {
		for more := true; more; {
			err := s.write(ctx, func(t *tx) error {
				rows, err := t.run(text, map[string]any{"limit": int64(s.size)})
				more = number(first(rows)) > 0
				return err
			})
			if err != nil {
				return err
			}
		}
	}
	begun, err := s.remake(ctx)
	if err == nil && begun != 0 {
		_, err = s.publish(ctx, begun)
	}
	if err != nil {
		return err
	}
	return s.mark(ctx, layout)
}

// mark notes which layout the store has.
func (s *Store) mark(ctx context.Context, layout int) error {
	return s.write(ctx, func(t *tx) error {
		_, err := t.run(lock+" SET w.layout = $layout", map[string]any{"layout": int64(layout)})
		return err
	})
}

// remake makes the projections of a store without any, or returns the id of the
// publication that it began to do so.
func (s *Store) remake(ctx context.Context) (begun int, err error) {
	err = s.write(ctx, func(t *tx) error {
		b, err := openBook(t, graph.NewInstant(time.Unix(0, 0)))
		if err != nil {
			return err
		}
		b.size, b.untold = s.size, true
		decisions, err := b.decisions()
		if err != nil {
			return err
		}
		b.rulings = graph.NewRulings(decisions, b.clock)
		if err := b.alias(graph.Moved(nil, b.rulings, decisions)); err != nil {
			return err
		}
		rows, err := b.run("MATCH (n:Contribution) WHERE n.known[-1] = $forever RETURN "+readingColumns,
			map[string]any{"forever": string(graph.Forever)})
		if err != nil {
			return err
		}
		for _, row := range rows {
			r, err := decodeReading(row)
			if err != nil {
				return err
			}
			b.add(r)
			b.first[r.document.ID] = nil
		}
		err = b.settle()
		begun = b.begun
		return err
	})
	return begun, err
}
