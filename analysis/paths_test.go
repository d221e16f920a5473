package analysis_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/analysis"
	"entente/graph"
	. "entente/graph/graphtest"
)

// support adds up, for each two entities, the documents of the relations that
// tie them.
func support(all []graph.Relation) map[graph.EntityID]map[graph.EntityID]int {
	out := make(map[graph.EntityID]map[graph.EntityID]int)
	tie := func(a, b graph.EntityID, n int) {
		for _, p := range [][2]graph.EntityID{{a, b}, {b, a}} {
			if out[p[0]] == nil {
				out[p[0]] = make(map[graph.EntityID]int)
			}
			out[p[0]][p[1]] += n
		}
	}
	for _, r := range all {
		if r.From != r.To {
			tie(r.From, r.To, r.Weight)
		}
		if r.Pair != "" && r.Pair != graph.Pair(r.From, r.To) {
			a, b, _ := strings.Cut(r.Pair, "|")
			tie(graph.EntityID(a), graph.EntityID(b), r.Weight)
		}
	}
	return out
}

type way struct {
	Support int
	Nodes   []graph.EntityID
}

// everyWay finds all ways by trying all.
func everyWay(ties map[graph.EntityID]map[graph.EntityID]int, q analysis.PathQuery) []way {
	var out []way
	var walk func(nodes []graph.EntityID, support int)
	walk = func(nodes []graph.EntityID, support int) {
		last := nodes[len(nodes)-1]
		if last == q.To {
			out = append(out, way{support, slices.Clone(nodes)})
			return
		}
		if len(nodes) > q.MaxHops {
			return
		}
		for _, next := range slices.Sorted(maps.Keys(ties[last])) {
			if slices.Contains(nodes, next) || ties[last][next] < q.Ties.MinSupport {
				continue
			}
			if next != q.To && q.Kinds != nil && !slices.Contains(q.Kinds, next.Kind()) {
				continue
			}
			walk(append(nodes, next), min(support, ties[last][next]))
		}
	}
	walk([]graph.EntityID{q.From}, 1<<30)
	slices.SortFunc(out, func(a, b way) int {
		return cmp.Or(cmp.Compare(len(a.Nodes), len(b.Nodes)), cmp.Compare(b.Support, a.Support), slices.Compare(a.Nodes, b.Nodes))
	})
	return out[:min(len(out), q.K)]
}

// TestPathsAgainstAllWays compares paths with those that trying all ways finds.
func TestPathsAgainstAllWays(t *testing.T) {
	found := 0
	for seed := range uint64(12) {
		store := stored(t, chance(seed, 6, 30+int(seed)*6)...)
		n, all := networkOf(t, store), relations(t, store)
		for i, ties := range []analysis.Ties{
			{}, {MinSupport: 2}, {Quads: []graph.Quad{graph.VerbalCooperation}}, {Kinds: []graph.RelationKind{graph.Signed, graph.Aid}},
			{Modality: []graph.Modality{graph.Actual, graph.Intended}, Valid: "2023-04-20"},
		} {
			chosen := counting(all, func(r graph.Relation) bool { return counts(r, ties) })
			for _, kinds := range [][]graph.EntityKind{nil, {graph.KindState}} {
				q := analysis.PathQuery{From: "state:AAX", To: "state:ABX", MaxHops: 4, K: 3 + 10*(i%3), Ties: ties, Kinds: kinds}
				got, err := n.Paths(t.Context(), q)
				if err != nil {
					t.Fatal(err)
				}
				want := everyWay(support(chosen), q)
				if diff := gocmp.Diff(want, ways(got)); diff != "" {
					t.Fatalf("seed %d, %+v (-all ways +paths):\n%s", seed, q, diff)
				}
				found += len(got)
				checkHops(t, got, chosen)
			}
		}
	}
	if found < 500 {
		t.Errorf("only %d paths compared", found)
	}
}

func counts(r graph.Relation, ties analysis.Ties) bool {
	modality := ties.Modality
	if modality == nil {
		modality = []graph.Modality{graph.Actual}
	}
	from, until := graph.ValidBounds(r.Kind, r.When)
	return slices.Contains(modality, r.Modality) &&
		(ties.Kinds == nil || slices.Contains(ties.Kinds, r.Kind)) &&
		(ties.Quads == nil || slices.Contains(ties.Quads, r.Kind.Quad())) &&
		(ties.Valid == "" || from <= ties.Valid && ties.Valid <= until)
}

