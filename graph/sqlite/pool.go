package sqlite

import (
	linked "container/list"
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"sync"

	"entente/graph"
)

// pool holds the connections that read, each with the statements that it ran
// last. It asks the driver itself: what package database/sql does for every
// statement, row and value costs as much as reading them. It is safe for
// concurrent use.
//
// Short reads run one statement or a few and never wait for another read, so
// that few connections serve any number of them. Long ones hold theirs while
// their caller does what it likes, reads as well, and are counted apart.
type pool struct {
	connector   driver.Connector
	short, long chan struct{} // a token for each read that runs

	mu     sync.Mutex
	idle   []*link // the one used last at the end
	closed bool
}

// errClosed is what reads of a closed store return.
var errClosed = fmt.Errorf("%w: the store is closed", graph.ErrUnavailable)

// maxLong is how many long reads run at a time.
const maxLong = 32

// newPool returns a pool in which so many short reads run at a time. It keeps
// as many connections open.
func newPool(connector driver.Connector, short int) *pool {
	return &pool{connector: connector, short: make(chan struct{}, short), long: make(chan struct{}, maxLong)}
}

// read hands a connection to a short read.
func (p *pool) read(ctx context.Context, do func(l *link) error) error {
	return p.lend(ctx, p.short, do)
}

// view hands a connection to a long read of one state of the file.
func (p *pool) view(ctx context.Context, turns chan struct{}, do func(l *link) error) error {
	return p.lend(ctx, turns, func(l *link) error {
		if err := l.exec("BEGIN"); err != nil {
			return err
		}
		defer func() { l.broken = l.exec("ROLLBACK") != nil || l.broken }()
		return do(l)
	})
}

// lend waits for a turn and hands a connection to do.
func (p *pool) lend(ctx context.Context, turns chan struct{}, do func(l *link) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case turns <- struct{}{}:
	default:
		select {
		case turns <- struct{}{}:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	defer func() { <-turns }()
	l, err := p.take(ctx)
	if err != nil {
		return err
	}
	whole := false
	defer func() { p.put(l, whole) }()
	err = do(l)
	whole = err == nil || ctx.Err() != nil && !l.broken
	return err
}

func (p *pool) take(ctx context.Context) (*link, error) {
	p.mu.Lock()
	closed := p.closed
	var l *link
	if n := len(p.idle); n > 0 {
		l, p.idle = p.idle[n-1], p.idle[:n-1]
	}
	p.mu.Unlock()
	switch {
	case closed:
		return nil, errClosed
	case l != nil:
		return l, nil
	}
	conn, err := p.connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &link{conn: conn, byText: make(map[string]*linked.Element), order: linked.New()}, nil
}

// put takes a connection back; one that something went wrong on is closed.
func (p *pool) put(l *link, whole bool) {
	p.mu.Lock()
	keep := whole && !l.broken && !p.closed && len(p.idle) < cap(p.short)
	if keep {
		p.idle = append(p.idle, l)
	}
	p.mu.Unlock()
	if !keep {
		_ = l.close()
	}
}

// close closes the connections that are idle; the others follow when they come back.
func (p *pool) close() error {
	p.mu.Lock()
	idle := p.idle
	p.idle, p.closed = nil, true
	p.mu.Unlock()
	var errs []error
	for _, l := range idle {
		errs = append(errs, l.close())
	}
	return errors.Join(errs...)
}

// link is a connection that reads. It is used by one goroutine at a time.
type link struct {
	conn   driver.Conn
	byText map[string]*linked.Element
	order  *linked.List // of *prepared, the one used last first
	broken bool
}

// maxStatements is how many statements a connection keeps prepared. Their texts
// depend on the shape of queries alone, since values are parameters.
const maxStatements = 64

// prepared is a statement that was compiled; open counts the answers of it that
// are being read.
type prepared struct {
	text string
	stmt driver.Stmt
	open int
}

// prepare returns the text prepared, as it is kept, or anew and for one use
// where it is running already.
func (l *link) prepare(ctx context.Context, text string) (*prepared, error) {
	if e, ok := l.byText[text]; ok {
		l.order.MoveToFront(e)
		return e.Value.(*prepared), nil
	}
	stmt, err := l.conn.(driver.ConnPrepareContext).PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	p := &prepared{text: text, stmt: stmt}
	l.byText[text] = l.order.PushFront(p)
	if last := l.order.Back(); l.order.Len() > maxStatements && last.Value.(*prepared).open == 0 {
		old := l.order.Remove(last).(*prepared)
		delete(l.byText, old.text)
		_ = old.stmt.Close()
	}
	return p, nil
}

// row is a row of an answer. It ends with the next one, its values do not.
type row []driver.Value

func (r row) text(i int) string {
	s, _ := r[i].(string)
	return s
}

// packed returns the first column.
func (r row) packed() packed { return packed(r.text(0)) }

func (r row) number(i int) int64 {
	n, _ := r[i].(int64)
	return n
}

// each runs a statement and hands each row to scan, which must not run the same
// statement on the link.
func (l *link) each(ctx context.Context, st statement, scan func(row) error) error {
	return l.run(ctx, ctx, st, scan)
}

// seek is each for a statement that finds a few rows by their keys, which is not
// interrupted: the driver starts a goroutine to watch each statement that may be.
func (l *link) seek(ctx context.Context, st statement, scan func(row) error) error {
	return l.run(ctx, context.WithoutCancel(ctx), st, scan)
}

// run runs a statement, which the end of the context watched interrupts.
func (l *link) run(ctx, watched context.Context, st statement, scan func(row) error) error {
	graph.TellStatement(ctx, st.text)
	p, err := l.prepare(ctx, st.text)
	if err != nil {
		return err
	}
	args := make([]driver.NamedValue, len(st.args))
	for i, v := range st.args {
		args[i].Ordinal = i + 1
		if args[i].Value, err = driver.DefaultParameterConverter.ConvertValue(v); err != nil {
			return err
		}
	}
	p.open++
	defer func() { p.open-- }()
	rows, err := p.stmt.(driver.StmtQueryContext).QueryContext(watched, args)
	if err != nil {
		return err
	}
	defer rows.Close()
	values := make(row, len(rows.Columns()))
	for {
		switch err := rows.Next(values); {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
		if err := scan(values); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}

// exec runs a statement without an answer.
func (l *link) exec(text string) error {
	_, err := l.conn.(driver.ExecerContext).ExecContext(context.Background(), text, nil)
	return err
}

func (l *link) close() error {
	for e := l.order.Front(); e != nil; e = e.Next() {
		_ = e.Value.(*prepared).stmt.Close()
	}
	return l.conn.Close()
}
