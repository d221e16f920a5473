package graphtest_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/memory"
)

func filled(t *testing.T, worlds ...[]graph.Contribution) graph.Store {
	t.Helper()
	store := memory.Open()
	load := graph.Load{ID: "load:1", State: graph.LoadRunning, Started: "2030-01-01T00:00:00.000000Z"}
	if err := store.SaveLoad(t.Context(), load); err != nil {
		t.Fatal(err)
	}
	for _, world := range worlds {
		if _, err := store.Put(t.Context(), load.ID, load.Started, world); err != nil {
			t.Fatal(err)
		}
	}
	return store
}

func TestDumpTellsStoresApart(t *testing.T) {
	one, two := graphtest.Fixture(""), graphtest.Fixture("x")
	if graphtest.Dump(t, filled(t, one)) == graphtest.Dump(t, filled(t, two)) {
		t.Error("stores with other documents have the same dump")
	}
	if graphtest.Dump(t, filled(t, one, two)) != graphtest.Dump(t, filled(t, two, one)) {
		t.Error("stores with the same documents have other dumps")
	}
	if dump := graphtest.Dump(t, memory.Open()); dump != "" {
		t.Errorf("the dump of an empty store is %q", dump)
	}
}

func TestFixturesAreValidAndFixed(t *testing.T) {
	if diff := cmp.Diff(graphtest.Fixture("a"), graphtest.Fixture("a")); diff != "" {
		t.Errorf("Fixture differs from itself:\n%s", diff)
	}
	for seed := range uint64(50) {
		one, two := graphtest.NewWorld("w", seed), graphtest.NewWorld("w", seed)
		for range 10 {
			c := one.Contribution(20)
			if diff := cmp.Diff(c, two.Contribution(20)); diff != "" {
				t.Fatalf("seed %d: a world differs from itself:\n%s", seed, diff)
			}
			if err := c.Validate(); err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			if d := one.Date(); d != two.Date() {
				t.Fatalf("seed %d: a world differs from itself", seed)
			} else if _, err := graph.ParseDate(string(d)); err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
		}
	}
}

// A field that is the same in all items would let an engine pass that ignores it.
func TestQueryWorldHasTwoValuesOfEachField(t *testing.T) {
	store := filled(t, graphtest.QueryWorld())
	p, err := graph.Project(store.Log(t.Context()), graph.Forever)
	if err != nil {
		t.Fatal(err)
	}
	named := make(map[graph.DocumentID][]graph.EntityID)
	for _, e := range p.Entities {
		for _, d := range e.DocumentIDs {
			named[d] = append(named[d], e.ID)
		}
	}
	value := func(item any, f graph.Field) any {
		if d, ok := item.(*graph.Document); ok && f == "entities" {
			return named[d.ID] // no field of the document itself
		}
		return graph.Value(item, f)
	}
	check := func(subject graph.Subject, items []any) {
		for _, f := range graph.Fields(subject) {
			values := make(map[string]bool)
			for _, item := range items {
				values[fmt.Sprint(value(item, f.Name))] = true
			}
			if len(values) < 2 && f.Name != "text" && f.Name != "confirmed" {
				t.Errorf("field %s of a %s has %d values", f.Name, subject, len(values))
			}
		}
	}
	check(graph.SubjectEntity, pointers(p.Entities))
	check(graph.SubjectRelation, pointers(p.Relations))
	check(graph.SubjectClaim, pointers(p.Claims))
	check(graph.SubjectDocument, pointers(p.Documents))
	check(graph.SubjectSource, pointers(p.Sources))
}

func pointers[T any](items []T) []any {
	out := make([]any, len(items))
	for i := range items {
		out[i] = &items[i]
	}
	return out
}
