package neo4j_test

import (
	"regexp"
	"slices"
	"testing"

	"entente/graph"
	"entente/internal/neo4jtest"
)

// A check of a store sees all that is wrong in the layers that reads do not show,
// and nothing else.
func TestCheckOfLayers(t *testing.T) {
	server := neo4jtest.Start(t)
	server.Clear(t)
	store := open(t, server)
	fill(t, store)
	for _, bend := range []string{
		"MATCH (:Entity)-[e]->(:Entity) WITH e LIMIT 1 DELETE e",
		"MATCH (:Entity)-[e]->(:Entity) WITH e LIMIT 1 SET e.weight = e.weight + 1",
		"MATCH (a:Entity) WITH a LIMIT 1 CREATE (a)-[:SIGNED]->(a)",
		"MATCH (c:Claim)-[e:TO]->() WITH c, e ORDER BY c.id LIMIT 1 DELETE e",
		"MATCH (c:Claim)-[e:STATED_IN]->() WITH c ORDER BY c.id DESC LIMIT 1 MATCH (c)-[e:STATED_IN]->() DELETE e",
		"MATCH (t:Tally) WITH t LIMIT 1 SET t.mentions = t.mentions + 1",
	} {
		rows(t, server, bend)
	}
	want := []string{
		`^relation \S+ has no readable edge$`,
		`^the readable edge of relation \S+ is not what the relation is$`,
		`^\d+ edges lie between entities, \d+ of them are of relations$`,
		`^claim \S+ lacks an edge to a party or its document$`,
		`^claim \S+ lacks an edge to a party or its document$`,
		`^the tallies of entity \S+ are not what its records add up to$`,
	}
	var faults []string
	if err := graph.Check(t.Context(), store, func(fault string) { faults = append(faults, fault) }); err != nil {
		t.Fatal(err)
	}
	for _, w := range want {
		i := slices.IndexFunc(faults, regexp.MustCompile(w).MatchString)
		if i < 0 {
			t.Fatalf("no fault like %s, of those left: %q", w, faults)
		}
		faults = slices.Delete(faults, i, i+1)
	}
	if len(faults) > 0 {
		t.Errorf("more than was bent: %q", faults)
	}
}
