package resolvers

import (
	"github.com/vektah/gqlparser/v2/ast"

	"entente/graph"
)

// What the parts of conditions weigh, which is about what they cost where they
// are asked of everything: an edge looks at everything beyond it once.
const (
	comparisonWeight = 1
	patternWeight    = 2
	edgeWeight       = 10
	// listed is how many values of a list weigh as much as a comparison.
	listed = 500
)

// conditions counts what the conditions among a field's arguments weigh.
func (m *meter) conditions(f *ast.Field, values map[string]any) {
	if len(f.Arguments) == 0 {
		return
	}
	weight := 0
	for _, v := range values {
		weight += conditionsIn(v)
	}
	if where, ok := values["where"].(map[string]any); ok {
		weight += condition(where)
	}
	m.count(&m.weight, weight, "conditions", m.limits.Conditions)
}

// conditionsIn weighs the condition that an argument has as a field of its own.
func conditionsIn(argument any) int {
	object, _ := argument.(map[string]any)
	if where, ok := object["where"].(map[string]any); ok {
		return condition(where)
	}
	return 0
}

// condition weighs an object of conditions.
func condition(object map[string]any) int {
	weight := 0
	for name, v := range object {
		switch name {
		case "AND", "OR":
			weight += combined(v)
		default:
			if of, ok := v.(map[string]any); ok && name == "NOT" {
				weight += condition(of)
			} else if ok {
				weight += part(of)
			}
		}
	}
	return weight
}

// combined weighs a list of conditions; one alone may stand for a list.
func combined(v any) int {
	switch v := v.(type) {
	case []any:
		weight := 0
		for _, of := range v {
			weight += combined(of)
		}
		return weight
	case map[string]any:
		return condition(v)
	}
	return 0
}

// part weighs what an object of conditions says of one field or edge.
func part(object map[string]any) int {
	weight, compares := 0, false
	for name, v := range object {
		switch graph.Op(name) {
		case graph.In:
			list, _ := v.([]any)
			weight += comparisonWeight + len(list)/listed
		case graph.Contains, graph.StartsWith, graph.Matches:
			weight += patternWeight
		case graph.Eq, graph.Gt, graph.Gte, graph.Lt, graph.Lte, graph.Missing:
			weight += comparisonWeight
		default:
			continue
		}
		compares = true
	}
	if compares {
		return weight
	}
	many := false
	for _, q := range []graph.Quantifier{graph.Some, graph.All, graph.None, graph.Single} {
		if of, ok := object[string(q)].(map[string]any); ok {
			weight, many = weight+edgeWeight+condition(of), true
		}
	}
	if many {
		return weight
	}
	return edgeWeight + condition(object)
}
