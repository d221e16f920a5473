package graph

import (
	"context"
	"errors"
	"iter"
	"slices"
	"sync"
)

// Moment names what a store knew: what was written up to a sequence number
// cannot change what it knew at an instant, but an unload, which comes later, can.
type Moment struct {
	// Known is the time of the last change that counts.
	Known Instant
	Seq   int64
}

// PastRoom is how large the snapshots of a Past are by default.
const PastRoom = 250_000

// maxMoments is how many snapshots a Past keeps, however small.
const maxMoments = 16

// Past keeps snapshots of what a store knew at earlier times, those asked for
// last, as long as there is room for them. It makes one at a time. It is safe
// for concurrent use; the zero value works.
type Past struct {
	// Room is how large all snapshots may be together: their claims, and a
	// thousandth of the bytes of their texts. 0 means PastRoom.
	Room int

	mu   sync.Mutex
	one  sync.Mutex // held while a snapshot is made
	kept []*earlier // the one used last first
}

// earlier is a snapshot that is being made or ready.
type earlier struct {
	Moment
	once     sync.Once
	snapshot *Snapshot
	size     int
	err      error
}

// At returns the snapshot of a moment. Where it is not kept it is made of the
// log of those contributions that were known. The error is the log's, or wraps
// ErrTooLarge where the snapshot alone would be larger than the room. The time
// that it takes is no read's own, see Unhurried.
func (p *Past) At(ctx context.Context, m Moment, log func() iter.Seq2[LogEntry, error]) (*Snapshot, error) {
	defer Unhurried(ctx)()
	for {
		e := p.take(m)
		e.once.Do(func() { e.err = p.make(ctx, e, log) })
		if e.err == nil {
			return e.snapshot, nil
		}
		p.drop(e)
		// Another reader's context may have ended while this one waited.
		if ctx.Err() != nil || !errors.Is(e.err, context.Canceled) && !errors.Is(e.err, context.DeadlineExceeded) {
			return nil, e.err
		}
	}
}

// take returns the place of the moment's snapshot.
func (p *Past) take(m Moment) *earlier {
	p.mu.Lock()
	defer p.mu.Unlock()
	i := slices.IndexFunc(p.kept, func(e *earlier) bool { return e.Moment == m })
	if i < 0 {
		e := &earlier{Moment: m}
		p.kept = slices.Insert(p.kept, 0, e)
		return e
	}
	e := p.kept[i]
	p.kept = slices.Insert(slices.Delete(p.kept, i, i+1), 0, e)
	return e
}

// fit notes a size, and forgets the snapshots that were asked for longest ago,
// until the others have room.
func (p *Past) fit(made *earlier, size int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	made.size, size = size, 0
	for i, e := range p.kept {
		if size += e.size; i > 0 && (size > p.room() || i >= maxMoments) {
			p.kept = slices.Clip(p.kept[:i])
			return
		}
	}
}

func (p *Past) drop(e *earlier) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.kept = slices.DeleteFunc(p.kept, func(o *earlier) bool { return o == e })
}

func (p *Past) room() int {
	if p.Room <= 0 {
		return PastRoom
	}
	return p.Room
}

// make makes the snapshot.
func (p *Past) make(ctx context.Context, e *earlier, log func() iter.Seq2[LogEntry, error]) error {
	p.one.Lock()
	defer p.one.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	p.clear(e.Moment)
	size := 0
	projection, err := Project(p.bounded(log, &size), e.Known)
	if err == nil {
		e.snapshot = NewSnapshot(projection)
		p.fit(e, size)
	}
	return err
}

// bounded returns the log, which ends where it exceeds the room, and adds up its
// size.
func (p *Past) bounded(log func() iter.Seq2[LogEntry, error], size *int) iter.Seq2[LogEntry, error] {
	return func(yield func(LogEntry, error) bool) {
		for entry, err := range log() {
			switch {
			case entry.Claim != nil:
				*size++
			case entry.Contribution != nil:
				*size += len(entry.Contribution.Text) / 1000
			}
			if *size > p.room() {
				yield(LogEntry{}, &LimitError{What: "past", Limit: p.room()})
				return
			}
			if !yield(entry, err) {
				return
			}
		}
	}
}

// clear forgets what an older state of the store knew.
func (p *Past) clear(m Moment) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.kept = slices.DeleteFunc(p.kept, func(e *earlier) bool { return e.Seq < m.Seq })
}
