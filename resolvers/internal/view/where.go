package view

import (
	"reflect"
	"strings"

	"entente/graph"
)

// renamed gives the graph's field for names of the schema that differ from it,
// since the graph's name belongs to an edge there.
var renamed = map[graph.Subject]map[string]graph.Field{
	graph.SubjectEntity:   {"mentionCount": "mentions", "documentCount": "documents"},
	graph.SubjectRelation: {"claimCount": "claims", "denialCount": "denials", "sourceCount": "sources"},
}

// toOne lists the edges that lead to one thing, whose condition is written
// without a quantifier.
var toOne = map[graph.Subject][]graph.Edge{
	graph.SubjectRelation: {"from", "to"},
	graph.SubjectClaim:    {"from", "to", "assertedBy", "document", "source", "relation"},
	graph.SubjectDocument: {"source"},
}

// partyKinds make an actor a party of an agreement.
var partyKinds = []graph.RelationKind{graph.Signed, graph.Ratified, graph.AccededTo}

// parts are the fields of entities that lead over relations of some kinds.
var parts = map[string]struct {
	near, far graph.Edge
	kinds     []graph.RelationKind
}{
	"parties":      {"in", "from", partyKinds},
	"participants": {"in", "from", []graph.RelationKind{graph.ParticipatesIn, graph.Hosts, graph.Finances, graph.Builds}},
	"connects":     {"out", "to", []graph.RelationKind{graph.Connects}},
}

// operators in the order in which conditions are made of them.
var operators = []graph.Op{graph.Eq, graph.In, graph.Gt, graph.Gte, graph.Lt, graph.Lte,
	graph.Contains, graph.StartsWith, graph.Matches, graph.Missing}

// translate makes a condition of a `where` argument. The error wraps
// graph.ErrInvalid.
func translate(s graph.Subject, in map[string]any) (graph.Where, error) {
	var all []graph.Where
	for _, name := range sortedKeys(in) {
		if in[name] == nil || isNil(in[name]) {
			continue
		}
		w, err := condition(s, name, in[name])
		if err != nil {
			return graph.Where{}, err
		}
		all = append(all, w)
	}
	return and(all...), nil
}

func condition(s graph.Subject, name string, in any) (graph.Where, error) {
	switch name {
	case "AND", "OR":
		return combined(s, name, in.([]map[string]any))
	case "NOT":
		w, err := translate(s, in.(map[string]any))
		return graph.Where{Not: &w}, err
	}
	v := in.(map[string]any)
	if name == "between" {
		a, _ := plain(v["a"]).(string)
		b, _ := plain(v["b"]).(string)
		pair := graph.Pair(graph.EntityID(a), graph.EntityID(b))
		if pair == "" {
			return graph.Where{}, graph.Invalidf("between wants two different actors")
		}
		return graph.Is("pair", pair), nil
	}
	if name == "inForce" {
		return inForceWhere(v)
	}
	if p, ok := parts[name]; ok && s == graph.SubjectEntity {
		return quantified(graph.SubjectEntity, v, func(q graph.Quantifier, of graph.Where) graph.Where {
			return part(p.near, p.far, p.kinds, q, of)
		})
	}
	if join, ok := graph.LookupEdge(s, graph.Edge(name)); ok {
		return edge(s, join, v)
	}
	return leaves(s, name, v)
}

func combined(s graph.Subject, name string, in []map[string]any) (graph.Where, error) {
	list := make([]graph.Where, len(in))
	for i, m := range in {
		w, err := translate(s, m)
		if err != nil {
			return graph.Where{}, err
		}
		list[i] = w
	}
	if name == "OR" {
		return graph.Where{Or: list}, nil
	}
	return graph.Where{And: list}, nil
}

// edge makes the condition of an edge. What a condition on the one thing at
// the other end says of its id and kind is asked of the field that names it.
func edge(s graph.Subject, join graph.Join, in map[string]any) (graph.Where, error) {
	for _, e := range toOne[s] {
		if e != join.Name {
			continue
		}
		here, there := make(map[string]any), make(map[string]any)
		for name, v := range in {
			field := join.Local
			if name == "kind" {
				field += "Kind"
			}
			if _, ok := graph.LookupField(s, field); ok && (name == "id" || name == "kind") {
				here[string(field)] = v
			} else {
				there[name] = v
			}
		}
		return split(s, join, here, there)
	}
	return quantified(join.Target, in, func(q graph.Quantifier, of graph.Where) graph.Where {
		return graph.Where{Edge: join.Name, Quantifier: q, Of: &of}
	})
}

func split(s graph.Subject, join graph.Join, here, there map[string]any) (graph.Where, error) {
	var all []graph.Where
	for _, name := range sortedKeys(here) {
		if v, ok := here[name].(map[string]any); ok && v != nil {
			w, err := leaves(s, name, v)
			if err != nil {
				return graph.Where{}, err
			}
			all = append(all, w)
		}
	}
	of, err := translate(join.Target, there)
	if err == nil && len(there) > 0 {
		all = append(all, graph.SomeOf(join.Name, of))
	}
	return and(all...), err
}

