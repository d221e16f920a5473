package resolvers

import (
	"context"
	"time"

	"entente/analysis"
	"entente/graph"
	"entente/resolvers/internal/feed"
	"entente/resolvers/internal/view"
)

// root answers the root fields; what lies below them, the types of view do.
type root struct {
	store    graph.Reader
	shared   graph.Reader // for what is read once for many requests
	now      func() time.Time
	networks analysis.Cache
	names    *view.NameCache
	feed     *feed.Feed
	// recovered makes an error of a panic, which it logs.
	recovered func(ctx context.Context, panicked any) error
}

// scope is what a root field hands down.
func (r *root) scope(asOf *view.AsOf) *view.Scope {
	return &view.Scope{Reader: r.store, Shared: r.shared, At: asOf.Point(), Today: graph.NewDay(r.now().UTC()), Networks: &r.networks, Names: r.names}
}

func args(where map[string]any, sort any, first *int32, after *string, last *int32, before *string) view.Args {
	return view.Args{Where: where, Sort: sort, Paging: view.Paging{First: first, After: after, Last: last, Before: before}}
}
