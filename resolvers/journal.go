package resolvers

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/lexer"

	"entente/graph"
)

// journal is what was done at the store for one operation. nil is an empty one
// that keeps nothing.
type journal struct {
	rows int // the most items that may be read

	mu         sync.Mutex
	read       int
	calls      []storeCall
	statements []string
}

// storeCall is a call to the store: how long it took, and how many items it gave.
type storeCall struct {
	method string
	took   time.Duration
	rows   int
}

// String writes it for the log.
func (c storeCall) String() string {
	return fmt.Sprintf("%s %dms %d", c.method, c.took.Milliseconds(), c.rows)
}

type journalKey struct{}

func journalOf(ctx context.Context) *journal {
	j, _ := ctx.Value(journalKey{}).(*journal)
	return j
}

// kept is how many calls and statements a journal keeps.
const kept = 50

// with returns a context whose calls to the store go into the journal.
func (j *journal) with(ctx context.Context, statements bool) context.Context {
	ctx = context.WithValue(ctx, journalKey{}, j)
	if !statements {
		return ctx
	}
	return graph.WithStatements(ctx, func(text string) {
		j.mu.Lock()
		defer j.mu.Unlock()
		if len(j.statements) < kept {
			j.statements = append(j.statements, text)
		}
	})
}

func (j *journal) begin() time.Time {
	if j == nil {
		return time.Time{}
	}
	return time.Now()
}

// end notes a call that gave a number of items. The error says that the
// operation has read too many.
func (j *journal) end(method string, begun time.Time, rows int) error {
	if j == nil {
		return nil
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.read += rows
	if len(j.calls) < kept {
		j.calls = append(j.calls, storeCall{method, time.Since(begun), rows})
	}
	if j.read > j.rows {
		return &graph.LimitError{What: "rows", Limit: j.rows}
	}
	return nil
}

// tell logs an operation that took long: its text without values, and what was
// asked of the store for it.
func (j *journal) tell(ctx context.Context, log *slog.Logger, o Operation, text string, took time.Duration) {
	j.mu.Lock()
	defer j.mu.Unlock()
	calls := make([]string, len(j.calls))
	for i, c := range j.calls {
		calls[i] = c.String()
	}
	log.WarnContext(ctx, "slow query", "ms", took.Milliseconds(), "kind", o.Kind, "operation", o.Name, "document", withoutValues(text),
		"rows", j.read, "calls", calls, "statements", j.statements)
}

// maxLogged is how much of a document goes to the log.
const maxLogged = 4 << 10

// withoutValues returns a GraphQL document with a question mark in place of
// each number and text, in one line.
func withoutValues(document string) string {
	var b strings.Builder
	lex := lexer.New(&ast.Source{Input: document})
	for b.Len() < maxLogged {
		token, err := lex.ReadToken()
		if err != nil || token.Kind == lexer.EOF {
			return b.String()
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		switch token.Kind {
		case lexer.Int, lexer.Float, lexer.String, lexer.BlockString:
			b.WriteByte('?')
		case lexer.Name:
			b.WriteString(token.Value)
		case lexer.Comment:
		default:
			b.WriteString(token.Kind.String())
		}
	}
	return b.String() + " ..."
}
