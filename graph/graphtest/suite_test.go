package graphtest_test

import (
	"testing"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/memory"
)

func openMemory(t *testing.T) graph.Store {
	t.Helper()
	return memory.Open()
}

func TestSuiteOnMemory(t *testing.T) { graphtest.Run(t, openMemory) }

// Two memory stores cannot differ: this checks the machinery, and each store
// against what its log adds up to.
func TestDifferentialOnMemory(t *testing.T) {
	for seed := range uint64(12) {
		graphtest.Differential(t, seed, openMemory, openMemory)
	}
}

func FuzzDifferentialOnMemory(f *testing.F) {
	f.Add(uint64(1000))
	f.Fuzz(func(t *testing.T, seed uint64) { graphtest.Differential(t, seed, openMemory, openMemory) })
}

func BenchmarkMemory(b *testing.B) {
	graphtest.Bench(b, func(*testing.B) graph.Store { return memory.Open() })
}
