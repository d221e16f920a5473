package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"strings"
)

// writer is the one connection that writes, with its prepared statements. It is
// used by whoever holds the store's lock.
type writer struct {
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
	// direct are statements that insert many rows, without the conversions and
	// copies of package sql.
	direct map[string]driver.Stmt
	kept   ruling
	// feed is how many entries of the change feed a write keeps in memory.
	feed int
	// portion is how many claims of a contribution are made ready at a time.
	portion int
}

func newWriter(conn *sql.Conn) *writer {
	return &writer{conn: conn, stmts: make(map[string]*sql.Stmt), direct: make(map[string]driver.Stmt), feed: 200_000, portion: portionSize}
}

func (w *writer) close() error {
	for _, stmt := range w.direct {
		_ = stmt.Close()
	}
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

// insert runs a statement of a bulk.
func (w *writer) insert(text string, args []driver.NamedValue) error {
	return w.conn.Raw(func(conn any) error {
		stmt, ok := w.direct[text]
		if !ok {
			var err error
			if stmt, err = conn.(driver.ConnPrepareContext).PrepareContext(context.Background(), text); err != nil {
				return err
			}
			w.direct[text] = stmt
		}
		_, err := stmt.(driver.StmtExecContext).ExecContext(context.Background(), args)
		return err
	})
}

// cached is the writer's cache of pages in KiB, spared what it has while a long
// contribution is written. The driver takes twice as much memory for it, since it
// gives out memory by powers of two and a page takes a little more than one.
const cached, spared = 65536, 16384

// spare makes the cache of pages small until the returned function is called. A
// statement of this kind acts when it is prepared, so that it cannot be kept.
func (w *writer) spare() (restore func()) {
	set := func(size int) {
		_, _ = w.conn.ExecContext(context.Background(), fmt.Sprintf("PRAGMA cache_size = -%d", size))
	}
	set(spared)
	return func() { set(cached) }
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

// bulk inserts rows, several by one statement. A statement that fails takes the
// transaction with it, so that its rows need not be taken back one by one.
type bulk struct {
	w     *writer
	head  string
	width int
	tail  string
	args  []driver.NamedValue
	texts map[int]string // by the number of rows
	// most is how many rows one statement takes.
	most int
	// holds says that only flush inserts.
	holds bool
}

// maxParameters is how many values one statement of a bulk takes at most.
const maxParameters = 800

// bulk returns an inserter of rows of the columns. verb is how it
// inserts, tail what goes after the values.
func (w *writer) bulk(verb, table, columns, tail string) *bulk {
	width := strings.Count(columns, ",") + 1
	return &bulk{w: w, head: verb + " INTO " + table + " (" + columns + ") VALUES ", width: width, tail: tail, texts: make(map[int]string),
		most: max(maxParameters/width, 1)}
}

// words returns an inserter into a table of full text. It keeps the rows until
// they are flushed, and inserts them by a statement each: FTS5 gathers words in
// memory, but writes them out before each statement of several rows.
func (w *writer) words(table string) *bulk {
	b := w.bulk("INSERT", table, "rowid, words", "")
	b.most, b.holds = 1, true
	return b
}

// add adds a row of texts, numbers and booleans.
func (b *bulk) add(values ...any) error {
	if b.args == nil && !b.holds {
		b.args = make([]driver.NamedValue, 0, b.most*b.width)
	}
	for _, v := range values {
		if n, ok := v.(int); ok {
			v = int64(n)
		}
		b.args = append(b.args, driver.NamedValue{Value: v})
	}
	if b.holds || len(b.args) < b.most*b.width {
		return nil
	}
	err := b.send(b.args, b.most)
	b.args = b.args[:0]
	return err
}

// flush inserts what is left, by statements of halving size, so that there are
// few texts to prepare.
func (b *bulk) flush() error {
	left := b.args
	for size := b.most; size > 0; size /= 2 {
		for n := size * b.width; len(left) >= n; left = left[n:] {
			if err := b.send(left[:n], size); err != nil {
				return err
			}
		}
	}
	b.args = nil
	return nil
}

func (b *bulk) send(args []driver.NamedValue, rows int) error {
	for i := range args {
		args[i].Ordinal = i + 1
	}
	text, ok := b.texts[rows]
	if !ok {
		row := "(" + strings.Repeat("?,", b.width-1) + "?)"
		text = b.head + strings.Repeat(row+",", rows-1) + row + b.tail
		b.texts[rows] = text
	}
	return b.w.insert(text, args)
}
