package resolvers

import (
	"encoding/json"
	"math"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/access"
	"entente/analysis"
	"entente/graph"
	"entente/resolvers/internal/view"
)

// guard refuses an operation beyond the limits, and one that asks for more than
// its caller may have.
func (e *engine) guard(caller access.Principal, oc *graphql.OperationContext) *gqlerror.Error {
	m := &meter{limits: e.options.Limits, variables: oc.Variables, hidden: e.options.HideSchema, caller: caller}
	m.directives(oc.Operation.Directives)
	cost := m.measure(oc.Operation.SelectionSet, place{depth: 1})
	if oc.Operation.Operation == ast.Subscription {
		cost *= batch // what is read for a batch of events
	}
	if limit := e.options.Limits.Cost; m.refusal == nil && cost > float64(limit) {
		m.refuse("cost", limit, cost)
	}
	return m.refusal
}

// meter walks an operation with all fragments in their places and stops at the
// first limit that it exceeds, so that a bomb of fragments is never walked to
// its end.
type meter struct {
	limits    Limits
	variables map[string]any
	hidden    bool
	caller    access.Principal

	fields, aliases, directed, pages, weight int
	refusal                                  *gqlerror.Error
}

func (m *meter) refuse(name string, limit int, actual float64) {
	if m.refusal != nil {
		return
	}
	m.refusal = &gqlerror.Error{
		Message: exceeded(name, limit),
		Extensions: map[string]any{
			"code": CodeLimitExceeded, "limit": name, "max": limit, "actual": int64(min(actual, math.MaxInt32)),
		},
	}
}

func (m *meter) count(n *int, by int, name string, limit int) {
	if *n += by; *n > limit {
		m.refuse(name, limit, float64(*n))
	}
}

func (m *meter) directives(list ast.DirectiveList) {
	m.count(&m.directed, len(list), "directives", m.limits.Directives)
}

// place is where a selection stands: how deep, and below how many pages.
type place struct{ depth, pages int }

func (p place) below() place { p.depth++; return p }

// measure returns the most values that the selection can answer with.
func (m *meter) measure(set ast.SelectionSet, at place) float64 {
	cost := 0.0
	for _, s := range set {
		if m.refusal != nil {
			return cost
		}
		switch s := s.(type) {
		case *ast.Field:
			cost += m.field(s, at)
		case *ast.InlineFragment:
			m.directives(s.Directives)
			cost += m.measure(s.SelectionSet, at)
		case *ast.FragmentSpread:
			m.directives(s.Directives)
			// Each spread counts as a field, so that empty fragments end too.
			m.count(&m.fields, 1, "fields", m.limits.Fields)
			cost += m.measure(s.Definition.SelectionSet, at)
		}
	}
	return cost
}

func (m *meter) field(f *ast.Field, at place) float64 {
	m.directives(f.Directives)
	m.count(&m.fields, 1, "fields", m.limits.Fields)
	if f.Alias != f.Name {
		m.count(&m.aliases, 1, "aliases", m.limits.Aliases)
	}
	meta := strings.HasPrefix(f.Name, "__")
	if m.hidden && meta && f.Name != "__typename" {
		m.refusal = &gqlerror.Error{Message: "the schema is not shown here", Extensions: map[string]any{"code": CodeIntrospectionDisabled}}
	}
	m.admit(f)
	if at.depth > m.limits.Depth && !meta {
		m.refuse("depth", m.limits.Depth, float64(at.depth))
	}
	if m.refusal != nil {
		return 0
	}
	if meta {
		m.meta(f.SelectionSet)
		return 1
	}
	if f.Definition == nil {
		return 1
	}
	return m.sized(f, at)
}

// meta counts the fields of an introspection, which has no depth and no cost:
// it answers from the schema alone.
func (m *meter) meta(set ast.SelectionSet) {
	limits := m.limits
	m.limits.Depth, m.limits.Pages = math.MaxInt, math.MaxInt
	m.measure(set, place{depth: 1})
	m.limits = limits
}

