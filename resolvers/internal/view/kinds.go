package view

import (
	"context"
	"strings"

	"entente/graph"
	"entente/resolvers/internal/model"
)

func over(by graph.Field, kinds ...graph.RelationKind) lead { return lead{by: by, kinds: kinds} }

func (l lead) on(day *graph.Day) lead { l.at = day; return l }

// Code returns the state's code, ISO 3166-1 alpha-3 or user-assigned.
func (s *State) Code() string { return strings.TrimPrefix(string(s.ID), "state:") }

// Memberships returns what it is a member of.
func (s *State) Memberships(ctx context.Context, at *graph.Day, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*EntityConnection, error) {
	return follow(ctx, s.Thing, over("from", graph.MemberOf).on(at), Args{where, sort, Paging{first, after, last, before}}, entity)
}

// Members returns its members.
func (g *Group) Members(ctx context.Context, at *graph.Day, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*ActorConnection, error) {
	return follow(ctx, g.Thing, over("to", graph.MemberOf).on(at), Args{where, sort, Paging{first, after, last, before}}, actor)
}

// Members returns its members.
func (o *Organization) Members(ctx context.Context, at *graph.Day, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*ActorConnection, error) {
	return follow(ctx, o.Thing, over("to", graph.MemberOf).on(at), Args{where, sort, Paging{first, after, last, before}}, actor)
}

// PartOf returns what it is part of.
func (o *Organization) PartOf(ctx context.Context, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*EntityConnection, error) {
	return follow(ctx, o.Thing, over("from", graph.PartOf), Args{where, sort, Paging{first, after, last, before}}, entity)
}

// Participants returns who takes part or hosts.
func (m *Meeting) Participants(ctx context.Context, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*ActorConnection, error) {
	return follow(ctx, m.Thing, actors(graph.ParticipatesIn, graph.Hosts), Args{where, sort, Paging{first, after, last, before}}, actor)
}

// Hosts returns who hosts.
func (m *Meeting) Hosts(ctx context.Context, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*ActorConnection, error) {
	return follow(ctx, m.Thing, actors(graph.Hosts), Args{where, sort, Paging{first, after, last, before}}, actor)
}

// Places returns where it is held.
func (m *Meeting) Places(ctx context.Context, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*EntityConnection, error) {
	return follow(ctx, m.Thing, over("from", graph.HeldIn), Args{where, sort, Paging{first, after, last, before}}, entity)
}

// Outcomes returns the agreements that it adopted.
func (m *Meeting) Outcomes(ctx context.Context, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*AgreementConnection, error) {
	return follow(ctx, m.Thing, over("to", graph.AdoptedAt), Args{where, sort, Paging{first, after, last, before}}, typed[*Agreement])
}

// When returns the most exact date that is told of it: of relations with equal
// precision the one that most documents affirm, then the earliest.
func (m *Meeting) When(ctx context.Context) (*graph.Date, error) {
	dates, err := share(m.set, step{nil, "when"}, func() (map[string]graph.Date, error) {
		where := and(done(graph.HeldIn, graph.ParticipatesIn, graph.Hosts, graph.AdoptedAt),
			graph.Where{Not: &graph.Where{Field: "when", Op: graph.Missing}})
		q := graph.Query{Subject: graph.SubjectRelation, Where: where, By: "ends", AsOf: m.set.scope.At}
		found, err := everyBy(ctx, m.set.scope, relations, q, m.Thing.on("ends").keys(m.set.items))
		out := make(map[string]graph.Date, len(found))
		for key, list := range found {
			out[key] = exactest(list)
		}
		return out, err
	})
	if d := dates[string(m.ID)]; err == nil && d != "" {
		return &d, nil
	}
	return nil, err
}

func exactest(list []*graph.Relation) graph.Date {
	var best *graph.Relation
	for _, r := range list {
		if best == nil || exacter(r, best) {
			best = r
		}
	}
	if best == nil {
		return ""
	}
	return best.When
}

func exacter(a, b *graph.Relation) bool {
	if x, y := span(a.When), span(b.When); x != y {
		return x < y
	}
	if a.Weight != b.Weight {
		return a.Weight > b.Weight
	}
	return a.When < b.When
}