func quantified(target graph.Subject, in map[string]any, make func(graph.Quantifier, graph.Where) graph.Where) (graph.Where, error) {
	var all []graph.Where
	for _, q := range []graph.Quantifier{graph.Some, graph.All, graph.None, graph.Single} {
		m, ok := in[string(q)].(map[string]any)
		if !ok || m == nil {
			continue
		}
		of, err := translate(target, m)
		if err != nil {
			return graph.Where{}, err
		}
		all = append(all, make(q, of))
	}
	return and(all...), nil
}

// done is the condition that a relation of one of the kinds is reported done.
func done(kinds ...graph.RelationKind) graph.Where {
	return graph.Where{And: []graph.Where{
		graph.OneOf("kind", kinds...),
		graph.Is("modality", string(graph.Actual)),
		{Field: "claims", Op: graph.Gt, Value: 0.0},
	}}
}

// part is the condition on the entities at the far end of relations of some
// kinds. "All" is that none does not meet it.
func part(near, far graph.Edge, kinds []graph.RelationKind, q graph.Quantifier, of graph.Where) graph.Where {
	inner := of
	if q == graph.All {
		q, inner = graph.None, graph.Where{Not: &of}
	}
	end := and(done(kinds...), graph.SomeOf(far, inner))
	where := graph.Where{Edge: near, Quantifier: q, Of: &end}
	if q == graph.Single {
		where.Apart = graph.Field(far) // one that signed and ratified is one
	}
	return where
}

func inForceWhere(in map[string]any) (graph.Where, error) {
	want, ok := plain(in["eq"]).(bool)
	if !ok {
		return graph.Where{}, graph.Invalidf("inForce wants eq: true or false")
	}
	began, ended := done(graph.EnteredIntoForce), done(graph.Terminated)
	w := graph.Where{And: []graph.Where{
		{Edge: "out", Quantifier: graph.Some, Of: &began},
		{Edge: "out", Quantifier: graph.None, Of: &ended},
	}}
	if !want {
		return graph.Where{Not: &w}, nil
	}
	return w, nil
}

// leaves makes the conditions of a filter on a field.
func leaves(s graph.Subject, name string, in map[string]any) (graph.Where, error) {
	field := graph.Field(name)
	if f, ok := renamed[s][name]; ok {
		field = f
	}
	var all []graph.Where
	for _, op := range operators {
		raw, ok := in[string(op)]
		if !ok {
			continue
		}
		v := plain(raw)
		switch {
		case op == graph.Missing && v != nil:
			w := graph.Where{Field: field, Op: graph.Missing}
			if v == false {
				w = graph.Where{Not: &graph.Where{Field: field, Op: graph.Missing}}
			}
			all = append(all, w)
		case op == graph.Eq && v == nil:
			all = append(all, graph.Where{Field: field, Op: graph.Missing})
		case v == nil:
			return graph.Where{}, graph.Invalidf("%s: %s: null compares with nothing", name, op)
		default:
			all = append(all, graph.Where{Field: field, Op: op, Value: v})
		}
	}
	return and(all...), nil
}

// plain returns a value of an argument as conditions take it: string, float64,
// bool, []string, or nil.
func plain(v any) any {
	if v == nil {
		return nil
	}
	r := reflect.ValueOf(v)
	if r.Kind() == reflect.Pointer {
		if r.IsNil() {
			return nil
		}
		r = r.Elem()
	}
	switch r.Kind() {
	case reflect.String:
		return r.String()
	case reflect.Bool:
		return r.Bool()
	case reflect.Int32, reflect.Int64, reflect.Int:
		return float64(r.Int())
	case reflect.Float64:
		return r.Float()
	case reflect.Slice:
		if r.IsNil() {
			return nil
		}
		out := make([]string, r.Len())
		for i := range out {
			out[i] = r.Index(i).String()
		}
		return out
	}
	return nil
}

func isNil(v any) bool {
	r := reflect.ValueOf(v)
	return (r.Kind() == reflect.Map || r.Kind() == reflect.Slice) && r.IsNil()
}

// order makes a sort of a `sort` argument, a list of pointers to structs with a
// pointer for each field, of which exactly one is set. The error wraps
// graph.ErrInvalid.
func order(s graph.Subject, in any) ([]graph.Order, error) {
	list := reflect.ValueOf(in)
	if !list.IsValid() {
		return nil, nil
	}
	keys := make([]graph.Order, list.Len())
	for i := range keys {
		set := 0
		for field, direction := range list.Index(i).Elem().Fields() {
			if direction.IsNil() {
				continue
			}
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			keys[i] = graph.Order{Field: graph.Field(name), Desc: direction.Elem().String() == "DESC"}
			if f, ok := renamed[s][name]; ok {
				keys[i].Field = f
			}
			set++
		}
		if set != 1 {
			return nil, graph.Invalidf("each key of a sort has exactly one field, such as {id: ASC}")
		}
	}
	return keys, nil
}
