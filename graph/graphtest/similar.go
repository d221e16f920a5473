package graphtest

import (
	"cmp"
	"context"
	"fmt"

	"entente/graph"
)

// frozen is a snapshot of which nothing is counted.
type frozen struct{ *graph.Snapshot }

// Stats returns no counts.
func (frozen) Stats(context.Context) (graph.Stats, error) { return graph.Stats{}, nil }

// testSimilar looks for names with typing errors: every engine gives the names
// that a snapshot gives, in the same order, now and as known before.
func testSimilar(b *bench) {
	d := NewDoc("names")
	names := []string{"Kazakhstan", "Kazakh", "Kassym-Jomart Tokayev", "Shavkat Mirziyoyev", "Шавкат Мирзиёев", "习近平", "عبد الفتاح السيسي",
		"São Tomé", "Emomali Rahmon", "Iran", "Iraq"}
	for i, name := range names {
		d.Call(state("N", i), name)
	}
	for i := range names {
		d.Say(state("N", i), graph.Comment, state("N", (i+1)%len(names)))
	}
	b.bring("one", d.Done())
	before := b.tick()
	b.bring("two", NewDoc("more").Call("state:M", "Kazahkstan").Say("state:M", graph.Comment, "state:N0").Done())
	for _, query := range []string{"kazahstan", "kazakstan", "Tokaev", "kasym tokayev", "tokayev kassym", "mirziyoev shav", "мирзиеев", "习近", "习远平", "السبسي",
		"k", "kaz", "sao t", "t sao", "state n 1",
		"sao tme", "rakhmon emomali", "irna", "ira", "iran iraq", "", "!", "zzzzzzzz", "kazakhstan kazakhstan"} {
		for _, known := range []graph.Instant{"", before} {
			for _, kinds := range [][]graph.EntityKind{nil, {graph.KindState}, {graph.KindPerson}} {
				got, err := graph.ReadNames(b.Context(), b.store, known)
				b.must(err)
				snap := graph.NewSnapshot(project(b, b.store, cmp.Or(known, graph.Forever)))
				want, err := graph.ReadNames(b.Context(), frozen{snap}, "")
				b.must(err)
				b.same(fmt.Sprintf("%q known %q of %v", query, known, kinds), want.Similar(query, kinds), got.Similar(query, kinds))
				testBegin(b, got, query, kinds, known)
			}
		}
	}
	index, err := graph.ReadNames(b.Context(), b.store, "")
	b.must(err)
	for query, want := range map[string][]graph.EntityID{
		"kazahstan": {"state:M", "state:N0"}, "tokaev": {"state:N2"}, "мирзияев шавкат": {"state:N4"}, "السبسي": {"state:N6"}, "irna": {"state:N10", "state:N9"}, "xyzw": {},
	} {
		b.same(query, want, append([]graph.EntityID{}, index.Similar(query, nil)...))
	}
}

// testBegin holds that an index finds the entities that a store finds by a
// condition on their text, in order, and knows whether there are more.
func testBegin(b *bench, index *graph.Names, query string, kinds []graph.EntityKind, known graph.Instant) {
	q := graph.Query{Subject: graph.SubjectEntity, AsOf: graph.AsOf{Known: known}, Where: graph.Where{Field: "text", Op: graph.Matches, Value: query}}
	if kinds != nil {
		q.Where = graph.Where{And: []graph.Where{graph.OneOf("kind", kinds...), q.Where}}
	}
	for q.First = 1; q.First < 30; q.First *= 3 {
		pages, err := b.store.FindEntities(b.Context(), q)
		b.must(err)
		var want []graph.EntityID
		for _, e := range pages[0].Items {
			want = append(want, e.ID)
		}
		got, more := index.Begin(query, kinds, q.First)
		b.same(fmt.Sprintf("the first %d of %q known %q of %v", q.First, query, known, kinds), want, got)
		if more != pages[0].HasNext {
			b.Errorf("%q of %v: more than %d is %v", query, kinds, q.First, more)
		}
	}
}
