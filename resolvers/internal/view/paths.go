package view

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

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
	if paths, ok, err := pathsAtHand(ctx, scope, w); ok || err != nil {
		return paths, err
	}
	from, to, err := bothEnds(ctx, scope, w.From, w.To)
	if err != nil {
		return nil, err
	}
	network, err := scope.network(ctx)
	if err != nil {
		return nil, err
	}
	found, err := network.Paths(ctx, w.query(scope, from, to))
	if err != nil {
		return nil, err
	}
	return tell(ctx, scope, found)
}

// query returns the query of a network for the ways between two entities.
func (w Ways) query(scope *Scope, from, to graph.EntityID) analysis.PathQuery {
	q := analysis.PathQuery{From: from, To: to, MaxHops: int(w.MaxHops), K: int(w.K), Ties: analysis.Ties{Valid: scope.At.Valid}}
	if v := w.Via; v != nil {
		q.Kinds = v.EntityKinds
		q.Ties = analysis.Ties{Kinds: v.Kinds, Quads: v.Quads, Modality: v.Modality, MinSupport: v.MinSupport, Valid: scope.At.Valid}
	}
	return q
}

// pathsAtHand finds the paths in the network that is at hand and reads what they
// lead over together with whether that network is still the store's, in one way
// to the store. ok says that it is, and that both ends are ids in it. A network
// that another field of the operation has just read is not taken, so that the
// calls of an operation are always the same.
func pathsAtHand(ctx context.Context, scope *Scope, w Ways) (paths []*Path, ok bool, err error) {
	if !graphql.HasOperationContext(ctx) {
		return nil, false, nil
	}
	begun := graphql.GetOperationContext(ctx).Stats.OperationStart
	from, to, network := direct(w.From), direct(w.To), scope.Cache.KeptNetwork(scope.At.Known, begun)
	if network == nil || !network.Has(from) || !network.Has(to) {
		return nil, false, nil
	}
	found, err := network.Paths(ctx, w.query(scope, from, to))
	if err != nil {
		return nil, false, err
	}
	ends, ties := pathIDs(found)
	asks := []graph.Ask{{Since: &network.Seq}, {Entities: ends, AsOf: scope.At}}
	if len(ties) > 0 && tied(ctx) {
		asks = append(asks, graph.Ask{Relations: ties, AsOf: scope.At})
	}
	answers, err := scope.Reader.Together(ctx, asks)
	if err != nil || answers[0].Changed {
		return nil, false, err
	}
	scope, ready := scope.onward()
	for i, id := range ends {
		ready.entities[id] = answers[1].Entities[i]
	}
	if len(asks) > 2 {
		for i, id := range ties {
			ready.relations[id] = answers[2].Relations[i]
		}
	}
	paths, err = tell(ctx, scope, found)
	return paths, true, err
}

// tied reports whether the field that the context resolves asks for the relations
// of paths.
func tied(ctx context.Context) bool { return wants(ctx, "hops") }

// pathIDs returns the entities and the relations that paths lead over.
func pathIDs(paths []analysis.Path) ([]graph.EntityID, []graph.RelationID) {
	var hops []*analysis.Hop
	for i := range paths {
		hops = pointers(hops, paths[i].Hops)
	}
	ends := unique(hops, func(h *analysis.Hop) []graph.EntityID { return []graph.EntityID{h.From, h.To} })
	return ends, unique(hops, func(h *analysis.Hop) []graph.RelationID { return []graph.RelationID{h.Relation} })
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
	ends, ids := pathIDs(paths)
	things, err := entitiesNamed(ctx, scope, ends)
	if err != nil {
		return nil, err
	}
	hops := tied(ctx)
	var found []*graph.Relation
	if hops {
		if found, err = scope.Reader.Relations(ctx, ids, scope.At); err != nil {
			return nil, err
		}
	}
	ties, out := wrapped(scope, 1, ids, found, relation), []*Path{}
	for _, p := range paths {
		path := &Path{Path: p}
		for _, h := range p.Hops {
			from, to, tie := things[h.From], things[h.To], ties[h.Relation]
			if from == nil || to == nil || hops && tie == nil {
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
