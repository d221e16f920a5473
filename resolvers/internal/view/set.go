package view

import (
	"context"
	"errors"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/analysis"
	"entente/graph"
)

// Scope is what a root field hands down to everything below it: where to read,
// at which point of the two clocks, and which day is today. It does not change.
type Scope struct {
	Reader graph.Reader
	// Shared reads what is kept for many requests, which no one request's limit
	// bounds.
	Shared graph.Reader
	At     graph.AsOf
	Today  graph.Day
	// Cache shares what measures of the whole graph and searches of names read.
	Cache *analysis.Cache
}

// on returns the scope moved to a day, the scope itself for none.
func (s *Scope) on(day *graph.Day) *Scope {
	if day == nil {
		return s
	}
	moved := *s
	moved.At.Valid = *day
	return &moved
}

// network returns the network as known at the scope's instant.
func (s *Scope) network(ctx context.Context) (*analysis.Network, error) {
	return s.Cache.Network(ctx, s.Shared, s.At.Known)
}

// Set is what came in together. What is read for one of its items is read for
// all of them, once.
type Set[T any] struct {
	scope *Scope
	// pages is how many pages lie above: none for a thing that was asked for by
	// its id.
	pages int
	items []*T

	mu    sync.Mutex
	calls map[step]*call
}

// step names one thing to read for a set: the field of the query that asks,
// which stands for its arguments too, and a word where a field asks for more
// than one thing. Without a field, all fields share what is read.
type step struct {
	field *ast.Field
	name  string
}

type call struct {
	once  sync.Once
	value any
	err   error
}

var errBroken = errors.New("the shared read did not end")

func newSet[T any](s *Scope, pages int, items []*T) *Set[T] {
	return &Set[T]{scope: s, pages: pages, items: items, calls: make(map[step]*call)}
}

// one returns the set of a single thing.
func one[T any](s *Scope, item *T) *Set[T] { return newSet(s, 0, []*T{item}) }

// share returns what load gives for the step, and calls load once for all who
// ask. The context is that of the first who asks; they all end together.
func share[T, V any](s *Set[T], key step, load func() (V, error)) (V, error) {
	s.mu.Lock()
	c := s.calls[key]
	if c == nil {
		c = &call{err: errBroken}
		s.calls[key] = c
	}
	s.mu.Unlock()
	c.once.Do(func() {
		value, err := load()
		c.value, c.err = value, err
	})
	if c.err != nil {
		var none V
		return none, c.err
	}
	return c.value.(V), nil
}

// asking returns the step of the field that the context resolves.
func asking(ctx context.Context, name string) step {
	if fc := graphql.GetFieldContext(ctx); fc != nil {
		return step{fc.Field.Field, name}
	}
	return step{nil, name}
}

// wants reports whether the field that the context resolves has the path below
// it, such as "totalCount" or "aggregate", "count".
func wants(ctx context.Context, path ...string) bool {
	fc := graphql.GetFieldContext(ctx)
	if fc == nil || !graphql.HasOperationContext(ctx) {
		return true
	}
	return selects(graphql.GetOperationContext(ctx), fc.Field.Selections, fc.Field.Definition.Type.Name(), path)
}

func selects(oc *graphql.OperationContext, set ast.SelectionSet, typ string, path []string) bool {
	for _, f := range graphql.CollectFields(oc, set, []string{typ}) {
		if f.Name == path[0] && (len(path) == 1 || selects(oc, f.Selections, f.Definition.Type.Name(), path[1:])) {
			return true
		}
	}
	return false
}

// unique returns the keys of the items without repeats, in order.
func unique[T any, K comparable](items []*T, key func(*T) []K) []K {
	var keys []K
	var none K
	seen := make(map[K]bool)
	for _, item := range items {
		for _, k := range key(item) {
			if k != none && !seen[k] {
				seen[k] = true
				keys = append(keys, k)
			}
		}
	}
	return keys
}
