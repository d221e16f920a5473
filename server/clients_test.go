package server_test

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/memory"
	"entente/resolvers"
	"entente/server"
)

// spoken is a store with a number of claims, whose ids come in the order of the
// change feed.
func spoken(t *testing.T, claims int) (graph.Store, []string) {
	t.Helper()
	store := memory.Open()
	at := graph.NewInstant(time.Date(2025, 10, 1, 0, 0, 0, 0, time.UTC))
	if err := store.SaveLoad(t.Context(), graph.Load{ID: "load:one", State: graph.LoadRunning, Started: at}); err != nil {
		t.Fatal(err)
	}
	d := graphtest.NewDoc("many")
	for n := range claims {
		d.Say("state:A", graph.Aid, "state:B", graphtest.When(graph.Date(fmt.Sprintf("%04d", 1000+n))))
	}
	if _, err := store.Put(t.Context(), "load:one", at, []graph.Contribution{d.Done()}); err != nil {
		t.Fatal(err)
	}
	changes, err := store.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, c := range changes {
		if strings.HasPrefix(c.ID, "claim:") {
			ids = append(ids, c.ID)
		}
	}
	return store, ids
}

// TestClients subscribes with npm graphql-ws and graphql-sse where ENTENTE_AUDIT
// is set, which promises Node and a registry of packages.
func TestClients(t *testing.T) {
	if os.Getenv("ENTENTE_AUDIT") == "" {
		t.Skip("ENTENTE_AUDIT is not set")
	}
	dir := t.TempDir()
	for _, name := range []string{"package.json", "package-lock.json", "clients.mjs"} {
		text, err := os.ReadFile(filepath.Join("testdata/clients", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run(t, dir, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	store, ids := spoken(t, 120)
	s := httptest.NewServer(server.New(server.Parts{GraphQL: resolvers.NewHandler(store, resolvers.Options{})}))
	defer s.Close()
	type told struct{ Socket, Events, Query, Refused []string }
	var got told
	if err := json.Unmarshal([]byte(run(t, dir, "node", "clients.mjs", s.URL+"/graphql", strconv.Itoa(len(ids)))), &got); err != nil {
		t.Fatal(err)
	}
	want := told{ids, ids, []string{"Query", "Query"},
		[]string{"CURSOR_EXPIRED", "CURSOR_EXPIRED", "GRAPHQL_VALIDATION_FAILED", "GRAPHQL_VALIDATION_FAILED"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what the clients were told (-want +got):\n%s", diff)
	}
}
