package view

import (
	"context"
	"maps"
	"slices"

	"entente/graph"
	"entente/resolvers/internal/feed"
)

// place is where an event stands in the change feed.
type place struct {
	Cursor string
	At     graph.Instant
}

// Place returns the cursor after the event.
func (p place) Place() string { return p.Cursor }

func placeOf(c graph.Change) place { return place{feed.Cursor(c), c.At} }

// ClaimAdded says that a claim came.
type ClaimAdded struct {
	place
	Claim *Claim
}

// RelationChanged says that a relation came, changed or went.
type RelationChanged struct {
	place
	Op       graph.ChangeOp
	ID       graph.RelationID
	Relation *Relation
}

// LoadProgress says how far a load is.
type LoadProgress struct {
	place
	Load *Load
}

// Ended reports whether the load has ended.
func (p *LoadProgress) Ended() bool { return p.Load.State != graph.LoadRunning }

// CheckClaims returns what is wrong with a condition on claims.
func CheckClaims(where map[string]any) error { return check(claims, where) }

// CheckRelations returns what is wrong with a condition on relations.
func CheckRelations(where map[string]any) error { return check(relations, where) }

func check[T any](s subject[T], where map[string]any) error {
	condition, err := translate(s.name, where)
	if err != nil {
		return err
	}
	_, err = graph.Query{Subject: s.name, Where: condition, First: 1}.Plan()
	return err
}

// changed returns the things that the changes are about, as they are now, that
// meet the condition: one set, by id.
func changed[T, N any](ctx context.Context, scope *Scope, s subject[T], where map[string]any, changes []graph.Change, id func(*T) string, wrap func(*Set[T], *T) N) (map[string]N, error) {
	condition, err := translate(s.name, where)
	if err != nil {
		return nil, err
	}
	refs := make([]*graph.Change, len(changes))
	for i := range changes {
		refs[i] = &changes[i]
	}
	ids := unique(refs, func(c *graph.Change) []string { return []string{c.ID} })
	if len(ids) == 0 {
		return nil, nil
	}
	q := graph.Query{Subject: s.name, Where: and(graph.OneOf(graph.FieldID, ids...), condition), First: len(ids), AsOf: scope.At}
	pages, err := s.find(scope.Reader, ctx, q)
	if err != nil {
		return nil, err
	}
	items := pointers(nil, pages[0].Items)
	set, out := newSet(scope, 1, items), make(map[string]N, len(items))
	for _, item := range items {
		out[id(item)] = wrap(set, item)
	}
	return out, nil
}

// ClaimsAdded returns, in order, an event for each of the changes whose claim
// is there and meets the condition.
func ClaimsAdded(ctx context.Context, scope *Scope, where map[string]any, changes []graph.Change) ([]*ClaimAdded, error) {
	found, err := changed(ctx, scope, claims, where, changes, func(c *graph.Claim) string { return string(c.ID) }, claim)
	if err != nil {
		return nil, err
	}
	var events []*ClaimAdded
	for _, c := range changes {
		if n := found[c.ID]; n != nil {
			events = append(events, &ClaimAdded{placeOf(c), n})
		}
	}
	return events, nil
}

// RelationsChanged returns, in order, an event for each of the changes whose
// relation is there and meets the condition, or went and met it as it was.
func RelationsChanged(ctx context.Context, scope *Scope, where map[string]any, changes []graph.Change) ([]*RelationChanged, error) {
	var there, gone []graph.Change
	for _, c := range changes {
		if c.Op != graph.ChangeRemoved {
			there = append(there, c)
		} else {
			gone = append(gone, c)
		}
	}
	met, err := wentMeeting(ctx, scope, where, gone)
	if err != nil {
		return nil, err
	}
	found, err := changed(ctx, scope, relations, where, there, func(r *graph.Relation) string { return string(r.ID) }, relation)
	if err != nil {
		return nil, err
	}
	var events []*RelationChanged
	for _, c := range changes {
		n := found[c.ID]
		if c.Op == graph.ChangeRemoved {
			n = nil
		}
		if n != nil || c.Op == graph.ChangeRemoved && met[c.ID] {
			events = append(events, &RelationChanged{placeOf(c), c.Op, graph.RelationID(c.ID), n})
		}
	}
	return events, nil
}

// wentMeeting says which of the relations that went met the condition. It is
// asked of them as they were, of their ends as these are now, and of no claims,
// which they have no more. One of which it is not known what it was meets all.
func wentMeeting(ctx context.Context, scope *Scope, where map[string]any, gone []graph.Change) (map[string]bool, error) {
	condition, err := translate(relations.name, where)
	if err != nil || len(gone) == 0 {
		return nil, err
	}
	met := make(map[string]bool, len(gone))
	was, ends := make(map[graph.RelationID]graph.Relation), make(map[graph.EntityID]bool)
	for _, c := range gone {
		if c.Was == nil {
			met[c.ID] = true
			continue
		}
		was[c.Was.ID] = *c.Was // the last of several with one id
		ends[c.Was.From], ends[c.Was.To] = true, true
	}
	delete(ends, "")
	p, err := went(ctx, scope, was, slices.Sorted(maps.Keys(ends)))
	if err != nil {
		return nil, err
	}
	q := graph.Query{Subject: relations.name, Where: condition, First: max(len(p.Relations), 1)}
	pages, err := graph.NewSnapshot(p).FindRelations(ctx, q)
	if err != nil {
		return nil, err
	}
	for _, r := range pages[0].Items {
		met[string(r.ID)] = true
	}
	return met, nil
}

// went returns relations as they were, with their ends as these are now.
func went(ctx context.Context, scope *Scope, was map[graph.RelationID]graph.Relation, ends []graph.EntityID) (*graph.Projection, error) {
	found, err := scope.Reader.Entities(ctx, ends, scope.At)
	if err != nil {
		return nil, err
	}
	p := &graph.Projection{}
	for i, e := range found {
		if e != nil {
			end := *e
			end.ID = ends[i] // by which the relation went, merged since or not
			p.Entities = append(p.Entities, end)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(was)) {
		p.Relations = append(p.Relations, was[id])
	}
	return p, nil
}

// LoadsChanged returns, in order, an event for each of the changes.
func LoadsChanged(ctx context.Context, scope *Scope, changes []graph.Change) ([]*LoadProgress, error) {
	found, err := changed(ctx, scope, loads, nil, changes, func(l *graph.Load) string { return string(l.ID) }, load)
	if err != nil {
		return nil, err
	}
	var events []*LoadProgress
	for _, c := range changes {
		if n := found[c.ID]; n != nil {
			events = append(events, &LoadProgress{placeOf(c), n})
		}
	}
	return events, nil
}

// LoadNow returns how far a load is now, for a place of the feed. The error is
// a MissingError where there is no such load.
func LoadNow(ctx context.Context, scope *Scope, id graph.LoadID, cursor string, at graph.Instant) (*LoadProgress, error) {
	found, err := scope.Reader.Loads(ctx, []graph.LoadID{id})
	switch {
	case err != nil:
		return nil, err
	case found[0] == nil:
		return nil, &MissingError{string(id)}
	}
	return &LoadProgress{place{cursor, at}, load(nil, found[0])}, nil
}
