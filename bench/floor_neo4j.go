package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"entente/graph"
	"entente/internal/neo4jtest"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"
)

// boltFloor answers by one auto-commit query a request on the data that the
// store wrote.
type boltFloor struct{ driver neo4j.DriverWithContext }

var cypherTexts = map[string]string{
	"Q1": `MATCH (n:Entity {id: $id}) RETURN n.id, n.kind, n.name, n.documents, n.mentions`,
	"Q2": `MATCH (c:Claim) WHERE c.pair = $pair AND c.whenLo IS NOT NULL
		WITH c ORDER BY c.pair DESC, c.whenLo DESC, c.id LIMIT 20
		MATCH (f:Entity {id: c.from}) MATCH (t:Entity {id: c.to}) MATCH (d:Document {id: c.document})
		RETURN c.id, c.kind, c.when, c.polarity, c.modality, c.confidence, f.id, f.name, t.id, t.name, d.id, d.name, d.publishedOn
		ORDER BY c.whenLo DESC, c.id`,
	"Q3": `MATCH (c:Claim) WHERE c.pair = $pair AND c.whenLo IS NOT NULL
		RETURN left(c.whenLo, 7), count(*), sum(toInteger(round(c.goldstein * 10)))`,
	"Q4": `CALL () { MATCH (c:Claim {from: $id}) RETURN c UNION ALL MATCH (c:Claim {to: $id}) RETURN c }
		WITH c.pair AS pair, count(*) AS n WHERE pair IS NOT NULL
		WITH pair, n ORDER BY n DESC, pair LIMIT 25
		WITH pair, n, split(pair, '|') AS ends MATCH (a:Entity {id: ends[0]}) MATCH (b:Entity {id: ends[1]})
		RETURN n, a.id, a.name, b.id, b.name ORDER BY n DESC, pair`,
	"Q5": `MATCH (f:FloorEntity {id: $a}) MATCH (t:FloorEntity {id: $b})
		CALL (f, t) { MATCH (f)-[r:TIE]-(t) RETURN collect({n: r.n, way: [f, t]}) AS one }
		CALL (f, t) { MATCH (f)-[r:TIE]-(x:FloorEntity)-[s:TIE]-(t)
			WITH f, x, t, CASE WHEN r.n < s.n THEN r.n ELSE s.n END AS n ORDER BY n DESC, x.id LIMIT 5
			RETURN collect({n: n, way: [f, x, t]}) AS two }
		CALL (f, t, one, two) { WITH f, t, one, two WHERE size(one) + size(two) < 5
			MATCH (f)-[r:TIE]-(x:FloorEntity)-[m:TIE]-(y:FloorEntity)-[s:TIE]-(t) WHERE x <> t AND y <> f
			WITH f, x, y, t, CASE WHEN r.n < s.n THEN r.n ELSE s.n END AS n, m
			WITH f, x, y, t, CASE WHEN m.n < n THEN m.n ELSE n END AS n ORDER BY n DESC, x.id, y.id LIMIT 5
			RETURN collect({n: n, way: [f, x, y, t]}) AS three }
		UNWIND (one + two + three)[..5] AS p RETURN p.n, [e IN p.way | e.id], [e IN p.way | e.name]`,
	"Q6": `CALL db.index.fulltext.queryNodes('entente_entity_text', $words) YIELD node
		WITH node ORDER BY node.id LIMIT 10
		CALL (node) {
			CALL (node) { MATCH (c:Claim {from: node.id}) RETURN c UNION ALL MATCH (c:Claim {to: node.id}) RETURN c }
			WITH c ORDER BY c.whenLo DESC, c.id LIMIT 10 RETURN c }
		RETURN node.id, node.kind, node.name, c.id, c.kind, c.when, c.polarity ORDER BY node.id, c.whenLo DESC, c.id`,
}

// cypherTies make the nodes of who is tied to whom, and by how much.
var cypherTies = []string{
	`CREATE CONSTRAINT floor_entity_id IF NOT EXISTS FOR (n:FloorEntity) REQUIRE n.id IS UNIQUE`,
	`MATCH (n:FloorEntity) DETACH DELETE n`,
	`MATCH (n:Entity) CREATE (:FloorEntity {id: n.id, name: n.name})`,
	`MATCH (x:Entity)-[r]->(y:Entity) WHERE r.claims > 0 AND r.modality = 'ACTUAL' AND x <> y
	WITH CASE WHEN x.id < y.id THEN [x.id, y.id] ELSE [y.id, x.id] END AS ends, sum(r.weight) AS n
	MATCH (f:FloorEntity {id: ends[0]}) MATCH (t:FloorEntity {id: ends[1]}) CREATE (f)-[:TIE {n: n}]->(t)`,
}

