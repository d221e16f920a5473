package graph

import (
	"context"
	"slices"
	"strings"
)

// With asks for the things at an edge of each item of a page, in the read that
// finds the page: the first of them that meet the condition, in order.
type With struct {
	Edge  Edge
	Where Where
	Sort  []Order
	// First is how many at most, 0 for DefaultPage.
	First int
	// Extent is Query's, of claims and documents.
	Extent Extent
}

// Query returns the query for the things at the edge of items of the subject,
// which lacks nothing but its keys.
func (w With) Query(s Subject, at AsOf) Query {
	join, _ := LookupEdge(s, w.Edge)
	return Query{Subject: join.Target, Where: w.Where, Sort: w.Sort, First: w.First, By: join.Foreign, Extent: w.Extent, AsOf: at}
}

// Joined is what one With of a query gives: one page an item, in order, in the
// list of the edge's subject.
type Joined struct {
	Entities  []Page[Entity]
	Claims    []Page[Claim]
	Documents []Page[Document]
}

// validateWith checks what is asked for with the items.
func (q *Query) validateWith() error {
	if q.Last > 0 && len(q.With) > 0 {
		return Invalidf("what is asked for with items goes with the first of them only")
	}
	for _, w := range q.With {
		join, ok := LookupEdge(q.Subject, w.Edge)
		info, _ := LookupField(q.Subject, join.Local)
		if !ok || info.Type != TypeString {
			return Invalidf("a %s cannot be asked for with its %s", q.Subject, w.Edge)
		}
		switch join.Target {
		case SubjectEntity, SubjectClaim, SubjectDocument:
		default:
			return Invalidf("a %s cannot be asked for with its %s", q.Subject, w.Edge)
		}
		if _, err := w.Query(q.Subject, q.AsOf).Plan(); err != nil {
			return err
		}
	}
	return nil
}

// Ask is one of several questions that Reader.Together answers: entities or
// relations by id, entities of a query, whether something has changed since, or the
// claims of a query, or its facets where By is set. Queries have no keys.
type Ask struct {
	Entities  []EntityID
	Relations []RelationID
	AsOf      AsOf // for Entities and Relations

	// Since asks whether the change feed has entries after a sequence number.
	Since *int64

	Find   *Query // of entities
	Claims *Query
	By     Field
	// Pairs, with By "pair", asks for so many facets at most, which count alone,
	// and for the two entities of each, in Answer.Entities; its query has no Across.
	Pairs int
}

// Answer is the answer to an Ask.
type Answer struct {
	Entities  []*Entity
	Relations []*Relation
	Changed   bool // answers Since
	Found     []Page[Entity]
	Claims    []Page[Claim]
	Facets    []Facet
}

