package neo4j

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
)

// Statement is a Cypher text and its parameters. The text is made of constants
// and of the query's shape; no value of the query is in it.
type Statement struct {
	Text   string
	Params map[string]any
}

// Compile returns the statement that answers a plan. It gives one row per page
// in the order of the plan's keys: `items`, a list of lists with the columns of
// the subject, one more than Limit where there are more, and, where the plan asks
// for it, `total`, the count of all matches. Where the plan asks for things that
// items name by ids, `items` is a list of that list and of such things, see
// namedBy. It is a pure function.
func Compile(p *graph.Plan) Statement {
	return compiled(p, func(c *compiler) Statement { return c.compile(p) })
}

// compiled returns the statement that compile makes. Where that asks for sets, and
// so in several places whether things are readable, it is made again to ask for
// the writer's state once: the server takes a third less time to plan it then.
func compiled(p *graph.Plan, compile func(c *compiler) Statement) Statement {
	c := newCompiler(p)
	st := compile(c)
	if len(c.sets) == 0 {
		return st
	}
	c = newCompiler(p)
	c.once, c.used = true, []string{writer}
	return compile(c)
}

func (c *compiler) compile(p *graph.Plan) Statement {
	if p.By != "" {
		c.params["keys"] = keyRows(p)
	}
	c.params["limit"] = int64(p.Limit) + 1
	if found, ok := c.newest(p); ok {
		return c.paged(p, found+"\n"+c.page(p))
	}
	start, conds := c.match(p, "n")
	all := len(conds) == 0 && len(c.sets) == 0 && !p.Bare
	conds = append(conds, c.seen(p.Subject, "n")...)
	bounds := c.bounds(p)
	if all && len(bounds) == 0 && len(p.Order) == 1 && p.By == "" {
		bounds = []string{"n.id > ''"} // so that the index of ids gives the order
	}
	if p.Total && !all {
		text := clauses(start, conds) + "\n" + c.counted(p, bounds)
		lead, scope, order := c.around(p)
		return Statement{lead + scope + text + "\n}\nRETURN items, total" + order, c.params}
	}
	items := clauses(start, append(conds[:len(conds):len(conds)], bounds...)) + "\n" + c.page(p)
	if !p.Total {
		return c.paged(p, items)
	}
	lead, scope, order := c.around(p)
	count := clauses(start, conds) + "\nRETURN count(*) AS total\n}\n"
	return Statement{lead + scope + items + "\n}\n" + scope + count + "RETURN items, total" + order, c.params}
}

// paged returns the statement of a plan that wants no total, of the clauses that
// find a page.
func (c *compiler) paged(p *graph.Plan, items string) Statement {
	lead, scope, order := c.around(p)
	if p.By == "" {
		return Statement{lead + items, c.params} // the server plans it in half the time
	}
	return Statement{lead + scope + items + "\n}\nRETURN items" + order, c.params}
}

// around returns what comes before the subquery that finds a page, what opens
// it, and the order of the pages.
func (c *compiler) around(p *graph.Plan) (lead, scope, order string) {
	if p.By != "" {
		return c.lead() + "UNWIND $keys AS key\n", c.scope("key"), " ORDER BY key.at"
	}
	return c.lead(), c.scope(), ""
}

// lead returns the clauses that come before all else.
func (c *compiler) lead() string {
	text := strings.Join(c.sets, "")
	if c.once {
		return "OPTIONAL MATCH (w:Writer {id: 1})\nWITH w.turned AS " + writer + "\n" + text
	}
	return text
}

// counted returns the clauses that count what is found and cut a page out of it:
// what matches is found once, since to count it again would cost as much. The
// list of all that is found is not there when the page is made, for the server
// would count it as memory of each row.
func (c *compiler) counted(p *graph.Plan, bounds []string) string {
	if p.Bare {
		return "WITH count(*) AS total\nRETURN total, [] AS items"
	}
	found := "n"
	if len(bounds) > 0 {
		found = "CASE WHEN " + strings.Join(bounds, " AND ") + " THEN n END"
	}
	text := "WITH n ORDER BY " + c.order(p) + "\n"
	const counted = " count(*) AS total, collect("
	if len(p.With) == 0 {
		return text + "WITH" + counted + found + ")[..$limit] AS page\nRETURN total, [n IN page | [" + shown(p, "n") + "]] AS items"
	}
	// What is known besides is lost where all is counted.
	return text + "RETURN" + counted + found + ")[..$limit] AS page\n}\n" + c.scope("page") + "UNWIND page AS n\n" + c.joined(p)
}

