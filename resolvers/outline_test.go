package resolvers_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/graph"
)

// outlining is a reader that tells no more of claims and of their documents than
// a query asks for.
type outlining struct {
	graph.Reader
	briefs, outlines, titles int
}

func cut[T any](count *int, outline func(*T) T, pages []graph.Page[T]) []graph.Page[T] {
	out := slices.Clone(pages)
	for p := range out {
		out[p].Items = slices.Clone(out[p].Items)
		for i := range out[p].Items {
			*count++
			out[p].Items[i] = outline(&out[p].Items[i])
		}
	}
	return out
}

func (r *outlining) cut(q graph.Query, pages []graph.Page[graph.Claim]) []graph.Page[graph.Claim] {
	switch q.Extent {
	case graph.Brief:
		pages = cut(&r.briefs, (*graph.Claim).Brief, pages)
	case graph.Outline:
		pages = cut(&r.outlines, (*graph.Claim).Outline, pages)
	}
	for p := range pages {
		for i, w := range q.With {
			if with := &pages[p].With[i]; w.Extent > graph.Whole {
				with.Documents = cut(&r.titles, (*graph.Document).Outline, with.Documents)
			}
		}
	}
	return pages
}

func (r *outlining) FindClaims(ctx context.Context, q graph.Query) ([]graph.Page[graph.Claim], error) {
	pages, err := r.Reader.FindClaims(ctx, q)
	return r.cut(q, pages), err
}

func (r *outlining) FindEntities(ctx context.Context, q graph.Query) ([]graph.Page[graph.Entity], error) {
	pages, err := r.Reader.FindEntities(ctx, q)
	for p := range pages {
		for i, w := range q.With {
			pages[p].With[i].Claims = r.cut(graph.Query{Extent: w.Extent}, pages[p].With[i].Claims)
		}
	}
	return pages, err
}

func (r *outlining) Together(ctx context.Context, asks []graph.Ask) ([]graph.Answer, error) {
	answers, err := r.Reader.Together(ctx, asks)
	for i, a := range asks {
		if a.Claims != nil {
			answers[i].Claims = r.cut(*a.Claims, answers[i].Claims)
		}
	}
	return answers, err
}

// TestOutlines asks for each field of claims, in each sort of list, and holds that
// a store which tells no more than it is asked for gives the same answers.
func TestOutlines(t *testing.T) {
	store := world(t, 0)
	s := schema()
	shown := []string{"id"}
	for _, f := range s.Types["Claim"].Fields {
		def := s.Types[f.Type.Name()]
		if def.Kind == ast.Scalar || def.Kind == ast.Enum {
			shown = append(shown, f.Name)
			continue
		}
		for _, g := range def.Fields {
			if inner := s.Types[g.Type.Name()]; inner.Kind != ast.Scalar && inner.Kind != ast.Enum {
				shown = append(shown, f.Name+" { "+g.Name+" { __typename } }")
			} else {
				shown = append(shown, f.Name+" { "+g.Name+" }")
			}
		}
	}
	shown = append(shown, "document { id title publishedOn }", "document { title } again: document { url }", "document { title } ... on Claim { document { length } }",
		"document { title } evidence { document { url } }", "document { title } relation { claims(first: 3) { nodes { document { title url } } } }",
		"document { title } source { documents(first: 3) { nodes { title url } } }", "document { title claims(first: 2) { nodes { document { url } } } }")
	lists := []string{
		`{ claims(first: 40) { nodes { %s } edges { cursor } pageInfo { endCursor } totalCount } }`,
		`{ claims(first: 40, sort: [{when: DESC}]) { edges { cursor node { ... on Node { id } ... on Claim { %s } } } } }`,
		`{ claims(first: 40, sort: [{seen: DESC}, {saidOn: ASC}]) { edges { cursor } nodes { %s } } }`,
		`{ dyad(a: "CHN", b: "KAZ") { claims(first: 20, sort: [{when: DESC}]) { nodes { kind } nodes { %s } } } }`,
		`{ search(text: "kaz", in: [NAMES]) { nodes { node { ... on Entity { claims(first: 5, sort: [{when: DESC}]) { nodes { %s } } } } } } }`,
	}
	briefs, outlines, titles := 0, 0, 0
	for _, list := range lists {
		for _, what := range shown {
			query := fmt.Sprintf(list, what)
			short := &outlining{Reader: store}
			if diff := cmp.Diff(ask(t, store, query, nil), ask(t, short, query, nil)); diff != "" {
				t.Errorf("%s (-of whole claims, +of outlines where they are asked for):\n%s", query, diff)
			}
			briefs, outlines, titles = briefs+short.briefs, outlines+short.outlines, titles+short.titles
		}
	}
	if briefs == 0 || outlines == 0 || titles == 0 {
		t.Errorf("%d briefs of claims, %d outlines and %d of documents were asked for", briefs, outlines, titles)
	}
}
