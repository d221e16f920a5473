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
		"sao tme", "rakhmon emomali", "irna", "ira", "iran iraq", "", "!", "zzzzzzzz", "kazakhstan kazakhstan"} {
		for _, known := range []graph.Instant{"", before} {
			for _, kinds := range [][]graph.EntityKind{nil, {graph.KindState}, {graph.KindPerson}} {
				got, err := graph.ReadNames(b.Context(), b.store, known)
				b.must(err)
				snap := graph.NewSnapshot(project(b, b.store, cmp.Or(known, graph.Forever)))
				want, err := graph.ReadNames(b.Context(), frozen{snap}, "")
				b.must(err)
				b.same(fmt.Sprintf("%q known %q of %v", query, known, kinds), want.Similar(query, kinds), got.Similar(query, kinds))
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
