package resolvers

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
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
	return cost
}
