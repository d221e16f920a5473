// Command reference writes the page that explains the GraphQL schema: its types
// with their descriptions, and a worked example for each question of
// examples/queries.
//
//	go run ./internal/reference schema.graphqls examples docs/SCHEMA.md
package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "reference:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 3 {
		return fmt.Errorf("usage: reference SCHEMA EXAMPLES PAGE")
	}
	text, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: args[0], Input: string(text)})
	if err != nil {
		return err
	}
	questions, err := read(args[1])
	if err != nil {
		return err
	}
	var page bytes.Buffer
	write(&page, schema, questions)
	return os.WriteFile(args[2], page.Bytes(), 0o644)
}

// question is a worked example.
type question struct{ name, text, query, answer string }

// read returns the questions of a folder's queries, whose first line asks them,
// with their answers.
func read(folder string) ([]question, error) {
	files, err := filepath.Glob(filepath.Join(folder, "queries", "*.graphql"))
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	var out []question
	for _, file := range files {
		query, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		name := strings.TrimSuffix(filepath.Base(file), ".graphql")
		answer, err := os.ReadFile(filepath.Join(folder, "answers", name+".json"))
		if err != nil {
			return nil, err
		}
		asked, rest, _ := strings.Cut(string(query), "\n")
		out = append(out, question{name, strings.TrimSpace(strings.TrimPrefix(asked, "#")), rest, string(answer)})
	}
	return out, nil
}

// shown is how many lines of an answer the page shows.
const shown = 24

func write(w io.Writer, schema *ast.Schema, questions []question) {
	fmt.Fprint(w, "# The GraphQL schema\n\nThis page is made of `schema.graphqls` and `examples/` by `go generate ./resolvers`.\n\n")
	fmt.Fprintf(w, "%s\n\n", strings.TrimSpace(schema.Description))
	fmt.Fprint(w, "## Worked examples\n\nEach question is one query. The answers are those of the example documents; the whole of each is in `examples/answers`.\n")
	for i, q := range questions {
		fmt.Fprintf(w, "\n### %d. %s\n\n```graphql\n%s```\n\n", i+1, q.text, q.query)
		lines := strings.SplitAfter(q.answer, "\n")
		if len(lines) > shown {
			lines = append(lines[:shown:shown], "...\n")
		}
		fmt.Fprintf(w, "[%s](../examples/answers/%s.json)\n\n```\n%s```\n", "The answer", q.name, strings.Join(lines, ""))
	}
	for _, section := range []struct {
		title string
		of    func(*ast.Definition) bool
	}{
		{"Where to begin", func(d *ast.Definition) bool {
			return d == schema.Query || d == schema.Mutation || d == schema.Subscription
		}},
		{"Interfaces and unions", func(d *ast.Definition) bool { return d.Kind == ast.Interface || d.Kind == ast.Union }},
		{"Types", func(d *ast.Definition) bool { return d.Kind == ast.Object && !page(d) }},
		{"Inputs", func(d *ast.Definition) bool { return d.Kind == ast.InputObject }},
		{"Enums", func(d *ast.Definition) bool { return d.Kind == ast.Enum }},
		{"Scalars", func(d *ast.Definition) bool { return d.Kind == ast.Scalar }},
	} {
		fmt.Fprintf(w, "\n## %s\n", section.title)
		if section.title == "Types" {
			fmt.Fprint(w, "\nEvery `XConnection` is a page of a list: `edges { cursor node } nodes pageInfo totalCount`, and for most `aggregate { count facets(by) }`; "+
				"`totalCount` and `aggregate` are counted only where they are asked for.\n")
		}
		for _, name := range names(schema) {
			d := schema.Types[name]
			root := d == schema.Query || d == schema.Mutation || d == schema.Subscription
			if !d.BuiltIn && section.of(d) && (section.title == "Where to begin") == root {
				define(w, schema, d)
			}
		}
	}
}

func names(schema *ast.Schema) []string {
	var out []string
	for name := range schema.Types {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// page reports whether a type is a page of a list, or an item of one, of the
// usual shape.
func page(d *ast.Definition) bool {
	return strings.HasSuffix(d.Name, "Connection") || strings.HasSuffix(d.Name, "Edge") && len(d.Fields) == 2
}

// define writes a type.
func define(w io.Writer, schema *ast.Schema, d *ast.Definition) {
	fmt.Fprintf(w, "\n### %s\n\n%s\n\n", d.Name, line(d.Description))
	if len(d.Interfaces) > 0 {
		fmt.Fprintf(w, "Has all of %s.\n\n", list(d.Interfaces))
	}
	if len(d.Types) > 0 {
		fmt.Fprintf(w, "One of %s.\n\n", list(d.Types))
	}
	for _, v := range d.EnumValues {
		fmt.Fprintf(w, "- `%s`%s: %s\n", v.Name, marks(v.Directives), line(v.Description))
	}
	for _, f := range d.Fields {
		if strings.HasPrefix(f.Name, "__") || inherited(schema, d, f) {
			continue
		}
		fmt.Fprintf(w, "- `%s: %s`%s%s: %s\n", f.Name, f.Type, initial(f.DefaultValue), marks(f.Directives), line(f.Description))
		for _, a := range f.Arguments {
			if !paging(a) {
				fmt.Fprintf(w, "  - `%s: %s`%s%s: %s\n", a.Name, a.Type, initial(a.DefaultValue), marks(a.Directives), line(a.Description))
			}
		}
		if slices.ContainsFunc(f.Arguments, paging) {
			fmt.Fprint(w, "  - a page by `first` and `after`, or `last` and `before`\n")
		}
	}
}

// paging reports whether an argument is one of the four of every page.
func paging(a *ast.ArgumentDefinition) bool {
	return slices.Contains([]string{"first", "after", "last", "before"}, a.Name) && a.DefaultValue == nil
}

// inherited reports whether a type has the field from an interface, whose part
// of the page tells it.
func inherited(schema *ast.Schema, d *ast.Definition, f *ast.FieldDefinition) bool {
	return slices.ContainsFunc(d.Interfaces, func(name string) bool { return schema.Types[name].Fields.ForName(f.Name) != nil })
}

func initial(v *ast.Value) string {
	if v == nil {
		return ""
	}
	return " = `" + v.String() + "`"
}

// marks tells the role that a thing wants, and that it is deprecated.
func marks(directives ast.DirectiveList) string {
	out := ""
	if d := directives.ForName("auth"); d != nil {
		if role := d.Arguments.ForName("role"); role != nil && role.Value.Raw != "READER" {
			out += " (role " + role.Value.Raw + ")"
		}
	}
	if d := directives.ForName("deprecated"); d != nil {
		out += " (deprecated"
		if reason := d.Arguments.ForName("reason"); reason != nil {
			out += ": " + reason.Value.Raw
		}
		out += ")"
	}
	return out
}

func list(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = "`" + n + "`"
	}
	return strings.Join(quoted, ", ")
}

// line returns a description in one line.
func line(description string) string { return strings.Join(strings.Fields(description), " ") }
