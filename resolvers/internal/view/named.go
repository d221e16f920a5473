package view

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"entente/graph"
)

// named is how entities are found by their names: by the index that is at hand,
// where that is still the store's, and else by the store's own.
func (s Search) named(ctx context.Context, scope *Scope) subject[graph.Entity] {
	if !graphql.HasOperationContext(ctx) {
		return entities
	}
	// As with paths, an index that another field has just read is not taken.
	index := scope.Cache.KeptNames(scope.At.Known, graphql.GetOperationContext(ctx).Stats.OperationStart)
	if index == nil {
		return entities
	}
	return subject[graph.Entity]{graph.SubjectEntity, func(r graph.Reader, ctx context.Context, q graph.Query) ([]graph.Page[graph.Entity], error) {
		if q.First == 0 || q.After != "" || q.Before != "" || q.Total {
			return r.FindEntities(ctx, q)
		}
		ids, more := index.Begin(s.Text, s.Kinds, q.First)
		byID := q
		byID.Where = graph.OneOf(graph.FieldID, ids...)
		answers, err := r.Together(ctx, []graph.Ask{{Since: &index.Seq}, {Find: &byID}})
		switch {
		case err != nil:
			return nil, err
		case answers[0].Changed:
			scope.Cache.RenewNames(scope.Shared)
			return r.FindEntities(ctx, q)
		}
		answers[1].Found[0].HasNext = more
		return answers[1].Found, nil
	}}
}
