package export

import (
	"context"
	"hash/maphash"
	"maps"
	"slices"

	"entente/graph"
)

// walk reads a store for one file.
type walk struct {
	store   graph.Reader
	o       Options
	horizon horizon
	// around are the entities near the seeds, sorted; nil without seeds.
	around []graph.EntityID
	// seed and nodes remember what was written: hashes, since ids are long.
	seed  maphash.Seed
	nodes map[uint64]struct{}
}

func newWalk(ctx context.Context, store graph.Reader, o Options) (*walk, error) {
	w := &walk{store: store, o: o, seed: maphash.MakeSeed(), nodes: make(map[uint64]struct{})}
	var err error
	if len(o.Seeds) > 0 {
		if w.around, err = w.reach(ctx); err != nil {
			return nil, err
		}
	}
	w.horizon, err = findHorizon(ctx, store, o)
	return w, err
}

// write gives the file its nodes, then its edges.
func (w *walk) write(ctx context.Context, out sink) (Summary, error) {
	var sum Summary
	if err := out.head(); err != nil {
		return sum, err
	}
	err := w.entities(ctx, pageSize, func(page []graph.Entity) error {
		for i := range page {
			w.nodes[w.hash(page[i].ID)] = struct{}{}
			sum.Nodes++
			if err := out.node(newNode(&page[i], w.o.AsOf)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return sum, err
	}
	err = w.edges(ctx, func(edges []*edge) error {
		for _, e := range edges {
			sum.Edges++
			sum.Relations += e.relations
			if err := out.edge(e); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return sum, err
	}
	return sum, out.end()
}

func (w *walk) hash(id graph.EntityID) uint64 { return maphash.String(w.seed, string(id)) }

// written reports whether the entity is a node of the file.
func (w *walk) written(id graph.EntityID) bool {
	_, ok := w.nodes[w.hash(id)]
	return ok
}

// entities yields the entities to write in the order of their ids, in pages.
func (w *walk) entities(ctx context.Context, size int, yield func([]graph.Entity) error) error {
	q := graph.Query{Subject: graph.SubjectEntity, Where: w.o.nodes(), First: size, AsOf: w.o.AsOf}
	if w.around == nil {
		return eachPage(ctx, w.store.FindEntities, q, yield)
	}
	for ids := range slices.Chunk(w.around, size) {
		q.Where = and(w.o.nodes(), graph.OneOf(graph.FieldID, ids...))
		if err := eachPage(ctx, w.store.FindEntities, q, yield); err != nil {
			return err
		}
	}
	return nil
}

// eachPage yields what a query finds, page by page.
func eachPage[T any](ctx context.Context, find func(context.Context, graph.Query) ([]graph.Page[T], error), q graph.Query, yield func([]T) error) error {
	for {
		pages, err := find(ctx, q)
		if err != nil {
			return err
		}
		items := pages[0].Items
		if len(items) > 0 {
			if err := yield(items); err != nil {
				return err
			}
			q.After = q.Cursor(&items[len(items)-1])
		}
		if !pages[0].HasNext || len(items) == 0 {
			return nil
		}
	}
}

// reach returns the entities that at most Depth relations lead to from the
// seeds, sorted.
func (w *walk) reach(ctx context.Context) ([]graph.EntityID, error) {
	found, err := w.store.Entities(ctx, w.o.Seeds, w.o.AsOf)
	if err != nil {
		return nil, err
	}
	near := make(map[graph.EntityID]bool)
	for i, e := range found {
		if e == nil {
			return nil, &missingError{w.o.Seeds[i]}
		}
		near[e.ID] = true
	}
	frontier := slices.Sorted(maps.Keys(near))
	for range w.o.Depth {
		var next []graph.EntityID
		err := w.relations(ctx, "ends", frontier, nil, func(r *graph.Relation) error {
			for _, id := range []graph.EntityID{r.From, r.To} {
				if !near[id] {
					near[id] = true
					next = append(next, id)
				}
			}
			if len(near) > maxAround {
				return &graph.LimitError{What: "entities around the seeds", Limit: maxAround}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		slices.Sort(next)
		frontier = next
	}
	return slices.Sorted(maps.Keys(near)), nil
}

// relations yields the relations to write that have one of the ids in the
// field, id by id, each id's in the order asked for.
func (w *walk) relations(ctx context.Context, by graph.Field, ids []graph.EntityID, sort []graph.Order, yield func(*graph.Relation) error) error {
	q := graph.Query{Subject: graph.SubjectRelation, Where: w.o.inner(), By: by, Sort: sort, First: perKey, AsOf: w.o.AsOf}
	for chunk := range slices.Chunk(ids, keysPerPage) {
		q.Keys = make([]string, len(chunk))
		for i, id := range chunk {
			q.Keys[i] = string(id)
		}
		pages, err := w.store.FindRelations(ctx, q)
		if err != nil {
			return err
		}
		for i := range pages {
			if err := w.rest(ctx, q, chunk[i], pages[i], yield); err != nil {
				return err
			}
		}
	}
	return nil
}

// rest yields a page of an entity's relations and those after it.
func (w *walk) rest(ctx context.Context, q graph.Query, id graph.EntityID, page graph.Page[graph.Relation], yield func(*graph.Relation) error) error {
	q.Keys, q.First = []string{string(id)}, pageSize
	for {
		for i := range page.Items {
			if err := yield(&page.Items[i]); err != nil {
				return err
			}
		}
		if !page.HasNext || len(page.Items) == 0 {
			return nil
		}
		q.After = q.Cursor(&page.Items[len(page.Items)-1])
		pages, err := w.store.FindRelations(ctx, q)
		if err != nil {
			return err
		}
		page = pages[0]
	}
}

// missingError names a seed that names nothing.
type missingError struct{ id graph.EntityID }

func (e *missingError) Error() string { return "there is no entity " + string(e.id) }

func (e *missingError) Unwrap() error { return graph.ErrNotFound }
