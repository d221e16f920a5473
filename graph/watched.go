package graph

import (
	"context"
	"sync"
)

// Watched is a store that tells of the writes that go through it, so that
// whoever waits for changes need not ask again and again. Writes of other
// processes, or to the inner store, it does not see.
type Watched struct {
	Store
	mu      sync.Mutex
	written chan struct{}
}

// Watch returns the store, watched. The two may be used side by side.
func Watch(store Store) *Watched {
	return &Watched{Store: store, written: make(chan struct{})}
}

// Written returns a channel that is closed when the next write has landed. It
// may be closed by a write that changed nothing.
func (w *Watched) Written() <-chan struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.written
}

func (w *Watched) tell() {
	w.mu.Lock()
	defer w.mu.Unlock()
	close(w.written)
	w.written = make(chan struct{})
}

// SaveLoad is Writer's.
func (w *Watched) SaveLoad(ctx context.Context, load Load) error {
	defer w.tell()
	return w.Store.SaveLoad(ctx, load)
}

// Put is Writer's.
func (w *Watched) Put(ctx context.Context, load LoadID, at Instant, contributions []Contribution) (Counts, error) {
	defer w.tell()
	return w.Store.Put(ctx, load, at, contributions)
}

// Unload is Writer's.
func (w *Watched) Unload(ctx context.Context, load LoadID, at Instant) (Counts, error) {
	defer w.tell()
	return w.Store.Unload(ctx, load, at)
}

// Decide is Writer's.
func (w *Watched) Decide(ctx context.Context, d Decision) error {
	defer w.tell()
	return w.Store.Decide(ctx, d)
}

// Undo is Writer's.
func (w *Watched) Undo(ctx context.Context, id DecisionID, at Instant) error {
	defer w.tell()
	return w.Store.Undo(ctx, id, at)
}
