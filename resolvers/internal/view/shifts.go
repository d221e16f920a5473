package view

import (
	"context"
	"maps"
	"slices"

	"entente/analysis"
	"entente/graph"
	"entente/resolvers/internal/model"
)

// Shifts are pairs that left their usual course.
type Shifts struct {
	Measure                          analysis.Measure
	Interval                         string
	Baseline                         int
	Threshold                        float64
	From, Until                      *graph.Day
	Judged, Unjudged, Undated, Wider int
	Shifts                           []*Shift
}

// Formula says how a score is computed.
func (s *Shifts) Formula() string { return analysis.ShiftFormula }

// Shift is a pair that left its usual course, with the set of those whose
// claims are read together.
type Shift struct {
	*analysis.Shift
	A, B     Actor
	interval graph.Interval
	set      *Set[analysis.Shift]
}

// Dyad returns the id of the dyad.
func (s *Shift) Dyad() string { return dyadID(s.Shift.A, s.Shift.B) }

// Period returns the period as a date.
func (s *Shift) Period() graph.Date { return s.interval.Period(s.From, s.Until) }

// UsualPeriod is a period of the baseline.
type UsualPeriod struct {
	Period  graph.Date
	Covered bool
	Value   *float64
}

// Usual returns the periods of the baseline.
func (s *Shift) Usual() []*UsualPeriod {
	out := make([]*UsualPeriod, len(s.Shift.Usual))
	for i, u := range s.Shift.Usual {
		out[i] = &UsualPeriod{Period: s.interval.Period(u.From, u.Until), Covered: u.Covered}
		if u.Covered {
			out[i].Value = &u.Value
		}
	}
	return out
}

// Claims returns the claims that affirm the events of the period: one call for
// all shifts of the set, which are of one period.
func (s *Shift) Claims(ctx context.Context, where map[string]any, sort []*model.ClaimSort, first *int32, after *string, last *int32, before *string) (*ClaimConnection, error) {
	events := unique(s.set.items, func(s *analysis.Shift) []graph.RelationID { return s.Relations })
	base := and(graph.OneOf("relation", events...), graph.Is("polarity", string(graph.Affirmed)))
	on := join[analysis.Shift]{by: "pair", key: func(s *analysis.Shift) string { return graph.Pair(s.A, s.B) }}
	return below(ctx, s.set, s.Shift, on, claims, base, Args{where, sort, Paging{first, after, last, before}}, claim)
}

// Judge is which pairs to judge, and how.
type Judge struct {
	Measured
	Measure   analysis.Measure
	Interval  string
	Baseline  int32
	Threshold float64
	First     int32
}

// FindShifts returns the pairs that left their usual course. The error wraps
// graph.ErrNotFound, graph.ErrInvalid or graph.ErrTooLarge.
func FindShifts(ctx context.Context, scope *Scope, j Judge) (*Shifts, error) {
	if j.First > graph.MaxPage {
		return nil, &graph.LimitError{What: "shifts", Limit: graph.MaxPage}
	}
	network, within, err := j.network(ctx, scope)
	if err != nil {
		return nil, err
	}
	window := j.window()
	course, err := network.Course(analysis.ShiftQuery{Measure: j.Measure, Ties: j.ties(scope), Within: within, Interval: graph.Interval(j.Interval),
		From: window.From, Until: window.Until, Baseline: int(j.Baseline), Threshold: j.Threshold, First: int(j.First)})
	if err != nil {
		return nil, err
	}
	covers, err := covering(ctx, scope, course)
	if err != nil {
		return nil, err
	}
	found, err := course.Shifts(ctx, covers)
	if err != nil {
		return nil, err
	}
	out := &Shifts{Measure: j.Measure, Interval: j.Interval, Baseline: int(j.Baseline), Threshold: j.Threshold,
		Judged: found.Judged, Unjudged: found.Unjudged, Undated: course.Undated, Wider: course.Wider}
	if n := len(found.Periods); n > 0 {
		out.From, out.Until = &found.Periods[0].From, &found.Periods[n-1].Until
	}
	out.Shifts, err = tellShifts(ctx, scope, graph.Interval(j.Interval), found.All)
	return out, err
}

