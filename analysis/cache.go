package analysis

import (
	"context"
	"slices"
	"sync"
	"time"

	"entente/graph"
)

// kept is how many networks a Cache keeps: that of the present, and some of
// earlier known times.
const kept = 3

// Cache shares the networks of one store between requests: each is read once
// for a known time and a version of the store. The zero value is ready; it is
// safe for concurrent use.
type Cache struct {
	mu      sync.Mutex
	entries []*entry // the one used last first
}

// entry is a network that is being read or ready.
type entry struct {
	known   graph.Instant
	done    chan struct{} // closed when it is ready
	network *Network
	ready   time.Time
	err     error
	waiting int
	cancel  context.CancelFunc
}

// Network returns the network of the store as known at an instant, "" for now.
// It is at least as new as the call. Requests that ask for the same one while
// it is read wait for one reading, which goes on until the last of them has
// gone. The error is the reader's, or that of the context.
func (c *Cache) Network(ctx context.Context, r graph.Reader, known graph.Instant) (*Network, error) {
	if known == graph.Forever {
		known = ""
	}
	var old *Network
	for {
		e, fresh := c.take(r, known, old)
		select {
		case <-e.done:
		case <-ctx.Done():
			c.leave(e)
			return nil, ctx.Err()
		}
		c.leave(e)
		switch {
		case e.err != nil && fresh:
			return nil, e.err
		case e.err != nil:
			continue // another's reading failed; it is no longer kept
		case fresh:
			return e.network, nil
		}
		same, err := current(ctx, r, e.network.Seq)
		if err != nil || same {
			return e.network, err
		}
		c.drop(e)
		old = e.network
	}
}

// Kept returns the network for a known time that was at hand before an instant,
// nil for none. Whether something has changed since its Seq is the caller's to
// find out.
func (c *Cache) Kept(known graph.Instant, before time.Time) *Network {
	if known == graph.Forever {
		known = ""
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	i := slices.IndexFunc(c.entries, func(e *entry) bool { return e.known == known })
	if i < 0 {
		return nil
	}
	e := c.entries[i]
	select {
	case <-e.done:
	default:
		return nil
	}
	if e.err != nil || !e.ready.Before(before) {
		return nil
	}
	c.entries = slices.Insert(slices.Delete(c.entries, i, i+1), 0, e)
	return e.network
}

// take returns the entry for a known time, and whether its reading has begun
// with this call. A network that was read before, nil for none, is brought up to
// date.
func (c *Cache) take(r graph.Reader, known graph.Instant, old *Network) (*entry, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if i := slices.IndexFunc(c.entries, func(e *entry) bool { return e.known == known }); i >= 0 {
		e := c.entries[i]
		e.waiting++
		c.entries = slices.Insert(slices.Delete(c.entries, i, i+1), 0, e)
		return e, false
	}
	reading, cancel := context.WithCancel(context.Background()) // it is no one request's
	e := &entry{known: known, done: make(chan struct{}), waiting: 1, cancel: cancel}
	c.entries = slices.Insert(c.entries, 0, e)
	c.entries = c.entries[:min(len(c.entries), kept)]
	go func() {
		defer cancel()
		e.network, e.err = again(reading, r, known, old)
		e.ready = time.Now()
		if e.err != nil {
			c.drop(e)
		}
		close(e.done)
	}()
	return e, true
}

// again reads a network, if it can by what has changed since an older one.
func again(ctx context.Context, r graph.Reader, known graph.Instant, old *Network) (*Network, error) {
	if old != nil && known == "" {
		if n, err := renew(ctx, r, old); n != nil || err != nil {
			return n, err
		}
	}
	return Read(ctx, r, known)
}

// leave ends the reading where nobody waits for it any more.
func (c *Cache) leave(e *entry) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e.waiting--; e.waiting > 0 {
		return
	}
	select {
	case <-e.done:
	default:
		e.cancel()
		c.remove(e)
	}
}

// drop forgets an entry.
func (c *Cache) drop(e *entry) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.remove(e)
}

func (c *Cache) remove(e *entry) {
	c.entries = slices.DeleteFunc(c.entries, func(o *entry) bool { return o == e })
}
