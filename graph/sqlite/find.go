package sqlite

import (
	"context"
	"slices"

	"entente/graph"
)

// FindEntities is graph.Reader's.
func (s *Store) FindEntities(ctx context.Context, q graph.Query) ([]graph.Page[graph.Entity], error) {
	return find(ctx, &known{Store: s}, graph.SubjectEntity, q, scanEntity, (*graph.Snapshot).FindEntities)
}

// FindRelations is graph.Reader's.
func (s *Store) FindRelations(ctx context.Context, q graph.Query) ([]graph.Page[graph.Relation], error) {
	return find(ctx, &known{Store: s}, graph.SubjectRelation, q, scanRelation, (*graph.Snapshot).FindRelations)
}

// FindClaims is graph.Reader's.
func (s *Store) FindClaims(ctx context.Context, q graph.Query) ([]graph.Page[graph.Claim], error) {
	return (&known{Store: s}).FindClaims(ctx, q)
}

// FindDocuments is graph.Reader's.
func (s *Store) FindDocuments(ctx context.Context, q graph.Query) ([]graph.Page[graph.Document], error) {
	return find(ctx, &known{Store: s}, graph.SubjectDocument, q, scanDocument, (*graph.Snapshot).FindDocuments)
}

// FindSources is graph.Reader's.
func (s *Store) FindSources(ctx context.Context, q graph.Query) ([]graph.Page[graph.Source], error) {
	return find(ctx, &known{Store: s}, graph.SubjectSource, q, scanSource, (*graph.Snapshot).FindSources)
}

// FindLoads is graph.Reader's.
func (s *Store) FindLoads(ctx context.Context, q graph.Query) ([]graph.Page[graph.Load], error) {
	q.AsOf = graph.AsOf{}
	return find(ctx, &known{Store: s}, graph.SubjectLoad, q, scanLoad, nil)
}

// find answers a query from the present, or from a snapshot where it asks for
// an earlier known time. What scan reads is the subject's columns, after further
// ones if there are any.
func find[T any](ctx context.Context, s *known, subject graph.Subject, q graph.Query, scan scanner[T],
	earlier func(*graph.Snapshot, context.Context, graph.Query) ([]graph.Page[T], error), further ...string) ([]graph.Page[T], error) {
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
	pages := emptyPages[T](plan)
	items := compilePages(plan, further...)
	switch {
	case plan.Bare:
		err = s.read.read(ctx, func(l *link) error { return readTotals(ctx, l, plan, pages) })
	case plan.Total && plan.By == "" && plan.Where.Edged():
		pages, err = findCounted(ctx, s.Store, plan, items, scan, further)
	case plan.Total:
		pages, err = findWithTotals(ctx, s.Store, plan, items, scan)
	default:
		err = s.read.read(ctx, func(l *link) (err error) {
			pages, err = readPages(ctx, l, plan, items, scan)
			return err
		})
	}
	if err != nil {
		return nil, s.failed(ctx, err)
	}
	return pages, graph.Attach(ctx, s, q, pages)
}

// maxFound is how many rows found are handed from one statement to another.
const maxFound = 5000

// findCounted is findWithTotals for a condition that takes long, with edges: it
// is not asked again where it was met by few.
func findCounted[T any](ctx context.Context, s *Store, plan *graph.Plan, items statement, scan scanner[T], further []string) (pages []graph.Page[T], err error) {
	err = s.read.view(ctx, s.read.short, func(l *link) error {
		total, rows := 0, ""
		err := l.each(ctx, compileFound(plan), func(r row) error {
			total, rows = int(r.number(0)), r.text(1)
			return nil
		})
		if err != nil {
			return err
		}
		if total <= maxFound {
			items = compileRows(plan, rows, further...)
		}
		if pages, err = readPages(ctx, l, plan, items, scan); err == nil {
			pages[0].Total = total
		}
		return err
	})
	return pages, err
}

// findWithTotals reads pages and their totals from one state of the file.
func findWithTotals[T any](ctx context.Context, s *Store, plan *graph.Plan, items statement, scan scanner[T]) (pages []graph.Page[T], err error) {
	err = s.read.view(ctx, s.read.short, func(l *link) (err error) {
		if pages, err = readPages(ctx, l, plan, items, scan); err != nil {
			return err
		}
		return readTotals(ctx, l, plan, pages)
	})
	return pages, err
}

// readTotals reads the totals of the pages.
func readTotals[T any](ctx context.Context, l *link, plan *graph.Plan, pages []graph.Page[T]) error {
	return l.each(ctx, compileTotals(plan), func(r row) error {
		pages[r.number(0)].Total = int(r.number(1))
		return nil
	})
}

// emptyPages returns the pages of a plan without items or totals.
func emptyPages[T any](plan *graph.Plan) []graph.Page[T] {
	pages := make([]graph.Page[T], 1)
	if plan.By != "" {
		pages = make([]graph.Page[T], len(plan.Keys))
	}
	for i := range pages {
		pages[i].Total = -1
	}
	return pages
}

// maxFirst is how many items pages have room for at once, when the first one comes.
const maxFirst = 128

func readPages[T any](ctx context.Context, l *link, plan *graph.Plan, items statement, scan scanner[T]) ([]graph.Page[T], error) {
	pages := emptyPages[T](plan)
	if len(pages) == 0 {
		return pages, nil
	}
	key, first := 0, min(plan.Limit+1, maxFirst/len(pages)+1)
	err := l.each(ctx, items, func(r row) error {
		columns := r.packed()
		if plan.By != "" {
			key = columns.number()
		}
		item, err := scan(columns)
		if p := &pages[key]; err == nil {
			if p.Items == nil {
				p.Items = make([]T, 0, first)
			}
			p.Items = append(p.Items, item)
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
	err = s.each(ctx, compileFacets(plan, by), func(r row) error {
		f := graph.NewFacet(r.text(0), int(r.number(1)), r.number(2))
		if plan.Across != "" {
			f.Across = r.text(3)
		}
		facets = append(facets, f)
		return nil
	})
	return facets, s.failed(ctx, err)
}

// each runs a compiled statement and hands each row to scan.
func (s *Store) each(ctx context.Context, st statement, scan func(row) error) error {
	return s.read.read(ctx, func(l *link) error { return l.each(ctx, st, scan) })
}

// seek is each for a statement that finds a few rows by their keys.
func (s *Store) seek(ctx context.Context, st statement, scan func(row) error) error {
	return s.read.read(ctx, func(l *link) error { return l.seek(ctx, st, scan) })
}

// failed translates an error of a read; a context that ended is the reason for
// what it broke off.
func (s *Store) failed(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return s.translate(err)
}
