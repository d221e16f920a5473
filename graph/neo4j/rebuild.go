package neo4j

import (
	"context"
	"errors"
	"time"

	"entente/graph"
)

// wipe takes everything out of the database that is not log.
var wipe = []string{
	"MATCH (c:Claim) SET c = {contribution: c.contribution, id: c.id, part: c.part, payload: c.payload} REMOVE c:Claim",
	"MATCH (c:LogClaim)-[e]-() DELETE e",
	"MATCH (n:Entity) DETACH DELETE n",
	"MATCH (n:Document) DETACH DELETE n",
	"MATCH (n:Relation) DETACH DELETE n",
	"MATCH (n:Source) DETACH DELETE n",
	"MATCH (n:Alias) DETACH DELETE n",
	"MATCH (n:Tally) DELETE n",
	"MATCH (r:Record) WHERE r.entity IS NOT NULL SET r.entity = null, r.counted = null",
}

// Rebuild is Writer's. It wipes the projections and makes them anew in one
// transaction, so that the server needs memory for all of it; the clock and the
// change feed stay as they are.
func (s *Store) Rebuild(ctx context.Context) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := s.rebuild(ctx); !errors.Is(err, errTurning) {
			return err
		}
		if _, err := s.publish(ctx, 0); err != nil {
			return err
		}
	}
}

func (s *Store) rebuild(ctx context.Context) error {
	return s.write(ctx, func(t *tx) error {
		b, err := openBook(t, graph.NewInstant(time.Unix(0, 0)))
		if err != nil {
			return err
		}
		decisions, err := b.decisions()
		if err != nil {
			return err
		}
		b.rulings = graph.NewRulings(decisions, b.clock)
		for _, text := range wipe {
			if _, err := b.run(text, nil); err != nil {
				return err
			}
		}
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
		if err := b.settle(); err != nil {
			return err
		}
		_, err = b.run("MATCH (w:Writer {id: 1}) SET w.layout = $layout", map[string]any{"layout": int64(layout)})
		return err
	})
}
