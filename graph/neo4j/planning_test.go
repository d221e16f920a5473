package neo4j

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
)

// TestPlanning holds that of many reads with one statement a single one is
// under way until the statement is planned, then all.
func TestPlanning(t *testing.T) {
	var p planning
	var group sync.WaitGroup
	var alone, together atomic.Int32
	failed := make(chan struct{})
	for range 16 {
		group.Go(func() {
			end, err := p.begin(t.Context(), "RETURN 1")
			if err != nil {
				t.Error(err)
				return
			}
			if n := alone.Add(1); !planned(&p, "RETURN 1") && n > 1 {
				together.Add(1)
			}
			ok := true
			select {
			case <-failed:
			default: // the first one fails, so that another goes ahead
				close(failed)
				ok = false
			}
			alone.Add(-1)
			end(ok)
		})
	}
	group.Wait()
	if together.Load() > 0 || !planned(&p, "RETURN 1") || len(p.under) > 0 {
		t.Errorf("%d at the side of the one that plans; %v, %v", together.Load(), p.planned, p.under)
	}
}

func planned(p *planning, text string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.planned[text]
}

// TestPlanningWaits holds that a read whose context ends does not wait for
// another to plan, that statements do not wait for each other, and that not more
// are remembered than planned.
func TestPlanningWaits(t *testing.T) {
	var p planning
	end, err := p.begin(t.Context(), "RETURN 1")
	if err != nil {
		t.Fatal(err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.begin(ended, "RETURN 1"); !errors.Is(err, context.Canceled) {
		t.Errorf("a read that has ended: %v", err)
	}
	for n := range 2 * mostPlanned {
		end, err := p.begin(t.Context(), fmt.Sprint("RETURN ", n+2))
		if err != nil {
			t.Fatal(err)
		}
		end(true)
	}
	if len(p.planned) > mostPlanned {
		t.Errorf("%d statements are remembered", len(p.planned))
	}
	end(true)
	if !planned(&p, "RETURN 1") {
		t.Error("what was planned is not")
	}
}
