package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"entente/graph"
	"entente/graph/sqlite"
)

// rowsAtOnce is how many rows a floor writes in a transaction.
const rowsAtOnce = 10000

// sqlHold compares loads into SQLite files.
type sqlHold struct{ folder string }

func (h *sqlHold) path(name string) string { return filepath.Join(h.folder, name+".db") }

// fresh removes a file and makes an empty store in its place.
func (h *sqlHold) fresh(ctx context.Context, name string) (*sqlite.Store, error) {
	for _, suffix := range []string{"", "-wal", "-shm"} {
		if err := os.RemoveAll(h.path(name) + suffix); err != nil {
			return nil, err
		}
	}
	return sqlite.Open(ctx, h.path(name), sqlite.Options{})
}

func (h *sqlHold) ours(ctx context.Context, c cargo) (cost, error) {
	store, err := h.fresh(ctx, "ours")
	if err != nil {
		return cost{}, err
	}
	spent, err := c.put(ctx, store)
	return spent, errorsOf(err, spent.spend(func() error { return store.Close(ctx) }))
}

// floor copies every row of ours, table by table, one row a statement, with the
// indexes before. Folded words, which the file does not hold as they were
// written, are made again.
func (h *sqlHold) floor(ctx context.Context) (spent cost, err error) {
	empty, err := h.fresh(ctx, "floor")
	if err != nil {
		return spent, err
	}
	if err := empty.Close(ctx); err != nil {
		return spent, err
	}
	from, err := sql.Open("sqlite", "file:"+h.path("ours"))
	if err != nil {
		return spent, err
	}
	defer from.Close()
	// The settings are those of the store's own connection.
	to, err := sql.Open("sqlite", "file:"+h.path("floor")+"?_pragma=synchronous(NORMAL)&_pragma=cache_size(-65536)&_pragma=temp_store(MEMORY)"+
		"&_pragma=journal_size_limit(67108864)&_pragma=wal_autocheckpoint(10000)")
	if err != nil {
		return spent, err
	}
	to.SetMaxOpenConns(1)
	tables, err := texts(from, "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE%' AND name NOT GLOB '*_words_*' AND name NOT IN ('state', 'sqlite_sequence')")
	if err != nil {
		return spent, err
	}
	for _, table := range tables {
		if err := copyRows(from, to, &spent, "SELECT * FROM "+table, table, nil); err != nil {
			return spent, fmt.Errorf("%s: %w", table, err)
		}
	}
	for _, w := range words() {
		if err := copyRows(from, to, &spent, w.text, w.table+" (rowid, words)", w.fold); err != nil {
			return spent, fmt.Errorf("%s: %w", w.table, err)
		}
		tables = append(tables, w.table)
	}
	if err := spent.spend(to.Close); err != nil {
		return spent, err
	}
	return spent, h.same(tables)
}

// wordsOf says how the rows of a table of words are made: what is read of ours,
// and what its second and third columns give.
type wordsOf struct {
	table, text string
	fold        func(a, b string) (string, error)
}

func words() []wordsOf {
	document := func(fold func(d *graph.Document, text string) string) func(a, b string) (string, error) {
		return func(payload, text string) (string, error) {
			var d graph.Document
			err := json.Unmarshal([]byte(payload), &d)
			return fold(&d, text), err
		}
	}
	const documents = "SELECT c.row, c.payload, COALESCE(x.text, '') FROM contributions c LEFT JOIN texts x ON x.row = c.text"
	return []wordsOf{
		{"claim_words", "SELECT row, payload, '' FROM claims WHERE words = row", func(payload, _ string) (string, error) {
			c, err := graph.DecodeClaim(payload)
			return c.SearchText(), err
		}},
		{"document_words", documents, document((*graph.Document).SearchText)},
		{"title_words", documents, document(func(d *graph.Document, _ string) string { return graph.Fold(d.Title) })},
		{"entity_words", "SELECT row, payload, json_object('id', id, 'name', name) FROM entities", func(rest, head string) (string, error) {
			var e graph.Entity
			err := errorsOf(json.Unmarshal([]byte(rest), &e), json.Unmarshal([]byte(head), &e))
			return e.SearchText(), err
		}},
	}
}

// copyRows writes what a query reads, so many rows a transaction. Only the
// writing is counted. fold, if any, makes one text of the second and third column.
func copyRows(from, to *sql.DB, spent *cost, query, into string, fold func(a, b string) (string, error)) error {
	rows, err := from.Query(query)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	width := len(columns)
	if fold != nil {
		width = 2
	}
	statement := "INSERT INTO " + into + " VALUES (" + strings.Repeat("?, ", width-1) + "?)"
	var ready [][]any
	write := func() error {
		defer func() { ready = ready[:0] }()
		return spent.spend(func() error { return insert(to, statement, ready) })
	}
	for rows.Next() {
		values, err := scan(rows, len(columns))
		if err != nil {
			return err
		}
		if fold != nil {
			second, _ := values[1].(string)
			third, _ := values[2].(string)
			if values[1], err = fold(second, third); err != nil {
				return err
			}
		}
		if ready = append(ready, values[:width]); len(ready) == rowsAtOnce {
			if err := write(); err != nil {
				return err
			}
		}
	}
	return errorsOf(rows.Err(), write())
}

func scan(rows *sql.Rows, width int) ([]any, error) {
	values, into := make([]any, width), make([]any, width)
	for i := range into {
		into[i] = &values[i]
	}
	return values, rows.Scan(into...)
}

func insert(to *sql.DB, statement string, rows [][]any) error {
	tx, err := to.Begin()
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	stmt, err := tx.Prepare(statement)
	if err != nil {
		return err
	}
	for _, values := range rows {
		if _, err := stmt.Exec(values...); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// same returns an error where the files do not hold as many rows.
func (h *sqlHold) same(tables []string) error {
	var counts [2]string
	for i, name := range []string{"ours", "floor"} {
		db, err := sql.Open("sqlite", "file:"+h.path(name))
		if err != nil {
			return err
		}
		for _, table := range tables {
			n, err := texts(db, "SELECT '"+table+" ' || COUNT(*) FROM "+table)
			if err != nil {
				return errorsOf(err, db.Close())
			}
			counts[i] += n[0] + "\n"
		}
		if err := db.Close(); err != nil {
			return err
		}
	}
	if counts[0] != counts[1] {
		return fmt.Errorf("the floor has not written what the store has:\n%s\n%s", counts[0], counts[1])
	}
	return nil
}

// texts returns the first column of a query.
func texts(db *sql.DB, query string) (out []string, err error) {
	rows, err := db.Query(query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}
