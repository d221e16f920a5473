package neo4j_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/neo4j"
	"entente/internal/neo4jtest"

	"github.com/google/go-cmp/cmp"
)

// older takes from a store what versions before did not write.
var older = []string{
	"MATCH (c:Claim) WITH c, split(c.settled, '\\u0000')[..15] AS parts\n" +
		"SET c.settled = reduce(s = parts[0], x IN parts[1..] | s + '\\u0000' + x) REMOVE c.month",
	"DROP INDEX entente_claim_pair_month_goldstein",
	"DROP INDEX entente_claim_from_pair",
	"DROP INDEX entente_claim_to_pair_from",
	"MATCH (c:Claim) REMOVE c.brief",
	"DROP INDEX entente_claim_from_whenlo_id_brief",
	"DROP INDEX entente_claim_to_whenlo_id_brief",
	"CREATE INDEX entente_claim_from_whenlo_id FOR (n:Claim) ON (n.from, n.whenLo, n.id)",
	"CREATE INDEX entente_claim_to_whenlo_id FOR (n:Claim) ON (n.to, n.whenLo, n.id)",
	"CREATE INDEX entente_claim_from_whenlo FOR (n:Claim) ON (n.from, n.whenLo)",
	"CREATE INDEX entente_claim_to_whenlo FOR (n:Claim) ON (n.to, n.whenLo)",
	"MATCH (r:Relation) REMOVE r.month",
	"MATCH (t:Tally) DELETE t",
	"MATCH (r:Record) REMOVE r.counted",
	"MATCH (w:Writer) REMOVE w.layout",
	"DROP INDEX entente_claim_ids IF EXISTS",
	"DROP INDEX entente_relation_ids IF EXISTS",
	"CREATE CONSTRAINT entente_claim_id FOR (n:Claim) REQUIRE n.id IS UNIQUE",
	"CREATE CONSTRAINT entente_relation_id FOR (n:Relation) REQUIRE n.id IS UNIQUE",
}

// halfMade leaves a store as a repair does that is interrupted.
var halfMade = []string{
	"MATCH (w:Writer) SET w.layout = 0",
	"MATCH (c:Claim) WITH c LIMIT 3 CALL (c) { MATCH (c)-[e]-() DELETE e } SET c = {contribution: c.contribution, id: c.id, part: c.part, payload: c.payload} REMOVE c:Claim",
	"MATCH (n:Entity) WITH n LIMIT 2 DETACH DELETE n",
	"MATCH (r:Record) WHERE r.entity IS NOT NULL WITH r LIMIT 2 SET r.entity = null, r.counted = null",
}

// A store that an older version filled says what to do where it is read, and is
// as one of this version once it has been opened and repaired: it answers, and
// takes writes, also in steps.
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
	newest := graph.Query{Subject: graph.SubjectClaim, Where: graph.Is("ends", "state:KAZ"), Sort: []graph.Order{{Field: "when", Desc: true}}, Extent: graph.Outline}
	served := open(t, server)
	at := graph.NewInstant(time.Unix(2e9, 0))
	for what, do := range map[string]func() error{
		"read":  func() error { _, err := served.FindClaims(t.Context(), newest); return err },
		"stats": func() error { _, err := served.Stats(t.Context()); return err },
		"write": func() error { _, err := served.Put(t.Context(), "load:test", at, nil); return err },
	} {
		if err := do(); !errors.Is(err, graph.ErrOutdated) || !strings.Contains(err.Error(), "`entente check --repair`") {
			t.Errorf("%s before the repair: %v", what, err)
		}
	}
	if err := again.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := served.Stats(t.Context()); err != nil {
		t.Errorf("read after the repair by another: %v", err)
	}
	if diff := cmp.Diff(want, graphtest.Dump(t, again)); diff != "" {
		t.Errorf("after the repair (-want +got):\n%s", diff)
	}
	for _, text := range halfMade {
		rows(t, server, text)
	}
	if _, err := open(t, server).Stats(t.Context()); !errors.Is(err, graph.ErrOutdated) {
		t.Errorf("read while a repair is under way: %v", err)
	}
	if err := again.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, graphtest.Dump(t, again)); diff != "" {
		t.Errorf("after a repair that follows an interrupted one (-want +got):\n%s", diff)
	}
	if pages, err := again.FindClaims(t.Context(), newest); err != nil || len(pages[0].Items) == 0 || pages[0].Items[0].ID == "" {
		t.Errorf("read after the repair: %v, %v", pages, err)
	}
	if n := len(rows(t, server, "SHOW CONSTRAINTS YIELD name WHERE name IN ['entente_claim_id', 'entente_relation_id'] RETURN name")); n > 0 {
		t.Errorf("%d constraints are left that hold no more", n)
	}
	if n := len(rows(t, server, "SHOW INDEXES YIELD name WHERE name IN ['entente_claim_from_whenlo', 'entente_claim_to_whenlo', 'entente_claim_from_whenlo_id', 'entente_claim_to_whenlo_id'] RETURN name")); n > 0 {
		t.Errorf("%d indexes are left in whose place are others", n)
	}
	parts := graphtest.Table("table", 3, graphtest.Row{From: "state:KAZ", Kind: graph.Aid, To: "state:CHN"}, graphtest.Row{From: "state:CHN", Kind: graph.Aid, To: "state:UZB"},
		graphtest.Row{From: "state:CHN", Kind: graph.Accuse, To: "state:NEW"})
	if _, err := again.Put(t.Context(), "load:test", at, parts); err != nil {
		t.Fatal(err)
	}
	if err := graph.Check(t.Context(), again, func(fault string) { t.Error(fault) }); err != nil {
		t.Error(err)
	}
	rows(t, server, "MATCH (w:Writer) SET w.layout = w.layout + 1")
	defer rows(t, server, "MATCH (w:Writer) SET w.layout = w.layout - 1") // for who opens it next
	options := neo4j.Options{URI: server.URI, User: server.User, Password: server.Password}
	if _, err := neo4j.Open(t.Context(), options); !errors.Is(err, graph.ErrInvalid) || !strings.Contains(err.Error(), "newer version") {
		t.Errorf("a store of a newer version is opened: %v", err)
	}
}
