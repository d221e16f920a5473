package sqlite

import (
	"encoding/json"
	"strconv"
	"strings"

	"entente/graph"
)

// statement is a text for SQLite and the values of its parameters in order.
type statement struct {
	text string
	args []any
}

// newCompiler returns a compiler for a plan.
func newCompiler(plan *graph.Plan) *compiler {
	return &compiler{valid: plan.AsOf.Valid}
}

// compilePages returns the statement that reads the pages of a plan, packed: the
// number of the key where there are keys, further columns, if any, then the
// subject's, in the order of the plan, one row more than the limit where there
// is more.
//
// The inner select finds the rows of a page by what an index holds; only those
// are then read whole. With keys it runs once a key.
func compilePages(plan *graph.Plan, further ...string) statement {
	return newCompiler(plan).pages(plan, further)
}

// compileRows is compilePages for a plan without keys whose items are among rows
// that are known, a JSON list of their numbers.
func compileRows(plan *graph.Plan, rows string, further ...string) statement {
	c := newCompiler(plan)
	c.among = &rows
	return c.pages(plan, further)
}

func (c *compiler) pages(plan *graph.Plan, further []string) statement {
	sub := subjects[plan.Subject]
	columns, from, order := append(further, sub.columns), " FROM "+sub.table+" t", ""
	if plan.By != "" {
		columns, order = append([]string{"k.key"}, columns...), "k.key, "
		from = " FROM json_each(" + c.param(keyList(plan.Keys)) + ") k CROSS JOIN " + sub.table + " t"
	}
	inner := c.rows(plan)
	text := "SELECT " + together(columns...) + from
	if plan.By != "" {
		text += " ON t.row IN (" + inner + ")" + sub.join
	} else {
		text += sub.join + " WHERE t.row IN (" + inner + ")"
	}
	return statement{text + " ORDER BY " + order + c.order(plan, "t"), c.args}
}

// rows returns the select of the rows of a page. Where a list's values lead to
// them by several indexes in the order that is asked for, it merges what these
// give, and reads no more of them than the page takes.
func (c *compiler) rows(plan *graph.Plan) string {
	sub := subjects[plan.Subject]
	from := " FROM " + sub.table + " x"
	met := func(key string) string {
		return clause(and(key, c.chosen(plan), c.after(plan, plan.Bound, false), c.after(plan, plan.Stop, true)))
	}
	l := sub.fields[plan.By].list
	if l == nil || l.order == "" || plan.Order[0].Field != l.order {
		return "SELECT x.row" + from + met(c.ofKey(plan)) + " ORDER BY " + c.order(plan, "x") + " LIMIT " + c.param(plan.Limit+1)
	}
	columns, order := "x.row AS row", make([]string, len(plan.Order))
	for i, o := range plan.Order {
		columns += ", " + sub.fields[o.Field].sort("x")
		order[i] = direct(strconv.Itoa(i+2), o)
	}
	arms := make([]string, len(l.arms))
	for i, arm := range l.arms {
		arms[i] = "SELECT " + columns + from + met(strings.ReplaceAll(strings.ReplaceAll(arm, "@", "x"), "$", keyValue))
	}
	return "SELECT row FROM (" + strings.Join(arms, " UNION ALL ") + " ORDER BY " + strings.Join(order, ", ") + " LIMIT " + c.param(plan.Limit+1) + ")"
}

// compileTotals returns the statement that counts all items of each key.
func compileTotals(plan *graph.Plan) statement {
	c := newCompiler(plan)
	sub := subjects[plan.Subject]
	count := "SELECT COUNT(*) FROM " + sub.table + " x"
	if plan.By == "" {
		return statement{"SELECT 0, (" + count + clause(c.chosen(plan)) + ")", c.args}
	}
	text := "SELECT k.key, (" + count + clause(and(c.ofKey(plan), c.chosen(plan))) + ")"
	return statement{text + " FROM json_each(" + c.param(keyList(plan.Keys)) + ") k", c.args}
}

