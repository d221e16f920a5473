package neo4j_test

import (
	"context"
	"regexp"
	"slices"
	"testing"
	"time"

	"entente/graph"
	"entente/internal/neo4jtest"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
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

// A check waits until a write that is under way has landed: readers may see parts
// of it before.
func TestCheckAwaitsWrites(t *testing.T) {
	server := neo4jtest.Start(t)
	server.Clear(t)
	store := open(t, server)
	fill(t, store)
	other, err := driver.NewDriverWithContext(server.URI, driver.BasicAuth(server.User, server.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close(t.Context())
	session := other.NewSession(t.Context(), driver.SessionConfig{})
	defer session.Close(t.Context())
	write, err := session.BeginTransaction(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := write.Run(t.Context(), "MATCH (w:Writer {id: 1}) SET w.locked = true", nil); err != nil {
		t.Fatal(err)
	}
	check := func(limit time.Duration) error {
		ctx, cancel := context.WithTimeout(t.Context(), limit)
		defer cancel()
		return graph.Check(ctx, store, func(fault string) { t.Error(fault) })
	}
	if err := check(time.Second); err == nil {
		t.Error("the check did not wait for the write")
	}
	if err := write.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := check(time.Minute); err != nil {
		t.Error(err)
	}
}
