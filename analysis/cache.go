package analysis

import (
	"context"
	"slices"
	"sync"
	"time"

	"entente/graph"
)

// kept is how many things a cache keeps: that of the present, and some of
// earlier known times.
const kept = 3

// Cache shares the networks and the indexes of names of one store between
// requests: each is read once for a known time and a version of the store. The
// zero value is ready; it is safe for concurrent use.
type Cache struct {
	networks cache[*Network]
	names    cache[*graph.Names]
}

// Network returns the network of the store as known at an instant, "" for now.
// It is at least as new as the call. Requests that ask for the same one while
// it is read wait for one reading, which goes on until the last of them has
// gone. The error is the reader's, or that of the context.
func (c *Cache) Network(ctx context.Context, r graph.Reader, known graph.Instant) (*Network, error) {
	return c.networks.get(ctx, r, known, source[*Network]{Read, renew})
}

// Names returns the index of the store's names, as Network does its network.
func (c *Cache) Names(ctx context.Context, r graph.Reader, known graph.Instant) (*graph.Names, error) {
	return c.names.get(ctx, r, known, namesSource)
}

// KeptNetwork returns the network for a known time that was at hand before an
// instant, nil for none. Whether something has changed since its Seq is the
// caller's to find out.
func (c *Cache) KeptNetwork(known graph.Instant, before time.Time) *Network {
	return c.networks.at(known, before)
}

// KeptNames returns the index of names that was at hand, as KeptNetwork does the
// network.
func (c *Cache) KeptNames(known graph.Instant, before time.Time) *graph.Names {
	return c.names.at(known, before)
}

// RenewNames has the index of the names of the present, which the caller found to
// be no longer the store's, brought up to date on the side.
func (c *Cache) RenewNames(r graph.Reader) { c.names.renew(r, namesSource) }

// versioned is what a cache keeps: its version is the last entry of the change
// feed that it has.
type versioned interface {
	comparable
	Version() int64
}

// source is how a thing is read as known at an instant, "" for now, and how an older
// one is brought up to date: renew returns nil where too much has changed.
type source[T versioned] struct {
	read  func(ctx context.Context, r graph.Reader, known graph.Instant) (T, error)
	renew func(ctx context.Context, r graph.Reader, old T) (T, error)
}

// again reads a thing, if it can by what has changed since an older one, nil for none.
func (s source[T]) again(ctx context.Context, r graph.Reader, known graph.Instant, old T) (T, error) {
	var none T
	if old != none && known == "" {
		if n, err := s.renew(ctx, r, old); n != none || err != nil {
			return n, err
		}
	}
	return s.read(ctx, r, known)
}

type cache[T versioned] struct {
	mu      sync.Mutex
	entries []*entry[T] // the one used last first
}

// entry is a thing that is being read or ready.
type entry[T versioned] struct {
	known   graph.Instant
	done    chan struct{} // closed when it is ready
	thing   T
	ready   time.Time
	err     error
	waiting int
	cancel  context.CancelFunc
}

// get returns what is kept for an instant, at least as new as the call.
func (c *cache[T]) get(ctx context.Context, r graph.Reader, known graph.Instant, from source[T]) (T, error) {
	if known == graph.Forever {
		known = ""
	}
	var old, none T
	for {
		e, fresh := c.take(r, known, old, from)
		select {
		case <-e.done:
		case <-ctx.Done():
			c.leave(e)
			return none, ctx.Err()
		}
		c.leave(e)
		switch {
		case e.err != nil && fresh:
			return none, e.err
		case e.err != nil:
			continue // another's reading failed; it is no longer kept
		case fresh:
			return e.thing, nil
		}
		same, err := current(ctx, r, e.thing.Version())
		if err != nil || same {
			return e.thing, err
		}
		c.drop(e)
		old = e.thing
	}
}

// at returns what is kept for a known time and was at hand before an instant, nil
// for nothing.
func (c *cache[T]) at(known graph.Instant, before time.Time) (none T) {
	if known == graph.Forever {
		known = ""
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	i := slices.IndexFunc(c.entries, func(e *entry[T]) bool { return e.known == known })
	if i < 0 {
		return none
	}
	e := c.entries[i]
	select {
	case <-e.done:
	default:
		return none
	}
	if e.err != nil || !e.ready.Before(before) {
		return none
	}
	c.entries = slices.Insert(slices.Delete(c.entries, i, i+1), 0, e)
	return e.thing
}

// renew has what is kept for the present read again, on the side.
func (c *cache[T]) renew(r graph.Reader, from source[T]) {
	c.mu.Lock()
	i := slices.IndexFunc(c.entries, func(e *entry[T]) bool { return e.known == "" })
	var old *entry[T]
	if i >= 0 {
		select {
		case <-c.entries[i].done:
			old = c.entries[i]
			c.entries = slices.Delete(c.entries, i, i+1)
		default: // somebody reads it
		}
	}
	c.mu.Unlock()
	if old != nil {
		c.take(r, "", old.thing, from)
	}
}

// take returns the entry for a known time, and whether its reading has begun
// with this call. What was read before, nil for nothing, is brought up to date.
func (c *cache[T]) take(r graph.Reader, known graph.Instant, old T, from source[T]) (*entry[T], bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if i := slices.IndexFunc(c.entries, func(e *entry[T]) bool { return e.known == known }); i >= 0 {
		e := c.entries[i]
		e.waiting++
		c.entries = slices.Insert(slices.Delete(c.entries, i, i+1), 0, e)
		return e, false
	}
	ctx, cancel := context.WithCancel(context.Background()) // it is no one request's
	e := &entry[T]{known: known, done: make(chan struct{}), waiting: 1, cancel: cancel}
	c.entries = slices.Insert(c.entries, 0, e)
	c.entries = c.entries[:min(len(c.entries), kept)]
	go func() {
		defer cancel()
		e.thing, e.err = from.again(ctx, r, known, old)
		e.ready = time.Now()
		if e.err != nil {
			c.drop(e)
		}
		close(e.done)
	}()
	return e, true
}

// leave ends the reading where nobody waits for it any more.
func (c *cache[T]) leave(e *entry[T]) {
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
func (c *cache[T]) drop(e *entry[T]) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.remove(e)
}

func (c *cache[T]) remove(e *entry[T]) {
	c.entries = slices.DeleteFunc(c.entries, func(o *entry[T]) bool { return o == e })
}
