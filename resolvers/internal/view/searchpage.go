package view

import (
	"context"
	"slices"
	"strings"

	"entente/graph"
)

// section searches one field: it returns a page of what it finds.
type section struct {
	field string
	find  func(ctx context.Context, q graph.Query) (*hits, error)
}

// hits are what was found on a page of a section, or of them all.
type hits struct {
	nodes      []*SearchHit
	cursors    []string
	total      int
	next, prev bool
}

func (h *hits) add(hit *SearchHit, field, cursor string) {
	hit.Field = field
	h.nodes, h.cursors = append(h.nodes, hit), append(h.cursors, field+"."+cursor)
}

// searchFields are where a search looks, in this order.
var searchFields = []string{"NAMES", "SIMILAR", "TITLES", "QUOTES", "TEXTS"}

// end is where a search goes on from: a place in the order of the fields, and a
// cursor within it, "" for none.
type end struct {
	place  int
	cursor string
}

// endOf reads a cursor of a search, which without one stands at a place.
func endOf(cursor *string, otherwise int) (end, error) {
	if cursor == nil {
		return end{place: otherwise}, nil
	}
	field, inside, _ := strings.Cut(*cursor, ".")
	place := slices.Index(searchFields, field)
	if place < 0 || inside == "" {
		return end{}, graph.Invalidf("malformed cursor: take the endCursor or an edge's cursor that this search gave")
	}
	return end{place, inside}, nil
}

// walk is a search on its way through the sections.
type walk struct {
	scope         *Scope
	sections      []section // in the order in which they are walked
	query         graph.Query
	after, before end
	// named is whether a name has the words, nil while nobody knows.
	named *bool
	found hits
}

// Find searches names, then names with typing errors where none has the words,
// then titles, quotes and texts, until the page is full; from the end where the
// last are asked for.
func Find(ctx context.Context, scope *Scope, s Search) (*SearchConnection, error) {
	w := &walk{scope: scope, sections: s.sections(ctx, scope), query: graph.Query{Subject: graph.SubjectEntity}}
	size := s.Paging
	size.After, size.Before = nil, nil
	err := size.apply(&w.query, 0)
	if err == nil {
		w.after, err = endOf(s.After, -1)
	}
	if err == nil {
		w.before, err = endOf(s.Before, len(searchFields))
	}
	if err != nil {
		return nil, err
	}
	w.query.Total, w.query.AsOf = wants(ctx, "totalCount"), scope.At
	w.found.next, w.found.prev = s.Before != nil, s.After != nil
	if w.after.place == 0 || w.before.place == 0 {
		named := true // the name that the cursor stands at
		w.named = &named
	}
	if err := w.run(ctx); err != nil {
		return nil, err
	}
	out := &SearchConnection{facets: func(ctx context.Context, by string) ([]graph.Facet, error) { return s.facets(ctx, scope, by) }}
	out.nodes, out.total, out.next, out.prev = w.found.nodes, w.found.total, w.found.next, w.found.prev
	if out.nodes == nil {
		out.nodes = []*SearchHit{}
	}
	out.cursor = func(i int) string { return w.found.cursors[i] }
	return out, nil
}

// backward reports whether the page runs towards the beginning.
func (w *walk) backward() bool { return w.query.Last > 0 }

func (w *walk) run(ctx context.Context) error {
	if w.backward() {
		slices.Reverse(w.sections)
	}
	for _, sec := range w.sections {
		if err := w.visit(ctx, sec); err != nil {
			return err
		}
	}
	if w.backward() {
		slices.Reverse(w.found.nodes)
		slices.Reverse(w.found.cursors)
	}
	return nil
}

