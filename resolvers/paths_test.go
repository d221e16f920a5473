package resolvers_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	. "entente/graph/graphtest"
	"entente/resolvers"
)

// TestPathsAtHand asks for paths again: what was read of the network is used as
// long as nothing has changed, which one call tells together with the rest.
func TestPathsAtHand(t *testing.T) {
	store := world(t, 1)
	counted := count(store)
	h := resolvers.NewHandler(counted, resolvers.Options{Now: now})
	for name, tt := range map[string]struct{ document, calls string }{
		"ends": {`{paths(from: "CHN", to: "state:UZB", k: 3) {length support entities {id name}}}`, "Together 1\n"},
		"hops": {`{paths(from: "CHN", to: "UZB", k: 3) {hops {forward relation {id kind weight} from {id} to {id}}}}`, "Together 1\n"},
		"day":  {`{paths(from: "CHN", to: "UZB", asOf: {valid: "1995-01-01"}) {length hops {relation {id}}}}`, "Together 1\n"},
		"none": {`{paths(from: "CHN", to: "KAZ", maxHops: 1, via: {kinds: [ASSAULT]}) {length}}`, "Together 1\n"},
		"name": {`{paths(from: "China", to: "UZB") {length entities {id}}}`, "Changes 1\nEntities 2\nFindEntities 1\n"},
	} {
		t.Run(name, func(t *testing.T) {
			send(t, h, query(tt.document, nil))
			fresh := send(t, resolvers.NewHandler(store, resolvers.Options{Now: now}), query(tt.document, nil))
			clear(counted.calls)
			again := send(t, h, query(tt.document, nil))
			if diff := cmp.Diff(string(fresh.body), string(again.body)); diff != "" {
				t.Errorf("the answer again (-first +again):\n%s", diff)
			}
			if diff := cmp.Diff(tt.calls, counted.String()); diff != "" {
				t.Errorf("calls (-want +got):\n%s", diff)
			}
		})
	}
}

// TestPathsAfterChange asks for paths before and after a write.
func TestPathsAfterChange(t *testing.T) {
	store := world(t, 1)
	h := resolvers.NewHandler(store, resolvers.Options{Now: now})
	const document = `{paths(from: "CHN", to: "KAZ", maxHops: 1, via: {kinds: [ASSAULT]}) {length}}`
	before := send(t, h, query(document, nil))
	doc := NewDoc("later").On("2025-10-01").Say(chn, graph.Assault, kaz, When("2025-09-30")).Done()
	load := graph.Load{ID: "load:later", State: graph.LoadRunning, Started: at(60)}
	if err := store.SaveLoad(t.Context(), load); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Put(t.Context(), load.ID, load.Started, []graph.Contribution{doc}); err != nil {
		t.Fatal(err)
	}
	after := send(t, h, query(document, nil))
	if got, want := string(before.body)+string(after.body), `{"data":{"paths":[]}}{"data":{"paths":[{"length":1}]}}`; got != want {
		t.Errorf("before and after %s, want %s", got, want)
	}
}
