package view

import (
	"context"

	"entente/analysis"
	"entente/graph"
)

// Ranking tells which entities are most central.
type Ranking struct {
	Metric         analysis.Metric
	Periods        []*RankedPeriod
	Undated, Wider int
}

// Formula says how the metric is computed.
func (r *Ranking) Formula() string { return r.Metric.Formula() }

// RankedPeriod is a ranking of one period.
type RankedPeriod struct {
	Stretch
	Entities, Ties, Relations int
	Sample                    *int
	Ranks                     []*Ranked
}

// Ranked is an entity with its score.
type Ranked struct {
	Rank   int
	Score  float64
	Entity Entity
}

// Rank returns the entities that are most central. The error wraps
// graph.ErrNotFound, graph.ErrInvalid or graph.ErrTooLarge.
func Rank(ctx context.Context, scope *Scope, metric analysis.Metric, m Measured, first int32) (*Ranking, error) {
	if first > graph.MaxPage {
		return nil, &graph.LimitError{What: "ranks", Limit: graph.MaxPage}
	}
	network, within, err := m.network(ctx, scope)
	if err != nil {
		return nil, err
	}
	window := m.window()
	found, err := network.Rank(ctx, analysis.RankQuery{Metric: metric, Ties: m.ties(scope), Window: window, Within: within, First: int(first)})
	if err != nil {
		return nil, err
	}
	var all []*analysis.Ranked
	for i := range found.Periods {
		all = pointers(all, found.Periods[i].Ranks)
	}
	things, err := entitiesNamed(ctx, scope, unique(all, func(r *analysis.Ranked) []graph.EntityID { return []graph.EntityID{r.ID} }))
	if err != nil {
		return nil, err
	}
	out := &Ranking{Metric: metric, Periods: []*RankedPeriod{}, Undated: found.Undated, Wider: found.Wider}
	for _, p := range found.Periods {
		period := &RankedPeriod{Stretch: Stretch{window.Interval, p.Period}, Entities: p.Entities, Ties: p.Ties, Relations: p.Relations, Ranks: []*Ranked{}}
		if p.Sample > 0 {
			period.Sample = &p.Sample
		}
		for _, r := range p.Ranks {
			if e := things[r.ID]; e != nil { // else it has gone meanwhile
				period.Ranks = append(period.Ranks, &Ranked{r.Rank, r.Score, e})
			}
		}
		out.Periods = append(out.Periods, period)
	}
	return out, nil
}
