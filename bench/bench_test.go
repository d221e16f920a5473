package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"entente/graph"
	"entente/graph/neo4j"
	"entente/graph/sqlite"
	"entente/internal/neo4jtest"
	"entente/resolvers"

	"github.com/google/go-cmp/cmp"
)

func TestSet(t *testing.T) {
	s := newSet(allClaims)
	var sizes []int
	for _, d := range s.dyads {
		sizes = append(sizes, d.claims)
	}
	slices.Sort(sizes)
	got := []int{len(s.entities), s.documents(), len(s.rows), len(s.dyads), sizes[len(sizes)/2], sizes[len(sizes)-1]}
	want := []int{5250, 40000, 200000, 15070, 3, 3836}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("entities, documents, claims, dyads, median and most of a dyad (-want +got):\n%s", diff)
	}
	for _, n := range []int{0, 7, s.documents() - 1} {
		c := s.document(n)
		if err := c.Validate(); err != nil {
			t.Error(err)
		}
	}
}

// alike compares the floor's answers with ours on a small set, and calls after
// each of ours, ready before the first of a query.
func alike(ctx context.Context, t *testing.T, store graph.Store, open func() (floor, error), ready func(), after func(t *testing.T)) {
	t.Cleanup(func() { _ = store.Close(context.WithoutCancel(ctx)) })
	s := newSet(1000)
	if _, err := s.fill(ctx, store); err != nil {
		t.Fatal(err)
	}
	f, err := open()
	if err != nil {
		t.Fatal(err)
	}
	h := resolvers.NewHandler(store, resolvers.Options{})
	for _, q := range s.queries() {
		t.Run(q.name, func(t *testing.T) {
			ours(ctx, t, h, q, q.vars[0]) // what is read once a version of the store is read now
			ready()
			for _, vars := range q.vars[:20] {
				words := make(map[string]string)
				for k, v := range vars {
					words[k] = v.(string)
				}
				data, err := f.answer(ctx, q.name, words)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(plain(t, map[string]any{"data": data}), ours(ctx, t, h, q, vars)); diff != "" {
					t.Fatalf("%v (-floor +ours):\n%s", vars, diff)
				}
				after(t)
			}
		})
	}
}

func TestFloorAnswersAlike(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	store, err := sqlite.Open(t.Context(), path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	alike(t.Context(), t, store, func() (floor, error) { return openSQLFloor(path) }, func() {}, func(*testing.T) {})
}

// writesAlike loads a small set and lets the floor write the same.
func writesAlike(t *testing.T, h hold, err error) {
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := turn(t.Context(), h, newSet(500).cargo()); err != nil {
		t.Error(err)
	}
}

func TestFloorWritesAlike(t *testing.T) { writesAlike(t, &sqlHold{t.TempDir()}, nil) }

func TestFloorWritesAlikeOnNeo4j(t *testing.T) {
	server := neo4jtest.Start(t)
	server.Clear(t)
	h, err := openBoltHold(t.Context(), server, t.TempDir())
	writesAlike(t, h, err)
}

// ours returns the handler's answer to a query.
func ours(ctx context.Context, t *testing.T, h http.Handler, q query, vars map[string]any) (answer any) {
	path, body := asGraphQL(q, vars)
	r := httptest.NewRequestWithContext(ctx, http.MethodPost, path, bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
		t.Fatal(err)
	}
	return answer
}

// TestOneRoundTrip holds each of the queries to one query of Neo4j's; that for
// paths has the network of the graph in memory.
func TestOneRoundTrip(t *testing.T) {
	server := neo4jtest.Start(t)
	server.Clear(t)
	var mu sync.Mutex
	var reads []string
	store, err := neo4j.Open(t.Context(), neo4j.Options{URI: server.URI, User: server.User, Password: server.Password})
	if err != nil {
		t.Fatal(err)
	}
	open := func() (floor, error) { return openBoltFloor(t.Context(), server.URL()) }
	ctx := graph.WithStatements(t.Context(), func(text string) {
		mu.Lock()
		defer mu.Unlock()
		reads = append(reads, text)
	})
	alike(ctx, t, store, open, func() { reads = nil }, func(t *testing.T) {
		mu.Lock()
		defer mu.Unlock()
		if len(reads) != 1 {
			t.Fatalf("%d ways to the server:\n%s", len(reads), strings.Join(reads, "\n\n"))
		}
		reads = nil
	})
}

func plain(t *testing.T, v any) (out any) {
	b, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(b, &out)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// BenchmarkHandler answers over HTTP without a network, from SQLite.
func BenchmarkHandler(b *testing.B) {
	ctx := b.Context()
	store, err := sqlite.Open(ctx, filepath.Join(b.TempDir(), "store"), sqlite.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = store.Close(context.WithoutCancel(ctx)) })
	s := newSet(allClaims / 50)
	if _, err := s.fill(ctx, store); err != nil {
		b.Fatal(err)
	}
	h := resolvers.NewHandler(store, resolvers.Options{})
	for _, q := range s.queries() {
		b.Run(q.name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				path, body := asGraphQL(q, q.vars[i%len(q.vars)])
				r := httptest.NewRequestWithContext(ctx, http.MethodPost, path, bytes.NewReader(body))
				r.Header.Set("Content-Type", "application/json")
				h.ServeHTTP(httptest.NewRecorder(), r)
			}
		})
	}
}
