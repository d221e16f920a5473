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

// reader marks the errors of a store, so that none of its words reaches a
// client, stops reads that take too long, and writes its calls into the journal
// of the operation.
type reader struct {
	graph.Reader
	watch Watch
	pace  *pace
	limit allowance
}

// watched makes a call to the store; size counts the items of its answer.
func watched[T any](ctx context.Context, r reader, method string, size func(T) int, do func(context.Context) (T, error)) (T, error) {
	j := journalOf(ctx)
	ctx, end := r.watch.call(ctx, method)
	from := j.begin()
	done := func() {}
	if r.limit.compute > 0 {
		ctx, done = r.pace.bound(ctx, r.limit)
	}
	v, err := do(ctx)
	if err != nil {
		err = stopped(ctx, err, r.limit)
	}
	done()
	end(err)
	if err != nil {
		j.end(method, from, 0)
		return v, &storeError{err}
	}
	return v, j.end(method, from, size(v))
}

// seeking returns the reader for reads by ids, which take what their ids take and
// are not bounded, unless what was known earlier has to be made first.
func (r reader) seeking(at graph.AsOf) reader {
	if at.Known == "" {
		r.limit = allowance{}
	}
	return r
}

func items[T any](list []T) int { return len(list) }

func pageItems[T any](pages []graph.Page[T]) int {
	n := 0
	for i := range pages {
		n += len(pages[i].Items)
	}
	return n
}

func answerItems(answers []graph.Answer) int {
	n := 0
	for _, a := range answers {
		n += len(a.Entities) + len(a.Relations) + pageItems(a.Claims) + pageItems(a.Found) + len(a.Facets)
	}
	return n
}

func one(graph.Stats) int { return 1 }

func (r reader) Entities(ctx context.Context, ids []graph.EntityID, at graph.AsOf) ([]*graph.Entity, error) {
	return watched(ctx, r.seeking(at), "Entities", items, func(ctx context.Context) ([]*graph.Entity, error) { return r.Reader.Entities(ctx, ids, at) })
}

func (r reader) Relations(ctx context.Context, ids []graph.RelationID, at graph.AsOf) ([]*graph.Relation, error) {
	return watched(ctx, r.seeking(at), "Relations", items, func(ctx context.Context) ([]*graph.Relation, error) { return r.Reader.Relations(ctx, ids, at) })
}

func (r reader) Claims(ctx context.Context, ids []graph.ClaimID, at graph.AsOf) ([]*graph.Claim, error) {
	return watched(ctx, r.seeking(at), "Claims", items, func(ctx context.Context) ([]*graph.Claim, error) { return r.Reader.Claims(ctx, ids, at) })
}

func (r reader) Documents(ctx context.Context, ids []graph.DocumentID, at graph.AsOf) ([]*graph.Document, error) {
	return watched(ctx, r.seeking(at), "Documents", items, func(ctx context.Context) ([]*graph.Document, error) { return r.Reader.Documents(ctx, ids, at) })
}

func (r reader) Sources(ctx context.Context, ids []graph.SourceID, at graph.AsOf) ([]*graph.Source, error) {
	return watched(ctx, r.seeking(at), "Sources", items, func(ctx context.Context) ([]*graph.Source, error) { return r.Reader.Sources(ctx, ids, at) })
}

func (r reader) Loads(ctx context.Context, ids []graph.LoadID) ([]*graph.Load, error) {
	return watched(ctx, r, "Loads", items, func(ctx context.Context) ([]*graph.Load, error) { return r.Reader.Loads(ctx, ids) })
}

func (r reader) FindEntities(ctx context.Context, q graph.Query) ([]graph.Page[graph.Entity], error) {
	return watched(ctx, r, "FindEntities", pageItems, func(ctx context.Context) ([]graph.Page[graph.Entity], error) { return r.Reader.FindEntities(ctx, q) })
}

func (r reader) FindRelations(ctx context.Context, q graph.Query) ([]graph.Page[graph.Relation], error) {
	return watched(ctx, r, "FindRelations", pageItems, func(ctx context.Context) ([]graph.Page[graph.Relation], error) { return r.Reader.FindRelations(ctx, q) })
}

func (r reader) FindClaims(ctx context.Context, q graph.Query) ([]graph.Page[graph.Claim], error) {
	return watched(ctx, r, "FindClaims", pageItems, func(ctx context.Context) ([]graph.Page[graph.Claim], error) { return r.Reader.FindClaims(ctx, q) })
}

func (r reader) FindDocuments(ctx context.Context, q graph.Query) ([]graph.Page[graph.Document], error) {
	return watched(ctx, r, "FindDocuments", pageItems, func(ctx context.Context) ([]graph.Page[graph.Document], error) { return r.Reader.FindDocuments(ctx, q) })
}

func (r reader) FindSources(ctx context.Context, q graph.Query) ([]graph.Page[graph.Source], error) {
	return watched(ctx, r, "FindSources", pageItems, func(ctx context.Context) ([]graph.Page[graph.Source], error) { return r.Reader.FindSources(ctx, q) })
}

func (r reader) FindLoads(ctx context.Context, q graph.Query) ([]graph.Page[graph.Load], error) {
	return watched(ctx, r, "FindLoads", pageItems, func(ctx context.Context) ([]graph.Page[graph.Load], error) { return r.Reader.FindLoads(ctx, q) })
}

func (r reader) Facets(ctx context.Context, q graph.Query, by graph.Field) ([]graph.Facet, error) {
	return watched(ctx, r, "Facets", items, func(ctx context.Context) ([]graph.Facet, error) { return r.Reader.Facets(ctx, q, by) })
}

func (r reader) Together(ctx context.Context, asks []graph.Ask) ([]graph.Answer, error) {
	return watched(ctx, r, "Together", answerItems, func(ctx context.Context) ([]graph.Answer, error) { return r.Reader.Together(ctx, asks) })
}

func (r reader) Records(ctx context.Context, ids []graph.DocumentID, at graph.AsOf) ([][]graph.EntityRecord, error) {
	return watched(ctx, r, "Records", items, func(ctx context.Context) ([][]graph.EntityRecord, error) { return r.Reader.Records(ctx, ids, at) })
}

func (r reader) Texts(ctx context.Context, ids []graph.DocumentID, at graph.AsOf) ([]string, error) {
	return watched(ctx, r, "Texts", items, func(ctx context.Context) ([]string, error) { return r.Reader.Texts(ctx, ids, at) })
}

func (r reader) Decisions(ctx context.Context) ([]graph.Decision, error) {
	return watched(ctx, r, "Decisions", items, r.Reader.Decisions)
}

func (r reader) Changes(ctx context.Context, after int64, limit int) ([]graph.Change, error) {
	return watched(ctx, r, "Changes", items, func(ctx context.Context) ([]graph.Change, error) { return r.Reader.Changes(ctx, after, limit) })
}

func (r reader) Stats(ctx context.Context) (graph.Stats, error) {
	return watched(ctx, r, "Stats", one, r.Reader.Stats)
}

// Written tells of the writes of this process, where the store does.
func (r reader) Written() <-chan struct{} {
	if w, ok := r.Reader.(*graph.Watched); ok {
		return w.Written()
	}
	return nil
}
