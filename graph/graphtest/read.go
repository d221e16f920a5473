package graphtest

import (
	"context"
	"errors"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/graph"
)

// reader is what stores and snapshots answer by id.
type reader interface {
	Entities(ctx context.Context, ids []graph.EntityID, at graph.AsOf) ([]*graph.Entity, error)
	Relations(ctx context.Context, ids []graph.RelationID, at graph.AsOf) ([]*graph.Relation, error)
	Claims(ctx context.Context, ids []graph.ClaimID, at graph.AsOf) ([]*graph.Claim, error)
	Documents(ctx context.Context, ids []graph.DocumentID, at graph.AsOf) ([]*graph.Document, error)
	Sources(ctx context.Context, ids []graph.SourceID, at graph.AsOf) ([]*graph.Source, error)
	Records(ctx context.Context, ids []graph.DocumentID, at graph.AsOf) ([][]graph.EntityRecord, error)
	Texts(ctx context.Context, ids []graph.DocumentID, at graph.AsOf) ([]string, error)
}

// same compares what the store and the snapshot read.
func same(b *bench, what string, read func(reader) (any, error), snap *graph.Snapshot) {
	b.Helper()
	want, err := read(snap)
	b.must(err)
	got, err := read(b.store)
	if err != nil {
		b.Errorf("%s: %v", what, err)
		return
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		b.Errorf("%s by id (-want +got):\n%s", what, diff)
	}
}

func shownClaims(claims []*graph.Claim, err error) (any, error) {
	lines := make([]string, len(claims))
	for i, c := range claims {
		if c != nil {
			lines[i] = show(*c)
		}
	}
	return lines, err
}

func shownRecords(records [][]graph.EntityRecord, err error) (any, error) {
	lines := make([][]string, len(records))
	for i, list := range records {
		for _, r := range list {
			lines[i] = append(lines[i], show(r))
		}
	}
	return lines, err
}

// compare asks the store and the snapshot the same query and fails where they
// answer differently; both may refuse it.
func (b *bench) compare(snap *graph.Snapshot, q graph.Query) {
	b.Helper()
	want, wantErr := ask(b.Context(), snap, q)
	got, err := ask(b.Context(), b.store, q)
	if wantErr != nil || err != nil {
		if !errors.Is(err, kindOf(wantErr)) {
			b.Errorf("query %s: error is %v, want %v", plain(q), err, wantErr)
		}
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		b.Errorf("query %s (-want +got):\n%s", plain(q), diff)
	}
}

// compareFacets is compare for facets.
func (b *bench) compareFacets(snap *graph.Snapshot, q graph.Query, by graph.Field) {
	b.Helper()
	want, wantErr := snap.Facets(b.Context(), q, by)
	got, err := b.store.Facets(b.Context(), q, by)
	if wantErr != nil || err != nil {
		if !errors.Is(err, kindOf(wantErr)) {
			b.Errorf("facets %s of %s: error is %v, want %v", by, plain(q), err, wantErr)
		}
		return
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		b.Errorf("facets %s of %s (-want +got):\n%s", by, plain(q), diff)
	}
}

// kindOf returns which of the kinds of error an error is, itself for none.
func kindOf(err error) error {
	for _, kind := range []error{graph.ErrNotFound, graph.ErrInvalid, graph.ErrConflict, graph.ErrUnavailable, graph.ErrTooLarge} {
		if errors.Is(err, kind) {
			return kind
		}
	}
	return err
}
