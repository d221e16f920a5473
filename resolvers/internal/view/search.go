package view

import (
	"context"
	"slices"
	"strings"
	"sync"

	"entente/graph"
)

// SearchNode is what a search can find.
type SearchNode interface{ isSearchNode() }

// Span is a span of a text in code points, end exclusive.
type Span struct{ Start, End int }

// SearchHit is a place where the words of a search were found.
type SearchHit struct {
	Node  SearchNode
	Field string
	// shown tells the text and what is found in it, which for the text of a
	// document has to be read.
	shown func(ctx context.Context) (excerpt, error)
}

// excerpt is a text, or a stretch of one from a code point on, with spans in it.
type excerpt struct {
	text       string
	start      *int
	highlights []Span
}

// Text returns the text that has the words.
func (h *SearchHit) Text(ctx context.Context) (string, error) {
	e, err := h.shown(ctx)
	return e.text, err
}

// Highlights returns the words in the text.
func (h *SearchHit) Highlights(ctx context.Context) ([]Span, error) {
	e, err := h.shown(ctx)
	return e.highlights, err
}

// Start returns where the text begins in that of the document, nil for a text
// that is no stretch of one.
func (h *SearchHit) Start(ctx context.Context) (*int, error) {
	e, err := h.shown(ctx)
	return e.start, err
}

// SearchEdge is an item of what a search found.
type SearchEdge = Edge[*SearchHit]

// SearchConnection is a page of what a search found.
type SearchConnection struct {
	Connection[*SearchHit]
	facets func(ctx context.Context, by string) ([]graph.Facet, error)
}

// Facets counts what the search finds on all pages, by field or kind.
func (c *SearchConnection) Facets(ctx context.Context, by string) ([]graph.Facet, error) {
	return c.facets(ctx, by)
}

// Search is what to search for.
type Search struct {
	Text  string
	Kinds []graph.EntityKind
	In    []string
	Paging
}

func (s Search) sections(ctx context.Context, scope *Scope) []section {
	in := s.In
	if in == nil {
		in = searchFields
		if s.Kinds != nil {
			in = in[:2]
		}
	}
	found, near := graph.Highlight, graph.SimilarWords
	all := []section{
		searchIn(scope, "NAMES", s.named(ctx, scope), s.names(), nameHit(s.Text, found)),
		{"SIMILAR", func(ctx context.Context, q graph.Query) (*hits, error) {
			return s.similar(ctx, scope, q, nameHit(s.Text, near))
		}},
		searchIn(scope, "TITLES", documents, and(told(), s.words("titleText")), titleHit(s.Text)),
		searchIn(scope, "QUOTES", claims, s.words("text"), quoteHit(s.Text)),
		searchIn(scope, "TEXTS", documents, s.texts(), textHit(s.Text)),
	}
	return slices.DeleteFunc(all, func(sec section) bool { return !slices.Contains(in, sec.field) })
}

// facets counts by field, or the entities that are named by kind.
func (s Search) facets(ctx context.Context, scope *Scope, by string) ([]graph.Facet, error) {
	if by == "KIND" {
		return scope.Reader.Facets(ctx, graph.Query{Subject: graph.SubjectEntity, Where: s.names(), AsOf: scope.At}, "kind")
	}
	var counts []graph.Facet
	for _, sec := range s.sections(ctx, scope) {
		if sec.field == "SIMILAR" && slices.ContainsFunc(counts, func(f graph.Facet) bool { return f.Value == "NAMES" }) {
			continue
		}
		found, err := sec.find(ctx, graph.Query{First: 1, Total: true, AsOf: scope.At})
		if err != nil {
			return nil, err
		}
		if found.total > 0 {
			counts = append(counts, graph.NewFacet(sec.field, found.total, 0))
		}
	}
	graph.SortFacets(counts)
	return counts, nil
}

// texts is the condition of documents whose texts have the words; those whose
// titles have them are found there.
func (s Search) texts() graph.Where {
	title := s.words("titleText")
	return and(told(), s.words("text"), graph.Where{Not: &title})
}

func (s Search) words(f graph.Field) graph.Where {
	return graph.Where{Field: f, Op: graph.Matches, Value: s.Text}
}

func (s Search) names() graph.Where {
	if s.Kinds == nil {
		return s.words("text")
	}
	return and(isKind(s.Kinds...), s.words("text"))
}

