package resolvers

import (
	"context"
	"sync"
	"time"
)

// turn is the meeting place of the two sides of a subscription: the goroutine
// that finds events, and the transport that has each one answered and sent. One
// event at a time is on its way; while it is answered it holds one of the places
// in which streams may work, and its time is bounded.
type turn struct {
	// places are those in which streams work; a value in it is one taken.
	places chan struct{}
	limit  time.Duration
	// resume is the cursor that a client sends again by itself, "" for none.
	resume string

	offered chan context.CancelCauseFunc
	// finders is the goroutine that finds events.
	finders sync.WaitGroup

	mu     sync.Mutex
	timer  *time.Timer // that of the event under way, nil for none
	cursor string
	err    error
}

func newTurn(places chan struct{}, limit time.Duration, resume string) *turn {
	return &turn{places: places, limit: limit, resume: resume, offered: make(chan context.CancelCauseFunc, 1)}
}

type turnKey struct{}

func withTurn(ctx context.Context, t *turn) context.Context {
	return context.WithValue(ctx, turnKey{}, t)
}

// turnOf returns the turn of the subscription that the context belongs to, nil
// where it has no transport.
func turnOf(ctx context.Context) *turn {
	t, _ := ctx.Value(turnKey{}).(*turn)
	return t
}

// offer says that the next event may come; cancel ends its answering.
func (t *turn) offer(cancel context.CancelCauseFunc) {
	select {
	case <-t.offered: // one that nobody took
	default:
	}
	t.offered <- cancel
}

// take waits until an event may be handed over, with its cursor. The error is
// the context's.
func (t *turn) take(ctx context.Context, cursor string) error {
	var cancel context.CancelCauseFunc
	select {
	case <-ctx.Done():
		return ctx.Err()
	case cancel = <-t.offered:
	}
	if err := enter(ctx, t.places); err != nil {
		return err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.cursor = cursor
	t.timer = time.AfterFunc(t.limit, func() { cancel(context.DeadlineExceeded) })
	return nil
}

// done ends the event under way, if there is one, and returns its cursor.
func (t *turn) done() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.timer != nil {
		t.timer.Stop()
		t.timer = nil
		<-t.places
	}
	return t.cursor
}

// fail keeps the error with which the events end.
func (t *turn) fail(err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.err = err
}

// failure returns the error with which the events ended, nil for none.
func (t *turn) failure() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.err
}

// enter takes a place. The error is the context's.
func enter(ctx context.Context, places chan struct{}) error {
	select {
	case places <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
