package analysis

import (
	"context"

	"entente/graph"
)

// attempts is how often a store is read that changes while it is read.
const attempts = 3

// Read reads the network of a store, as known at an instant, "" for now. It
// reads long pages of all relations: to leave those out that tie nothing would
// take the store longer. Where the store changes meanwhile it reads again, at
// last keeping what it read: every relation is then one that the store had at
// some time while it was read. The error is the reader's.
func Read(ctx context.Context, r graph.Reader, known graph.Instant) (*Network, error) {
	for try := 1; ; try++ {
		stats, err := r.Stats(ctx)
		if err != nil {
			return nil, err
		}
		n, err := read(ctx, r, known, stats)
		if err != nil {
			return nil, err
		}
		same, err := current(ctx, r, stats.Seq)
		if err != nil || same || try == attempts {
			return n, err
		}
	}
}

// current reports whether nothing has changed since a sequence number.
func current(ctx context.Context, r graph.Reader, seq int64) (bool, error) {
	later, err := r.Changes(ctx, seq, 1)
	return len(later) == 0, err
}

// readAtOnce is how many relations are read at once: with more, what is read grows
// beside what is kept of it, with fewer there are more ways to the store.
const readAtOnce = graph.MaxLong / 4

func read(ctx context.Context, r graph.Reader, known graph.Instant, stats graph.Stats) (*Network, error) {
	q := graph.Query{Subject: graph.SubjectRelation, Long: true, First: readAtOnce, AsOf: graph.AsOf{Known: known}}
	b := newBuilder(stats.Relations)
	for {
		pages, err := r.FindRelations(ctx, q)
		if err != nil {
			return nil, err
		}
		items := pages[0].Items
		for i := range items {
			if err := b.add(&items[i]); err != nil {
				return nil, err
			}
		}
		if !pages[0].HasNext {
			return b.done(stats.Seq), nil
		}
		q.After = q.Cursor(&items[len(items)-1])
	}
}
