package resolvers_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"entente/resolvers"
)

// given are values for arguments that must be given, by name or by type.
var given = map[string]string{
	"id": `"state:words0"`, "ids": `["state:words0", "state:words1"]`, "code": `"KAZ"`, "text": `"words"`, "a": `"state:words0"`, "b": `"state:words1"`,
	"from": `"state:words0"`, "to": `"state:words1"`, "about": `["state:words0"]`, "since": `"2025-10-01T12:00:30Z"`, "seeds": `["state:words0"]`,
	"within": `{group: "group:words0"}`, "Day": `"2020-01-01"`,
}

// call writes a field with the arguments that must be given, and others.
func call(s *ast.Schema, f *ast.FieldDefinition, more map[string]string) string {
	var args []string
	for _, a := range f.Arguments {
		value, ok := more[a.Name]
		if !ok && (!a.Type.NonNull || a.DefaultValue != nil) {
			continue
		}
		if !ok {
			if value, ok = given[a.Name]; !ok {
				if def := s.Types[a.Type.Name()]; def.Kind == ast.Enum {
					value = def.EnumValues[0].Name
				} else {
					value = given[def.Name]
				}
			}
		}
		args = append(args, a.Name+": "+value)
	}
	if len(args) == 0 {
		return f.Name
	}
	return f.Name + "(" + strings.Join(args, ", ") + ")"
}

// routes leads from the root to every type: for each a query with %s where
// something of the type is asked.
func routes(s *ast.Schema) map[string]string {
	out := map[string]string{"Query": "{ %s }"}
	for queue := []string{"Query"}; len(queue) > 0; queue = queue[1:] {
		of := s.Types[queue[0]]
		reach := func(name, step string) {
			if _, ok := out[name]; !ok && !strings.HasPrefix(name, "__") {
				out[name] = fmt.Sprintf(out[of.Name], step)
				queue = append(queue, name)
			}
		}
		for _, f := range of.Fields {
			if def := s.Types[f.Type.Name()]; composite(def) {
				reach(def.Name, call(s, f, nil)+" { %s }")
			}
		}
		if of.Kind == ast.Interface || of.Kind == ast.Union {
			for _, member := range s.GetPossibleTypes(of) {
				reach(member.Name, "... on "+member.Name+" { %s }")
			}
		}
	}
	return out
}

func composite(def *ast.Definition) bool {
	return def.Kind == ast.Object || def.Kind == ast.Interface || def.Kind == ast.Union
}

// cost returns what a query is taken to cost.
func cost(t *testing.T, query string) float64 {
	t.Helper()
	answer := resolvers.Execute(t.Context(), nil, resolvers.Request{Query: query}, resolvers.Options{Limits: resolvers.Limits{Cost: 1}})
	if len(answer.Errors) != 1 || answer.Errors[0].Extensions["limit"] != "cost" {
		t.Fatalf("%s: %v", query, answer.Errors)
	}
	n, _ := answer.Errors[0].Extensions["actual"].(int64)
	return float64(n)
}

// leaves costs so many at each thing that it is asked of.
func leaves(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " l%d: __typename", i)
	}
	return b.String()
}

// often returns how many things a query is taken to ask something of.
func often(t *testing.T, query string) float64 {
	return (cost(t, fmt.Sprintf(query, leaves(12))) - cost(t, fmt.Sprintf(query, leaves(2)))) / 10
}

// TestListsCost walks the schema: what is asked of the items of a list costs
// more than if there were one.
func TestListsCost(t *testing.T) {
	s := schema()
	paths := routes(s)
	for _, name := range typeNames() {
		def := s.Types[name]
		if def.Kind != ast.Object || strings.HasPrefix(name, "__") || def == s.Subscription || def == s.Mutation {
			continue
		}
		way, ok := paths[name]
		if !ok {
			if !strings.HasSuffix(name, "Payload") && s.Subscription.Fields.ForName(name) == nil && !onlyStreamed(s, name) {
				t.Errorf("no way leads to %s: give its arguments values", name)
			}
			continue
		}
		above := often(t, way)
		for _, f := range def.Fields {
			of := s.Types[f.Type.Name()]
			paged := of.Fields.ForName("pageInfo") != nil
			if !composite(of) || !paged && f.Type.Elem == nil || def.Fields.ForName("pageInfo") != nil {
				continue
			}
			what := call(s, f, nil) + " { %s }"
			if paged {
				what = call(s, f, nil) + " { edges { %s } }"
			}
			if f.Name == "facets" { // all is counted, however little is shown
				if n := cost(t, fmt.Sprintf(way, fmt.Sprintf(what, "__typename"))); n < 1000 {
					t.Errorf("%s.facets costs %g", name, n)
				}
				continue
			}
			if n := often(t, fmt.Sprintf(way, what)) / above; n < 2 {
				t.Errorf("%s.%s costs as if it had %g items", name, f.Name, n)
			}
		}
	}
}

