package analysis_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/analysis"
	"entente/graph"
	. "entente/graph/graphtest"
)

// series makes events of a kind between two states, a number in each month of 2024.
func series(d *Doc, a, b graph.EntityID, kind graph.RelationKind, counts ...int) {
	for month, n := range counts {
		for i := range n {
			d.Say(a, kind, b, When(graph.Date(fmt.Sprintf("2024-%02d-%02d", month+1, i+1))))
		}
	}
}

// course asks for shifts of months; all months are covered.
func shifts(t *testing.T, n *analysis.Network, q analysis.ShiftQuery, covers func(a, b graph.EntityID) []bool) *analysis.Shifts {
	t.Helper()
	if q.Interval == "" {
		q.Interval = graph.IntervalMonth
	}
	c, err := n.Course(q)
	if err != nil {
		t.Fatal(err)
	}
	if covers == nil {
		covers = func(_, _ graph.EntityID) []bool {
			all := make([]bool, len(c.Periods()))
			for i := range all {
				all[i] = true
			}
			return all
		}
	}
	got, err := c.Shifts(t.Context(), covers)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestShifts(t *testing.T) {
	d := NewDoc("year")
	series(d, "state:AAA", "state:BBB", graph.Consult, 2, 4, 2, 4, 2, 4, 12)
	series(d, "state:AAA", "state:CCC", graph.Accuse, 1, 0, 1, 0, 1, 0, 5)
	series(d, "state:AAA", "state:CCC", graph.Consult, 1, 0, 1, 0, 1, 0, 5)
	series(d, "state:BBB", "state:CCC", graph.Aid, 9, 9, 9, 9, 9, 9, 0)
	d.Say("state:AAA", graph.Consult, "state:DDD").Say("state:AAA", graph.Consult, "state:DDD", When("2024-01/2024-03"))
	n := networkOf(t, stored(t, d.Done()))
	q := analysis.ShiftQuery{Measure: analysis.Events, Baseline: 6, Threshold: 2, First: 10}
	got := shifts(t, n, q, nil)
	type row struct {
		Pair                          string
		Value, Mean, Deviation, Score float64
		N, Relations, Usual           int
	}
	var rows []row
	for _, s := range got.All {
		rows = append(rows, row{graph.Pair(s.A, s.B), s.Value, s.Mean, round(s.Deviation), round(s.Score), s.N, len(s.Relations), len(s.Usual)})
	}
	want := []row{
		{"state:BBB|state:CCC", 0, 9, 0, -9, 6, 0, 6},
		{"state:AAA|state:CCC", 10, 1, 1.095, 8.216, 6, 10, 6},
		{"state:AAA|state:BBB", 12, 3, 1.095, 8.216, 6, 12, 6},
	}
	want[1], want[2] = want[2], want[1]
	if diff := gocmp.Diff(want, rows); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got.Judged != 3 || got.Unjudged != 0 || len(got.Periods) != 1 || got.Periods[0].From != "2024-07-01" {
		t.Errorf("%+v", got)
	}
	q.Measure = analysis.NetOfConflict
	for _, s := range shifts(t, n, q, nil).All {
		if s.B == "state:CCC" && s.A == "state:AAA" {
			t.Errorf("as much conflict as cooperation: %+v", s)
		}
	}
	q.Measure, q.Within = analysis.Conflict, []graph.EntityID{"state:AAA", "state:CCC"}
	if only := shifts(t, n, q, nil); len(only.All) != 1 || only.All[0].Value != 5 || only.Judged != 1 {
		t.Errorf("conflict within two: %+v", only)
	}
}

func round(x float64) float64 { return math.Round(x*1000) / 1000 }

// TestShiftsWithoutCoverage leaves out of the baseline what nothing is known
// of, and does not judge what it cannot.
func TestShiftsWithoutCoverage(t *testing.T) {
	d := NewDoc("year")
	series(d, "state:AAA", "state:BBB", graph.Consult, 4, 4, 4, 0, 0, 0, 9)
	series(d, "state:AAA", "state:CCC", graph.Consult, 4, 4, 0, 0, 0, 0, 9)
	n := networkOf(t, stored(t, d.Done()))
	q := analysis.ShiftQuery{Measure: analysis.Events, Baseline: 6, Threshold: 2, First: 10}
	got := shifts(t, n, q, func(_, _ graph.EntityID) []bool { return nil })
	if len(got.All) != 1 || got.Judged != 1 || got.Unjudged != 1 {
		t.Fatalf("%+v", got)
	}
	s := got.All[0]
	if s.N != 3 || s.Mean != 4 || s.Score != 5 || s.Usual[2].Covered == s.Usual[3].Covered {
		t.Errorf("%+v", s)
	}
	// A quiet month of which something is known is a shift; of which nothing is, not.
	q.From, q.Until = "2024-04-01", "2024-05-01"
	quiet := shifts(t, n, q, func(a, b graph.EntityID) []bool {
		all := make([]bool, 8)
		for i := range all {
			all[i] = 3 <= i && i < 7
		}
		return all
	})
	if len(quiet.All) != 1 || quiet.Judged != 2 || quiet.All[0].From != "2024-04-01" || quiet.All[0].Value != 0 || quiet.All[0].Score != -4 {
		t.Errorf("%+v", quiet)
	}
}

func TestShiftsRefuse(t *testing.T) {
	n := networkOf(t, stored(t, chance(1, 4, 20)...))
	for name, q := range map[string]analysis.ShiftQuery{
		"baseline":  {Baseline: 2, Threshold: 2, First: 1},
		"long":      {Baseline: 61, Threshold: 2, First: 1},
		"threshold": {Baseline: 4, First: 1},
		"no number": {Baseline: 4, Threshold: math.NaN(), First: 1},
		"none":      {Baseline: 4, Threshold: 2},
		"many":      {Baseline: 4, Threshold: 2, First: 1, Interval: graph.IntervalDay, From: "2020-01-01", Until: "2024-01-01"},
	} {
		if _, err := n.Course(q); !errors.Is(err, graph.ErrInvalid) && !errors.Is(err, graph.ErrTooLarge) {
			t.Errorf("%s: %v", name, err)
		}
	}
	c, err := n.Course(analysis.ShiftQuery{Interval: graph.IntervalYear, Baseline: 4, Threshold: 2, First: 1})
	if err != nil {
		t.Fatal(err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Shifts(ended, func(_, _ graph.EntityID) []bool { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end: %v", err)
	}
	nothing := shifts(t, networkOf(t, stored(t)), analysis.ShiftQuery{Baseline: 4, Threshold: 2, First: 1}, nil)
	if len(nothing.All) != 0 || len(nothing.Periods) != 0 {
		t.Errorf("of nothing: %+v", nothing)
	}
}
