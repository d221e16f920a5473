package view

import (
	"context"
	"math"
	"strconv"
	"strings"
	"sync"

	"entente/graph"
)

// Aggregate counts over all items that match a query, whatever the page.
type Aggregate struct {
	count  func(ctx context.Context) (int, error)
	facets func(ctx context.Context, by graph.Field) ([]graph.Facet, error)
	// owners gives the owner of each source, for the facet of that name.
	owners func(ctx context.Context, ids []graph.SourceID) ([]*graph.Source, error)
}

// Count returns how many items match.
func (a *Aggregate) Count(ctx context.Context) (int, error) { return a.count(ctx) }

// Facets counts the items by the values of a field, as the schema names it
// (FROM_KIND). The error wraps graph.ErrInvalid for an unknown one.
func (a *Aggregate) Facets(ctx context.Context, by string, first *int32) ([]graph.Facet, error) {
	limit := graph.DefaultPage
	if first != nil {
		limit = int(*first)
	}
	if limit < 1 {
		return nil, graph.Invalidf("first must be at least 1")
	}
	if limit > graph.MaxPage {
		return nil, &graph.LimitError{What: "facets", Limit: graph.MaxPage}
	}
	var all []graph.Facet
	var err error
	if by == "SOURCE_OWNER" {
		all, err = a.byOwner(ctx)
	} else {
		all, err = a.facets(ctx, FieldOf(by))
	}
	return all[:min(len(all), limit)], err
}

// byOwner counts claims by the states that own their sources.
func (a *Aggregate) byOwner(ctx context.Context) ([]graph.Facet, error) {
	bySource, err := a.facets(ctx, "source")
	if err != nil || len(bySource) == 0 {
		return nil, err
	}
	ids := make([]graph.SourceID, len(bySource))
	for i, f := range bySource {
		ids[i] = graph.SourceID(f.Value)
	}
	found, err := a.owners(ctx, ids)
	if err != nil {
		return nil, err
	}
	type sum struct {
		count  int
		tenths float64
	}
	sums := make(map[string]sum)
	for i, s := range found {
		owner := ""
		if s != nil {
			owner = string(s.Owner)
		}
		n := sums[owner]
		sums[owner] = sum{n.count + bySource[i].Count, n.tenths + bySource[i].Goldstein*float64(bySource[i].Count)*10}
	}
	out := make([]graph.Facet, 0, len(sums))
	for owner, n := range sums {
		out = append(out, graph.NewFacet(owner, n.count, int64(math.Round(n.tenths))))
	}
	graph.SortFacets(out)
	return out, nil
}

// FieldOf returns the graph's name of a field that the schema writes in
// capitals: FROM_KIND is fromKind.
func FieldOf(name string) graph.Field {
	words := strings.Split(strings.ToLower(name), "_")
	for i, w := range words[1:] {
		words[i+1] = strings.ToUpper(w[:1]) + w[1:]
	}
	return graph.Field(strings.Join(words, ""))
}

// countItems counts items by the values of a field, as Reader.Facets does.
func countItems[T any](items []*T, by graph.Field) []graph.Facet {
	return graph.CountFacets(items, func(item *T) []string {
		switch v := graph.Value(item, by).(type) {
		case []string:
			return v
		case string:
			if v != "" {
				return []string{v}
			}
		case bool:
			return []string{strconv.FormatBool(v)}
		}
		return nil
	})
}

func emptyAggregate() *Aggregate {
	return &Aggregate{
		count:  func(context.Context) (int, error) { return 0, nil },
		facets: func(context.Context, graph.Field) ([]graph.Facet, error) { return nil, nil },
	}
}

func (s *Scope) owners(ctx context.Context, ids []graph.SourceID) ([]*graph.Source, error) {
	return s.Reader.Sources(ctx, ids, s.At)
}

// aggregate counts over a query without keys; total is its count, -1 for unknown.
func (s *Scope) aggregate(_ graph.Subject, q graph.Query, total int) *Aggregate {
	return &Aggregate{
		owners: s.owners,
		count:  func(context.Context) (int, error) { return total, nil },
		facets: func(ctx context.Context, by graph.Field) ([]graph.Facet, error) { return s.Reader.Facets(ctx, q, by) },
	}
}

// tally counts for all keys of a query at once.
type tally[T any] struct {
	scope *Scope
	s     subject[T]
	q     graph.Query
	keys  []string
	once  sync.Once
	pages map[string]graph.Page[T]
	err   error
}

func newTally[T any](scope *Scope, s subject[T], q graph.Query, keys []string) *tally[T] {
	q.Sort, q.After, q.Before, q.Last, q.Total, q.Bare = nil, "", "", 0, false, false
	q.First = graph.MaxPage
	return &tally[T]{scope: scope, s: s, q: q, keys: keys}
}

func (t *tally[T]) of(key string, total int) *Aggregate {
	return &Aggregate{
		owners: t.scope.owners,
		count:  func(context.Context) (int, error) { return total, nil },
		facets: func(ctx context.Context, by graph.Field) ([]graph.Facet, error) { return t.facets(ctx, key, by) },
	}
}

// facets asks the store to count where there is one key, or more items than a
// page holds, and else counts the items of all keys, which it reads once.
func (t *tally[T]) facets(ctx context.Context, key string, by graph.Field) ([]graph.Facet, error) {
	if len(t.keys) > 1 {
		t.once.Do(func() { t.err = t.load(ctx) })
		if t.err != nil {
			return nil, t.err
		}
		if page := t.pages[key]; !page.HasNext {
			return countItems(pointers(nil, page.Items), by), nil
		}
	}
	q := t.q
	q.Where, q.By, q.Keys = and(graph.Is(q.By, key), q.Where), "", nil
	return t.scope.Reader.Facets(ctx, q, by)
}

func (t *tally[T]) load(ctx context.Context) error {
	pages, err := findAll(ctx, t.scope, t.s, t.q, t.keys)
	if err != nil {
		return err
	}
	t.pages = make(map[string]graph.Page[T], len(pages))
	for i, p := range pages {
		t.pages[t.keys[i]] = p
	}
	return nil
}
