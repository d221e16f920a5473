package view

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"entente/graph"
)

// together reads two entities and what the query will ask about their dyad. For
// a query of claims alone the two need not be read: a claim between them shows
// that both are there, since a document records all whom its claims name.
func together(ctx context.Context, scope *Scope, a, b graph.EntityID) ([]*graph.Entity, *Scope, error) {
	ids := []graph.EntityID{a, b}
	var asks []graph.Ask
	if pair := graph.Pair(a, b); pair != "" {
		asks = claimsAsked(ctx, scope, graph.Is("pair", pair))
	}
	if len(asks) == 0 {
		found, err := scope.Reader.Entities(ctx, ids, scope.At)
		return found, scope, err
	}
	alone := claimsAlone(ctx)
	if !alone {
		asks = append(asks, graph.Ask{Entities: ids, AsOf: scope.At})
	}
	answers, err := scope.Reader.Together(ctx, asks)
	if err != nil {
		return nil, nil, err
	}
	moved, ready := scope.onward()
	for i, ask := range asks {
		switch {
		case ask.Claims == nil:
			return answers[i].Entities, moved, nil
		case ask.By != "":
			ready.facets = append(ready.facets, facetsAhead{*ask.Claims, ask.By, answers[i].Facets})
		default:
			ready.claims = append(ready.claims, claimsAhead{q: *ask.Claims, page: answers[i].Claims})
		}
	}
	for _, answer := range answers {
		if len(answer.Facets) > 0 || len(answer.Claims) > 0 && len(answer.Claims[0].Items) > 0 {
			return []*graph.Entity{{ID: a, Kind: a.Kind()}, {ID: b, Kind: b.Kind()}}, moved, nil
		}
	}
	found, err := scope.Reader.Entities(ctx, ids, scope.At)
	return found, moved, err
}

// claimsAlone reports whether the query shows nothing of the dyad that the
// context resolves but its claims.
func claimsAlone(ctx context.Context) bool {
	fc := graphql.GetFieldContext(ctx)
	for _, f := range graphql.CollectFields(graphql.GetOperationContext(ctx), fc.Field.Selections, []string{"Dyad", "Node"}) {
		switch f.Name {
		case "claims", "id", "__typename":
		default:
			return false
		}
	}
	return true
}
