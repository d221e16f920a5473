package view

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"entente/graph"
)

// Subgraph is a part of the graph to be drawn.
type Subgraph struct {
	Nodes []*SubgraphNode
	Edges []*Relation
}

// SubgraphNode is an entity of a subgraph.
type SubgraphNode struct {
	Entity Entity
	// Depth is how many relations lead to it from the nearest seed.
	Depth int
	// Hidden is how many of its relations are not in the subgraph.
	Hidden int
}

// Truncated reports whether relations of its nodes are left out.
func (s *Subgraph) Truncated() bool {
	return slices.ContainsFunc(s.Nodes, func(n *SubgraphNode) bool { return n.Hidden > 0 })
}

// The sizes of subgraphs.
const (
	maxDepth = 3
	maxSeeds = 100
	// maxDrawn is the most nodes, and the most edges, of a subgraph.
	maxDrawn = 2000
	// perNode is how many relations of a node are looked at, those that most
	// documents affirm first.
	perNode = 200
)

// Around is what to draw.
type Around struct {
	Seeds        []string
	Depth        int32
	Where        map[string]any
	Nodes, Edges int32
}

// walk is a subgraph in the making.
type walk struct {
	a     Around
	where graph.Where
	depth map[graph.EntityID]int
	edges map[graph.RelationID]*graph.Relation
	total map[graph.EntityID]int
}

// FindSubgraph returns what lies around the seeds, the relations that most
// documents affirm first. It reads once a step away from the seeds, and once
// more for the relations among the outermost nodes. The error wraps
// graph.ErrInvalid or graph.ErrTooLarge.
func FindSubgraph(ctx context.Context, scope *Scope, a Around) (*Subgraph, error) {
	w, err := newWalk(a)
	if err != nil {
		return nil, err
	}
	frontier, err := w.seed(ctx, scope)
	if err != nil {
		return nil, err
	}
	for d := int32(1); d <= a.Depth+1 && len(frontier) > 0; d++ {
		found, err := w.relations(ctx, scope, frontier)
		if err != nil {
			return nil, err
		}
		frontier = w.take(found, int(d), d <= a.Depth)
	}
	return w.finish(ctx, scope)
}

func newWalk(a Around) (*walk, error) {
	switch {
	case len(a.Seeds) > maxSeeds:
		return nil, &graph.LimitError{What: "seeds", Limit: maxSeeds}
	case a.Depth < 0 || a.Depth > maxDepth:
		return nil, graph.Invalidf("depth must be 0 to %d", maxDepth)
	case a.Nodes < 1 || a.Edges < 1:
		return nil, graph.Invalidf("nodes and edges must be at least 1")
	case a.Nodes > maxDrawn || a.Edges > maxDrawn:
		return nil, &graph.LimitError{What: "nodes and edges of a subgraph", Limit: maxDrawn}
	}
	where, err := translate(graph.SubjectRelation, a.Where)
	readable := graph.Where{And: []graph.Where{
		{Field: "claims", Op: graph.Gt, Value: 0.0},
		{Not: &graph.Where{Field: "to", Op: graph.Missing}},
	}}
	return &walk{a, and(readable, where), make(map[graph.EntityID]int), make(map[graph.RelationID]*graph.Relation), make(map[graph.EntityID]int)}, err
}

// seed puts the seeds in; those that name nothing are left out.
func (w *walk) seed(ctx context.Context, scope *Scope) ([]graph.EntityID, error) {
	ids := make([]graph.EntityID, len(w.a.Seeds))
	for i, s := range w.a.Seeds {
		ids[i] = graph.EntityID(s)
	}
	found, err := scope.Reader.Entities(ctx, ids, scope.At)
	for _, e := range found {
		if e != nil && len(w.depth) < int(w.a.Nodes) {
			w.depth[e.ID] = 0
		}
	}
	return slices.Sorted(maps.Keys(w.depth)), err
}

// relations reads the relations of the nodes, and how many each has.
func (w *walk) relations(ctx context.Context, scope *Scope, of []graph.EntityID) ([]*graph.Relation, error) {
	keys := make([]string, len(of))
	for i, id := range of {
		keys[i] = string(id)
	}
	q := graph.Query{Subject: graph.SubjectRelation, Where: w.where, By: "ends", First: perNode, Total: true, AsOf: scope.At,
		Sort: []graph.Order{{Field: "weight", Desc: true}}}
	if _, err := q.Plan(); err != nil {
		return nil, err
	}
	pages, err := findAll(ctx, scope, relations, q, keys)
	if err != nil {
		return nil, err
	}
	byID := make(map[graph.RelationID]*graph.Relation)
	for i := range pages {
		w.total[of[i]] = pages[i].Total
		for _, r := range pointers(nil, pages[i].Items) {
			byID[r.ID] = r
		}
	}
	return slices.SortedFunc(maps.Values(byID), heavier), nil
}

func heavier(a, b *graph.Relation) int {
	return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.ID, b.ID))
}

// take puts relations in until the subgraph is full, with the nodes that they
// lead to where it may grow, and returns these.
func (w *walk) take(found []*graph.Relation, depth int, grow bool) []graph.EntityID {
	var fresh []graph.EntityID
	for _, r := range found {
		if w.edges[r.ID] != nil || len(w.edges) >= int(w.a.Edges) {
			continue
		}
		var missing []graph.EntityID
		for _, id := range []graph.EntityID{r.From, r.To} {
			if _, ok := w.depth[id]; !ok {
				missing = append(missing, id)
			}
		}
		if len(missing) > 0 && (!grow || len(w.depth)+len(missing) > int(w.a.Nodes)) {
			continue
		}
		for _, id := range missing {
			w.depth[id] = depth
			fresh = append(fresh, id)
		}
		w.edges[r.ID] = r
	}
	slices.Sort(fresh)
	return fresh
}

// finish reads the entities and counts what is hidden.
func (w *walk) finish(ctx context.Context, scope *Scope) (*Subgraph, error) {
	found, err := entitiesOf(ctx, scope, slices.Sorted(maps.Keys(w.depth)))
	if err != nil {
		return nil, err
	}
	shown := make(map[graph.EntityID]int)
	edges := slices.SortedFunc(maps.Values(w.edges), heavier)
	for _, r := range edges {
		shown[r.From]++
		if r.To != r.From {
			shown[r.To]++
		}
	}
	entitySet, edgeSet := newSet(scope, 1, slices.Collect(maps.Values(found))), newSet(scope, 1, edges)
	out := &Subgraph{Nodes: []*SubgraphNode{}, Edges: make([]*Relation, len(edges))}
	for _, id := range slices.Sorted(maps.Keys(found)) {
		out.Nodes = append(out.Nodes, &SubgraphNode{entity(entitySet, found[id]), w.depth[id], max(0, w.total[id]-shown[id])})
	}
	slices.SortStableFunc(out.Nodes, func(a, b *SubgraphNode) int { return cmp.Compare(a.Depth, b.Depth) })
	for i, r := range edges {
		out.Edges[i] = relation(edgeSet, r)
	}
	return out, nil
}
