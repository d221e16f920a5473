package main

import (
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"entente/graph/neo4j"
	"entente/internal/neo4jtest"

	bolt "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// boltHold compares loads into one Neo4j database, which is emptied before each.
// Processor time is that of the server and of this process.
type boltHold struct {
	options neo4j.Options
	driver  bolt.DriverWithContext
	// rows is the file that holds what the floor writes.
	rows string
}

func openBoltHold(ctx context.Context, server neo4jtest.Server, folder string) (*boltHold, error) {
	store, err := neo4j.Open(ctx, neo4j.Options{URI: server.URI, User: server.User, Password: server.Password}) // makes the schema
	if err != nil {
		return nil, err
	}
	if err := store.Close(ctx); err != nil {
		return nil, err
	}
	d, err := openBolt(server)
	return &boltHold{neo4j.Options{URI: server.URI, User: server.User, Password: server.Password}, d, filepath.Join(folder, "rows")}, err
}

// clear empties the database but for its schema.
func (h *boltHold) clear(ctx context.Context) error {
	for _, text := range []string{
		"MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 20000 ROWS",
		"MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 20000 ROWS",
	} {
		if err := h.run(ctx, text, nil, nil); err != nil {
			return err
		}
	}
	return nil
}

// run runs an auto-commit query.
func (h *boltHold) run(ctx context.Context, text string, params map[string]any, each func([]any) error) (err error) {
	session := h.driver.NewSession(ctx, bolt.SessionConfig{})
	defer func() { err = errors.Join(err, session.Close(ctx)) }()
	result, err := session.Run(ctx, text, params)
	if err != nil {
		return err
	}
	for result.Next(ctx) {
		if each == nil {
			continue
		}
		if err := each(result.Record().Values); err != nil {
			return err
		}
	}
	return result.Err()
}

// processor returns the time that the server has used the processor.
func (h *boltHold) processor(ctx context.Context) (used time.Duration, err error) {
	const text = "CALL dbms.queryJmx('java.lang:type=OperatingSystem') YIELD attributes RETURN attributes.ProcessCpuTime.value"
	err = h.run(ctx, text, nil, func(row []any) error {
		n, _ := row[0].(int64)
		used = time.Duration(n)
		return nil
	})
	return used, err
}

// served runs work and adds what the server has used for it.
func (h *boltHold) served(ctx context.Context, work func() (cost, error)) (cost, error) {
	before, err := h.processor(ctx)
	if err != nil {
		return cost{}, err
	}
	spent, err := work()
	if err != nil {
		return spent, err
	}
	after, err := h.processor(ctx)
	spent.processor += after - before
	return spent, err
}

func (h *boltHold) ours(ctx context.Context, c cargo) (cost, error) {
	store, err := neo4j.Open(ctx, h.options)
	if err != nil {
		return cost{}, err
	}
	defer store.Close(ctx)
	if err := h.clear(ctx); err != nil {
		return cost{}, err
	}
	return h.served(ctx, func() (cost, error) { return c.put(ctx, store) })
}

// floor writes every node and edge of ours by plain UNWIND ... CREATE, so many
// rows a transaction, by one session. The rows are read into a file before, since
// the database holds one graph at a time.
func (h *boltHold) floor(ctx context.Context) (cost, error) {
	before, err := h.capture(ctx)
	if err != nil {
		return cost{}, err
	}
	if err := h.clear(ctx); err != nil {
		return cost{}, err
	}
	spent, err := h.served(ctx, func() (cost, error) { return h.restore(ctx) })
	if err != nil {
		return spent, err
	}
	after, err := h.count(ctx)
	if err == nil && before != after {
		err = fmt.Errorf("the floor has not written what the store has: %s and %s", before, after)
	}
	return spent, err
}

// portion is a statement with its rows.
type portion struct {
	Text string
	Rows []any
}

// capture writes portions of all that the database holds to the file.
func (h *boltHold) capture(ctx context.Context) (counts string, err error) {
	gob.Register([]any{})
	gob.Register(map[string]any{})
	file, err := os.Create(h.rows)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if counts, err = h.count(ctx); err != nil {
		return "", err
	}
	statements, err := h.statements(ctx)
	if err != nil {
		return "", err
	}
	out := gob.NewEncoder(file)
	for _, s := range statements {
		p := portion{Text: s.write}
		send := func() error {
			defer func() { p.Rows = nil }()
			return out.Encode(p)
		}
		err := h.run(ctx, s.read, nil, func(row []any) error {
			p.Rows = append(p.Rows, row[0])
			if len(p.Rows) == rowsAtOnce {
				return send()
			}
			return nil
		})
		if err != nil {
			return "", err
		}
		if err := send(); err != nil {
			return "", err
		}
	}
	return counts, nil
}

// statement says how rows are read and written.
type statement struct{ read, write string }

// statements returns those for all that the database holds: nodes by their
// labels, claims with their edges, then the edges between entities.
func (h *boltHold) statements(ctx context.Context) (out []statement, err error) {
	err = h.run(ctx, "MATCH (n) WHERE NOT n:Claim RETURN DISTINCT labels(n) AS labels ORDER BY labels", nil, func(row []any) error {
		labels := joined(row[0], ":")
		out = append(out, statement{
			"MATCH (n:" + labels + ") WHERE size(labels(n)) = " + fmt.Sprint(strings.Count(labels, ":")+1) + " RETURN properties(n)",
			"UNWIND $rows AS row CREATE (n:" + labels + ") SET n = row"})
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, to := range []bool{false, true} {
		for _, asserted := range []bool{false, true} {
			out = append(out, claimStatement(to, asserted))
		}
	}
	err = h.run(ctx, "MATCH (:Entity)-[e]->(:Entity) RETURN DISTINCT type(e) AS type ORDER BY type", nil, func(row []any) error {
		edge := "[e:" + row[0].(string) + "]"
		out = append(out, statement{
			"MATCH (a:Entity)-" + edge + "->(b:Entity) RETURN {from: a.id, to: b.id, edge: properties(e)}",
			"UNWIND $rows AS row MATCH (a:Entity {id: row.from}) MATCH (b:Entity {id: row.to}) CREATE (a)-" + edge + "->(b) SET e = row.edge"})
		return nil
	})
	return out, err
}

// claimStatement is that of claims that have a target, or not, and a speaker, or not.
func claimStatement(to, asserted bool) statement {
	has := func(edge string, there bool) string {
		if there {
			return " AND EXISTS { (c)-[:" + edge + "]->() }"
		}
		return " AND NOT EXISTS { (c)-[:" + edge + "]->() }"
	}
	s := statement{
		"MATCH (c:Claim) WHERE true" + has("TO", to) + has("ASSERTED_BY", asserted) + "\n" +
			"RETURN {claim: properties(c), from: head([(c)-[:FROM]->(x) | x.id]), to: coalesce(head([(c)-[:TO]->(x) | x.id]), ''),\n" +
			"speaker: coalesce(head([(c)-[:ASSERTED_BY]->(x) | x.id]), ''), document: head([(c)-[:STATED_IN]->(x) | x.id]),\n" +
			"evidence: [(c)-[e:STATED_IN]->() | properties(e)]}",
		"UNWIND $rows AS row MATCH (d:Document {id: row.document}) MATCH (f:Entity {id: row.from})"}
	edges := " CREATE (c:LogClaim:Claim) SET c = row.claim CREATE (c)-[:FROM]->(f)"
	if to {
		s.write += " MATCH (t:Entity {id: row.to})"
		edges += " CREATE (c)-[:TO]->(t)"
	}
	if asserted {
		s.write += " MATCH (a:Entity {id: row.speaker})"
		edges += " CREATE (c)-[:ASSERTED_BY]->(a)"
	}
	s.write += edges + " FOREACH (e IN row.evidence | CREATE (c)-[x:STATED_IN]->(d) SET x = e)"
	return s
}

// joined returns a list of texts, in order, as one.
func joined(list any, between string) string {
	var out []string
	for _, v := range list.([]any) {
		out = append(out, v.(string))
	}
	slices.Sort(out)
	return strings.Join(out, between)
}

// restore writes the portions of the file; only that is counted.
func (h *boltHold) restore(ctx context.Context) (spent cost, err error) {
	file, err := os.Open(h.rows)
	if err != nil {
		return spent, err
	}
	defer file.Close()
	in := gob.NewDecoder(file)
	for {
		var p portion
		switch err := in.Decode(&p); {
		case err == io.EOF:
			return spent, nil
		case err != nil:
			return spent, err
		case len(p.Rows) == 0:
			continue
		}
		err := spent.spend(func() error { return h.run(ctx, p.Text, map[string]any{"rows": p.Rows}, nil) })
		if err != nil {
			return spent, err
		}
	}
}

// count says how much the database holds, by labels and types.
func (h *boltHold) count(ctx context.Context) (counts string, err error) {
	for _, text := range []string{
		"MATCH (n) RETURN labels(n), count(*) AS n",
		"MATCH ()-[e]->() RETURN [type(e)], count(*) AS n",
	} {
		var lines []string
		err := h.run(ctx, text, nil, func(row []any) error {
			lines = append(lines, fmt.Sprint(joined(row[0], ":"), " ", row[1]))
			return nil
		})
		if err != nil {
			return "", err
		}
		slices.Sort(lines)
		counts += strings.Join(lines, ", ") + "\n"
	}
	return counts, nil
}
