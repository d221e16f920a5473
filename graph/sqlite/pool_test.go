package sqlite_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"entente/graph"
	"entente/graph/sqlite"
)

// oneReader opens a store in which one read runs at a time, with some documents.
func oneReader(t *testing.T) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "store.db"), sqlite.Options{Readers: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close(context.Background()) })
	replay(t, s, 3)
	return s
}

// TestReadsInsideTheLog holds that who reads the log may read other things, and
// the log again, while he does.
func TestReadsInsideTheLog(t *testing.T) {
	s := oneReader(t)
	claims, inner := 0, 0
	for entry, err := range s.Log(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if entry.Claim == nil {
			continue
		}
		claims++
		if _, err := s.Claims(t.Context(), []graph.ClaimID{entry.Claim.ID}, graph.AsOf{}); err != nil {
			t.Fatal(err)
		}
		for _, err := range s.Log(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			inner++
			break
		}
	}
	if claims == 0 || inner != claims {
		t.Errorf("%d claims, the log was begun %d times among them", claims, inner)
	}
}

// TestReadsAfterOneThatWasBrokenOff holds that a connection serves on after a
// read whose context ended, or that nobody waited for.
func TestReadsAfterOneThatWasBrokenOff(t *testing.T) {
	s := oneReader(t)
	for range 3 {
		ctx, cancel := context.WithCancel(t.Context())
		q := graph.Query{Subject: graph.SubjectClaim, Total: true}
		if _, err := s.FindClaims(graph.WithStatements(ctx, func(string) { cancel() }), q); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want that the context ended", err)
		}
		if _, err := s.FindClaims(ctx, q); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want that the context has ended", err)
		}
		pages, err := s.FindClaims(t.Context(), q)
		if err != nil || len(pages[0].Items) == 0 || pages[0].Total < len(pages[0].Items) {
			t.Errorf("afterwards: %v, %v", pages, err)
		}
	}
}

// TestReadsAfterClose holds that reads of a closed store say so.
func TestReadsAfterClose(t *testing.T) {
	s := oneReader(t)
	for _, err := range s.Log(t.Context()) { // it is closed under a log that is being read
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
		break
	}
	if _, err := s.Stats(t.Context()); !errors.Is(err, graph.ErrUnavailable) {
		t.Errorf("got %v, want that the store is closed", err)
	}
	for _, err := range s.Log(t.Context()) {
		if !errors.Is(err, graph.ErrUnavailable) {
			t.Errorf("the log gives %v, want that the store is closed", err)
		}
	}
}