// span ranks dates, the most exact first.
func span(d graph.Date) int {
	rank := map[graph.Precision]int{graph.PrecisionDay: 0, graph.PrecisionMonth: 2, graph.PrecisionYear: 4, graph.PrecisionInterval: 6}[d.Precision()]
	if d.Approximate() {
		rank++
	}
	return rank
}

// Participants returns who takes part, finances or builds.
func (p *Project) Participants(ctx context.Context, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*ActorConnection, error) {
	return follow(ctx, p.Thing, actors(graph.ParticipatesIn, graph.Finances, graph.Builds), Args{where, sort, Paging{first, after, last, before}}, actor)
}

// FinancedBy returns who pays for it.
func (p *Project) FinancedBy(ctx context.Context, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*ActorConnection, error) {
	return follow(ctx, p.Thing, actors(graph.Finances), Args{where, sort, Paging{first, after, last, before}}, actor)
}

// BuiltBy returns who builds it.
func (p *Project) BuiltBy(ctx context.Context, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*ActorConnection, error) {
	return follow(ctx, p.Thing, actors(graph.Builds), Args{where, sort, Paging{first, after, last, before}}, actor)
}

// Connects returns the places and states that it connects or crosses.
func (p *Project) Connects(ctx context.Context, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*EntityConnection, error) {
	return follow(ctx, p.Thing, over("from", graph.Connects), Args{where, sort, Paging{first, after, last, before}}, entity)
}

// LocatedIn returns the places and states that it lies in.
func (p *Project) LocatedIn(ctx context.Context, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*EntityConnection, error) {
	return follow(ctx, p.Thing, over("from", graph.LocatedIn), Args{where, sort, Paging{first, after, last, before}}, entity)
}

// PartOf returns what it is part of.
func (p *Project) PartOf(ctx context.Context, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*EntityConnection, error) {
	return follow(ctx, p.Thing, over("from", graph.PartOf), Args{where, sort, Paging{first, after, last, before}}, entity)
}

// Participants returns who takes part.
func (i *Initiative) Participants(ctx context.Context, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*ActorConnection, error) {
	return follow(ctx, i.Thing, actors(graph.ParticipatesIn), Args{where, sort, Paging{first, after, last, before}}, actor)
}

// Parts returns what is part of it.
func (i *Initiative) Parts(ctx context.Context, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*EntityConnection, error) {
	return follow(ctx, i.Thing, over("to", graph.PartOf), Args{where, sort, Paging{first, after, last, before}}, entity)
}

// UpheldBy returns who stands for it.
func (i *Initiative) UpheldBy(ctx context.Context, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*ActorConnection, error) {
	return follow(ctx, i.Thing, actors(graph.Upholds), Args{where, sort, Paging{first, after, last, before}}, actor)
}

// OpposedBy returns who stands against it.
func (i *Initiative) OpposedBy(ctx context.Context, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*ActorConnection, error) {
	return follow(ctx, i.Thing, actors(graph.Opposes), Args{where, sort, Paging{first, after, last, before}}, actor)
}

// UpheldBy returns who stands for it.
func (t *Topic) UpheldBy(ctx context.Context, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*ActorConnection, error) {
	return follow(ctx, t.Thing, actors(graph.Upholds), Args{where, sort, Paging{first, after, last, before}}, actor)
}

// OpposedBy returns who stands against it.
func (t *Topic) OpposedBy(ctx context.Context, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*ActorConnection, error) {
	return follow(ctx, t.Thing, actors(graph.Opposes), Args{where, sort, Paging{first, after, last, before}}, actor)
}

// PartOf returns what it is part of or lies in.
func (p *Place) PartOf(ctx context.Context, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*EntityConnection, error) {
	return follow(ctx, p.Thing, over("from", graph.PartOf, graph.LocatedIn), Args{where, sort, Paging{first, after, last, before}}, entity)
}

// Office is an office of a person, as one claim tells it.
type Office struct {
	Claim *Claim
}

// Title returns the title of the office, nil where the claim does not name it.
func (o Office) Title() *string {
	title, _ := o.Claim.Claim.Attributes["office"].(string)
	return optional(title)
}

