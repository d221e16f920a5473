package view

import (
	"context"
	"slices"

	"entente/graph"
)

// Paging are the arguments of a paged field.
type Paging struct {
	First  *int32
	After  *string
	Last   *int32
	Before *string
}

// DefaultPage returns the size of a page that no argument sets, with a number
// of pages above it: those in pages of pages are small, since their sizes
// multiply.
func DefaultPage(above int) int {
	switch above {
	case 0, 1:
		return graph.DefaultPage
	case 2:
		return 10
	}
	return 5
}

// apply puts the arguments into the query of a field with a number of pages
// above it. The error wraps graph.ErrInvalid or graph.ErrTooLarge.
func (p Paging) apply(q *graph.Query, above int) error {
	for _, size := range []struct {
		arg *int32
		to  *int
	}{{p.First, &q.First}, {p.Last, &q.Last}} {
		switch {
		case size.arg == nil:
			continue
		case *size.arg < 1:
			return graph.Invalidf("first and last must be at least 1")
		}
		*size.to = int(*size.arg)
	}
	if q.First == 0 && q.Last == 0 {
		q.First = DefaultPage(above)
	}
	if p.After != nil {
		q.After = *p.After
	}
	if p.Before != nil {
		q.Before = *p.Before
	}
	_, err := q.Plan()
	return err
}

// PageInfo says where a page lies in its list.
type PageInfo struct {
	HasNextPage, HasPreviousPage bool
	StartCursor, EndCursor       *string
}

// Edge is an item of a page with its cursor.
type Edge[N any] struct {
	Cursor string
	Node   N
}

// Connection is a page of a list.
type Connection[N any] struct {
	nodes      []N
	cursor     func(i int) string
	next, prev bool
	total      int
	aggregate  *Aggregate
}

// Nodes returns the items, never nil.
func (c *Connection[N]) Nodes() []N { return c.nodes }

// Edges returns the items with their cursors, never nil.
func (c *Connection[N]) Edges() []Edge[N] {
	edges := make([]Edge[N], len(c.nodes))
	for i, n := range c.nodes {
		edges[i] = Edge[N]{c.cursor(i), n}
	}
	return edges
}

// PageInfo returns where the page lies.
func (c *Connection[N]) PageInfo() *PageInfo {
	info := &PageInfo{HasNextPage: c.next, HasPreviousPage: c.prev}
	if last := len(c.nodes) - 1; last >= 0 {
		start, end := c.cursor(0), c.cursor(last)
		info.StartCursor, info.EndCursor = &start, &end
	}
	return info
}

// TotalCount returns how many items match on all pages; -1 where the query that
// made the connection did not ask.
func (c *Connection[N]) TotalCount() int { return c.total }

// Aggregate returns counts over all items that match.
func (c *Connection[N]) Aggregate() *Aggregate { return c.aggregate }

// subject is how things of one subject are found.
type subject[T any] struct {
	name graph.Subject
	find func(graph.Reader, context.Context, graph.Query) ([]graph.Page[T], error)
}

var (
	entities  = subject[graph.Entity]{graph.SubjectEntity, graph.Reader.FindEntities}
	relations = subject[graph.Relation]{graph.SubjectRelation, graph.Reader.FindRelations}
	claims    = subject[graph.Claim]{graph.SubjectClaim, graph.Reader.FindClaims}
	documents = subject[graph.Document]{graph.SubjectDocument, graph.Reader.FindDocuments}
	sources   = subject[graph.Source]{graph.SubjectSource, graph.Reader.FindSources}
	loads     = subject[graph.Load]{graph.SubjectLoad, graph.Reader.FindLoads}
)

// query makes the query of a paged field with a number of pages above it: the
// base condition and the arguments. It asks for the total where the field does.
func (s subject[T]) query(ctx context.Context, scope *Scope, pages int, base graph.Where, args Args) (graph.Query, error) {
	q := graph.Query{Subject: s.name, AsOf: scope.At}
	if s.name == graph.SubjectLoad {
		q.AsOf = graph.AsOf{}
	}
	where, err := translate(s.name, args.Where)
	if err != nil {
		return q, err
	}
	q.Where = and(base, where)
	if q.Sort, err = order(s.name, args.Sort); err != nil {
		return q, err
	}
	q.Total = wants(ctx, "totalCount") || wants(ctx, "aggregate", "count")
	if err := args.apply(&q, pages); err != nil {
		return q, err
	}
	if q.Bare = q.Total && !wants(ctx, "nodes") && !wants(ctx, "edges") && !wants(ctx, "pageInfo"); q.Bare {
		return q, nil
	}
	s.attach(ctx, &q)
	q.Extent = s.extent(ctx, q.Sort)
	return q, nil
}

// Args are the arguments of a filtered, sorted and paged field.
type Args struct {
	Where map[string]any
	// Sort is a list of the sort inputs of the subject, nil for none.
	Sort any
	Paging
}

