package view

import (
	"context"

	"entente/graph"
	"entente/resolvers/internal/model"
)

// Relation is a relation with the set it came in.
type Relation struct {
	*graph.Relation
	set *Set[graph.Relation]
}

func relation(set *Set[graph.Relation], r *graph.Relation) *Relation { return &Relation{r, set} }

func (*Relation) isNode() {}

// ends reads the entities at both ends of the relations of a set, in one call.
func ends(ctx context.Context, set *Set[graph.Relation]) (map[graph.EntityID]*graph.Entity, error) {
	return lookup(ctx, set, "ends", func(r *graph.Relation) []graph.EntityID { return []graph.EntityID{r.From, r.To} })
}

func (r *Relation) end(ctx context.Context, side string, of func(*graph.Relation) graph.EntityID) (Entity, error) {
	id := of(r.Relation)
	if id == "" {
		return nil, nil
	}
	all, err := ends(ctx, r.set)
	if err != nil || all[id] == nil {
		return nil, err
	}
	set, err := setOf(r.set, side, all, func(r *graph.Relation) []graph.EntityID { return []graph.EntityID{of(r)} })
	if err != nil {
		return nil, err
	}
	return entity(set, all[id]), nil
}

// From returns the entity where it starts.
func (r *Relation) From(ctx context.Context) (Entity, error) {
	return r.end(ctx, "from", func(r *graph.Relation) graph.EntityID { return r.From })
}

// To returns the entity where it ends, nil for kinds without an end.
func (r *Relation) To(ctx context.Context) (Entity, error) {
	return r.end(ctx, "to", func(r *graph.Relation) graph.EntityID { return r.To })
}

// WhenBounds returns what `when` means.
func (r *Relation) WhenBounds() *DateBounds { return boundsOf(r.When) }

// ClaimCount returns how many claims affirm it.
func (r *Relation) ClaimCount() int { return r.Relation.Claims }

// DenialCount returns how many claims deny it.
func (r *Relation) DenialCount() int { return r.Denials }

// SourceCount returns how many sources affirm it.
func (r *Relation) SourceCount() int { return r.Sources }

// Quad returns the quad class, nil for a tie.
func (r *Relation) Quad() *graph.Quad { return quadOf(r.Kind) }

// Goldstein returns the Goldstein weight of the kind.
func (r *Relation) Goldstein() float64 { return goldstein(r.Kind) }

// Symmetric reports whether the ends have no order.
func (r *Relation) Symmetric() bool { info, _ := r.Kind.Info(); return info.Symmetric }

// Inverse returns how it reads from its other end, nil without one.
func (r *Relation) Inverse() *string { info, _ := r.Kind.Info(); return optional(info.Inverse) }

// Uncertain reports whether `when` leaves open that it counts on the day.
func (r *Relation) Uncertain() bool { return uncertain(r.set.scope, r.Kind, r.When) }

func (r *Relation) on(by graph.Field) join[graph.Relation] {
	return join[graph.Relation]{by: by, key: func(r *graph.Relation) string { return string(r.ID) }}
}

// Claims returns the claims that it adds up to.
func (r *Relation) Claims(ctx context.Context, where map[string]any, sort []*model.ClaimSort, first *int32, after *string, last *int32, before *string) (*ClaimConnection, error) {
	args := Args{where, sort, Paging{first, after, last, before}}
	return below(ctx, r.set, r.Relation, r.on("relation"), claims, graph.Where{}, args, claim)
}

// Within returns the narrowest relation that holds this one, nil for none.
func (r *Relation) Within(ctx context.Context) (*Relation, error) {
	all, err := share(r.set, step{nil, "within"}, func() (map[graph.RelationID]*Relation, error) {
		kinds := unique(r.set.items, func(r *graph.Relation) []graph.RelationKind { return []graph.RelationKind{r.Kind} })
		q := graph.Query{Subject: graph.SubjectRelation, Where: graph.OneOf("kind", kinds...), By: "from", AsOf: r.set.scope.At}
		on := join[graph.Relation]{key: func(r *graph.Relation) string { return string(r.From) }}
		found, err := everyBy(ctx, r.set.scope, relations, q, on.keys(r.set.items))
		if err != nil {
			return nil, err
		}
		var every []graph.Relation
		byID := make(map[graph.RelationID]*graph.Relation)
		for _, list := range found {
			for _, o := range list {
				every = append(every, *o)
				byID[o.ID] = o
			}
		}
		marks := graph.MarkWithin(every)
		var ids []graph.RelationID
		var outer []*graph.Relation
		for _, o := range r.set.items {
			if id := marks[o.ID]; id != "" {
				ids, outer = append(ids, o.ID), append(outer, byID[id])
			}
		}
		return wrapped(r.set.scope, r.set.pages, ids, outer, relation), nil
	})
	if err != nil {
		return nil, err
	}
	return all[r.ID], nil
}
