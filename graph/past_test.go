package graph_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"testing"

	"entente/graph"
	. "entente/graph/graphtest"
)

// pastLog is the log of one document with so many claims, and counts how often
// it is read.
type pastLog struct{ read int }

func (l *pastLog) of(claims int) func() iter.Seq2[graph.LogEntry, error] {
	d := NewDoc("past")
	for i := range claims {
		d.Say("state:AAA", graph.Aid, graph.EntityID(fmt.Sprintf("state:B%d", i)))
	}
	c := d.Done()
	return func() iter.Seq2[graph.LogEntry, error] {
		l.read++
		return func(yield func(graph.LogEntry, error) bool) {
			head := graph.LogContribution{ID: "contribution:one", Document: c.Document, Text: c.Text, Complete: true,
				Known: []graph.Period{{From: "2025-01-01T00:00:00.000000Z", Until: graph.Forever}}}
			if !yield(graph.LogEntry{Contribution: &head}, nil) {
				return
			}
			for i := range c.Claims {
				if !yield(graph.LogEntry{Claim: &c.Claims[i]}, nil) {
					return
				}
			}
		}
	}
}

func moment(day, seq int) graph.Moment {
	return graph.Moment{Known: graph.Instant(fmt.Sprintf("2025-01-%02dT00:00:00.000000Z", day)), Seq: int64(seq)}
}

// TestPast keeps what was asked for last within its room, and forgets what an
// older state knew.
func TestPast(t *testing.T) {
	var log pastLog
	p := graph.Past{Room: 10}
	ask := func(day, seq, claims int, want int) {
		t.Helper()
		before := log.read
		snap, err := p.At(t.Context(), moment(day, seq), log.of(claims))
		if err != nil {
			t.Fatal(err)
		}
		if got := len(snap.Projection().Claims); got != claims {
			t.Errorf("day %d has %d claims, want %d", day, got, claims)
		}
		if got := log.read - before; got != want {
			t.Errorf("day %d: the log is read %d times, want %d", day, got, want)
		}
	}
	ask(2, 1, 4, 1)
	ask(3, 1, 4, 1)
	ask(2, 1, 4, 0) // both are kept
	ask(4, 1, 5, 1) // with this one there is room for one more: that used last
	ask(2, 1, 4, 0)
	ask(3, 1, 4, 1)
	ask(2, 1, 4, 0)
	ask(2, 2, 4, 1) // the store has moved on
	ask(3, 2, 4, 1)
}

// TestPastTooLarge refuses what alone exceeds the room, and keeps nothing of it.
func TestPastTooLarge(t *testing.T) {
	var log pastLog
	p := graph.Past{Room: 3}
	for range 2 {
		_, err := p.At(t.Context(), moment(2, 1), log.of(4))
		var limit *graph.LimitError
		if !errors.As(err, &limit) || limit.What != "past" || limit.Limit != 3 {
			t.Fatalf("%v", err)
		}
	}
	if log.read != 2 {
		t.Errorf("the log is read %d times", log.read)
	}
	if _, err := p.At(t.Context(), moment(2, 1), log.of(3)); err != nil {
		t.Error(err)
	}
}

// TestPastOutlivesReaders makes a snapshot for a reader that waits for one whose
// context has ended.
func TestPastOutlivesReaders(t *testing.T) {
	var log pastLog
	var p graph.Past
	first, cancel := context.WithCancel(t.Context())
	entered, leave := make(chan struct{}), make(chan struct{})
	slow := func() iter.Seq2[graph.LogEntry, error] {
		close(entered)
		<-leave
		return func(yield func(graph.LogEntry, error) bool) { yield(graph.LogEntry{}, first.Err()) }
	}
	failed := make(chan error)
	go func() {
		_, err := p.At(first, moment(2, 1), slow)
		failed <- err
	}()
	<-entered
	second := make(chan error)
	go func() {
		_, err := p.At(t.Context(), moment(2, 1), log.of(1))
		second <- err
	}()
	cancel()
	close(leave)
	if err := <-failed; !errors.Is(err, context.Canceled) {
		t.Errorf("the first reader gets %v", err)
	}
	if err := <-second; err != nil {
		t.Errorf("the second reader gets %v", err)
	}
}

// TestPastStopsClocks tells one who bounds reads that this is no read's own time.
func TestPastStopsClocks(t *testing.T) {
	var log pastLog
	var p graph.Past
	stopped, again := 0, 0
	ctx := graph.WithUnhurried(t.Context(), func() func() {
		stopped++
		return func() { again++ }
	})
	if _, err := p.At(ctx, moment(2, 1), log.of(1)); err != nil || stopped != 1 || again != 1 {
		t.Errorf("stopped %d times, started %d times: %v", stopped, again, err)
	}
}
