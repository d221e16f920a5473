package view

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"entente/analysis"
	"entente/graph"
	"entente/resolvers/internal/model"
)

// RankedDyad is two actors and how many claims there are between them, of those
// asked for.
type RankedDyad struct {
	ID                            string
	A, B                          Actor
	Claims, Cooperation, Conflict int
	set                           *Set[pairOf]
	pair                          *pairOf
}

// pairOf is a pair that is being ranked, under the condition on its claims.
type pairOf struct {
	key                           string
	where                         graph.Where
	claims, cooperation, conflict int
	seen                          graph.Date
}

// NetCooperation returns claims of cooperation less claims of conflict.
func (d *RankedDyad) NetCooperation() int { return d.Cooperation - d.Conflict }

// ConflictShare returns the share of conflict among claims of either, nil where
// there are none.
func (d *RankedDyad) ConflictShare() *float64 {
	if d.Cooperation+d.Conflict == 0 {
		return nil
	}
	share := d.pair.share()
	return &share
}

func (p *pairOf) share() float64 {
	if p.cooperation+p.conflict == 0 {
		return -1
	}
	return float64(p.conflict) / float64(p.cooperation+p.conflict)
}

// LastSeen returns the latest day on which one of the claims was made, nil
// where none is dated: one call for all pairs.
func (d *RankedDyad) LastSeen(ctx context.Context) (*graph.Date, error) {
	seen, err := share(d.set, step{nil, "seen"}, func() (map[string]graph.Date, error) {
		return lastSeen(ctx, d.set.scope, d.set.items)
	})
	if err != nil || seen[d.pair.key] == "" {
		return nil, err
	}
	date := seen[d.pair.key]
	return &date, nil
}

// lastSeen reads, for each pair, when the latest of its claims was made.
func lastSeen(ctx context.Context, scope *Scope, pairs []*pairOf) (map[string]graph.Date, error) {
	out := make(map[string]graph.Date, len(pairs))
	if len(pairs) == 0 {
		return out, nil
	}
	q := graph.Query{Subject: graph.SubjectClaim, Where: pairs[0].where, By: "pair", First: 1, AsOf: scope.At,
		Sort: []graph.Order{{Field: "seen", Desc: true}}}
	keys := make([]string, len(pairs))
	for i, p := range pairs {
		keys[i] = p.key
	}
	pages, err := findAll(ctx, scope, claims, q, keys)
	for i := range pages {
		if len(pages[i].Items) > 0 {
			out[keys[i]] = pages[i].Items[0].Seen()
		}
	}
	return out, err
}

// maxSeen is how many pairs can be sorted by when they were last seen.
const maxSeen = graph.MaxKeys

// Dyads returns the pairs between whom there are claims that meet the
// condition, in the order asked for, else those with most claims first. The
// error wraps graph.ErrInvalid, graph.ErrNotFound or graph.ErrTooLarge.
func Dyads(ctx context.Context, scope *Scope, in map[string]any, within *Within, sort []*model.DyadSort, first *int32) ([]*RankedDyad, error) {
	limit := graph.DefaultPage
	if first != nil {
		limit = int(*first)
	}
	if limit < 1 || limit > graph.MaxPage {
		return nil, graph.Invalidf("first must be 1 to %d", graph.MaxPage)
	}
	where, err := translate(graph.SubjectClaim, in)
	if err != nil {
		return nil, err
	}
	keys, err := order(graph.SubjectClaim, sort)
	if err != nil {
		return nil, err
	}
	byQuad := asksQuads(ctx, keys)
	if within == nil && len(keys) == 0 && !byQuad {
		return mostClaims(ctx, scope, where, limit)
	}
	pairs, err := pairsOf(ctx, scope, where, within, byQuad)
	if err != nil {
		return nil, err
	}
	if err := rankPairs(ctx, scope, pairs, keys); err != nil {
		return nil, err
	}
	pairs = pairs[:min(len(pairs), limit)]
	var ids []graph.EntityID
	for _, p := range pairs {
		a, b, _ := strings.Cut(p.key, "|")
		ids = append(ids, graph.EntityID(a), graph.EntityID(b))
	}
	found, err := scope.Reader.Entities(ctx, ids, scope.At)
	if err != nil {
		return nil, err
	}
	return tellPairs(scope, pairs, found), nil
}

