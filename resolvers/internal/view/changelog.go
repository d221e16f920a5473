package view

import (
	"cmp"
	"context"
	"slices"
	"sort"
	"strings"

	"entente/graph"
	"entente/resolvers/internal/feed"
)

const (
	// changesPage is how many changes a page has where no argument says so.
	changesPage = 100
	// maxScan is how many entries of the change feed one page looks through.
	maxScan = 5000
)

// Change is an entry of the change feed.
type Change struct {
	graph.Change
	set *Set[graph.Change]
}

// Cursor returns the place after it.
func (c *Change) Cursor() string { return feed.Cursor(c.Change) }

// Kind returns what sort of thing changed.
func (c *Change) Kind() string { return kindOf(c.Change) }

// kindOf returns the sort of thing that a change is of, as the schema names it.
func kindOf(c graph.Change) string {
	prefix, _, _ := strings.Cut(c.ID, ":")
	switch prefix {
	case "load", "document", "claim", "relation", "decision":
		return strings.ToUpper(prefix)
	}
	return "ENTITY"
}

// Node returns the thing as it is now, nil where it is gone, and for a decision.
func (c *Change) Node(ctx context.Context) (Node, error) {
	all, err := share(c.set, step{nil, "node"}, func() (map[string]Node, error) {
		ids := unique(c.set.items, func(c *graph.Change) []string { return []string{c.ID} })
		found, err := Nodes(ctx, c.set.scope, ids)
		out := make(map[string]Node, len(found))
		for i, n := range found {
			out[ids[i]] = n
		}
		return out, err
	})
	if err != nil {
		return nil, err
	}
	return all[c.ID], nil
}

// ChangePage is a page of the change feed.
type ChangePage struct {
	changes []graph.Change
	set     *Set[graph.Change]
	more    bool
	end     string
	Latest  string
}

// Nodes returns the changes, never nil.
func (p *ChangePage) Nodes() []*Change {
	out := make([]*Change, len(p.changes))
	for i := range p.changes {
		out[i] = &Change{p.changes[i], p.set}
	}
	return out
}

// Edges returns the changes with their cursors, never nil.
func (p *ChangePage) Edges() []Edge[*Change] {
	out := make([]Edge[*Change], len(p.changes))
	for i, c := range p.Nodes() {
		out[i] = Edge[*Change]{c.Cursor(), c}
	}
	return out
}

// PageInfo returns where the page lies.
func (p *ChangePage) PageInfo() *PageInfo {
	info := &PageInfo{HasNextPage: p.more, EndCursor: &p.end}
	if len(p.changes) > 0 {
		start := feed.Cursor(p.changes[0])
		info.StartCursor = &start
	}
	return info
}

// ChangeFilter says which changes a page holds.
type ChangeFilter struct {
	// After is a cursor, Since an instant; both nil for the whole feed.
	After *string
	Since *graph.Instant
	First *int32
	// Kinds and About are nil for all.
	Kinds []string
	About []string
}

// Changes returns a page of the change feed. The errors are those of feed.Find,
// graph.ErrInvalid for arguments that do not fit and the store's.
func Changes(ctx context.Context, scope *Scope, f ChangeFilter) (*ChangePage, error) {
	first, err := f.size()
	if err != nil {
		return nil, err
	}
	last, latest, err := feed.Latest(ctx, scope.Reader)
	if err != nil {
		return nil, err
	}
	after, err := f.start(ctx, scope.Reader, last.Seq)
	if err != nil {
		return nil, err
	}
	subjects, err := newSubjects(ctx, scope, f.About)
	if err != nil {
		return nil, err
	}
	p := &ChangePage{changes: []graph.Change{}, Latest: latest, end: feed.Origin()}
	if f.After != nil {
		p.end = *f.After
	}
	if err := p.fill(ctx, scope, f.Kinds, subjects, after, first); err != nil {
		return nil, err
	}
	refs := make([]*graph.Change, len(p.changes))
	for i := range p.changes {
		refs[i] = &p.changes[i]
	}
	p.set = newSet(scope, 1, refs)
	return p, nil
}

func (f *ChangeFilter) size() (int, error) {
	switch {
	case f.After != nil && f.Since != nil:
		return 0, graph.Invalidf("give after or since, not both")
	case f.First == nil:
		return changesPage, nil
	case *f.First < 1:
		return 0, graph.Invalidf("first must be at least 1")
	case *f.First > graph.MaxPage:
		return 0, &graph.LimitError{What: "first", Limit: graph.MaxPage}
	}
	return int(*f.First), nil
}

// start returns the number of the entry after which the page begins.
func (f *ChangeFilter) start(ctx context.Context, store graph.Reader, last int64) (int64, error) {
	switch {
	case f.After != nil:
		return feed.Find(ctx, store, *f.After)
	case f.Since == nil:
		return 0, nil
	}
	// The times of entries never run back.
	var failed error
	n := sort.Search(int(last), func(i int) bool {
		found, err := store.Changes(ctx, int64(i), 1)
		if err != nil {
			failed = err
		}
		return err != nil || len(found) == 0 || found[0].At >= *f.Since
	})
	return int64(n), failed
}

