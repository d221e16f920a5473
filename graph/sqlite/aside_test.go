package sqlite_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/graphtest"
)

// lookout is a context that looks around each time a write asks whether it has
// ended, until it ends by what look says.
type lookout struct {
	context.Context
	look func() error
}

// Err looks.
func (l lookout) Err() error { return l.look() }

// TestLargeWritesStandAside holds that, however much a write has in hand, others
// read what was there before it until it is done, and that one which is stopped
// anywhere in between has changed nothing.
func TestLargeWritesStandAside(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "store.db"))
	replay(t, s, 12)
	hub, other := twoEntities(t, s)
	d := graph.Decision{Kind: graph.DecideSame, Entity: hub, Other: other, By: "a test", At: instant(1000)}
	d.Identify()
	for name, write := range map[string]func(ctx context.Context) error{
		"rebuild":  s.Rebuild,
		"decision": func(ctx context.Context) error { return s.Decide(ctx, d) },
		"unload": func(ctx context.Context) error {
			_, err := s.Unload(ctx, killLoad.ID, instant(1001))
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			before := graphtest.Dump(t, s)
			looks, stop, inside := 0, 0, errors.New("stopped")
			ctx := lookout{t.Context(), func() error {
				looks++
				if diff := cmp.Diff(before, graphtest.Dump(t, s)); diff != "" {
					t.Errorf("look %d: another store while the write runs (-want +got):\n%s", looks, diff)
				}
				if looks == stop {
					return inside
				}
				return nil
			}}
			for stop = 1; stop <= 3; stop++ {
				looks = 0
				if err := write(ctx); !errors.Is(err, inside) {
					t.Fatalf("stopped at look %d, the write says %v", stop, err)
				}
				if diff := cmp.Diff(before, graphtest.Dump(t, s)); diff != "" {
					t.Errorf("stopped at look %d, it has changed (-want +got):\n%s", stop, diff)
				}
			}
			check(t, s, "after stops")
		})
	}
	if err := s.Decide(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	check(t, s, "after the decision")
}

// twoEntities returns two of one kind, of which most is known.
func twoEntities(t *testing.T, s graph.Reader) (one, two graph.EntityID) {
	t.Helper()
	pages, err := s.FindEntities(t.Context(), graph.Query{Subject: graph.SubjectEntity, First: 2,
		Where: graph.Is("kind", string(graph.KindState)), Sort: []graph.Order{{Field: "mentions", Desc: true}}})
	if err != nil || len(pages[0].Items) < 2 {
		t.Fatalf("%v: %v", pages, err)
	}
	return pages[0].Items[0].ID, pages[0].Items[1].ID
}
