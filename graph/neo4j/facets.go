package neo4j

import (
	"context"
	"slices"
	"strconv"

	"entente/graph"
)

// Facets is Reader's.
func (s *Store) Facets(ctx context.Context, q graph.Query, by graph.Field) ([]graph.Facet, error) {
	plan, err := q.PlanFacets(by)
	if err != nil {
		return nil, err
	}
	if q.Subject != graph.SubjectLoad {
		if snap, err := s.known(ctx, q.AsOf.Known); snap != nil || err != nil {
			return fromPast(snap, err, func() ([]graph.Facet, error) { return snap.Facets(ctx, q, by) })
		}
	}
	statement := CompileFacets(plan, by)
	rows, err := s.read(ctx, statement.Text, statement.Params)
	if err != nil {
		return nil, err
	}
	if !plan.Weighed(by) {
		return idFacets(rows), nil
	}
	return facetsOf(by, rows), nil
}

// idFacets returns a row with a list of ids as facets.
func idFacets(rows [][]any) []graph.Facet {
	if len(rows) == 0 {
		return []graph.Facet{}
	}
	ids, _ := rows[0][0].([]any)
	out := make([]graph.Facet, len(ids))
	for i, id := range ids {
		out[i] = graph.NewFacet(text(id), 1, 0)
	}
	graph.SortFacets(out)
	return out
}

// facetsOf returns rows of a value, a count and tenths, and of a value across
// where that was asked for, as facets.
func facetsOf(by graph.Field, rows [][]any) []graph.Facet {
	out := make([]graph.Facet, len(rows))
	for i, r := range rows {
		value := ""
		switch v := r[0].(type) {
		case bool:
			value = strconv.FormatBool(v)
		case string:
			value = v
			if by != "names" && by != "codes" {
				value = decode(v)
			}
		}
		out[i] = graph.NewFacet(value, number(r[1]), int64(number(r[2])))
		if len(r) > 3 {
			across, _ := r[3].(string)
			out[i].Across = decode(across)
		}
	}
	graph.SortFacets(out)
	return out
}

// CompileFacets returns the statement that counts what answers the plan by the
// values of a field: rows of `value`, `count` and `tenths`, the sum of Goldstein
// weights, and with Query.Across `across`, in no order. By ids, which each thing
// has for itself, it gives one row with a list, `value`: the server sends a list
// several times faster than as many rows.
func CompileFacets(p *graph.Plan, by graph.Field) Statement {
	if !p.Weighed(by) {
		return compiled(p, func(c *compiler) Statement { return c.ids(p) })
	}
	rows := facetRows(p, by)
	rows.Text += "RETURN " + facetColumns(p, by)
	return rows
}

// ids returns the statement that lists the ids of what answers a plan. Relations
// with claims of some kind are those that the claims name, and are not looked for:
// what a claim names is there.
func (c *compiler) ids(p *graph.Plan) Statement {
	if parts := conjuncts(&p.Where); p.Subject == graph.SubjectRelation && p.AsOf.Valid == "" {
		parts = slices.DeleteFunc(parts, func(w *graph.Where) bool { return len(w.Or) == 0 && w.Not == nil && w.Edge == "" && w.Field == "" })
		if len(parts) == 1 && sought(p.Subject, parts, graph.ReachAny) == 0 {
			join, _ := graph.LookupEdge(p.Subject, parts[0].Edge)
			ids := c.set(join, parts[0].Of, parts[0])
			return Statement{c.lead() + "RETURN " + ids + " AS value", c.params}
		}
	}
	st := c.facetRows(p, graph.FieldID)
	st.Text += "RETURN collect(value) AS value"
	return st
}

// facetColumns returns the columns that add up rows of a value.
func facetColumns(p *graph.Plan, by graph.Field) string {
	tenths := "0"
	if p.Weighed(by) {
		tenths = "sum(" + weight(p.Subject) + ")"
	}
	columns := "value, count(*) AS count, " + tenths + " AS tenths"
	if p.Across != "" {
		columns += ", across"
	}
	return columns
}

// facetRows returns the clauses that give a row of `n` and `value` for each
// value of a field that something has which answers the plan.
func facetRows(p *graph.Plan, by graph.Field) Statement {
	if pair, ok := sole(p, "pair"); ok && by == "month" && p.Across == "" {
		return monthsOfPair(pair)
	}
	return compiled(p, func(c *compiler) Statement { return c.facetRows(p, by) })
}

