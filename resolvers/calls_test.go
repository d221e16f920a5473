package resolvers_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"entente/graph"
	. "entente/graph/graphtest"
	"entente/graph/memory"
	"entente/resolvers"
)

// TestCallsBelowLists walks the schema: whatever is asked of the things of a
// list takes as many calls of the store for many of them as for two.
func TestCallsBelowLists(t *testing.T) {
	store := dense(t, 4)
	s := schema()
	for _, name := range typeNames() {
		if def := s.Types[name]; def.Kind == ast.Object && listed(def) {
			for _, f := range def.Fields {
				if what := asked(s, f); what != "" {
					t.Run(name+"."+f.Name, func(t *testing.T) {
						few, many := count(store), count(store)
						few.run(t, from(name, 2, what))
						many.run(t, from(name, 4, what))
						if few.String() != many.String() {
							t.Errorf("%s\nof two:\n%sof four:\n%s", what, few, many)
						}
					})
				}
			}
		}
	}
}

// listed reports whether things of a type come in lists that can be longer or
// shorter: entities, and what starts name with a number.
func listed(def *ast.Definition) bool {
	return def.Name != "Query" && (starts[def.Name] == "" && isEntity(def) || strings.Contains(starts[def.Name], "$N"))
}

func isEntity(def *ast.Definition) bool {
	for _, i := range def.Interfaces {
		if i == "Entity" {
			return true
		}
	}
	return false
}

// asked returns how a field is asked that reads more than its own thing, "" for
// others and those that must be told something.
func asked(s *ast.Schema, f *ast.FieldDefinition) string {
	for _, a := range f.Arguments {
		if a.Type.NonNull && a.DefaultValue == nil {
			return ""
		}
	}
	switch def := s.Types[f.Type.Name()]; {
	case strings.HasPrefix(f.Name, "__"):
		return ""
	case strings.HasSuffix(def.Name, "Connection"):
		return f.Name + "(first: 2) { totalCount aggregate { count } edges { node { __typename } } }"
	case def.Kind == ast.Object || def.Kind == ast.Interface || def.Kind == ast.Union:
		return f.Name + " { __typename }"
	}
	return f.Name
}

func (c *counting) run(t *testing.T, query string) {
	t.Helper()
	answer := resolvers.Execute(t.Context(), c, resolvers.Request{Query: query}, resolvers.Options{Now: now})
	if len(answer.Errors) > 0 {
		t.Fatalf("%s: %v", query, fmt.Sprint(answer.Errors))
	}
}

// TestCallsForHubs holds that documents of hubs, which no page holds, are read
// in as many calls for six of them as for two.
func TestCallsForHubs(t *testing.T) {
	calls := make(map[int]string)
	for _, hubs := range []int{2, 6} {
		store := memory.Open()
		var all []graph.Contribution
		for n := range 2 * graph.MaxPage {
			d := NewDoc(fmt.Sprintf("hub-%d", n)).On(graph.Date(fmt.Sprintf("20%02d-01-02", 10+n%10)))
			for i := range hubs {
				d.Record(thing(graph.KindState, i), func(*graph.EntityRecord) {})
			}
			if n%7 == 0 {
				for i := range hubs {
					d.Say(thing(graph.KindState, i), graph.Aid, thing(graph.KindState, (i+1)%hubs), When(graph.Date(fmt.Sprintf("20%02d-01-02", 10+n%10))))
				}
			}
			all = append(all, d.Done())
		}
		if err := store.SaveLoad(t.Context(), graph.Load{ID: "load:one", State: graph.LoadDone, Started: at(0), Ended: at(0), Extractor: Extractor}); err != nil {
			t.Fatal(err)
		}
		if _, err := store.Put(t.Context(), "load:one", at(0), all); err != nil {
			t.Fatal(err)
		}
		counted := count(store)
		counted.run(t, `{ shifts(interval: YEAR, baseline: 4, threshold: 0.1, from: "2015-01-01", until: "2019-12-31") { judged unjudged } }`)
		calls[hubs] = counted.String()
	}
	if calls[2] != calls[6] {
		t.Errorf("of two:\n%sof six:\n%s", calls[2], calls[6])
	}
}
