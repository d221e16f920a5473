package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/examples"
	"entente/extract"
	"entente/graph"
	"entente/graph/memory"
	"entente/graph/neo4j"
	"entente/graph/sqlite"
	"entente/internal/golden"
	"entente/internal/neo4jtest"
	"entente/loaders"
	"entente/resolvers"
)

// engines are all engines, empty.
func engines(t *testing.T) map[string]graph.Store {
	t.Helper()
	ctx := context.Background()
	lite, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "store.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	server := neo4jtest.Start(t)
	server.Clear(t)
	neo, err := neo4j.Open(ctx, neo4j.Options{URI: server.URI, User: server.User, Password: server.Password})
	if err != nil {
		t.Fatal(err)
	}
	stores := map[string]graph.Store{"memory": memory.Open(), "sqlite": lite, "neo4j": neo}
	t.Cleanup(func() {
		for _, s := range stores {
			_ = s.Close(ctx)
		}
	})
	return stores
}

// clock is a day after the last example.
func clock() time.Time { return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC) }

func loadExamples(t *testing.T, store graph.Store) {
	t.Helper()
	e, err := extract.New(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	inputs := loaders.FindFS(examples.Documents(), "examples")
	l, err := loaders.Load(context.Background(), store, inputs, loaders.Options{Extractor: e, Now: clock})
	if err != nil || len(l.Refusals) > 0 {
		t.Fatalf("loading the examples: %v, refused %v", err, l.Refusals)
	}
}

// ask returns the answer of a query as indented JSON; an answer with errors
// fails the test.
func ask(t *testing.T, store graph.Store, query string) []byte {
	t.Helper()
	a := resolvers.Execute(context.Background(), store, resolvers.Request{Query: query}, resolvers.Options{Now: clock})
	if len(a.Errors) > 0 {
		t.Fatalf("errors: %v", a.Errors)
	}
	var out bytes.Buffer
	if err := json.Indent(&out, a.Data, "", "  "); err != nil {
		t.Fatal(err)
	}
	return append(out.Bytes(), '\n')
}

// TestExampleQueries asks the twenty questions of examples/queries on every
// engine: the answers are those of examples/answers, and the same everywhere,
// and so are the files for other tools.
func TestExampleQueries(t *testing.T) {
	stores := engines(t)
	for name, s := range stores {
		loadExamples(t, s)
		if err := graph.Check(context.Background(), s, func(fault string) { t.Errorf("%s: %s", name, fault) }); err != nil {
			t.Fatal(err)
		}
	}
	files, err := filepath.Glob("../../examples/queries/*.graphql")
	if err != nil || len(files) != 20 {
		t.Fatalf("%d queries, %v", len(files), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".graphql")
		t.Run(name, func(t *testing.T) {
			query, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			want := ask(t, stores["memory"], string(query))
			golden.Compare(t, "../../examples/answers/"+name+".json", want)
			for _, engine := range []string{"sqlite", "neo4j"} {
				if diff := cmp.Diff(string(want), string(ask(t, stores[engine], string(query)))); diff != "" {
					t.Errorf("memory and %s answer differently (-memory +%s):\n%s", engine, engine, diff)
				}
			}
		})
	}
	sameFiles(t, stores)
	hostileTexts(t, stores)
}
