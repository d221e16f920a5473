package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"entente/graph"
)

//go:embed migrations/*.sql
var migrations embed.FS

// applicationID marks a SQLite file as ours ("ent1").
const applicationID = 0x656e7431

// migrate brings the file up to the newest schema, one transaction a step. It
// refuses files of other programs and of newer versions of this one.
func migrate(ctx context.Context, conn *sql.Conn, path string, steps fs.FS) error {
	names, err := fs.Glob(steps, "migrations/*.sql")
	if err != nil {
		return err
	}
	var app, version, tables int
	err = conn.QueryRowContext(ctx, `SELECT (SELECT application_id FROM pragma_application_id),
		(SELECT user_version FROM pragma_user_version), (SELECT COUNT(*) FROM sqlite_schema)`).Scan(&app, &version, &tables)
	switch {
	case err != nil:
		return err
	case app != applicationID && (app != 0 || tables > 0):
		return graph.Invalidf("%s is a database of another program; give another path", path)
	case version > len(names):
		return graph.Invalidf("%s was written by a newer version (schema %d, this one knows %d); use that version or a new file",
			path, version, len(names))
	}
	for i := version; i < len(names); i++ {
		if err := step(ctx, conn, steps, names[i], i+1); err != nil {
			return fmt.Errorf("migration %s: %w", names[i], err)
		}
	}
	return nil
}

// step runs one migration unless another process has done so meanwhile.
func step(ctx context.Context, conn *sql.Conn, steps fs.FS, name string, version int) error {
	text, err := fs.ReadFile(steps, name)
	if err != nil {
		return err
	}
	if _, err := conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	done := 0
	err = conn.QueryRowContext(ctx, "PRAGMA user_version").Scan(&done)
	if err == nil && done < version {
		_, err = conn.ExecContext(ctx, fmt.Sprintf("%s;\nPRAGMA application_id = %d;\nPRAGMA user_version = %d;", text, applicationID, version))
	}
	if err == nil {
		_, err = conn.ExecContext(ctx, "COMMIT")
	}
	if err != nil {
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
	}
	return err
}
