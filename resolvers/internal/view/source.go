package view

import (
	"context"

	"entente/graph"
	"entente/resolvers/internal/model"
)

// Source is a source with the set it came in.
type Source struct {
	*graph.Source
	set *Set[graph.Source]
}

func source(set *Set[graph.Source], s *graph.Source) *Source { return &Source{s, set} }

func (*Source) isNode() {}

// sourceBelow returns the source of an item, nil for none.
func sourceBelow[P any](ctx context.Context, from *Set[P], me *P, of func(*P) graph.SourceID) (*Source, error) {
	all, err := share(from, step{nil, "source"}, func() (map[graph.SourceID]*Source, error) {
		ids := unique(from.items, func(p *P) []graph.SourceID { return []graph.SourceID{of(p)} })
		if len(ids) == 0 {
			return nil, nil
		}
		found, err := from.scope.Reader.Sources(ctx, ids, from.scope.At)
		if err != nil {
			return nil, err
		}
		return wrapped(from.scope, from.pages, ids, found, source), nil
	})
	if err != nil {
		return nil, err
	}
	return all[of(me)], nil
}

// Owner returns the state that owns it, nil where none does or nobody knows.
func (s *Source) Owner(ctx context.Context) (Entity, error) {
	owner := func(s *graph.Source) []graph.EntityID { return []graph.EntityID{s.Owner} }
	all, err := lookup(ctx, s.set, "owner", owner)
	if err != nil || all[s.Source.Owner] == nil {
		return nil, err
	}
	set, err := setOf(s.set, "owners", all, owner)
	if err != nil {
		return nil, err
	}
	return entity(set, all[s.Source.Owner]), nil
}

// Reliability returns a letter of the Admiralty scale, nil where it is not rated.
func (s *Source) Reliability() *string { return optional(s.Source.Reliability) }

// Documents returns the documents that it published.
func (s *Source) Documents(ctx context.Context, where map[string]any, sort []*model.DocumentSort, first *int32, after *string, last *int32, before *string) (*DocumentConnection, error) {
	args := Args{where, sort, Paging{first, after, last, before}}
	on := join[graph.Source]{by: "source", key: func(s *graph.Source) string { return string(s.ID) }}
	return below(ctx, s.set, s.Source, on, documents, graph.Where{}, args, document)
}

// Load is a load.
type Load struct{ *graph.Load }

func load(_ *Set[graph.Load], l *graph.Load) *Load { return &Load{l} }

func (*Load) isNode() {}

// Ended returns when it ended, nil while it runs.
func (l *Load) Ended() *graph.Instant {
	if l.Load.Ended == "" {
		return nil
	}
	return &l.Load.Ended
}

// Extractor returns the extractor, nil where it is not recorded.
func (l *Load) Extractor() *string { return optional(l.Load.Extractor) }

// Message returns why it failed, nil where it did not.
func (l *Load) Message() *string { return optional(l.Load.Message) }

// Refusal is a document that a load did not take.
type Refusal struct{ graph.Refusal }

// Line returns the line or item in the input, nil for the whole.
func (r Refusal) Line() *int {
	if r.Refusal.Line == 0 {
		return nil
	}
	return &r.Refusal.Line
}

// Code says in one word why it was refused.
func (r Refusal) Code() string { return string(r.Refusal.Code) }

// Refusals returns the documents that it did not take.
func (l *Load) Refusals() []Refusal {
	out := make([]Refusal, len(l.Load.Refusals))
	for i, r := range l.Load.Refusals {
		out[i] = Refusal{r}
	}
	return out
}

// LoadCounts says what a load changed.
type LoadCounts = graph.Counts
