package view

import (
	"context"
	"slices"

	"entente/graph"
)

// keptNames is how many indexes a NameCache keeps: that of the present, and one
// of an earlier known time.
const keptNames = 2

// NameCache shares the indexes of names of one store between requests: each is
// read once for a known time and a version of the store. It is made by
// NewNameCache and safe for concurrent use.
type NameCache struct {
	// turn holds one token: who has it may read or change kept.
	turn chan struct{}
	kept []keptIndex // the one used last first
}

type keptIndex struct {
	known graph.Instant
	names *graph.Names
}

// NewNameCache returns an empty cache.
func NewNameCache() *NameCache {
	c := &NameCache{turn: make(chan struct{}, 1)}
	c.turn <- struct{}{}
	return c
}

// names returns the index as known at an instant, at least as new as the call.
// Others who ask meanwhile wait for it, as long as their context lasts.
func (c *NameCache) names(ctx context.Context, r graph.Reader, known graph.Instant) (*graph.Names, error) {
	select {
	case <-c.turn:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { c.turn <- struct{}{} }()
	i := slices.IndexFunc(c.kept, func(k keptIndex) bool { return k.known == known })
	if i >= 0 {
		k := c.kept[i]
		later, err := r.Changes(ctx, k.names.Seq, 1)
		if err != nil {
			return nil, err
		}
		c.kept = slices.Delete(c.kept, i, i+1)
		if len(later) == 0 {
			c.kept = slices.Insert(c.kept, 0, k)
			return k.names, nil
		}
	}
	names, err := graph.ReadNames(shared(ctx), r, known)
	if err != nil {
		return nil, err
	}
	c.kept = slices.Insert(c.kept, 0, keptIndex{known, names})
	c.kept = c.kept[:min(len(c.kept), keptNames)]
	return names, nil
}
