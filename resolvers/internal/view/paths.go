package view

import (
	"context"

	"entente/analysis"
	"entente/graph"
)

// PathVia says over what a path may lead.
type PathVia struct {
	Kinds       []graph.RelationKind
	EntityKinds []graph.EntityKind
	Quads       []graph.Quad
	Modality    []graph.Modality
	MinSupport  int
}

// Ways are the paths to find: from where to where, over what, and how many.
type Ways struct {
	From, To   string
	MaxHops, K int32
	Via        *PathVia
}

// Path is a way from one entity to another.
type Path struct {
	analysis.Path
	Hops []*PathHop
}

// Length returns how many hops there are.
func (p *Path) Length() int { return len(p.Hops) }

// Entities returns the entities in order.
func (p *Path) Entities() []Entity {
	out := []Entity{p.Hops[0].From}
	for _, h := range p.Hops {
		out = append(out, h.To)
	}
	return out
}

// PathHop is a step of a path.
type PathHop struct {
	From, To  Entity
	Relation  *Relation
	Forward   bool
	Relations int
	Support   int
}

// BestClaim returns the claim that affirms the relation best, nil where it
// has gone.
func (h *PathHop) BestClaim(ctx context.Context) (*Claim, error) { return h.Relation.best(ctx) }

// best returns the claim that affirms the relation best: one call for all
// relations of the set.
func (r *Relation) best(ctx context.Context) (*Claim, error) {
	all, err := share(r.set, step{nil, "best"}, func() (map[string]*Claim, error) {
		q := graph.Query{Subject: graph.SubjectClaim, Where: graph.Is("polarity", string(graph.Affirmed)), By: "relation", First: 1, AsOf: r.set.scope.At,
			Sort: []graph.Order{{Field: "confirmed", Desc: true}, {Field: "confidence", Desc: true}, {Field: "publishedOn"}}}
		keys := r.on("").keys(r.set.items)
		pages, err := findAll(ctx, r.set.scope, claims, q, keys)
		if err != nil {
			return nil, err
		}
		var items []*graph.Claim
		for i := range pages {
			items = pointers(items, pages[i].Items)
		}
		set, out := newSet(r.set.scope, r.set.pages, items), make(map[string]*Claim, len(items))
		for _, c := range items {
			out[string(c.Relation)] = claim(set, c)
		}
		return out, nil
	})
	return all[string(r.ID)], err
}

// FindPaths returns the shortest ways from one entity to another. The error is
// a MissingError, an AmbiguousError, or wraps graph.ErrInvalid or
// graph.ErrTooLarge.
func FindPaths(ctx context.Context, scope *Scope, w Ways) ([]*Path, error) {
	from, to, err := bothEnds(ctx, scope, w.From, w.To)
	if err != nil {
		return nil, err
	}
	network, err := scope.network(ctx)
	if err != nil {
		return nil, err
	}
	q := analysis.PathQuery{From: from, To: to, MaxHops: int(w.MaxHops), K: int(w.K), Ties: analysis.Ties{Valid: scope.At.Valid}}
	if v := w.Via; v != nil {
		q.Kinds = v.EntityKinds
		q.Ties = analysis.Ties{Kinds: v.Kinds, Quads: v.Quads, Modality: v.Modality, MinSupport: v.MinSupport, Valid: scope.At.Valid}
	}
	found, err := network.Paths(ctx, q)
	if err != nil {
		return nil, err
	}
	return tell(ctx, scope, found)
}

// bothEnds returns the entities that two references name.
func bothEnds(ctx context.Context, scope *Scope, from, to string) (graph.EntityID, graph.EntityID, error) {
	refs := []string{from, to}
	found, err := scope.Reader.Entities(ctx, []graph.EntityID{direct(from), direct(to)}, scope.At)
	if err != nil {
		return "", "", err
	}
	for i, ref := range refs {
		if found[i] == nil {
			if found[i], err = resolve(ctx, scope, ref, nil); err != nil {
				return "", "", err
			}
		}
	}
	return found[0].ID, found[1].ID, nil
}

// tell reads the entities and relations of paths. A path of which something
// has gone meanwhile is left out.
func tell(ctx context.Context, scope *Scope, paths []analysis.Path) ([]*Path, error) {
	var hops []*analysis.Hop
	for i := range paths {
		hops = pointers(hops, paths[i].Hops)
	}
	ends := unique(hops, func(h *analysis.Hop) []graph.EntityID { return []graph.EntityID{h.From, h.To} })
	things, err := entitiesNamed(ctx, scope, ends)
	if err != nil {
		return nil, err
	}
	ids := unique(hops, func(h *analysis.Hop) []graph.RelationID { return []graph.RelationID{h.Relation} })
	found, err := scope.Reader.Relations(ctx, ids, scope.At)
	if err != nil {
		return nil, err
	}
	ties, out := wrapped(scope, 1, ids, found, relation), []*Path{}
	for _, p := range paths {
		path := &Path{Path: p}
		for _, h := range p.Hops {
			from, to, tie := things[h.From], things[h.To], ties[h.Relation]
			if from == nil || to == nil || tie == nil {
				path = nil
				break
			}
			path.Hops = append(path.Hops, &PathHop{from, to, tie, h.Forward, h.Relations, h.Support})
		}
		if path != nil {
			out = append(out, path)
		}
	}
	return out, nil
}

// entitiesNamed reads entities, which form one set.
func entitiesNamed(ctx context.Context, scope *Scope, ids []graph.EntityID) (map[graph.EntityID]Entity, error) {
	found, err := scope.Reader.Entities(ctx, ids, scope.At)
	return wrapped(scope, 1, ids, found, entity), err
}
