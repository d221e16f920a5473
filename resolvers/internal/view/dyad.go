package view

import (
	"context"
	"strings"

	"entente/graph"
	"entente/resolvers/internal/model"
)

// Dyad is everything between two actors, computed.
type Dyad struct {
	ID    string
	a, b  *graph.Entity
	set   *Set[graph.Entity]
	scope *Scope
}

func (*Dyad) isNode() {}

const dyadPrefix = "dyad:"

func dyadID(a, b graph.EntityID) string { return dyadPrefix + graph.Pair(a, b) }

func newDyad(scope *Scope, a, b *graph.Entity) *Dyad {
	return &Dyad{dyadID(a.ID, b.ID), a, b, newSet(scope, 0, []*graph.Entity{a, b}), scope}
}

// A returns the first actor.
func (d *Dyad) A() Actor { return actor(d.set, d.a) }

// B returns the second actor.
func (d *Dyad) B() Actor { return actor(d.set, d.b) }

func (d *Dyad) pair() graph.Where { return graph.Is("pair", graph.Pair(d.a.ID, d.b.ID)) }

// both is the condition that the thing has something at the edge for each of
// the two actors.
func (d *Dyad) both(at func(id graph.EntityID) graph.Where) graph.Where {
	return graph.Where{And: []graph.Where{at(d.a.ID), at(d.b.ID)}}
}

func isKind(kinds ...graph.EntityKind) graph.Where { return graph.OneOf("kind", kinds...) }

// inFrom is the condition that a relation of one of the kinds is reported done
// by the actor.
func inFrom(kinds ...graph.RelationKind) func(graph.EntityID) graph.Where {
	return func(id graph.EntityID) graph.Where {
		return graph.SomeOf("in", and(graph.Is("from", string(id)), done(kinds...)))
	}
}

// Relations returns the relations between the two.
func (d *Dyad) Relations(ctx context.Context, where map[string]any, sort []*model.RelationSort, first *int32, after *string, last *int32, before *string) (*RelationConnection, error) {
	return list(ctx, d.scope, relations, d.pair(), Args{where, sort, Paging{first, after, last, before}}, relation)
}

// Claims returns the claims between the two.
func (d *Dyad) Claims(ctx context.Context, where map[string]any, sort []*model.ClaimSort, first *int32, after *string, last *int32, before *string) (*ClaimConnection, error) {
	return list(ctx, d.scope, claims, d.pair(), Args{where, sort, Paging{first, after, last, before}}, claim)
}

// Agreements returns the agreements that both are or were parties of.
func (d *Dyad) Agreements(ctx context.Context, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*AgreementConnection, error) {
	base := and(isKind(graph.KindAgreement), d.both(inFrom(partyKinds...)))
	return list(ctx, d.scope, entities, base, Args{where, sort, Paging{first, after, last, before}}, typed[*Agreement])
}

// Meetings returns the meetings that both take part in or host, themselves or
// by people who hold an office of theirs.
func (d *Dyad) Meetings(ctx context.Context, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*MeetingConnection, error) {
	present := func(id graph.EntityID) graph.Where {
		holder := graph.SomeOf("out", and(done(graph.HoldsOffice), graph.Is("to", string(id))))
		self := graph.Is("from", string(id))
		by := graph.Where{Or: []graph.Where{self, graph.SomeOf("from", holder)}}
		return graph.SomeOf("in", and(done(graph.ParticipatesIn, graph.Hosts), by))
	}
	base := and(isKind(graph.KindMeeting), d.both(present))
	return list(ctx, d.scope, entities, base, Args{where, sort, Paging{first, after, last, before}}, typed[*Meeting])
}

// Projects returns the projects that both take part in, finance, build or are
// connected by.
func (d *Dyad) Projects(ctx context.Context, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*ProjectConnection, error) {
	linked := func(id graph.EntityID) graph.Where {
		connected := graph.SomeOf("out", and(graph.Is("to", string(id)), done(graph.Connects, graph.LocatedIn)))
		return graph.Where{Or: []graph.Where{inFrom(graph.ParticipatesIn, graph.Finances, graph.Builds)(id), connected}}
	}
	base := and(isKind(graph.KindProject), d.both(linked))
	return list(ctx, d.scope, entities, base, Args{where, sort, Paging{first, after, last, before}}, typed[*Project])
}

