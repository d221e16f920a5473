package analysis_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/simple"

	"entente/analysis"
	"entente/graph"
	. "entente/graph/graphtest"
)

// parties are the two between whom a relation counts, false for none.
func parties(r graph.Relation) (from, to graph.EntityID, ok bool) {
	info, _ := r.Kind.Info()
	a, b, dyad := strings.Cut(r.Pair, "|")
	switch {
	case !dyad:
		return r.From, r.To, !info.Event() && r.From != r.To
	case string(r.From) == b || string(r.To) == a:
		a, b = b, a
	}
	return graph.EntityID(a), graph.EntityID(b), true
}

// model is what the measures should see, held in maps.
type model struct {
	ids            []graph.EntityID
	support, ahead map[[2]graph.EntityID]int
	net            map[[2]graph.EntityID]int
	counted        int
}

func modelOf(all []graph.Relation, within []graph.EntityID) *model {
	m := &model{support: make(map[[2]graph.EntityID]int), ahead: make(map[[2]graph.EntityID]int), net: make(map[[2]graph.EntityID]int)}
	for _, r := range all {
		from, to, ok := parties(r)
		if !ok || within != nil && (!slices.Contains(within, from) || !slices.Contains(within, to)) {
			continue
		}
		m.counted++
		info, _ := r.Kind.Info()
		for _, p := range [][2]graph.EntityID{{from, to}, {to, from}} {
			m.support[p] += r.Weight
			switch info.Quad {
			case graph.VerbalCooperation, graph.MaterialCooperation:
				m.net[p]++
			case graph.VerbalConflict, graph.MaterialConflict:
				m.net[p]--
			}
			if !slices.Contains(m.ids, p[0]) {
				m.ids = append(m.ids, p[0])
			}
		}
		m.ahead[[2]graph.EntityID{from, to}] += r.Weight
		if info.Symmetric || loose(r) {
			m.ahead[[2]graph.EntityID{to, from}] += r.Weight
		}
	}
	slices.Sort(m.ids)
	return m
}

// loose reports whether neither end says which party acts.
func loose(r graph.Relation) bool {
	a, b, ok := strings.Cut(r.Pair, "|")
	ends := []string{string(r.From), string(r.To)}
	return ok && !slices.Contains(ends, a) && !slices.Contains(ends, b)
}

// score computes a metric in the simplest way, or by gonum.
func (m *model) score(metric analysis.Metric) map[graph.EntityID]float64 {
	out := make(map[graph.EntityID]float64)
	both, ahead := simple.NewUndirectedGraph(), simple.NewWeightedDirectedGraph(0, 0)
	for i, v := range m.ids {
		both.AddNode(simple.Node(i))
		ahead.AddNode(simple.Node(i))
		for _, u := range m.ids {
			p := [2]graph.EntityID{v, u}
			switch {
			case m.support[p] == 0:
			case metric == analysis.Degree:
				out[v]++
			case metric == analysis.WeightedDegree:
				out[v] += float64(m.support[p])
			case metric == analysis.NetCooperation:
				out[v] += float64(m.net[p])
			}
		}
	}
	for p := range m.support {
		i, j := slices.Index(m.ids, p[0]), slices.Index(m.ids, p[1])
		both.SetEdge(simple.Edge{F: simple.Node(i), T: simple.Node(j)})
		if m.ahead[p] > 0 {
			ahead.SetWeightedEdge(simple.WeightedEdge{F: simple.Node(i), T: simple.Node(j), W: float64(m.ahead[p])})
		}
	}
	size := float64(len(m.ids))
	switch metric {
	case analysis.Betweenness:
		for i, s := range network.Betweenness(both) {
			out[m.ids[i]] = s / (size - 1) / (size - 2)
		}
	case analysis.PageRank:
		for i, s := range network.PageRank(ahead, 0.85, 1e-12) {
			out[m.ids[i]] = s
		}
	}
	return out
}

// TestRankAgainstTheSimplest compares all metrics with those of gonum, or
// counted by hand, on graphs of chance.
func TestRankAgainstTheSimplest(t *testing.T) {
	for seed := range uint64(8) {
		store := stored(t, chance(seed, 9, 60+int(seed)*20)...)
		n, all := networkOf(t, store), relations(t, store)
		for _, metric := range []analysis.Metric{analysis.Degree, analysis.WeightedDegree, analysis.Betweenness, analysis.PageRank, analysis.NetCooperation} {
			for name, within := range map[string][]graph.EntityID{"all": nil, "states": n.OfKind(graph.KindState)} {
				ties := analysis.Ties{Modality: []graph.Modality{graph.Actual, graph.Intended}}
				m := modelOf(counting(all, func(r graph.Relation) bool { return counts(r, ties) }), within)
				got, err := n.Rank(t.Context(), analysis.RankQuery{Metric: metric, Ties: ties, Within: within, First: 1000})
				if err != nil {
					t.Fatal(err)
				}
				p := got.Periods[0]
				if p.Entities != len(m.ids) || p.Relations != m.counted || p.Ties != len(m.support)/2 || p.Sample != 0 || len(p.Ranks) != len(m.ids) {
					t.Errorf("seed %d, %s, %s: %+v, want %d entities, %d relations, %d ties", seed, metric, name, p, len(m.ids), m.counted, len(m.support)/2)
				}
				want := m.score(metric)
				for i, r := range p.Ranks {
					if math.Abs(r.Score-want[r.ID]) > 1e-8 {
						t.Fatalf("seed %d, %s, %s: %s has %g, want %g", seed, metric, name, r.ID, r.Score, want[r.ID])
					}
					if i > 0 && (r.Score > p.Ranks[i-1].Score || r.Score == p.Ranks[i-1].Score && r.Rank != p.Ranks[i-1].Rank) {
						t.Errorf("out of order: %+v", p.Ranks)
					}
				}
			}
		}
	}
}