// compileFound returns the statement that counts all items of a plan without
// keys, and gives the numbers of their rows as a JSON list.
func compileFound(plan *graph.Plan) statement {
	c := newCompiler(plan)
	from := " FROM " + subjects[plan.Subject].table + " x" + through(plan.Where.Reach(plan.Subject, indexed))
	return statement{"SELECT COUNT(*), json_group_array(x.row)" + from + clause(c.chosen(plan)), c.args}
}

// compileFacets returns the statement that counts the plan's items by a field.
func compileFacets(plan *graph.Plan, by graph.Field) statement {
	c := newCompiler(plan)
	sub := subjects[plan.Subject]
	col := sub.fields[by]
	value, from, weight := "", " FROM "+sub.table+" x", "0"
	if _, ok := sub.fields["goldstein"]; ok && plan.Weighed(by) {
		weight = "CAST(ROUND(x.goldstein * 10) AS INTEGER)"
	}
	each := "SELECT "
	switch {
	case col.list != nil:
		value = strings.ReplaceAll(col.list.value, "@", "x")
		from += strings.ReplaceAll(col.list.each, "@", "x")
		each = "SELECT DISTINCT x.row, "
	case col.kind == graph.TypeBool:
		value = "CASE WHEN " + col.expr(col.sql, "x") + " THEN 'true' ELSE 'false' END"
	default:
		value = col.expr(col.sql, "x")
	}
	across, second, keys := "", "", "v"
	if plan.Across != "" {
		col := sub.fields[plan.Across]
		across, second, keys = ", COALESCE("+col.expr(col.sql, "x")+", '') AS a", ", a", "v, a"
	}
	group := " WHERE v <> '' GROUP BY " + keys
	if col.dear { // it is computed once a row
		group = " GROUP BY " + keys + " HAVING v <> ''"
	}
	text := "SELECT v, COUNT(*) AS n, SUM(w)" + second + " FROM (" + each + value + " AS v, " + weight + " AS w" + across + from +
		clause(c.chosen(plan)) + ")" + group + " ORDER BY n DESC, " + keys
	return statement{text, c.args}
}

// chosen returns the condition that a row x is one that the plan asks for.
func (c *compiler) chosen(plan *graph.Plan) string {
	if c.among != nil {
		return "x.row IN (SELECT value FROM json_each(" + c.param(*c.among) + "))"
	}
	at := plan.Where.Reach(plan.Subject, indexed)
	if plan.By != "" {
		at = graph.ReachFew
	}
	return c.items(plan.Subject, "x", &plan.Where, at)
}

// keyValue is the value of the key that a page is made for.
const keyValue = "k.value"

func keyList(keys []string) string {
	b, _ := json.Marshal(keys)
	return string(b)
}

// ofKey returns the condition that a row belongs to the key k, "" without keys.
func (c *compiler) ofKey(plan *graph.Plan) string {
	if plan.By == "" {
		return ""
	}
	return and(keyValue+" <> ''", c.has(plan.Subject, "x", plan.By, keyValue))
}

func (c *compiler) order(plan *graph.Plan, alias string) string {
	fields := subjects[plan.Subject].fields
	keys := make([]string, len(plan.Order))
	for i, o := range plan.Order {
		keys[i] = direct(fields[o.Field].sort(alias), o)
	}
	return strings.Join(keys, ", ")
}

// direct returns a sort key in its direction.
func direct(key string, o graph.Order) string {
	if o.Desc {
		return key + " DESC"
	}
	return key
}

// after returns the condition that a row x comes after the bound in the plan's
// order, or before it; "" without a bound. The first comparison is one that an
// index can seek by.
func (c *compiler) after(plan *graph.Plan, bound []any, before bool) string {
	if bound == nil {
		return ""
	}
	fields := subjects[plan.Subject].fields
	var nest func(i int) string
	nest = func(i int) string {
		o := plan.Order[i]
		op := " > "
		if o.Desc != before {
			op = " < "
		}
		expr := fields[o.Field].sort("x")
		value := scalar(bound[i])
		if i == len(plan.Order)-1 {
			return expr + op + c.param(value)
		}
		head := expr + strings.TrimRight(op, " ") + "= " + c.param(value)
		return head + " AND (" + expr + op + c.param(value) + " OR " + nest(i+1) + ")"
	}
	return "(" + nest(0) + ")"
}