// openBolt returns a driver for the server.
func openBolt(server neo4jtest.Server) (neo4j.DriverWithContext, error) {
	return neo4j.NewDriverWithContext(server.URI, neo4j.BasicAuth(server.User, server.Password, ""), func(c *config.Config) {
		c.MaxConnectionPoolSize = 64
		c.TelemetryDisabled = true
		c.NotificationsMinSeverity = notifications.DisabledLevel
	})
}

func openBoltFloor(ctx context.Context, address string) (*boltFloor, error) {
	server, err := neo4jtest.Parse(address)
	if err != nil {
		return nil, err
	}
	d, err := openBolt(server)
	if err != nil {
		return nil, err
	}
	for _, text := range cypherTies {
		if _, err := neo4j.ExecuteQuery(ctx, d, text, nil, neo4j.EagerResultTransformer); err != nil {
			return nil, err
		}
	}
	return &boltFloor{d}, nil
}

func (f *boltFloor) rows(ctx context.Context, query string, params map[string]any, scan func([]any)) (err error) {
	session := f.driver.NewSession(ctx, neo4j.SessionConfig{})
	defer func() { err = errors.Join(err, session.Close(ctx)) }()
	result, err := session.Run(ctx, cypherTexts[query], params)
	if err != nil {
		return err
	}
	for result.Next(ctx) {
		scan(result.Record().Values)
	}
	return result.Err()
}

func text(v any) string {
	s, _ := v.(string)
	return s
}

func (f *boltFloor) answer(ctx context.Context, query string, vars map[string]string) (any, error) {
	id := map[string]any{"id": vars["id"]}
	pair := map[string]any{"pair": graph.Pair(graph.EntityID(vars["a"]), graph.EntityID(vars["b"]))}
	switch query {
	case "Q1":
		var e *entity
		err := f.rows(ctx, query, id, func(r []any) {
			e = &entity{text(r[0]), text(r[1]), text(r[2]), int64(r[3].(float64)), int64(r[4].(float64))}
		})
		return in(e, "entity", "entity"), err
	case "Q2":
		nodes := []*claim{}
		err := f.rows(ctx, query, pair, func(r []any) {
			confidence, _ := r[5].(float64)
			nodes = append(nodes, &claim{text(r[0]), text(r[1]), text(r[2]), text(r[3]), text(r[4]), confidence,
				end{named{text(r[6]), text(r[7])}}, end{named{text(r[8]), text(r[9])}}, source{text(r[10]), text(r[11]), text(r[12])}})
		})
		return in(nodes, "dyad", "claims", "nodes"), err
	case "Q3":
		facets := []month{}
		err := f.rows(ctx, query, pair, func(r []any) {
			n := r[1].(int64)
			facets = append(facets, month{text(r[0]), n, float64(r[2].(int64)) / 10 / float64(n)})
		})
		slices.SortFunc(facets, monthsBefore)
		return in(facets, "dyad", "claims", "aggregate", "facets"), err
	case "Q4":
		list := []neighbour{}
		err := f.rows(ctx, query, id, func(r []any) {
			list = append(list, neighbour{r[0].(int64), named{text(r[1]), text(r[2])}, named{text(r[3]), text(r[4])}})
		})
		return in(list, "dyads"), err
	case "Q5":
		paths := []path{}
		err := f.rows(ctx, query, map[string]any{"a": vars["a"], "b": vars["b"]}, func(r []any) {
			ids, names := r[1].([]any), r[2].([]any)
			p := path{Length: len(ids) - 1, Support: r[0].(int64)}
			for i := range ids {
				p.Entities = append(p.Entities, named{text(ids[i]), text(names[i])})
			}
			paths = append(paths, p)
		})
		return in(paths, "paths"), err
	case "Q6":
		hits := []hitNode{}
		err := f.rows(ctx, query, map[string]any{"words": "+" + vars["text"] + "*"}, func(r []any) {
			hits = gather(hits, hit{ID: text(r[0]), Kind: text(r[1]), Name: text(r[2])}, &brief{text(r[3]), text(r[4]), text(r[5]), text(r[6])})
		})
		return in(hits, "search", "nodes"), err
	}
	return nil, fmt.Errorf("no query %s", query)
}
