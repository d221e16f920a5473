package view

import (
	"context"
	"slices"

	"github.com/99designs/gqlgen/graphql"

	"entente/graph"
)

// briefly are the fields of a claim that graph.Claim.Brief is enough for.
var briefly = map[string][]string{
	"__typename": nil, "id": nil, "kind": nil, "polarity": nil, "modality": nil, "when": nil, "whenBounds": nil, "quad": nil, "goldstein": nil,
}

// outline are the fields of a claim that graph.Claim.Outline is enough for, and
// for each those below it that may be asked for; nil stands for any.
var outline = map[string][]string{
	"__typename": nil, "id": nil, "kind": nil, "polarity": nil, "modality": nil, "when": nil, "whenBounds": nil, "publishedOn": nil,
	"confidence": nil, "quad": nil, "goldstein": nil, "confirmed": nil, "uncertain": nil, "knownFrom": nil, "knownUntil": nil,
	"document": nil, "source": nil, "relation": nil,
	"from": {"__typename", "entity"}, "to": {"__typename", "entity"}, "assertedBy": {"__typename", "entity"},
}

// briefSorts and outlineSorts are the fields by which briefs and outlines can be
// sorted, so that they have cursors.
var briefSorts = []graph.Field{graph.FieldID, "when", "kind", "polarity", "modality"}
var outlineSorts = []graph.Field{graph.FieldID, "when", "publishedOn", "kind", "polarity", "modality", "confidence", "confirmed"}

// extent returns how much of claims the field that the context resolves asks for.
func (s subject[T]) extent(ctx context.Context, sort []graph.Order) graph.Extent {
	fc := graphql.GetFieldContext(ctx)
	if fc == nil || s.name != graph.SubjectClaim || !graphql.HasOperationContext(ctx) {
		return graph.Whole
	}
	return extentOf(graphql.GetOperationContext(ctx), fc.Field, sort)
}

// extentOf is extent for a connection of claims that is collected.
func extentOf(oc *graphql.OperationContext, f graphql.CollectedField, sort []graph.Order) graph.Extent {
	asked := claimFields(oc, f)
	enough := func(sorts []graph.Field, fields map[string][]string) bool {
		return !slices.ContainsFunc(sort, func(o graph.Order) bool { return !slices.Contains(sorts, o.Field) }) &&
			!slices.ContainsFunc(asked, func(claim graphql.CollectedField) bool { return !asksOnly(oc, claim, fields) })
	}
	switch {
	case enough(briefSorts, briefly):
		return graph.Brief
	case enough(outlineSorts, outline):
		return graph.Outline
	}
	return graph.Whole
}

// claimFields returns the fields of a connection of claims that give claims.
func claimFields(oc *graphql.OperationContext, f graphql.CollectedField) (out []graphql.CollectedField) {
	for _, list := range graphql.CollectFields(oc, f.Selections, []string{"ClaimConnection"}) {
		switch list.Name {
		case "nodes":
			out = append(out, list)
		case "edges":
			out = append(out, fieldsNamed(graphql.CollectFields(oc, list.Selections, []string{"ClaimEdge"}), "node")...)
		}
	}
	return out
}

// titles are the fields of a document that graph.Document.Outline is enough for.
var titles = []string{"__typename", "id", "title", "publishedOn"}

// titlesOnly reports whether of the documents of a connection of claims no more
// than their outlines is asked for.
func titlesOnly(oc *graphql.OperationContext, f graphql.CollectedField) bool {
	for _, claim := range claimFields(oc, f) {
		for _, g := range graphql.CollectFields(oc, claim.Selections, []string{"Claim", "Node"}) {
			if g.Name == "evidence" || g.Name == "document" && !titleOnly(oc, g) {
				return false
			}
		}
	}
	return true
}

// titled reports whether the field that the context resolves, which gives a
// document, asks for no more than its outline.
func titled(ctx context.Context) bool {
	fc := graphql.GetFieldContext(ctx)
	return fc != nil && graphql.HasOperationContext(ctx) && titleOnly(graphql.GetOperationContext(ctx), fc.Field)
}

// titleOnly reports whether a field that gives a document asks for no more than
// its outline.
func titleOnly(oc *graphql.OperationContext, document graphql.CollectedField) bool {
	return !slices.ContainsFunc(graphql.CollectFields(oc, document.Selections, []string{"Document", "Node"}), func(f graphql.CollectedField) bool {
		return !slices.Contains(titles, f.Name)
	})
}

// asksOnly reports whether a field that gives claims asks for none but some fields.
func asksOnly(oc *graphql.OperationContext, claim graphql.CollectedField, fields map[string][]string) bool {
	for _, f := range graphql.CollectFields(oc, claim.Selections, []string{"Claim", "Node"}) {
		below, ok := fields[f.Name]
		if !ok {
			return false
		}
		if below == nil {
			continue
		}
		for _, g := range graphql.CollectFields(oc, f.Selections, []string{"ClaimEnd"}) {
			if !slices.Contains(below, g.Name) {
				return false
			}
		}
	}
	return true
}
