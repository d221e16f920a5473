package sqlite

import (
	"strings"

	"entente/graph"
)

// indexed reports whether an index leads to the rows that meet a comparison.
func indexed(s graph.Subject, w *graph.Where) bool {
	return subjects[s].fields[w.Field].found && (w.Op == graph.Eq || w.Op == graph.In || w.Op == graph.Matches)
}

// through returns what makes SQLite look through a table of which nothing is
// known as it lies: it takes any index for better, and the way over one takes
// several times as long.
func through(at graph.Reach) string {
	if at == graph.ReachAny {
		return " NOT INDEXED"
	}
	return ""
}

// edge returns the condition on what lies at an edge of a row.
func (c *compiler) edge(s graph.Subject, alias string, w *graph.Where, at graph.Reach) string {
	join, _ := graph.LookupEdge(s, w.Edge)
	some := w.Quantifier == "" || w.Quantifier == graph.Some
	if near, ok := at.Across(join); ok && !(some && w.Of.Finds(join.Target, indexed)) {
		return c.edgeEach(s, alias, join, w, near)
	}
	of := w.Of
	if w.Quantifier == graph.All {
		of = &graph.Where{Not: w.Of}
	}
	met := c.edgeSet(s, alias, join, of, w)
	if w.Quantifier == graph.All || w.Quantifier == graph.None {
		return "NOT (" + met + ")"
	}
	return met
}

// edgeSet returns the condition that the row is one of those at whose edge
// something meets the condition, or one thing alone. The set of them does not
// depend on the row, so that SQLite makes it once.
func (c *compiler) edgeSet(s graph.Subject, alias string, join graph.Join, of, w *graph.Where) string {
	far, single := c.alias(), w.Quantifier == graph.Single && !join.One()
	local, foreign := subjects[s].fields[join.Local], subjects[join.Target].fields[join.Foreign]
	value, each := "", ""
	given, byRow := byRow(s, alias, join, far)
	switch {
	case byRow:
		value = given.far
	case foreign.list != nil:
		value, each = strings.ReplaceAll(foreign.list.value, "@", far), strings.ReplaceAll(foreign.list.each, "@", far)
	default:
		value = foreign.expr(foreign.sql, far)
	}
	within := of.Reach(join.Target, indexed)
	met := c.items(join.Target, far, of, within)
	if !byRow {
		met = and(value+" <> ''", met)
	}
	values := "SELECT " + value + " FROM " + subjects[join.Target].table + " " + far + through(within) + each + clause(met)
	if single && local.list == nil {
		values += " GROUP BY 1 HAVING COUNT(DISTINCT " + apart(join, far, w, far+".row") + ") = 1"
	}
	values = "IN (" + values + ")"
	switch {
	case byRow:
		return given.near + " " + values
	case local.list != nil && single:
		return strings.ReplaceAll(strings.ReplaceAll(local.list.one, "@", alias), "= $", values)
	case local.list != nil:
		return strings.ReplaceAll(strings.ReplaceAll(local.list.holds, "@", alias), "= $", values)
	case local.document:
		return alias + ".contribution IN (SELECT d.row FROM documents d WHERE " + local.sql + " " + values + ")"
	}
	return local.expr(local.sql, alias) + " " + values
}

// rows are the columns by which a row and one at its edge belong together.
type rows struct{ near, far string }

// byRow returns the columns where they are numbers of rows: a document's row is
// its contribution.
func byRow(s graph.Subject, alias string, join graph.Join, far string) (rows, bool) {
	switch {
	case s == graph.SubjectClaim && join.Target == graph.SubjectDocument:
		return rows{alias + ".contribution", far + ".row"}, true
	case s == graph.SubjectDocument && join.Target == graph.SubjectClaim:
		return rows{alias + ".row", far + ".contribution"}, true
	}
	return rows{}, false
}

// edgeEach returns the condition on what lies at the edge, looked at from the row.
func (c *compiler) edgeEach(s graph.Subject, alias string, join graph.Join, w *graph.Where, at graph.Reach) string {
	far := c.alias()
	link := and(c.link(s, alias, join, far), c.there(join.Target, far))
	of := c.where(join.Target, far, w.Of, at)
	from := "SELECT 1 FROM " + subjects[join.Target].table + " " + far + " WHERE "
	switch w.Quantifier {
	case graph.All:
		return "NOT EXISTS (" + from + and(link, "NOT ("+or1(of)+")") + ")"
	case graph.None:
		return "NOT EXISTS (" + from + and(link, of) + ")"
	case graph.Single:
		from = strings.Replace(from, "SELECT 1", "SELECT DISTINCT "+apart(join, far, w, far+".row"), 1)
		return "(SELECT COUNT(*) FROM (" + from + and(link, of) + " LIMIT 2)) = 1"
	}
	return "EXISTS (" + from + and(link, of) + ")"
}

// apart returns what tells the rows at an edge apart, row where the condition
// does not say.
func apart(join graph.Join, far string, w *graph.Where, row string) string {
	if w.Apart == "" {
		return row
	}
	f := subjects[join.Target].fields[w.Apart]
	return f.expr(f.sql, far)
}

// link returns the condition that the far row lies at the row's edge.
func (c *compiler) link(s graph.Subject, alias string, join graph.Join, far string) string {
	if given, ok := byRow(s, alias, join, far); ok {
		return given.far + " = " + given.near
	}
	local := subjects[s].fields[join.Local]
	if local.list != nil {
		foreign := subjects[join.Target].fields[join.Foreign]
		return foreign.expr(foreign.sql, far) + " IN (" + strings.ReplaceAll(local.list.values, "@", alias) + ")"
	}
	return c.has(join.Target, far, join.Foreign, local.expr(local.sql, alias))
}
