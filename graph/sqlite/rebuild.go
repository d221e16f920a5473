package sqlite

import (
	"context"
	"database/sql"
	"slices"

	"entente/graph"
)

// Rebuild is graph.Writer's. It writes nothing to the change feed. It is one
// transaction, beside which others read what was there before, and which an end in
// between takes back; what it holds in memory grows with the relations and entities
// of its largest document, not with the store.
func (s *Store) Rebuild(ctx context.Context) error {
	_, err := s.change(ctx, graph.Instant("0001-01-01T00:00:00.000000Z"), func(c *change) error { return c.rebuild() })
	return err
}

func (c *change) rebuild() error {
	c.mute = true
	defer c.spare()()
	clock := graph.Instant("")
	if err := c.rows("SELECT clock FROM state", func(rows *sql.Rows) error { return rows.Scan(&clock) }); err != nil {
		return err
	}
	for _, text := range []string{
		"DELETE FROM documents", "DELETE FROM sources", "DELETE FROM shapes", "DELETE FROM relations",
		"DELETE FROM entities", "DELETE FROM entity_names", "DELETE FROM entity_codes",
		"INSERT INTO entity_words (entity_words) VALUES ('delete-all')",
		"UPDATE claims SET live = 0", "UPDATE records SET live = 0",
	} {
		if err := c.exec(text); err != nil {
			return err
		}
	}
	decisions, err := c.decisions()
	if err != nil {
		return err
	}
	c.kept = ruling{}
	c.rules = graph.NewRulings(decisions, lastInstant)
	if err := c.writeSurvivors(decisions); err != nil {
		return err
	}
	if err := c.rebuildDocuments(); err != nil {
		return err
	}
	c.clock = clock
	return nil
}

// rebuildPortion is how many documents are added up at a time.
const rebuildPortion = 500

func (c *change) rebuildDocuments() error {
	var documents []graph.DocumentID
	err := c.rows("SELECT DISTINCT document FROM contributions ORDER BY 1", func(rows *sql.Rows) error {
		var id graph.DocumentID
		err := rows.Scan(&id)
		documents = append(documents, id)
		return err
	})
	if err != nil {
		return err
	}
	for portion := range slices.Chunk(documents, rebuildPortion) {
		lib, err := c.library(portion)
		if err != nil {
			return err
		}
		c.delta = newDelta()
		rows := c.bulk("INSERT OR FAIL", "documents", documentColumns, "")
		for _, id := range portion {
			if err := c.ctx.Err(); err != nil {
				return err
			}
			if r := lib.current(id); r != nil {
				if err := c.turn(nil, r, rows); err != nil {
					return err
				}
			}
		}
		if err := rows.flush(); err != nil {
			return err
		}
		if err := c.fold(); err != nil {
			return err
		}
	}
	return nil
}
