package memory_test

import (
	"testing"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/memory"
)

func open(t *testing.T) graph.Store {
	t.Helper()
	return memory.Open()
}

func TestConformance(t *testing.T) { graphtest.Run(t, open) }

// Two memory stores cannot differ; this compares each with what its log adds
// up to after random operations.
func TestDifferential(t *testing.T) {
	for seed := range uint64(6) {
		graphtest.Differential(t, seed, open, open)
	}
}

func FuzzDifferential(f *testing.F) {
	f.Add(uint64(1000))
	f.Fuzz(func(t *testing.T, seed uint64) { graphtest.Differential(t, seed, open, open) })
}

func Benchmark(b *testing.B) {
	graphtest.Bench(b, func(*testing.B) graph.Store { return memory.Open() })
}
