package resolvers_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"

	"entente/internal/golden"
)

// breaks names what of an older schema a newer one no longer keeps, so that a
// client of the older one may fail: what is gone, outputs that may now be
// missing or other, inputs that take less, arguments and fields of inputs that
// must now be given, and defaults that changed. What is new is no break.
func breaks(older, newer *ast.Schema) []string {
	var out []string
	fault := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	for name, was := range older.Types {
		now := newer.Types[name]
		switch {
		case was.BuiltIn:
		case now == nil:
			fault("%s is gone", name)
		case now.Kind != was.Kind:
			fault("%s was %s and is %s", name, was.Kind, now.Kind)
		default:
			gone(was, now, fault)
			for _, f := range was.Fields {
				field(was, f, now.Fields.ForName(f.Name), fault)
			}
			required(was, now, fault)
		}
	}
	slices.Sort(out)
	return out
}

// gone names values, members and interfaces that a type no longer has.
func gone(was, now *ast.Definition, fault func(string, ...any)) {
	for _, v := range was.EnumValues {
		if now.EnumValues.ForName(v.Name) == nil {
			fault("%s.%s is gone", was.Name, v.Name)
		}
	}
	for _, member := range was.Types {
		if !slices.Contains(now.Types, member) {
			fault("%s is no %s any more", member, was.Name)
		}
	}
	for _, i := range was.Interfaces {
		if !slices.Contains(now.Interfaces, i) {
			fault("%s is no %s any more", was.Name, i)
		}
	}
}

// field compares a field with what became of it.
func field(of *ast.Definition, was, now *ast.FieldDefinition, fault func(string, ...any)) {
	name := of.Name + "." + was.Name
	switch {
	case now == nil:
		fault("%s is gone", name)
		return
	case of.Kind == ast.InputObject && !takes(was.Type, now.Type), of.Kind != ast.InputObject && !takes(now.Type, was.Type):
		fault("%s was %s and is %s", name, was.Type, now.Type)
	case of.Kind == ast.InputObject && text(was.DefaultValue) != text(now.DefaultValue):
		fault("%s was %s by default and is %s", name, text(was.DefaultValue), text(now.DefaultValue))
	}
	for _, a := range was.Arguments {
		switch b := now.Arguments.ForName(a.Name); {
		case b == nil:
			fault("%s(%s) is gone", name, a.Name)
		case !takes(a.Type, b.Type):
			fault("%s(%s) was %s and is %s", name, a.Name, a.Type, b.Type)
		case text(a.DefaultValue) != text(b.DefaultValue):
			fault("%s(%s) was %s by default and is %s", name, a.Name, text(a.DefaultValue), text(b.DefaultValue))
		}
	}
	for _, b := range now.Arguments {
		if was.Arguments.ForName(b.Name) == nil && b.Type.NonNull && b.DefaultValue == nil {
			fault("%s(%s) must now be given", name, b.Name)
		}
	}
}

// required names new fields of an input that must be given.
func required(was, now *ast.Definition, fault func(string, ...any)) {
	for _, f := range now.Fields {
		if now.Kind == ast.InputObject && was.Fields.ForName(f.Name) == nil && f.Type.NonNull && f.DefaultValue == nil {
			fault("%s.%s must now be given", now.Name, f.Name)
		}
	}
}

// takes reports whether every value of a type may stand where another is wanted.
func takes(value, wanted *ast.Type) bool {
	switch {
	case wanted.NonNull && !value.NonNull, (value.Elem == nil) != (wanted.Elem == nil):
		return false
	case value.Elem != nil:
		return takes(value.Elem, wanted.Elem)
	}
	return value.NamedType == wanted.NamedType
}

func text(v *ast.Value) string {
	if v == nil {
		return "nothing"
	}
	return v.String()
}

func parse(t *testing.T, schema string) *ast.Schema {
	t.Helper()
	s, err := gqlparser.LoadSchema(&ast.Source{Name: "schema", Input: schema})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestNothingBreaks compares the schema with the one that clients were promised.
// A field that is no longer wanted is deprecated first, with a reason; where a
// break is meant, -update makes the new schema the promise.
func TestNothingBreaks(t *testing.T) {
	var b bytes.Buffer
	formatter.NewFormatter(&b, formatter.WithoutDescription()).FormatSchema(schema())
	promised := golden.Held(t, "testdata/promised.graphql", b.Bytes())
	for _, fault := range breaks(parse(t, string(promised)), schema()) {
		t.Error(fault)
	}
	for name, def := range schema().Types {
		for _, f := range def.Fields {
			if d := f.Directives.ForName("deprecated"); d != nil && d.Arguments.ForName("reason") == nil {
				t.Errorf("%s.%s is deprecated without a reason", name, f.Name)
			}
		}
	}
}

func TestBreaks(t *testing.T) {
	const older = `
interface Node { id: ID! }
type Query implements Node { id: ID! name(lang: String, first: Int! = 10): String! list: [Query!] }
type Gone { x: Int }
union U = Query | Gone
enum E { A B }
input I { a: Int b: Int! = 1 }`
	for _, c := range []struct {
		name, newer string
		want        []string
	}{
		{"the same", older, nil},
		{"more", older + ` extend type Query { more(need: Int! = 1, may: I): E! } extend enum E { C } extend input I { c: [Int!] }`, nil},
		{"promised more", strings.Replace(strings.Replace(older, "list: [Query!]", "list: [Query!]!", 1), "b: Int! = 1", "b: Int = 1", 1), nil},
		{"less", `
type Query { name(first: Int! = 20, must: Int!): String list: [String!] }
union U = Query
enum E { A }
input I { a: Int! b: Int! = 1 c: Int! }`, []string{
			"E.B is gone", "Gone is gone", "Gone is no U any more", "I.a was Int and is Int!", "I.c must now be given", "Node is gone",
			"Query is no Node any more", "Query.id is gone", "Query.list was [Query!] and is [String!]",
			"Query.name was String! and is String", "Query.name(first) was 10 by default and is 20", "Query.name(lang) is gone", "Query.name(must) must now be given",
		}},
		{"another kind", strings.NewReplacer("type Gone { x: Int }", "input Gone { x: Int }", " | Gone", "").Replace(older),
			[]string{"Gone is no U any more", "Gone was OBJECT and is INPUT_OBJECT"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, breaks(parse(t, older), parse(t, c.newer))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