// page returns the clauses that cut a page out of what is found, with what is
// asked for with its items, each a list of lists of columns.
func (c *compiler) page(p *graph.Plan) string {
	kept := ""
	if len(p.With) > 0 {
		kept = c.kept()
	}
	return "WITH " + cmp.Or(c.bound, "n"+kept) + " ORDER BY " + cmp.Or(c.sorted, c.order(p)) + " LIMIT $limit\n" + c.joined(p)
}

// compiler collects parameters and names variables.
type compiler struct {
	params map[string]any
	vars   int
	valid  bool
	// sets are the clauses that make lists before all else, used the names of
	// those that the condition in the making asks for.
	sets, used []string
	// sorted is the sort of what is found, bound what that is read from, where
	// the values are bound already.
	sorted, bound string
	// once says that the writer's state is read once, before all else.
	once bool
}

// writer is the variable that holds whether a publication under way has turned,
// null where none is.
const writer = "turned"

// visible returns the condition that v is readable.
func (c *compiler) visible(v string) string {
	if c.once {
		return "CASE WHEN " + v + ":Turning THEN " + v + ".coming = " + writer + " ELSE true END"
	}
	return visible(v)
}

func newCompiler(p *graph.Plan) *compiler {
	c := &compiler{params: make(map[string]any)}
	if p.AsOf.Valid != "" {
		c.valid = true
		c.params["valid"] = string(p.AsOf.Valid)
	}
	return c
}

func (c *compiler) param(value any) string {
	name := "p" + strconv.Itoa(len(c.params))
	c.params[name] = value
	return "$" + name
}

func (c *compiler) variable() string {
	c.vars++
	return "m" + strconv.Itoa(c.vars)
}

// match returns the clause that binds v to candidates, and the conditions that
// choose from them each thing that answers the plan, once, without bounds and
// that it is seen. It starts from a full-text index where the condition has a part for one.
func (c *compiler) match(p *graph.Plan, v string) (start string, conds []string) {
	parts := conjuncts(&p.Where)
	at := p.Where.Reach(p.Subject, indexed)
	if p.By != "" || slices.ContainsFunc(parts, func(w *graph.Where) bool { _, _, ok := searchable(p.Subject, w); return ok }) {
		at = graph.ReachFew
	}
	start, conds = c.find(p.Subject, v, parts, at)
	lead := ""
	if at != graph.ReachAny {
		start, lead = c.start(p, v, parts)
	}
	for _, cond := range []string{c.onDay(p.Subject, v), lead} {
		if cond != "" {
			conds = slices.Insert(conds, 0, cond)
		}
	}
	return start, conds
}

func clauses(start string, conds []string) string {
	if len(conds) == 0 {
		return start
	}
	return start + "\nWHERE " + strings.Join(conds, "\n  AND ")
}

// start returns the clause that binds v and the condition of the plan's key.
func (c *compiler) start(p *graph.Plan, v string, conds []*graph.Where) (clause, lead string) {
	plain := "MATCH (" + v + ":" + label(p.Subject) + ")"
	if recorded(p.By) {
		near, far := recordEnds(p.By)
		return "MATCH (r:Record {" + far + ": key.value})\nWHERE r." + near + " IS NOT NULL AND r.counted AND " + c.visible("r") + "\nWITH DISTINCT key, r." + near + " AS id" + c.kept() + "\n" +
			"MATCH (" + v + ":" + label(p.Subject) + " {id: id})\nWITH " + v + ", key" + c.kept(), ""
	}
	if p.By != "" {
		lead = c.keyed(p, v)
		if worded(p) {
			return c.search(p.Subject, "text", v, "key.words", true), lead
		}
		return plain, lead
	}
	for _, w := range conds {
		if field, query, ok := searchable(p.Subject, w); ok {
			return c.search(p.Subject, field, v, c.param(query), false), ""
		}
	}
	return plain, ""
}

// keyed returns the condition that v is found under the key.
func (c *compiler) keyed(p *graph.Plan, v string) string {
	info, _ := graph.LookupField(p.Subject, p.By)
	switch {
	case p.By == "ends":
		return "(" + v + ".from = key.value OR " + v + ".to = key.value)"
	case info.Type == graph.TypeList:
		return "key.value IN " + v + "." + property(p.Subject, p.By)
	}
	return v + "." + property(p.Subject, p.By) + " = key.value" + dated(p.Subject, p.By, v)
}

