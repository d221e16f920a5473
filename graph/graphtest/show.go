package graphtest

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
)

// show returns a value as one line that is the same for equal values, whatever
// the engine made of empty lists.
func show[T any](v T) string {
	switch x := any(v).(type) {
	case graph.Claim:
		return plain(x) + fmt.Sprintf(" document=%q sha256=%s source=%q published=%s relation=%s from=%q to=%q by=%q pair=%q confirmed=%t known=%s..%s",
			x.Document, x.SHA256, x.Source, x.PublishedOn, x.Relation, x.FromID, x.ToID, x.AssertedByID, x.Pair, x.Confirmed, x.KnownFrom, x.KnownUntil)
	case graph.EntityRecord:
		if x.Mentions == nil {
			x.Mentions = []graph.Mention{}
		}
		return plain(x)
	}
	return plain(v)
}

func plain(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return "!" + err.Error()
	}
	return string(b)
}

// showTimeless is show of a claim without its known times.
func showTimeless(c graph.Claim) string {
	c.KnownFrom, c.KnownUntil = "", ""
	return show(c)
}

func showPage[T any](p graph.Page[T]) []string {
	lines := []string{fmt.Sprintf("next=%t previous=%t total=%d", p.HasNext, p.HasPrevious, p.Total)}
	for _, item := range p.Items {
		lines = append(lines, show(item))
	}
	for i, j := range p.With {
		lines = append(lines, fmt.Sprintf("with %d", i))
		lines = append(lines, nested(j.Entities)...)
		lines = append(lines, nested(j.Claims)...)
		lines = append(lines, nested(j.Documents)...)
	}
	return lines
}

func nested[T any](pages []graph.Page[T]) []string {
	lines, _ := showPages(pages, nil)
	return lines
}

func showPages[T any](pages []graph.Page[T], err error) ([]string, error) {
	var lines []string
	for i, p := range pages {
		lines = append(lines, fmt.Sprintf("page %d", i))
		lines = append(lines, showPage(p)...)
	}
	return lines, err
}

// finder is what stores and snapshots have in common.
type finder interface {
	FindEntities(ctx context.Context, q graph.Query) ([]graph.Page[graph.Entity], error)
	FindRelations(ctx context.Context, q graph.Query) ([]graph.Page[graph.Relation], error)
	FindClaims(ctx context.Context, q graph.Query) ([]graph.Page[graph.Claim], error)
	FindDocuments(ctx context.Context, q graph.Query) ([]graph.Page[graph.Document], error)
	FindSources(ctx context.Context, q graph.Query) ([]graph.Page[graph.Source], error)
	FindLoads(ctx context.Context, q graph.Query) ([]graph.Page[graph.Load], error)
	Facets(ctx context.Context, q graph.Query, by graph.Field) ([]graph.Facet, error)
}

// ask answers the query whatever its subject, as lines.
func ask(ctx context.Context, f finder, q graph.Query) ([]string, error) {
	switch q.Subject {
	case graph.SubjectEntity:
		pages, err := f.FindEntities(ctx, q)
		return showPages(outlinedWith(q, pages), err)
	case graph.SubjectRelation:
		return showPages(f.FindRelations(ctx, q))
	case graph.SubjectClaim:
		pages, err := f.FindClaims(ctx, q)
		pages = outlined(q.Extent, pages)
		return showPages(outlinedWith(q, pages), err)
	case graph.SubjectDocument:
		pages, err := f.FindDocuments(ctx, q)
		return showPages(outlinedWith(q, pages), err)
	case graph.SubjectSource:
		return showPages(f.FindSources(ctx, q))
	}
	return showPages(f.FindLoads(ctx, q))
}

// outlinedWith returns pages with outlines of what lies beside their items, where
// the query asks for no more.
func outlinedWith[T any](q graph.Query, pages []graph.Page[T]) []graph.Page[T] {
	for p := range pages {
		for i, w := range q.With {
			if with := &pages[p].With[i]; w.Extent > graph.Whole {
				with.Claims, with.Documents = outlined(w.Extent, with.Claims), outlinesOf(with.Documents, (*graph.Document).Outline)
			}
		}
	}
	return pages
}

// outlined returns pages with as much of their claims as engines have to tell where
// a query asks for no more.
func outlined(e graph.Extent, pages []graph.Page[graph.Claim]) []graph.Page[graph.Claim] {
	switch e {
	case graph.Brief:
		return outlinesOf(pages, (*graph.Claim).Brief)
	case graph.Outline:
		return outlinesOf(pages, (*graph.Claim).Outline)
	}
	return pages
}