// OneByOne answers several questions one after the other. It is what Together
// does in engines whose reads cost no way over a network.
func OneByOne(ctx context.Context, r Reader, asks []Ask) ([]Answer, error) {
	out := make([]Answer, len(asks))
	var err error
	for i, a := range asks {
		switch {
		case a.Since != nil:
			var later []Change
			later, err = r.Changes(ctx, *a.Since, 1)
			out[i].Changed = len(later) > 0
		case a.Find != nil:
			out[i].Found, err = r.FindEntities(ctx, *a.Find)
		case a.Relations != nil:
			out[i].Relations, err = r.Relations(ctx, a.Relations, a.AsOf)
		case a.Claims == nil:
			out[i].Entities, err = r.Entities(ctx, a.Entities, a.AsOf)
		case a.Pairs > 0:
			out[i], err = pairsOf(ctx, r, a)
		case a.By != "":
			out[i].Facets, err = r.Facets(ctx, *a.Claims, a.By)
		default:
			out[i].Claims, err = r.FindClaims(ctx, *a.Claims)
		}
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

func pairsOf(ctx context.Context, r Reader, a Ask) (out Answer, err error) {
	out.Facets, err = r.Facets(ctx, *a.Claims, a.By)
	if err != nil {
		return out, err
	}
	out.Facets = out.Facets[:min(len(out.Facets), a.Pairs)]
	var ids []EntityID
	for i, f := range out.Facets {
		out.Facets[i] = NewFacet(f.Value, f.Count, 0)
		first, second, _ := strings.Cut(f.Value, "|")
		ids = append(ids, EntityID(first), EntityID(second))
	}
	out.Entities, err = r.Entities(ctx, ids, a.Claims.AsOf)
	return out, err
}

// finder is what Attach reads by.
type finder interface {
	Entities(ctx context.Context, ids []EntityID, at AsOf) ([]*Entity, error)
	Documents(ctx context.Context, ids []DocumentID, at AsOf) ([]*Document, error)
	FindEntities(ctx context.Context, q Query) ([]Page[Entity], error)
	FindClaims(ctx context.Context, q Query) ([]Page[Claim], error)
	FindDocuments(ctx context.Context, q Query) ([]Page[Document], error)
}

// Attach reads what a query asks for with its items, for pages that lack it:
// the things that items name by their ids in one read of each subject, others
// by a query a With. Engines that cannot join call it.
func Attach[T any](ctx context.Context, r finder, q Query, pages []Page[T]) error {
	if len(q.With) == 0 {
		return nil
	}
	keys := make([][]string, len(q.With))
	var entities, documents []string
	for i, w := range q.With {
		join, _ := LookupEdge(q.Subject, w.Edge)
		keys[i] = keysOf(pages, join.Local)
		switch {
		case !w.Plain(join):
		case join.Target == SubjectEntity:
			entities = append(entities, keys[i]...)
		case join.Target == SubjectDocument:
			documents = append(documents, keys[i]...)
		}
	}
	byEntity, err := byID(entities, func(ids []EntityID) ([]*Entity, error) { return r.Entities(ctx, ids, q.AsOf) })
	if err != nil {
		return err
	}
	byDocument, err := byID(documents, func(ids []DocumentID) ([]*Document, error) { return r.Documents(ctx, ids, q.AsOf) })
	if err != nil {
		return err
	}
	for i, w := range q.With {
		join, _ := LookupEdge(q.Subject, w.Edge)
		var found Joined
		switch {
		case !w.Plain(join):
			found, err = joined(ctx, r, w.Query(q.Subject, q.AsOf), keys[i])
		case join.Target == SubjectEntity:
			found.Entities = pick(byEntity, keys[i])
		case join.Target == SubjectDocument:
			found.Documents = pick(byDocument, keys[i])
		}
		if err != nil {
			return err
		}
		for k := range pages {
			pages[k].With = append(pages[k].With, found.take(len(pages[k].Items)))
		}
	}
	return nil
}

// Plain reports whether the things at the edge are found by their ids alone.
func (w With) Plain(join Join) bool {
	none := len(w.Where.And)+len(w.Where.Or) == 0 && w.Where.Not == nil && w.Where.Field == "" && w.Where.Edge == ""
	return none && join.Foreign == FieldID && join.Target != SubjectClaim
}

// keysOf returns a field of all items of all pages.
func keysOf[T any](pages []Page[T], f Field) []string {
	n := 0
	for i := range pages {
		n += len(pages[i].Items)
	}
	keys := make([]string, 0, n)
	for i := range pages {
		for k := range pages[i].Items {
			key, _ := Value(&pages[i].Items[k], f).(string)
			keys = append(keys, key)
		}
	}
	return keys
}

// byID reads things by their ids, each once, and returns each as the items of a
// page.
func byID[ID ~string, T any](keys []string, read func([]ID) ([]*T, error)) (map[string][]T, error) {
	out := make(map[string][]T)
	var ids []ID
	for _, key := range keys {
		if _, ok := out[key]; !ok && key != "" {
			out[key] = nil
			ids = append(ids, ID(key))
		}
	}
	if len(ids) == 0 {
		return out, nil
	}
	found, err := read(ids)
	for i, item := range found {
		if item != nil {
			out[string(ids[i])] = []T{*item}
		}
	}
	return out, err
}

// pick returns a page with the one thing of each key, an empty one for none.
// Pages of one key share it.
func pick[T any](from map[string][]T, keys []string) []Page[T] {
	pages := make([]Page[T], len(keys))
	for i, key := range keys {
		pages[i].Total, pages[i].Items = -1, from[key]
	}
	return pages
}

// take returns the first n pages and leaves the rest.
func (j *Joined) take(n int) (out Joined) {
	out.Entities, j.Entities = cutAt(j.Entities, n)
	out.Claims, j.Claims = cutAt(j.Claims, n)
	out.Documents, j.Documents = cutAt(j.Documents, n)
	return out
}

func cutAt[T any](list []T, n int) (head, rest []T) {
	n = min(n, len(list))
	return list[:n:n], list[n:]
}

// joined answers a query by keys, which may repeat, in as many calls as the
// limit of keys makes necessary.
func joined(ctx context.Context, r finder, q Query, keys []string) (out Joined, err error) {
	for part := range slices.Chunk(keys, MaxKeys) {
		q.Keys = part
		switch q.Subject {
		case SubjectEntity:
			err = extend(&out.Entities, r.FindEntities, ctx, q)
		case SubjectClaim:
			err = extend(&out.Claims, r.FindClaims, ctx, q)
		default:
			err = extend(&out.Documents, r.FindDocuments, ctx, q)
		}
		if err != nil {
			return out, err
		}
	}
	return out, nil
}

func extend[T any](to *[]Page[T], find func(context.Context, Query) ([]Page[T], error), ctx context.Context, q Query) error {
	pages, err := find(ctx, q)
	*to = append(*to, pages...)
	return err
}