// onlyStreamed reports whether a type is of subscriptions alone.
func onlyStreamed(s *ast.Schema, name string) bool {
	for _, f := range s.Subscription.Fields {
		if f.Type.Name() == name {
			return true
		}
		for _, g := range s.Types[f.Type.Name()].Fields {
			if g.Type.Name() == name {
				return true
			}
		}
	}
	return false
}

// cheap are the fields of the root that read no more than what they are told,
// or whose items cost by themselves.
var cheap = []string{"node", "nodes", "state", "entity", "dyad", "explain", "changes", "relationKinds", "stats", "version"}

// TestMeasuresCost walks the root: what looks at the whole graph costs more
// than a page, however little it answers with.
func TestMeasuresCost(t *testing.T) {
	s := schema()
	for _, f := range s.Query.Fields {
		if strings.HasPrefix(f.Name, "__") || slices.Contains(cheap, f.Name) {
			continue
		}
		if of := s.Types[f.Type.Name()]; of.Fields.ForName("pageInfo") != nil && f.Name != "search" {
			continue // by the size of its page
		}
		more := map[string]string{}
		for _, a := range f.Arguments {
			if a.Name == "first" || a.Name == "k" || a.Name == "nodes" || a.Name == "edges" {
				more[a.Name] = "1"
			}
		}
		if c := cost(t, "{ "+call(s, f, more)+" { __typename } }"); c < 1000 {
			t.Errorf("%s costs %g", f.Name, c)
		}
	}
}

// sizes are the arguments that say how much there may be: each costs more where
// it is larger, by name, but for those of a field.
var sizes = []string{"first", "last", "k", "nodes", "edges"}

// bounded are whole numbers that size nothing, each with what they are.
var bounded = map[string]string{
	"start": "an offset in a text", "end": "an offset in a text", "baseline": "how many periods are compared, bounded by itself",
	"minSupport": "a condition", "maxHops": "bounded, and paths cost as if all were long", "depth": "bounded, and subgraph costs by its nodes",
	"lag": "a number of periods, bounded",
}

// TestSizesCost walks all arguments that are whole numbers: those that size an
// answer cost more where they are larger, and each is refused, or cut, where it
// is too large or too small.
func TestSizesCost(t *testing.T) {
	s := schema()
	paths, store := routes(s), dense(t, 2)
	for name := range paths { // to where there is something
		if def := s.Types[name]; starts[name] != "" || isEntity(def) && def.Kind == ast.Object {
			paths[name] = from(name, 1, "%s")
		}
	}
	for _, name := range typeNames() {
		def := s.Types[name]
		if def.Kind != ast.Object || strings.HasPrefix(name, "__") || paths[name] == "" {
			continue
		}
		for _, f := range def.Fields {
			for _, a := range f.Arguments {
				if a.Type.Name() != "Int" {
					continue
				}
				field := name + "." + f.Name + "(" + a.Name + ")"
				ask := func(value, below string) string {
					if composite(s.Types[f.Type.Name()]) {
						below = " { " + below + " }"
					} else {
						below = ""
					}
					return fmt.Sprintf(paths[name], call(s, f, map[string]string{a.Name: value})+below)
				}
				switch {
				case f.Name == "facets": // cost as if all were shown, since all is counted
				case slices.Contains(sizes, a.Name):
					below := "__typename"
					if of := s.Types[f.Type.Name()]; of.Fields.ForName("edges") != nil {
						below = "edges { __typename }"
					} else if list := firstList(s, of); list != "" {
						below = list
					}
					if few, many := cost(t, ask("2", below)), cost(t, ask("900", below)); many < few+200 {
						t.Errorf("%s: 2 cost %g, 900 cost %g", field, few, many)
					}
				case bounded[a.Name] == "":
					t.Errorf("%s: is it a size?", field)
				}
				if a.Name == "start" || a.Name == "end" {
					continue // cut to what there is
				}
				for _, value := range []string{"-1", "2147483647"} {
					if a.Name == "minSupport" && value != "-1" {
						continue
					}
					query := ask(value, "__typename")
					answer := resolvers.Execute(t.Context(), store, resolvers.Request{Query: query}, resolvers.Options{Now: now})
					b, _ := json.Marshal(answer.Errors)
					if text := string(b); !strings.Contains(text, `"LIMIT_EXCEEDED"`) && !strings.Contains(text, `"BAD_USER_INPUT"`) {
						t.Errorf("%s: %s gives %s", field, query, text)
					}
				}
			}
		}
	}
}

// firstList returns a list below a type, asked for its items.
func firstList(s *ast.Schema, of *ast.Definition) string {
	for _, f := range of.Fields {
		if composite(s.Types[f.Type.Name()]) && f.Type.Elem != nil && len(f.Arguments) == 0 {
			return f.Name + " { __typename }"
		}
	}
	return ""
}