func ways(paths []analysis.Path) []way {
	var out []way
	for _, p := range paths {
		w := way{Support: p.Support, Nodes: []graph.EntityID{p.Hops[0].From}}
		for _, h := range p.Hops {
			w.Nodes = append(w.Nodes, h.To)
		}
		out = append(out, w)
	}
	return out
}

// checkHops holds each hop to the relations that tie its ends.
func checkHops(t *testing.T, paths []analysis.Path, all []graph.Relation) {
	t.Helper()
	for _, p := range paths {
		for _, h := range p.Hops {
			n, best := 0, graph.Relation{}
			for _, r := range all {
				if graph.Pair(r.From, r.To) != graph.Pair(h.From, h.To) && r.Pair != graph.Pair(h.From, h.To) {
					continue
				}
				n++
				if best.ID == "" || cmp.Or(cmp.Compare(best.Weight, r.Weight), cmp.Compare(best.Claims, r.Claims), cmp.Compare(best.When.Latest(), r.When.Latest())) < 0 {
					best = r
				}
			}
			if h.Relations != n || h.Relation != best.ID {
				t.Fatalf("hop %+v: %d relations, the best is %+v", h, n, best)
			}
			if best.From == h.From != h.Forward && (best.From == h.From || best.From == h.To) {
				t.Fatalf("hop %+v: the relation is %+v", h, best)
			}
		}
	}
}

// TestPathsBesideAHub finds a way between two leaves of hubs with thousands of
// other ties, and the same one twice.
func TestPathsBesideAHub(t *testing.T) {
	d := NewDoc("hubs")
	for i := range 3000 {
		other := graph.EntityID(fmt.Sprintf("organization:o%d", i))
		d.Say("state:AAA", graph.Consult, other).Say("state:BBB", graph.Consult, other).Say("state:CCC", graph.Consult, other)
	}
	d.Say("person:x", graph.Consult, "state:AAA").Say("person:y", graph.Consult, "state:CCC")
	n := networkOf(t, stored(t, d.Done()))
	q := analysis.PathQuery{From: "person:x", To: "person:y", MaxHops: 4, K: 50}
	one, err := n.Paths(t.Context(), q)
	if err != nil || len(one) != 50 || len(one[0].Hops) != 4 {
		t.Fatalf("%d paths, %v", len(one), err)
	}
	two, err := n.Paths(t.Context(), q)
	if diff := gocmp.Diff(one, two); diff != "" || err != nil {
		t.Errorf("the same question again: %v\n%s", err, diff)
	}
}

func TestPathsRefuse(t *testing.T) {
	n := networkOf(t, stored(t, chance(1, 4, 20)...))
	for name, q := range map[string]analysis.PathQuery{
		"no hops":  {From: "state:AAX", To: "state:ABX", K: 1},
		"no paths": {From: "state:AAX", To: "state:ABX", MaxHops: 1},
		"far":      {From: "state:AAX", To: "state:ABX", MaxHops: 5, K: 1},
		"many":     {From: "state:AAX", To: "state:ABX", MaxHops: 1, K: 51},
		"one":      {From: "state:AAX", To: "state:AAX", MaxHops: 1, K: 1},
		"a kind":   {From: "state:AAX", To: "state:ABX", MaxHops: 1, K: 1, Ties: analysis.Ties{Kinds: []graph.RelationKind{"X"}}},
	} {
		if _, err := n.Paths(t.Context(), q); !errors.Is(err, graph.ErrInvalid) && !errors.Is(err, graph.ErrTooLarge) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got, err := n.Paths(t.Context(), analysis.PathQuery{From: "state:AAX", To: "state:NONE", MaxHops: 4, K: 1}); len(got) != 0 || err != nil {
		t.Errorf("to nothing: %v, %v", got, err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := n.Paths(ended, analysis.PathQuery{From: "state:AAX", To: "state:ABX", MaxHops: 4, K: 1}); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end: %v", err)
	}
}
