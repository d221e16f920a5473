package resolvers_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/graph"
	. "entente/graph/graphtest"
	"entente/graph/memory"
	"entente/resolvers"
)

// denseYears is how many documents a dense store has, one published a year.
const denseYears = 6

// dense is a store in which every kind of relation holds between things of all
// kinds of its domain and range, so many of each, so that no list of the schema
// is empty. One document has a second version, which says less.
func dense(t testing.TB, each int) graph.Store {
	t.Helper()
	store := memory.Open()
	t.Cleanup(func() { _ = store.Close(t.Context()) })
	for year := range denseYears {
		id := graph.LoadID(fmt.Sprintf("load:%d", year))
		err := store.SaveLoad(t.Context(), graph.Load{ID: id, State: graph.LoadDone, Started: at(year), Ended: at(year), Extractor: Extractor})
		if err == nil {
			_, err = store.Put(t.Context(), id, at(year), []graph.Contribution{denseDocument(year, each, 0)})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := store.Put(t.Context(), "load:2", at(30), []graph.Contribution{denseDocument(0, each, 3)}); err != nil {
		t.Fatal(err)
	}
	return store
}

// denseDocument tells its part of all, and what states did in its year, the last
// one most, without each claim whose number less one is a multiple of skip.
func denseDocument(year, each, skip int) graph.Contribution {
	date := graph.Date(fmt.Sprintf("%d-07-01", 2015+year))
	d := NewDoc(fmt.Sprintf("words-%d", year)).On(date).From(fmt.Sprintf("Source %d", year%3))
	if skip > 0 {
		d.Write("Corrected. ")
	}
	said := 0
	for k, info := range graph.Kinds() {
		for _, from := range info.Domain {
			for _, to := range append([]graph.EntityKind{}, info.Range...) {
				if info.Event() && from != graph.KindState && to != graph.KindState && from != to {
					continue // there is enough of it
				}
				states := from == graph.KindState && to == graph.KindState && info.Event() && (k%4 == 0 || year == denseYears-1)
				for i := range 3 * each {
					a, b := thing(from, []int{0, i % each, 1}[i/each]), thing(to, []int{i % each, 0, i % each}[i/each])
					said++
					mine := (k+i)%denseYears == year || !info.Event() && (k+i+1)%denseYears == year || info.Kind == graph.Consult || states
					if a != b && mine && info.Kind != graph.WithdrewFrom && (skip == 0 || said%skip != 0) {
						d.Say(a, info.Kind, b, denseClaim(info, i, date))
					}
				}
			}
			if len(info.Range) == 0 && year < each && info.Kind != graph.Terminated {
				d.Say(thing(from, year), info.Kind, "", denseClaim(info, year, date))
			}
		}
	}
	return d.Done()
}

func denseClaim(info graph.KindInfo, i int, date graph.Date) func(*graph.Claim) {
	return func(c *graph.Claim) {
		if c.When = date; info.Kind == graph.Consult || !info.Event() {
			c.When = "2014-05-15"
		}
		if info.Kind == graph.HasQuantity {
			c.Quantity = &graph.Quantity{Measure: "length", Op: "=", Value: "7", Unit: "kilometres"}
		}
		one, other := thing(graph.KindState, i%2), thing(graph.KindState, 1-i%2)
		if c.From.Kind == graph.KindPerson {
			c.From.ActsFor = &one
		}
		if c.To != nil && c.To.Kind == graph.KindPerson {
			c.To.ActsFor = &other
		}
		By(thing(graph.KindPerson, 0))(c)
	}
}

func thing(kind graph.EntityKind, n int) graph.EntityID {
	if kind == "" {
		return ""
	}
	return graph.NewEntityID(kind, fmt.Sprintf("words%d", n))
}

// starts lead from the root to the things of a type, to be filled with what is
// asked of them.
var starts = map[string]string{
	"Query":           `{ %s }`,
	"Document":        `{ documents(first: $N) { edges { node { %s } } } }`,
	"Source":          `{ sources(first: $N) { edges { node { %s } } } }`,
	"Claim":           `{ claims(first: $N) { edges { node { %s } } } }`,
	"Relation":        `{ relations(first: $N, where: {claimCount: {gt: 2}, kind: {in: [CONSULT, SUPPORT]}}) { edges { node { %s } } } }`,
	"Load":            `{ loads(first: $N) { edges { node { %s } } } }`,
	"AgreementAction": `{ agreements(first: $N) { edges { node { actions { %s } } } } }`,
	"Dyad":            `{ dyad(a: "state:words0", b: "state:words1") { %s } }`,
	"Bucket":          `{ dyad(a: "state:words0", b: "state:words1") { balance(interval: YEAR, directed: true) { buckets { %s } } } }`,
	"DyadChanges":     `{ dyad(a: "state:words0", b: "state:words1") { changes(since: "2025-10-01T12:00:30Z") { %s } } }`,
	"Explanation":     `{ explain(id: "state:words0") { %s } }`,
	"Shift":           `{ shifts(first: $N, interval: YEAR, threshold: 0.5, baseline: 4) { shifts { %s } } }`,
	"UnresolvedActor": `{ entities(first: $N, where: {kind: {eq: Actor}}) { edges { node { ... on UnresolvedActor { %s } } } } }`,
}

func start(of string) string {
	if s, ok := starts[of]; ok {
		return s
	}
	return fmt.Sprintf(`{ entities(first: $N, where: {kind: {eq: %s}}) { edges { node { ... on %s { %%s } } } } }`, of, of)
}

// from returns a query that asks something of so many things of a type.
func from(of string, n int, what string) string {
	return strings.ReplaceAll(strings.Replace(start(of), "%s", what, 1), "$N", fmt.Sprint(n))
}

func typeNames() []string { return slices.Sorted(maps.Keys(schema().Types)) }

// pagedFields calls with each paged field of a type that has things.
func pagedFields(visit func(of *ast.Definition, f *ast.FieldDefinition)) {
	for _, name := range typeNames() {
		def := schema().Types[name]
		if def.Kind != ast.Object || strings.HasPrefix(name, "__") {
			continue
		}
		for _, f := range def.Fields {
			if strings.HasSuffix(f.Type.Name(), "Connection") {
				visit(def, f)
			}
		}
	}
}

// probe is a page as a query found it.
type probe struct {
	Edges    []struct{ Cursor string }
	PageInfo struct {
		HasNextPage, HasPreviousPage bool
		StartCursor, EndCursor       *string
	}
	TotalCount int
}

func (p probe) cursors() []string {
	out := []string{}
	for _, e := range p.Edges {
		out = append(out, e.Cursor)
	}
	return out
}

// probes returns the pages under the alias probe in an answer, in order.
func probes(t *testing.T, answer any, out []probe) []probe {
	switch v := answer.(type) {
	case []any:
		for _, of := range v {
			out = probes(t, of, out)
		}
	case map[string]any:
		for name, of := range v {
			if name != "probe" {
				out = probes(t, of, out)
				continue
			}
			b, _ := json.Marshal(of)
			var p probe
			if err := json.Unmarshal(b, &p); err != nil {
				t.Fatal(err)
			}
			out = append(out, p)
		}
	}
	return out
}

// walker asks for the pages of one field of one thing.
type walker struct {
	store graph.Reader
	of, f string
	with  string // what the field has to be given
	at    int    // which of the things is asked
}

func (w walker) page(t *testing.T, args string) probe {
	t.Helper()
	what := fmt.Sprintf("probe: %s(%s) { edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount }", w.f, w.with+args)
	answer := resolvers.Execute(t.Context(), w.store, resolvers.Request{Query: from(w.of, 1, what)}, resolvers.Options{Now: now})
	if len(answer.Errors) > 0 {
		t.Fatalf("%s: %v", what, answer.Errors)
	}
	b, _ := json.Marshal(answer)
	var data any
	if err := json.Unmarshal(b, &data); err != nil {
		t.Fatal(err)
	}
	all := probes(t, data, nil)
	if len(all) <= w.at {
		t.Fatalf("no %s to ask for %s: give it a start", w.of, w.f)
	}
	return all[w.at]
}

// TestPagesBothWays walks the schema and reads every paged field forward,
// backward and between two cursors: the items are the same, in the same order.
func TestPagesBothWays(t *testing.T) {
	store := dense(t, 2)
	pagedFields(func(of *ast.Definition, f *ast.FieldDefinition) {
		t.Run(of.Name+"."+f.Name, func(t *testing.T) {
			for _, name := range []string{"first", "after", "last", "before"} {
				if a := f.Arguments.ForName(name); a == nil || a.DefaultValue != nil {
					t.Fatalf("%s is missing, or has a default", name)
				}
			}
			w := walker{store: store, of: of.Name, f: f.Name}
			if f.Name == "search" {
				w.with = `text: "words", `
			}
			all := w.all(t)
			if len(all) < 2 {
				t.Fatalf("%d items: tell more in the dense world", len(all))
			}
			w.compare(t, all)
		})
	})
}

// all reads the field in pages as large as the cost of what lies above allows.
func (w walker) all(t *testing.T) (all []string) {
	size := 1000
	if w.of == "Bucket" {
		size = 100
	}
	for after := ""; ; {
		p := w.page(t, fmt.Sprintf("first: %d%s", size, after))
		if all = append(all, p.cursors()...); !p.PageInfo.HasNextPage {
			return all
		}
		after = fmt.Sprintf(", after: %q", *p.PageInfo.EndCursor)
	}
}

func (w walker) compare(t *testing.T, all []string) {
	n := len(all)
	size := min(1000, (n+2)/3)
	var ahead, back []string
	for after := ""; len(ahead) < n; {
		p := w.page(t, fmt.Sprintf("first: %d%s", size, after))
		ahead = append(ahead, p.cursors()...)
		if len(p.Edges) == 0 || p.PageInfo.HasNextPage != (len(ahead) < n) || p.PageInfo.HasPreviousPage != (after != "") || p.TotalCount != n {
			t.Fatalf("forward, after %d of %d: %d items, %+v, %d in all", len(ahead), n, len(p.Edges), p.PageInfo, p.TotalCount)
		}
		after = fmt.Sprintf(", after: %q", *p.PageInfo.EndCursor)
	}
	for before := ""; len(back) < n; {
		p := w.page(t, fmt.Sprintf("last: %d%s", size, before))
		back = append(p.cursors(), back...)
		if len(p.Edges) == 0 || p.PageInfo.HasPreviousPage != (len(back) < n) || p.PageInfo.HasNextPage != (before != "") || p.TotalCount != n {
			t.Fatalf("backward, after %d of %d: %d items, %+v, %d in all", len(back), n, len(p.Edges), p.PageInfo, p.TotalCount)
		}
		before = fmt.Sprintf(", before: %q", *p.PageInfo.StartCursor)
	}
	within := w.page(t, fmt.Sprintf("last: 1, after: %q, before: %q", all[0], all[n-1])).cursors()
	inside := w.page(t, fmt.Sprintf("first: 1, after: %q, before: %q", all[0], all[n-1])).cursors()
	want := [][]string{all, all, all[max(1, n-2) : n-1], all[1:max(1, min(2, n-1))]}
	if diff := cmp.Diff(want, [][]string{ahead, back, within, inside}, cmp.Transformer("none", func(s []string) string { return strings.Join(s, " ") })); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
