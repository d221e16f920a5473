package sqlite_test

import (
	"testing"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/memory"
)

func inMemory(*testing.T) graph.Store { return memory.Open() }

func inFile(t *testing.T) graph.Store { return open(t) }

// FuzzDifferential does the same random things to memory and to a file.
func FuzzDifferential(f *testing.F) {
	for seed := range uint64(12) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) { graphtest.Differential(t, seed, inMemory, inFile) })
}
