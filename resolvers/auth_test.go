package resolvers_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"entente/access"
	"entente/resolvers"
)

// rule returns the role that a field's @auth names, None where it has none.
func rule(t *testing.T, f *ast.FieldDefinition) access.Role {
	t.Helper()
	d := f.Directives.ForName("auth")
	if d == nil {
		return access.None
	}
	r, err := access.ParseRole(d.Arguments.ForName("role").Value.Raw)
	if err != nil {
		t.Errorf("%s: %v", f.Name, err)
	}
	return r
}

func shown(def *ast.Definition) []*ast.FieldDefinition {
	return slices.DeleteFunc(slices.Clone(def.Fields), func(f *ast.FieldDefinition) bool { return strings.HasPrefix(f.Name, "__") })
}

// TestEveryRootFieldHasARule holds every field at which an operation can start
// to an @auth, changes to one that readers have not.
func TestEveryRootFieldHasARule(t *testing.T) {
	s := schema()
	for _, root := range []*ast.Definition{s.Query, s.Mutation, s.Subscription} {
		if root == nil {
			continue
		}
		for _, f := range shown(root) {
			switch got := rule(t, f); {
			case got == access.None:
				t.Errorf("%s.%s has no @auth(role: ...) in schema.graphqls: say who may ask for it", root.Name, f.Name)
			case root == s.Mutation && got < access.Loader:
				t.Errorf("%s.%s changes the graph, but is for %s", root.Name, f.Name, got)
			}
		}
	}
}

// TestInterfacesHaveTheRulesOfTheirTypes holds the ways around a rule shut.
func TestInterfacesHaveTheRulesOfTheirTypes(t *testing.T) {
	s := schema()
	for _, def := range s.Types {
		for _, name := range def.Interfaces {
			for _, f := range shown(s.Types[name]) {
				if own := rule(t, def.Fields.ForName(f.Name)); own > rule(t, f) {
					t.Errorf("%s.%s is for %s, but %s.%s is not", def.Name, f.Name, own, name, f.Name)
				}
			}
		}
	}
}

// way is how a query comes to a type: what stands before and after a selection
// on it, and the largest role on the way.
type way struct {
	open, shut string
	need       access.Role
}

// literal returns a value of a type, the plainest that fits.
func literal(s *ast.Schema, typ *ast.Type) string {
	if typ.Elem != nil {
		return "[" + literal(s, typ.Elem) + "]"
	}
	def := s.Types[typ.Name()]
	switch {
	case def.Kind == ast.Enum:
		return def.EnumValues[0].Name
	case def.Kind == ast.InputObject:
		var b strings.Builder
		for _, f := range def.Fields {
			if f.Type.NonNull && f.DefaultValue == nil {
				fmt.Fprintf(&b, "%s: %s ", f.Name, literal(s, f.Type))
			}
		}
		return "{" + b.String() + "}"
	}
	switch typ.Name() {
	case "Int", "Float":
		return "1"
	case "Boolean":
		return "true"
	case "PartialDate", "Day", "DateTime":
		return `"2025-06-17"`
	}
	return `"x"`
}

// called returns a field with the arguments that it needs, and small pages.
func called(s *ast.Schema, f *ast.FieldDefinition) string {
	var args []string
	for _, a := range f.Arguments {
		if a.Name == "first" || a.Type.NonNull && a.DefaultValue == nil {
			args = append(args, a.Name+": "+literal(s, a.Type))
		}
	}
	if len(args) == 0 {
		return f.Name
	}
	return f.Name + "(" + strings.Join(args, ", ") + ")"
}

// ways returns the shortest way to each type that an operation can reach.
func ways(t *testing.T, s *ast.Schema) map[string]way {
	found := map[string]way{s.Query.Name: {open: "{", shut: "}"}}
	queue := []*ast.Definition{s.Query}
	if s.Mutation != nil {
		found[s.Mutation.Name] = way{open: "mutation {", shut: "}"}
		queue = append(queue, s.Mutation)
	}
	reach := func(def *ast.Definition, w way) {
		if _, ok := found[def.Name]; !ok && def.IsCompositeType() {
			found[def.Name] = w
			queue = append(queue, def)
		}
	}
	for len(queue) > 0 {
		def := queue[0]
		queue = queue[1:]
		at := found[def.Name]
		for _, f := range shown(def) {
			w := way{at.open + called(s, f) + " {", "}" + at.shut, max(at.need, rule(t, f))}
			reach(s.Types[f.Type.Name()], w)
		}
		if def.IsAbstractType() {
			for _, p := range s.GetPossibleTypes(def) {
				reach(p, way{at.open + "... on " + p.Name + " {", "}" + at.shut, at.need})
			}
		}
	}
	return found
}

