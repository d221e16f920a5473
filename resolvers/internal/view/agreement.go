package view

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"entente/graph"
	"entente/resolvers/internal/model"
)

// Parties returns who signed, ratified or acceded.
func (a *Agreement) Parties(ctx context.Context, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*ActorConnection, error) {
	l := over("to", append(slices.Clone(partyKinds), graph.WithdrewFrom)...)
	l.reduce = reduceParties
	return follow(ctx, a.Thing, l, Args{where, sort, Paging{first, after, last, before}}, actor)
}

// Meetings returns the meetings that adopted it.
func (a *Agreement) Meetings(ctx context.Context, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*MeetingConnection, error) {
	return follow(ctx, a.Thing, over("from", graph.AdoptedAt), Args{where, sort, Paging{first, after, last, before}}, typed[*Meeting])
}

// PartOf returns what it is part of.
func (a *Agreement) PartOf(ctx context.Context, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*EntityConnection, error) {
	return follow(ctx, a.Thing, over("from", graph.PartOf), Args{where, sort, Paging{first, after, last, before}}, entity)
}

// reduceParties leaves out who withdrew, and groups whose members are told one
// by one.
func reduceParties(ctx context.Context, scope *Scope, all map[string][]*graph.Relation) error {
	for key, list := range all {
		all[key] = standing(list)
	}
	return membersFor(partyKinds)(ctx, scope, all)
}

// standing returns the relations that make parties, without those of actors
// that withdrew and did not join again later.
func standing(list []*graph.Relation) []*graph.Relation {
	left := make(map[graph.EntityID]graph.Day)
	for _, r := range list {
		if r.Kind == graph.WithdrewFrom {
			left[r.From] = max(left[r.From], cmp.Or(r.When.Latest(), graph.MaxDay))
		}
	}
	return only(list, func(r *graph.Relation) bool {
		return r.Kind != graph.WithdrewFrom && (left[r.From] == "" || r.When.Earliest() > left[r.From])
	})
}

// AgreementAction is something done with an agreement, or that became of it.
type AgreementAction struct{ *Relation }

// Actor returns who did it, nil for entry into force and end.
func (a AgreementAction) Actor(ctx context.Context) (Actor, error) {
	e, err := a.From(ctx)
	if e == nil || err != nil {
		return nil, err
	}
	actor, _ := e.(Actor)
	return actor, nil
}

// Denied reports whether somebody denies it and nobody affirms it.
func (a AgreementAction) Denied() bool { return a.Relation.Relation.Claims == 0 }

// By returns who signed for the actor, as the claims name them.
func (a AgreementAction) By(ctx context.Context) ([]string, error) {
	r := a.Relation
	found, err := claimsBy(ctx, r.set, r.on("relation"), "by", graph.Is("polarity", string(graph.Affirmed)), "")
	if err != nil {
		return nil, err
	}
	names := make(map[string]bool)
	for _, c := range found[string(r.ID)] {
		if by, _ := c.Claim.Attributes["by"].(string); by != "" {
			names[by] = true
		}
	}
	if len(names) == 0 {
		return []string{}, nil
	}
	return slices.Sorted(maps.Keys(names)), nil
}

var (
	actionsTo   = []graph.RelationKind{graph.Signed, graph.Ratified, graph.AccededTo, graph.WithdrewFrom}
	actionsFrom = []graph.RelationKind{graph.EnteredIntoForce, graph.Terminated}
)

// history returns the relations that tell what was done with the agreements of
// the set and what became of them, by agreement, in order of time. It is
// whole, whatever the day of the scope: what came later tells that an agreement
// was not yet in force.
func (a *Agreement) history(ctx context.Context) (map[string][]*Relation, error) {
	return share(a.set, step{nil, "history"}, func() (map[string][]*Relation, error) {
		scope, keys := a.set.scope, a.Thing.on("").keys(a.set.items)
		byKey := make(map[string][]*graph.Relation, len(keys))
		for _, part := range []struct {
			by    graph.Field
			kinds []graph.RelationKind
		}{{"to", actionsTo}, {"from", actionsFrom}} {
			q := graph.Query{Subject: graph.SubjectRelation, Where: graph.OneOf("kind", part.kinds...),
				By: part.by, AsOf: graph.AsOf{Known: scope.At.Known}}
			found, err := everyBy(ctx, scope, relations, q, keys)
			if err != nil {
				return nil, err
			}
			for key, list := range found {
				byKey[key] = append(byKey[key], list...)
			}
		}
		var items []*graph.Relation
		for _, key := range keys {
			slices.SortFunc(byKey[key], func(a, b *graph.Relation) int {
				return cmp.Or(cmp.Compare(a.When.Earliest(), b.When.Earliest()), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.From, b.From), cmp.Compare(a.ID, b.ID))
			})
			items = append(items, byKey[key]...)
		}
		set, out := newSet(scope, a.set.pages+1, items), make(map[string][]*Relation, len(keys))
		for key, list := range byKey {
			for _, r := range list {
				out[key] = append(out[key], relation(set, r))
			}
		}
		return out, nil
	})
}

// Actions returns who did what with it, and what became of it, by date.
func (a *Agreement) Actions(ctx context.Context) ([]AgreementAction, error) {
	history, err := a.history(ctx)
	if err != nil {
		return nil, err
	}
	out := []AgreementAction{}
	day := a.set.scope.At.Valid
	for _, r := range history[string(a.ID)] {
		if from, _ := graph.ValidBounds(r.Kind, r.When); day == "" || from <= day {
			out = append(out, AgreementAction{r})
		}
	}
	return out, nil
}

// InForce says whether an agreement was in force on a day.
type InForce struct {
	At           graph.Day
	State        string
	Since, Until graph.Date
}

// InForce returns whether it was in force on the day: by default that of the
// scope, else today.
func (a *Agreement) InForce(ctx context.Context, at *graph.Day) (*InForce, error) {
	history, err := a.history(ctx)
	if err != nil {
		return nil, err
	}
	out := &InForce{At: cmp.Or(a.set.scope.At.Valid, a.set.scope.Today)}
	if at != nil {
		out.At = *at
	}
	var began, ended, signed []*graph.Relation
	for _, r := range history[string(a.ID)] {
		if r.Modality != graph.Actual || r.Relation.Claims == 0 {
			continue
		}
		switch r.Kind {
		case graph.EnteredIntoForce:
			began = append(began, r.Relation)
		case graph.Terminated:
			ended = append(ended, r.Relation)
		case graph.Signed:
			signed = append(signed, r.Relation)
		}
	}
	out.Since, out.Until = exactest(began), exactest(ended)
	out.State = inForce(out.At, began, ended, signed)
	return out, nil
}

func inForce(day graph.Day, began, ended, signed []*graph.Relation) string {
	start, stop := happened(day, began), happened(day, ended)
	switch {
	case len(began) > 0 && start == "NO", len(ended) > 0 && stop == "YES":
		return "NO"
	case len(began) == 0 && len(signed) > 0 && happened(day, signed) == "NO":
		return "NO"
	case start == "YES" && (len(ended) == 0 || stop == "NO"):
		return "YES"
	}
	return "UNKNOWN"
}

// happened says whether what the relations tell had happened by the day.
func happened(day graph.Day, list []*graph.Relation) string {
	lo, hi, ok := exactest(list).Bounds()
	switch {
	case !ok:
		return "UNKNOWN"
	case hi <= day:
		return "YES"
	case lo > day:
		return "NO"
	}
	return "UNKNOWN"
}
