package neo4j

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
)

// joined returns the clauses that make the items of a page's things, and after
// them, where the plan asks for things that items name by their ids, lists of
// those with their ids: each is read and sent once, however many name it.
func (c *compiler) joined(p *graph.Plan) string {
	text, names, many := "", cmp.Or(c.bound, shown(p, "n")), 0
	for _, w := range p.With {
		join, _ := graph.LookupEdge(p.Subject, w.Edge)
		if w.Plain(join) {
			continue
		}
		name := "with" + strconv.Itoa(many)
		many++
		q := w.Query(p.Subject, p.AsOf)
		plan, _ := q.Plan() // the query's plan has checked it
		text += c.withMany(plan, join, c.variable(), "n."+property(p.Subject, join.Local), name)
		names += ", " + name
	}
	if many > 0 {
		text += "WITH * ORDER BY " + c.order(p) + "\n"
	}
	far := namedBy(p)
	if len(far) == 0 {
		return text + "RETURN collect([" + names + "]) AS items"
	}
	text += "WITH collect([" + names + "]) AS list"
	read, found := "", "list"
	for i, f := range far {
		ids, name := "ids"+strconv.Itoa(i), "far"+strconv.Itoa(i)
		text += ", collect(DISTINCT n." + strings.Join(f.locals, ") + collect(DISTINCT n.") + ") AS " + ids
		read += "CALL (" + ids + ") {\nUNWIND " + ids + " AS id\nWITH DISTINCT id\nMATCH (m:" + label(f.target) + " {id: id})\n" +
			"RETURN collect([id, " + columns(f.target, "m") + "]) AS " + name + "\n}\n"
		found += ", " + name
	}
	return text + "\n" + read + "RETURN [" + found + "] AS items"
}

// far are the things of a subject that items name by their ids in some fields.
type far struct {
	target graph.Subject
	locals []string
}

// namedBy returns what a plan asks for that its items name by ids.
func namedBy(p *graph.Plan) []far {
	var out []far
	for _, w := range p.With {
		join, _ := graph.LookupEdge(p.Subject, w.Edge)
		if !w.Plain(join) || settledOutline(p, w, join) {
			continue
		}
		i := slices.IndexFunc(out, func(f far) bool { return f.target == join.Target })
		if i < 0 {
			i, out = len(out), append(out, far{target: join.Target})
		}
		out[i].locals = append(out[i].locals, property(p.Subject, join.Local))
	}
	return out
}

// withMany is with for an edge that leads to many things.
func (c *compiler) withMany(plan *graph.Plan, join graph.Join, v, key, name string) string {
	conds := make([]string, 0, 4)
	if there := c.there(join.Target, v); there != "" {
		conds = append(conds, there)
	}
	if cond := c.cond(join.Target, v, &plan.Where, false, graph.ReachFew); cond != always {
		conds = append(conds, cond)
	}
	limit, found, order, bound := c.param(int64(plan.Limit)+1), "", orderBy(plan, v), ""
	switch {
	case join.Foreign == "ends" && byDate(plan):
		found = strings.TrimSuffix(firstAtEnds(plan, c.scope("n"), v, key, conds, limit), "\n")
		order, bound = byKeys(plan), briefBound(plan)
	case join.Foreign == "ends":
		one := func(end string) string {
			return "MATCH (" + v + ":" + label(join.Target) + " {" + end + ": " + key + "}) RETURN " + v
		}
		found = clauses("CALL (n) {\n"+one("from")+"\nUNION\n"+one("to")+"\n}\nWITH *", conds)
	default:
		at := v + "." + property(join.Target, join.Foreign) + " = " + key + dated(join.Target, join.Foreign, v)
		found = clauses("MATCH ("+v+":"+label(join.Target)+")", append([]string{at}, conds...))
	}
	return c.scope("n") + found + "\nWITH " + cmp.Or(bound, v) + " ORDER BY " + order + " LIMIT " + limit +
		"\nRETURN collect([" + cmp.Or(bound, shown(plan, v)) + "]) AS " + name + "\n}\n"
}

// settledOutline reports whether what a plan asks for with its items is what is
// settled of them.
func settledOutline(p *graph.Plan, w graph.With, join graph.Join) bool {
	return w.Extent > graph.Whole && w.Plain(join) && p.Subject == graph.SubjectClaim && join.Target == graph.SubjectDocument
}

