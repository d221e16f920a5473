package view

import (
	"context"
	"slices"
	"strings"

	"entente/graph"
	"entente/resolvers/internal/model"
)

func only[T any](items []*T, keep func(*T) bool) []*T {
	var out []*T
	for _, item := range items {
		if keep(item) {
			out = append(out, item)
		}
	}
	return out
}

// every reads all items that answer the query between its cursors, in order.
func every[T any](ctx context.Context, scope *Scope, s subject[T], q graph.Query) ([]*T, error) {
	q.First, q.Last, q.Total = graph.MaxPage, 0, false
	var out []*T
	for {
		pages, err := s.find(scope.Reader, ctx, q)
		if err != nil {
			return nil, err
		}
		page := pages[0]
		out = pointers(out, page.Items)
		// With a cursor before, HasNext says nothing about what lies between.
		if len(page.Items) < graph.MaxPage {
			return out, nil
		}
		q.After = q.Cursor(&page.Items[len(page.Items)-1])
	}
}

// everyBy reads, for each key, all items that answer the query, by id: in one
// call, and one more for each further page of the key with most items. The query
// has no sort and no cursor.
func everyBy[T any](ctx context.Context, scope *Scope, s subject[T], q graph.Query, keys []string) (map[string][]*T, error) {
	q.First = graph.MaxPage
	out, ends := make(map[string][]*T, len(keys)), make(map[string]string, len(keys))
	for len(keys) > 0 {
		pages, err := findAll(ctx, scope, s, q, keys)
		if err != nil {
			return nil, err
		}
		var further []string
		for i, key := range keys {
			// The call began where the key did that was least far.
			fresh := slices.DeleteFunc(pointers(nil, pages[i].Items), func(item *T) bool { return textOf(item, graph.FieldID) <= ends[key] })
			if out[key] = append(out[key], fresh...); len(fresh) > 0 {
				ends[key] = textOf(fresh[len(fresh)-1], graph.FieldID)
			}
			if pages[i].HasNext {
				further = append(further, key)
			}
		}
		if keys = further; len(keys) > 0 {
			last := slices.MinFunc(keys, func(a, b string) int { return strings.Compare(ends[a], ends[b]) })
			q.After = q.Cursor(out[last][len(out[last])-1])
		}
	}
	return out, nil
}

// textOf returns the value of a field of texts or dates.
func textOf[T any](item *T, f graph.Field) string {
	value, _ := graph.Value(item, f).(string)
	return value
}

// counted counts items that are at hand.
func counted[T any](scope *Scope, items []*T) *Aggregate {
	return &Aggregate{
		owners: scope.owners,
		count:  func(context.Context) (int, error) { return len(items), nil },
		facets: func(_ context.Context, by graph.Field) ([]graph.Facet, error) { return countItems(items, by), nil },
	}
}

// Document is a document with the set it came in.
type Document struct {
	*graph.Document
	set *Set[graph.Document]
}

func document(set *Set[graph.Document], d *graph.Document) *Document { return &Document{d, set} }

func (*Document) isNode()       {}
func (*Document) isSearchNode() {}

// Title returns the title, nil where it is unknown.
func (d *Document) Title() *string { return optional(d.Document.Title) }

// URL returns the URL, nil where it is unknown.
func (d *Document) URL() *string { return optional(d.Document.URL) }

// Author returns the author, nil where it is unknown.
func (d *Document) Author() *string { return optional(d.Document.Author) }

// Language returns the tag of the language, nil where it is unknown.
func (d *Document) Language() *string { return optional(d.Document.Language) }

// Format returns the format, nil where it is unknown.
func (d *Document) Format() *string { return optional(d.Document.Format) }

func (d *Document) on(by graph.Field) join[graph.Document] {
	return join[graph.Document]{by: by, key: func(d *graph.Document) string { return string(d.ID) }}
}