// tellShifts reads the actors of shifts, and makes a set for each period, with
// no more events than one condition may name.
func tellShifts(ctx context.Context, scope *Scope, interval graph.Interval, all []analysis.Shift) ([]*Shift, error) {
	ends := unique(pointers(nil, all), func(s *analysis.Shift) []graph.EntityID { return []graph.EntityID{s.A, s.B} })
	things, err := entitiesNamed(ctx, scope, ends)
	if err != nil {
		return nil, err
	}
	sets := make(map[graph.Day]*Set[analysis.Shift])
	events := make(map[graph.Day]int)
	out := []*Shift{}
	for i := range all {
		s := &all[i]
		a, _ := things[s.A].(Actor)
		b, _ := things[s.B].(Actor)
		if a == nil || b == nil {
			continue // it has gone meanwhile
		}
		if events[s.From] += len(s.Relations); sets[s.From] == nil || events[s.From] > graph.MaxKeys {
			sets[s.From], events[s.From] = newSet[analysis.Shift](scope, 1, nil), len(s.Relations)
		}
		set := sets[s.From]
		set.items = append(set.items, s)
		out = append(out, &Shift{s, a, b, interval, set})
	}
	return out, nil
}

// covering returns what tells in which periods a document speaks of two actors:
// one published in the period, or, as tables are, over a time that touches it.
func covering(ctx context.Context, scope *Scope, course *analysis.Course) (func(a, b graph.EntityID) []bool, error) {
	periods, actors := course.Periods(), course.Actors()
	all := make(map[string][]*graph.Document, len(actors))
	for part := range chunks(actors, graph.MaxKeys) {
		keys := make([]string, len(part))
		for i, id := range part {
			keys[i] = string(id)
		}
		q := graph.Query{Subject: graph.SubjectDocument, Where: spoken(periods), By: "entities", AsOf: scope.At}
		found, err := everyBy(ctx, scope, documents, q, keys)
		if err != nil {
			return nil, err
		}
		maps.Copy(all, found)
	}
	named := numbered(all, periods)
	return func(a, b graph.EntityID) []bool {
		out := make([]bool, len(periods))
		x, y := named[a], named[b]
		for p := range out {
			out[p] = x != nil && y != nil && meet(x[p], y[p])
		}
		return out
	}, nil
}

// spoken is the condition that a document that was loaded may speak of a time
// that touches the periods.
func spoken(periods []analysis.Period) graph.Where {
	field := func(op graph.Op, value any) graph.Where {
		return graph.Where{Not: &graph.Where{Field: "publishedOn", Op: op, Value: value}}
	}
	dated := field(graph.Missing, nil)
	if len(periods) == 0 {
		return and(told(), dated)
	}
	first, last := periods[0].From, periods[len(periods)-1].Until
	return and(told(), dated, field(graph.Lt, string(first)), field(graph.Gt, string(last)))
}

// numbered returns, for each actor, the documents of each period as sorted
// numbers.
func numbered(found map[string][]*graph.Document, periods []analysis.Period) map[graph.EntityID][][]int32 {
	var ids []graph.DocumentID
	for _, docs := range found {
		for _, d := range docs {
			ids = append(ids, d.ID)
		}
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	named := make(map[graph.EntityID][][]int32, len(found))
	for key, docs := range found {
		lists := make([][]int32, len(periods))
		for _, d := range docs {
			at, _ := slices.BinarySearch(ids, d.ID)
			first, end := periodsOf(d.PublishedOn, periods)
			for p := first; p < end; p++ {
				lists[p] = append(lists[p], int32(at))
			}
		}
		named[graph.EntityID(key)] = lists
	}
	return named
}

// periodsOf returns the periods that a publication belongs to: all that an
// interval touches, else the one that holds all its days.
func periodsOf(published graph.Date, periods []analysis.Period) (first, end int) {
	lo, hi, ok := published.Bounds()
	if !ok {
		return 0, 0
	}
	interval := published.Precision() == graph.PrecisionInterval
	for i, p := range periods {
		if interval && lo <= p.Until && p.From <= hi || p.From <= lo && hi <= p.Until {
			if end == 0 {
				first = i
			}
			end = i + 1
		}
	}
	return first, end
}

// meet reports whether two sorted lists have a number in common.
func meet(x, y []int32) bool {
	for len(x) > 0 && len(y) > 0 {
		switch {
		case x[0] == y[0]:
			return true
		case x[0] < y[0]:
			x = x[1:]
		default:
			y = y[1:]
		}
	}
	return false
}
