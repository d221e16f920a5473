package neo4j_test

import (
	"testing"

	"entente/graph"
	"entente/internal/neo4jtest"
)

// TestServed holds that a read tells when the server works for it.
func TestServed(t *testing.T) {
	store := open(t, neo4jtest.Start(t))
	begun, ended := 0, 0
	ctx := graph.WithServed(t.Context(), func() func() {
		begun++
		return func() { ended++ }
	})
	if _, err := store.Facets(ctx, graph.Query{Subject: graph.SubjectClaim}, "kind"); err != nil || begun != 1 || ended != 1 {
		t.Errorf("begun %d times, ended %d times: %v", begun, ended, err)
	}
}
