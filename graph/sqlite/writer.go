package sqlite

import (
	"context"
	"database/sql"
	"strings"
)

// writer is the one connection that writes, with its prepared statements. It is
// used by whoever holds the store's lock.
type writer struct {
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
	kept  ruling
}

func newWriter(conn *sql.Conn) *writer {
	return &writer{conn: conn, stmts: make(map[string]*sql.Stmt)}
}

func (w *writer) close() error {
	for _, stmt := range w.stmts {
		_ = stmt.Close()
	}
	return w.conn.Close()
}

// stmt returns the text prepared. The texts of writes are constants of this
// package and few.
func (w *writer) stmt(text string) (*sql.Stmt, error) {
	if stmt, ok := w.stmts[text]; ok {
		return stmt, nil
	}
	stmt, err := w.conn.PrepareContext(context.Background(), text)
	if err == nil {
		w.stmts[text] = stmt
	}
	return stmt, err
}

// exec runs a statement to its end. What begins a statement finishes it: a
// context is looked at between statements, and before the commit.
func (w *writer) exec(text string, args ...any) error {
	stmt, err := w.stmt(text)
	if err == nil {
		_, err = stmt.ExecContext(context.Background(), args...)
	}
	return err
}

// rows runs a query and hands each row to scan.
func (w *writer) rows(text string, scan func(*sql.Rows) error, args ...any) error {
	stmt, err := w.stmt(text)
	if err != nil {
		return err
	}
	return each(func() (*sql.Rows, error) { return stmt.QueryContext(context.Background(), args...) }, scan)
}

// each hands every row of a query to scan and returns the first error.
func each(query func() (*sql.Rows, error), scan func(*sql.Rows) error) error {
	rows, err := query()
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

// bulk inserts rows, several by one statement. It says OR FAIL, so that SQLite
// keeps no journal of a statement: what fails takes the transaction with it.
type bulk struct {
	w     *writer
	head  string
	width int
	tail  string
	args  []any
}

// maxParameters is how many values one statement of a bulk takes at most.
const maxParameters = 800

// bulk returns an inserter of rows of the columns. verb is how it
// inserts, tail what goes after the values.
func (w *writer) bulk(verb, table, columns, tail string) *bulk {
	return &bulk{w: w, head: verb + " INTO " + table + " (" + columns + ") VALUES ", width: strings.Count(columns, ",") + 1, tail: tail}
}

func (b *bulk) add(values ...any) error {
	b.args = append(b.args, values...)
	if most := max(maxParameters/b.width, 1); len(b.args) >= most*b.width {
		return b.send(most)
	}
	return nil
}

// flush inserts what is left, by statements of halving size, so that there are
// few texts to prepare.
func (b *bulk) flush() error {
	most := max(maxParameters/b.width, 1)
	for size := most; size > 0; size /= 2 {
		for len(b.args) >= size*b.width {
			if err := b.send(size); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *bulk) send(rows int) error {
	row := "(" + strings.Repeat("?,", b.width-1) + "?)"
	text := b.head + strings.Repeat(row+",", rows-1) + row + b.tail
	n := rows * b.width
	err := b.w.exec(text, b.args[:n]...)
	b.args = append(b.args[:0], b.args[n:]...)
	return err
}