// visit adds what a section has to the page, or looks whether it has anything
// where the page is full.
func (w *walk) visit(ctx context.Context, sec section) error {
	place := slices.Index(searchFields, sec.field)
	within := w.after.place <= place && place <= w.before.place
	room := w.query.First + w.query.Last - len(w.found.nodes)
	beyond := &w.found.next // whether anything lies beyond the full page
	if w.backward() {
		beyond = &w.found.prev
	}
	if !w.query.Total && (!within || room == 0 && *beyond) {
		return nil
	}
	if sec.field == "SIMILAR" {
		if named, err := w.isNamed(ctx); named || err != nil {
			return err
		}
	}
	found, err := sec.find(ctx, w.part(place, max(room, 1)))
	if err != nil {
		return err
	}
	if sec.field == "NAMES" {
		named := len(found.nodes) > 0 || found.total > 0 || w.named != nil && *w.named
		w.named = &named
	}
	w.found.total += max(found.total, 0)
	switch {
	case !within:
	case room == 0:
		*beyond = *beyond || len(found.nodes) > 0
	default:
		w.take(found, beyond)
	}
	return nil
}

// part is the query of a section, between the cursors that lie in it.
func (w *walk) part(place, size int) graph.Query {
	q := graph.Query{First: size, Total: w.query.Total, AsOf: w.query.AsOf}
	if w.backward() {
		q.First, q.Last = 0, size
	}
	if w.after.place == place {
		q.After = w.after.cursor
	}
	if w.before.place == place {
		q.Before = w.before.cursor
	}
	return q
}

// take adds what a section found, in the order of the walk.
func (w *walk) take(found *hits, beyond *bool) {
	more := found.next
	if w.backward() {
		more = found.prev
		slices.Reverse(found.nodes)
		slices.Reverse(found.cursors)
	}
	w.found.nodes, w.found.cursors = append(w.found.nodes, found.nodes...), append(w.found.cursors, found.cursors...)
	*beyond = *beyond || more
}

// isNamed reports whether a name has the words, where names are looked at: then
// no other is taken for a typing error.
func (w *walk) isNamed(ctx context.Context) (bool, error) {
	at := slices.IndexFunc(w.sections, func(sec section) bool { return sec.field == "NAMES" })
	switch {
	case at < 0:
		return false, nil
	case w.named != nil:
		return *w.named, nil
	}
	found, err := w.sections[at].find(ctx, graph.Query{First: 1, AsOf: w.query.AsOf})
	if err != nil {
		return false, err
	}
	named := len(found.nodes) > 0
	w.named = &named
	return named, nil
}

// similar finds entities with names that are a typing error away, the nearest
// first; a cursor is the id that the page ends before or goes on after.
func (s Search) similar(ctx context.Context, scope *Scope, q graph.Query, hit func(*Set[graph.Entity], *graph.Entity) *SearchHit) (*hits, error) {
	index, err := scope.Cache.Names(ctx, scope.Shared, scope.At.Known)
	if err != nil {
		return nil, err
	}
	ids := index.Similar(s.Text, s.Kinds)
	out := &hits{total: len(ids)}
	if ids, err = between(ids, q, out); err != nil || len(ids) == 0 {
		return out, err
	}
	found, err := scope.Reader.Entities(ctx, ids, scope.At)
	if err != nil {
		return nil, err
	}
	items := only(found, func(e *graph.Entity) bool { return e != nil })
	set := newSet(scope, 1, items)
	for _, e := range items {
		out.add(hit(set, e), "SIMILAR", string(e.ID))
	}
	return out, nil
}

// between cuts the query's page out of a list of ids.
func between(ids []graph.EntityID, q graph.Query, out *hits) ([]graph.EntityID, error) {
	from, until := 0, len(ids)
	for _, cursor := range []struct {
		id string
		to *int
		by int
	}{{q.After, &from, 1}, {q.Before, &until, 0}} {
		if cursor.id == "" {
			continue
		}
		at := slices.Index(ids, graph.EntityID(cursor.id))
		if at < 0 {
			return nil, graph.Invalidf("the cursor names nothing that is found any more: begin anew without it")
		}
		*cursor.to = at + cursor.by
	}
	out.next, out.prev = q.Before != "", q.After != ""
	ids = ids[from:max(from, until)]
	switch n := len(ids); {
	case q.Last > 0 && n > q.Last:
		ids, out.prev = ids[n-q.Last:], true
	case q.Last == 0 && n > q.First:
		ids, out.next = ids[:q.First], true
	}
	return ids, nil
}
