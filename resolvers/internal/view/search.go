package view

import (
	"context"
	"slices"
	"strings"

	"entente/graph"
)

// SearchNode is what a search can find.
type SearchNode interface{ isSearchNode() }

// Span is a span of a text in code points, end exclusive.
type Span struct{ Start, End int }

// SearchHit is a place where the words of a search were found.
type SearchHit struct {
	Node       SearchNode
	Field      string
	Text       string
	Highlights []Span
}

// SearchEdge is an item of what a search found.
type SearchEdge = Edge[*SearchHit]

// SearchConnection is a page of what a search found.
type SearchConnection struct {
	Connection[*SearchHit]
	cursors []string
}

// Search is what to search for.
type Search struct {
	Text  string
	Kinds []graph.EntityKind
	In    []string
	First *int32
	After *string
}

// section searches one field: it returns a page of hits with their cursors.
type section struct {
	field string
	find  func(ctx context.Context, q graph.Query) (hits []*SearchHit, cursors []string, total int, next bool, err error)
}

// cursor returns the field and the cursor in it to go on from.
func (s Search) cursor() (at, after string, err error) {
	if s.After == nil {
		return "", "", nil
	}
	at, after, _ = strings.Cut(*s.After, ".")
	if !slices.Contains([]string{"NAMES", "TITLES", "QUOTES"}, at) {
		return "", "", graph.Invalidf("malformed cursor")
	}
	return at, after, nil
}

// Find searches names, then titles, then quotes, until the page is full.
func Find(ctx context.Context, scope *Scope, s Search) (*SearchConnection, error) {
	limit := graph.DefaultPage
	if s.First != nil {
		limit = int(*s.First)
	}
	if limit < 1 || limit > graph.MaxPage {
		return nil, graph.Invalidf("first must be 1 to %d", graph.MaxPage)
	}
	at, after, err := s.cursor()
	if err != nil {
		return nil, err
	}
	total := wants(ctx, "totalCount")
	out := &SearchConnection{}
	out.nodes, out.total, out.prev = []*SearchHit{}, 0, after != ""
	for _, sec := range s.sections(scope) {
		q := graph.Query{First: max(1, limit-len(out.nodes)), Total: total, AsOf: scope.At}
		full, passed := len(out.nodes) == limit, at != "" && sec.field != at
		if sec.field == at {
			q.After, at = after, ""
		}
		if !total && (passed || out.next) {
			continue
		}
		hits, cursors, n, next, err := sec.find(ctx, q)
		if err != nil {
			return nil, err
		}
		out.total += n
		switch {
		case passed:
		case full:
			out.next = out.next || len(hits) > 0
		default:
			out.nodes, out.cursors, out.next = append(out.nodes, hits...), append(out.cursors, cursors...), next
		}
	}
	out.cursor = func(i int) string { return out.cursors[i] }
	return out, nil
}

func (s Search) sections(scope *Scope) []section {
	in := s.In
	if in == nil {
		in = []string{"NAMES", "TITLES", "QUOTES"}
		if s.Kinds != nil {
			in = in[:1]
		}
	}
	all := []section{
		searchIn(scope, "NAMES", entities, s.names(), s.Text, nameHit),
		searchIn(scope, "TITLES", documents, and(told(), s.words("titleText")), s.Text, titleHit),
		searchIn(scope, "QUOTES", claims, s.words("text"), s.Text, quoteHit),
	}
	return slices.DeleteFunc(all, func(sec section) bool { return !slices.Contains(in, sec.field) })
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

func searchIn[T any](scope *Scope, field string, s subject[T], where graph.Where, text string, hit func(*Set[T], *T, string) *SearchHit) section {
	return section{field, func(ctx context.Context, q graph.Query) ([]*SearchHit, []string, int, bool, error) {
		q.Subject, q.Where = s.name, where
		pages, err := s.find(scope.Reader, ctx, q)
		if err != nil {
			return nil, nil, 0, false, err
		}
		items := pointers(nil, pages[0].Items)
		set := newSet(scope, 1, items)
		hits, cursors := make([]*SearchHit, len(items)), make([]string, len(items))
		for i, item := range items {
			hits[i], cursors[i] = hit(set, item, text), field+"."+q.Cursor(item)
			hits[i].Field = field
		}
		return hits, cursors, pages[0].Total, pages[0].HasNext, nil
	}}
}

// nameHit shows the name with most of the words, the first of equals.
func nameHit(set *Set[graph.Entity], e *graph.Entity, text string) *SearchHit {
	names := []string{e.Name}
	for _, n := range e.Names {
		names = append(names, n.Text)
	}
	for _, c := range e.Codes {
		names = append(names, c.Value)
	}
	node, _ := entity(set, e).(SearchNode)
	return best(node, names, text)
}

func titleHit(set *Set[graph.Document], d *graph.Document, text string) *SearchHit {
	return best(document(set, d), []string{d.Title}, text)
}

func quoteHit(set *Set[graph.Claim], c *graph.Claim, text string) *SearchHit {
	quotes := make([]string, len(c.Evidence))
	for i, e := range c.Evidence {
		quotes[i] = e.Quote
	}
	return best(claim(set, c), quotes, text)
}

func best(node SearchNode, texts []string, query string) *SearchHit {
	hit := &SearchHit{Node: node, Highlights: []Span{}}
	for i, t := range texts {
		tokens := graph.Highlight(t, query)
		if i > 0 && len(tokens) <= len(hit.Highlights) {
			continue
		}
		hit.Text, hit.Highlights = t, make([]Span, len(tokens))
		for k, token := range tokens {
			hit.Highlights[k] = Span{token.Start, token.End}
		}
	}
	return hit
}

// thingOf returns what all kinds of entity have in common.
func thingOf(e Entity) Thing { return e.(interface{ thing() Thing }).thing() }

func (t Thing) thing() Thing { return t }
