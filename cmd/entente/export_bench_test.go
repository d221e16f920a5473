package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"entente/export"
	"entente/extract"
	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/sqlite"
	"entente/loaders"
)

// BenchmarkExport writes 20,000 relations between 500 actors in each format from
// the embedded store, and tells edges a second and the largest heap. With
// ENTENTE_DATA it writes the table of events there instead.
func BenchmarkExport(b *testing.B) {
	store, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "store.db"), sqlite.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close(b.Context())
	fillForExport(b, store)
	for _, f := range export.Formats() {
		for _, parallel := range []bool{false, true} {
			if f == export.FormatNDJSON && parallel {
				continue
			}
			b.Run(fmt.Sprintf("%s/parallel=%v", f, parallel), func(b *testing.B) {
				b.ReportAllocs()
				edges, w := 0, &gauge{}
				began := time.Now()
				for range b.N {
					sum, err := export.Write(b.Context(), store, w, f, export.Options{Parallel: parallel})
					if err != nil {
						b.Fatal(err)
					}
					edges += sum.Edges
				}
				b.ReportMetric(float64(edges)/time.Since(began).Seconds(), "edges/s")
				b.ReportMetric(float64(w.bytes)/float64(b.N)/1e6, "MB")
				b.ReportMetric(float64(w.heap)/1e6, "peak-heap-MB")
			})
		}
	}
}

// gauge counts what is written, and looks at the heap now and then.
type gauge struct {
	bytes, seen int
	heap        uint64
}

func (g *gauge) Write(p []byte) (int, error) {
	if g.bytes += len(p); g.bytes-g.seen > 1<<20 {
		g.seen = g.bytes
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		g.heap = max(g.heap, m.HeapInuse)
	}
	return len(p), nil
}

func fillForExport(b *testing.B, store graph.Store) {
	b.Helper()
	if data := os.Getenv("ENTENTE_DATA"); data != "" {
		e, err := extract.New(extract.Options{})
		if err != nil {
			b.Fatal(err)
		}
		inputs, err := loaders.Find([]string{filepath.Join(data, "tables/icews14.tsv")}, nil)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := loaders.Load(b.Context(), store, inputs, loaders.Options{Extractor: e}); err != nil {
			b.Fatal(err)
		}
		return
	}
	load := graph.Load{ID: "load:1", State: graph.LoadRunning, Started: "2025-07-01T00:00:00.000000Z"}
	if err := store.SaveLoad(b.Context(), load); err != nil {
		b.Fatal(err)
	}
	kinds := []graph.RelationKind{graph.Consult, graph.Agree, graph.Accuse, graph.Aid}
	rng := rand.New(rand.NewPCG(1, 2))
	for n := range 20 {
		d := graphtest.NewDoc(fmt.Sprint(n)).On("2025-06")
		for range 1000 {
			// Few actors do most, as in the world.
			from, to := int(500*rng.Float64()*rng.Float64()), rng.IntN(500)
			d.Say(graph.EntityID(fmt.Sprint("organization:o", from)), kinds[rng.IntN(len(kinds))], graph.EntityID(fmt.Sprint("organization:o", to)),
				graphtest.When(graph.Date(fmt.Sprintf("2025-%02d-%02d", 1+rng.IntN(12), 1+rng.IntN(28)))))
		}
		if _, err := store.Put(b.Context(), load.ID, load.Started, []graph.Contribution{d.Done()}); err != nil {
			b.Fatal(err)
		}
	}
}
