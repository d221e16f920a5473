package graph_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
)

func TestInterval(t *testing.T) {
	type bucket struct {
		Start, End graph.Day
		Period     graph.Date
	}
	for _, c := range []struct {
		interval graph.Interval
		day      graph.Day
		want     bucket
	}{
		{graph.IntervalDay, "2024-02-29", bucket{"2024-02-29", "2024-02-29", "2024-02-29"}},
		{graph.IntervalWeek, "2025-01-01", bucket{"2024-12-30", "2025-01-05", "2024-12-30/2025-01-05"}},
		{graph.IntervalWeek, "2025-01-06", bucket{"2025-01-06", "2025-01-12", "2025-01-06/2025-01-12"}},
		{graph.IntervalMonth, "2024-02-10", bucket{"2024-02-01", "2024-02-29", "2024-02"}},
		{graph.IntervalQuarter, "2024-12-31", bucket{"2024-10-01", "2024-12-31", "2024-10-01/2024-12-31"}},
		{graph.IntervalYear, "2024-12-31", bucket{"2024-01-01", "2024-12-31", "2024"}},
		{graph.IntervalYear, "9999-05-01", bucket{"9999-01-01", "9999-12-31", "9999"}},
	} {
		start := c.interval.Start(c.day)
		got := bucket{start, c.interval.End(start), c.interval.Period(start, c.interval.End(start))}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s of %s (-want +got):\n%s", c.interval, c.day, diff)
		}
	}
}

func TestIntervalSeries(t *testing.T) {
	got, err := graph.IntervalQuarter.Series("2023-11-20", "2024-07-01", 4)
	if diff := cmp.Diff([]graph.Day{"2023-10-01", "2024-01-01", "2024-04-01", "2024-07-01"}, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	if _, err := graph.IntervalQuarter.Series("2023-11-20", "2024-07-01", 3); !errors.Is(err, graph.ErrTooLarge) {
		t.Errorf("beyond the limit: %v", err)
	}
	if got, err := graph.IntervalYear.Series("9998-01-01", "9999-12-31", 9); len(got) != 2 || err != nil {
		t.Errorf("the last years: %v, %v", got, err)
	}
}
