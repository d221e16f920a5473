package graphtest

import (
	"cmp"
	"fmt"
	"slices"

	"entente/graph"
)

// querySeed gives the world of the generated queries; its test checks that
// every field has values in it.
const querySeed = 7

// queryWorld returns the world of the generated queries.
func queryWorld() *World { return NewWorld("q", querySeed) }

// QueryWorld returns what the generated queries are about: every field has
// values in it that differ.
func QueryWorld() []graph.Contribution {
	w := queryWorld()
	var out []graph.Contribution
	for n := range 16 {
		out = append(out, w.Version(n, 0, 0))
	}
	return out
}

// testQueries compares the answers to generated queries with those of a
// snapshot: on the first field of each type, for lists and texts of each subject,
// every operator, sort and way of asking by key, on the others some of them in
// turn, so that each operator meets many fields; every facet, and every
// quantifier on every edge. A server
// plans each shape of query anew, which is what this costs.
func testQueries(b *bench) {
	w, world := queryWorld(), QueryWorld()
	for n := range 4 {
		id := graph.LoadID(fmt.Sprint("load:q", n))
		b.must(b.store.SaveLoad(b.Context(), graph.Load{ID: id, State: graph.LoadDone, Started: moment(n), Ended: moment(n), Extractor: pick(w, "", "rules/1")}))
		b.put(id, world[4*n:4*n+4]...)
	}
	p := project(b, b.store, graph.Forever)
	b.decide(graph.Decision{Kind: graph.DecideConfirm, Claim: p.Claims[0].ID})
	b.decide(graph.Decision{Kind: graph.DecideReject, Claim: p.Claims[1].ID})
	b.decide(graph.Decision{Kind: graph.DecideSame, Entity: w.entities[graph.KindState][0], Other: w.entities[graph.KindState][1]})
	checkProjection(b, b.store)
	snap := b.snapshot()
	b.sub("together", func(b *bench) { testTogether(b, snap) })
	b.sub("nested", func(b *bench) { testNested(b, snap) })
	type sort struct {
		of graph.FieldType
		in graph.Subject
	}
	first := make(map[sort]bool)
	for _, subject := range subjects() {
		g := &generator{bench: b, snap: snap, subject: subject, items: itemsOf(snap, subject)}
		b.sub(string(subject), func(b *bench) {
			g.bench = b
			for n, f := range graph.Fields(subject) {
				of := sort{of: f.Type}
				if f.Type == graph.TypeList || f.Type == graph.TypeText {
					of.in = subject // engines have ways of their own to each
				}
				all := !first[of]
				first[of] = true
				g.leaves(f, n, all)
				g.sorts(f, n, all)
				g.keys(f, all)
				b.compareFacets(snap, graph.Query{Subject: subject}, f.Name)
			}
			for n, join := range graph.Edges(subject) {
				g.edges(join, n)
			}
			g.logic()
		})
	}
	across := graph.Query{Subject: graph.SubjectClaim, Where: graph.Where{Not: &graph.Where{Field: "pair", Op: graph.Missing}}}
	for by, second := range map[graph.Field]graph.Field{"pair": "quad", "ends": "fromRole", graph.FieldID: "kind", "mutual": "pair", "kind": "ends"} {
		across.Across = second
		b.compareFacets(snap, across, by)
	}
}

// itemsOf returns pointers to all items of a subject.
func itemsOf(snap *graph.Snapshot, subject graph.Subject) []any {
	p := snap.Projection()
	switch subject {
	case graph.SubjectEntity:
		return pointers(p.Entities)
	case graph.SubjectRelation:
		return pointers(p.Relations)
	case graph.SubjectClaim:
		return pointers(p.Claims)
	case graph.SubjectDocument:
		return pointers(p.Documents)
	case graph.SubjectSource:
		return pointers(p.Sources)
	}
	return pointers([]graph.Load{{ID: "load:q1", State: graph.LoadDone, Started: moment(1), Ended: moment(1), Extractor: "rules/1"}, {ID: "load:q2"}})
}

func pointers[T any](items []T) []any {
	out := make([]any, len(items))
	for i := range items {
		out[i] = &items[i]
	}
	return out
}

// generator makes queries of one subject out of the values that its items have.
type generator struct {
	*bench
	snap    *graph.Snapshot
	subject graph.Subject
	items   []any
}

func ops() []graph.Op {
	return []graph.Op{graph.Eq, graph.In, graph.Gt, graph.Gte, graph.Lt, graph.Lte, graph.Contains, graph.StartsWith, graph.Matches, graph.Missing}
}

// values returns a few values of a field that items have, of the type that
// conditions take.
func (g *generator) values(f graph.FieldInfo) []any {
	var texts []string
	var out []any
	for _, item := range g.items {
		switch v := graph.Value(item, f.Name).(type) {
		case string:
			texts = append(texts, v)
		case []string:
			texts = append(texts, v...)
		case float64:
			out = append(out, v)
		}
	}
	switch f.Type {
	case graph.TypeNumber:
		slices.SortFunc(out, func(a, b any) int { return cmp.Compare(a.(float64), b.(float64)) })
		if len(out) == 0 {
			return []any{0.0}
		}
		return []any{out[0], out[len(out)/2]}
	case graph.TypeBool:
		return []any{true, false}
	case graph.TypeText:
		return []any{"déclaration", "agree q", "2 v", "名", "nothing at all"}
	}
	slices.Sort(texts)
	texts = slices.Compact(slices.DeleteFunc(texts, func(s string) bool { return s == "" }))
	if len(texts) == 0 {
		return []any{"none"}
	}
	middle := texts[len(texts)/2]
	if f.Type == graph.TypeDate {
		return []any{middle, middle[:4], middle[:4] + "/" + "2024"}
	}
	return []any{middle, middle[1:], ""}
}

