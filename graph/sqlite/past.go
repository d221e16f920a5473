package sqlite

import (
	"context"
	"errors"
	"sync"

	"entente/graph"
)

// past keeps the snapshots of earlier known times that were asked for last. It
// is safe for concurrent use.
type past struct {
	mu   sync.Mutex
	most int
	kept []*earlier // the one used last first
}

// moment names what was known at an instant: what was written up to a sequence
// number cannot change it, but an unload, which comes later, can.
type moment struct {
	known graph.Instant
	seq   int64
}

// earlier is a snapshot that is being made or ready.
type earlier struct {
	moment
	once     sync.Once
	snapshot *graph.Snapshot
	err      error
}

func newPast(most int) *past {
	if most <= 0 {
		most = 4
	}
	return &past{most: most}
}

// at returns the place of the moment's snapshot.
func (p *past) at(m moment) *earlier {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, e := range p.kept {
		if e.moment == m {
			copy(p.kept[1:i+1], p.kept[:i])
			p.kept[0] = e
			return e
		}
	}
	e := &earlier{moment: m}
	p.kept = append([]*earlier{e}, p.kept[:min(len(p.kept), p.most-1)]...)
	return e
}

// drop forgets a snapshot that could not be made.
func (p *past) drop(e *earlier) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, k := range p.kept {
		if k == e {
			p.kept = append(p.kept[:i:i], p.kept[i+1:]...)
			return
		}
	}
}

// lastChange reads the state's sequence number, and when something other than
// the record of a load changed last: since then the present was known.
const lastChange = `SELECT seq, COALESCE((SELECT at FROM changes WHERE id NOT LIKE 'load:%' ORDER BY seq DESC LIMIT 1), '') FROM state`

// asOf returns the snapshot that answers for a known time, nil where the
// present does.
func (s *Store) asOf(ctx context.Context, at graph.AsOf) (*graph.Snapshot, error) {
	if at.Known == "" || at.Known == graph.Forever {
		return nil, nil
	}
	m := moment{known: at.Known}
	var last graph.Instant
	err := s.each(ctx, statement{lastChange, nil}, func(r row) error {
		m.seq, last = r.number(0), graph.Instant(r.text(1))
		return nil
	})
	if err != nil {
		return nil, s.failed(ctx, err)
	}
	if at.Known >= last {
		return nil, nil
	}
	for {
		e := s.past.at(m)
		e.once.Do(func() { e.snapshot, e.err = s.project(ctx, at.Known) })
		if e.err == nil {
			return e.snapshot, nil
		}
		s.past.drop(e)
		// Another reader's context may have ended while this one waited.
		if ctx.Err() != nil || !errors.Is(e.err, context.Canceled) && !errors.Is(e.err, context.DeadlineExceeded) {
			return nil, s.failed(ctx, e.err)
		}
	}
}

// project folds the log as of an instant.
func (s *Store) project(ctx context.Context, known graph.Instant) (*graph.Snapshot, error) {
	then := func(c *graph.LogContribution) bool { return c.KnownAt(known) }
	p, err := graph.Project(s.logOf(ctx, then), known)
	if err != nil {
		return nil, err
	}
	return graph.NewSnapshot(p), nil
}
