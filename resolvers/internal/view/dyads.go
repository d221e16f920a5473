package view

import (
	"context"
	"strings"

	"entente/graph"
)

// RankedDyad is two actors and how many claims there are between them.
type RankedDyad struct {
	ID     string
	A, B   Actor
	Claims int
}

// Dyads returns the pairs between whom there are claims that meet the
// condition, those with most first. The error wraps graph.ErrInvalid.
func Dyads(ctx context.Context, scope *Scope, in map[string]any, first *int32) ([]*RankedDyad, error) {
	limit := graph.DefaultPage
	if first != nil {
		limit = int(*first)
	}
	if limit < 1 || limit > graph.MaxPage {
		return nil, graph.Invalidf("first must be 1 to %d", graph.MaxPage)
	}
	where, err := translate(graph.SubjectClaim, in)
	if err != nil {
		return nil, err
	}
	q := graph.Query{Subject: graph.SubjectClaim, Where: where, AsOf: scope.At}
	if _, err := q.PlanFacets("pair"); err != nil {
		return nil, err
	}
	pairs, err := scope.Reader.Facets(ctx, q, "pair")
	if err != nil {
		return nil, err
	}
	pairs = pairs[:min(len(pairs), limit)]
	var ids []graph.EntityID
	for _, p := range pairs {
		a, b, _ := strings.Cut(p.Value, "|")
		ids = append(ids, graph.EntityID(a), graph.EntityID(b))
	}
	found, err := scope.Reader.Entities(ctx, ids, scope.At)
	if err != nil {
		return nil, err
	}
	set, out := newSet(scope, 1, only(found, func(e *graph.Entity) bool { return e != nil })), []*RankedDyad{}
	for i, p := range pairs {
		a, b := found[2*i], found[2*i+1]
		if a != nil && b != nil && a.Kind.Actor() && b.Kind.Actor() {
			out = append(out, &RankedDyad{dyadPrefix + p.Value, actor(set, a), actor(set, b), p.Count})
		}
	}
	return out, nil
}
