package analysis_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	gonum "gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/simple"

	"entente/analysis"
	"entente/graph"
	. "entente/graph/graphtest"
)

// drawn is the model as a graph of gonum, and the nodes of a division of it.
func (m *model) drawn() *simple.WeightedUndirectedGraph {
	g := simple.NewWeightedUndirectedGraph(0, 0)
	for i := range m.ids {
		g.AddNode(simple.Node(i))
	}
	for p, w := range m.support {
		g.SetWeightedEdge(simple.WeightedEdge{F: simple.Node(slices.Index(m.ids, p[0])), T: simple.Node(slices.Index(m.ids, p[1])), W: float64(w)})
	}
	return g
}

// TestCommunitiesAgainstGonum compares Q with what gonum computes for the same
// division, and divisions with those that gonum finds.
func TestCommunitiesAgainstGonum(t *testing.T) {
	for seed := range uint64(8) {
		store := stored(t, chance(seed, 25, 60)...)
		n, all := networkOf(t, store), relations(t, store)
		ties := analysis.Ties{}
		m := modelOf(counting(all, func(r graph.Relation) bool { return counts(r, ties) }), nil)
		for _, resolution := range []float64{0.5, 1, 2} {
			got, _, err := n.Communities(t.Context(), analysis.CommunityQuery{Resolution: resolution})
			if err != nil {
				t.Fatal(err)
			}
			d, seen := got[0], 0
			var groups [][]gonum.Node
			for _, c := range d.Communities {
				var group []gonum.Node
				for _, id := range c.Members {
					group = append(group, simple.Node(slices.Index(m.ids, id)))
				}
				groups, seen = append(groups, group), seen+len(group)
			}
			if seen != len(m.ids) || d.Entities != seen {
				t.Errorf("seed %d: %d entities in communities of %d", seed, seen, len(m.ids))
			}
			if want := community.Q(m.drawn(), groups, resolution); math.Abs(d.Modularity-want) > 1e-9 {
				t.Errorf("seed %d, resolution %g: Q is %g, gonum has %g", seed, resolution, d.Modularity, want)
			}
			theirs := community.Modularize(m.drawn(), resolution, rand.NewPCG(1, 1))
			if best := community.Q(m.drawn(), theirs.Communities(), resolution); d.Modularity < best-0.03 {
				t.Errorf("seed %d, resolution %g: Q is %g, gonum finds %g", seed, resolution, d.Modularity, best)
			}
		}
	}
}

// blocs are circles of states, the first tied to each other by one event.
func blocs(number, size int) graph.Contribution {
	d := NewDoc("blocs")
	name := func(b, i int) graph.EntityID { return graph.EntityID(fmt.Sprintf("state:%c%02d", 'A'+b, i)) }
	for b := range number {
		for i := range size {
			for j := range i {
				d.Say(name(b, i), graph.Consult, name(b, j))
			}
		}
		d.Say(name(b, 0), graph.Consult, name((b+1)%number, 0))
	}
	return d.Done()
}

func TestBlocs(t *testing.T) {
	n := networkOf(t, stored(t, blocs(4, 5)))
	got, _, err := n.Communities(t.Context(), analysis.CommunityQuery{Resolution: 1})
	if err != nil {
		t.Fatal(err)
	}
	if len(got[0].Communities) != 4 {
		t.Fatalf("%+v", got)
	}
	for b, c := range got[0].Communities {
		if len(c.Members) != 5 || c.Inside != 10 || c.Outside != 2 || c.Members[0] != graph.EntityID(fmt.Sprintf("state:%c00", 'A'+b)) {
			t.Errorf("bloc %d: %+v", b, c)
		}
	}
	again, _, err := n.Communities(t.Context(), analysis.CommunityQuery{Resolution: 1})
	if diff := gocmp.Diff(got, again); diff != "" || err != nil {
		t.Errorf("another answer: %v\n%s", err, diff)
	}
	for _, resolution := range []float64{0, -1, math.NaN(), math.Inf(1)} {
		if _, _, err := n.Communities(t.Context(), analysis.CommunityQuery{Resolution: resolution}); !errors.Is(err, graph.ErrInvalid) {
			t.Errorf("resolution %g: %v", resolution, err)
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := n.Communities(ended, analysis.CommunityQuery{Resolution: 1}); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end: %v", err)
	}
	nothing, _, err := networkOf(t, stored(t)).Communities(t.Context(), analysis.CommunityQuery{Resolution: 1})
	if err != nil || len(nothing) != 1 || nothing[0].Modularity != 0 || len(nothing[0].Communities) != 0 {
		t.Errorf("of nothing: %+v, %v", nothing, err)
	}
}
