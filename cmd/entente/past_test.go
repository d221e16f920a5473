package main

import (
	"context"
	"errors"
	"testing"
	"time"

	"entente/config"
	"entente/graph"
	"entente/graph/graphtest"
)

// TestPastSetting holds that the setting limits.past bounds on each engine what
// is kept of earlier times, and is named where it is exceeded.
func TestPastSetting(t *testing.T) {
	for _, address := range []string{"memory:", "sqlite::memory:"} {
		t.Run(address, func(t *testing.T) {
			c := config.Default()
			c.Store, c.Limits.Past = address, 3
			store, err := openStore(t.Context(), c)
			if err != nil {
				t.Fatal(err)
			}
			defer store.Close(context.WithoutCancel(t.Context()))
			at := func(minute int) graph.Instant {
				return graph.NewInstant(time.Date(2025, 1, 1, 0, minute, 0, 0, time.UTC))
			}
			for n := range 3 {
				d := graphtest.NewDoc("one")
				for _, kind := range []graph.RelationKind{graph.Aid, graph.Agree, graph.Consult, graph.Support, graph.Accuse, graph.Reject}[:2*(n+1)] {
					d.Say("state:AAA", kind, "state:BBB")
				}
				load := graph.Load{ID: graph.LoadID("load:" + string(rune('a'+n))), State: graph.LoadDone, Started: at(n), Ended: at(n), Extractor: graphtest.Extractor}
				if err := store.SaveLoad(t.Context(), load); err != nil {
					t.Fatal(err)
				}
				if _, err := store.Put(t.Context(), load.ID, at(n), []graph.Contribution{d.Done()}); err != nil {
					t.Fatal(err)
				}
			}
			find := func(known graph.Instant) (int, error) {
				pages, err := store.FindClaims(t.Context(), graph.Query{Subject: graph.SubjectClaim, AsOf: graph.AsOf{Known: known}})
				if err != nil {
					return 0, err
				}
				return len(pages[0].Items), nil
			}
			if n, err := find(at(0)); n != 2 || err != nil {
				t.Errorf("%d claims of 2: %v", n, err)
			}
			var limit *graph.LimitError
			if _, err := find(at(1)); !errors.As(err, &limit) || limit.What != "past" || limit.Limit != 3 {
				t.Errorf("4 claims where there is room for 3: %v", err)
			}
			if n, err := find(""); n != 6 || err != nil {
				t.Errorf("%d claims of 6 now: %v", n, err)
			}
		})
	}
}