// sized returns the cost of a field: one, and that of what lies below times how
// often it may be there.
func (m *meter) sized(f *ast.Field, at place) float64 {
	var values map[string]any
	if len(f.Definition.Arguments) > 0 {
		values = f.ArgumentMap(m.variables)
	}
	m.conditions(f, values)
	times, inner := m.times(f, values, at.pages), at.below()
	switch {
	case f.Name != "facets":
	case at.pages > 0:
		return graph.MaxPage // counted here, over what is read for all items of a page
	case ofRoot(f, at):
		return facetsCost
	}
	if !paged(f) {
		return 1 + dearness(f, values) + times*m.measure(f.SelectionSet, inner)
	}
	m.count(&m.pages, 1, "pages", m.limits.Pages)
	each, once := m.connection(f.SelectionSet, inner)
	return 1 + dearness(f, values) + once + times*each
}

func paged(f *ast.Field) bool {
	name := f.Definition.Type.Name()
	return strings.HasSuffix(name, "Connection") || name == "ChangePage"
}

// connection returns what each item of a connection costs, and what the rest does.
func (m *meter) connection(set ast.SelectionSet, at place) (each, once float64) {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			if s.Name == "nodes" || s.Name == "edges" {
				m.admit(s)
				m.directives(s.Directives)
				m.count(&m.fields, 1, "fields", m.limits.Fields)
				if s.Alias != s.Name {
					m.count(&m.aliases, 1, "aliases", m.limits.Aliases)
				}
				item := at.below()
				item.pages++
				each += 1 + m.measure(s.SelectionSet, item)
			} else {
				once += m.field(s, at)
			}
		case *ast.InlineFragment:
			m.directives(s.Directives)
			e, o := m.connection(s.SelectionSet, at)
			each, once = each+e, once+o
		case *ast.FragmentSpread:
			m.directives(s.Directives)
			m.count(&m.fields, 1, "fields", m.limits.Fields)
			e, o := m.connection(s.Definition.SelectionSet, at)
			each, once = each+e, once+o
		}
		if m.refusal != nil {
			return each, once
		}
	}
	return each, once
}

// What lists are counted as that have no size of their own: series of time, and
// all others.
const (
	bucketsLength = 200
	listLength    = 4
)

// times returns how many items a field below a number of pages may give.
func (m *meter) times(f *ast.Field, values map[string]any, above int) float64 {
	if n, ok := ofMeasure(f, values); ok {
		return n
	}
	for _, name := range []string{"first", "last", "k"} {
		if n, ok := number(values[name]); ok {
			return max(1, min(n, graph.MaxPage))
		}
	}
	switch ids, ok := values["ids"].([]any); {
	case ok:
		return float64(len(ids))
	case paged(f):
		return float64(view.DefaultPage(above))
	case f.Name == "buckets":
		return bucketsLength
	case f.Name == "usual":
		return analysis.MaxBaseline
	case f.Name == "actors", f.Name == "cells":
		return bucketsLength
	case f.Definition.Type.Elem != nil:
		return listLength
	}
	return 1
}

// ofMeasure returns how often the lists below a measure of the whole graph,
// which count as listLength each, are there: ranks in periods, nodes or edges.
func ofMeasure(f *ast.Field, values map[string]any) (float64, bool) {
	first, _ := number(values["first"])
	switch f.Definition.Type.Name() {
	case "Ranking":
		if values["interval"] != nil {
			first *= analysis.MaxPeriods
		}
		return max(1, first/(listLength*listLength)), true
	case "Communities":
		if values["interval"] != nil {
			first *= analysis.MaxDivisions
		}
		return max(1, first/(listLength*listLength)), true
	case "Shifts":
		return max(1, first/listLength), true
	case "Subgraph":
		nodes, _ := number(values["nodes"])
		edges, _ := number(values["edges"])
		return max(nodes, edges) / listLength, true
	}
	return 0, false
}

func number(v any) (float64, bool) {
	switch n := v.(type) {
	case int64:
		return float64(n), true
	case int:
		return float64(n), true
	case float64:
		return n, true
	case json.Number:
		f, err := n.Float64()
		return f, err == nil
	}
	return 0, false
}
