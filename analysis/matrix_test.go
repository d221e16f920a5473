package analysis_test

import (
	"errors"
	"slices"
	"testing"

	"entente/analysis"
	"entente/graph"
)

// TestMatrix adds cells up from relations, for each two states.
func TestMatrix(t *testing.T) {
	store := stored(t, chance(3, 6, 120)...)
	n := networkOf(t, store)
	states := n.OfKind(graph.KindState)
	got, err := n.Matrix(t.Context(), analysis.MatrixQuery{Measure: analysis.NetOfConflict, Within: states})
	if err != nil {
		t.Fatal(err)
	}
	type sum struct{ net, events int }
	want := make(map[[2]graph.EntityID]sum)
	for _, r := range counting(relations(t, store), func(r graph.Relation) bool { return counts(r, analysis.Ties{}) }) {
		from, to, ok := parties(r)
		if info, _ := r.Kind.Info(); !ok || !info.Event() || !slices.Contains(states, from) || !slices.Contains(states, to) {
			continue
		}
		net := modelOf([]graph.Relation{r}, nil).net[[2]graph.EntityID{from, to}]
		for _, p := range [][2]graph.EntityID{{from, to}, {to, from}} {
			if p[0] == from || loose(r) {
				want[p] = sum{want[p].net + net, want[p].events + 1}
			}
		}
	}
	if len(got.Cells) != len(want) || len(want) < 10 {
		t.Errorf("%d cells, want %d", len(got.Cells), len(want))
	}
	for _, c := range got.Cells {
		p := [2]graph.EntityID{got.Actors[c.Row], got.Actors[c.Column]}
		if w := want[p]; c.Value != float64(w.net) || c.Events != w.events {
			t.Errorf("%v: %+v, want %+v", p, c, w)
		}
	}
	if _, err := n.Matrix(t.Context(), analysis.MatrixQuery{}); !errors.Is(err, graph.ErrTooLarge) {
		t.Errorf("of all: %v", err)
	}
}
