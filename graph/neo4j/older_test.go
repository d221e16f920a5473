package neo4j_test

import (
	"testing"
	"time"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/internal/neo4jtest"

	"github.com/google/go-cmp/cmp"
)

// older takes from a store what versions before did not write.
var older = []string{
	"MATCH (c:Claim) REMOVE c.settled, c.month",
	"MATCH (r:Relation) REMOVE r.month",
	"MATCH (t:Tally) DELETE t",
	"MATCH (r:Record) REMOVE r.counted",
	"DROP INDEX entente_claim_ids IF EXISTS",
	"DROP INDEX entente_relation_ids IF EXISTS",
	"CREATE CONSTRAINT entente_claim_id FOR (n:Claim) REQUIRE n.id IS UNIQUE",
	"CREATE CONSTRAINT entente_relation_id FOR (n:Relation) REQUIRE n.id IS UNIQUE",
}

// A store that an older version filled is as one of this version once it has
// been opened and repaired, and takes writes, also in steps.
func TestOlderStore(t *testing.T) {
	server := neo4jtest.Start(t)
	server.Clear(t)
	store := open(t, server)
	fill(t, store)
	same := graph.Decision{Kind: graph.DecideSame, Entity: "state:KAZ", Other: "state:UZB", By: "test", At: graph.NewInstant(time.Unix(9e8, 0))}
	same.Identify()
	if err := store.Decide(t.Context(), same); err != nil {
		t.Fatal(err)
	}
	want := graphtest.Dump(t, store)
	for _, text := range older {
		rows(t, server, text)
	}
	again := openWith(t, server, 2)
	if err := again.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, graphtest.Dump(t, again)); diff != "" {
		t.Errorf("after the repair (-want +got):\n%s", diff)
	}
	if n := len(rows(t, server, "SHOW CONSTRAINTS YIELD name WHERE name IN ['entente_claim_id', 'entente_relation_id'] RETURN name")); n > 0 {
		t.Errorf("%d constraints are left that hold no more", n)
	}
	at := graph.NewInstant(time.Unix(2e9, 0))
	parts := graphtest.Table("table", 3, graphtest.Row{From: "state:KAZ", Kind: graph.Aid, To: "state:CHN"}, graphtest.Row{From: "state:CHN", Kind: graph.Aid, To: "state:UZB"},
		graphtest.Row{From: "state:CHN", Kind: graph.Accuse, To: "state:NEW"})
	if _, err := again.Put(t.Context(), "load:test", at, parts); err != nil {
		t.Fatal(err)
	}
	if err := graph.Check(t.Context(), again, func(fault string) { t.Error(fault) }); err != nil {
		t.Error(err)
	}
}
