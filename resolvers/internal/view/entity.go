package view

import (
	"context"
	"maps"
	"slices"

	"entente/graph"
	"entente/resolvers/internal/model"
)

// Node is anything with an id.
type Node interface{ isNode() }

// Entity is a thing of one of the kinds of entity.
type Entity interface {
	Node
	isEntity()
}

// Actor is an entity that acts.
type Actor interface {
	Entity
	isActor()
}

// Thing is an entity with the set it came in: what all kinds have in common.
type Thing struct {
	*graph.Entity
	set *Set[graph.Entity]
}

type acting struct{}

func (Thing) isNode()       {}
func (Thing) isEntity()     {}
func (acting) isActor()     {}
func (Thing) isSearchNode() {}

// The types of entities, one a kind.
type (
	// State is a state.
	State struct {
		Thing
		acting
	}
	// Group is a number of states without an institution.
	Group struct {
		Thing
		acting
	}
	// Organization is anything with an institution.
	Organization struct {
		Thing
		acting
	}
	// Person is a person.
	Person struct {
		Thing
		acting
	}
	// UnresolvedActor is an actor that resolves to no name.
	UnresolvedActor struct {
		Thing
		acting
	}
	// Agreement is a treaty or the like.
	Agreement struct{ Thing }
	// Meeting is a summit or the like.
	Meeting struct{ Thing }
	// Project is a railway or the like.
	Project struct{ Thing }
	// Initiative is a programme that somebody runs.
	Initiative struct{ Thing }
	// Topic is an idea or the like.
	Topic struct{ Thing }
	// Place is a place.
	Place struct{ Thing }
)

// entity returns the entity as the type of its kind.
func entity(set *Set[graph.Entity], e *graph.Entity) Entity {
	t := Thing{e, set}
	switch e.Kind {
	case graph.KindState:
		return &State{Thing: t}
	case graph.KindGroup:
		return &Group{Thing: t}
	case graph.KindOrganization:
		return &Organization{Thing: t}
	case graph.KindPerson:
		return &Person{Thing: t}
	case graph.KindAgreement:
		return &Agreement{t}
	case graph.KindMeeting:
		return &Meeting{t}
	case graph.KindProject:
		return &Project{t}
	case graph.KindInitiative:
		return &Initiative{t}
	case graph.KindTopic:
		return &Topic{t}
	case graph.KindPlace:
		return &Place{t}
	}
	return &UnresolvedActor{Thing: t}
}

// actor returns the entity as an actor, nil where it is none.
func actor(set *Set[graph.Entity], e *graph.Entity) Actor {
	a, _ := entity(set, e).(Actor)
	return a
}

// typed returns a function that returns an entity as the one type T, nil where
// it is another.
func typed[T Entity](set *Set[graph.Entity], e *graph.Entity) T {
	t, _ := entity(set, e).(T)
	return t
}

// Name is one name of an entity.
type Name struct{ graph.Name }

// Language returns the tag of the language, nil where it is unknown.
func (n Name) Language() *string { return optional(n.Name.Language) }

// Type returns the type of the name, nil for none.
func (n Name) Type() *string { return optional(n.Name.Type) }

// Names returns the names in any language.
func (t Thing) Names() []Name {
	out := make([]Name, len(t.Entity.Names))
	for i, n := range t.Entity.Names {
		out[i] = Name{n}
	}
	return out
}

// MentionCount returns how many spans name it.
func (t Thing) MentionCount() int { return t.Entity.Mentions }

// DocumentCount returns how many documents record it.
func (t Thing) DocumentCount() int { return t.Entity.Documents }

func (t Thing) on(by graph.Field) join[graph.Entity] {
	kind := t.Kind
	return join[graph.Entity]{
		by:   by,
		key:  func(e *graph.Entity) string { return string(e.ID) },
		same: func(e *graph.Entity) bool { return e.Kind == kind },
	}
}

// Relations returns the relations that start or end at it.
func (t Thing) Relations(ctx context.Context, where map[string]any, sort []*model.RelationSort, first *int32, after *string, last *int32, before *string) (*RelationConnection, error) {
	args := Args{where, sort, Paging{first, after, last, before}}
	return below(ctx, t.set, t.Entity, t.on("ends"), relations, graph.Where{}, args, relation)
}

// Claims returns the claims that start or end at it.
func (t Thing) Claims(ctx context.Context, where map[string]any, sort []*model.ClaimSort, first *int32, after *string, last *int32, before *string) (*ClaimConnection, error) {
	args := Args{where, sort, Paging{first, after, last, before}}
	return below(ctx, t.set, t.Entity, t.on("ends"), claims, graph.Where{}, args, claim)
}

// Documents returns the documents that record it.
func (t Thing) Documents(ctx context.Context, where map[string]any, sort []*model.DocumentSort, first *int32, after *string, last *int32, before *string) (*DocumentConnection, error) {
	args := Args{where, sort, Paging{first, after, last, before}}
	return below(ctx, t.set, t.Entity, t.on("entities"), documents, graph.Where{}, args, document)
}

// Figure is a figure as one claim tells it.
type Figure struct {
	graph.Quantity
	Claim *Claim
}

// Quantities returns the figures that are told of it, by measure and claim.
func (t Thing) Quantities(ctx context.Context) ([]Figure, error) {
	where := graph.Where{And: []graph.Where{
		graph.Is("kind", string(graph.HasQuantity)), graph.Is("polarity", string(graph.Affirmed)),
	}}
	byID, err := claimsBy(ctx, t.set, t.on("from"), string(t.Kind), where, "measure")
	if err != nil {
		return nil, err
	}
	var out []Figure
	for _, c := range byID[string(t.ID)] {
		if c.Quantity != nil {
			out = append(out, Figure{*c.Claim.Quantity, c})
		}
	}
	return out, nil
}

// lookup reads entities by id for a set, once for all fields that ask for the
// step. Ids that name nothing are not in the answer.
func lookup[P any](ctx context.Context, from *Set[P], name string, ids func(*P) []graph.EntityID) (map[graph.EntityID]*graph.Entity, error) {
	return share(from, step{nil, name}, func() (map[graph.EntityID]*graph.Entity, error) {
		return entitiesOf(ctx, from.scope, unique(from.items, ids))
	})
}

func entitiesOf(ctx context.Context, scope *Scope, ids []graph.EntityID) (map[graph.EntityID]*graph.Entity, error) {
	out := make(map[graph.EntityID]*graph.Entity, len(ids))
	for part := range slices.Chunk(ids, graph.MaxKeys) {
		found, err := scope.Reader.Entities(ctx, part, scope.At)
		if err != nil {
			return nil, err
		}
		for i, e := range found {
			if e != nil {
				out[part[i]] = e
			}
		}
	}
	return out, nil
}

// setOf returns the set of the entities of a lookup, once for all fields that
// ask for the step.
func setOf[P any](from *Set[P], name string, all map[graph.EntityID]*graph.Entity, ids func(*P) []graph.EntityID) (*Set[graph.Entity], error) {
	return share(from, step{nil, name}, func() (*Set[graph.Entity], error) {
		picked := make(map[*graph.Entity]bool)
		var items []*graph.Entity
		for _, id := range unique(from.items, ids) {
			if e := all[id]; e != nil && !picked[e] {
				picked[e] = true
				items = append(items, e)
			}
		}
		return newSet(from.scope, from.pages, items), nil
	})
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
