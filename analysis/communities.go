package analysis

import (
	"cmp"
	"context"
	"slices"

	"entente/graph"
)

// CommunityFormula says how communities are computed, for answers.
const CommunityFormula = "the division with the highest modularity Q that the Louvain method finds (Blondel et al. 2008), the best of four fixed orders: " +
	"Q = sum over communities of (inside / total - resolution * (strength / total)^2), where total is twice the support of all ties, inside that of the ties within, and strength the support of all ties of the members (Newman and Girvan 2004, Reichardt and Bornholdt 2006)"

// CommunityQuery asks for entities that are tied more among each other than
// with others.
type CommunityQuery struct {
	Ties   Ties
	Window Window
	Within []graph.EntityID
	// Resolution is above 0: more of it gives smaller communities, 1 is usual.
	Resolution float64
}

// Division divides the entities of one period into communities.
type Division struct {
	Period
	// Entities are how many in scope are tied, Ties how many pairs of them.
	Entities, Ties int
	// Modularity is Q, 0 where nothing is tied.
	Modularity float64
	// Communities are the largest first, then by their first member.
	Communities []Community
}

// Community is a group of entities.
type Community struct {
	// Members are those with most support inside first, then by id.
	Members []graph.EntityID
	// Inside is the support of the ties among the members, Outside that of
	// their ties with others in scope.
	Inside, Outside int
}

// tries is from how many orders of the nodes the Louvain method starts.
const tries = 4

// MaxDivisions is how many periods are divided at most.
const MaxDivisions = 30

// Communities divides the entities in scope for each period. Equal networks
// give equal answers. The error wraps graph.ErrInvalid or graph.ErrTooLarge, or
// is the context's.
func (n *Network) Communities(ctx context.Context, q CommunityQuery) ([]Division, Unplaced, error) {
	c, err := q.Ties.choose()
	if err != nil {
		return nil, Unplaced{}, err
	}
	if !(q.Resolution > 0 && q.Resolution <= 100) {
		return nil, Unplaced{}, graph.Invalidf("resolution must be above 0 and at most 100")
	}
	within := n.scope(q.Within)
	periods, unplaced, err := n.periods(q.Window, c, within, MaxDivisions)
	if err != nil {
		return nil, Unplaced{}, err
	}
	var out []Division
	for _, p := range periods {
		c.window = p.window()
		m := n.mesh(c, within)
		d := Division{Period: p, Entities: m.size(), Ties: m.ties()}
		var best []int32
		for try := range tries {
			of, err := m.louvain(ctx, q.Resolution, uint64(try))
			if err != nil {
				return nil, Unplaced{}, err
			}
			if score := m.modularity(of, q.Resolution); best == nil || score > d.Modularity {
				best, d.Modularity = of, score
			}
		}
		d.Communities = n.members(m, best)
		out = append(out, d)
	}
	return out, unplaced, nil
}

// modularity returns Q of a division.
func (m *mesh) modularity(of []int32, resolution float64) float64 {
	inside, strength := make([]float64, m.size()), make([]float64, m.size())
	total := 0.0
	for v := range of {
		for i, until := m.row(v); i < until; i++ {
			w := float64(m.support[i])
			total += w
			strength[of[v]] += w
			if of[m.to[i]] == of[v] {
				inside[of[v]] += w
			}
		}
	}
	q := 0.0
	for c := range inside {
		if strength[c] > 0 {
			q += inside[c]/total - resolution*(strength[c]/total)*(strength[c]/total)
		}
	}
	return q
}

// members tells a division.
func (n *Network) members(m *mesh, of []int32) []Community {
	groups := make(map[int32]*Community)
	inside := make(map[graph.EntityID]int, m.size())
	for v := range of {
		c := groups[of[v]]
		if c == nil {
			c = &Community{}
			groups[of[v]] = c
		}
		id := n.ids[m.nodes[v]]
		c.Members = append(c.Members, id)
		for i, until := m.row(v); i < until; i++ {
			if of[m.to[i]] == of[v] {
				inside[id] += int(m.support[i])
			} else {
				c.Outside += int(m.support[i])
			}
		}
	}
	out := make([]Community, 0, len(groups))
	for _, c := range groups {
		slices.SortFunc(c.Members, func(a, b graph.EntityID) int { return cmp.Or(cmp.Compare(inside[b], inside[a]), cmp.Compare(a, b)) })
		for _, id := range c.Members {
			c.Inside += inside[id]
		}
		c.Inside /= 2
		out = append(out, *c)
	}
	slices.SortFunc(out, func(a, b Community) int {
		return cmp.Or(cmp.Compare(len(b.Members), len(a.Members)), cmp.Compare(a.Members[0], b.Members[0]))
	})
	return out
}
