package resolvers

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"time"

	"entente/graph"
)

// patience is how many times longer than its limit a read may take that does
// not compute, since the machine does other things, or a server has yet to begin.
const patience = 10

// allowance is what one read may take: time to compute here, and time of a
// database server, on the clock. The zero value is no limit.
type allowance struct{ compute, database time.Duration }

// pace tells how long each of the reads that run side by side has computed, as
// if they shared alike in what the process computes: a read is stopped for what
// it costs, not for the company that it is in. It is safe for concurrent use.
type pace struct {
	cores int

	mu      sync.Mutex
	running int
	at      time.Time
	process time.Duration
	had     share
}

// share is what a read that always ran has had: time to compute, and its part
// of the time on the clock.
type share struct{ computed, passed time.Duration }

// left reports how long the limit lasts at least.
func (s share) left(limit time.Duration) time.Duration {
	return min(limit-s.computed, patience*limit-s.passed)
}

func newPace() *pace { return &pace{cores: runtime.GOMAXPROCS(0)} }

// What ends the context of a read that took too long.
var (
	errLong   = errors.New("the read computes for too long")
	errServed = errors.New("the database takes too long for the read")
)

// step changes the number of reads that run, and returns what each that ran had.
func (p *pace) step(more int) share {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	process, known := computed()
	if p.running > 0 {
		passed := now.Sub(p.at)
		if p.running > p.cores {
			passed = passed * time.Duration(p.cores) / time.Duration(p.running)
		}
		p.had.passed += passed
		if known {
			passed = min(passed, (process-p.process)/time.Duration(p.running))
		}
		p.had.computed += passed
	}
	p.at, p.process, p.running = now, process, p.running+more
	return p.had
}

// bounded is a read with a limit.
type bounded struct {
	*pace
	most   allowance
	cancel context.CancelCauseFunc

	mu    sync.Mutex
	timer *time.Timer // nil once the read has ended
	// resting counts what the read waits for that is not its own, serving what a
	// database does for it.
	resting, serving int
	at               share         // when the following were added up
	used             share         // by the read itself
	served           time.Duration // by a database
}

// bound returns a context that ends when the read has had its limit, and what
// is to be called at the read's end.
func (p *pace) bound(ctx context.Context, most allowance) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	b := &bounded{pace: p, most: most, at: p.step(1), cancel: cancel}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.timer = time.AfterFunc(most.compute, b.look)
	return graph.WithServed(graph.WithUnhurried(ctx, b.rest), b.serve), b.end
}

func (b *bounded) end() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.timer.Stop()
	b.timer = nil
	b.step(-1)
	b.cancel(nil)
}

// add adds up what has been used until now.
func (b *bounded) add() {
	now := b.step(0)
	computed, passed := now.computed-b.at.computed, now.passed-b.at.passed
	switch b.at = now; {
	case b.resting > 0:
	case b.serving > 0:
		b.served += passed
	default:
		b.used.computed += computed
		b.used.passed += passed
	}
}

// look ends the context where a limit is reached, else it looks again.
func (b *bounded) look() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.timer == nil {
		return
	}
	b.add()
	left, err := b.used.left(b.most.compute), errLong
	switch {
	case b.resting > 0:
		left = b.most.compute
	case b.serving > 0:
		left, err = b.most.database-b.served, errServed
	}
	if left <= 0 {
		b.cancel(err)
		return
	}
	b.timer.Reset(max(left, time.Millisecond))
}

// rest stops the read's clocks, and returns what starts them again.
func (b *bounded) rest() (again func()) { return b.count(&b.resting) }

// serve measures the read by the database's clock, and returns what measures it
// by its own again.
func (b *bounded) serve() (end func()) { return b.count(&b.serving) }

func (b *bounded) count(n *int) (end func()) {
	turn := func(by int) {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.add()
		if *n += by; b.timer != nil && by > 0 && n == &b.serving {
			b.timer.Reset(max(min(b.most.compute, b.most.database-b.served), time.Millisecond))
		}
	}
	turn(1)
	return func() { turn(-1) }
}

// stopped returns the error of a read: the limit's where it was stopped for it.
func stopped(ctx context.Context, err error, most allowance) error {
	switch cause := context.Cause(ctx); {
	case errors.Is(cause, errLong):
		return &graph.LimitError{What: "read", Limit: int(most.compute.Milliseconds())}
	case errors.Is(cause, errServed):
		return &graph.LimitError{What: "database", Limit: int(most.database.Milliseconds())}
	}
	return err
}