// TestRankByYear takes a ranking for each year, and tells what belongs to none.
func TestRankByYear(t *testing.T) {
	d := NewDoc("years")
	say := func(a, b graph.EntityID, dates ...graph.Date) {
		for _, date := range dates {
			d.Say(a, graph.Consult, b, When(date))
		}
	}
	say("state:AAA", "state:BBB", "2021-03-01", "2021", "2022/2023", "")
	say("state:BBB", "state:CCC", "2021-05")
	say("state:CCC", "state:AAA", "2023-01-01")
	d.Say("state:AAA", graph.AllyOf, "state:DDD", When("2022-06-01/.."))
	n := networkOf(t, stored(t, d.Done()))
	type year struct {
		From     graph.Day
		Entities int
		First    graph.EntityID
	}
	q := analysis.RankQuery{Metric: analysis.Degree, Window: analysis.Window{Interval: graph.IntervalYear}, First: 1}
	got, err := n.Rank(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	var years []year
	for _, p := range got.Periods {
		y := year{From: p.From, Entities: p.Entities}
		if len(p.Ranks) > 0 {
			y.First = p.Ranks[0].ID
		}
		years = append(years, y)
	}
	want := []year{{"2021-01-01", 3, "state:BBB"}, {"2022-01-01", 2, "state:AAA"}, {"2023-01-01", 3, "state:AAA"}}
	if diff := gocmp.Diff(want, years); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := gocmp.Diff(analysis.Unplaced{Undated: 1, Wider: 1}, got.Unplaced); diff != "" {
		t.Errorf("what belongs to no year (-want +got):\n%s", diff)
	}
	q.Window.Interval = graph.IntervalDay
	if _, err := n.Rank(t.Context(), q); !errors.Is(err, graph.ErrTooLarge) {
		t.Errorf("too many periods: %v", err)
	}
}

// TestSample estimates betweenness where following all paths would take too
// long: the first ranks stay, and the answer is always the same.
func TestSample(t *testing.T) {
	n, err := analysis.Read(t.Context(), many(3000, 40_000), "")
	if err != nil {
		t.Fatal(err)
	}
	q := analysis.RankQuery{Metric: analysis.Betweenness, First: 20, Window: analysis.Window{Interval: graph.IntervalYear}}
	first, err := n.Rank(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	again, err := n.Rank(t.Context(), q)
	if diff := gocmp.Diff(first, again); diff != "" || err != nil {
		t.Fatalf("another answer: %v\n%s", err, diff)
	}
	for _, p := range first.Periods {
		if p.Sample == 0 || p.Sample >= p.Entities || p.Ranks[0].ID != "state:000" && p.Ranks[0].ID != "state:001" {
			t.Errorf("%s: a sample of %d in %d, the first is %+v", p.From, p.Sample, p.Entities, p.Ranks[0])
		}
	}
}

func TestRankRefuses(t *testing.T) {
	n := networkOf(t, stored(t, chance(1, 4, 20)...))
	for name, q := range map[string]analysis.RankQuery{
		"metric": {Metric: "X", First: 1}, "none": {Metric: analysis.Degree},
		"kind": {Metric: analysis.Degree, First: 1, Ties: analysis.Ties{Kinds: []graph.RelationKind{"X"}}},
	} {
		if _, err := n.Rank(t.Context(), q); !errors.Is(err, graph.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for _, m := range []analysis.Metric{analysis.Degree, analysis.Betweenness} {
		if _, err := n.Rank(ended, analysis.RankQuery{Metric: m, First: 1}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s after the end: %v", m, err)
		}
	}
	none, err := networkOf(t, stored(t)).Rank(t.Context(), analysis.RankQuery{Metric: analysis.Betweenness, First: 1, Window: analysis.Window{Interval: graph.IntervalYear}})
	if err != nil || len(none.Periods) != 0 {
		t.Errorf("of nothing: %+v, %v", none, err)
	}
}

func TestMembers(t *testing.T) {
	d := NewDoc("members")
	d.Say("state:AAA", graph.MemberOf, "group:g", When("1990/2000")).Say("state:BBB", graph.MemberOf, "group:g", When("1995/..")).
		Say("state:BBB", graph.MemberOf, "group:g", When("2005/..")).Say("state:CCC", graph.Consult, "group:g").Say("state:DDD", graph.MemberOf, "group:g", As(graph.Possible))
	n := networkOf(t, stored(t, d.Done()))
	for day, want := range map[graph.Day][]graph.EntityID{"": {"state:AAA", "state:BBB"}, "1992-01-01": {"state:AAA"}, "2010-01-01": {"state:BBB"}} {
		if diff := gocmp.Diff(want, n.Members("group:g", day)); diff != "" {
			t.Errorf("on %q (-want +got):\n%s", day, diff)
		}
	}
	if got := fmt.Sprint(n.Members("group:none", "")); got != "[]" {
		t.Errorf("of nothing: %s", got)
	}
}
