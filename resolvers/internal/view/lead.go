package view

import (
	"context"
	"maps"
	"slices"
	"sync"

	"entente/graph"
)

// lead says which entities a field gives: those at the far end of relations of
// some kinds, as reported done.
type lead struct {
	// by is the end where the thing itself stands, "from" or "to".
	by    graph.Field
	kinds []graph.RelationKind
	// at replaces the day of the scope, where it is set.
	at *graph.Day
	// reduce leaves out relations of one thing; nil leaves out none.
	reduce func(context.Context, *Scope, map[string][]*graph.Relation) error
}

func (l lead) far(r *graph.Relation) graph.EntityID {
	if l.by == "to" {
		return r.From
	}
	return r.To
}

// actors is a lead to those who act on the thing, without groups whose members
// are told one by one.
func actors(kinds ...graph.RelationKind) lead {
	return lead{by: "to", kinds: kinds, reduce: membersFor(kinds)}
}

// membersFor returns a reduction that leaves out groups whose members are told
// one by one. The store is asked about them only where a group is among the
// actors.
func membersFor(kinds []graph.RelationKind) func(context.Context, *Scope, map[string][]*graph.Relation) error {
	told := and(graph.OneOf("kind", kinds...),
		graph.Is("polarity", string(graph.Affirmed)), graph.Is("modality", string(graph.Actual)),
		graph.Where{Not: &graph.Where{Field: "viaGroup", Op: graph.Missing}})
	return func(ctx context.Context, scope *Scope, all map[string][]*graph.Relation) error {
		var keys []string
		for _, key := range sortedKeys(all) {
			if slices.ContainsFunc(all[key], func(r *graph.Relation) bool { return r.From.Kind() == graph.KindGroup }) {
				keys = append(keys, key)
			}
		}
		if len(keys) == 0 {
			return nil
		}
		q := graph.Query{Subject: graph.SubjectClaim, Where: told, By: "to", AsOf: scope.At}
		found, err := everyBy(ctx, scope, claims, q, keys)
		if err != nil {
			return err
		}
		for key, list := range found {
			groups := make(map[graph.EntityID]bool)
			for _, c := range list {
				groups[c.Via.Group] = true
			}
			all[key] = slices.DeleteFunc(all[key], func(r *graph.Relation) bool { return groups[r.From] })
		}
		return nil
	}
}

// follow answers a field of the kind for all things of t's kind in its set:
// one call for the relations, one for the entities on all pages.
func follow[N any](ctx context.Context, t Thing, l lead, args Args, wrap func(*Set[graph.Entity], *graph.Entity) N) (*Connection[N], error) {
	all, err := share(t.set, asking(ctx, string(t.Kind)), func() (map[string]*Connection[N], error) {
		q, err := entities.query(ctx, t.set.scope, t.set.pages, graph.Where{}, args)
		if err != nil {
			return nil, err
		}
		far, err := l.ids(ctx, t)
		if err != nil {
			return nil, err
		}
		if len(args.Where) > 0 || len(q.Sort) > 0 {
			return dealSorted(ctx, t.set.scope, t.set.pages, q, far, wrap)
		}
		return dealOut(ctx, t.set.scope, t.set.pages, q, far, wrap)
	})
	if err != nil {
		return nil, err
	}
	return all[string(t.ID)], nil
}

// ids returns, for each thing, the sorted ids of the entities that the field gives.
func (l lead) ids(ctx context.Context, t Thing) (map[string][]graph.EntityID, error) {
	at := t.set.scope.At
	if l.at != nil {
		at.Valid = *l.at
	}
	q := graph.Query{Subject: graph.SubjectRelation, Where: done(l.kinds...), By: l.by, AsOf: at}
	found, err := everyBy(ctx, t.set.scope, relations, q, t.on(l.by).keys(t.set.items))
	if err == nil && l.reduce != nil {
		err = l.reduce(ctx, t.set.scope, found)
	}
	if err != nil {
		return nil, err
	}
	out := make(map[string][]graph.EntityID, len(found))
	for key, list := range found {
		ids := make(map[graph.EntityID]bool)
		for _, r := range list {
			if id := l.far(r); id != "" {
				ids[id] = true
			}
		}
		out[key] = slices.Sorted(maps.Keys(ids))
	}
	return out, nil
}

