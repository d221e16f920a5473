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
