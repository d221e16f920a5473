package resolvers_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"entente/analysis"
	"entente/graph"
	. "entente/graph/graphtest"
	"entente/resolvers"
)

// TestNamesAtHand searches names with an index of them at hand: the answers are
// the store's own, and what they say of entities comes with them in one call.
func TestNamesAtHand(t *testing.T) {
	store := world(t, 1)
	cache := new(analysis.Cache)
	if _, err := cache.Names(t.Context(), store, ""); err != nil {
		t.Fatal(err)
	}
	counted := count(store)
	held := resolvers.NewHandler(counted, resolvers.Options{Now: now, Cache: cache})
	for _, text := range []string{"k", "kaz", "republic of", "chn", "中国", "nobody", "!", ""} {
		for _, arguments := range []string{"", ", first: 1", ", first: 2, kinds: [State]", `, first: 3, asOf: {valid: "1995-01-01"}`} {
			document := fmt.Sprintf(`{search(text: %q, in: [NAMES]%s) {pageInfo {hasNextPage endCursor} nodes {field text node {... on Entity {
				id name claims(first: 2, sort: [{when: DESC}]) {nodes {id kind when}}}}}}}`, text, arguments)
			clear(counted.calls)
			got := string(send(t, held, query(document, nil)).body)
			if want := string(send(t, resolvers.NewHandler(store, resolvers.Options{Now: now}), query(document, nil)).body); got != want {
				t.Errorf("%q%s: with the index\n%s\nwithout\n%s", text, arguments, got, want)
			}
			if calls := counted.String(); calls != "Together 1\n" && strings.Contains(got, `"id"`) {
				t.Errorf("%q%s took calls:\n%s", text, arguments, calls)
			}
		}
	}
}

// TestNamesAfterChange searches a name that came after the index was read: it is
// found, and the index follows.
func TestNamesAfterChange(t *testing.T) {
	store := world(t, 1)
	cache := new(analysis.Cache)
	old, err := cache.Names(t.Context(), store, "")
	if err != nil {
		t.Fatal(err)
	}
	h := resolvers.NewHandler(store, resolvers.Options{Now: now, Cache: cache})
	doc := NewDoc("later").Call("state:NEW", "Newland").Say("state:NEW", graph.Aid, kaz).Done()
	load := graph.Load{ID: "load:later", State: graph.LoadRunning, Started: at(60)}
	if err := store.SaveLoad(t.Context(), load); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Put(t.Context(), load.ID, load.Started, []graph.Contribution{doc}); err != nil {
		t.Fatal(err)
	}
	const want = `{"data":{"search":{"nodes":[{"text":"Newland"}]}}}`
	for range 2 {
		if got := string(send(t, h, query(`{search(text: "newl", in: [NAMES]) {nodes {text}}}`, nil)).body); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	later, err := cache.Names(t.Context(), store, "")
	if err != nil {
		t.Fatal(err)
	}
	if kept := cache.KeptNames("", time.Now().Add(time.Hour)); kept != later || later == old {
		t.Error("the index does not follow")
	}
}
