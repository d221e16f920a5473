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
		name      string
		now, from share
		want      time.Duration
	}{
		{"nothing yet", share{}, share{}, second},
		{"half computed", share{second / 2, second / 2}, share{}, second / 2},
		{"waits for others", share{second / 10, 5 * second}, share{}, 9 * second / 10},
		{"waits for long", share{0, 99 * second / 10}, share{}, second / 10},
		{"computed before it began", share{3 * second, 3 * second}, share{3 * second, 3 * second}, second},
		{"has had its limit", share{3 * second, 3 * second}, share{2 * second, 2 * second}, 0},
	} {
		if got := c.now.of(second, c.from); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// TestPace stops a read that waits for a server, and does not compute, after
// patience times its limit, without the time in which something is done once
// for many reads.
func TestPace(t *testing.T) {
	const limit = time.Second
	for _, c := range []struct {
		name    string
		wait    time.Duration
		rest    bool
		stopped bool
	}{
		{name: "a read that answers", wait: 9 * limit},
		{name: "a read that does not", wait: 11 * limit, stopped: true},
		{name: "work for many reads", wait: 60 * limit, rest: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := newPace()
				ctx, end := p.bound(t.Context(), limit)
				again := func() {}
				if c.rest {
					again = graph.Unhurried(ctx)
				}
				select {
				case <-ctx.Done():
				case <-time.After(c.wait):
				}
				again()
				if got := errors.Is(context.Cause(ctx), errLong); got != c.stopped {
					t.Errorf("stopped: %t, want %t (%v)", got, c.stopped, context.Cause(ctx))
				}
				var tooLong *graph.LimitError
				if err := stopped(ctx, ctx.Err(), limit); errors.As(err, &tooLong) != c.stopped {
					t.Errorf("the read's error is %v", err)
				}
				end()
				if p.running != 0 {
					t.Errorf("%d reads run", p.running)
				}
			})
		})
	}
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