// dealOut makes a page of each list of ids; the entities on all pages are read
// in one call.
func dealOut[N any](ctx context.Context, scope *Scope, above int, q graph.Query, lists map[string][]graph.EntityID, wrap func(*Set[graph.Entity], *graph.Entity) N) (map[string]*Connection[N], error) {
	plan, err := q.Plan()
	if err != nil {
		return nil, err
	}
	pages, shown := make(map[string]*Connection[N], len(lists)), make(map[string][]graph.EntityID, len(lists))
	wanted, every := make(map[graph.EntityID]bool), make(map[graph.EntityID]bool)
	for key, ids := range lists {
		c := &Connection[N]{total: len(ids), nodes: []N{}}
		shown[key], c.next, c.prev = cut(plan, ids)
		pages[key] = c
		for _, id := range shown[key] {
			wanted[id] = true
		}
		for _, id := range ids {
			every[id] = true
		}
	}
	found, err := entitiesOf(ctx, scope, slices.Sorted(maps.Keys(wanted)))
	if err != nil {
		return nil, err
	}
	set := newSet(scope, above+1, slices.Collect(maps.Values(found)))
	whole := sync.OnceValues(func() (map[graph.EntityID]*graph.Entity, error) {
		return entitiesOf(ctx, scope, slices.Sorted(maps.Keys(every)))
	})
	for key, c := range pages {
		var items []*graph.Entity
		for _, id := range shown[key] {
			if e := found[id]; e != nil {
				items = append(items, e)
				c.nodes = append(c.nodes, wrap(set, e))
			}
		}
		c.cursor = func(i int) string { return q.Cursor(items[i]) }
		c.aggregate = aggregateOf(lists[key], whole)
	}
	return pages, nil
}

// dealSorted is dealOut for a query with a condition or a sort: all entities of
// the lists that answer it are read, and dealt out.
func dealSorted[N any](ctx context.Context, scope *Scope, above int, q graph.Query, lists map[string][]graph.EntityID, wrap func(*Set[graph.Entity], *graph.Entity) N) (map[string]*Connection[N], error) {
	plan, err := q.Plan()
	if err != nil {
		return nil, err
	}
	every := make(map[graph.EntityID]bool)
	for _, ids := range lists {
		for _, id := range ids {
			every[id] = true
		}
	}
	found, err := among(ctx, scope, entities, q.Where, slices.Sorted(maps.Keys(every)))
	if err != nil {
		return nil, err
	}
	byID := make(map[graph.EntityID]*graph.Entity, len(found))
	for _, e := range found {
		byID[e.ID] = e
	}
	set, pages := newSet(scope, above+1, found), make(map[string]*Connection[N], len(lists))
	for key, ids := range lists {
		var mine []*graph.Entity
		for _, id := range ids {
			if e := byID[id]; e != nil {
				mine = append(mine, e)
			}
		}
		c := &Connection[N]{total: len(mine), nodes: []N{}, aggregate: counted(scope, mine)}
		shown, next, prev := graph.Paged(plan, mine)
		for _, e := range shown {
			c.nodes = append(c.nodes, wrap(set, e))
		}
		c.next, c.prev, c.cursor = next, prev, func(i int) string { return q.Cursor(shown[i]) }
		pages[key] = c
	}
	return pages, nil
}

// among returns the things with the ids that meet the condition, by id.
func among[T any, ID ~string](ctx context.Context, scope *Scope, s subject[T], where graph.Where, ids []ID) ([]*T, error) {
	var out []*T
	for part := range slices.Chunk(ids, graph.MaxKeys) {
		q := graph.Query{Subject: s.name, Where: and(graph.OneOf(graph.FieldID, part...), where), AsOf: scope.At}
		found, err := every(ctx, scope, s, q)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

// aggregateOf counts entities by id, which are read when their values are
// asked for.
func aggregateOf(ids []graph.EntityID, whole func() (map[graph.EntityID]*graph.Entity, error)) *Aggregate {
	return &Aggregate{
		count: func(context.Context) (int, error) { return len(ids), nil },
		facets: func(_ context.Context, by graph.Field) ([]graph.Facet, error) {
			all, err := whole()
			var items []*graph.Entity
			for _, id := range ids {
				if e := all[id]; e != nil {
					items = append(items, e)
				}
			}
			return countItems(items, by), err
		},
	}
}

// cut returns the page of the plan, whose order is by id, from sorted ids.
func cut[ID ~string](plan *graph.Plan, ids []ID) (page []ID, next, prev bool) {
	after, before := plan.Bound, plan.Stop
	if plan.Backward {
		after, before = before, after
	}
	if after != nil {
		id, _ := after[0].(string)
		i, found := slices.BinarySearch(ids, ID(id))
		if found {
			i++
		}
		ids = ids[i:]
	}
	if before != nil {
		id, _ := before[0].(string)
		i, _ := slices.BinarySearch(ids, ID(id))
		ids = ids[:i]
	}
	more := len(ids) > plan.Limit
	switch {
	case more && plan.Backward:
		ids = ids[len(ids)-plan.Limit:]
	case more:
		ids = ids[:plan.Limit]
	}
	next, prev = plan.Ends(more)
	return ids, next, prev
}
