package graphtest

import (
	"fmt"
	"slices"

	"entente/graph"
)

// edges asks with every quantifier at an edge, and through every second of the
// edges beyond it. What is asked besides changes with the turn.
func (g *generator) edges(join graph.Join, turn int) {
	far := &generator{bench: g.bench, snap: g.snap, subject: join.Target, items: itemsOf(g.snap, join.Target)}
	for n, quantifier := range quantifiers() {
		of := far.common(n)
		g.compare(g.snap, graph.Query{Subject: g.subject, Total: true, Bare: n == turn%5, Where: graph.Where{Edge: join.Name, Quantifier: quantifier, Of: &of}})
		if fields := apart(join); quantifier == graph.Single && len(fields) > 0 {
			g.compare(g.snap, graph.Query{Subject: g.subject, Where: graph.Where{Edge: join.Name, Quantifier: quantifier, Of: &graph.Where{}, Apart: fields[turn%len(fields)]}})
		}
		if n == turn%5 {
			g.compare(g.snap, graph.Query{Subject: g.subject, Where: graph.Where{Edge: join.Name, Quantifier: quantifier, Of: &graph.Where{}}})
		}
	}
	for n, next := range graph.Edges(join.Target) {
		further := &generator{bench: g.bench, snap: g.snap, subject: next.Target, items: itemsOf(g.snap, next.Target)}
		of := further.common(n)
		outer, inner := quantifiers()[(n+1)%5], quantifiers()[(n+2)%5]
		where := graph.Where{Edge: join.Name, Quantifier: outer, Of: &graph.Where{Edge: next.Name, Quantifier: inner, Of: &of}}
		switch (n + turn) % 4 {
		case 0:
			g.compare(g.snap, graph.Query{Subject: g.subject, Where: where})
		case 2:
			g.compare(g.snap, graph.Query{Subject: g.subject, Where: graph.Where{Not: &where}, Last: 3, Total: true})
		}
	}
	of := far.common(0)
	if slices.ContainsFunc(graph.Fields(g.subject), func(f graph.FieldInfo) bool { return f.Name == "kind" }) {
		g.compareFacets(g.snap, graph.Query{Subject: g.subject, Where: graph.SomeOf(join.Name, of)}, "kind")
	}
}

// apart returns the fields that things at an edge can be told apart by.
func apart(join graph.Join) []graph.Field {
	var fields []graph.Field
	for _, f := range graph.Fields(join.Target) {
		if f.Type == graph.TypeString && join.Local != "documentIds" {
			fields = append(fields, f.Name)
		}
	}
	return fields
}

// quantified returns the condition at an edge with a random quantifier.
func quantified(w *World, join graph.Join, of *graph.Where) graph.Where {
	where := graph.Where{Edge: join.Name, Quantifier: pick(w, quantifiers()...), Of: of}
	if fields := apart(join); where.Quantifier == graph.Single && len(fields) > 0 && w.chance(50) {
		where.Apart = pick(w, fields...)
	}
	return where
}

// common returns a condition that some things of the subject meet and some do
// not, one of several.
func (g *generator) common(n int) graph.Where {
	var conditions []graph.Where
	for _, f := range graph.Fields(g.subject) {
		if f.Name == graph.FieldID {
			continue
		}
		for _, value := range g.values(f)[:1] {
			for _, op := range []graph.Op{graph.Eq, graph.Gte, graph.Matches} {
				where := graph.Where{Field: f.Name, Op: op, Value: value}
				if _, err := (graph.Query{Subject: g.subject, Where: where}).Plan(); err == nil {
					conditions = append(conditions, where)
				}
			}
		}
	}
	return conditions[(7*n)%len(conditions)]
}

// logic asks with conditions joined by and, or, not.
func (g *generator) logic() {
	for n := range 2 {
		a, b, c := g.common(n), g.common(n+1), g.common(n+2)
		for _, where := range []graph.Where{
			{And: []graph.Where{a, b}},
			{Or: []graph.Where{a, b, c}},
			{And: []graph.Where{{Or: []graph.Where{a, b}}, {Not: &c}}},
			{Not: &graph.Where{And: []graph.Where{a, {Not: &b}}, Or: []graph.Where{c, a}}},
			{And: []graph.Where{}, Or: []graph.Where{}, Field: a.Field, Op: a.Op, Value: a.Value, Not: &b},
		} {
			g.compare(g.snap, graph.Query{Subject: g.subject, Where: where, Total: true})
		}
	}
	ids := g.cursors(graph.Query{Subject: g.subject})
	if len(ids) < 4 {
		return
	}
	for _, q := range []graph.Query{
		{After: ids[0], Before: ids[3], First: 1}, {After: ids[0], Before: ids[3], First: 2}, {After: ids[0], Before: ids[3], Last: 1},
		{After: ids[2], Before: ids[1]}, {Before: ids[2]}, {After: ids[len(ids)-1]}, {Before: ids[0], Last: 3},
		{After: "malformed"}, {After: ids[0], Sort: []graph.Order{{Field: graph.FieldID}}}, {First: 1, Last: 1}, {First: graph.MaxPage + 1},
		{First: graph.MaxLong + 1, Long: true},
	} {
		q.Subject = g.subject
		g.compare(g.snap, q)
	}
}

// testNested compares the answers to random conditions over up to three edges,
// asked of all things, of a few that an index leads to, and by key.
func testNested(b *bench, snap *graph.Snapshot) {
	w := NewWorld("n", 3)
	for n := range 24 {
		g := &generator{bench: b, snap: snap, subject: subjects()[n%5]}
		g.items = itemsOf(snap, g.subject)
		q := graph.Query{Subject: g.subject, Where: g.nested(w, 1+n%3), Total: w.chance(50), First: 200}
		switch ids := g.values(graph.FieldInfo{Name: graph.FieldID, Type: graph.TypeString}); n / 5 % 3 {
		case 1:
			few := graph.OneOf(graph.FieldID, fmt.Sprint(graph.Value(g.items[0], graph.FieldID)), fmt.Sprint(ids[0]))
			q.Where = graph.Where{And: []graph.Where{few, q.Where}}
		case 2:
			q.By, q.Keys = graph.FieldID, []string{fmt.Sprint(ids[0]), "none", fmt.Sprint(ids[0])}
		}
		b.compare(snap, q)
	}
}

// nested returns a random condition over a number of edges, with others beside it.
func (g *generator) nested(w *World, steps int) graph.Where {
	edges := graph.Edges(g.subject)
	if steps == 0 || len(edges) == 0 {
		return g.common(w.rng.IntN(100))
	}
	join := pick(w, edges...)
	far := &generator{bench: g.bench, snap: g.snap, subject: join.Target, items: itemsOf(g.snap, join.Target)}
	of := far.nested(w, steps-1)
	if w.chance(30) {
		of = graph.Where{Or: []graph.Where{of, far.common(w.rng.IntN(100))}}
	}
	where := quantified(w, join, &of)
	if w.chance(20) {
		inner := where
		where = graph.Where{Not: &inner}
	}
	return where
}
