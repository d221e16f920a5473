package analysis

import (
	"cmp"
	"context"
	"slices"

	"entente/graph"
)

// maxLooked is how many relations of an entity are looked at for what lies
// around it, those that most documents affirm first.
const maxLooked = 200

// AroundQuery asks for what lies around some entities.
type AroundQuery struct {
	Seeds []graph.EntityID
	// Depth is how many relations to go.
	Depth int
	// Nodes and Edges are how many entities and relations are given at most.
	Nodes, Edges int
	// Valid is a day on which relations must count, "" for any.
	Valid graph.Day
	// Among are the only relations that count, nil for all.
	Among []graph.RelationID
}

// Around is a part of a network.
type Around struct {
	// Nodes are the entities, the nearest to the seeds first, then by id.
	Nodes []AroundNode
	// Edges are the relations between them, those that most documents affirm
	// first, then by id.
	Edges []graph.RelationID
}

// AroundNode is an entity of a part of a network.
type AroundNode struct {
	ID graph.EntityID
	// Depth is how many relations lead to it from the nearest seed.
	Depth int
	// Neighbours is how many entities that relations tie to it are left out,
	// Relations how many of its relations.
	Neighbours, Relations int
}

// around is such a part in the making.
type around struct {
	n     *Network
	q     AroundQuery
	c     *chosen
	among map[int32]bool
	depth map[int32]int
	taken map[int32]bool
}

// Around returns what lies around the seeds, step by step, the relations that
// most documents affirm first; last come relations between the outermost
// entities. Relations count as they are, whatever their modality. The error is
// the context's.
func (n *Network) Around(ctx context.Context, q AroundQuery) (Around, error) {
	a := &around{n: n, q: q, c: &chosen{valid: dayOf(q.Valid)},
		depth: make(map[int32]int), taken: make(map[int32]bool)}
	a.narrow()
	var alone []AroundNode
	var frontier []int32
	for _, id := range slices.Compact(slices.Sorted(slices.Values(q.Seeds))) {
		v := n.node(id)
		switch {
		case len(frontier)+len(alone) >= q.Nodes:
		case v == none:
			alone = append(alone, AroundNode{ID: id})
		default:
			a.depth[v] = 0
			frontier = append(frontier, v)
		}
	}
	for d := 1; d <= q.Depth+1 && len(frontier) > 0; d++ {
		if err := ctx.Err(); err != nil {
			return Around{}, err
		}
		frontier = a.take(a.relations(frontier), d, d <= q.Depth, len(alone))
	}
	return a.done(alone), nil
}

// narrow notes the relations that alone count.
func (a *around) narrow() {
	if a.q.Among == nil {
		return
	}
	a.among = make(map[int32]bool, len(a.q.Among))
	for _, id := range a.q.Among {
		if i, ok := a.n.edge(id); ok {
			a.among[i] = true
		}
	}
}

// counts reports whether a relation counts.
func (a *around) counts(i int32) bool {
	e := &a.n.edges[i]
	return (a.among == nil || a.among[i]) && a.c.on(e, a.n.days(e))
}

// each calls yield for each relation of an entity that counts, and its other end;
// last come those with itself.
func (a *around) each(v int32, yield func(edge, to int32)) {
	between := func(pair, to int32) {
		for _, i := range a.n.of(pair) {
			if a.n.edges[i].ends == pair && a.counts(i) {
				yield(i, to)
			}
		}
	}
	for _, h := range a.n.row(v) {
		between(h.pair, h.to)
	}
	if own, ok := a.n.pairOf(v, v); ok {
		between(own, v)
	}
}

func (a *around) heavier(x, y int32) int {
	n := a.n
	return cmp.Or(cmp.Compare(n.weight(&n.edges[y]), n.weight(&n.edges[x])), cmp.Compare(x, y)) // edges are by id
}

// relations returns the relations to look at for some entities, the heaviest first.
func (a *around) relations(of []int32) []int32 {
	var all []int32
	for _, v := range of {
		var own []int32
		a.each(v, func(edge, _ int32) { own = append(own, edge) })
		slices.SortFunc(own, a.heavier)
		all = append(all, own[:min(len(own), maxLooked)]...)
	}
	slices.SortFunc(all, a.heavier)
	return slices.Compact(all)
}

// take puts relations in until there are enough, with the entities that they
// lead to where it may grow, and returns these.
func (a *around) take(found []int32, depth int, grow bool, alone int) []int32 {
	var fresh []int32
	for _, i := range found {
		if len(a.taken) >= a.q.Edges {
			break
		}
		var missing []int32
		from, to := a.n.fromTo(&a.n.edges[i])
		for _, v := range []int32{from, to} {
			if _, ok := a.depth[v]; !ok {
				missing = append(missing, v)
			}
		}
		if a.taken[i] || len(missing) > 0 && (!grow || len(a.depth)+alone+len(missing) > a.q.Nodes) {
			continue
		}
		for _, v := range missing {
			a.depth[v] = depth
			fresh = append(fresh, v)
		}
		a.taken[i] = true
	}
	slices.Sort(fresh)
	return fresh
}

// done returns the part with counts of what is left out.
func (a *around) done(alone []AroundNode) Around {
	out := Around{Nodes: alone, Edges: make([]graph.RelationID, 0, len(a.taken))}
	for v, depth := range a.depth {
		node := AroundNode{ID: a.n.ids[v], Depth: depth}
		last := none
		a.each(v, func(edge, to int32) {
			if !a.taken[edge] {
				node.Relations++
			}
			if _, ok := a.depth[to]; !ok && to != last { // neighbours come one after the other
				node.Neighbours++
				last = to
			}
		})
		out.Nodes = append(out.Nodes, node)
	}
	slices.SortFunc(out.Nodes, func(x, y AroundNode) int {
		return cmp.Or(cmp.Compare(x.Depth, y.Depth), cmp.Compare(x.ID, y.ID))
	})
	edges := make([]int32, 0, len(a.taken))
	for i := range a.taken {
		edges = append(edges, i)
	}
	slices.SortFunc(edges, a.heavier)
	for _, i := range edges {
		out.Edges = append(out.Edges, a.n.edges[i].relation())
	}
	return out
}