func outlinesOf[T any](pages []graph.Page[T], outline func(*T) T) []graph.Page[T] {
	out := slices.Clone(pages)
	for i := range out {
		out[i].Items = make([]T, len(pages[i].Items))
		for k := range pages[i].Items {
			out[i].Items[k] = outline(&pages[i].Items[k])
		}
	}
	return out
}

func subjects() []graph.Subject {
	return []graph.Subject{graph.SubjectEntity, graph.SubjectRelation, graph.SubjectClaim, graph.SubjectDocument, graph.SubjectSource, graph.SubjectLoad}
}

// logLines returns the log as lines, one an entry.
func logLines(tb testing.TB, store graph.Store, timeless bool) []string {
	tb.Helper()
	var lines []string
	for entry, err := range store.Log(tb.Context()) {
		if err != nil {
			tb.Fatalf("Log: %v", err)
		}
		lines = append(lines, logLine(entry, timeless))
	}
	return lines
}

func logLine(entry graph.LogEntry, timeless bool) string {
	switch {
	case entry.Contribution != nil:
		c := *entry.Contribution
		current := len(c.Known) > 0 && c.Known[len(c.Known)-1].Until == graph.Forever
		if timeless {
			c.Known, c.Loads = nil, nil
		}
		return fmt.Sprintf("contribution %s complete=%t current=%t known=%v loads=%q %s %q", c.ID, c.Complete, current, c.Known, c.Loads, plain(c.Document), c.Text)
	case entry.Entity != nil:
		return "  entity " + show(*entry.Entity)
	case entry.Claim != nil:
		return "  claim " + show(*entry.Claim)
	case entry.Decision != nil:
		return "decision " + plain(*entry.Decision)
	}
	return "nothing"
}

// project folds the store's log.
func project(tb testing.TB, store graph.Store, known graph.Instant) *graph.Projection {
	tb.Helper()
	p, err := graph.Project(store.Log(tb.Context()), known)
	if err != nil {
		tb.Fatalf("Project: %v", err)
	}
	return p
}

// everything returns all items of a subject as lines, page by page.
func everything[T any](tb testing.TB, subject graph.Subject, at graph.AsOf, line func(T) string,
	find func(context.Context, graph.Query) ([]graph.Page[T], error)) []string {
	tb.Helper()
	var lines []string
	q := graph.Query{Subject: subject, First: graph.MaxPage, AsOf: at}
	for {
		pages, err := find(tb.Context(), q)
		if err != nil || len(pages) != 1 {
			tb.Fatalf("finding every %s: %d pages, %v", subject, len(pages), err)
		}
		for _, item := range pages[0].Items {
			lines = append(lines, line(item))
		}
		if !pages[0].HasNext || len(pages[0].Items) == 0 {
			return lines
		}
		q.After = q.Cursor(&pages[0].Items[len(pages[0].Items)-1])
	}
}

// contents returns all that a store shows at a time, as lines.
func contents(tb testing.TB, f finder, at graph.AsOf, claim func(graph.Claim) string) []string {
	tb.Helper()
	return slices.Concat(
		everything(tb, graph.SubjectDocument, at, func(d graph.Document) string { return "document " + show(d) }, f.FindDocuments),
		everything(tb, graph.SubjectSource, at, func(s graph.Source) string { return "source " + show(s) }, f.FindSources),
		everything(tb, graph.SubjectEntity, at, func(e graph.Entity) string { return "entity " + show(e) }, f.FindEntities),
		everything(tb, graph.SubjectRelation, at, func(r graph.Relation) string { return "relation " + show(r) }, f.FindRelations),
		everything(tb, graph.SubjectClaim, at, func(c graph.Claim) string { return "claim " + claim(c) }, f.FindClaims))
}

// Dump returns a store as one text: its log without loads and known times, and
// what it shows now. Stores that hold the same have the same dump.
func Dump(tb testing.TB, store graph.Store) string {
	tb.Helper()
	lines := slices.Concat(logLines(tb, store, true), contents(tb, store, graph.AsOf{}, showTimeless))
	if len(lines) == 0 {
		return ""
	}
	return strings.Join(lines, "\n") + "\n"
}

// checkProjection fails where what the store shows is not what its log adds up to.
func checkProjection(tb testing.TB, store graph.Store) {
	tb.Helper()
	want := contents(tb, graph.NewSnapshot(project(tb, store, graph.Forever)), graph.AsOf{}, show[graph.Claim])
	if diff := cmp.Diff(want, contents(tb, store, graph.AsOf{}, show[graph.Claim])); diff != "" {
		tb.Errorf("what the store shows is not what its log adds up to (-want +got):\n%s", diff)
	}
}

// shown leaves what a dump says about what the store shows, without the log.
func shown(dump string) string {
	if _, after, ok := strings.Cut(dump, "\ndocument {"); ok {
		return after
	}
	return dump
}
