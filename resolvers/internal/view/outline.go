package view

import (
	"context"
	"slices"

	"github.com/99designs/gqlgen/graphql"

	"entente/graph"
)

// outline are the fields of a claim that graph.Claim.Outline is enough for, and
// for each those below it that may be asked for; nil stands for any.
var outline = map[string][]string{
	"__typename": nil, "id": nil, "kind": nil, "polarity": nil, "modality": nil, "when": nil, "whenBounds": nil, "publishedOn": nil,
	"confidence": nil, "quad": nil, "goldstein": nil, "confirmed": nil, "uncertain": nil, "knownFrom": nil, "knownUntil": nil,
	"document": nil, "source": nil, "relation": nil,
	"from": {"__typename", "entity"}, "to": {"__typename", "entity"}, "assertedBy": {"__typename", "entity"},
}

// outlineSorts are the fields by which outlines can be sorted, so that they have
// cursors.
var outlineSorts = []graph.Field{graph.FieldID, "when", "publishedOn", "kind", "polarity", "modality", "confidence", "confirmed"}

// outlined reports whether the field that the context resolves asks for no more
// of claims than their outlines.
func (s subject[T]) outlined(ctx context.Context, sort []graph.Order) bool {
	fc := graphql.GetFieldContext(ctx)
	return fc != nil && graphql.HasOperationContext(ctx) && s.outlines(graphql.GetOperationContext(ctx), fc.Field, sort)
}

// outlines is outlined for a connection of claims that is collected.
func (s subject[T]) outlines(oc *graphql.OperationContext, f graphql.CollectedField, sort []graph.Order) bool {
	if s.name != graph.SubjectClaim || slices.ContainsFunc(sort, func(o graph.Order) bool { return !slices.Contains(outlineSorts, o.Field) }) {
		return false
	}
	for _, claim := range claimFields(oc, f) {
		if !outlineOnly(oc, claim) {
			return false
		}
	}
	return true
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

// outlineOnly reports whether an outline is enough for a field that gives claims.
func outlineOnly(oc *graphql.OperationContext, claim graphql.CollectedField) bool {
	for _, f := range graphql.CollectFields(oc, claim.Selections, []string{"Claim", "Node"}) {
		below, ok := outline[f.Name]
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
