package main

import (
	"runtime/debug"
	"testing"
)

// TestCollect holds how often a server collects garbage, and that who sets GOGC
// decides.
func TestCollect(t *testing.T) {
	usual := debug.SetGCPercent(100)
	defer debug.SetGCPercent(usual)
	for _, test := range []struct {
		store, gogc string
		percent     int
		ballast     bool
	}{
		{"neo4j://localhost", "", collectAt, false},
		{"bolt://localhost:7687", "", collectAt, false},
		{"neo4j://localhost", "200", 100, false},
		{"sqlite:graph.db", "", 100, true},
		{"sqlite:graph.db", "off", 100, false},
		{"memory:", "", 100, false},
	} {
		t.Setenv("GOGC", test.gogc)
		debug.SetGCPercent(100)
		ballast := collect(test.store)
		if percent := debug.SetGCPercent(100); percent != test.percent || (len(ballast) > 0) != test.ballast {
			t.Errorf("%s with GOGC=%q: %d percent, %d bytes of ballast", test.store, test.gogc, percent, len(ballast))
		}
	}
}
