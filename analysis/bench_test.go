package analysis_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"

	"entente/analysis"
	"entente/graph"
)

// pages is a reader of relations alone, in the order of their ids.
type pages struct {
	graph.Reader
	all []graph.Relation
}

func (p pages) Stats(context.Context) (graph.Stats, error) { return graph.Stats{Seq: 1}, nil }

func (p pages) Changes(context.Context, int64, int) ([]graph.Change, error) { return nil, nil }

func (p pages) FindRelations(_ context.Context, q graph.Query) ([]graph.Page[graph.Relation], error) {
	plan, err := q.Plan()
	if err != nil {
		return nil, err
	}
	at := 0
	if plan.Bound != nil {
		_, _ = fmt.Sscanf(plan.Bound[0].(string), "relation:%x", &at)
		at++
	}
	end := min(len(p.all), at+q.First)
	return []graph.Page[graph.Relation]{{Items: p.all[at:end], HasNext: end < len(p.all)}}, nil
}

// many are relations among entities as heavy-tailed as those of event data.
func many(entities, relations int) pages {
	rng := rand.New(rand.NewPCG(1, 1))
	zipf := rand.NewZipf(rng, 1.1, 8, uint64(entities-1))
	kinds := []graph.RelationKind{graph.Consult, graph.Agree, graph.Support, graph.Accuse, graph.Assault, graph.Comment, graph.Appeal}
	id := func() graph.EntityID {
		n := zipf.Uint64()
		if n < 250 {
			return graph.EntityID(fmt.Sprintf("state:%03d", n))
		}
		return graph.EntityID(fmt.Sprintf("organization:o%d", n))
	}
	out := pages{all: make([]graph.Relation, relations)}
	for i := range out.all {
		from, to := id(), id()
		out.all[i] = graph.Relation{ID: graph.RelationID(fmt.Sprintf("relation:%024x", i)), From: from, To: to, Kind: kinds[rng.IntN(len(kinds))],
			When: graph.Date(fmt.Sprintf("20%02d-%02d-%02d", 10+rng.IntN(10), 1+rng.IntN(12), 1+rng.IntN(28))), Modality: graph.Actual,
			Pair: graph.Pair(from, to), Claims: 1, Weight: 1, Sources: 1}
	}
	return out
}

const (
	benchEntities  = 7000
	benchRelations = 200_000
)

func benchNetwork(b *testing.B) *analysis.Network {
	b.Helper()
	n, err := analysis.Read(b.Context(), many(benchEntities, benchRelations), "")
	if err != nil {
		b.Fatal(err)
	}
	return n
}

// BenchmarkNetwork reads 200,000 relations and tells what stays of them.
func BenchmarkNetwork(b *testing.B) {
	source := many(benchEntities, benchRelations)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := analysis.Read(b.Context(), source, ""); err != nil {
			b.Fatal(err)
		}
	}
	b.StopTimer()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&before)
	n, err := analysis.Read(b.Context(), source, "")
	if err != nil {
		b.Fatal(err)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	b.ReportMetric((float64(after.HeapAlloc)-float64(before.HeapAlloc))/(1<<20), "MiB-kept")
	runtime.KeepAlive(n)
	runtime.KeepAlive(source)
}

// BenchmarkPaths asks for 50 paths of up to four hops: between two hubs, where
// there are very many, and between two entities at the edge.
func BenchmarkPaths(b *testing.B) {
	n := benchNetwork(b)
	for name, ends := range map[string][2]graph.EntityID{"hubs": {"state:000", "state:001"}, "edge": {"organization:o3000", "organization:o4001"}} {
		for _, support := range []int{1, 3} {
			b.Run(fmt.Sprintf("%s, support %d", name, support), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					q := analysis.PathQuery{From: ends[0], To: ends[1], MaxHops: 4, K: 50, Ties: analysis.Ties{MinSupport: support}}
					if _, err := n.Paths(b.Context(), q); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkRank ranks all entities, over all time and by year.
func BenchmarkRank(b *testing.B) {
	n := benchNetwork(b)
	for _, metric := range []analysis.Metric{analysis.Degree, analysis.Betweenness, analysis.PageRank} {
		for _, interval := range []graph.Interval{"", graph.IntervalYear} {
			b.Run(fmt.Sprintf("%s %s", metric, interval), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					q := analysis.RankQuery{Metric: metric, First: 20, Window: analysis.Window{Interval: interval}}
					if _, err := n.Rank(b.Context(), q); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkCommunities divides all entities.
func BenchmarkCommunities(b *testing.B) {
	n := benchNetwork(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := n.Communities(b.Context(), analysis.CommunityQuery{Resolution: 1}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkShifts judges all pairs in 40 months.
func BenchmarkShifts(b *testing.B) {
	n := benchNetwork(b)
	b.ReportAllocs()
	for b.Loop() {
		c, err := n.Course(analysis.ShiftQuery{Interval: graph.IntervalMonth, From: "2016-09-01", Until: "2019-12-31", Baseline: 12, Threshold: 2, First: 50})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := c.Shifts(b.Context(), func(_, _ graph.EntityID) []bool { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}
