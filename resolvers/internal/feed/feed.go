package feed

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"entente/graph"
)

const (
	// page is how many entries are read at a time.
	page = 500
	// kept is how many recent entries are held at least once they came.
	kept = 2000
)

// Options are the settings of a Feed. The zero value works.
type Options struct {
	// Interval is how often the store is asked for writes of other processes
	// while somebody follows, by default every half second.
	Interval time.Duration
	// Logger is told when the store cannot be read, and when it can again.
	Logger *slog.Logger
}

// notifier is a store that tells of the writes of this process.
type notifier interface {
	// Written returns a channel that is closed at the next write.
	Written() <-chan struct{}
}

// Feed follows the change feed of a store. It is safe for concurrent use.
type Feed struct {
	store graph.Reader
	Options

	mu sync.Mutex
	// base is the number of the entry before the first of recent; last is the
	// last entry known, of recent or before.
	base      int64
	last      graph.Change
	recent    []graph.Change
	moved     chan struct{} // closed when there is another last entry
	followers int
	stop      context.CancelFunc // ends the poller; nil where there is none
}

// New returns a feed of the store.
func New(store graph.Reader, o Options) *Feed {
	if o.Interval <= 0 {
		o.Interval = 500 * time.Millisecond
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	return &Feed{store: store, Options: o, moved: make(chan struct{})}
}

// Followers returns how many follow now.
func (f *Feed) Followers() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.followers
}

// Follow returns a follower of all entries after the cursor, or of those to
// come where it is nil. The errors are those of Find and the store's.
func (f *Feed) Follow(ctx context.Context, cursor *string) (*Follower, error) {
	var after int64
	if cursor != nil {
		var err error
		if after, err = Find(ctx, f.store, *cursor); err != nil {
			return nil, err
		}
	}
	if w := f.join(cursor, after, nil); w != nil {
		return w, nil
	}
	last, _, err := Latest(ctx, f.store)
	if err != nil {
		return nil, err
	}
	return f.join(cursor, after, &last), nil
}

// join adds a follower. Where the poller does not run, it starts it after the
// last entry, and returns nil where that is not known.
func (f *Feed) join(cursor *string, after int64, last *graph.Change) *Follower {
	f.mu.Lock()
	defer f.mu.Unlock()
	switch {
	case f.stop != nil:
	case last == nil:
		return nil
	default:
		f.last, f.base = *last, last.Seq
		polling, stop := context.WithCancel(context.Background())
		f.stop = stop
		go f.poll(polling, last.Seq)
	}
	f.followers++
	if cursor != nil {
		return &Follower{feed: f, after: after, start: *cursor}
	}
	start := Origin()
	if f.last.Seq > 0 {
		start = Cursor(f.last)
	}
	return &Follower{feed: f, after: f.last.Seq, start: start}
}

// leave ends the poller with the last follower.
func (f *Feed) leave() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.followers--; f.followers == 0 {
		f.stop()
		f.stop, f.recent = nil, nil
	}
}

// poll reads what is new until the context ends.
func (f *Feed) poll(ctx context.Context, head int64) {
	ticker := time.NewTicker(f.Interval)
	defer ticker.Stop()
	failing := false
	for {
		var written <-chan struct{}
		if n, ok := f.store.(notifier); ok {
			written = n.Written()
		}
		entries, err := f.store.Changes(ctx, head, page)
		switch {
		case ctx.Err() != nil:
			return
		case (err != nil) != failing:
			failing = err != nil
			f.Logger.WarnContext(ctx, "the change feed is read", "failing", failing, "error", err)
		}
		if len(entries) > 0 {
			head = entries[len(entries)-1].Seq
			f.add(ctx, entries)
		}
		if len(entries) == page {
			continue
		}
		select {
		case <-ctx.Done():
			return
		case <-written:
		case <-ticker.C:
		}
	}
}

// add takes in entries that are new, unless the poller has been ended.
func (f *Feed) add(ctx context.Context, entries []graph.Change) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if ctx.Err() != nil {
		return
	}
	f.recent = append(f.recent, entries...)
	f.last = entries[len(entries)-1]
	if cut := len(f.recent) - kept; cut >= kept {
		f.base = f.recent[cut-1].Seq
		f.recent = slices.Clone(f.recent[cut:]) // others may still read the old ones
	}
	close(f.moved)
	f.moved = make(chan struct{})
}

// after returns the entries after a number, at most a page; older reports that
// some of them are held no more; else none and a channel that is closed when
// there is one.
func (f *Feed) after(seq int64) (entries []graph.Change, older bool, moved <-chan struct{}) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if seq < f.base {
		return nil, true, nil
	}
	i, found := slices.BinarySearchFunc(f.recent, seq, func(c graph.Change, seq int64) int { return int(min(max(c.Seq-seq, -1), 1)) })
	if found {
		i++
	}
	entries = f.recent[i:min(i+page, len(f.recent))]
	return entries[:len(entries):len(entries)], false, f.moved
}

// Follower reads a feed from a place on. It belongs to one goroutine and must
// be closed.
type Follower struct {
	feed   *Feed
	after  int64
	start  string
	closed bool
}

// Start returns the cursor at which the follower began.
func (w *Follower) Start() string { return w.start }

// Next waits until there are entries after those it returned before, and
// returns some of them, in order; they must not be changed. The error is the
// context's, or the store's, after which Next can be called again.
func (w *Follower) Next(ctx context.Context) ([]graph.Change, error) {
	for {
		entries, older, moved := w.feed.after(w.after)
		if older {
			var err error
			if entries, err = w.feed.store.Changes(ctx, w.after, page); err != nil {
				return nil, err
			}
			if len(entries) == 0 {
				return nil, ErrExpired
			}
		}
		if len(entries) > 0 {
			w.after = entries[len(entries)-1].Seq
			return entries, nil
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-moved:
		}
	}
}

// Pause waits for a moment in which an unreachable store may come back. The
// error is the context's.
func (w *Follower) Pause(ctx context.Context) error {
	timer := time.NewTimer(w.feed.Interval)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// Close ends following.
func (w *Follower) Close() {
	if !w.closed {
		w.closed = true
		w.feed.leave()
	}
}
