package resolvers

import (
	"context"
	"sync/atomic"
	"time"

	"entente/analysis"
	"entente/graph"
	"entente/resolvers/internal/feed"
	"entente/resolvers/internal/view"
)

// root answers the root fields; what lies below them, the types of view do.
type root struct {
	store   graph.Reader
	shared  graph.Reader // for what is read once for many requests
	now     func() time.Time
	cache   *analysis.Cache
	feed    *feed.Feed
	lastDay atomic.Pointer[calendarDay] // that today gave, which takes a while to write
	// recovered makes an error of a panic, which it logs.
	recovered func(ctx context.Context, panicked any) error
}

// today returns the day, in UTC.
func (r *root) today() graph.Day {
	now := r.now().UTC()
	number := now.Unix() / (24 * 60 * 60)
	if last := r.lastDay.Load(); last != nil && last.number == number {
		return last.day
	}
	d := graph.NewDay(now)
	r.lastDay.Store(&calendarDay{number, d})
	return d
}

// calendarDay is a day and its number since 1970.
type calendarDay struct {
	number int64
	day    graph.Day
}

// scope is what a root field hands down.
func (r *root) scope(asOf *view.AsOf) *view.Scope {
	return &view.Scope{Reader: r.store, Shared: r.shared, At: asOf.Point(), Today: r.today(), Cache: r.cache}
}

func args(where map[string]any, sort any, first *int32, after *string, last *int32, before *string) view.Args {
	return view.Args{Where: where, Sort: sort, Paging: view.Paging{First: first, After: after, Last: last, Before: before}}
}
