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
	if near, ok := at.Across(join); ok && !(some(w) && w.Of.Finds(join.Target, indexed)) {
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

func some(w *graph.Where) bool { return w.Quantifier == "" || w.Quantifier == graph.Some }

// manyTimes is how many times fewer than the things there are ids must be for
// an index to lead to them sooner than a scan.
const manyTimes = "4"

// sought returns which of the parts of a condition on things of which nothing is
// known gives a set of their ids, -1 for none.
func sought(s graph.Subject, parts []*graph.Where, at graph.Reach) int {
	if at != graph.ReachAny || s == graph.SubjectEntity { // of entities there are so few that two ways cost more
		return -1
	}
	return slices.IndexFunc(parts, func(w *graph.Where) bool {
		join, ok := graph.LookupEdge(s, w.Edge)
		if !ok || join.Local != graph.FieldID || w.Field != "" || w.Not != nil || len(w.Or) > 0 {
			return false
		}
		return some(w) || w.Quantifier == graph.Single
	})
}

// find returns the clause that binds v to the things for which a condition's
// parts hold, and the conditions that remain. Where an edge gives a set of ids,
// few are looked up; where they are a good part of all things, to look through
// these is cheaper.
func (c *compiler) find(s graph.Subject, v string, parts []*graph.Where, at graph.Reach) (start string, conds []string) {
	by := sought(s, parts, at)
	for i, w := range parts {
		if i == by {
			continue
		}
		if cond := c.cond(s, v, w, false, at); cond != always {
			conds = append(conds, cond)
		}
	}
	match := "MATCH (" + v + ":" + label(s)
	if by < 0 {
		return match + ")", conds
	}
	join, _ := graph.LookupEdge(s, parts[by].Edge)
	keys := c.set(join, parts[by].Of, parts[by])
	return "WITH *, " + manyTimes + " * size(" + keys + ") > COUNT { (:" + label(s) + ") } AS many\n" + c.scope("many") +
		"UNWIND CASE WHEN many THEN [] ELSE " + keys + " END AS key\n" + match + " {id: key})\nRETURN " + v + "\nUNION ALL\n" +
		"UNWIND CASE WHEN many THEN [" + keys + "] ELSE [] END AS keys\n" + match + ")\nUSING SCAN " + v + ":" + label(s) +
		"\nWHERE " + v + ".id IN keys\nRETURN " + v + "\n}\nWITH " + v + c.kept(), conds
}

// set makes a list, before all else, of what the near ends of an edge have in
// common with the things beyond it that meet the condition, or with one thing
// alone, and returns its name.
func (c *compiler) set(join graph.Join, of, w *graph.Where) string {
	if next, ok := passed(join, of); ok {
		join, _ = graph.LookupEdge(join.Target, next.Edge)
		return c.set(join, next.Of, next)
	}
	outer := c.used
	c.used = nil
	if c.once {
		c.used = []string{writer}
	}
	far := c.variable()
	start, conds := c.find(join.Target, far, conjuncts(of), of.Reach(join.Target, indexed))
	if there := c.there(join.Target, far); there != "" {
		conds = slices.Insert(conds, 0, there)
	}
	name := "s" + strconv.Itoa(len(c.sets))
	text := clauses(c.scope()+start, conds) + "\n" + c.nearEnds(join, far)
	if w.Quantifier == graph.Single && !join.One() {
		text += "WITH key, count(DISTINCT " + apart(join, far, w) + ") AS times WHERE times = 1\n"
	}
	c.sets = append(c.sets, text+"RETURN collect(DISTINCT key) AS "+name+"\n}\n")
	c.used = append(outer, name)
	return name
}

// passed returns the condition on an edge of entities that is all that is asked
// of them, where an edge leads to them by their id: what has an entity at an end
// has one that is there, so that the two edges are one.
func passed(join graph.Join, of *graph.Where) (next *graph.Where, ok bool) {
	if join.Target != graph.SubjectEntity || join.Foreign != graph.FieldID {
		return nil, false
	}
	for _, w := range conjuncts(of) {
		switch {
		case w.Field == "" && w.Edge == "" && w.Not == nil && len(w.Or) == 0:
			continue
		case ok || w.Field != "" || w.Not != nil || len(w.Or) > 0 || !some(w):
			return nil, false
		}
		next, ok = w, true
	}
	if !ok {
		return nil, false
	}
	further, _ := graph.LookupEdge(graph.SubjectEntity, next.Edge)
	return next, further.Local == graph.FieldID
}

// nearEnds returns the clause that binds key to what the near ends of an edge
// have in common with the thing beyond it.
func (c *compiler) nearEnds(join graph.Join, far string) string {
	switch {
	case join.Local == "documentIds":
		return "MATCH (r:Record {document: " + far + ".id}) WHERE r.counted AND " + c.visible("r") + "\nWITH " + far + ", r.entity AS key\n"
	case join.Foreign == "documentIds":
		return "MATCH (r:Record {entity: " + far + ".id}) WHERE r.counted AND " + c.visible("r") + "\nWITH " + far + ", r.document AS key\n"
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
		return "MATCH (" + record + ":Record {entity: " + v + ".id}) WHERE " + record + ".counted AND " + c.visible(record) + " " +
			"MATCH (" + far + ":Document {id: " + record + ".document}) WHERE true"
	case join.Foreign == "documentIds":
		return "MATCH (" + record + ":Record {document: " + v + ".id}) WHERE " + record + ".counted AND " + record + ".entity IS NOT NULL AND " + c.visible(record) + " " +
			"MATCH (" + far + ":Entity {id: " + record + ".entity}) WHERE true"
	}
	local := v + "." + property(s, join.Local)
	if join.Foreign == "ends" {
		return match + "(" + far + ".from = " + local + " OR " + far + ".to = " + local + ")"
	}
	return match + far + "." + property(join.Target, join.Foreign) + " = " + local
}