// Of returns whose office it is.
func (o Office) Of(ctx context.Context) (Entity, error) { return o.Claim.To().Entity(ctx) }

// When returns when the person holds it.
func (o Office) When() graph.Date { return o.Claim.When }

// Offices returns the offices that the person holds or held, by date.
func (p *Person) Offices(ctx context.Context, at *graph.Day) ([]Office, error) {
	where := graph.Where{And: []graph.Where{graph.Is("kind", string(graph.HoldsOffice)),
		graph.Is("polarity", string(graph.Affirmed)), graph.Is("modality", string(graph.Actual))}}
	found, err := claimsBy(ctx, p.set, p.Thing.on("from"), "", where, "when")
	if err != nil {
		return nil, err
	}
	out := []Office{}
	for _, c := range found[string(p.ID)] {
		if at == nil || c.When.MayContain(*at) {
			out = append(out, Office{c})
		}
	}
	return out, nil
}

// DyadCount is another actor and how many claims there are between the two.
type DyadCount struct {
	ID     string
	Other  Actor
	Claims int
}

// Dyads returns the pairs that it is half of, those with most claims first.
func (s *State) Dyads(ctx context.Context, first *int32) ([]DyadCount, error) {
	limit := graph.DefaultPage
	if first != nil {
		limit = int(*first)
	}
	if limit < 1 || limit > graph.MaxPage {
		return nil, graph.Invalidf("first must be 1 to %d", graph.MaxPage)
	}
	all, err := share(s.set, asking(ctx, "dyads"), func() (map[string][]DyadCount, error) { return s.dyads(ctx, limit) })
	return all[string(s.ID)], err
}

func (s *State) dyads(ctx context.Context, limit int) (map[string][]DyadCount, error) {
	scope, ids := s.set.scope, s.Thing.on("").keys(s.set.items)
	alternatives := make([]graph.Where, 0, 2*len(ids))
	for _, id := range ids {
		alternatives = append(alternatives,
			graph.Where{Field: "pair", Op: graph.StartsWith, Value: id + "|"},
			graph.Where{Field: "pair", Op: graph.Contains, Value: "|" + id})
	}
	counts := make(map[string][]graph.Facet)
	for part := range chunks(alternatives, 300) {
		q := graph.Query{Subject: graph.SubjectClaim, Where: graph.Where{Or: part}, AsOf: scope.At}
		facets, err := scope.Reader.Facets(ctx, q, "pair")
		if err != nil {
			return nil, err
		}
		for _, f := range facets {
			a, b, _ := strings.Cut(f.Value, "|")
			counts[a] = append(counts[a], graph.Facet{Value: b, Count: f.Count})
			counts[b] = append(counts[b], graph.Facet{Value: a, Count: f.Count})
		}
	}
	var others []graph.EntityID
	for _, id := range ids {
		counts[id] = counts[id][:min(len(counts[id]), limit)]
		for _, f := range counts[id] {
			others = append(others, graph.EntityID(f.Value))
		}
	}
	return s.dyadCounts(ctx, ids, counts, others)
}

func (s *State) dyadCounts(ctx context.Context, ids []string, counts map[string][]graph.Facet, others []graph.EntityID) (map[string][]DyadCount, error) {
	found, err := entitiesOf(ctx, s.set.scope, others)
	if err != nil {
		return nil, err
	}
	var items []*graph.Entity
	for _, id := range unique(pointers(nil, others), func(id *graph.EntityID) []graph.EntityID { return []graph.EntityID{*id} }) {
		if found[id] != nil {
			items = append(items, found[id])
		}
	}
	set, out := newSet(s.set.scope, s.set.pages+1, items), make(map[string][]DyadCount, len(ids))
	for _, id := range ids {
		out[id] = []DyadCount{}
		for _, f := range counts[id] {
			other := graph.EntityID(f.Value)
			if e := found[other]; e != nil && e.Kind.Actor() {
				out[id] = append(out[id], DyadCount{dyadID(graph.EntityID(id), other), actor(set, e), f.Count})
			}
		}
	}
	return out, nil
}
