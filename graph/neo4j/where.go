package neo4j

import (
	"strings"

	"entente/graph"
)

// always is the condition that holds for everything.
const always = "true"

// cond returns the condition on v as a Cypher expression. Below a Not it never
// gives null; elsewhere null stands for false, which comes to the same and
// lets indexes serve.
func (c *compiler) cond(s graph.Subject, v string, w *graph.Where, below bool, at graph.Reach) string {
	var parts []string
	add := func(cond string) {
		if cond != always {
			parts = append(parts, cond)
		}
	}
	for i := range w.And {
		add(c.cond(s, v, &w.And[i], below, at))
	}
	if len(w.Or) > 0 {
		alternatives := make([]string, len(w.Or))
		for i := range w.Or {
			alternatives[i] = "(" + c.cond(s, v, &w.Or[i], below, at) + ")"
		}
		add("(" + strings.Join(alternatives, " OR ") + ")")
	}
	if w.Not != nil {
		add("NOT (" + c.cond(s, v, w.Not, true, at) + ")")
	}
	if w.Field != "" {
		leaf := c.leaf(s, v, w)
		if below {
			leaf = "coalesce(" + leaf + ", false)"
		}
		add(leaf)
	}
	if w.Edge != "" {
		add(c.edge(s, v, w, below, at))
	}
	switch len(parts) {
	case 0:
		return always
	case 1:
		return parts[0]
	}
	return "(" + strings.Join(parts, " AND ") + ")"
}

// leaf returns the comparison of a field, null or false where it has no value.
func (c *compiler) leaf(s graph.Subject, v string, w *graph.Where) string {
	info, _ := graph.LookupField(s, w.Field)
	at := v + "." + property(s, w.Field)
	switch info.Type {
	case graph.TypeText:
		query, _ := w.Value.(string)
		return c.matches(at, query)
	case graph.TypeDate:
		return c.dateLeaf(v, w)
	case graph.TypeList:
		return c.listLeaf(s, v, w)
	}
	switch w.Op {
	case graph.Missing:
		return at + " IS NULL"
	case graph.In:
		values, _ := w.Value.([]string)
		return at + " IN " + c.param(encodeAll(values)) + dated(s, w.Field, v)
	case graph.Contains, graph.StartsWith:
		value, _ := w.Value.(string)
		op := map[graph.Op]string{graph.Contains: " CONTAINS ", graph.StartsWith: " STARTS WITH "}[w.Op]
		return at + op + c.param(encode(value))
	}
	value := w.Value
	if s, ok := value.(string); ok {
		value = encode(s)
	}
	leaf := at + comparison(w.Op) + c.param(value)
	if w.Op == graph.Eq {
		leaf += dated(s, w.Field, v)
	}
	return leaf
}

func comparison(op graph.Op) string {
	switch op {
	case graph.Gt:
		return " > "
	case graph.Gte:
		return " >= "
	case graph.Lt:
		return " < "
	case graph.Lte:
		return " <= "
	}
	return " = "
}

func (c *compiler) dateLeaf(v string, w *graph.Where) string {
	at := v + "." + string(w.Field)
	switch w.Op {
	case graph.Missing:
		return at + " IS NULL"
	case graph.In:
		values, _ := w.Value.([]string)
		return at + " IN " + c.param(encodeAll(values))
	}
	value, _ := w.Value.(string)
	if w.Op == graph.Eq {
		return at + " = " + c.param(encode(value))
	}
	lo, hi, _ := graph.Date(value).Bounds()
	switch w.Op {
	case graph.Gt:
		return at + "Lo > " + c.param(string(hi))
	case graph.Gte:
		return at + "Lo >= " + c.param(string(lo))
	case graph.Lt:
		return at + "Hi < " + c.param(string(lo))
	}
	return at + "Hi <= " + c.param(string(hi))
}

func (c *compiler) listLeaf(s graph.Subject, v string, w *graph.Where) string {
	at := v + "." + property(s, w.Field)
	values, many := w.Value.([]string)
	if !many {
		value, _ := w.Value.(string)
		values = []string{value}
	}
	for i := range values {
		if i == 0 {
			values = append([]string(nil), values...)
		}
		values[i] = stored(s, w.Field, values[i])
	}
	if recorded(w.Field) {
		return c.recordLeaf(v, w, values, many)
	}
	switch {
	case w.Op == graph.Missing && w.Field == "ends":
		return v + ".from IS NULL"
	case w.Op == graph.Missing:
		return at + " IS NULL"
	case w.Field == "ends" && !many:
		p := c.param(values[0])
		return "(" + v + ".from = " + p + " OR " + v + ".to = " + p + ")"
	case w.Field == "ends":
		p := c.param(values)
		return "(" + v + ".from IN " + p + " OR " + v + ".to IN " + p + ")"
	case !many:
		return c.param(values[0]) + " IN " + at
	}
	return "any(x IN " + at + " WHERE x IN " + c.param(values) + ")"
}

// recordLeaf is listLeaf for a field that Record nodes hold.
func (c *compiler) recordLeaf(v string, w *graph.Where, values []string, many bool) string {
	near, far := recordEnds(w.Field)
	r := c.variable()
	exists := "EXISTS { MATCH (" + r + ":Record {" + near + ": " + v + ".id}) WHERE " + r + ".counted AND " + c.visible(r) + " AND " + r + "." + far
	switch {
	case w.Op == graph.Missing:
		return "NOT " + exists + " IS NOT NULL }"
	case many:
		return exists + " IN " + c.param(values) + " }"
	}
	return exists + " = " + c.param(values[0]) + " }"
}

// matches returns the condition that folded words, stored with a space at both
// ends, hold the query as graph.MatchesText says.
func (c *compiler) matches(at, query string) string {
	terms := graph.Tokens(query)
	if len(terms) == 0 {
		return "false"
	}
	parts := make([]string, len(terms))
	for i, t := range terms {
		word := " " + t.Text
		if i < len(terms)-1 {
			word += " "
		}
		parts[i] = at + " CONTAINS " + c.param(word)
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return "(" + strings.Join(parts, " AND ") + ")"
}
