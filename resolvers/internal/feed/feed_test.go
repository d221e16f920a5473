package feed_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/memory"
	"entente/resolvers/internal/feed"
)

func moment(n int) graph.Instant {
	return graph.NewInstant(time.Date(2025, 1, 1, 0, 0, n, 0, time.UTC))
}

// opened returns a store with a load.
func opened(t testing.TB) graph.Store {
	t.Helper()
	store := memory.Open()
	if err := store.SaveLoad(t.Context(), graph.Load{ID: "load:one", State: graph.LoadRunning, Started: moment(0)}); err != nil {
		t.Fatal(err)
	}
	return store
}

// put writes a document of its own with a claim.
func put(t testing.TB, store graph.Store, n int) {
	t.Helper()
	d := graphtest.NewDoc(fmt.Sprintf("d%05d", n)).Say("state:A", graph.Agree, "state:B", graphtest.When(graph.Date(fmt.Sprintf("%04d", 1000+n))))
	if _, err := store.Put(t.Context(), "load:one", moment(n), []graph.Contribution{d.Done()}); err != nil {
		t.Fatal(err)
	}
}

// all returns the whole feed of a store.
func all(t testing.TB, store graph.Store) []graph.Change {
	t.Helper()
	out, err := store.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// read follows until it has a number of entries.
func read(ctx context.Context, w *feed.Follower, n int) ([]graph.Change, error) {
	var out []graph.Change
	for len(out) < n {
		entries, err := w.Next(ctx)
		if err != nil {
			return out, err
		}
		out = append(out, entries...)
	}
	return out, nil
}

func TestCursor(t *testing.T) {
	store := opened(t)
	put(t, store, 1)
	entries := all(t, store)
	for _, c := range entries {
		if seq, err := feed.Find(t.Context(), store, feed.Cursor(c)); seq != c.Seq || err != nil {
			t.Errorf("cursor of %d: %d, %v", c.Seq, seq, err)
		}
	}
	if seq, err := feed.Find(t.Context(), store, feed.Origin()); seq != 0 || err != nil {
		t.Errorf("origin: %d, %v", seq, err)
	}
	other := opened(t)
	put(t, other, 2)
	beyond := entries[len(entries)-1]
	beyond.Seq += 100
	for name, tt := range map[string]struct {
		cursor string
		want   error
	}{
		"of another store": {feed.Cursor(all(t, other)[2]), feed.ErrExpired},
		"beyond the end":   {feed.Cursor(beyond), feed.ErrExpired},
		"empty":            {"", graph.ErrInvalid},
		"no base64":        {"?", graph.ErrInvalid},
		"a number alone":   {"MTI", graph.ErrInvalid},
		"long":             {strings.Repeat("MTI", 400), graph.ErrInvalid},
	} {
		if _, err := feed.Find(t.Context(), store, tt.cursor); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
}

func FuzzCursor(f *testing.F) {
	store := opened(f)
	put(f, store, 1)
	for _, c := range all(f, store) {
		f.Add(feed.Cursor(c))
	}
	f.Add(feed.Origin())
	f.Fuzz(func(t *testing.T, cursor string) {
		seq, err := feed.Find(t.Context(), store, cursor)
		switch {
		case err != nil && !errors.Is(err, graph.ErrInvalid) && !errors.Is(err, feed.ErrExpired):
			t.Error(err)
		case err == nil && seq > 0 && feed.Cursor(all(t, store)[seq-1]) != cursor:
			t.Errorf("%q and another cursor mean %d", cursor, seq)
		}
	})
}

// TestFollow joins backlog and news: followers that begin at different places
// while a writer works all see each entry once, in order.
func TestFollow(t *testing.T) {
	const before, meanwhile = 300, 60
	store := graph.Watch(opened(t))
	var batch []graph.Contribution
	for n := range before {
		batch = append(batch, graphtest.NewDoc(fmt.Sprintf("b%05d", n)).Say("state:A", graph.Aid, "state:B", graphtest.When(graph.Date(fmt.Sprintf("%04d", 1000+n)))).Done())
	}
	if _, err := store.Put(t.Context(), "load:one", moment(0), batch); err != nil {
		t.Fatal(err)
	}
	f := feed.New(store, feed.Options{Interval: time.Hour}) // woken by the writer alone
	entries := all(t, store)
	origin, middle := feed.Origin(), feed.Cursor(entries[len(entries)/2])
	var work sync.WaitGroup
	got := make([][]graph.Change, 3)
	from := []int{0, len(entries)/2 + 1, len(entries)}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var last atomic.Int64
	last.Store(1 << 40)
	for i, cursor := range []*string{&origin, &middle, nil} {
		w, err := f.Follow(ctx, cursor)
		if err != nil {
			t.Fatal(err)
		}
		work.Go(func() {
			defer w.Close()
			for len(got[i]) == 0 || got[i][len(got[i])-1].Seq < last.Load() {
				next, err := w.Next(ctx)
				if err != nil {
					return
				}
				got[i] = append(got[i], next...)
			}
		})
	}
	for n := range meanwhile {
		put(t, store, n)
	}
	final := all(t, store)
	last.Store(final[len(final)-1].Seq)
	put(t, store, meanwhile) // wakes those that had read all before they could know
	work.Wait()
	for i := range got {
		want := final[from[i]:]
		if diff := cmp.Diff(want, got[i][:min(len(want), len(got[i]))]); diff != "" {
			t.Errorf("follower %d (-want +got):\n%.2000s", i, diff)
		}
	}
	if n := f.Followers(); n != 0 {
		t.Errorf("%d followers", n)
	}
}

// counting counts the reads of the feed.
type counting struct {
	graph.Store
	reads  atomic.Int64
	broken atomic.Bool
}

func (c *counting) Changes(ctx context.Context, after int64, limit int) ([]graph.Change, error) {
	c.reads.Add(1)
	if c.broken.Load() {
		return nil, graph.ErrUnavailable
	}
	return c.Store.Changes(ctx, after, limit)
}

// TestPolling sees writes that nobody tells of, reads for all followers at once
// and stops with the last of them.
func TestPolling(t *testing.T) {
	inner := opened(t)
	store := &counting{Store: inner}
	f := feed.New(store, feed.Options{Interval: time.Millisecond})
	var followers []*feed.Follower
	for range 50 {
		w, err := f.Follow(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		followers = append(followers, w)
	}
	put(t, inner, 1)
	want := all(t, inner)[1:]
	for _, w := range followers {
		got, err := read(t.Context(), w, len(want))
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Fatalf("%v (-want +got):\n%s", err, diff)
		}
	}
	// The store goes away and comes back.
	store.broken.Store(true)
	put(t, inner, 2)
	store.broken.Store(false)
	want = all(t, inner)[len(want)+1:]
	if got, err := read(t.Context(), followers[0], len(want)); cmp.Diff(want, got) != "" || err != nil {
		t.Errorf("after a failure: %v, %v", got, err)
	}
	for _, w := range followers {
		w.Close()
		w.Close()
	}
	if f.Followers() != 0 {
		t.Error("somebody follows still")
	}
}

// TestOnePoller holds the reads of the store to those of one poller, with many
// followers, where the writer wakes it.
func TestOnePoller(t *testing.T) {
	reads := func(followers int) int64 {
		inner := &counting{Store: opened(t)}
		store := graph.Watch(inner)
		f := feed.New(store, feed.Options{Interval: time.Hour})
		var all []*feed.Follower
		for range followers {
			w, err := f.Follow(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			defer w.Close()
			all = append(all, w)
		}
		before := inner.reads.Load()
		for n := range 20 {
			put(t, store, n)
			for _, w := range all {
				if _, err := w.Next(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
		}
		return inner.reads.Load() - before
	}
	if few, many := reads(1), reads(40); many > few+20 {
		t.Errorf("%d reads of the store for one follower, %d for forty", few, many)
	}
}

func TestNextEnds(t *testing.T) {
	f := feed.New(opened(t), feed.Options{})
	w, err := f.Follow(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := w.Next(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := w.Pause(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