// TestRulesOfAllFields asks for each field of the schema with the smallest role
// that may, and with the one below. Who may not learns nothing: no call reaches
// the store.
func TestRulesOfAllFields(t *testing.T) {
	s, store := schema(), world(t, 0)
	refused := []string{"FORBIDDEN", "UNAUTHENTICATED"}
	fields, withRule := 0, 0
	for name, at := range ways(t, s) {
		for _, f := range shown(s.Types[name]) {
			fields++
			inner := ""
			if s.Types[f.Type.Name()].IsCompositeType() {
				inner = " {__typename}"
			}
			document := at.open + called(s, f) + inner + at.shut
			need := max(at.need, rule(t, f))
			if rule(t, f) > access.None {
				withRule++
			}
			for _, role := range []access.Role{need - 1, need} {
				calls := count(store)
				r := query(document, nil)
				r = r.WithContext(access.With(r.Context(), access.Principal{ID: "key:test", Role: role}))
				got := send(t, resolvers.NewHandler(calls, resolvers.Options{Now: now}), r)
				switch {
				case role < need && (got.code() != "FORBIDDEN" || len(calls.calls) > 0):
					t.Errorf("%s.%s for %s: %s after %s\n%s", name, f.Name, role, got.body, calls, document)
				case role >= need && (slices.Contains(refused, got.code()) || got.code() == "GRAPHQL_VALIDATION_FAILED"):
					t.Errorf("%s.%s for %s: %s\n%s", name, f.Name, role, got.body, document)
				}
			}
		}
	}
	if fields < 300 || withRule < 25 {
		t.Errorf("only %d fields, %d with rules", fields, withRule)
	}
}

// TestCallers asks as callers of several kinds.
func TestCallers(t *testing.T) {
	h := resolvers.NewHandler(world(t, 0), resolvers.Options{Now: now})
	nobody, none := access.Principal{}, access.Principal{ID: "token:x"}
	reader, loader := access.Principal{ID: "key:r", Role: access.Reader}, access.Principal{ID: "key:l", Role: access.Loader}
	tests := []struct {
		name   string
		caller access.Principal
		query  string
		code   string
		status int
	}{
		{"nobody reads", nobody, "{stats {engine}}", "UNAUTHENTICATED", 401},
		{"nobody reads the schema", nobody, "{__schema {queryType {name}}}", "UNAUTHENTICATED", 401},
		{"somebody without a role", none, "{stats {engine}}", "FORBIDDEN", 403},
		{"a reader", reader, "{stats {engine}}", "", 200},
		{"a reader reads the schema", reader, "{__schema {queryType {name}}}", "", 200},
		{"a reader sees loads", reader, "{loads {nodes {id state counts {added}}}}", "", 200},
		{"not their inputs", reader, "{loads {nodes {inputs}}}", "FORBIDDEN", 403},
		{"not by another name", reader, "{loads {edges {node {x: inputs}}}}", "FORBIDDEN", 403},
		{"not by a fragment", reader, "{...F} fragment F on Query {loads {...G}} fragment G on LoadConnection {nodes {...H}} fragment H on Load {message}", "FORBIDDEN", 403},
		{"not by an interface", reader, `{node(id: "load:one") {... on Load {refusals {message}}}}`, "FORBIDDEN", 403},
		{"not even skipped", reader, "{loads {nodes {id inputs @skip(if: true)}}}", "FORBIDDEN", 403},
		{"a loader", loader, "{loads {nodes {inputs message refusals {input}}}}", "", 200},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := query(tt.query, nil, "Accept", "application/graphql-response+json")
			got := send(t, h, r.WithContext(access.With(r.Context(), tt.caller)))
			if got.code() != tt.code || got.status != tt.status {
				t.Errorf("got %d, %q; want %d, %q\n%s", got.status, got.code(), tt.status, tt.code, got.body)
			}
		})
	}
}
