package view

import (
	"context"
	"sync"

	"entente/graph"
	"entente/resolvers/internal/model"
)

// DyadChanges is what the graph has learnt and unlearnt about two actors.
type DyadChanges struct {
	Since graph.Instant
	read  func() (*difference, error)
}

// difference holds the claims of one of two states of knowledge alone.
type difference struct {
	added, removed       []*graph.Claim
	addedSet, removedSet *Set[graph.Claim]
}

// Changes compares the claims between the two that the graph holds as of the
// scope with those that it held at an instant.
func (d *Dyad) Changes(ctx context.Context, since graph.Instant) *DyadChanges {
	return &DyadChanges{since, sync.OnceValues(func() (*difference, error) { return d.difference(ctx, since) })}
}

func (d *Dyad) difference(ctx context.Context, since graph.Instant) (*difference, error) {
	then := *d.scope
	then.At.Known = since
	old, err := every(ctx, &then, claims, graph.Query{Subject: graph.SubjectClaim, Where: d.pair(), AsOf: then.At})
	if err != nil {
		return nil, err
	}
	now, err := every(ctx, d.scope, claims, graph.Query{Subject: graph.SubjectClaim, Where: d.pair(), AsOf: d.scope.At})
	if err != nil {
		return nil, err
	}
	out := &difference{added: without(now, old), removed: without(old, now)}
	out.addedSet, out.removedSet = newSet(d.scope, 1, out.added), newSet(&then, 1, out.removed)
	return out, nil
}

// without returns the claims of a list that the other does not have.
func without(list, other []*graph.Claim) []*graph.Claim {
	has := make(map[graph.ClaimID]bool, len(other))
	for _, c := range other {
		has[c.ID] = true
	}
	return only(list, func(c *graph.Claim) bool { return !has[c.ID] })
}

// Added returns the claims that the graph holds and did not hold then.
func (c *DyadChanges) Added(ctx context.Context, where map[string]any, sort []*model.ClaimSort, first *int32, after *string, last *int32, before *string) (*ClaimConnection, error) {
	d, err := c.read()
	if err != nil {
		return nil, err
	}
	return inMemory(ctx, d.addedSet, d.added, Args{where, sort, Paging{first, after, last, before}})
}

// Removed returns the claims that the graph held then and does not hold.
func (c *DyadChanges) Removed(ctx context.Context, where map[string]any, sort []*model.ClaimSort, first *int32, after *string, last *int32, before *string) (*ClaimConnection, error) {
	d, err := c.read()
	if err != nil {
		return nil, err
	}
	return inMemory(ctx, d.removedSet, d.removed, Args{where, sort, Paging{first, after, last, before}})
}
