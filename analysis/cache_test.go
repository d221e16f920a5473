package analysis_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"entente/analysis"
	"entente/graph"
	. "entente/graph/graphtest"
)

// gate counts the readings of a store and lets each go on when it is told.
type gate struct {
	graph.Store
	stats atomic.Int32
	pass  chan struct{}
}

func (g *gate) Stats(ctx context.Context) (graph.Stats, error) {
	g.stats.Add(1)
	select {
	case <-g.pass:
		return g.Store.Stats(ctx)
	case <-ctx.Done():
		return graph.Stats{}, ctx.Err()
	}
}

// TestCacheReadsOnce asks from many goroutines at once: one reading answers all
// of them, another follows a change, and earlier times stay as they were.
func TestCacheReadsOnce(t *testing.T) {
	g := &gate{Store: stored(t, chance(1, 5, 40)...), pass: make(chan struct{})}
	close(g.pass)
	var c analysis.Cache
	get := func(known graph.Instant) *analysis.Network {
		n, err := c.Network(t.Context(), g, known)
		if err != nil {
			t.Error(err)
		}
		return n
	}
	first := get("")
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			if get("") != first {
				t.Error("another network of the same store")
			}
		})
	}
	wg.Wait()
	if n := g.stats.Load(); n != 1 {
		t.Errorf("read %d times", n)
	}
	put(t, g.Store, 1, NewDoc("news").Say("state:NEW", graph.Consult, "state:AAX").Done())
	second := get("")
	if second == first || second.Seq <= first.Seq {
		t.Error("a change is not seen")
	}
	before, _ := first.Size()
	if now, _ := second.Size(); now != before+1 {
		t.Errorf("%d entities after a new one, %d before", now, before)
	}
	if past, _ := get(at(0)).Size(); past != before {
		t.Errorf("%d entities as known then, %d then", past, before)
	}
}

// TestCacheLetsGo ends a reading when the last who waits for it goes, and
// another begins for the next who asks.
func TestCacheLetsGo(t *testing.T) {
	g := &gate{Store: stored(t, chance(1, 5, 40)...), pass: make(chan struct{})}
	var c analysis.Cache
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() {
		_, err := c.Network(ctx, g, "")
		ended <- err
	}()
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("the one who left: %v", err)
	}
	close(g.pass)
	if n, err := c.Network(t.Context(), g, ""); err != nil || n == nil {
		t.Errorf("the next: %v", err)
	}
}
