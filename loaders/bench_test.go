package loaders_test

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"testing"

	"entente/graph"
	"entente/graph/memory"
	"entente/loaders"
)

// discard is a store that takes everything and keeps nothing.
type discard struct{ graph.Store }

func (discard) Put(_ context.Context, _ graph.LoadID, _ graph.Instant, cs []graph.Contribution) (graph.Counts, error) {
	return graph.Counts{Added: len(cs)}, nil
}

// BenchmarkLoad loads JSON lines into a store that keeps nothing. MB-heap is
// what is live at the end of the load: it must not grow with the documents.
func BenchmarkLoad(b *testing.B) {
	for _, n := range []int{100, 1000} {
		b.Run(fmt.Sprint(n, "documents"), func(b *testing.B) {
			heap := uint64(0)
			o := options(b)
			o.Progress = func(p loaders.Progress) {
				if p.Documents%(n/4) == 0 && p.Documents > 0 {
					var m runtime.MemStats
					runtime.GC()
					runtime.ReadMemStats(&m)
					heap = max(heap, m.HeapAlloc)
				}
			}
			for b.Loop() {
				load(b, discard{memory.Open()}, []loaders.Input{loaders.FromReader("many.jsonl", many(n))}, o)
			}
			b.ReportMetric(float64(heap)/(1<<20), "MB-heap")
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "documents/s")
		})
	}
}

// many returns JSON lines with n documents.
func many(n int) io.Reader {
	r, w := io.Pipe()
	go func() {
		for i := range n {
			fmt.Fprintf(w, "{\"id\":\"%d\",\"text\":\"Wire %d. China and Kazakhstan signed agreement number %d in Astana.\"}\n", i, i, i)
		}
		w.Close()
	}()
	return r
}
