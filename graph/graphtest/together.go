package graphtest

import (
	"errors"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/graph"
)

// testTogether asks for things with what lies at their edges, and several
// questions at once.
func testTogether(b *bench, snap *graph.Snapshot) {
	pair := ""
	for _, c := range snap.Projection().Claims {
		if c.Pair != "" {
			pair = c.Pair
		}
	}
	ends := []graph.With{{Edge: "document"}, {Edge: "from"}, {Edge: "to"}, {Edge: "assertedBy"}}
	titled := []graph.With{{Edge: "document", Extent: graph.Outline}, {Edge: "to"}}
	newest := []graph.Order{{Field: "when", Desc: true}}
	end := string(snap.Projection().Relations[0].From)
	affirmed := graph.With{Edge: "claims", Where: graph.Is("polarity", string(graph.Affirmed)), Sort: newest, First: 2}
	of := graph.Query{Subject: graph.SubjectClaim, Where: graph.Is("pair", pair), Sort: newest, First: 5, Total: true, With: ends}
	for _, q := range []graph.Query{
		of,
		{Subject: graph.SubjectClaim, Where: graph.Is("pair", pair), Sort: []graph.Order{{Field: "when"}}, With: ends[:1]},
		{Subject: graph.SubjectEntity, First: 10, With: []graph.With{affirmed, {Edge: "claims", First: 1}}},
		{Subject: graph.SubjectEntity, First: 10, AsOf: graph.AsOf{Valid: "2020-01-01"}, With: []graph.With{{Edge: "claims", Sort: newest, First: 2}}},
		{Subject: graph.SubjectEntity, First: 10, AsOf: graph.AsOf{Valid: "2020-01-01"}, With: []graph.With{{Edge: "claims", First: 3}}},
		{Subject: graph.SubjectDocument, First: 3, Sort: []graph.Order{{Field: "publishedOn", Desc: true}}, With: []graph.With{affirmed}},
		{Subject: graph.SubjectClaim, By: "pair", Keys: []string{pair, "", "none"}, First: 2, With: ends},
		{Subject: graph.SubjectClaim, First: 1000, Extent: graph.Outline, Sort: newest, With: ends},
		{Subject: graph.SubjectClaim, First: 1000, Extent: graph.Outline, Sort: newest, With: titled},
		{Subject: graph.SubjectClaim, First: 1000, With: titled},
		{Subject: graph.SubjectClaim, By: "pair", Keys: []string{pair, "", "none"}, First: 2, With: titled[:1]},
		{Subject: graph.SubjectClaim, By: "ends", Keys: []string{end}, Extent: graph.Outline, AsOf: graph.AsOf{Valid: "2020-01-01"}},
		{Subject: graph.SubjectEntity, First: 10, With: []graph.With{{Edge: "claims", Sort: newest, First: 2, Extent: graph.Outline}, {Edge: "claims", First: 1}}},
		{Subject: graph.SubjectEntity, First: 10, With: []graph.With{{Edge: "claims", Sort: newest, First: 2, Extent: graph.Brief}, {Edge: "claims", First: 1, Extent: graph.Brief}}},
		{Subject: graph.SubjectDocument, First: 3, With: []graph.With{{Edge: "claims", Sort: newest, First: 2, Extent: graph.Brief}}},
		{Subject: graph.SubjectClaim, Where: graph.Is("pair", pair), Sort: newest, Total: true, Extent: graph.Brief},
		{Subject: graph.SubjectClaim, By: "ends", Keys: []string{end}, Sort: newest, Extent: graph.Brief, With: ends},
		{Subject: graph.SubjectClaim, Last: 3, With: ends},
		{Subject: graph.SubjectClaim, Where: graph.SomeOf("from", graph.Is("kind", string(graph.KindState))), Total: true, First: 3, With: ends},
		{Subject: graph.SubjectClaim, By: "pair", Keys: []string{pair, "", "none"}, Total: true, Bare: true},
		{Subject: graph.SubjectClaim, Total: true, Bare: true, With: ends},
		{Subject: graph.SubjectClaim, Bare: true},
		{Subject: graph.SubjectClaim, With: []graph.With{{Edge: "source"}}},
		{Subject: graph.SubjectEntity, With: []graph.With{{Edge: "documents"}}},
		{Subject: graph.SubjectEntity, With: []graph.With{{Edge: "claims", Sort: []graph.Order{{Field: "ends"}}}}},
	} {
		b.compare(snap, q)
	}
	testNewest(b, snap, end)
	facets := of
	relations := snap.Projection().Relations
	known := []graph.RelationID{relations[1].ID, "relation:none", relations[0].ID, relations[1].ID}
	stats, err := b.store.Stats(b.Context())
	b.must(err)
	last, before := stats.Seq, stats.Seq-1
	asks := []graph.Ask{
		{Relations: known}, {Relations: known, AsOf: graph.AsOf{Valid: "2020-01-01"}}, {Since: &last}, {Since: &before},
		{Entities: []graph.EntityID{snap.Projection().Entities[1].ID, "state:NONE", snap.Projection().Entities[0].ID}},
		{Find: &graph.Query{Subject: graph.SubjectEntity, Where: graph.OneOf("id", end, "state:NONE"), With: []graph.With{affirmed}}},
		{Find: &graph.Query{Subject: graph.SubjectEntity, Total: true, First: 2, AsOf: graph.AsOf{Valid: "2020-01-01"}}},
		{Claims: &of}, {Claims: &graph.Query{Subject: graph.SubjectClaim, Extent: graph.Outline, Total: true, First: 3}}, {Claims: &facets, By: "kind"}, {Claims: &facets, By: "ends"},
		{Claims: &graph.Query{Subject: graph.SubjectClaim, Where: graph.Is("ends", end), Sort: newest, Extent: graph.Brief}},
		{Claims: &graph.Query{Subject: graph.SubjectClaim, Across: "quad"}, By: "pair"},
		{Claims: &graph.Query{Subject: graph.SubjectClaim, Where: graph.Is("pair", pair), Across: "quad"}, By: "month"},
		{Claims: &graph.Query{Subject: graph.SubjectClaim, AsOf: graph.AsOf{Valid: "2020-01-01"}}},
		{Claims: &graph.Query{Subject: graph.SubjectClaim, Where: graph.Is("pair", pair), Total: true, Bare: true}},
		{Claims: &graph.Query{Subject: graph.SubjectClaim}, By: "pair", Pairs: 3},
		{Claims: &graph.Query{Subject: graph.SubjectClaim, Where: graph.Is("ends", end)}, By: "pair", Pairs: 2},
		{Claims: &graph.Query{Subject: graph.SubjectClaim, Where: graph.Is("ends", end), AsOf: graph.AsOf{Valid: "2020-01-01"}}, By: "pair", Pairs: 2},
		{Claims: &graph.Query{Subject: graph.SubjectClaim, Where: graph.Is("pair", pair)}, By: "month"},
	}
	want, err := graph.OneByOne(b.Context(), b.store, asks)
	b.must(err)
	got, err := b.store.Together(b.Context(), asks)
	b.must(err)
	for i, a := range asks {
		if a.Claims != nil {
			want[i].Claims, got[i].Claims = outlined(a.Claims.Extent, want[i].Claims), outlined(a.Claims.Extent, got[i].Claims)
		}
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		b.Errorf("several questions at once (-want one by one, +got):\n%s", diff)
	}
	if _, err := b.store.Together(b.Context(), []graph.Ask{{Claims: &graph.Query{Subject: graph.SubjectClaim, First: -1}}}); !errors.Is(err, graph.ErrInvalid) {
		b.Errorf("a wrong question among several: %v", err)
	}
}

