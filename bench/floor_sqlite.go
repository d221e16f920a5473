package main

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"

	"entente/graph"

	driver "modernc.org/sqlite"
)

// sqlFloor answers by prepared statements on the file that the store wrote.
type sqlFloor struct{ stmts map[string]*sql.Stmt }

var sqlTexts = map[string]string{
	"Q1": `SELECT id, kind, name, documents, mentions FROM entities WHERE id = ?`,
	"Q2": `SELECT c.id, c.kind, c.happened, c.polarity, c.modality, c.confidence, f.id, f.name, t.id, t.name, d.id, d.title, d.published
		FROM claims c JOIN entities f ON f.id = c.from_id JOIN entities t ON t.id = c.to_id JOIN documents d ON d.row = c.contribution
		WHERE c.live = 1 AND c.pair <> '' AND c.pair = ? ORDER BY c.happened_lo DESC, c.id LIMIT 20`,
	"Q3": `SELECT substr(happened_lo, 1, 7), COUNT(*) AS n, SUM(CAST(ROUND(goldstein * 10) AS INTEGER)) FROM claims
		WHERE live = 1 AND pair <> '' AND pair = ? GROUP BY 1 ORDER BY n DESC, 1`,
	"Q4": `SELECT p.n, a.id, a.name, b.id, b.name FROM (
			SELECT pair, COUNT(*) AS n FROM (
				SELECT pair FROM claims WHERE live = 1 AND from_id = ?1 AND pair <> ''
				UNION ALL SELECT pair FROM claims WHERE live = 1 AND to_id <> '' AND to_id = ?1 AND pair <> '')
			GROUP BY pair ORDER BY n DESC, pair LIMIT 25) p
		JOIN entities a ON a.id = substr(p.pair, 1, instr(p.pair, '|') - 1)
		JOIN entities b ON b.id = substr(p.pair, instr(p.pair, '|') + 1) ORDER BY p.n DESC, p.pair`,
	"Q5": `SELECT t.n, f.id, f.name, g.id, g.name FROM floor_ties t JOIN entities f ON f.id = t.a JOIN entities g ON g.id = t.b
		WHERE t.a = ?1 AND t.b = ?2 LIMIT ?3`,
	"Q5 by two hops": `SELECT p.n, f.id, f.name, x.id, x.name, g.id, g.name FROM (
			SELECT MIN(s.n, t.n) AS n, s.b AS x FROM floor_ties s JOIN floor_ties t ON t.a = s.b AND t.b = ?2 WHERE s.a = ?1
			ORDER BY n DESC, x LIMIT ?3) p
		JOIN entities f ON f.id = ?1 JOIN entities x ON x.id = p.x JOIN entities g ON g.id = ?2 ORDER BY p.n DESC, p.x`,
	"Q5 by three hops": `SELECT p.n, f.id, f.name, x.id, x.name, y.id, y.name, g.id, g.name FROM (
			SELECT MIN(s.n, m.n, t.n) AS n, s.b AS x, t.b AS y FROM floor_ties s CROSS JOIN floor_ties t CROSS JOIN floor_ties m
			WHERE s.a = ?1 AND s.b <> ?2 AND t.a = ?2 AND t.b <> ?1 AND m.a = s.b AND m.b = t.b
			ORDER BY n DESC, x, y LIMIT ?3) p
		JOIN entities f ON f.id = ?1 JOIN entities x ON x.id = p.x JOIN entities y ON y.id = p.y JOIN entities g ON g.id = ?2
		ORDER BY p.n DESC, p.x, p.y`,
	"Q6": `WITH hits AS MATERIALIZED (SELECT row, id, kind, name FROM entities WHERE row IN
			(SELECT rowid FROM entity_words WHERE entity_words MATCH ?) ORDER BY id LIMIT 10)
		SELECT h.id, h.kind, h.name, c.id, c.kind, c.happened, c.polarity FROM hits h JOIN claims c ON c.row IN (
			SELECT row FROM (SELECT row, id, happened_lo FROM claims WHERE live = 1 AND from_id = h.id
				UNION ALL SELECT row, id, happened_lo FROM claims WHERE live = 1 AND to_id <> '' AND to_id = h.id)
			ORDER BY happened_lo DESC, id LIMIT 10)
		ORDER BY h.id, c.happened_lo DESC, c.id`,
}

// sqlTies makes the table of who is tied to whom, and by how much.
const sqlTies = `DROP TABLE IF EXISTS floor_ties;
	CREATE TABLE floor_ties (a TEXT NOT NULL, b TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
	INSERT INTO floor_ties SELECT a, b, SUM(weight) FROM (
		SELECT from_id AS a, to_id AS b, weight FROM relations WHERE claims > 0 AND to_id NOT IN ('', from_id) AND modality = 'ACTUAL'
		UNION ALL SELECT to_id, from_id, weight FROM relations WHERE claims > 0 AND to_id NOT IN ('', from_id) AND modality = 'ACTUAL')
	GROUP BY a, b`