func (c *compiler) facetRows(p *graph.Plan, by graph.Field) Statement {
	info, _ := graph.LookupField(p.Subject, by)
	value := "n." + property(p.Subject, by)
	switch {
	case recorded(by):
		near, far := recordEnds(by)
		value = "MATCH (r:Record {" + near + ": n.id}) WHERE r.counted AND r." + far + " IS NOT NULL AND " + c.visible("r") + "\nWITH DISTINCT n, r." + far + " AS value"
	case by == "ends":
		value = "CASE WHEN n.to IS NULL OR n.to = n.from THEN [n.from] ELSE [n.from, n.to] END"
		fallthrough
	case info.Type == graph.TypeList:
		value = "WITH n UNWIND " + value + " AS value"
	default:
		value = "WITH n, " + value + " AS value"
	}
	start, conds := c.match(p, "n")
	start = c.lead() + clauses(start, append(conds, c.seen(p.Subject, "n")...))
	across := ""
	if p.Across != "" {
		across = ", n." + property(p.Subject, p.Across) + " AS across"
	}
	return Statement{start + "\n" + value + "\nWITH n, value" + across + " WHERE value IS NOT NULL\n", c.params}
}

// weight returns the Goldstein weight of n in tenths, null or 0 for none.
func weight(s graph.Subject) string {
	if _, ok := graph.LookupField(s, "goldstein"); !ok {
		return "0"
	}
	return "toInteger(round(n.goldstein * 10))"
}

// currentText finds the current readings of documents.
const currentText = "UNWIND $ids AS id MATCH (n:Contribution {document: id}) USING INDEX n:Contribution(document) WHERE n.known[-1] = $forever\n"

// Records is Reader's.
func (s *Store) Records(ctx context.Context, ids []graph.DocumentID, at graph.AsOf) ([][]graph.EntityRecord, error) {
	if snap, err := s.known(ctx, at.Known); snap != nil || err != nil {
		return fromPast(snap, err, func() ([][]graph.EntityRecord, error) { return snap.Records(ctx, ids, at) })
	}
	rows, err := s.currently(ctx, ids, "MATCH (r:Record {contribution: n.id}) USING INDEX r:Record(contribution) RETURN id, r.part, r.head, r.spans, "+readingColumns)
	if err != nil {
		return nil, err
	}
	readings := make(map[graph.ContributionID]*reading)
	of := make(map[graph.DocumentID]graph.ContributionID)
	for _, row := range rows {
		r, err := decodeReading(row[4:])
		if err != nil {
			return nil, err
		}
		readings[r.id], of[r.document.ID] = r, r.id
		row[0] = string(r.id)
	}
	var list []*reading
	for _, r := range readings {
		list = append(list, r)
	}
	records, err := decodeRecords(list, rows)
	if err != nil {
		return nil, err
	}
	out := make([][]graph.EntityRecord, len(ids))
	for i, id := range ids {
		out[i] = slices.Clone(records[of[id]])
	}
	return out, nil
}

// Texts is Reader's.
func (s *Store) Texts(ctx context.Context, ids []graph.DocumentID, at graph.AsOf) ([]string, error) {
	if snap, err := s.known(ctx, at.Known); snap != nil || err != nil {
		return fromPast(snap, err, func() ([]string, error) { return snap.Texts(ctx, ids, at) })
	}
	rows, err := s.currently(ctx, ids, "AND n.parts = 0 MATCH (t:Text {id: n.sha256}) RETURN id, t.text")
	if err != nil {
		return nil, err
	}
	texts := make(map[string]string, len(rows))
	for _, r := range rows {
		texts[text(r[0])], _ = r[1].(string)
	}
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = texts[string(id)]
	}
	return out, nil
}

// currently runs a statement that begins with currentText for distinct documents.
func (s *Store) currently(ctx context.Context, ids []graph.DocumentID, rest string) ([][]any, error) {
	if len(ids) == 0 {
		return nil, ctx.Err()
	}
	keys := slices.Compact(slices.Sorted(slices.Values(encodeAll(ids))))
	return s.read(ctx, currentText+rest, map[string]any{"ids": keys, "forever": string(graph.Forever)})
}
