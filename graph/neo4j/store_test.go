package neo4j_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/neo4j"
	"entente/internal/neo4jtest"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/google/go-cmp/cmp"
)

func options(s neo4jtest.Server) neo4j.Options {
	return neo4j.Options{URI: s.URI, User: s.User, Password: s.Password}
}

// open opens a store that closes with the test.
func open(t testing.TB, s neo4jtest.Server) *neo4j.Store {
	t.Helper()
	return openWith(t, s, 0)
}

// openWith is open of a store whose transactions make so many claims readable
// at most.
func openWith(t testing.TB, s neo4jtest.Server, step int) *neo4j.Store {
	t.Helper()
	o := options(s)
	o.Step = step
	store, err := neo4j.Open(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return store
}

func TestSuite(t *testing.T) {
	server := neo4jtest.Start(t)
	graphtest.Run(t, func(t *testing.T) graph.Store {
		server.Clear(t)
		return open(t, server)
	})
}

// A store that publishes whatever it can in steps does what one does that need
// not.
func TestSuiteInSteps(t *testing.T) {
	if testing.Short() {
		t.Skip("takes many steps")
	}
	server := neo4jtest.Start(t)
	graphtest.Run(t, func(t *testing.T) graph.Store {
		server.Clear(t)
		return openWith(t, server, 4)
	}, "parts", "versions", "interrupted")
}

// fill loads the small world of the conformance suite.
func fill(t testing.TB, s graph.Store) []graph.Contribution {
	t.Helper()
	load := graph.Load{ID: "load:test", State: graph.LoadRunning, Started: graph.NewInstant(time.Unix(1e9, 0))}
	if err := s.SaveLoad(t.Context(), load); err != nil {
		t.Fatal(err)
	}
	world := graphtest.Fixture("")
	if _, err := s.Put(t.Context(), load.ID, load.Started, world); err != nil {
		t.Fatal(err)
	}
	return world
}

// rows runs a statement as a person would.
func rows(t *testing.T, s neo4jtest.Server, cypher string) [][]any {
	t.Helper()
	d, err := driver.NewDriverWithContext(s.URI, driver.BasicAuth(s.User, s.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close(t.Context())
	result, err := driver.ExecuteQuery(t.Context(), d, cypher, nil, driver.EagerResultTransformer)
	if err != nil {
		t.Fatal(err)
	}
	var out [][]any
	for _, r := range result.Records {
		out = append(out, r.Values)
	}
	return out
}

// What people see of an entity's neighbours has names and sensible types.
func TestReadableLayer(t *testing.T) {
	server := neo4jtest.Start(t)
	server.Clear(t)
	store := open(t, server)
	fill(t, store)
	types := map[string]bool{"FROM": true, "TO": true, "ASSERTED_BY": true}
	for _, k := range graph.Kinds() {
		types[string(k.Kind)] = true
	}
	found := rows(t, server, "MATCH (e:Entity)-[r]-(x) RETURN x.name, type(r)")
	if len(found) == 0 {
		t.Fatal("nothing there")
	}
	for _, r := range found {
		if name, _ := r[0].(string); name == "" || !types[r[1].(string)] {
			t.Errorf("neighbour %v by %v", r[0], r[1])
		}
	}
	relations, err := store.FindRelations(t.Context(), graph.Query{Subject: graph.SubjectRelation, First: graph.MaxPage})
	if err != nil {
		t.Fatal(err)
	}
	want := make(map[string]int64)
	for _, r := range relations[0].Items {
		if r.Readable() {
			want[string(r.From)+" "+string(r.Kind)+" "+string(r.To)+" "+string(r.When)] = int64(r.Weight)
		}
	}
	got := make(map[string]int64)
	for _, r := range rows(t, server, "MATCH (a:Entity)-[r]->(b:Entity) RETURN a.id + ' ' + type(r) + ' ' + b.id + ' ' + coalesce(r.when, ''), r.weight") {
		got[r[0].(string)] = r[1].(int64)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("edges (-relations +readable):\n%s", diff)
	}
	for _, r := range rows(t, server, "MATCH (c:Claim)-[s:STATED_IN]->(d:Document) RETURN s.quote, d.name, c.name") {
		for _, v := range r {
			if s, _ := v.(string); s == "" {
				t.Errorf("evidence without quote or name: %v", r)
			}
		}
	}
}

// A store says at once that its server is away, and goes on when it returns.
func TestOutage(t *testing.T) {
	if testing.Short() {
		t.Skip("stops and starts a server")
	}
	process := neo4jtest.Own(t)
	store := open(t, process.Server())
	world := fill(t, store)
	id := []graph.DocumentID{world[0].Document.ID}
	table := halfPublished(t, process.Server(), store)
	if err := process.Stop(); err != nil {
		t.Fatal(err)
	}
	at := graph.NewInstant(time.Unix(2e9, 0))
	for what, call := range map[string]func() error{
		"read":  func() error { _, err := store.Documents(t.Context(), id, graph.AsOf{}); return err },
		"stats": func() error { _, err := store.Stats(t.Context()); return err },
		"write": func() error { _, err := store.Put(t.Context(), "load:test", at, world); return err },
		"open":  func() error { _, err := neo4j.Open(t.Context(), options(process.Server())); return err },
	} {
		begun := time.Now()
		err := call()
		if !errors.Is(err, graph.ErrUnavailable) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want one line of ErrUnavailable", what, err)
		}
		if took := time.Since(begun); took > 12*time.Second {
			t.Errorf("%s: the error took %v", what, took)
		}
	}
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	got, err := store.Documents(t.Context(), id, graph.AsOf{})
	if err != nil || got[0] == nil {
		t.Fatalf("after the restart: %v, %v", got, err)
	}
	if got, err = store.Documents(t.Context(), table, graph.AsOf{}); err != nil || got[0] != nil {
		t.Errorf("what was being published shows after the restart: %v, %v", got, err)
	}
	if counts, err := store.Put(t.Context(), "load:test", at, world); err != nil || counts.Unchanged != len(world) {
		t.Errorf("put after the restart: %+v, %v", counts, err)
	}
	if got, err = store.Documents(t.Context(), table, graph.AsOf{}); err != nil || got[0] == nil {
		t.Errorf("a write does not finish what was being published: %v, %v", got, err)
	}
	if err := graph.Check(t.Context(), store, func(fault string) { t.Error(fault) }); err != nil {
		t.Error(err)
	}
}

// halfPublished writes a table whose publication is interrupted, and returns
// its id.
func halfPublished(t *testing.T, s neo4jtest.Server, store graph.Store) []graph.DocumentID {
	t.Helper()
	steps := openWith(t, s, 2)
	table := make([]graphtest.Row, 9)
	for i := range table {
		table[i] = graphtest.Row{From: "state:T", Kind: graph.Aid, To: graph.EntityID(fmt.Sprint("state:T", i))}
	}
	parts := graphtest.Table("table", 4, table...)
	at := graph.NewInstant(time.Unix(15e8, 0))
	if _, err := steps.Put(t.Context(), "load:test", at, parts[:len(parts)-1]); err != nil {
		t.Fatal(err)
	}
	under := func() bool { return len(rows(t, s, "MATCH (p:Publication) RETURN p.state")) > 0 }
	for n := 10; !under(); n += 10 {
		ctx, end := graphtest.Falter(t.Context(), n)
		_, err := steps.Put(ctx, "load:test", at, parts[len(parts)-1:])
		end()
		if err == nil {
			t.Fatal("no interruption left the publication half done")
		}
	}
	return []graph.DocumentID{parts[0].Document.ID}
}

func TestOpenFails(t *testing.T) {
	server := neo4jtest.Start(t)
	wrong := options(server)
	wrong.Password = "wrong-secret"
	tests := []struct {
		name    string
		options neo4j.Options
		want    error
	}{
		{"no address", neo4j.Options{}, graph.ErrInvalid},
		{"no such scheme", neo4j.Options{URI: "http://127.0.0.1:7474"}, graph.ErrInvalid},
		{"nobody listens", neo4j.Options{URI: "bolt://127.0.0.1:1", User: "u", Password: "wrong-secret"}, graph.ErrUnavailable},
		{"wrong password", wrong, graph.ErrUnavailable},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := neo4j.Open(t.Context(), test.options)
			if !errors.Is(err, test.want) || strings.ContainsAny(err.Error(), "\n") || strings.Contains(err.Error(), "wrong-secret") {
				t.Errorf("got %v, want one line of %v", err, test.want)
			}
		})
	}
}