// testNewest asks for the first claims of an actor by date, on all pages and by
// several keys.
func testNewest(b *bench, snap *graph.Snapshot, end string) {
	kinds := graph.OneOf("polarity", string(graph.Affirmed), string(graph.Denied))
	for _, q := range []graph.Query{
		{Where: graph.Is("ends", end), Sort: []graph.Order{{Field: "when", Desc: true}}},
		{Where: graph.Is("ends", end), Sort: []graph.Order{{Field: "when", Desc: true}}, Extent: graph.Brief},
		{Where: graph.Where{And: []graph.Where{graph.Is("ends", end), kinds}}, Sort: []graph.Order{{Field: "when"}, {Field: "kind", Desc: true}}, Extent: graph.Brief},
		{By: "ends", Keys: []string{end, "state:NONE", end}, Where: kinds, Sort: []graph.Order{{Field: "when", Desc: true}}, Extent: graph.Brief},
		{Where: graph.Where{And: []graph.Where{graph.Is("ends", end), kinds}}, Sort: []graph.Order{{Field: "when"}, {Field: "kind", Desc: true}}},
		{Where: graph.Is("ends", "state:NONE"), Sort: []graph.Order{{Field: "when"}}},
		{By: "ends", Keys: []string{end, "state:NONE", end}, Where: kinds, AsOf: graph.AsOf{Valid: "2021-01-01"}, Sort: []graph.Order{{Field: "when", Desc: true}}},
	} {
		q.Subject, q.First = graph.SubjectClaim, 2
		for more, backward := true, false; more; {
			b.compare(snap, q)
			if q.By != "" {
				break
			}
			pages, err := snap.FindClaims(b.Context(), q)
			b.must(err)
			items := pages[0].Items
			switch {
			case len(items) == 0:
				more = false
			case backward:
				q.Before, more = q.Cursor(&items[0]), pages[0].HasPrevious
			case pages[0].HasNext:
				q.After = q.Cursor(&items[len(items)-1])
			default:
				q.First, q.Last, q.After, q.Before, backward = 0, 2, "", q.Cursor(&items[len(items)-1]), true
			}
		}
	}
}
