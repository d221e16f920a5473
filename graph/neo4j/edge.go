package neo4j

import (
	"slices"
	"strconv"
	"strings"

	"entente/graph"
)

// indexed reports whether an index leads to the nodes that meet a comparison.
func indexed(s graph.Subject, w *graph.Where) bool {
	if w.Op != graph.Eq && w.Op != graph.In {
		return false
	}
	name := string(w.Field)
	return w.Field == graph.FieldID || w.Field == "ends" ||
		slices.ContainsFunc(indexes, func(ix []string) bool { return ix[0] == label(s) && ix[1] == name && name != "kind" })
}

// edge returns the condition on the things at an edge; it is never null.
func (c *compiler) edge(s graph.Subject, v string, w *graph.Where, below bool, at graph.Reach) string {
	join, _ := graph.LookupEdge(s, w.Edge)
	some := w.Quantifier == "" || w.Quantifier == graph.Some
	if near, ok := at.Across(join); ok && !(some && w.Of.Finds(join.Target, indexed)) {
		return c.edgeEach(s, v, join, w, near)
	}
	of := w.Of
	if w.Quantifier == graph.All {
		of = &graph.Where{Not: w.Of}
	}
	local := v + ".id"
	if join.Local != "documentIds" {
		local = v + "." + property(s, join.Local)
	}
	member := local + " IN " + c.set(join, of, w)
	switch {
	case w.Quantifier == graph.All, w.Quantifier == graph.None:
		return "NOT coalesce(" + member + ", false)"
	case below:
		return "coalesce(" + member + ", false)"
	}
	return member
}

// set makes a list, before all else, of what the near ends of an edge have in
// common with the things beyond it that meet the condition, or with one thing
// alone, and returns its name.
func (c *compiler) set(join graph.Join, of, w *graph.Where) string {
	outer := c.used
	c.used = nil
	far := c.variable()
	conds := make([]string, 0, 2)
	if there := c.there(join.Target, far); there != "" {
		conds = append(conds, there)
	}
	if cond := c.cond(join.Target, far, of, false, of.Reach(join.Target, indexed)); cond != always {
		conds = append(conds, cond)
	}
	name := "s" + strconv.Itoa(len(c.sets))
	text := clauses("CALL ("+strings.Join(c.used, ", ")+") {\nMATCH ("+far+":"+label(join.Target)+")", conds) + "\n" + nearEnds(join, far)
	if w.Quantifier == graph.Single && !join.One() {
		text += "WITH key, count(DISTINCT " + apart(join, far, w) + ") AS times WHERE times = 1\n"
	}
	c.sets = append(c.sets, text+"RETURN collect(DISTINCT key) AS "+name+"\n}\n")
	c.used = append(outer, name)
	return name
}

// nearEnds returns the clause that binds key to what the near ends of an edge
// have in common with the thing beyond it.
func nearEnds(join graph.Join, far string) string {
	switch {
	case join.Local == "documentIds":
		return "MATCH (r:Record {document: " + far + ".id}) WHERE r.counted AND " + visible("r") + "\nWITH " + far + ", r.entity AS key\n"
	case join.Foreign == "documentIds":
		return "MATCH (r:Record {entity: " + far + ".id}) WHERE r.counted AND " + visible("r") + "\nWITH " + far + ", r.document AS key\n"
	case join.Foreign == "ends":
		return "UNWIND CASE WHEN " + far + ".to IS NULL OR " + far + ".to = " + far + ".from THEN [" + far + ".from] ELSE [" +
			far + ".from, " + far + ".to] END AS key\n"
	}
	return "WITH " + far + ", " + far + "." + property(join.Target, join.Foreign) + " AS key\n"
}

// scope opens a subquery that sees the variables and the sets.
func (c *compiler) scope(variables ...string) string {
	return "CALL (" + strings.Join(append(variables, c.used...), ", ") + ") {\n"
}

// kept returns the sets as what a WITH has to keep besides its own.
func (c *compiler) kept() string {
	if len(c.used) == 0 {
		return ""
	}
	return ", " + strings.Join(c.used, ", ")
}

// edgeEach returns the condition on the things at an edge, looked at from the node.
func (c *compiler) edgeEach(s graph.Subject, v string, join graph.Join, w *graph.Where, at graph.Reach) string {
	far := c.variable()
	pattern := c.join(s, v, far, join)
	if there := c.there(join.Target, far); there != "" {
		pattern += " AND " + there
	}
	of := c.cond(join.Target, far, w.Of, w.Quantifier == graph.All, at)
	switch w.Quantifier {
	case graph.All:
		return "NOT EXISTS { " + pattern + " AND NOT (" + of + ") }"
	case graph.None:
		return "NOT EXISTS { " + pattern + " AND " + of + " }"
	case graph.Single:
		return "COUNT { " + pattern + " AND " + of + " RETURN DISTINCT " + apart(join, far, w) + " LIMIT 2 } = 1"
	}
	return "EXISTS { " + pattern + " AND " + of + " }"
}

// apart returns what tells the things at an edge apart, the condition's field or
// themselves. A missing value is "".
func apart(join graph.Join, far string, w *graph.Where) string {
	if w.Apart == "" {
		return far
	}
	return "coalesce(" + far + "." + property(join.Target, w.Apart) + ", '')"
}

// join returns the clauses, up to their condition, that bind far to the things
// at the edge. What entities and documents have in common goes by the records.
func (c *compiler) join(s graph.Subject, v, far string, join graph.Join) string {
	match := "MATCH (" + far + ":" + label(join.Target) + ") WHERE "
	record := "r" + far
	switch {
	case join.Local == "documentIds":
		return "MATCH (" + record + ":Record {entity: " + v + ".id}) WHERE " + record + ".counted AND " + visible(record) + " " +
			"MATCH (" + far + ":Document {id: " + record + ".document}) WHERE true"
	case join.Foreign == "documentIds":
		return "MATCH (" + record + ":Record {document: " + v + ".id}) WHERE " + record + ".counted AND " + record + ".entity IS NOT NULL AND " + visible(record) + " " +
			"MATCH (" + far + ":Entity {id: " + record + ".entity}) WHERE true"
	}
	local := v + "." + property(s, join.Local)
	if join.Foreign == "ends" {
		return match + "(" + far + ".from = " + local + " OR " + far + ".to = " + local + ")"
	}
	return match + far + "." + property(join.Target, join.Foreign) + " = " + local
}