// mostClaims returns the pairs with most claims that meet the condition, which
// are read in one go with their actors.
func mostClaims(ctx context.Context, scope *Scope, where graph.Where, limit int) ([]*RankedDyad, error) {
	q := graph.Query{Subject: graph.SubjectClaim, Where: where, AsOf: scope.At}
	if _, err := q.PlanFacets("pair"); err != nil {
		return nil, err
	}
	answers, err := scope.Reader.Together(ctx, []graph.Ask{{Claims: &q, By: "pair", Pairs: limit}})
	if err != nil {
		return nil, err
	}
	pairs := make([]*pairOf, len(answers[0].Facets))
	for i, f := range answers[0].Facets {
		pairs[i] = &pairOf{key: f.Value, where: where, claims: f.Count}
	}
	return tellPairs(scope, pairs, answers[0].Entities), nil
}

// asksQuads reports whether the query or its order asks for claims of cooperation
// or conflict.
func asksQuads(ctx context.Context, keys []graph.Order) bool {
	for _, name := range []string{"cooperation", "conflict", "netCooperation", "conflictShare"} {
		if wants(ctx, name) || slices.ContainsFunc(keys, func(o graph.Order) bool { return o.Field == graph.Field(name) }) {
			return true
		}
	}
	return false
}

// pairsOf counts the claims that meet the condition by pair, and by quad class
// where that is asked for. Most claims come first, then by id.
func pairsOf(ctx context.Context, scope *Scope, where graph.Where, within *Within, byQuad bool) ([]*pairOf, error) {
	inScope := func(string) bool { return true }
	if within != nil {
		_, ids, err := (Measured{Within: within}).network(ctx, scope)
		if err != nil {
			return nil, err
		}
		inScope = bothOf(ids)
	}
	q := graph.Query{Subject: graph.SubjectClaim, Where: where, AsOf: scope.At}
	if byQuad {
		q.Across = "quad"
	}
	if _, err := q.PlanFacets("pair"); err != nil {
		return nil, err
	}
	found, err := scope.Reader.Facets(ctx, q, "pair")
	if err != nil {
		return nil, err
	}
	var out []*pairOf
	byKey := make(map[string]*pairOf)
	for _, f := range found {
		if !inScope(f.Value) {
			continue
		}
		p := byKey[f.Value]
		if p == nil {
			p = &pairOf{key: f.Value, where: where}
			byKey[f.Value], out = p, append(out, p)
		}
		p.count(graph.Quad(f.Across), f.Count)
	}
	slices.SortFunc(out, func(x, y *pairOf) int { return cmp.Or(cmp.Compare(y.claims, x.claims), cmp.Compare(x.key, y.key)) })
	return out, nil
}

// count adds claims of a quad class, "" for one that is neutral or unknown.
func (p *pairOf) count(quad graph.Quad, claims int) {
	p.claims += claims
	switch quad {
	case graph.VerbalCooperation, graph.MaterialCooperation:
		p.cooperation += claims
	case graph.VerbalConflict, graph.MaterialConflict:
		p.conflict += claims
	}
}

// bothOf returns the condition that both actors of a pair are among ids, nil
// for all.
func bothOf(ids []graph.EntityID) func(pair string) bool {
	among := make(map[string]bool, len(ids))
	for _, id := range ids {
		among[string(id)] = true
	}
	return func(pair string) bool {
		a, b, _ := strings.Cut(pair, "|")
		return ids == nil || among[a] && among[b]
	}
}