func searchIn[T any](scope *Scope, field string, s subject[T], where graph.Where, hit func(*Set[T], *T) *SearchHit) section {
	return section{field, func(ctx context.Context, q graph.Query) (*hits, error) {
		q.Subject, q.Where = s.name, where
		if s.name == graph.SubjectEntity {
			q.With = claimsOf(ctx, 1, "nodes", "node")
		}
		pages, err := s.find(scope.Reader, ctx, q)
		if err != nil {
			return nil, err
		}
		page := pages[0]
		items := pointers(nil, page.Items)
		set := newSet(absorb(scope, q, pages), 1, items)
		out := &hits{total: page.Total, next: page.HasNext, prev: page.HasPrevious}
		for _, item := range items {
			out.add(hit(set, item), field, q.Cursor(item))
		}
		return out, nil
	}}
}

// finder tells the words of a query in a text.
type finder func(text, query string) []graph.Token

// nameHit shows the name with most of the words, the first of equals.
func nameHit(query string, words finder) func(*Set[graph.Entity], *graph.Entity) *SearchHit {
	return func(set *Set[graph.Entity], e *graph.Entity) *SearchHit {
		node, _ := entity(set, e).(SearchNode)
		return best(node, query, words, func() []string {
			names := []string{e.Name}
			for _, n := range e.Names {
				names = append(names, n.Text)
			}
			for _, c := range e.Codes {
				names = append(names, c.Value)
			}
			return names
		})
	}
}

func titleHit(query string) func(*Set[graph.Document], *graph.Document) *SearchHit {
	return func(set *Set[graph.Document], d *graph.Document) *SearchHit {
		return best(document(set, d), query, graph.Highlight, func() []string { return []string{d.Title} })
	}
}

func quoteHit(query string) func(*Set[graph.Claim], *graph.Claim) *SearchHit {
	return func(set *Set[graph.Claim], c *graph.Claim) *SearchHit {
		return best(claim(set, c), query, graph.Highlight, func() []string {
			quotes := make([]string, len(c.Evidence))
			for i, e := range c.Evidence {
				quotes[i] = e.Quote
			}
			return quotes
		})
	}
}

// best shows the text with most of the words, the first of equals, once it is
// asked for.
func best(node SearchNode, query string, words finder, texts func() []string) *SearchHit {
	find := sync.OnceValue(func() (out excerpt) {
		for i, t := range texts() {
			tokens := words(t, query)
			if i > 0 && len(tokens) <= len(out.highlights) {
				continue
			}
			out = excerpt{text: t, highlights: spans(tokens, 0)}
		}
		return out
	})
	return &SearchHit{Node: node, shown: func(context.Context) (excerpt, error) { return find(), nil }}
}

func spans(tokens []graph.Token, from int) []Span {
	out := make([]Span, len(tokens))
	for i, t := range tokens {
		out[i] = Span{t.Start - from, t.End - from}
	}
	return out
}

// textHit shows the stretch of the document's text around the first of the
// words. The texts of a page are read together, once, and only their stretches
// are kept.
func textHit(query string) func(*Set[graph.Document], *graph.Document) *SearchHit {
	return func(set *Set[graph.Document], d *graph.Document) *SearchHit {
		return &SearchHit{Node: document(set, d), shown: func(ctx context.Context) (excerpt, error) {
			all, err := share(set, step{nil, "excerpts"}, func() (map[graph.DocumentID]excerpt, error) {
				return excerpts(ctx, set, query)
			})
			return all[d.ID], err
		}}
	}
}

// textsAtOnce is how many texts are held in memory together.
const textsAtOnce = 8

func excerpts(ctx context.Context, set *Set[graph.Document], query string) (map[graph.DocumentID]excerpt, error) {
	out := make(map[graph.DocumentID]excerpt, len(set.items))
	for part := range slices.Chunk(set.items, textsAtOnce) {
		ids := make([]graph.DocumentID, len(part))
		for i, d := range part {
			ids[i] = d.ID
		}
		texts, err := set.scope.Reader.Texts(ctx, ids, set.scope.At)
		if err != nil {
			return nil, err
		}
		for i, t := range texts {
			out[ids[i]] = around(t, query)
		}
	}
	return out, nil
}

// The lengths in code points of what an excerpt shows before and after the
// first word that was found.
const (
	excerptBefore = 80
	excerptAfter  = 240
)

// around returns the stretch of a text around the first word of the query.
func around(whole, query string) excerpt {
	tokens := graph.Highlight(whole, query)
	text, from := graph.NewText(whole), 0
	if len(tokens) > 0 {
		from = max(0, tokens[0].Start-excerptBefore)
	}
	until := min(text.Len(), from+excerptBefore+excerptAfter)
	shown, _ := text.Slice(from, until)
	inside := slices.DeleteFunc(tokens, func(t graph.Token) bool { return t.End > until })
	return excerpt{strings.Clone(shown), &from, spans(inside, from)}
}

// thingOf returns what all kinds of entity have in common.
func thingOf(e Entity) Thing { return e.(interface{ thing() Thing }).thing() }

func (t Thing) thing() Thing { return t }
