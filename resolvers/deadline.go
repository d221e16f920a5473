package resolvers

import (
	"context"
	"sync"
	"time"
)

// deadline is context.WithTimeout for work that rarely waits: it looks at the
// clock when it is asked, and starts a timer only for those who wait for Done. A
// request that reads an entity or two ends before anybody does.
type deadline struct {
	context.Context
	at time.Time

	mu    sync.Mutex
	ended bool            // by its end function
	timed context.Context // with a timer, nil until one is needed
	stop  context.CancelFunc
}

// withDeadline returns a context that ends after some time, with its parent, or
// by the function.
func withDeadline(parent context.Context, after time.Duration) (context.Context, func()) {
	d := &deadline{Context: parent, at: time.Now().Add(after)}
	if at, ok := parent.Deadline(); ok && at.Before(d.at) {
		d.at = at
	}
	return d, d.end
}

// Deadline returns when the context ends at the latest.
func (d *deadline) Deadline() (time.Time, bool) { return d.at, true }

// Done starts the timer.
func (d *deadline) Done() <-chan struct{} {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.timed == nil {
		d.timed, d.stop = context.WithDeadline(d.Context, d.at)
		if d.ended {
			d.stop()
		}
	}
	return d.timed.Done()
}

// Err returns why the context has ended, nil where it has not.
func (d *deadline) Err() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case d.timed != nil:
		return d.timed.Err()
	case d.Context.Err() != nil:
		return d.Context.Err()
	case d.ended:
		return context.Canceled
	case time.Now().Before(d.at):
		return nil
	}
	return context.DeadlineExceeded
}

// Value returns what the timer's context has, once there is one: package context
// looks there for why it has ended.
func (d *deadline) Value(key any) any {
	d.mu.Lock()
	of := d.Context
	if d.timed != nil {
		of = d.timed
	}
	d.mu.Unlock()
	return of.Value(key)
}

func (d *deadline) end() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.ended = true; d.stop != nil {
		d.stop()
	}
}
