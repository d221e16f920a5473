package graph_test

import (
	"context"
	"fmt"
	"testing"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/memory"
)

// BenchmarkSnapshot asks a snapshot of a table of 200 000 claims.
func BenchmarkSnapshot(b *testing.B) {
	const parts, rows = 20, 10_000
	store, load := memory.Open(), graph.Load{ID: "load:1", State: graph.LoadRunning, Started: instant(1)}
	if err := store.SaveLoad(b.Context(), load); err != nil {
		b.Fatal(err)
	}
	table := make([]graphtest.Row, 0, parts*rows)
	for n := range parts * rows {
		table = append(table, graphtest.Row{From: graph.EntityID(fmt.Sprint("state:S", n%150)), Kind: graph.Kinds()[n%18].Kind, To: graph.EntityID(fmt.Sprint("state:T", n%149))})
	}
	for _, part := range graphtest.Table("table", rows, table...) {
		if _, err := store.Put(b.Context(), load.ID, instant(2), []graph.Contribution{part}); err != nil {
			b.Fatal(err)
		}
	}
	for name, q := range map[string]graph.Query{
		"by id":    {Subject: graph.SubjectClaim},
		"filter":   {Subject: graph.SubjectClaim, Where: graph.Is("pair", "state:S1|state:T1"), Total: true},
		"edge":     {Subject: graph.SubjectRelation, Where: graph.SomeOf("claims", graph.Is("kind", "AID"))},
		"sort":     {Subject: graph.SubjectClaim, Sort: []graph.Order{{Field: "pair", Desc: true}}},
		"text":     {Subject: graph.SubjectClaim, Where: graph.Where{Field: "text", Op: graph.Matches, Value: "S17 aid"}},
		"keys":     {Subject: graph.SubjectClaim, By: "from", Keys: []string{"state:S1", "state:S2"}, First: 5},
		"entities": {Subject: graph.SubjectEntity, Where: graph.Where{Edge: "claims", Quantifier: graph.All, Of: &graph.Where{Field: "quad", Op: graph.StartsWith, Value: "V"}}},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := ask(store, q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func ask(store *memory.Store, q graph.Query) (int, error) {
	ctx := context.Background()
	switch q.Subject {
	case graph.SubjectEntity:
		pages, err := store.FindEntities(ctx, q)
		return len(pages), err
	case graph.SubjectRelation:
		pages, err := store.FindRelations(ctx, q)
		return len(pages), err
	}
	pages, err := store.FindClaims(ctx, q)
	return len(pages), err
}