// and joins conditions; those that hold for everything are left out, and those
// that are nothing but a list of conditions are spelt out.
func and(parts ...graph.Where) graph.Where {
	var all []graph.Where
	for _, p := range parts {
		switch {
		case always(p):
		case len(p.Or) == 0 && p.Not == nil && p.Field == "" && p.Edge == "":
			all = append(all, p.And...)
		default:
			all = append(all, p)
		}
	}
	if len(all) == 1 {
		return all[0]
	}
	return graph.Where{And: all}
}

func always(w graph.Where) bool {
	return len(w.And) == 0 && len(w.Or) == 0 && w.Not == nil && w.Field == "" && w.Edge == ""
}

// list answers a root field.
func list[T, N any](ctx context.Context, scope *Scope, s subject[T], base graph.Where, args Args, wrap func(*Set[T], *T) N) (*Connection[N], error) {
	return listBelow(ctx, scope, 0, s, base, args, wrap)
}

// listBelow is list with a number of pages above.
func listBelow[T, N any](ctx context.Context, scope *Scope, above int, s subject[T], base graph.Where, args Args, wrap func(*Set[T], *T) N) (*Connection[N], error) {
	q, err := s.query(ctx, scope, above, base, args)
	if err != nil {
		return nil, err
	}
	pages := []graph.Page[T]{{Total: -1}}
	if s.paged(ctx) {
		if pages, err = s.find(scope.Reader, ctx, q); err != nil {
			return nil, err
		}
	}
	set := newSet(absorb(scope, q, pages), above+1, pointers(nil, pages[0].Items))
	return connect(&pages[0], set, q, wrap, scope.aggregate(s.name, q, pages[0].Total)), nil
}

// join says how the things below an item are found: those whose field by has
// the item's key.
type join[P any] struct {
	by  graph.Field
	key func(*P) string
	// same picks the items that ask for the same field; nil for all.
	same func(*P) bool
}

// below answers a field of one of the items that came in together, for all of
// them at once.
func below[P, T, N any](ctx context.Context, from *Set[P], me *P, on join[P], s subject[T], base graph.Where, args Args, wrap func(*Set[T], *T) N) (*Connection[N], error) {
	all, err := share(from, asking(ctx, string(me2kind(me))), func() (map[string]*Connection[N], error) {
		q, err := s.query(ctx, from.scope, from.pages, base, args)
		if err != nil {
			return nil, err
		}
		q.By = on.by
		keys := on.keys(from.items)
		pages, err := findAll(ctx, from.scope, s, q, keys)
		if err != nil {
			return nil, err
		}
		var items []*T
		for i := range pages {
			items = pointers(items, pages[i].Items)
		}
		set, out := newSet(absorb(from.scope, q, pages), from.pages+1, items), make(map[string]*Connection[N], len(keys))
		counts := newTally(from.scope, s, q, keys)
		for i, key := range keys {
			out[key] = connect(&pages[i], set, q, wrap, counts.of(key, pages[i].Total))
		}
		return out, nil
	})
	if err != nil {
		return nil, err
	}
	if c := all[on.key(me)]; c != nil {
		return c, nil
	}
	return &Connection[N]{nodes: []N{}, aggregate: emptyAggregate()}, nil
}

// me2kind tells apart the steps of items of different kinds in one set.
func me2kind(item any) graph.EntityKind {
	if e, ok := item.(*graph.Entity); ok {
		return e.Kind
	}
	return ""
}

func (j join[P]) keys(items []*P) []string {
	return unique(items, func(p *P) []string {
		if j.same != nil && !j.same(p) {
			return nil
		}
		return []string{j.key(p)}
	})
}

// findAll answers a query by keys with one page per key, in as many calls as
// the limit of keys makes necessary.
func findAll[T any](ctx context.Context, scope *Scope, s subject[T], q graph.Query, keys []string) ([]graph.Page[T], error) {
	pages := make([]graph.Page[T], 0, len(keys))
	for part := range slices.Chunk(keys, graph.MaxKeys) {
		q.Keys = part
		found, err := s.find(scope.Reader, ctx, q)
		if err != nil {
			return nil, err
		}
		pages = append(pages, found...)
	}
	return pages, nil
}

func connect[T, N any](page *graph.Page[T], set *Set[T], q graph.Query, wrap func(*Set[T], *T) N, a *Aggregate) *Connection[N] {
	c := &Connection[N]{nodes: make([]N, len(page.Items)), next: page.HasNext, prev: page.HasPrevious, total: page.Total, aggregate: a}
	for i := range page.Items {
		c.nodes[i] = wrap(set, &page.Items[i])
	}
	c.cursor = func(i int) string { return q.Cursor(&page.Items[i]) }
	return c
}

func pointers[T any](to []*T, items []T) []*T {
	for i := range items {
		to = append(to, &items[i])
	}
	return to
}
