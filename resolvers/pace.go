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
// not compute here, since a server works for it or the machine does other things.
const patience = 10

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

// of reports how long the limit lasts at least.
func (s share) of(limit time.Duration, since share) time.Duration {
	return min(limit-(s.computed-since.computed), patience*limit-(s.passed-since.passed))
}

func newPace() *pace { return &pace{cores: runtime.GOMAXPROCS(0)} }

// errLong is the cause of a context whose read took too long.
var errLong = errors.New("the read takes too long")

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
	limit  time.Duration
	cancel context.CancelCauseFunc

	mu      sync.Mutex
	timer   *time.Timer // nil once the read has ended
	from    share
	resting int // what the read waits for that is not its own,
	since   share
}

// bound returns a context that ends when the read has had its limit, and what
// is to be called at the read's end.
func (p *pace) bound(ctx context.Context, limit time.Duration) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	b := &bounded{pace: p, limit: limit, from: p.step(1), cancel: cancel}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.timer = time.AfterFunc(limit, b.look)
	return graph.WithUnhurried(ctx, b.rest), b.end
}

func (b *bounded) end() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.timer.Stop()
	b.timer = nil
	b.step(-1)
	b.cancel(nil)
}

// look ends the context where the limit is reached, else it looks again.
func (b *bounded) look() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.timer == nil {
		return
	}
	left := b.limit
	if b.resting == 0 {
		left = b.step(0).of(b.limit, b.from)
	}
	if left <= 0 {
		b.cancel(errLong)
		return
	}
	b.timer.Reset(max(left, time.Millisecond))
}

// rest stops the read's clock, and returns what starts it again.
func (b *bounded) rest() (again func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.resting++; b.resting == 1 {
		b.since = b.step(0)
	}
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		if b.resting--; b.resting == 0 {
			now := b.step(0)
			b.from.computed += now.computed - b.since.computed
			b.from.passed += now.passed - b.since.passed
		}
	}
}

// stopped returns the error of a read: the limit's where it was stopped for it.
func stopped(ctx context.Context, err error, limit time.Duration) error {
	if errors.Is(context.Cause(ctx), errLong) {
		return &graph.LimitError{What: "read", Limit: int(limit.Milliseconds())}
	}
	return err
}
