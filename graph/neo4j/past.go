package neo4j

import (
	"context"
	"fmt"
	"iter"

	"entente/graph"
)

// known returns the snapshot that answers for a known instant, nil where the
// present does: for none, and for one not before the last change.
func (s *Store) known(ctx context.Context, known graph.Instant) (*graph.Snapshot, error) {
	if known == "" {
		return nil, nil
	}
	for range 3 {
		b, err := s.counters(ctx)
		if err != nil {
			return nil, err
		}
		if known >= b.clock {
			return nil, nil
		}
		m := graph.Moment{Seq: int64(b.seq)}
		if m.Known, err = s.lastBy(ctx, known); err != nil {
			return nil, err
		}
		snap, err := s.past.At(ctx, m, func() iter.Seq2[graph.LogEntry, error] { return s.logAt(ctx, m.Known) })
		if err != nil {
			return nil, err
		}
		after, err := s.counters(ctx)
		if err != nil {
			return nil, err
		}
		if after.seq == b.seq {
			return snap, nil
		}
	}
	return nil, fmt.Errorf("neo4j: the log changes while the past is read: %w", graph.ErrUnavailable)
}

// lastBy returns when the last change by an instant was, "" for none.
func (s *Store) lastBy(ctx context.Context, known graph.Instant) (graph.Instant, error) {
	const last = "MATCH (b:ChangeBlock) WHERE b.last > 0 AND b.at <= $known RETURN b.at ORDER BY b.last DESC LIMIT 1"
	rows, err := s.read(ctx, last, map[string]any{"known": string(known)})
	return graph.Instant(text(first(rows))), err
}

// logAt is the log of the contributions that were known at an instant, which
// for "" are none.
func (s *Store) logAt(ctx context.Context, known graph.Instant) iter.Seq2[graph.LogEntry, error] {
	if known == "" {
		return func(func(graph.LogEntry, error) bool) {}
	}
	return s.logOf(ctx, func(c *graph.LogContribution) bool { return c.KnownAt(known) })
}

// counters returns what the writer node holds.
func (s *Store) counters(ctx context.Context) (counters, error) {
	rows, err := s.read(ctx, "MATCH (w:Writer {id: 1}) RETURN w.clock, w.seq, w.links", nil)
	if err != nil || len(rows) == 0 {
		return counters{}, err
	}
	return countersOf(rows[0]), nil
}
