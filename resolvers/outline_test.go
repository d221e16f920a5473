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

// outlining is a reader that tells no more of claims than a query asks for.
type outlining struct {
	graph.Reader
	outlines int
}

func (r *outlining) cut(outline bool, pages []graph.Page[graph.Claim]) []graph.Page[graph.Claim] {
	out := slices.Clone(pages)
	for p := range out {
		out[p].Items = slices.Clone(out[p].Items)
		for i := range out[p].Items {
			if outline {
				r.outlines++
				out[p].Items[i] = out[p].Items[i].Outline()
			}
		}
	}
	return out
}

func (r *outlining) FindClaims(ctx context.Context, q graph.Query) ([]graph.Page[graph.Claim], error) {
	pages, err := r.Reader.FindClaims(ctx, q)
	return r.cut(q.Outline, pages), err
}

func (r *outlining) FindEntities(ctx context.Context, q graph.Query) ([]graph.Page[graph.Entity], error) {
	pages, err := r.Reader.FindEntities(ctx, q)
	for p := range pages {
		for i, w := range q.With {
			pages[p].With[i].Claims = r.cut(w.Outline, pages[p].With[i].Claims)
		}
	}
	return pages, err
}

func (r *outlining) Together(ctx context.Context, asks []graph.Ask) ([]graph.Answer, error) {
	answers, err := r.Reader.Together(ctx, asks)
	for i, a := range asks {
		if a.Claims != nil {
			answers[i].Claims = r.cut(a.Claims.Outline, answers[i].Claims)
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
	lists := []string{
		`{ claims(first: 40) { nodes { %s } edges { cursor } pageInfo { endCursor } totalCount } }`,
		`{ claims(first: 40, sort: [{when: DESC}]) { edges { cursor node { ... on Node { id } ... on Claim { %s } } } } }`,
		`{ claims(first: 40, sort: [{seen: DESC}, {saidOn: ASC}]) { edges { cursor } nodes { %s } } }`,
		`{ dyad(a: "CHN", b: "KAZ") { claims(first: 20, sort: [{when: DESC}]) { nodes { kind } nodes { %s } } } }`,
		`{ search(text: "kaz", in: [NAMES]) { nodes { node { ... on Entity { claims(first: 5, sort: [{when: DESC}]) { nodes { %s } } } } } } }`,
	}
	outlines := 0
	for _, list := range lists {
		for _, what := range shown {
			query := fmt.Sprintf(list, what)
			short := &outlining{Reader: store}
			if diff := cmp.Diff(ask(t, store, query, nil), ask(t, short, query, nil)); diff != "" {
				t.Errorf("%s (-of whole claims, +of outlines where they are asked for):\n%s", query, diff)
			}
			outlines += short.outlines
		}
	}
	if outlines == 0 {
		t.Error("no outline was asked for")
	}
}
