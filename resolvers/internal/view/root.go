package view

import (
	"context"
	"iter"
	"slices"

	"entente/graph"
)

// OfKind returns a page of the entities of a kind, as the type of that kind.
func OfKind[T Entity](ctx context.Context, scope *Scope, kind graph.EntityKind, args Args) (*Connection[T], error) {
	return list(ctx, scope, entities, isKind(kind), args, typed[T])
}

// Entities returns a page of entities of all kinds.
func Entities(ctx context.Context, scope *Scope, args Args) (*EntityConnection, error) {
	return list(ctx, scope, entities, graph.Where{}, args, entity)
}

// Relations returns a page of relations.
func Relations(ctx context.Context, scope *Scope, args Args) (*RelationConnection, error) {
	return list(ctx, scope, relations, graph.Where{}, args, relation)
}

// Claims returns a page of claims.
func Claims(ctx context.Context, scope *Scope, args Args) (*ClaimConnection, error) {
	return list(ctx, scope, claims, graph.Where{}, args, claim)
}

// Documents returns a page of documents, without the pages of the lexicon
// unless the condition names a format or an id.
func Documents(ctx context.Context, scope *Scope, args Args) (*DocumentConnection, error) {
	where := graph.Where{}
	if args.Where["format"] == nil && args.Where["id"] == nil {
		where = told()
	}
	return list(ctx, scope, documents, where, args, document)
}

// told is the condition that a document was loaded, and is no page of the lexicon.
func told() graph.Where {
	lexicon := graph.Is("format", string(graph.FormatLexicon))
	return graph.Where{Not: &lexicon}
}

// Sources returns a page of sources.
func Sources(ctx context.Context, scope *Scope, args Args) (*SourceConnection, error) {
	return list(ctx, scope, sources, graph.Where{}, args, source)
}

// Loads returns a page of loads.
func Loads(ctx context.Context, scope *Scope, args Args) (*LoadConnection, error) {
	return list(ctx, scope, loads, graph.Where{}, args, load)
}

// KindInfo is a row of the table of relation kinds.
type KindInfo struct{ graph.KindInfo }

// Quad returns the quad class, nil for a tie.
func (k KindInfo) Quad() *graph.Quad { return quadOf(k.Kind) }

// Inverse returns how it reads from its other end, nil without one.
func (k KindInfo) Inverse() *string { return optional(k.KindInfo.Inverse) }

// Range returns what it may end at, never nil.
func (k KindInfo) Range() []graph.EntityKind {
	return append([]graph.EntityKind{}, k.KindInfo.Range...)
}

// Description says what it means.
func (k KindInfo) Description() string { return k.Doc }

// RelationKinds returns the table of relation kinds.
func RelationKinds() []*KindInfo {
	var out []*KindInfo
	for _, k := range graph.Kinds() {
		out = append(out, &KindInfo{k})
	}
	return out
}

// Code is an identifier of an entity in a foreign scheme.
type Code = graph.Code

// Quantity is a checkable figure.
type Quantity = graph.Quantity

// Stats are counts of a store.
type Stats = graph.Stats

func chunks[T any](items []T, size int) iter.Seq[[]T] { return slices.Chunk(items, size) }
