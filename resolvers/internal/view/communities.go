package view

import (
	"context"

	"entente/analysis"
	"entente/graph"
)

// Communities are the blocs of a graph, in one period or in several.
type Communities struct {
	Resolution     float64
	Periods        []*Division
	Undated, Wider int
}

// Formula says how communities are computed.
func (c *Communities) Formula() string { return analysis.CommunityFormula }

// Division is the entities of one period, divided into communities.
type Division struct {
	Stretch
	Entities, Ties, Count int
	Modularity            float64
	Communities           []*Community
}

// Community is a bloc, with the set of blocs it came in.
type Community struct {
	*analysis.Community
	set *Set[analysis.Community]
}

// Size returns how many entities it has.
func (c *Community) Size() int { return len(c.Community.Members) }

// Members returns its first members: one call for all blocs.
func (c *Community) Members(ctx context.Context, first int32) ([]Entity, error) {
	if first < 1 {
		return nil, graph.Invalidf("first must be at least 1")
	}
	if first > graph.MaxPage {
		return nil, &graph.LimitError{What: "members", Limit: graph.MaxPage}
	}
	shown := func(c *analysis.Community) []graph.EntityID { return c.Members[:min(len(c.Members), int(first))] }
	things, err := share(c.set, asking(ctx, "members"), func() (map[graph.EntityID]Entity, error) {
		return entitiesNamed(ctx, c.set.scope, unique(c.set.items, shown))
	})
	if err != nil {
		return nil, err
	}
	out := []Entity{}
	for _, id := range shown(c.Community) {
		if e := things[id]; e != nil { // else it has gone meanwhile
			out = append(out, e)
		}
	}
	return out, nil
}

// FindCommunities returns the blocs among the entities in scope. The error
// wraps graph.ErrNotFound, graph.ErrInvalid or graph.ErrTooLarge.
func FindCommunities(ctx context.Context, scope *Scope, m Measured, resolution float64, first int32) (*Communities, error) {
	switch {
	case first < 1:
		return nil, graph.Invalidf("first must be at least 1")
	case first > graph.MaxPage:
		return nil, &graph.LimitError{What: "communities", Limit: graph.MaxPage}
	}
	network, within, err := m.network(ctx, scope)
	if err != nil {
		return nil, err
	}
	window := m.window()
	found, unplaced, err := network.Communities(ctx, analysis.CommunityQuery{Ties: m.ties(scope), Window: window, Within: within, Resolution: resolution})
	if err != nil {
		return nil, err
	}
	var all []*analysis.Community
	for i := range found {
		d := &found[i]
		all = pointers(all, d.Communities[:min(len(d.Communities), int(first))])
	}
	set := newSet(scope, 1, all)
	out := &Communities{Resolution: resolution, Periods: []*Division{}, Undated: unplaced.Undated, Wider: unplaced.Wider}
	for i := range found {
		d := &found[i]
		shown := &Division{Stretch: Stretch{window.Interval, d.Period}, Entities: d.Entities, Ties: d.Ties,
			Count: len(d.Communities), Modularity: d.Modularity, Communities: []*Community{}}
		for k := range d.Communities[:min(len(d.Communities), int(first))] {
			shown.Communities = append(shown.Communities, &Community{&d.Communities[k], set})
		}
		out.Periods = append(out.Periods, shown)
	}
	return out, nil
}
