package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"

	"entente/graph"
)

// SaveLoad is graph.Writer's.
func (s *Store) SaveLoad(ctx context.Context, load graph.Load) error {
	if err := load.Validate(); err != nil {
		return err
	}
	_, err := s.change(ctx, cmp.Or(load.Ended, load.Started), func(c *change) error {
		_, _, old, err := c.load(load.ID)
		if err == nil && old == pack(load) {
			err = errUnchanged
		}
		if err != nil {
			return err
		}
		return c.saveLoad(load, old == "")
	})
	return err
}

func (c *change) saveLoad(load graph.Load, added bool) error {
	op := graph.ChangeUpdated
	if added {
		op = graph.ChangeAdded
	}
	c.note(op, string(load.ID))
	return c.exec(`INSERT INTO loads (id, state, started, ended, extractor, payload) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET state = excluded.state, started = excluded.started, ended = excluded.ended,
		extractor = excluded.extractor, payload = excluded.payload`,
		string(load.ID), string(load.State), string(load.Started), string(load.Ended), load.Extractor, pack(load))
}

// load returns a load, its row and its payload, "" for an unknown one.
func (c *change) load(id graph.LoadID) (load graph.Load, row int64, payload string, err error) {
	err = c.rows("SELECT row, payload FROM loads WHERE id = ?", func(rows *sql.Rows) error { return rows.Scan(&row, &payload) }, string(id))
	if err == nil && payload != "" {
		err = unpack([]byte(payload), &load)
	}
	return load, row, payload, err
}

// knownLoad is load for one that must be known.
func (c *change) knownLoad(id graph.LoadID) (graph.Load, int64, error) {
	load, row, payload, err := c.load(id)
	if err == nil && payload == "" {
		err = fmt.Errorf("load %q: %w", id, graph.ErrNotFound)
	}
	return load, row, err
}
