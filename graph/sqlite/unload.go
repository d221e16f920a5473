package sqlite

import (
	"context"
	"database/sql"

	"entente/graph"
)

// Unload is graph.Writer's.
func (s *Store) Unload(ctx context.Context, load graph.LoadID, at graph.Instant) (graph.Counts, error) {
	return s.change(ctx, at, func(c *change) error {
		l, row, err := c.knownLoad(load)
		if err != nil {
			return err
		}
		if l.State == graph.LoadUnloaded {
			return errUnchanged
		}
		l.State = graph.LoadUnloaded
		if err := c.saveLoad(l, false); err != nil {
			return err
		}
		return c.unload(row)
	})
}

// unload takes out what only the load with that row brought.
func (c *change) unload(load int64) error {
	var documents []graph.DocumentID
	err := c.rows("SELECT DISTINCT c.document FROM brought b CROSS JOIN contributions c ON c.row = b.contribution WHERE b.load = ?",
		func(rows *sql.Rows) error {
			var id graph.DocumentID
			err := rows.Scan(&id)
			documents = append(documents, id)
			return err
		}, load)
	if err != nil {
		return err
	}
	if err := c.exec("DELETE FROM brought WHERE load = ?", load); err != nil {
		return err
	}
	lib, err := c.library(documents)
	if err != nil {
		return err
	}
	var gone []*reading
	for _, id := range lib.documents() {
		before := lib.before[id]
		turned := lib.settle(id, c.clock)
		if turned && before != nil && lib.current(id) != nil {
			c.counts.Changed++
		}
		for _, r := range lib.byDocument[id] {
			if r.brought == 0 {
				gone = append(gone, r)
			}
		}
	}
	if err := c.apply(lib); err != nil {
		return err
	}
	return c.erase(gone)
}

// erase removes readings that no load brings, with everything of theirs.
func (c *change) erase(gone []*reading) error {
	for _, r := range gone {
		for _, text := range []string{
			"DELETE FROM claim_words WHERE rowid IN (SELECT words FROM claims WHERE contribution = ?)",
			"DELETE FROM document_words WHERE rowid = ?",
			"DELETE FROM title_words WHERE rowid = ?",
			"DELETE FROM claims WHERE contribution = ?",
			"DELETE FROM records WHERE contribution = ?",
			"DELETE FROM contributions WHERE row = ?",
		} {
			if err := c.exec(text, r.row); err != nil {
				return err
			}
		}
		if r.text == 0 {
			continue
		}
		if err := c.exec("DELETE FROM texts WHERE row = ?1 AND NOT EXISTS (SELECT 1 FROM contributions WHERE text = ?1)", r.text); err != nil {
			return err
		}
	}
	return nil
}
