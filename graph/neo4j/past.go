package neo4j

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"entente/graph"
)

// keptPast is how many snapshots of the past are kept.
const keptPast = 4

// history keeps the snapshots of the past that were asked for last.
type history struct {
	mu   sync.Mutex
	kept []moment
}

// moment is a snapshot of a known instant, as the log stood at a sequence number.
type moment struct {
	known graph.Instant
	seq   int
	snap  *graph.Snapshot
}

// find returns the snapshot, nil for none, and makes it the last used one.
func (h *history) find(known graph.Instant, seq int) *graph.Snapshot {
	h.mu.Lock()
	defer h.mu.Unlock()
	i := slices.IndexFunc(h.kept, func(m moment) bool { return m.known == known && m.seq == seq })
	if i < 0 {
		return nil
	}
	m := h.kept[i]
	h.kept = append(slices.Delete(h.kept, i, i+1), m)
	return m.snap
}

// keep adds a snapshot and lets go of those of an older log and of the one that
// was not asked for longest.
func (h *history) keep(m moment) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.kept = slices.DeleteFunc(h.kept, func(o moment) bool { return o.seq != m.seq || o.known == m.known })
	if len(h.kept) >= keptPast {
		h.kept = slices.Delete(h.kept, 0, 1)
	}
	h.kept = append(h.kept, m)
}

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
		if snap := s.past.find(known, b.seq); snap != nil {
			return snap, nil
		}
		then := func(c *graph.LogContribution) bool { return c.KnownAt(known) }
		p, err := graph.Project(s.logOf(ctx, then), known)
		if err != nil {
			return nil, err
		}
		after, err := s.counters(ctx)
		if err != nil {
			return nil, err
		}
		if after.seq == b.seq {
			snap := graph.NewSnapshot(p)
			s.past.keep(moment{known, b.seq, snap})
			return snap, nil
		}
	}
	return nil, fmt.Errorf("neo4j: the log changes while the past is read: %w", graph.ErrUnavailable)
}

// counters returns what the writer node holds.
func (s *Store) counters(ctx context.Context) (counters, error) {
	rows, err := s.read(ctx, "MATCH (w:Writer {id: 1}) RETURN w.clock, w.seq, w.links", nil)
	if err != nil || len(rows) == 0 {
		return counters{}, err
	}
	return countersOf(rows[0]), nil
}
