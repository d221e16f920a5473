package resolvers

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"entente/graph"
	"entente/graph/memory"
)

// TestShare tells how long a limit lasts at least: until so much is computed, or
// patience times as much has passed.
func TestShare(t *testing.T) {
	second := time.Second
	for _, c := range []struct {
		name string
		used share
		want time.Duration
	}{
		{"nothing yet", share{}, second},
		{"half computed", share{second / 2, second / 2}, second / 2},
		{"waits for others", share{second / 10, 5 * second}, 9 * second / 10},
		{"waits for long", share{0, 99 * second / 10}, second / 10},
		{"has had its limit", share{second, second}, 0},
	} {
		if got := c.used.left(second); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// TestPace stops a read that does not compute after patience times its limit,
// and one that a database works for after that limit, without the time in which
// something is done once for many reads.
func TestPace(t *testing.T) {
	most := allowance{compute: time.Second, database: 2 * time.Second}
	for _, c := range []struct {
		name         string
		wait, served time.Duration // one after the other
		rest         bool
		stopped      string
	}{
		{name: "a read that answers", wait: 9 * time.Second},
		{name: "a read that does not", wait: 11 * time.Second, stopped: "read"},
		{name: "a database that answers", served: 1900 * time.Millisecond},
		{name: "a database that does not", served: 2100 * time.Millisecond, stopped: "database"},
		{name: "a database that plans for long", wait: 9 * time.Second, served: 1900 * time.Millisecond},
		{name: "a database that plans and does not answer", wait: 9 * time.Second, served: 2100 * time.Millisecond, stopped: "database"},
		{name: "work for many reads", wait: 60 * time.Second, served: 60 * time.Second, rest: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := newPace()
				ctx, end := p.bound(t.Context(), most)
				begun, again := time.Now(), func() {}
				if c.rest {
					again = graph.Unhurried(ctx)
				}
				pause(ctx, c.wait)
				served := graph.Served(ctx)
				pause(ctx, c.served)
				if took, longest := time.Since(begun), max(c.wait, patience*most.compute)+most.database+time.Millisecond; !c.rest && took > longest {
					t.Errorf("stopped after %v", took)
				}
				served()
				again()
				limit := ""
				var exceeded *graph.LimitError
				if errors.As(stopped(ctx, ctx.Err(), most), &exceeded) {
					limit = exceeded.What
				}
				if limit != c.stopped {
					t.Errorf("stopped for %q, want %q (%v)", limit, c.stopped, context.Cause(ctx))
				}
				end()
				if p.running != 0 {
					t.Errorf("%d reads run", p.running)
				}
			})
		})
	}
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// TestPaceServedAgain adds up what a database does for one read, also where its
// limit is shorter than the read's own.
func TestPaceServedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, end := newPace().bound(t.Context(), allowance{compute: time.Minute, database: time.Second})
		defer end()
		begun := time.Now()
		for range 5 {
			served := graph.Served(ctx)
			pause(ctx, 300*time.Millisecond)
			served()
			pause(ctx, 300*time.Millisecond)
		}
		if !errors.Is(context.Cause(ctx), errServed) || time.Since(begun) > 2*time.Second {
			t.Errorf("after %v: %v", time.Since(begun), context.Cause(ctx))
		}
	})
}

// TestPaceSharesAlike counts the time of reads beyond the cores as if they took
// turns.
func TestPaceSharesAlike(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPace()
		p.cores = 2
		from := p.step(4)
		<-time.After(8 * time.Second)
		if had := p.step(-4); had.passed-from.passed != 4*time.Second {
			t.Errorf("each of four reads on two cores had %v of 8 s", had.passed-from.passed)
		}
		from = p.step(1)
		<-time.After(8 * time.Second)
		if had := p.step(-1); had.passed-from.passed != 8*time.Second {
			t.Errorf("a read alone had %v of 8 s", had.passed-from.passed)
		}
		idle := p.step(0)
		<-time.After(time.Hour)
		if p.step(0) != idle {
			t.Error("time passes though nobody reads")
		}
	})
}

// slowRelations is a store that takes its time to list relations.
type slowRelations struct {
	graph.Reader
	wait time.Duration
}

func (s slowRelations) FindRelations(ctx context.Context, q graph.Query) ([]graph.Page[graph.Relation], error) {
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-time.After(s.wait):
	}
	return s.Reader.FindRelations(ctx, q)
}

// TestSharedReading lets the network of the graph, which many requests share, be
// read for longer than one read may take.
func TestSharedReading(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := slowRelations{memory.Open(), 15 * time.Second}
		options := Options{Limits: Limits{Read: time.Second, Time: time.Minute}}
		for query, limited := range map[string]bool{
			"{ ranking(metric: DEGREE) { periods { period } } }": false,
			"{ relations { edges { node { id } } } }":            true,
		} {
			answer := Execute(t.Context(), store, Request{Query: query}, options)
			if got := len(answer.Errors) > 0; got != limited {
				t.Errorf("%s: refused %t, want %t: %v", query, got, limited, answer.Errors)
			}
		}
	})
}
