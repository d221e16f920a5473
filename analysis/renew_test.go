package analysis_test

import (
	"fmt"
	"reflect"
	"testing"

	"entente/analysis"
	"entente/graph"
	. "entente/graph/graphtest"
)

// TestNetworkFollows holds that a network that follows the change feed is the
// one that is read anew, after relations came, changed and went.
func TestNetworkFollows(t *testing.T) {
	store := stored(t, chance(1, 6, 60)...)
	var c analysis.Cache
	for n := range 8 {
		before, err := c.Network(t.Context(), store, "")
		if err != nil {
			t.Fatal(err)
		}
		switch n % 4 {
		case 3:
			_, err = store.Unload(t.Context(), graph.LoadID(fmt.Sprintf("load:%d", n-2)), at(n+1))
		default:
			put(t, store, n+1, chance(uint64(n+2), 8, 20)...)
		}
		if err != nil {
			t.Fatal(err)
		}
		got, err := c.Network(t.Context(), store, "")
		if err != nil {
			t.Fatal(err)
		}
		if got == before {
			t.Fatal("the change is not seen")
		}
		if want := networkOf(t, store); !reflect.DeepEqual(got, want) {
			t.Fatalf("after change %d the network is not the one that is read anew", n)
		}
	}
}

// TestAround holds what is left out of a part of a network.
func TestAround(t *testing.T) {
	d := NewDoc("d")
	for n := range 4 {
		d.Say("state:HUB", graph.Consult, graph.EntityID(fmt.Sprintf("state:N%d", n)), When("2024-01-01"))
	}
	d.Say("state:HUB", graph.Agree, "state:N0", When("2024-02-01")).Say("state:N1", graph.Aid, "state:N2")
	n := networkOf(t, stored(t, d.Done()))
	whole, err := n.Around(t.Context(), analysis.AroundQuery{Seeds: []graph.EntityID{"state:HUB"}, Depth: 1, Nodes: 10, Edges: 10})
	if err != nil || len(whole.Nodes) != 5 || len(whole.Edges) != 6 {
		t.Errorf("%v, %+v", err, whole)
	}
	for _, node := range whole.Nodes {
		if node.Neighbours+node.Relations > 0 {
			t.Errorf("something is hidden: %+v", node)
		}
	}
	part, err := n.Around(t.Context(), analysis.AroundQuery{Seeds: []graph.EntityID{"state:HUB", "state:ALONE"}, Depth: 1, Nodes: 3, Edges: 10})
	if err != nil || len(part.Nodes) != 3 {
		t.Fatalf("%v, %+v", err, part)
	}
	for _, node := range part.Nodes {
		if node.ID == "state:HUB" && node.Neighbours != 3 {
			t.Errorf("%d neighbours of four are hidden", node.Neighbours)
		}
	}
}
