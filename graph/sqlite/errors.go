package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	driver "modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"entente/graph"
)

// translate gives an error of the driver its kind in package graph and says
// what a person can do about it. Other errors pass as they are.
func (s *Store) translate(err error) error {
	return translate(err, s.path)
}

func translate(err error, path string) error {
	var e *driver.Error
	switch {
	case err == nil:
		return nil
	case errors.Is(err, sql.ErrConnDone), strings.HasSuffix(err.Error(), "database is closed"):
		return fmt.Errorf("%w: the store is closed", graph.ErrUnavailable)
	case !errors.As(err, &e):
		return err
	}
	switch e.Code() & 0xff {
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return fmt.Errorf("%w: %s is locked by another process", graph.ErrUnavailable, path)
	case lib.SQLITE_FULL:
		return fmt.Errorf("%w: no space left for %s", graph.ErrUnavailable, path)
	case lib.SQLITE_READONLY:
		return fmt.Errorf("%w: %s cannot be written to", graph.ErrUnavailable, path)
	case lib.SQLITE_CANTOPEN, lib.SQLITE_PERM, lib.SQLITE_AUTH:
		return fmt.Errorf("%w: %s cannot be opened", graph.ErrUnavailable, path)
	case lib.SQLITE_NOTADB:
		return graph.Invalidf("%s is no SQLite database; give another path", path)
	case lib.SQLITE_CORRUPT:
		return graph.Invalidf("%s is damaged; restore it from a copy, or load the documents into a new file", path)
	case lib.SQLITE_INTERRUPT:
		return context.Canceled
	case lib.SQLITE_IOERR, lib.SQLITE_NOMEM:
		return fmt.Errorf("%w: %s: %s", graph.ErrUnavailable, path, e.Error())
	}
	return fmt.Errorf("%s: %w", path, err)
}
