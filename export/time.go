package export

import (
	"context"

	"entente/graph"
)

// horizon are the days that stand for the open ends of intervals: a timeline
// that ran from the year 0 to 9999 would show nothing.
type horizon struct{ first, last graph.Day }

// findHorizon returns the first and the last day of which the relations to
// write tell: by what was said last, and by the times of what happened.
func findHorizon(ctx context.Context, store graph.Reader, o Options) (horizon, error) {
	var h horizon
	closed := graph.Where{And: []graph.Where{
		{Field: "when", Op: graph.Gte, Value: "0001-01-01"},
		{Field: "when", Op: graph.Lte, Value: "9998-12-31"},
	}}
	for _, by := range []struct {
		order graph.Order
		where graph.Where
		day   func(*graph.Relation) graph.Day
	}{
		{graph.Order{Field: "when"}, closed, func(r *graph.Relation) graph.Day { return r.When.Earliest() }},
		{graph.Order{Field: "lastSeen", Desc: true}, graph.Where{}, func(r *graph.Relation) graph.Day { return r.LastSeen.Latest() }},
		{graph.Order{Field: "when", Desc: true}, closed, func(r *graph.Relation) graph.Day { return r.When.Latest() }},
	} {
		if h.last != "" && by.order.Field == "when" {
			continue // plans reach far into the future; what was said last is enough
		}
		q := graph.Query{Subject: graph.SubjectRelation, Where: and(o.relations(), by.where), Sort: []graph.Order{by.order}, First: 1, AsOf: o.AsOf}
		pages, err := store.FindRelations(ctx, q)
		if err != nil {
			return h, err
		}
		if items := pages[0].Items; len(items) > 0 {
			h.reach(by.day(&items[0]), by.order.Desc)
		}
	}
	h.last = max(h.last, o.AsOf.Valid)
	return h, nil
}

func (h *horizon) reach(day graph.Day, last bool) {
	switch {
	case day == "" || day == graph.MinDay || day == graph.MaxDay:
	case last:
		h.last = day
	default:
		h.first = day
	}
}

// spell returns the days that the date may mean, with the horizon for open
// ends; false for the unknown date.
func (h *horizon) spell(when graph.Date) (spell, bool) {
	lo, hi, ok := when.Bounds()
	switch {
	case !ok || lo == graph.MinDay && hi == graph.MaxDay:
		return spell{}, false
	case hi == graph.MaxDay:
		hi = max(lo, h.last)
	case lo == graph.MinDay:
		lo = hi
		if h.first != "" {
			lo = min(hi, h.first)
		}
	}
	return spell{lo, hi}, true
}