// fill looks through the feed from a number on until the page is full, the feed
// ends or enough was looked through.
func (p *ChangePage) fill(ctx context.Context, scope *Scope, kinds []string, about *subjects, after int64, first int) error {
	for scanned := 0; scanned < maxScan; {
		entries, err := scope.Reader.Changes(ctx, after, 500)
		if err != nil || len(entries) == 0 {
			return err
		}
		mine, err := about.among(ctx, scope, entries)
		if err != nil {
			return err
		}
		for i, c := range entries {
			if len(p.changes) == first {
				p.more = true
				return nil
			}
			after, p.end = c.Seq, feed.Cursor(c)
			if mine[i] && (kinds == nil || slices.Contains(kinds, kindOf(c))) {
				p.changes = append(p.changes, c)
			}
		}
		scanned += len(entries)
	}
	more, err := scope.Reader.Changes(ctx, after, 1)
	p.more = len(more) > 0
	return err
}

// subjects are the entities that changes are to be about, by id; nil for any.
type subjects struct {
	ids  []string
	mine map[string]bool
}

func newSubjects(ctx context.Context, scope *Scope, about []string) (*subjects, error) {
	if about == nil {
		return nil, nil
	}
	ids := make([]graph.EntityID, len(about))
	for i, id := range about {
		ids[i] = graph.EntityID(id)
	}
	if len(ids) > maxNodes {
		return nil, &graph.LimitError{What: "about", Limit: maxNodes}
	}
	found, err := scope.Reader.Entities(ctx, ids, scope.At)
	if err != nil {
		return nil, err
	}
	s := &subjects{mine: make(map[string]bool)}
	for i, e := range found {
		s.mine[about[i]] = true
		if e != nil {
			s.mine[string(e.ID)] = true // the survivor of a merge
		}
	}
	s.ids = sortedKeys(s.mine)
	return s, nil
}

// among says of each change whether it is about one of the entities, as far as
// what changed is there, or is a relation.
func (s *subjects) among(ctx context.Context, scope *Scope, changes []graph.Change) ([]bool, error) {
	mine := make([]bool, len(changes))
	if s == nil {
		for i := range mine {
			mine[i] = true
		}
		return mine, nil
	}
	foundClaims, foundRelations, err := named(ctx, scope, changes)
	if err != nil {
		return nil, err
	}
	documents, err := s.documents(ctx, scope, changes)
	if err != nil {
		return nil, err
	}
	for i, c := range changes {
		switch kindOf(c) {
		case "CLAIM":
			mine[i] = s.claim(foundClaims[0])
			foundClaims = foundClaims[1:]
		case "RELATION":
			r := cmp.Or(foundRelations[0], c.Was)
			mine[i] = r != nil && (s.mine[string(r.From)] || s.mine[string(r.To)])
			foundRelations = foundRelations[1:]
		default:
			mine[i] = s.mine[c.ID] || documents[c.ID]
		}
	}
	return mine, nil
}

// documents returns those of the changed documents that name one of the entities.
func (s *subjects) documents(ctx context.Context, scope *Scope, changes []graph.Change) (map[string]bool, error) {
	var ids []string
	for _, c := range changes {
		if kindOf(c) == "DOCUMENT" {
			ids = append(ids, c.ID)
		}
	}
	if len(ids) == 0 || len(s.ids) == 0 {
		return nil, nil
	}
	where := graph.Where{And: []graph.Where{graph.OneOf(graph.FieldID, ids...), graph.OneOf("entities", s.ids...)}}
	pages, err := scope.Reader.FindDocuments(ctx, graph.Query{Subject: graph.SubjectDocument, Where: where, First: len(ids), AsOf: scope.At})
	if err != nil {
		return nil, err
	}
	out := make(map[string]bool)
	for _, d := range pages[0].Items {
		out[string(d.ID)] = true
	}
	return out, nil
}

func (s *subjects) claim(c *graph.Claim) bool {
	return c != nil && (s.mine[string(c.FromID)] || s.mine[string(c.ToID)] || s.mine[string(c.AssertedByID)])
}

// named returns the claims and the relations among the changes, each in order,
// nil for what is gone.
func named(ctx context.Context, scope *Scope, changes []graph.Change) ([]*graph.Claim, []*graph.Relation, error) {
	var claims []graph.ClaimID
	var relations []graph.RelationID
	for _, c := range changes {
		switch kindOf(c) {
		case "CLAIM":
			claims = append(claims, graph.ClaimID(c.ID))
		case "RELATION":
			relations = append(relations, graph.RelationID(c.ID))
		}
	}
	foundClaims, err := scope.Reader.Claims(ctx, claims, scope.At)
	if err != nil {
		return nil, nil, err
	}
	foundRelations, err := scope.Reader.Relations(ctx, relations, scope.At)
	return foundClaims, foundRelations, err
}
