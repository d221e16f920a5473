package neo4j

import (
	"context"
	"time"

	"entente/graph"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// staleFor bounds how long a read goes on over connections that turn out to be
// lost; each such attempt closes one, and the next may be a new one.
const staleFor = time.Second

// read runs one auto-commit query and returns its rows, unless the store has to
// be rebuilt first.
func (s *Store) read(ctx context.Context, text string, params map[string]any) ([][]any, error) {
	if err := s.upToDate(ctx); err != nil {
		return nil, err
	}
	return s.query(ctx, text, params)
}

// query runs one auto-commit query and returns its rows. It is tried again: once
// after a passing fault of the server, and after a lost connection as long as
// others from before a restart may be in the pool.
func (s *Store) query(ctx context.Context, text string, params map[string]any) ([][]any, error) {
	begun := time.Now()
	for attempt := 0; ; attempt++ {
		rows, err := s.once(ctx, text, params)
		if err == nil {
			return rows, nil
		}
		again := attempt == 0 && passing(err) || lost(err) && time.Since(begun) < staleFor && attempt < 100
		if !again || ctx.Err() != nil {
			return nil, s.translate(ctx, err)
		}
	}
}

func (s *Store) once(ctx context.Context, text string, params map[string]any) (rows [][]any, err error) {
	graph.TellStatement(ctx, text)
	// All rows are kept, so that to ask for them a thousand at a time costs ways only.
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: s.database, BookmarkManager: s.bookmarks, FetchSize: neo4j.FetchAll})
	defer func() {
		if closed := session.Close(ctx); err == nil {
			err = closed
		}
	}()
	planned, err := s.planning.begin(ctx, text)
	if err != nil {
		return nil, err
	}
	// It returns once the server has a plan.
	result, err := session.Run(ctx, text, params, until(ctx)...)
	planned(err == nil)
	if err != nil {
		return nil, err
	}
	defer graph.Served(ctx)()
	for result.Next(ctx) {
		rows = append(rows, result.Record().Values)
	}
	return rows, result.Err()
}

// until returns what makes the server stop the work of a context that ends,
// also where it does not hear that the connection is closed.
func until(ctx context.Context) []func(*neo4j.TransactionConfig) {
	end, ok := ctx.Deadline()
	if !ok {
		return nil
	}
	return []func(*neo4j.TransactionConfig){neo4j.WithTxTimeout(max(time.Until(end), 0) + time.Second)}
}

// tx is a write transaction. Its methods return the driver's errors as they
// are, since the driver decides by them what it tries again.
type tx struct {
	ctx context.Context
	tx  neo4j.ManagedTransaction
}

// write runs work in one transaction that holds the writer's lock. Work may run
// again after a passing fault, so that it must not keep what it did before.
func (s *Store) write(ctx context.Context, work func(t *tx) error) error {
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: s.database, BookmarkManager: s.bookmarks})
	defer session.Close(ctx)
	_, err := session.ExecuteWrite(ctx, func(m neo4j.ManagedTransaction) (any, error) {
		return nil, work(&tx{ctx, m})
	})
	return s.translate(ctx, err)
}

// run runs a statement and returns its rows.
func (t *tx) run(text string, params map[string]any) ([][]any, error) {
	if err := t.ctx.Err(); err != nil {
		return nil, err
	}
	result, err := t.tx.Run(t.ctx, text, params)
	if err != nil {
		return nil, err
	}
	var rows [][]any
	for result.Next(t.ctx) {
		rows = append(rows, result.Record().Values)
	}
	return rows, result.Err()
}

// chunk is how many rows one statement takes.
const chunk = 2000

// each runs a statement over rows, given as $rows, in chunks, and returns all
// its answers.
func each[T any](t *tx, text string, rows []T, more ...any) ([][]any, error) {
	var out [][]any
	for len(rows) > 0 {
		n := min(len(rows), chunk)
		params := map[string]any{"rows": rows[:n]}
		for i := 0; i+1 < len(more); i += 2 {
			params[more[i].(string)] = more[i+1]
		}
		answers, err := t.run(text, params)
		if err != nil {
			return nil, err
		}
		out, rows = append(out, answers...), rows[n:]
	}
	return out, nil
}
