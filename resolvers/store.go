package resolvers

import (
	"context"

	"entente/graph"
)

// storeError is an error of the store. Its words are for the log.
type storeError struct{ err error }

// Error returns the store's words.
func (e *storeError) Error() string { return "store: " + e.err.Error() }

// Unwrap returns the store's error.
func (e *storeError) Unwrap() error { return e.err }

func marked[T any](v T, err error) (T, error) {
	if err != nil {
		err = &storeError{err}
	}
	return v, err
}

// reader marks the errors of a store, so that none of its words reaches a client.
type reader struct{ graph.Reader }

func (r reader) Entities(ctx context.Context, ids []graph.EntityID, at graph.AsOf) ([]*graph.Entity, error) {
	return marked(r.Reader.Entities(ctx, ids, at))
}

func (r reader) Relations(ctx context.Context, ids []graph.RelationID, at graph.AsOf) ([]*graph.Relation, error) {
	return marked(r.Reader.Relations(ctx, ids, at))
}

func (r reader) Claims(ctx context.Context, ids []graph.ClaimID, at graph.AsOf) ([]*graph.Claim, error) {
	return marked(r.Reader.Claims(ctx, ids, at))
}

func (r reader) Documents(ctx context.Context, ids []graph.DocumentID, at graph.AsOf) ([]*graph.Document, error) {
	return marked(r.Reader.Documents(ctx, ids, at))
}

func (r reader) Sources(ctx context.Context, ids []graph.SourceID, at graph.AsOf) ([]*graph.Source, error) {
	return marked(r.Reader.Sources(ctx, ids, at))
}

func (r reader) Loads(ctx context.Context, ids []graph.LoadID) ([]*graph.Load, error) {
	return marked(r.Reader.Loads(ctx, ids))
}

func (r reader) FindEntities(ctx context.Context, q graph.Query) ([]graph.Page[graph.Entity], error) {
	return marked(r.Reader.FindEntities(ctx, q))
}

func (r reader) FindRelations(ctx context.Context, q graph.Query) ([]graph.Page[graph.Relation], error) {
	return marked(r.Reader.FindRelations(ctx, q))
}

func (r reader) FindClaims(ctx context.Context, q graph.Query) ([]graph.Page[graph.Claim], error) {
	return marked(r.Reader.FindClaims(ctx, q))
}

func (r reader) FindDocuments(ctx context.Context, q graph.Query) ([]graph.Page[graph.Document], error) {
	return marked(r.Reader.FindDocuments(ctx, q))
}

func (r reader) FindSources(ctx context.Context, q graph.Query) ([]graph.Page[graph.Source], error) {
	return marked(r.Reader.FindSources(ctx, q))
}

func (r reader) FindLoads(ctx context.Context, q graph.Query) ([]graph.Page[graph.Load], error) {
	return marked(r.Reader.FindLoads(ctx, q))
}

func (r reader) Facets(ctx context.Context, q graph.Query, by graph.Field) ([]graph.Facet, error) {
	return marked(r.Reader.Facets(ctx, q, by))
}

func (r reader) Together(ctx context.Context, asks []graph.Ask) ([]graph.Answer, error) {
	return marked(r.Reader.Together(ctx, asks))
}

func (r reader) Records(ctx context.Context, ids []graph.DocumentID, at graph.AsOf) ([][]graph.EntityRecord, error) {
	return marked(r.Reader.Records(ctx, ids, at))
}

func (r reader) Texts(ctx context.Context, ids []graph.DocumentID, at graph.AsOf) ([]string, error) {
	return marked(r.Reader.Texts(ctx, ids, at))
}

func (r reader) Changes(ctx context.Context, after int64, limit int) ([]graph.Change, error) {
	return marked(r.Reader.Changes(ctx, after, limit))
}

func (r reader) Stats(ctx context.Context) (graph.Stats, error) {
	return marked(r.Reader.Stats(ctx))
}

// Written tells of the writes of this process, where the store does.
func (r reader) Written() <-chan struct{} {
	if w, ok := r.Reader.(*graph.Watched); ok {
		return w.Written()
	}
	return nil
}
