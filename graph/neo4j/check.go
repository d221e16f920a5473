package neo4j

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"entente/graph"
)

// checkedAtOnce is how many relations a check compares with their edges at once.
const checkedAtOnce = 2000

// checks find what is wrong beside readable edges, one id a row.
var checks = []struct{ text, fault string }{
	{"MATCH (c:Claim) WHERE NOT EXISTS { (c)-[:FROM]->(:Entity {id: c.from}) }\n" +
		"OR c.to IS NOT NULL AND NOT EXISTS { (c)-[:TO]->(:Entity {id: c.to}) }\n" +
		"OR c.assertedBy IS NOT NULL AND NOT EXISTS { (c)-[:ASSERTED_BY]->(:Entity {id: c.assertedBy}) }\n" +
		"OR NOT EXISTS { (c)-[:STATED_IN]->(:Document {id: c.document}) }\n" +
		"RETURN c.id LIMIT $limit", "claim %s lacks an edge to a party or its document"},
	{"CALL () {\nMATCH (t:Tally) RETURN t.raw AS raw, t.records AS records, t.mentions AS mentions\nUNION ALL\n" +
		"MATCH (r:Record) WHERE r.entity IS NOT NULL RETURN r.raw AS raw, -1 AS records, -r.mentions AS mentions\n}\n" +
		"WITH raw, sum(records) AS records, sum(mentions) AS mentions WHERE records <> 0 OR mentions <> 0\n" +
		"RETURN raw LIMIT $limit", "the tallies of entity %s are not what its records add up to"},
}

var (
	_ graph.SelfChecker = (*Store)(nil)
	_ graph.Waiter      = (*Store)(nil)
)

// Await is Waiter's: a write holds the writer's lock until readers see all of it.
// Who may only read cannot wait.
func (s *Store) Await(ctx context.Context) error {
	err := s.write(ctx, func(t *tx) error {
		_, err := t.run("MATCH (w:Writer {id: 1}) SET w.locked = true", nil)
		return err
	})
	if ctx.Err() != nil || errors.Is(err, graph.ErrUnavailable) {
		return err
	}
	return nil
}

// Check is SelfChecker's. It compares readable edges with relations, the edges of
// claims with what the claims say, and tallies with records. It compares nothing
// while a publication is under way, since edges follow after the turn.
func (s *Store) Check(ctx context.Context, found func(fault string)) error {
	rows, err := s.read(ctx, "RETURN EXISTS { (:Publication) }", nil)
	if err != nil || first(rows) == true {
		return err
	}
	if err := s.checkEdges(ctx, found); err != nil {
		return err
	}
	for _, c := range checks {
		rows, err := s.read(ctx, c.text, map[string]any{"limit": int64(checkedAtOnce)})
		if err != nil {
			return err
		}
		for _, row := range rows {
			found(fmt.Sprintf(c.fault, text(row[0])))
		}
	}
	return nil
}

// checkEdges compares the readable edges of all relations, portion by portion,
// and sees that there are no others.
func (s *Store) checkEdges(ctx context.Context, found func(fault string)) error {
	edges, after := 0, ""
	for {
		rows, err := s.read(ctx, "MATCH (n:Relation) WHERE n.id > $after WITH n ORDER BY n.id LIMIT $limit RETURN n.id, "+columns(graph.SubjectRelation, "n"),
			map[string]any{"after": after, "limit": int64(checkedAtOnce)})
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			break
		}
		n, err := s.compareEdges(ctx, rows, found)
		if err != nil {
			return err
		}
		edges += n
		after, _ = rows[len(rows)-1][0].(string)
	}
	rows, err := s.read(ctx, "MATCH (:Entity)-[e]->(:Entity) RETURN count(e)", nil)
	if n := number(first(rows)); err == nil && n != edges {
		found(fmt.Sprintf("%d edges lie between entities, %d of them are of relations", n, edges))
	}
	return err
}

// compareEdges compares relations, rows of their id and columns, with their
// readable edges, and returns how many of these there are.
func (s *Store) compareEdges(ctx context.Context, relations [][]any, found func(fault string)) (int, error) {
	want := make(map[string]props)
	ids := make([]props, len(relations))
	for i, row := range relations {
		r, err := decodeRelation(row[1:])
		if err != nil {
			return 0, err
		}
		ids[i] = props{"id": row[0]}
		if r.Readable() {
			want[string(r.ID)] = edgeRow(&r)
		}
	}
	edges, err := s.read(ctx, edgeText+"RETURN row.id, type(e), startNode(e).id, endNode(e).id, properties(e)", map[string]any{"rows": ids})
	if err != nil {
		return 0, err
	}
	for _, row := range edges {
		id, _ := row[0].(string)
		edge, _ := row[4].(map[string]any)
		if !reflect.DeepEqual(want[id], props{"id": id, "kind": row[1], "from": row[2], "to": row[3], "edge": props(edge)}) {
			found(fmt.Sprintf("the readable edge of relation %s is not what the relation is", id))
		}
		delete(want, id)
	}
	for _, id := range slices.Sorted(maps.Keys(want)) {
		found(fmt.Sprintf("relation %s has no readable edge", id))
	}
	return len(edges), nil
}
