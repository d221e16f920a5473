package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"entente/graph"
)

// change is one write transaction.
type change struct {
	*writer
	ctx   context.Context
	clock graph.Instant
	seq   int64
	ruled int64
	rules *graph.Rulings
	feed  []graph.Change
	// spilt says that there are more entries in the temporary table, mute that
	// there are to be none.
	spilt, mute bool
	counts      graph.Counts
	delta       delta
}

// errUnchanged ends a change that turns out to change nothing.
var errUnchanged = errors.New("unchanged")

// ruling is what the decisions rule, as of a count of their changes.
type ruling struct {
	ruled int64
	rules *graph.Rulings
}

// change runs a write as one transaction, alone: do makes the change, and what
// it noted in the feed goes with it.
func (s *Store) change(ctx context.Context, at graph.Instant, do func(c *change) error) (graph.Counts, error) {
	if err := ctx.Err(); err != nil {
		return graph.Counts{}, err
	}
	if err := s.acquire(ctx); err != nil {
		return graph.Counts{}, err
	}
	defer s.release()
	c := &change{writer: s.writer, ctx: ctx, delta: newDelta()}
	err := c.exec("BEGIN IMMEDIATE")
	if err != nil {
		return graph.Counts{}, s.failed(ctx, err)
	}
	if err = c.run(at, do); err == nil {
		err = c.exec("COMMIT")
	}
	if err != nil {
		// After some failures SQLite has rolled back already.
		_ = c.exec("ROLLBACK")
		if errors.Is(err, errUnchanged) {
			return graph.Counts{}, nil
		}
		return graph.Counts{}, s.failed(ctx, err)
	}
	return c.counts, nil
}

func (c *change) run(at graph.Instant, do func(c *change) error) error {
	err := c.rows("SELECT clock, seq, ruled FROM state", func(rows *sql.Rows) error {
		return rows.Scan(&c.clock, &c.seq, &c.ruled)
	})
	if err != nil {
		return err
	}
	if c.clock, err = graph.Advance(c.clock, at); err != nil {
		return err
	}
	if c.rules, err = c.rulings(); err != nil {
		return err
	}
	if err := do(c); err != nil {
		return err
	}
	if err := c.writeFeed(); err != nil {
		return err
	}
	if err := c.exec("UPDATE state SET clock = ?, seq = ?, ruled = ?", string(c.clock), c.seq, c.ruled); err != nil {
		return err
	}
	return c.ctx.Err()
}

// rulings returns what the decisions rule now, read once until one changes.
func (c *change) rulings() (*graph.Rulings, error) {
	if c.kept.rules != nil && c.kept.ruled == c.ruled {
		return c.kept.rules, nil
	}
	decisions, err := c.decisions()
	if err != nil {
		return nil, err
	}
	c.kept = ruling{c.ruled, graph.NewRulings(decisions, lastInstant)}
	return c.kept.rules, nil
}

// lastInstant is the last before Forever: what is in force then is in force now.
const lastInstant graph.Instant = "9999-12-31T23:59:59.999998Z"

func (c *change) decisions() ([]graph.Decision, error) {
	var out []graph.Decision
	err := c.rows("SELECT payload FROM decisions", func(rows *sql.Rows) error {
		var payload packed
		if err := rows.Scan(&payload); err != nil {
			return err
		}
		d, err := scanPayload[graph.Decision](payload)
		out = append(out, d)
		return err
	})
	return out, err
}

func (c *change) note(op graph.ChangeOp, id string) { c.tell(graph.Change{Op: op, ID: id}) }

func (c *change) tell(x graph.Change) {
	if !c.mute {
		c.feed = append(c.feed, x)
	}
}

// next returns the row number after the last of a table. Nobody else writes.
func (c *change) next(table string) (int64, error) {
	var last int64
	err := c.rows("SELECT COALESCE(MAX(row), 0) FROM "+table, func(rows *sql.Rows) error { return rows.Scan(&last) })
	return last + 1, err
}
