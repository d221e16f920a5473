package view

import (
	"context"
	"maps"
	"slices"

	"entente/analysis"
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
	// Hidden is how many of its neighbours are not in the subgraph, and
	// HiddenRelations how many of its relations.
	Hidden, HiddenRelations int
}

// Truncated reports whether relations of its nodes are left out.
func (s *Subgraph) Truncated() bool {
	return slices.ContainsFunc(s.Nodes, func(n *SubgraphNode) bool { return n.HiddenRelations > 0 })
}

// The sizes of subgraphs.
const (
	maxDepth = 3
	maxSeeds = 100
	// maxDrawn is the most nodes, and the most edges, of a subgraph.
	maxDrawn = 2000
)

// Around is what to draw.
type Around struct {
	Seeds        []string
	Depth        int32
	Where        map[string]any
	Nodes, Edges int32
}

func (a Around) check() error {
	switch {
	case len(a.Seeds) > maxSeeds:
		return &graph.LimitError{What: "seeds", Limit: maxSeeds}
	case a.Depth < 0 || a.Depth > maxDepth:
		return graph.Invalidf("depth must be 0 to %d", maxDepth)
	case a.Nodes < 1 || a.Edges < 1:
		return graph.Invalidf("nodes and edges must be at least 1")
	case a.Nodes > maxDrawn || a.Edges > maxDrawn:
		return &graph.LimitError{What: "nodes and edges of a subgraph", Limit: maxDrawn}
	}
	return nil
}

// FindSubgraph returns what lies around the seeds, the relations that most
// documents affirm first. It walks the network; of the store it reads the
// seeds, what is drawn, and with a condition the ids of the relations that meet
// it. The error wraps graph.ErrInvalid or graph.ErrTooLarge.
func FindSubgraph(ctx context.Context, scope *Scope, a Around) (*Subgraph, error) {
	if err := a.check(); err != nil {
		return nil, err
	}
	among, err := a.among(ctx, scope)
	if err != nil {
		return nil, err
	}
	seeds, err := a.seeds(ctx, scope)
	if err != nil {
		return nil, err
	}
	network, err := scope.network(ctx)
	if err != nil {
		return nil, err
	}
	found, err := network.Around(ctx, analysis.AroundQuery{Seeds: seeds, Depth: int(a.Depth), Nodes: int(a.Nodes), Edges: int(a.Edges),
		Valid: scope.At.Valid, Among: among})
	if err != nil {
		return nil, err
	}
	return drawn(ctx, scope, found)
}

// seeds returns the seeds that name something.
func (a Around) seeds(ctx context.Context, scope *Scope) ([]graph.EntityID, error) {
	ids := make([]graph.EntityID, len(a.Seeds))
	for i, s := range a.Seeds {
		ids[i] = graph.EntityID(s)
	}
	found, err := scope.Reader.Entities(ctx, ids, scope.At)
	out := ids[:0]
	for _, e := range found {
		if e != nil {
			out = append(out, e.ID)
		}
	}
	return out, err
}

// among returns the relations that meet the condition, nil where there is none.
func (a Around) among(ctx context.Context, scope *Scope) ([]graph.RelationID, error) {
	where, err := translate(graph.SubjectRelation, a.Where)
	if err != nil || always(where) {
		return nil, err
	}
	q := graph.Query{Subject: graph.SubjectRelation, Where: where, AsOf: scope.At}
	if _, err := q.Plan(); err != nil {
		return nil, err
	}
	facets, err := scope.Reader.Facets(ctx, q, graph.FieldID)
	out := make([]graph.RelationID, len(facets))
	for i, f := range facets {
		out[i] = graph.RelationID(f.Value)
	}
	return out, err
}

// drawn reads what a part of the network is made of. What has gone meanwhile is
// left out.
func drawn(ctx context.Context, scope *Scope, part analysis.Around) (*Subgraph, error) {
	ids := make([]graph.EntityID, len(part.Nodes))
	for i, n := range part.Nodes {
		ids[i] = n.ID
	}
	found, err := entitiesOf(ctx, scope, ids)
	if err != nil {
		return nil, err
	}
	var edges []*graph.Relation
	if len(part.Edges) > 0 {
		if edges, err = scope.Reader.Relations(ctx, part.Edges, scope.At); err != nil {
			return nil, err
		}
	}
	edges = slices.DeleteFunc(edges, func(r *graph.Relation) bool {
		return r == nil || found[r.From] == nil || found[r.To] == nil
	})
	entitySet, edgeSet := newSet(scope, 1, slices.Collect(maps.Values(found))), newSet(scope, 1, edges)
	out := &Subgraph{Nodes: []*SubgraphNode{}, Edges: make([]*Relation, len(edges))}
	for _, n := range part.Nodes {
		if e := found[n.ID]; e != nil {
			out.Nodes = append(out.Nodes, &SubgraphNode{entity(entitySet, e), n.Depth, n.Neighbours, n.Relations})
		}
	}
	for i, r := range edges {
		out.Edges[i] = relation(edgeSet, r)
	}
	return out, nil
}
