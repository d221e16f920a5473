package analysis_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"entente/analysis"
	"entente/graph"
	. "entente/graph/graphtest"
	"entente/graph/memory"
)

func at(n int) graph.Instant {
	return graph.NewInstant(time.Date(2025, 1, 1, 12, n, 0, 0, time.UTC))
}

// put lands contributions as a load of their own.
func put(t testing.TB, store graph.Store, n int, all ...graph.Contribution) {
	t.Helper()
	load := graph.Load{ID: graph.LoadID(fmt.Sprintf("load:%d", n)), State: graph.LoadDone, Started: at(n), Ended: at(n)}
	if err := store.SaveLoad(t.Context(), load); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Put(t.Context(), load.ID, at(n), all); err != nil {
		t.Fatal(err)
	}
}

func stored(t testing.TB, all ...graph.Contribution) graph.Store {
	t.Helper()
	store := memory.Open()
	put(t, store, 0, all...)
	return store
}

func networkOf(t testing.TB, store graph.Reader) *analysis.Network {
	t.Helper()
	n, err := analysis.Read(t.Context(), store, "")
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// A small world of chance: states, groups, agreements and people who act for
// states, with relations of several kinds, times and modalities.
func chance(seed uint64, entities, claims int) []graph.Contribution {
	rng := rand.New(rand.NewPCG(seed, 7))
	pick := func(ids []graph.EntityID) graph.EntityID { return ids[rng.IntN(len(ids))] }
	var states, people, pacts []graph.EntityID
	for i := range entities {
		states = append(states, graph.EntityID(fmt.Sprintf("state:%c%c%c", 'A'+i/26%26, 'A'+i%26, 'X')))
		people = append(people, graph.EntityID(fmt.Sprintf("person:p%d", i)))
		pacts = append(pacts, graph.EntityID(fmt.Sprintf("agreement:a%d", i)))
	}
	kinds := []graph.RelationKind{graph.Consult, graph.Agree, graph.Aid, graph.Accuse, graph.Sanction, graph.Comment}
	dates := []graph.Date{"", "2023", "2023-04", "2023-04-05", "2023-05-01", "2024-01-01", "2024-02-03", "2022/2023"}
	var out []graph.Contribution
	for i := 0; i < claims; {
		d := NewDoc(fmt.Sprintf("doc-%d-%d", seed, len(out)))
		for range 1 + rng.IntN(6) {
			i++
			changes := []func(*graph.Claim){When(dates[rng.IntN(len(dates))])}
			if rng.IntN(6) == 0 {
				changes = append(changes, As(graph.Intended))
			}
			if rng.IntN(12) == 0 {
				changes = append(changes, Deny)
			}
			from, to := pick(states), pick(states)
			switch rng.IntN(5) {
			case 0:
				d.Say(from, graph.Signed, pick(pacts), changes...)
			case 1:
				acts := func(c *graph.Claim) { c.From.ActsFor = &from }
				d.Say(pick(people), kinds[rng.IntN(len(kinds))], to, append(changes, acts)...)
			default:
				d.Say(from, kinds[rng.IntN(len(kinds))], to, changes...)
			}
		}
		out = append(out, d.Done())
	}
	return out
}

// relations reads all relations of a store that a claim affirms.
func relations(t testing.TB, store graph.Reader) []graph.Relation {
	t.Helper()
	var out []graph.Relation
	q := graph.Query{Subject: graph.SubjectRelation, First: graph.MaxPage}
	for {
		pages, err := store.FindRelations(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range pages[0].Items {
			if r.Readable() {
				out = append(out, r)
			}
		}
		if !pages[0].HasNext {
			return out
		}
		q.After = q.Cursor(&out[len(out)-1])
	}
}

// counting are the relations that count, without those that hold finer ones.
func counting(all []graph.Relation, keep func(graph.Relation) bool) []graph.Relation {
	kept := slices.DeleteFunc(slices.Clone(all), func(r graph.Relation) bool { return !keep(r) })
	outer := make(map[graph.RelationID]bool)
	for _, id := range graph.MarkWithin(kept) {
		outer[id] = true
	}
	return slices.DeleteFunc(kept, func(r graph.Relation) bool { return outer[r.ID] })
}
