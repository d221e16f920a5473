package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"

	"entente/graph"
)

// change is one write transaction.
type change struct {
	*writer
	ctx    context.Context
	clock  graph.Instant
	seq    int64
	ruled  int64
	rules  *graph.Rulings
	feed   []graph.Change
	counts graph.Counts
	delta  delta
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

func (c *change) note(op graph.ChangeOp, id string) {
	c.feed = append(c.feed, graph.Change{Op: op, ID: id})
}

// rank is the place of an id's kind in the feed of a write.
func rank(id string) int {
	prefix, _, _ := strings.Cut(id, ":")
	switch prefix {
	case "load":
		return 0
	case "document":
		return 1
	case "claim":
		return 3
	case "relation":
		return 4
	case "decision":
		return 5
	}
	return 2
}

func (c *change) writeFeed() error {
	slices.SortFunc(c.feed, func(a, b graph.Change) int {
		return cmp.Or(cmp.Compare(rank(a.ID), rank(b.ID)), cmp.Compare(a.ID, b.ID))
	})
	rows := c.bulk("INSERT OR FAIL", "changes", "seq, at, op, id, was", "")
	for _, x := range c.feed {
		c.seq++
		c.count(x)
		was := ""
		if x.Was != nil {
			was = pack(x.Was)
		}
		if err := rows.add(c.seq, string(c.clock), string(x.Op), x.ID, was); err != nil {
			return err
		}
	}
	return rows.flush()
}

func (c *change) count(x graph.Change) {
	came, went := &c.counts.EntitiesAdded, &c.counts.EntitiesRemoved
	switch rank(x.ID) {
	case 2:
	case 3:
		came, went = &c.counts.ClaimsAdded, &c.counts.ClaimsRetracted
	case 4:
		came, went = &c.counts.RelationsAdded, &c.counts.RelationsRemoved
	default:
		return
	}
	switch x.Op {
	case graph.ChangeAdded:
		*came++
	case graph.ChangeRemoved:
		*went++
	}
}

// next returns the row number after the last of a table. Nobody else writes.
func (c *change) next(table string) (int64, error) {
	var last int64
	err := c.rows("SELECT COALESCE(MAX(row), 0) FROM "+table, func(rows *sql.Rows) error { return rows.Scan(&last) })
	return last + 1, err
}
