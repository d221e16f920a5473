package sqlite

import (
	"context"
	"iter"

	"entente/graph"
)

// lastChange reads the state's sequence number, when something other than the
// record of a load changed last (since then the present was known), and when
// the last change by an instant was, "" for none. Sequence numbers have no gaps
// and their times never run back, so that the last is found by halving.
const lastChange = `WITH RECURSIVE half (lo, hi) AS (
	SELECT 0, seq FROM state
	UNION ALL
	SELECT CASE WHEN c.at <= ? THEN c.seq ELSE lo END, CASE WHEN c.at <= ? THEN hi ELSE c.seq - 1 END
		FROM half CROSS JOIN changes c ON c.seq = (lo + hi + 1) / 2 WHERE lo < hi)
	SELECT s.seq, COALESCE((SELECT at FROM changes WHERE id NOT LIKE 'load:%' ORDER BY seq DESC LIMIT 1), ''),
		COALESCE((SELECT c.at FROM half CROSS JOIN changes c ON c.seq = lo WHERE lo = hi), '') FROM state s`

// asOf returns the snapshot that answers for a known time, nil where the
// present does.
func (s *Store) asOf(ctx context.Context, at graph.AsOf) (*graph.Snapshot, error) {
	if at.Known == "" || at.Known == graph.Forever {
		return nil, nil
	}
	var m graph.Moment
	var last graph.Instant
	known := string(at.Known)
	err := s.each(ctx, statement{lastChange, []any{known, known}}, func(r row) error {
		m.Seq, last, m.Known = r.number(0), graph.Instant(r.text(1)), graph.Instant(r.text(2))
		return nil
	})
	switch {
	case err != nil:
		return nil, s.failed(ctx, err)
	case at.Known >= last:
		return nil, nil
	}
	snapshot, err := s.past.At(ctx, m, func() iter.Seq2[graph.LogEntry, error] { return s.logAt(ctx, m.Known) })
	return snapshot, s.failed(ctx, err)
}

// logAt is the log of the contributions that were known at an instant, which
// for "" are none.
func (s *Store) logAt(ctx context.Context, known graph.Instant) iter.Seq2[graph.LogEntry, error] {
	if known == "" {
		return func(func(graph.LogEntry, error) bool) {}
	}
	return s.logOf(ctx, func(c *graph.LogContribution) bool { return c.KnownAt(known) })
}