func prepareSQLFloor(path string) error {
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(10000)")
	if err != nil {
		return err
	}
	_, err = db.Exec(sqlTies)
	return errorsOf(err, db.Close())
}

func openSQLFloor(path string) (*sqlFloor, error) {
	if err := prepareSQLFloor(path); err != nil {
		return nil, err
	}
	values := url.Values{"_pragma": {"query_only(1)", "cache_size(-16384)", "temp_store(MEMORY)"}}
	connector, err := driver.NewConnector("file:" + path + "?" + values.Encode())
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(connector)
	db.SetMaxOpenConns(32)
	db.SetMaxIdleConns(32)
	f := &sqlFloor{make(map[string]*sql.Stmt)}
	for name, text := range sqlTexts {
		if f.stmts[name], err = db.Prepare(text); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return f, nil
}

// rows runs a statement and hands each row to scan.
func (f *sqlFloor) rows(ctx context.Context, query string, args []any, scan func(*sql.Rows) error) error {
	rows, err := f.stmts[query].QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (f *sqlFloor) answer(ctx context.Context, query string, vars map[string]string) (any, error) {
	pair := graph.Pair(graph.EntityID(vars["a"]), graph.EntityID(vars["b"]))
	switch query {
	case "Q1":
		e := &entity{}
		err := f.rows(ctx, query, []any{vars["id"]}, func(r *sql.Rows) error { return r.Scan(&e.ID, &e.Kind, &e.Name, &e.DocumentCount, &e.MentionCount) })
		return in(e, "entity", "entity"), err
	case "Q2":
		nodes := []*claim{}
		err := f.rows(ctx, query, []any{pair}, func(r *sql.Rows) error {
			c := &claim{}
			nodes = append(nodes, c)
			from, to, doc := &c.From.Entity, &c.To.Entity, &c.Document
			return r.Scan(&c.ID, &c.Kind, &c.When, &c.Polarity, &c.Modality, &c.Confidence, &from.ID, &from.Name, &to.ID, &to.Name,
				&doc.ID, &doc.Title, &doc.PublishedOn)
		})
		return in(nodes, "dyad", "claims", "nodes"), err
	case "Q3":
		facets := []month{}
		err := f.rows(ctx, query, []any{pair}, func(r *sql.Rows) error {
			var m month
			var tenths int64
			err := r.Scan(&m.Value, &m.Count, &tenths)
			m.Goldstein = float64(tenths) / 10 / float64(m.Count)
			facets = append(facets, m)
			return err
		})
		return in(facets, "dyad", "claims", "aggregate", "facets"), err
	case "Q4":
		list := []neighbour{}
		err := f.rows(ctx, query, []any{vars["id"]}, func(r *sql.Rows) error {
			var n neighbour
			err := r.Scan(&n.Claims, &n.A.ID, &n.A.Name, &n.B.ID, &n.B.Name)
			list = append(list, n)
			return err
		})
		return in(list, "dyads"), err
	case "Q5":
		paths, err := f.paths(ctx, vars["a"], vars["b"])
		return in(paths, "paths"), err
	case "Q6":
		hits := []hitNode{}
		err := f.rows(ctx, query, []any{`"` + vars["text"] + `" *`}, func(r *sql.Rows) error {
			var h hit
			b := &brief{}
			err := r.Scan(&h.ID, &h.Kind, &h.Name, &b.ID, &b.Kind, &b.When, &b.Polarity)
			hits = gather(hits, h, b)
			return err
		})
		return in(hits, "search", "nodes"), err
	}
	return nil, fmt.Errorf("no query %s", query)
}

// mostPaths is how many paths Q5 asks for.
const mostPaths = 5

// paths returns the paths with fewest hops; longer ones are looked for where
// they are too few.
func (f *sqlFloor) paths(ctx context.Context, from, to string) ([]path, error) {
	paths := []path{}
	for hops, query := range []string{"Q5", "Q5 by two hops", "Q5 by three hops"} {
		if len(paths) == mostPaths {
			break
		}
		err := f.rows(ctx, query, []any{from, to, mostPaths - len(paths)}, func(r *sql.Rows) error {
			p := path{Length: hops + 1, Entities: make([]named, hops+2)}
			columns := []any{&p.Support}
			for i := range p.Entities {
				columns = append(columns, &p.Entities[i].ID, &p.Entities[i].Name)
			}
			err := r.Scan(columns...)
			paths = append(paths, p)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return paths, nil
}

// gather adds a claim to its hit, which comes right before or is new.
func gather(hits []hitNode, h hit, b *brief) []hitNode {
	if len(hits) == 0 || hits[len(hits)-1].Node.ID != h.ID {
		hits = append(hits, hitNode{&h})
	}
	last := hits[len(hits)-1].Node
	last.Claims.Nodes = append(last.Claims.Nodes, b)
	return hits
}
