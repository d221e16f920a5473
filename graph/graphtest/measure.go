package graphtest

import (
	"fmt"
	"testing"

	"entente/graph"
)

// benchDocuments is how many documents Bench loads, of about four claims each.
const benchDocuments = 2000

// Bench measures an engine: loading in batches of 100 documents, and the
// queries that an answer about a dyad is made of. open returns an empty store
// and closes it by the benchmark's Cleanup.
func Bench(b *testing.B, open func(b *testing.B) graph.Store) {
	b.Helper()
	w := NewWorld("b", 1)
	var world []graph.Contribution
	for n := range benchDocuments {
		world = append(world, w.Version(n, 0, 0))
	}
	b.Run("put", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			store := open(b)
			b.StartTimer()
			fill(b, store, world)
		}
		b.ReportMetric(float64(benchDocuments*b.N)/b.Elapsed().Seconds(), "documents/s")
	})
	store := open(b)
	fill(b, store, world)
	actors := w.entities[graph.KindState]
	pair := graph.Pair(actors[0], actors[1])
	for _, m := range []struct {
		name string
		ask  func() error
	}{
		{"entities by id", func() error {
			_, err := store.Entities(b.Context(), actors, graph.AsOf{})
			return err
		}},
		{"relations of a dyad", func() error {
			_, err := store.FindRelations(b.Context(), graph.Query{Subject: graph.SubjectRelation, Where: graph.Is("pair", pair), Total: true})
			return err
		}},
		{"claims by relation", func() error { return claimsByRelation(b, store, pair) }},
		{"latest claims", func() error {
			_, err := store.FindClaims(b.Context(), graph.Query{Subject: graph.SubjectClaim, First: 50,
				Where: graph.SomeOf("document", graph.Is("language", "en")), Sort: []graph.Order{{Field: "seen", Desc: true}}})
			return err
		}},
		{"full text", func() error {
			_, err := store.FindDocuments(b.Context(), graph.Query{Subject: graph.SubjectDocument, First: 20,
				Where: graph.Where{Field: "text", Op: graph.Matches, Value: "version consult"}})
			return err
		}},
		{"facets", func() error {
			_, err := store.Facets(b.Context(), graph.Query{Subject: graph.SubjectClaim, Where: graph.Is("modality", "ACTUAL")}, "kind")
			return err
		}},
	} {
		b.Run(m.name, func(b *testing.B) {
			for b.Loop() {
				if err := m.ask(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// fill loads the contributions in batches.
func fill(b *testing.B, store graph.Store, world []graph.Contribution) {
	b.Helper()
	const batch = 100
	load := graph.Load{ID: "load:bench", State: graph.LoadRunning, Started: moment(0)}
	if err := store.SaveLoad(b.Context(), load); err != nil {
		b.Fatal(err)
	}
	for from := 0; from < len(world); from += batch {
		if _, err := store.Put(b.Context(), load.ID, moment(from), world[from:from+batch]); err != nil {
			b.Fatal(fmt.Errorf("batch at %d: %w", from, err))
		}
	}
}

// claimsByRelation asks for a page of claims for each relation of a dyad.
func claimsByRelation(b *testing.B, store graph.Store, pair string) error {
	pages, err := store.FindRelations(b.Context(), graph.Query{Subject: graph.SubjectRelation, Where: graph.Is("pair", pair)})
	if err != nil {
		return err
	}
	q := graph.Query{Subject: graph.SubjectClaim, By: "relation", First: 3}
	for _, r := range pages[0].Items {
		q.Keys = append(q.Keys, string(r.ID))
	}
	_, err = store.FindClaims(b.Context(), q)
	return err
}
