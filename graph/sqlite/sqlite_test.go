package sqlite_test

import (
	"context"
	"path/filepath"
	"sync"
	"testing"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/sqlite"
)

// open returns an empty store in a file of the test's.
func open(t testing.TB) *sqlite.Store {
	t.Helper()
	return openAt(t, filepath.Join(t.TempDir(), "store.db"))
}

func openAt(t testing.TB, path string) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(context.Background()); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

func TestStore(t *testing.T) {
	graphtest.Run(t, func(t *testing.T) graph.Store { return open(t) })
}

// A write that keeps less of its change feed in memory than it tells, and makes
// claims ready a few at a time, does the same.
func TestSpilt(t *testing.T) {
	graphtest.Run(t, func(t *testing.T) graph.Store {
		s := open(t)
		s.KeepLittle(2)
		return s
	}, "put", "parts", "versions", "unload", "changes", "decisions")
}

// TestManyReaders asks more at a time than there are connections, with
// statements seen for the first time and logs held open.
func TestManyReaders(t *testing.T) {
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "store.db"), sqlite.Options{Readers: 3})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close(context.Background()) }()
	replay(t, s, 5)
	fields := graph.Fields(graph.SubjectClaim)
	var group sync.WaitGroup
	for n := range 60 {
		group.Go(func() {
			field := fields[n%len(fields)]
			q := graph.Query{Subject: graph.SubjectClaim, Total: true, First: n%7 + 1}
			if field.Sortable() {
				q.Sort = []graph.Order{{Field: field.Name, Desc: n%2 == 0}}
			}
			pages, err := s.FindClaims(t.Context(), q)
			if err != nil || len(pages[0].Items) == 0 || pages[0].Total < len(pages[0].Items) {
				t.Errorf("%v: %v", q, err)
			}
			if n%10 == 0 {
				if _, err := graph.Project(s.Log(t.Context()), graph.Forever); err != nil {
					t.Error(err)
				}
			}
			if n%9 == 0 {
				if _, err := s.Put(t.Context(), killLoad.ID, instant(1000+n), batches()[n]); err != nil {
					t.Error(err)
				}
			}
			if _, err := s.FindClaims(t.Context(), graph.Query{Subject: graph.SubjectClaim, AsOf: graph.AsOf{Known: instant(3)}}); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	check(t, s, "after many readers")
}
