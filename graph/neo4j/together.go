package neo4j

import (
	"context"
	"strconv"
	"strings"

	"entente/graph"
)

// remembering decodes a payload once where many items lead to one thing.
func remembering[T any](decode func([]any) (T, error)) func([]any) (T, error) {
	seen := make(map[string]T)
	return func(columns []any) (T, error) {
		payload, _ := columns[0].(string)
		if item, ok := seen[payload]; ok {
			return item, nil
		}
		item, err := decode(columns)
		seen[payload] = item
		return item, err
	}
}

// asked is a question as it is compiled: a statement of one row with the column
// `answer`, and how its value is read.
type asked struct {
	Statement
	read func(answer any, to *graph.Answer) error
}

// Together is Reader's: the questions are the parts of one query.
func (s *Store) Together(ctx context.Context, asks []graph.Ask) ([]graph.Answer, error) {
	parts := make([]asked, len(asks))
	for i, a := range asks {
		known := a.AsOf.Known
		for _, q := range []*graph.Query{a.Claims, a.Find} {
			if q != nil {
				known = q.AsOf.Known
			}
		}
		snap, err := s.known(ctx, known)
		if err != nil {
			return nil, err
		}
		if snap != nil {
			return graph.OneByOne(ctx, s, asks)
		}
		if parts[i], err = compileAsk(a); err != nil {
			return nil, err
		}
	}
	statement := join(parts)
	rows, err := s.read(ctx, statement.Text, statement.Params)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	out := make([]graph.Answer, len(asks))
	for i, p := range parts {
		if err := p.read(rows[0][i], &out[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// join makes one statement of several: a subquery each, whose parameters get
// the number of the part as a prefix.
func join(parts []asked) Statement {
	if len(parts) == 1 {
		return parts[0].Statement
	}
	out := Statement{Params: make(map[string]any)}
	names := make([]string, len(parts))
	for i, p := range parts {
		number := strconv.Itoa(i)
		names[i] = "answer" + number
		out.Text += "CALL () {\n" + prefixed(p.Text, "a"+number+"_") + number + "\n}\n"
		for name, value := range p.Params {
			out.Params["a"+number+"_"+name] = value
		}
	}
	out.Text += "RETURN " + strings.Join(names, ", ")
	return out
}

// prefixed returns a statement whose parameters have a prefix before their names.
func prefixed(text, prefix string) string {
	var b strings.Builder
	b.Grow(len(text) + 32*len(prefix))
	for {
		before, after, found := strings.Cut(text, "$")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		b.WriteByte('$')
		if after != "" && 'a' <= after[0] && after[0] <= 'z' {
			b.WriteString(prefix)
		}
		text = after
	}
}

// compileAsk returns the question's part, whose text ends with "AS answer".
func compileAsk(a graph.Ask) (asked, error) {
	switch {
	case a.Since != nil:
		return askChanged(*a.Since), nil
	case a.Find != nil:
		return askQuery(graph.SubjectEntity, *a.Find, decodeEntity, func(to *graph.Answer, p graph.Page[graph.Entity]) { to.Found = []graph.Page[graph.Entity]{p} })
	case a.Relations != nil:
		return askRelations(a.Relations, a.AsOf), nil
	case a.Claims == nil:
		return askEntities(a.Entities), nil
	case a.By != "":
		plan, err := a.Claims.PlanFacets(a.By)
		if err != nil {
			return asked{}, err
		}
		rows := facetRows(plan, a.By)
		if a.Pairs > 0 {
			if end, ok := sole(plan, "ends"); ok {
				return askPairs(pairsOfEnd(end), a.Pairs), nil
			}
			return askPairs(Statement{rows.Text + "WITH value, count(*) AS count", rows.Params}, a.Pairs), nil
		}
		list := "[value, count, tenths]"
		if plan.Across != "" {
			list = "[value, count, tenths, across]"
		}
		st := Statement{rows.Text + "WITH " + facetColumns(plan, a.By) + "\nRETURN collect(" + list + ") AS answer", rows.Params}
		return asked{st, func(answer any, to *graph.Answer) error {
			list, _ := answer.([]any)
			rows := make([][]any, len(list))
			for i := range list {
				rows[i], _ = list[i].([]any)
			}
			to.Facets = facetsOf(a.By, rows)
			return nil
		}}, nil
	}
	return askQuery(graph.SubjectClaim, *a.Claims, claimsOf(a.Claims), func(to *graph.Answer, p graph.Page[graph.Claim]) { to.Claims = []graph.Page[graph.Claim]{p} })
}

// askPairs returns the part that tells of the pairs that clauses count those
// with most, with the entities of each, which are read once.
func askPairs(counted Statement, limit int) asked {
	counted.Params["pairs"] = int64(limit)
	text := counted.Text + " ORDER BY count DESC, value LIMIT $pairs\nWITH collect([value, count]) AS pairs\n" +
		"CALL (pairs) {\nUNWIND pairs AS pair\nUNWIND split(pair[0], '|') AS id\nWITH DISTINCT id\nMATCH (n:Entity {id: id})\nWHERE " + visibleN +
		"\nRETURN collect(id) AS ids, collect(n.payload) AS found\n}\nRETURN [pairs, ids, found] AS answer"
	return asked{Statement{text, counted.Params}, func(answer any, to *graph.Answer) error {
		row, _ := answer.([]any)
		list, _ := row[0].([]any)
		ids, _ := row[1].([]any)
		payloads, _ := row[2].([]any)
		found, err := decodeEntities(payloads)
		if err != nil {
			return err
		}
		byID := make(map[string]*graph.Entity, len(found))
		for i, id := range ids {
			byID[id.(string)] = found[i]
		}
		for _, item := range list {
			pair, _ := item.([]any)
			first, second, _ := strings.Cut(pair[0].(string), "|")
			to.Facets = append(to.Facets, graph.NewFacet(decode(pair[0].(string)), number(pair[1]), 0))
			to.Entities = append(to.Entities, byID[first], byID[second])
		}
		return nil
	}}
}

// decodeEntities returns the entities of payloads, nil for nil.
func decodeEntities(payloads []any) ([]*graph.Entity, error) {
	out := make([]*graph.Entity, len(payloads))
	decode := remembering(decodeEntity)
	for i, p := range payloads {
		if p == nil {
			continue
		}
		e, err := decode([]any{p})
		if err != nil {
			return nil, err
		}
		out[i] = &e
	}
	return out, nil
}

func askEntities(ids []graph.EntityID) asked {
	const text = "UNWIND $ids AS id\nOPTIONAL MATCH (a:Alias {id: id})\nWITH id, coalesce(a.survivor, id) AS survivor\n" +
		"OPTIONAL MATCH (n:Entity {id: survivor})\nWHERE " + visibleN + "\nRETURN collect([n.payload]) AS answer"
	st := Statement{text, map[string]any{"ids": encodeAll(ids)}}
	return asked{st, func(answer any, to *graph.Answer) error {
		list, _ := answer.([]any)
		payloads := make([]any, len(ids))
		for i := range list {
			columns, _ := list[i].([]any)
			payloads[i] = columns[0]
		}
		var err error
		to.Entities, err = decodeEntities(payloads)
		return err
	}}
}

// askChanged returns the part that asks whether something changed after a
// sequence number.
func askChanged(after int64) asked {
	const text = "OPTIONAL MATCH (w:Writer {id: 1})\nRETURN w.seq > $after AS answer"
	return asked{Statement{text, map[string]any{"after": after}}, func(answer any, to *graph.Answer) error {
		to.Changed = answer == true
		return nil
	}}
}

// askRelations returns the part that finds relations by id.
func askRelations(ids []graph.RelationID, at graph.AsOf) asked {
	text, ok := strings.CutSuffix(eachID+byID(graph.SubjectRelation, at)("id"), "RETURN id, ["+columns(graph.SubjectRelation, "n")+"]")
	if !ok {
		panic("neo4j: a lookup of another form")
	}
	st := Statement{text + "RETURN collect([" + columns(graph.SubjectRelation, "n") + "]) AS answer", map[string]any{"ids": encodeAll(ids)}}
	if at.Valid != "" {
		st.Params["valid"] = string(at.Valid)
	}
	return asked{st, func(answer any, to *graph.Answer) error {
		found := make(map[graph.RelationID]*graph.Relation)
		list, _ := answer.([]any)
		for _, item := range list {
			columns, _ := item.([]any)
			r, err := decodeRelation(columns)
			if err != nil {
				return err
			}
			found[r.ID] = &r
		}
		to.Relations = make([]*graph.Relation, len(ids))
		for i, id := range ids {
			to.Relations[i] = found[id]
		}
		return nil
	}}
}

// askQuery returns the part that answers a query of a subject; take puts the page
// where it belongs.
func askQuery[T any](subject graph.Subject, q graph.Query, decode func([]any) (T, error), take func(*graph.Answer, graph.Page[T])) (asked, error) {
	plan, err := q.PlanFor(subject)
	if err != nil {
		return asked{}, err
	}
	if plan.By != "" {
		return asked{}, graph.Invalidf("a question among several has no keys")
	}
	st := Compile(plan)
	end := "RETURN items"
	if plan.Total {
		end += ", total"
	}
	if text, ok := strings.CutSuffix(st.Text, end); ok {
		st.Text = text
	} else {
		st.Text = "CALL () {\n" + st.Text + "\n}\n"
	}
	st.Text += "RETURN [items, 0] AS answer"
	if plan.Total {
		st.Text = strings.TrimSuffix(st.Text, "0] AS answer") + "total] AS answer"
	}
	return asked{st, func(answer any, to *graph.Answer) error {
		row, _ := answer.([]any)
		items, _ := row[0].([]any)
		total := -1
		if plan.Total {
			total = number(row[1])
		}
		found, err := page(plan, items, total, decode)
		take(to, found)
		return err
	}}, nil
}
