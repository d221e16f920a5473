package sqlite

import (
	linked "container/list"
	"context"
	"database/sql"
	"sync"

	"entente/graph"
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

// query starts the text, as a prepared statement where it can. In a transaction
// it prepares nothing anew: that would take a second connection, and many who
// hold one and wait for another would wait for ever. See warm.
func (c *statements) query(ctx context.Context, tx *sql.Tx, text string, args []any) (*sql.Rows, error) {
	graph.TellStatement(ctx, text)
	p := c.take(text)
	if p == nil && tx != nil {
		return tx.QueryContext(ctx, text, args...)
	}
	if p == nil {
		var err error
		if p, err = c.prepare(ctx, text); err != nil {
			return nil, err
		}
	}
	defer c.release(p)
	stmt := p.stmt
	if tx != nil {
		stmt = tx.StmtContext(ctx, stmt)
	}
	return stmt.QueryContext(ctx, args...)
}

// warm prepares texts for a transaction to come.
func (c *statements) warm(ctx context.Context, texts ...string) error {
	for _, text := range texts {
		p := c.take(text)
		if p == nil {
			var err error
			if p, err = c.prepare(ctx, text); err != nil {
				return err
			}
		}
		c.release(p)
	}
	return nil
}

// take returns the statement if it is prepared, else nil.
func (c *statements) take(text string) *prepared {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[text]
	if !ok {
		return nil
	}
	c.order.MoveToFront(e)
	p := e.Value.(*prepared)
	p.users++
	return p
}

// prepare prepares the text and keeps it. It waits for a connection, so that the
// lock must not be held.
func (c *statements) prepare(ctx context.Context, text string) (*prepared, error) {
	stmt, err := c.db.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	p := &prepared{text: text, stmt: stmt, users: 1}
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.byKey[text]; ok { // somebody was faster
		p.gone = true
		return p, nil
	}
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
