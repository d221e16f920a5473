package resolvers

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"entente/graph"
)

// dear is what root fields cost that look at the whole graph however little they
// answer with, as against reading values of a page: about 100 for each
// millisecond on a table of 90,000 events.
var dear = map[string]float64{
	"search": 5_000, "dyads": 20_000, "dyadMatrix": 5_000, "shifts": 10_000, "communities": 5_000, "ranking": 5_000,
	"paths": 2_000, "subgraph": 10_000, "coverage": 2_000,
}

// facetsCost is what it costs to count all that meets a condition by a field.
const facetsCost = 20_000

// ofRoot reports whether facets are those of a connection of the root.
func ofRoot(f *ast.Field, at place) bool {
	return at.depth <= 3 && f.ObjectDefinition != nil && strings.HasSuffix(f.ObjectDefinition.Name, "Aggregate")
}

// What makes some of them dearer: shortest paths from many entities, a division
// of each period, a condition on all relations.
const (
	betweennessCost = 60_000
	divisionsCost   = 40_000
	conditionCost   = 40_000
)

// countCost is what it costs to count all that has a pattern which most have.
const countCost = 8_000

// dearness returns what a field costs beside what it answers with.
func dearness(f *ast.Field, values map[string]any) float64 {
	if f.ObjectDefinition == nil || f.ObjectDefinition.Name != "Query" {
		return 0
	}
	cost := dear[f.Name]
	switch {
	case f.Name == "ranking" && values["metric"] == "BETWEENNESS":
		cost = betweennessCost
	case f.Name == "communities" && values["interval"] != nil:
		cost = divisionsCost
	case f.Name == "subgraph" && values["where"] != nil:
		cost = conditionCost
	}
	if selects(f.SelectionSet, "totalCount") {
		cost += countCost * patterns(values["where"])
	}
	return cost
}

// patterns counts the patterns in a condition.
func patterns(where any) float64 {
	n := 0.0
	switch v := where.(type) {
	case []any:
		for _, of := range v {
			n += patterns(of)
		}
	case map[string]any:
		for name, of := range v {
			switch graph.Op(name) {
			case graph.Contains, graph.StartsWith, graph.Matches:
				n++
			default:
				n += patterns(of)
			}
		}
	}
	return n
}

// selects reports whether a selection has a field.
func selects(set ast.SelectionSet, name string) bool {
	return slices.ContainsFunc(set, func(s ast.Selection) bool {
		switch s := s.(type) {
		case *ast.Field:
			return s.Name == name
		case *ast.InlineFragment:
			return selects(s.SelectionSet, name)
		case *ast.FragmentSpread:
			return s.Definition != nil && selects(s.Definition.SelectionSet, name)
		}
		return false
	})
}
