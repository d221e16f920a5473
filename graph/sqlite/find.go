package sqlite

import (
	"context"
	"database/sql"
	"slices"

	"entente/graph"
)

// FindEntities is graph.Reader's.
func (s *Store) FindEntities(ctx context.Context, q graph.Query) ([]graph.Page[graph.Entity], error) {
	return find(ctx, s, graph.SubjectEntity, q, scanEntity, (*graph.Snapshot).FindEntities)
}

// FindRelations is graph.Reader's.
func (s *Store) FindRelations(ctx context.Context, q graph.Query) ([]graph.Page[graph.Relation], error) {
	return find(ctx, s, graph.SubjectRelation, q, scanRelation, (*graph.Snapshot).FindRelations)
}

// FindClaims is graph.Reader's.
func (s *Store) FindClaims(ctx context.Context, q graph.Query) ([]graph.Page[graph.Claim], error) {
	return find(ctx, s, graph.SubjectClaim, q, scanClaim, (*graph.Snapshot).FindClaims)
}

// FindDocuments is graph.Reader's.
func (s *Store) FindDocuments(ctx context.Context, q graph.Query) ([]graph.Page[graph.Document], error) {
	return find(ctx, s, graph.SubjectDocument, q, scanDocument, (*graph.Snapshot).FindDocuments)
}

// FindSources is graph.Reader's.
func (s *Store) FindSources(ctx context.Context, q graph.Query) ([]graph.Page[graph.Source], error) {
	return find(ctx, s, graph.SubjectSource, q, scanSource, (*graph.Snapshot).FindSources)
}

// FindLoads is graph.Reader's.
func (s *Store) FindLoads(ctx context.Context, q graph.Query) ([]graph.Page[graph.Load], error) {
	q.AsOf = graph.AsOf{}
	return find(ctx, s, graph.SubjectLoad, q, scanLoad, nil)
}

// find answers a query from the present, or from a snapshot where it asks for
// an earlier known time.
func find[T any](ctx context.Context, s *Store, subject graph.Subject, q graph.Query, scan scanner[T],
	earlier func(*graph.Snapshot, context.Context, graph.Query) ([]graph.Page[T], error)) ([]graph.Page[T], error) {
	plan, err := q.PlanFor(subject)
	if err != nil {
		return nil, err
	}
	snapshot, err := s.asOf(ctx, q.AsOf)
	if err != nil {
		return nil, err
	}
	if snapshot != nil {
		return earlier(snapshot, ctx, q)
	}
	var pages []graph.Page[T]
	if plan.Total {
		pages, err = findWithTotals(ctx, s, plan, scan)
	} else {
		pages, err = readPages(ctx, s, nil, plan, compilePages(plan), scan)
		err = s.failed(ctx, err)
	}
	if err != nil {
		return nil, err
	}
	return pages, graph.Attach(ctx, s, q, pages)
}

// Together is graph.Reader's.
func (s *Store) Together(ctx context.Context, asks []graph.Ask) ([]graph.Answer, error) {
	return graph.OneByOne(ctx, s, asks)
}

// findWithTotals reads pages and their totals from one state of the file.
func findWithTotals[T any](ctx context.Context, s *Store, plan *graph.Plan, scan scanner[T]) ([]graph.Page[T], error) {
	items, totals := compilePages(plan), compileTotals(plan)
	if err := s.queries.warm(ctx, items.text, totals.text); err != nil {
		return nil, s.failed(ctx, err)
	}
	var pages []graph.Page[T]
	err := s.view(ctx, func(tx *sql.Tx) (err error) {
		if pages, err = readPages(ctx, s, tx, plan, items, scan); err != nil {
			return err
		}
		return s.each(ctx, tx, totals, func(rows *sql.Rows) error {
			var key, total int
			err := rows.Scan(&key, &total)
			pages[key].Total = total
			return err
		})
	})
	return pages, err
}

func readPages[T any](ctx context.Context, s *Store, tx *sql.Tx, plan *graph.Plan, items statement, scan scanner[T]) ([]graph.Page[T], error) {
	pages := make([]graph.Page[T], 1)
	if plan.By != "" {
		pages = make([]graph.Page[T], len(plan.Keys))
	}
	for i := range pages {
		pages[i].Total = -1
	}
	if len(pages) == 0 {
		return pages, nil
	}
	var key int
	err := s.each(ctx, tx, items, func(rows *sql.Rows) error {
		item, err := scan(rows, &key)
		if err == nil {
			pages[key].Items = append(pages[key].Items, item)
		}
		return err
	})
	for i := range pages {
		p := &pages[i]
		more := len(p.Items) > plan.Limit
		p.Items = p.Items[:min(len(p.Items), plan.Limit)]
		if plan.Backward {
			slices.Reverse(p.Items)
		}
		p.HasNext, p.HasPrevious = plan.Ends(more)
	}
	return pages, err
}

// Facets is graph.Reader's.
func (s *Store) Facets(ctx context.Context, q graph.Query, by graph.Field) ([]graph.Facet, error) {
	plan, err := q.PlanFacets(by)
	if err != nil {
		return nil, err
	}
	if q.Subject != graph.SubjectLoad {
		snapshot, err := s.asOf(ctx, q.AsOf)
		if err != nil {
			return nil, err
		}
		if snapshot != nil {
			return snapshot.Facets(ctx, q, by)
		}
	}
	facets := []graph.Facet{}
	err = s.each(ctx, nil, compileFacets(plan, by), func(rows *sql.Rows) error {
		var value string
		var count int
		var tenths int64
		err := rows.Scan(&value, &count, &tenths)
		facets = append(facets, graph.NewFacet(value, count, tenths))
		return err
	})
	return facets, s.failed(ctx, err)
}

// each runs a compiled statement and hands each row to scan.
func (s *Store) each(ctx context.Context, tx *sql.Tx, st statement, scan func(*sql.Rows) error) error {
	return each(func() (*sql.Rows, error) { return s.queries.query(ctx, tx, st.text, st.args) }, scan)
}

// view runs several statements over one state of the file.
func (s *Store) view(ctx context.Context, read func(tx *sql.Tx) error) error {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return s.failed(ctx, err)
	}
	defer func() { _ = tx.Rollback() }()
	return s.failed(ctx, read(tx))
}

// failed translates an error of a read; a context that ended is the reason for
// what it broke off.
func (s *Store) failed(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return s.translate(err)
}
