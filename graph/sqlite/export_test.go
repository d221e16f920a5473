package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"

	"entente/graph"
)

// Statement is the text and the values of a compiled query.
type Statement struct {
	Text string
	Args []any
}

// Pages, Totals, Found and Facets compile a plan.
func Pages(plan *graph.Plan) Statement  { return Statement(export(compilePages(plan))) }
func Totals(plan *graph.Plan) Statement { return Statement(export(compileTotals(plan))) }
func Found(plan *graph.Plan) Statement  { return Statement(export(compileFound(plan))) }
func Facets(plan *graph.Plan, by graph.Field) Statement {
	return Statement(export(compileFacets(plan, by)))
}

func export(s statement) Statement { return Statement{s.text, s.args} }

// HasField reports whether the compiler knows the field as one of its type.
func HasField(s graph.Subject, f graph.FieldInfo) bool {
	col, ok := subjects[s].fields[f.Name]
	return ok && col.kind == f.Type
}

// CountFields returns how many fields the compiler knows of the subject.
func CountFields(s graph.Subject) int { return len(subjects[s].fields) }

// Migrate runs the steps of a file system on a database.
func Migrate(ctx context.Context, conn *sql.Conn, path string, steps fs.FS) error {
	return migrate(ctx, conn, path, steps)
}

// Migrations are the real steps.
func Migrations() fs.FS { return migrations }

// Query runs a statement on the store's reading side and returns the last
// column of its rows.
func (s *Store) Query(ctx context.Context, text string, args ...any) ([]string, error) {
	var out []string
	err := s.each(ctx, statement{text, args}, func(r row) error {
		out = append(out, fmt.Sprint(r[len(r)-1]))
		return nil
	})
	return out, err
}

// KeepLittle says how many entries of its change feed, and how many claims made
// ready, a write keeps in memory.
func (s *Store) KeepLittle(most int) { s.writer.feed, s.writer.portion = most, most }