// outlinesOf returns for each claim of a plan's answer a page with the outline of
// its document.
func outlinesOf[T any](plan *graph.Plan, things []T, items []any) []graph.Page[graph.Document] {
	pages := make([]graph.Page[graph.Document], len(things))
	for i := range things {
		claim, _ := any(&things[i]).(*graph.Claim)
		columns, _ := items[i].([]any)
		pages[i].Total, pages[i].Items = -1, documentOutline(claim, columns[len(columns)-1-listsOf(plan)])
	}
	return pages
}

// apartFrom returns the items of an answer, and the lists of things that they
// name, which lie beside them where a plan asks for such.
func apartFrom(plan *graph.Plan, answer []any) (items []any, named [][]any) {
	if len(namedBy(plan)) == 0 || len(answer) == 0 {
		return answer, nil
	}
	items, _ = answer[0].([]any)
	for _, list := range answer[1:] {
		things, _ := list.([]any)
		named = append(named, things)
	}
	return items, named
}

// with decodes what a plan asks for with the items of a page, whose things are
// given: what items name by ids from the lists of them, all else from what lies
// after the items' own columns.
func with[T any](plan *graph.Plan, things []T, items []any, named [][]any) ([]graph.Joined, error) {
	if len(plan.With) == 0 {
		return nil, nil
	}
	var entities map[string][]graph.Entity
	var documents map[string][]graph.Document
	var err error
	for i, f := range namedBy(plan) {
		var list []any
		if i < len(named) {
			list = named[i]
		}
		if f.target == graph.SubjectEntity {
			entities, err = byItsID(list, decodeEntity)
		} else {
			documents, err = byItsID(list, decodeDocument)
		}
		if err != nil {
			return nil, err
		}
	}
	out, at, lists := make([]graph.Joined, len(plan.With)), 0, listsOf(plan)
	for i, w := range plan.With {
		join, _ := graph.LookupEdge(plan.Subject, w.Edge)
		switch {
		case settledOutline(plan, w, join):
			out[i].Documents = outlinesOf(plan, things, items)
		case w.Plain(join) && join.Target == graph.SubjectEntity:
			out[i].Entities = pagesBy(things, join.Local, entities)
		case w.Plain(join):
			out[i].Documents = pagesBy(things, join.Local, documents)
		default:
			q := w.Query(plan.Subject, plan.AsOf)
			if out[i], err = beyond(q, items, lists-at); err != nil {
				return nil, err
			}
			at++
		}
	}
	return out, nil
}

// listsOf returns how many lists lie after the columns of each item of an answer.
func listsOf(plan *graph.Plan) (n int) {
	for _, w := range plan.With {
		if join, _ := graph.LookupEdge(plan.Subject, w.Edge); !w.Plain(join) {
			n++
		}
	}
	return n
}

// byItsID decodes things that lie behind their ids, each as the items of a page.
func byItsID[T any](list []any, decode func([]any) (T, error)) (map[string][]T, error) {
	out, things := make(map[string][]T, len(list)), make([]T, len(list))
	for i, row := range list {
		columns, _ := row.([]any)
		var err error
		if things[i], err = decode(columns[1:]); err != nil {
			return nil, err
		}
		out[text(columns[0])] = things[i : i+1 : i+1]
	}
	return out, nil
}

// pagesBy returns for each thing a page with what it names, an empty one for
// nothing.
func pagesBy[T, N any](things []T, local graph.Field, named map[string][]N) []graph.Page[N] {
	pages := make([]graph.Page[N], len(things))
	for i := range things {
		key, _ := graph.Value(&things[i], local).(string)
		pages[i].Total, pages[i].Items = -1, named[key]
	}
	return pages
}

// beyond decodes a list of things that lies in a column of each item, counted
// from the last.
func beyond(q graph.Query, items []any, fromLast int) (out graph.Joined, err error) {
	inner, err := q.Plan()
	if err != nil {
		return out, err
	}
	lists := make([][]any, len(items))
	for k, item := range items {
		columns, _ := item.([]any)
		lists[k], _ = columns[len(columns)-fromLast].([]any)
	}
	switch inner.Subject {
	case graph.SubjectEntity:
		out.Entities, err = pagesOf(inner, lists, remembering(decodeEntity))
	case graph.SubjectClaim:
		out.Claims, err = pagesOf(inner, lists, claimsOf(&inner.Query))
	default:
		out.Documents, err = pagesOf(inner, lists, remembering(decodeDocument))
	}
	return out, err
}

func pagesOf[T any](plan *graph.Plan, lists [][]any, decode func([]any) (T, error)) ([]graph.Page[T], error) {
	out := make([]graph.Page[T], len(lists))
	for i, list := range lists {
		var err error
		if out[i], err = page(plan, list, -1, decode); err != nil {
			return nil, err
		}
	}
	return out, nil
}
