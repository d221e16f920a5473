package graph_test

import (
	"slices"
	"testing"

	"entente/graph"
)

func TestKindsTable(t *testing.T) {
	seen := make(map[graph.RelationKind]bool)
	quads := make(map[graph.Quad]int)
	ties := false
	for _, k := range graph.Kinds() {
		switch {
		case seen[k.Kind]:
			t.Errorf("%s is there twice", k.Kind)
		case len(k.Domain) == 0, k.Doc == "":
			t.Errorf("%s has no domain or no doc", k.Kind)
		case k.Event() && ties:
			t.Errorf("the event %s comes after a tie", k.Kind)
		case k.Event() && (!k.Occurrence || k.Symmetric):
			t.Errorf("the event %s is no directed occurrence", k.Kind)
		case !k.Event() && k.Goldstein != 0:
			t.Errorf("the tie %s has a Goldstein weight", k.Kind)
		case (len(k.Range) == 0) != (k.Inverse == ""):
			t.Errorf("%s has the inverse %q and the range %v", k.Kind, k.Inverse, k.Range)
		case k.Symmetric && (!slices.Equal(k.Domain, k.Range) || k.Inverse != string(k.Kind)):
			t.Errorf("the symmetric %s has other ends or another inverse", k.Kind)
		case k.Goldstein < -10 || k.Goldstein > 10:
			t.Errorf("%s has the weight %f", k.Kind, k.Goldstein)
		}
		for _, e := range slices.Concat(k.Domain, k.Range) {
			if !e.Valid() {
				t.Errorf("%s names the kind of entity %q", k.Kind, e)
			}
		}
		info, ok := k.Kind.Info()
		if !ok || info.Kind != k.Kind || !k.Kind.Valid() || k.Kind.Quad() != k.Quad {
			t.Errorf("Info of %s is %v, %t", k.Kind, info, ok)
		}
		seen[k.Kind] = true
		ties = ties || !k.Event()
		quads[k.Quad]++
	}
	want := map[graph.Quad]int{graph.VerbalCooperation: 4, graph.MaterialCooperation: 3, graph.VerbalConflict: 4, graph.MaterialConflict: 5, graph.Neutral: 2, "": 25}
	for q, n := range want {
		if quads[q] != n {
			t.Errorf("%d kinds of quad %q, want %d", quads[q], q, n)
		}
	}
	if graph.RelationKind("LIKE").Valid() || graph.RelationKind("").Valid() || graph.RelationKind("agree").Valid() {
		t.Error("an unknown kind is valid")
	}
}

func TestInversesAreNames(t *testing.T) {
	seen := make(map[string]graph.RelationKind)
	for _, k := range graph.Kinds() {
		if k.Inverse == "" || k.Symmetric {
			continue
		}
		if other, ok := seen[k.Inverse]; ok || graph.RelationKind(k.Inverse).Valid() {
			t.Errorf("%s and %s have the inverse %s", other, k.Kind, k.Inverse)
		}
		seen[k.Inverse] = k.Kind
	}
}

func TestEntityKinds(t *testing.T) {
	actors := 0
	for _, k := range graph.EntityKinds() {
		if !k.Valid() {
			t.Errorf("%s is not valid", k)
		}
		if k.Actor() {
			actors++
		}
	}
	if actors != 5 || len(graph.EntityKinds()) != 11 {
		t.Errorf("%d actors of %d kinds", actors, len(graph.EntityKinds()))
	}
	for _, k := range []graph.EntityKind{"", "state", "Country"} {
		if k.Valid() {
			t.Errorf("%q is valid", k)
		}
	}
}

func TestValidBounds(t *testing.T) {
	for _, tt := range []struct {
		kind        graph.RelationKind
		when        graph.Date
		from, until graph.Day
	}{
		{graph.Agree, "2024-02", "2024-02-01", graph.MaxDay},
		{graph.Signed, "../2024", graph.MinDay, graph.MaxDay},
		{graph.AllyOf, "2024-02", "2024-02-01", "2024-02-29"},
		{graph.AllyOf, "2024/..", "2024-01-01", graph.MaxDay},
		{graph.AllyOf, "", graph.MinDay, graph.MaxDay},
		{graph.Agree, "", graph.MinDay, graph.MaxDay},
	} {
		from, until := graph.ValidBounds(tt.kind, tt.when)
		if from != tt.from || until != tt.until {
			t.Errorf("ValidBounds(%s, %q) = %s, %s", tt.kind, tt.when, from, until)
		}
	}
}