// dated returns the second condition of a claim's pair, always true, that the
// index of pair and date needs to serve.
func dated(s graph.Subject, f graph.Field, v string) string {
	if s == graph.SubjectClaim && f == "pair" {
		return " AND " + v + ".whenLo IS NOT NULL"
	}
	return ""
}

// keyRows returns the keys as rows: their place, the value as stored, and for
// fields that are found by their words, the words.
func keyRows(p *graph.Plan) []map[string]any {
	rows := make([]map[string]any, len(p.Keys))
	for i, key := range p.Keys {
		rows[i] = map[string]any{"at": int64(i), "value": stored(p.Subject, p.By, key)}
		if worded(p) {
			rows[i]["words"] = wordQuery(key, false)
		}
	}
	return rows
}

// search returns the clause that binds v by full text.
func (c *compiler) search(s graph.Subject, field graph.Field, v, query string, keyed bool) string {
	with := "WITH node AS " + v
	if keyed {
		with += ", key"
	}
	with += c.kept()
	return "CALL db.index.fulltext.queryNodes('" + textIndex(s, field) + "', " + query + ") YIELD node\n" + with
}

// there returns the condition that the thing is seen, and counts on the plan's
// valid day.
func (c *compiler) there(s graph.Subject, v string) string {
	conds := c.seen(s, v)
	if day := c.onDay(s, v); day != "" {
		conds = append(conds, day)
	}
	return strings.Join(conds, " AND ")
}

// onDay returns the condition that the thing counts on the plan's valid day.
func (c *compiler) onDay(s graph.Subject, v string) string {
	if !c.valid || s != graph.SubjectRelation && s != graph.SubjectClaim {
		return ""
	}
	return v + ".validLo <= $valid AND " + v + ".validHi >= $valid"
}

// seen returns the condition, if any, that no publication hides the thing.
func (c *compiler) seen(s graph.Subject, v string) []string {
	if s == graph.SubjectLoad || s == graph.SubjectSource {
		return nil
	}
	return []string{c.visible(v)}
}

// order returns the sort.
func (c *compiler) order(p *graph.Plan) string {
	return orderBy(p, "n")
}

// orderBy returns the sort of v. Claims of one pair by date are sorted by the
// pair too, so that the index of the two gives the order.
func orderBy(p *graph.Plan, v string) string {
	keys := make([]string, len(p.Order))
	for i, o := range p.Order {
		keys[i] = sortKey(p.Subject, v, o.Field)
		if o.Desc {
			keys[i] += " DESC"
		}
	}
	if p.Subject == graph.SubjectClaim && p.Order[0].Field == "when" && ofOnePair(&p.Where) {
		pair := v + ".pair"
		if p.Order[0].Desc {
			pair += " DESC"
		}
		keys = append([]string{pair}, keys...)
	}
	return strings.Join(keys, ", ")
}

// ofOnePair reports whether the condition holds for claims of one pair alone.
func ofOnePair(w *graph.Where) bool {
	return slices.ContainsFunc(conjuncts(w), func(w *graph.Where) bool { return w.Field == "pair" && w.Op == graph.Eq })
}

// bounds returns the conditions that the items lie between the plan's bounds.
func (c *compiler) bounds(p *graph.Plan) []string {
	var parts []string
	if p.Bound != nil {
		parts = append(parts, c.beyond(p, p.Bound, true))
	}
	if p.Stop != nil {
		parts = append(parts, c.beyond(p, p.Stop, false))
	}
	return parts
}

// beyond returns the condition that an item comes after (or before) the values
// in the plan's order.
func (c *compiler) beyond(p *graph.Plan, values []any, after bool) string {
	out := ""
	for i := len(p.Order) - 1; i >= 0; i-- {
		o := p.Order[i]
		key, op := sortKey(p.Subject, "n", o.Field), " > "
		if o.Desc == after {
			op = " < "
		}
		value := values[i]
		if s, ok := value.(string); ok {
			value = encode(s)
		}
		bound := c.param(value)
		if out == "" {
			out = key + op + bound
			continue
		}
		out = "(" + key + op + bound + " OR " + key + " = " + bound + " AND " + out + ")"
	}
	return out
}

// conjuncts returns the parts of the condition that must all hold.
func conjuncts(w *graph.Where) []*graph.Where {
	if len(w.And) == 0 {
		return []*graph.Where{w}
	}
	rest := *w
	rest.And = nil
	parts := []*graph.Where{&rest}
	for i := range w.And {
		parts = append(parts, conjuncts(&w.And[i])...)
	}
	return parts
}