// rankPairs sorts pairs by the keys, then by most claims and id.
func rankPairs(ctx context.Context, scope *Scope, pairs []*pairOf, keys []graph.Order) error {
	if slices.ContainsFunc(keys, func(o graph.Order) bool { return o.Field == "lastSeen" }) {
		if len(pairs) > maxSeen {
			return &graph.LimitError{What: "pairs to sort by when they were last seen", Limit: maxSeen}
		}
		seen, err := lastSeen(ctx, scope, pairs)
		if err != nil {
			return err
		}
		for _, p := range pairs {
			p.seen = seen[p.key]
		}
	}
	compare := map[graph.Field]func(x, y *pairOf) int{
		"claims":         func(x, y *pairOf) int { return cmp.Compare(x.claims, y.claims) },
		"cooperation":    func(x, y *pairOf) int { return cmp.Compare(x.cooperation, y.cooperation) },
		"conflict":       func(x, y *pairOf) int { return cmp.Compare(x.conflict, y.conflict) },
		"netCooperation": func(x, y *pairOf) int { return cmp.Compare(x.cooperation-x.conflict, y.cooperation-y.conflict) },
		"conflictShare":  func(x, y *pairOf) int { return cmp.Compare(x.share(), y.share()) },
		"lastSeen":       func(x, y *pairOf) int { return cmp.Compare(x.seen.Earliest(), y.seen.Earliest()) },
	}
	slices.SortStableFunc(pairs, func(x, y *pairOf) int {
		for _, o := range keys {
			c := compare[o.Field](x, y)
			if o.Desc {
				c = -c
			}
			if c != 0 {
				return c
			}
		}
		return 0
	})
	return nil
}

// tellPairs returns pairs with their actors: two of those found for each.
func tellPairs(scope *Scope, pairs []*pairOf, found []*graph.Entity) []*RankedDyad {
	set, out := newSet(scope, 1, only(found, func(e *graph.Entity) bool { return e != nil })), []*RankedDyad{}
	shown := newSet(scope, 1, pairs)
	for i, p := range pairs {
		a, b := found[2*i], found[2*i+1]
		if a != nil && b != nil && a.Kind.Actor() && b.Kind.Actor() {
			out = append(out, &RankedDyad{ID: dyadPrefix + p.key, A: actor(set, a), B: actor(set, b),
				Claims: p.claims, Cooperation: p.cooperation, Conflict: p.conflict, set: shown, pair: p})
		}
	}
	return out
}

// DyadCell is what one actor did to another.
type DyadCell = analysis.Cell

// DyadMatrix is what the actors of a group did to each other: rows act on
// columns.
type DyadMatrix struct {
	Measure analysis.Measure
	Actors  []Entity
	Cells   []DyadCell
	Undated int
}

// FindMatrix returns what the actors in scope did to each other. The error
// wraps graph.ErrNotFound, graph.ErrInvalid or graph.ErrTooLarge.
func FindMatrix(ctx context.Context, scope *Scope, m Measured, measure analysis.Measure) (*DyadMatrix, error) {
	network, within, err := m.network(ctx, scope)
	if err != nil {
		return nil, err
	}
	found, err := network.Matrix(ctx, analysis.MatrixQuery{Measure: measure, Ties: m.ties(scope), Window: m.window(), Within: within})
	if err != nil {
		return nil, err
	}
	things, err := scope.Reader.Entities(ctx, found.Actors, scope.At)
	if err != nil {
		return nil, err
	}
	out := &DyadMatrix{Measure: measure, Cells: found.Cells, Undated: found.Undated}
	set := newSet(scope, 1, only(things, func(e *graph.Entity) bool { return e != nil }))
	for i, e := range things {
		if e == nil { // it has gone meanwhile, or nothing records it
			return nil, &MissingError{string(found.Actors[i])}
		}
		out.Actors = append(out.Actors, entity(set, e))
	}
	return out, nil
}