// Source returns the source, nil where it is unknown. It is the source as all
// its documents know it.
func (d *Document) Source(ctx context.Context) (*Source, error) {
	return sourceBelow(ctx, d.set, d.Document, func(d *graph.Document) graph.SourceID { return d.Source.ID })
}

// Text returns the text of the current version from start to end, cut to what
// there is; nil for a document whose text is not kept.
func (d *Document) Text(ctx context.Context, start, end *int32) (*string, error) {
	texts, err := share(d.set, step{nil, "texts"}, func() (map[graph.DocumentID]graph.Text, error) {
		ids := unique(d.set.items, func(d *graph.Document) []graph.DocumentID { return []graph.DocumentID{d.ID} })
		found, err := d.set.scope.Reader.Texts(ctx, ids, d.set.scope.At)
		out := make(map[graph.DocumentID]graph.Text, len(ids))
		for i, text := range found {
			out[ids[i]] = graph.NewText(text)
		}
		return out, err
	})
	text := texts[d.ID]
	if err != nil || text.Len() == 0 {
		return nil, err
	}
	from, to := 0, text.Len()
	if start != nil {
		from = max(0, min(int(*start), to))
	}
	if end != nil {
		to = max(from, min(int(*end), to))
	}
	part, _ := text.Slice(from, to)
	return &part, nil
}

// Claims returns the claims that it makes.
func (d *Document) Claims(ctx context.Context, where map[string]any, sort []*model.ClaimSort, first *int32, after *string, last *int32, before *string) (*ClaimConnection, error) {
	args := Args{where, sort, Paging{first, after, last, before}}
	return below(ctx, d.set, d.Document, d.on("document"), claims, graph.Where{}, args, claim)
}

// Entities returns the entities that it records.
func (d *Document) Entities(ctx context.Context, where map[string]any, sort []*model.EntitySort, first *int32, after *string, last *int32, before *string) (*DocumentEntityConnection, error) {
	args := Args{where, sort, Paging{first, after, last, before}}
	c, err := below(ctx, d.set, d.Document, d.on("documentIds"), entities, graph.Where{}, args, entity)
	if err != nil {
		return nil, err
	}
	return &DocumentEntityConnection{c, d}, nil
}

// DocumentEntityConnection is a page of the entities that a document records.
type DocumentEntityConnection struct {
	*Connection[Entity]
	of *Document
}

// DocumentEntityEdge is an entity that a document records.
type DocumentEntityEdge struct {
	Edge[Entity]
	of *Document
}

// Edges returns the items with their cursors, never nil.
func (c *DocumentEntityConnection) Edges() []DocumentEntityEdge {
	edges := c.Connection.Edges()
	out := make([]DocumentEntityEdge, len(edges))
	for i, e := range edges {
		out[i] = DocumentEntityEdge{e, c.of}
	}
	return out
}

// Mention is a span of a document that names an entity.
type Mention = graph.Mention

// Mentions returns the spans of the document that name the entity, also by an
// id that a decision made one with it.
func (e DocumentEntityEdge) Mentions(ctx context.Context) ([]Mention, error) {
	set := e.of.set
	records, err := share(set, step{nil, "records"}, func() (map[graph.DocumentID][]graph.EntityRecord, error) {
		ids := unique(set.items, func(d *graph.Document) []graph.DocumentID { return []graph.DocumentID{d.ID} })
		found, err := set.scope.Reader.Records(ctx, ids, set.scope.At)
		out := make(map[graph.DocumentID][]graph.EntityRecord, len(ids))
		for i, r := range found {
			out[ids[i]] = r
		}
		return out, err
	})
	if err != nil {
		return nil, err
	}
	thing := thingOf(e.Node)
	mentions := []Mention{}
	for _, r := range records[e.of.ID] {
		if r.ID == thing.ID || slices.Contains(thing.Merged, r.ID) {
			mentions = append(mentions, r.Mentions...)
		}
	}
	slices.SortStableFunc(mentions, func(a, b Mention) int { return a.Start - b.Start })
	return mentions, nil
}