// People returns the people at an end of a claim between the two; with a day
// those who hold an office of one of the two then.
func (d *Dyad) People(ctx context.Context, at *graph.Day, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*PersonConnection, error) {
	base := and(isKind(graph.KindPerson), graph.SomeOf("claims", d.pair()))
	if at != nil {
		office := graph.SomeOf("out", and(done(graph.HoldsOffice), graph.OneOf("to", d.a.ID, d.b.ID)))
		base = and(base, office)
	}
	return list(ctx, d.scope.on(at), entities, base, Args{where, sort, Paging{first, after, last, before}}, typed[*Person])
}

// Timeline returns what is dated between the two, in order of time.
func (d *Dyad) Timeline(ctx context.Context, where map[string]any, first *int32, after *string, last *int32, before *string) (*RelationConnection, error) {
	kinds := []graph.RelationKind{graph.Signed, graph.Ratified, graph.AccededTo, graph.WithdrewFrom,
		graph.ParticipatesIn, graph.Hosts, graph.Finances, graph.Builds}
	shared := func(a, b graph.EntityID) graph.Where {
		return and(graph.OneOf("kind", kinds...), graph.Is("from", string(a)), graph.SomeOf("to", inFrom(kinds...)(b)))
	}
	base := graph.Where{
		Not: &graph.Where{Field: "when", Op: graph.Missing},
		Or:  []graph.Where{d.pair(), shared(d.a.ID, d.b.ID), shared(d.b.ID, d.a.ID)},
	}
	ascending := "ASC"
	sort := []*model.RelationSort{{When: &ascending}}
	return list(ctx, d.scope, relations, base, Args{where, sort, Paging{first, after, last, before}}, relation)
}

// SharedGroups returns the groups and organisations that both are members of.
func (d *Dyad) SharedGroups(ctx context.Context, at *graph.Day, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*EntityConnection, error) {
	base := and(isKind(graph.KindGroup, graph.KindOrganization), d.both(inFrom(graph.MemberOf)))
	return list(ctx, d.scope.on(at), entities, base, Args{where, sort, Paging{first, after, last, before}}, entity)
}

// ThirdParties returns the states, groups and organisations with relations to
// both. Membership of a group is none: see SharedGroups.
func (d *Dyad) ThirdParties(ctx context.Context, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*ActorConnection, error) {
	kinds := make([]graph.RelationKind, 0, len(graph.Kinds()))
	for _, k := range graph.Kinds() {
		if k.Kind != graph.MemberOf {
			kinds = append(kinds, k.Kind)
		}
	}
	tied := func(id graph.EntityID) graph.Where {
		return graph.SomeOf("relations", and(graph.Is("ends", string(id)), done(kinds...)))
	}
	self := graph.OneOf(graph.FieldID, d.a.ID, d.b.ID)
	base := and(isKind(graph.KindState, graph.KindGroup, graph.KindOrganization), graph.Where{Not: &self}, d.both(tied))
	return list(ctx, d.scope, entities, base, Args{where, sort, Paging{first, after, last, before}}, actor)
}

// dyadByID returns the dyad with the id, nil for none.
func dyadByID(ctx context.Context, scope *Scope, id string) (*Dyad, error) {
	first, second, ok := strings.Cut(strings.TrimPrefix(id, dyadPrefix), "|")
	if !ok {
		return nil, nil
	}
	found, err := scope.Reader.Entities(ctx, []graph.EntityID{graph.EntityID(first), graph.EntityID(second)}, scope.At)
	if err != nil {
		return nil, err
	}
	a, b := found[0], found[1]
	if a == nil || b == nil || a.ID == b.ID || !a.Kind.Actor() || !b.Kind.Actor() {
		return nil, nil
	}
	return newDyad(scope, a, b), nil
}
