package analysis

import (
	"cmp"
	"context"
	"math"
	"slices"

	"entente/graph"
)

// Metric is a measure of how central an entity is.
type Metric string

// The metrics.
const (
	Degree         Metric = "DEGREE"
	WeightedDegree Metric = "WEIGHTED_DEGREE"
	Betweenness    Metric = "BETWEENNESS"
	PageRank       Metric = "PAGERANK"
	NetCooperation Metric = "NET_COOPERATION"
)

// formulas say how the metrics are computed, for answers.
var formulas = map[Metric]string{
	Degree:         "the number of entities in scope that it is tied to",
	WeightedDegree: "the sum, over the relations that tie it to entities in scope, of the documents that affirm them",
	Betweenness:    "the sum over pairs of other entities of the share of the shortest paths between them that lead through it, divided by (n-1)(n-2)/2; ties count alike and both ways (Freeman 1977, computed after Brandes 2001)",
	PageRank:       "the share of time that a walk spends at it which follows relations in their direction, in proportion to the documents that affirm them, with probability 0.85 and else, or where none leads on, jumps to any of the n entities (Brin and Page 1998)",
	NetCooperation: "the events of cooperation less the events of conflict between it and entities in scope, each counted once",
}

// Formula says how the metric is computed, "" for an unknown one.
func (m Metric) Formula() string { return formulas[m] }

// RankQuery asks for the entities that are most central.
type RankQuery struct {
	Metric Metric
	Ties   Ties
	Window Window
	// Within are the entities in scope, nil for all: ties among them count.
	Within []graph.EntityID
	// First is how many are given for each period.
	First int
}

// Ranking tells which entities are most central.
type Ranking struct {
	Periods []RankedPeriod
	Unplaced
}

// RankedPeriod is the ranking of one period.
type RankedPeriod struct {
	Period
	// Entities are how many in scope are tied, Ties how many pairs of them,
	// and Relations how many relations tie them.
	Entities, Ties, Relations int
	// Sample is from how many entities shortest paths were followed, where it
	// was not from all of them; else 0.
	Sample int
	// Ranks are those with the highest scores, equal ones by id.
	Ranks []Ranked
}

// Ranked is an entity with its score. Entities with equal scores have one rank.
type Ranked struct {
	ID    graph.EntityID
	Rank  int
	Score float64
}

// budget bounds the ties that shortest paths of one ranking are followed over;
// beyond it they start from a sample of the entities.
const budget = 100_000_000

// Rank returns the entities that are most central. Entities that nothing ties
// have no rank. Betweenness of a large network is estimated from a fixed sample
// (Brandes and Pich 2007). The error wraps graph.ErrInvalid or
// graph.ErrTooLarge, or is the context's.
func (n *Network) Rank(ctx context.Context, q RankQuery) (*Ranking, error) {
	c, err := q.Ties.choose()
	switch {
	case err != nil:
		return nil, err
	case q.Metric.Formula() == "":
		return nil, graph.Invalidf("unknown metric %q", q.Metric)
	case q.First < 1:
		return nil, graph.Invalidf("first must be at least 1")
	}
	within := n.scope(q.Within)
	periods, unplaced, err := n.periods(q.Window, c, within, MaxPeriods)
	if err != nil {
		return nil, err
	}
	out := &Ranking{Unplaced: unplaced}
	for _, p := range periods {
		c.window = p.window()
		m := n.mesh(c, within)
		ranked := RankedPeriod{Period: p, Entities: m.size(), Ties: m.ties(), Relations: m.relations}
		var scores []float64
		if scores, ranked.Sample, err = m.scores(ctx, q.Metric, budget/len(periods)); err != nil {
			return nil, err
		}
		ranked.Ranks = n.order(m, scores, q.First)
		out.Periods = append(out.Periods, ranked)
	}
	return out, nil
}

func (m *mesh) scores(ctx context.Context, metric Metric, budget int) (scores []float64, sample int, err error) {
	if err := ctx.Err(); err != nil {
		return nil, 0, err
	}
	switch metric {
	case Betweenness:
		return m.betweenness(ctx, budget)
	case PageRank:
		return m.pageRank(), 0, nil
	}
	scores = make([]float64, m.size())
	for v := range scores {
		from, until := m.row(v)
		for i := from; i < until; i++ {
			switch metric {
			case Degree:
				scores[v]++
			case WeightedDegree:
				scores[v] += float64(m.support[i])
			case NetCooperation:
				scores[v] += float64(m.net[i])
			}
		}
	}
	return scores, 0, nil
}

// order returns the nodes with the highest scores.
func (n *Network) order(m *mesh, scores []float64, first int) []Ranked {
	all := make([]Ranked, len(scores))
	for v, s := range scores {
		all[v] = Ranked{ID: n.ids[m.nodes[v]], Score: s}
	}
	slices.SortStableFunc(all, func(a, b Ranked) int { return cmp.Compare(b.Score, a.Score) })
	for i := range all {
		if all[i].Rank = i + 1; i > 0 && all[i].Score == all[i-1].Score {
			all[i].Rank = all[i-1].Rank
		}
	}
	return slices.Clone(all[:min(len(all), first)])
}

// The constants of PageRank.
const (
	damping   = 0.85
	tolerance = 1e-10
	rounds    = 200
)

// pageRank iterates until no more than the tolerance moves.
func (m *mesh) pageRank() []float64 {
	size := m.size()
	now, next, out := make([]float64, size), make([]float64, size), make([]float64, size)
	for v := range now {
		now[v] = 1 / float64(size)
		for i, until := m.row(v); i < until; i++ {
			out[v] += float64(m.ahead[i])
		}
	}
	for range rounds {
		spread := (1 - damping) / float64(size)
		for v := range now {
			if out[v] == 0 {
				spread += damping * now[v] / float64(size)
			}
		}
		for v := range next {
			next[v] = spread
		}
		for v := range now {
			for i, until := m.row(v); i < until && out[v] > 0; i++ {
				next[m.to[i]] += damping * now[v] * float64(m.ahead[i]) / out[v]
			}
		}
		moved := 0.0
		for v := range now {
			moved += math.Abs(next[v] - now[v])
		}
		if now, next = next, now; moved < tolerance {
			break
		}
	}
	return now
}
