package graphtest

import (
	"fmt"

	"entente/graph"
)

// testLimits asks the largest and deepest queries that Plan takes, for more
// ids than most databases take parameters, and puts a document of many claims.
func testLimits(b *bench) {
	const sentences = 600
	d := NewDoc("long").On("2024")
	for n := range sentences {
		d.Say(state("L", n%5), graph.Consult, state("L", 5+n%40), When(graph.Date(fmt.Sprintf("20%02d", n%100))))
	}
	c := d.Done()
	load := b.load("one")
	counts := b.put(load, c)
	b.same("claims", sentences, counts.ClaimsAdded)
	snap := b.snapshot()

	keys := make([]string, graph.MaxKeys)
	for n := range keys {
		keys[n] = fmt.Sprint("no ", n)
	}
	keys[1], keys[len(keys)-1] = string(c.Claims[0].ID), string(c.Claims[sentences-1].ID)
	b.compare(snap, graph.Query{Subject: graph.SubjectClaim, By: graph.FieldID, Keys: keys, First: 1})
	b.compare(snap, graph.Query{Subject: graph.SubjectClaim, Where: graph.OneOf(graph.FieldID, keys...), Total: true})
	b.compare(snap, graph.Query{Subject: graph.SubjectClaim, Sort: []graph.Order{{Field: "when", Desc: true}}, First: graph.MaxPage})
	b.compare(snap, graph.Query{Subject: graph.SubjectClaim, First: graph.MaxLong, Long: true})

	wide := graph.Query{Subject: graph.SubjectClaim, First: 2, Total: true}
	for n := range 399 {
		wide.Where.Or = append(wide.Where.Or, graph.Is("to", string(state("L", n%7))))
	}
	b.compare(snap, wide)
	b.compare(snap, graph.Query{Subject: graph.SubjectEntity, Where: deep(11)})
	not := graph.Is("kind", "State")
	for range 12 {
		inner := not
		not = graph.Where{Not: &inner}
	}
	b.compare(snap, graph.Query{Subject: graph.SubjectEntity, Where: not, Total: true})

	const many = 40_000
	ids := make([]graph.EntityID, many)
	for n := range ids {
		ids[n] = state("L", n)
	}
	got, err := b.store.Entities(b.Context(), ids, graph.AsOf{})
	b.must(err)
	found := 0
	for i, e := range got {
		if e != nil && e.ID == ids[i] {
			found++
		}
	}
	b.same("entities found", []int{many, 45}, []int{len(got), found})
	b.unload(load)
	b.same("log", 0, len(logLines(b, b.store, true)))
}

// deep returns a condition on entities that goes through edges to a depth, with
// quantifiers and negations that let it be true of some.
func deep(depth int) graph.Where {
	of := graph.Is(graph.FieldID, string(state("L", 7)))
	subject := depth%2 == 0 // whether the innermost condition is on an entity
	if !subject {
		of = graph.Is("from", string(state("L", 2)))
	}
	for n := depth; n > 0; n-- {
		edge := graph.Edge("relations")
		if n%2 == 0 {
			edge = "to"
		}
		inner := of
		of = graph.Where{Edge: edge, Of: &inner}
		if n%3 == 0 {
			of.Quantifier = graph.All
		}
	}
	return of
}
