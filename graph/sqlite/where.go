package sqlite

import (
	"encoding/json"
	"fmt"
	"strings"

	"entente/graph"
)

// compiler writes the text of one statement and gathers its values in the order
// of their places.
type compiler struct {
	valid   graph.Day
	args    []any
	aliases int
	// among are rows that the items are known to be, a JSON list; nil for none.
	among *string
}

func (c *compiler) param(v any) string {
	c.args = append(c.args, v)
	return "?"
}

// texts returns a parameter that stands for a list of texts.
func (c *compiler) texts(values []string) string {
	kept := make([]string, 0, len(values))
	for _, v := range values {
		if v != "" { // no field has it
			kept = append(kept, v)
		}
	}
	b, _ := json.Marshal(kept)
	return "(SELECT value FROM json_each(" + c.param(string(b)) + "))"
}

func (c *compiler) alias() string {
	c.aliases++
	return fmt.Sprintf("x%d", c.aliases)
}

// items returns the condition that a row of the subject is an item, and meets
// the condition where there is one.
func (c *compiler) items(s graph.Subject, alias string, w *graph.Where, at graph.Reach) string {
	return and(c.there(s, alias), c.where(s, alias, w, at))
}

// there returns the condition that a row of the subject is an item as of the
// plan's day.
func (c *compiler) there(s graph.Subject, alias string) string {
	sub := subjects[s]
	parts := []string{strings.ReplaceAll(sub.there, "@", alias)}
	if sub.dated && c.valid != "" {
		parts = append(parts, alias+".valid_lo <= "+c.param(string(c.valid)), alias+".valid_hi >= "+c.param(string(c.valid)))
	}
	return and(parts...)
}

// where returns a condition, "" for one that always holds. It is never NULL:
// no column that it reads can be.
func (c *compiler) where(s graph.Subject, alias string, w *graph.Where, at graph.Reach) string {
	var parts []string
	for i := range w.And {
		parts = append(parts, c.where(s, alias, &w.And[i], at))
	}
	if len(w.Or) > 0 {
		alternatives := make([]string, len(w.Or))
		for i := range w.Or {
			alternatives[i] = or1(c.where(s, alias, &w.Or[i], at))
		}
		parts = append(parts, "("+strings.Join(alternatives, " OR ")+")")
	}
	if w.Not != nil {
		parts = append(parts, "NOT ("+or1(c.where(s, alias, w.Not, at))+")")
	}
	if w.Field != "" {
		parts = append(parts, c.leaf(subjects[s].fields[w.Field], alias, w))
	}
	if w.Edge != "" {
		parts = append(parts, c.edge(s, alias, w, at))
	}
	return and(parts...)
}

// and joins the conditions, leaving out those that always hold.
func and(parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, " AND ")
}

// or1 writes a condition that always holds as such.
func or1(condition string) string {
	if condition == "" {
		return "1"
	}
	return condition
}

// clause returns " WHERE " and the condition, or "".
func clause(condition string) string {
	if condition == "" {
		return ""
	}
	return " WHERE " + condition
}

func (c *compiler) leaf(col column, alias string, w *graph.Where) string {
	var condition string
	switch col.kind {
	case graph.TypeText:
		return c.matches(col, alias, w)
	case graph.TypeList:
		return c.inList(col.list, alias, w)
	case graph.TypeDate:
		condition = c.onDate(col, w)
	case graph.TypeString:
		condition = c.onText(col.sql, w)
	default:
		condition = col.sql + operator(w.Op) + c.param(scalar(w.Value))
	}
	if col.document {
		return alias + ".contribution IN (SELECT d.row FROM documents d WHERE " + condition + ")"
	}
	return strings.ReplaceAll(condition, "@", alias)
}

// scalar returns the value as SQLite compares it.
func scalar(v any) any {
	if b, ok := v.(bool); ok {
		if b {
			return 1
		}
		return 0
	}
	return v
}

func operator(op graph.Op) string {
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

func (c *compiler) onText(sql string, w *graph.Where) string {
	value, _ := w.Value.(string)
	switch w.Op {
	case graph.Missing:
		return sql + " = ''"
	case graph.In:
		values, _ := w.Value.([]string)
		return sql + " IN " + c.texts(values)
	case graph.Contains:
		return sql + " <> '' AND instr(" + sql + ", " + c.param(value) + ") > 0"
	case graph.StartsWith:
		return sql + " <> '' AND instr(" + sql + ", " + c.param(value) + ") = 1"
	}
	return sql + operator(w.Op) + c.param(value) + " AND " + sql + " <> ''"
}

func (c *compiler) onDate(col column, w *graph.Where) string {
	value, _ := w.Value.(string)
	lo, hi, _ := graph.Date(value).Bounds()
	switch w.Op {
	case graph.Gt:
		return col.lo + " > " + c.param(string(hi))
	case graph.Gte:
		return col.lo + " >= " + c.param(string(lo))
	case graph.Lt:
		return col.lo + " <> '' AND " + col.hi + " < " + c.param(string(lo))
	case graph.Lte:
		return col.lo + " <> '' AND " + col.hi + " <= " + c.param(string(hi))
	}
	return c.onText(col.sql, w)
}

// matches compares by full text: all folded words, the last as a prefix.
func (c *compiler) matches(col column, alias string, w *graph.Where) string {
	value, _ := w.Value.(string)
	tokens := graph.Tokens(value)
	if len(tokens) == 0 {
		return "0"
	}
	terms := make([]string, 0, len(tokens))
	seen := make(map[string]bool, len(tokens))
	for _, t := range tokens[:len(tokens)-1] {
		if !seen[t.Text] {
			terms = append(terms, `"`+t.Text+`"`)
		}
		seen[t.Text] = true
	}
	terms = append(terms, `"`+tokens[len(tokens)-1].Text+`" *`)
	return strings.ReplaceAll(col.key, "@", alias) + " IN (SELECT rowid FROM " + col.words + " WHERE " + col.words +
		" MATCH " + c.param(strings.Join(terms, " ")) + ")"
}

func (c *compiler) inList(l *list, alias string, w *graph.Where) string {
	at := func(sql string) string { return strings.ReplaceAll(sql, "@", alias) }
	switch w.Op {
	case graph.Missing:
		return "NOT " + at(l.any)
	case graph.In:
		values, _ := w.Value.([]string)
		holds := strings.ReplaceAll(at(l.holds), "= $", "IN $")
		return c.fill(holds, func() string { return c.texts(values) })
	}
	return c.fill(at(l.holds), func() string { return c.param(w.Value) })
}

// fill puts a value in each place of the text.
func (c *compiler) fill(sql string, value func() string) string {
	parts := strings.Split(sql, "$")
	var b strings.Builder
	for i, p := range parts {
		if i > 0 {
			b.WriteString(value())
		}
		b.WriteString(p)
	}
	return b.String()
}

// has returns the condition that a field of the row has the value of an
// expression, which takes no parameters.
func (c *compiler) has(s graph.Subject, alias string, field graph.Field, expr string) string {
	col := subjects[s].fields[field]
	switch {
	case col.list != nil:
		holds := col.list.link
		if expr == keyValue {
			holds = col.list.holds
		}
		return strings.ReplaceAll(strings.ReplaceAll(holds, "@", alias), "$", expr)
	case col.document:
		return alias + ".contribution IN (SELECT d.row FROM documents d WHERE " + col.sql + " = " + expr + ")"
	}
	sql := col.expr(col.sql, alias)
	if field == graph.FieldID {
		return sql + " = " + expr
	}
	return sql + " = " + expr + " AND " + sql + " <> ''"
}
