package sqlite

import (
	linked "container/list"
	"context"
	"database/sql"
	"sync"
)

// maxStatements is how many prepared statements are kept. Their texts depend
// on the shape of queries alone, since values are parameters.
const maxStatements = 256

// statements keeps the statements used last prepared, so that a query seen
// before is not compiled again. It is safe for concurrent use.
type statements struct {
	db    *sql.DB
	mu    sync.Mutex
	byKey map[string]*linked.Element
	order *linked.List // of *prepared, the one used last first
}

type prepared struct {
	text string
	stmt *sql.Stmt
	// users counts the calls that start the statement now; it is closed when
	// it is gone from the list and has none. An answer that is being read
	// keeps it open by itself.
	users int
	gone  bool
}

func newStatements(db *sql.DB) *statements {
	return &statements{db: db, byKey: make(map[string]*linked.Element), order: linked.New()}
}

// query starts the text as a prepared statement, in the transaction where there
// is one.
func (c *statements) query(ctx context.Context, tx *sql.Tx, text string, args []any) (*sql.Rows, error) {
	p, err := c.take(ctx, text)
	if err != nil {
		return nil, err
	}
	defer c.release(p)
	stmt := p.stmt
	if tx != nil {
		stmt = tx.StmtContext(ctx, stmt)
	}
	return stmt.QueryContext(ctx, args...)
}

func (c *statements) take(ctx context.Context, text string) (*prepared, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.byKey[text]; ok {
		c.order.MoveToFront(e)
		p := e.Value.(*prepared)
		p.users++
		return p, nil
	}
	stmt, err := c.db.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	p := &prepared{text: text, stmt: stmt, users: 1}
	c.byKey[text] = c.order.PushFront(p)
	if c.order.Len() > maxStatements {
		last := c.order.Remove(c.order.Back()).(*prepared)
		delete(c.byKey, last.text)
		last.gone = true
		c.closeUnused(last)
	}
	return p, nil
}

func (c *statements) release(p *prepared) {
	c.mu.Lock()
	defer c.mu.Unlock()
	p.users--
	c.closeUnused(p)
}

func (c *statements) closeUnused(p *prepared) {
	if p.gone && p.users == 0 {
		_ = p.stmt.Close()
	}
}

func (c *statements) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for e := c.order.Front(); e != nil; e = e.Next() {
		_ = e.Value.(*prepared).stmt.Close()
	}
	c.order.Init()
	clear(c.byKey)
}
