package neo4j

import (
	"slices"
	"strconv"
	"strings"

	"entente/graph"
)

// Hubs have thousands of claims, and the server reads an entry of an index many
// times faster than a property of a node. What is asked most of all claims of an
// actor or a pair is found in indexes that hold whatever it takes: counts by
// pair and by month, and the newest claims in their order.

// sole returns the value where a plan asks for no more than that a field has it.
func sole(p *graph.Plan, f graph.Field) (value string, ok bool) {
	if p.Subject != graph.SubjectClaim || p.By != "" || p.AsOf.Valid != "" {
		return "", false
	}
	for _, w := range conjuncts(&p.Where) {
		switch {
		case len(w.Or) == 0 && w.Not == nil && w.Edge == "" && w.Field == "":
			continue
		case ok || len(w.Or) > 0 || w.Not != nil || w.Edge != "" || w.Field != f || w.Op != graph.Eq:
			return "", false
		}
		value, ok = w.Value.(string)
	}
	return value, ok
}

// monthsOfPair returns what facetRows does for the months of a pair's claims.
func monthsOfPair(pair string) Statement {
	return Statement{"MATCH (n:Claim) USING INDEX n:Claim(pair, month, goldstein)\n" +
		"WHERE n.pair = $pair AND n.month IS NOT NULL AND n.goldstein IS NOT NULL\n  AND " + visibleN + "\nWITH n, n.month AS value\n", map[string]any{"pair": encode(pair)}}
}

// pairsOfEnd returns the clauses that count the claims of an actor by pair.
func pairsOfEnd(id string) Statement {
	count := func(index, where string) string {
		return "MATCH (n:Claim) USING INDEX n:Claim(" + index + ")\nWHERE " + where + " AND n.pair IS NOT NULL\n  AND " + visibleN +
			"\nRETURN n.pair AS value, count(*) AS some\n"
	}
	return Statement{"CALL () {\n" + count("from, pair", "n.from = $end") + "UNION ALL\n" +
		count("to, pair, from", "n.to = $end AND n.from <> $end AND n.from IS NOT NULL") + "}\nWITH value, sum(some) AS count", map[string]any{"end": encode(id)}}
}

// byDate reports whether a plan wants the first claims in the order of dates.
func byDate(p *graph.Plan) bool {
	return p.Subject == graph.SubjectClaim && p.Order[0].Field == "when" && !p.Total
}

// atEnd reports whether a condition is that a claim has one actor at an end.
func atEnd(w *graph.Where) bool {
	return w.Field == "ends" && w.Op == graph.Eq && len(w.Or) == 0 && w.Not == nil && w.Edge == ""
}

// firstAtEnds returns the clauses that bind v to the claims with a key at an
// end that come first by date: at least as many as the limit of those that meet
// the conditions, where there are so many. What they are sorted by is bound as
// byKeys has it, and briefs as briefBound has them, since these come from the index
// where they are date, id and brief, and would else be read of each claim. The
// scope opens a subquery that sees the key.
func firstAtEnds(p *graph.Plan, scope, v, key string, conds []string, limit string) string {
	var values []string
	for _, o := range p.Order {
		values = append(values, sortKey(p.Subject, v, o.Field))
	}
	if briefBound(p) != "" {
		values = append(values, v+".brief")
	}
	var keys, names string
	for i, value := range values {
		name := ", by" + strconv.Itoa(i)
		keys += ", " + value + " AS" + name[1:]
		names += name
	}
	branch := func(end string) string {
		direction := ""
		if p.Order[0].Desc {
			direction = " DESC"
		}
		start := "MATCH (" + v + ":Claim) USING INDEX " + v + ":Claim(" + end + ", whenLo, id, brief)"
		all := append([]string{v + "." + end + " = " + key, v + ".whenLo IS NOT NULL", v + ".id IS NOT NULL", v + ".brief IS NOT NULL"}, conds...)
		return clauses(start, all) + "\nWITH " + v + keys + " ORDER BY " + v + "." + end + direction + ", " + byKeys(p) + " LIMIT " + limit +
			"\nRETURN " + v + names + "\n"
	}
	return scope + branch("from") + "UNION\n" + branch("to") + "}\n"
}

// byKeys returns the sort of claims that firstAtEnds finds.
func byKeys(p *graph.Plan) string {
	keys := make([]string, len(p.Order))
	for i, o := range p.Order {
		if keys[i] = "by" + strconv.Itoa(i); o.Desc {
			keys[i] += " DESC"
		}
	}
	return strings.Join(keys, ", ")
}

// briefBound returns what briefs that firstAtEnds finds are read from, bound behind
// what they are sorted by, whose last is the id; "" for a plan that wants more of claims.
func briefBound(p *graph.Plan) string {
	if extent(&p.Query) < graph.Brief {
		return ""
	}
	n := len(p.Order)
	return "by" + strconv.Itoa(n-1) + ", by" + strconv.Itoa(n)
}

// newest returns the clauses that find the first claims of an actor by date, and
// false for a plan that asks for others.
func (c *compiler) newest(p *graph.Plan) (string, bool) {
	if !byDate(p) {
		return "", false
	}
	key, vars := "key.value", []string{"key"}
	if p.By != "ends" {
		parts := conjuncts(&p.Where)
		i := slices.IndexFunc(parts, atEnd)
		value, ok := "", false
		if p.By == "" && i >= 0 && !slices.ContainsFunc(parts, func(w *graph.Where) bool { _, _, ok := searchable(p.Subject, w); return ok }) {
			value, ok = parts[i].Value.(string)
		}
		if !ok {
			return "", false
		}
		key, vars = c.param(encode(value)), nil
	}
	return c.firstFound(p, key, vars), true
}

// firstFound is newest for a key, which variables make known.
func (c *compiler) firstFound(p *graph.Plan, key string, vars []string) string {
	var conds []string
	if day := c.onDay(p.Subject, "n"); day != "" {
		conds = append(conds, day)
	}
	taken := p.By != ""
	for _, w := range conjuncts(&p.Where) {
		if !taken && atEnd(w) {
			taken = true
			continue
		}
		if cond := c.cond(p.Subject, "n", w, false, graph.ReachFew); cond != always {
			conds = append(conds, cond)
		}
	}
	conds = append(append(conds, c.seen(p.Subject, "n")...), c.bounds(p)...)
	c.sorted, c.bound = byKeys(p), briefBound(p)
	return strings.TrimSuffix(firstAtEnds(p, c.scope(vars...), "n", key, conds, "$limit"), "\n")
}
