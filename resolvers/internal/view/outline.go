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
	for _, list := range graphql.CollectFields(oc, f.Selections, []string{"ClaimConnection"}) {
		nodes := []graphql.CollectedField{list}
		if list.Name == "edges" {
			nodes = fieldsNamed(graphql.CollectFields(oc, list.Selections, []string{"ClaimEdge"}), "node")
		} else if list.Name != "nodes" {
			continue
		}
		for _, node := range nodes {
			if !outlineOnly(oc, node) {
				return false
			}
		}
	}
	return true
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