// leaves asks with all operators of a field, or with one of them in turn.
func (g *generator) leaves(f graph.FieldInfo, n int, all bool) {
	var valid [][]graph.Query
	for _, op := range ops() {
		var queries []graph.Query
		for _, w := range g.conditions(f, op) {
			q := graph.Query{Subject: g.subject, Where: w, First: 200, Total: true}
			if _, err := q.Plan(); err == nil {
				queries = append(queries, q)
			}
		}
		if len(queries) > 0 {
			valid = append(valid, queries)
		}
	}
	for i, queries := range valid {
		if all || i == n%len(valid) {
			for _, q := range queries {
				g.compare(g.snap, q)
			}
		}
	}
}

// conditions returns conditions on a field by an operator, not all of them valid.
func (g *generator) conditions(f graph.FieldInfo, op graph.Op) []graph.Where {
	values := g.values(f)
	switch op {
	case graph.Missing:
		missing := graph.Where{Field: f.Name, Op: op}
		return []graph.Where{missing, {Not: &missing}}
	case graph.In:
		var list []string
		for _, v := range values {
			if s, ok := v.(string); ok {
				list = append(list, s)
			}
		}
		return []graph.Where{{Field: f.Name, Op: op, Value: list}, {Field: f.Name, Op: op, Value: []string{}},
			{Not: &graph.Where{Field: f.Name, Op: op, Value: list}}}
	case graph.Contains, graph.StartsWith:
		if middle, ok := values[0].(string); ok && len(middle) > 4 {
			values = append(values, middle[:3])
		}
	}
	var out []graph.Where
	for _, v := range values {
		out = append(out, graph.Where{Field: f.Name, Op: op, Value: v})
	}
	return append(out, graph.Where{Not: &graph.Where{Field: f.Name, Op: op, Value: values[0]}})
}

// sorts walks through all items in the order of a field, forward and backward,
// or one of them in turn.
func (g *generator) sorts(f graph.FieldInfo, n int, all bool) {
	if !f.Sortable() {
		return
	}
	size := len(g.items)/3 + 1
	ways := []graph.Query{
		{Subject: g.subject, Sort: []graph.Order{{Field: f.Name}}, First: size},
		{Subject: g.subject, Sort: []graph.Order{{Field: f.Name, Desc: true}}, Last: size},
	}
	if !all {
		ways = ways[n%2 : n%2+1]
	}
	for _, q := range ways {
		for range 5 {
			g.compare(g.snap, q)
			next, ok := g.turn(q)
			if !ok {
				break
			}
			q = next
		}
	}
	if !all {
		return
	}
	second := graph.Order{Field: graph.FieldID, Desc: true}
	g.compare(g.snap, graph.Query{Subject: g.subject, Sort: []graph.Order{{Field: f.Name, Desc: true}, second}, First: size})
}

// turn returns the query of the next page, and false after the last one.
func (g *generator) turn(q graph.Query) (graph.Query, bool) {
	ids := g.cursors(q)
	switch {
	case len(ids) == 0:
		return q, false
	case q.Last > 0:
		q.Before = ids[0]
	default:
		q.After = ids[len(ids)-1]
	}
	return q, true
}

// cursors returns the cursors of the items of the snapshot's first page.
func (g *generator) cursors(q graph.Query) []string {
	ctx := g.Context()
	switch q.Subject {
	case graph.SubjectEntity:
		pages, err := g.snap.FindEntities(ctx, q)
		return cursors(g, q, pages, err)
	case graph.SubjectRelation:
		pages, err := g.snap.FindRelations(ctx, q)
		return cursors(g, q, pages, err)
	case graph.SubjectClaim:
		pages, err := g.snap.FindClaims(ctx, q)
		return cursors(g, q, pages, err)
	case graph.SubjectDocument:
		pages, err := g.snap.FindDocuments(ctx, q)
		return cursors(g, q, pages, err)
	case graph.SubjectSource:
		pages, err := g.snap.FindSources(ctx, q)
		return cursors(g, q, pages, err)
	}
	pages, err := g.snap.FindLoads(ctx, q)
	return cursors(g, q, pages, err)
}

func cursors[T any](g *generator, q graph.Query, pages []graph.Page[T], err error) []string {
	g.Helper()
	g.must(err)
	var out []string
	for i := range pages[0].Items {
		out = append(out, q.Cursor(&pages[0].Items[i]))
	}
	return out
}

// keys asks for pages by key, in all ways or in one.
func (g *generator) keys(f graph.FieldInfo, all bool) {
	if f.Type != graph.TypeString && f.Type != graph.TypeList {
		return
	}
	keys := []string{"", "nothing"}
	for _, v := range g.values(f) {
		keys = append(keys, v.(string), v.(string))
	}
	g.compare(g.snap, graph.Query{Subject: g.subject, By: f.Name, Keys: keys, First: 2, Total: true})
	if !all {
		return
	}
	g.compare(g.snap, graph.Query{Subject: g.subject, By: f.Name, Keys: keys[1:3], Last: 1, Sort: []graph.Order{{Field: graph.FieldID, Desc: true}},
		Where: graph.Where{Not: &graph.Where{Field: graph.FieldID, Op: graph.Contains, Value: "0"}}})
	g.compare(g.snap, graph.Query{Subject: g.subject, By: f.Name})
}
