package sqlite

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"

	driver "modernc.org/sqlite"

	"entente/graph"
)

// Options are the settings of a store. The zero value works.
type Options struct {
	// Readers is how many reads run at a time, beside those of the log; 0 means
	// two a processor, at least four. Each has a connection, which keeps a file
	// open and some megabytes of cache; reading keeps a processor busy, so that
	// more of them are of no use.
	Readers int
	// Durable syncs the disk at each commit, so that a power cut takes back no
	// commit either. Without it a write is much faster, and only a crash of the
	// machine, never that of the process, can lose the last writes.
	Durable bool
	// Past is how much of what was known at earlier times is kept in memory for
	// reading, see graph.Past; 0 means graph.PastRoom.
	Past int
}

// Memory is the path of a store that ends with Close. It lies in a temporary
// file all the same, so that it behaves like any other.
const Memory = ":memory:"

// Store is a graph.Store in a SQLite file. Its methods are safe for concurrent
// use; writers wait for each other. Several processes may open one file.
type Store struct {
	path   string
	folder string // the temporary folder of Memory
	read   *pool
	write  *sql.DB
	writer *writer
	lock   chan struct{} // holds a token while someone writes
	closed bool          // under lock
	past   graph.Past
}

var _ graph.Store = (*Store)(nil)

// Open opens the file at the path and makes it where there is none, readable by
// its owner alone; the folder must be there. A file of an older version is
// brought up to date. The error wraps ErrInvalid for a file that is no database,
// is damaged, or belongs to another program or a newer version, and
// ErrUnavailable for one that cannot be opened or is locked.
func Open(ctx context.Context, path string, opts Options) (*Store, error) {
	s := &Store{path: path, lock: make(chan struct{}, 1)}
	file := path
	if path == Memory {
		folder, err := os.MkdirTemp("", "entente-")
		if err != nil {
			return nil, fmt.Errorf("%w: %v", graph.ErrUnavailable, err)
		}
		s.folder, file = folder, filepath.Join(folder, "store")
	}
	if err := s.open(ctx, file, opts); err != nil {
		_ = s.Close(ctx)
		return nil, s.translate(err)
	}
	return s, nil
}

func (s *Store) open(ctx context.Context, file string, opts Options) error {
	if err := touch(file); err != nil {
		return err
	}
	sync := "NORMAL"
	switch {
	case s.folder != "":
		sync = "OFF"
	case opts.Durable:
		sync = "FULL"
	}
	writing, err := connector(file, "journal_mode(WAL)", "synchronous("+sync+")", fmt.Sprintf("cache_size(-%d)", cached),
		"temp_store(MEMORY)", "journal_size_limit(67108864)", "wal_autocheckpoint(10000)")
	if err != nil {
		return err
	}
	s.write = sql.OpenDB(writing)
	s.write.SetMaxOpenConns(1)
	conn, err := s.write.Conn(ctx)
	if err != nil {
		return err
	}
	s.writer = newWriter(conn)
	if err := migrate(ctx, conn, s.path, migrations); err != nil {
		return err
	}
	readers := opts.Readers
	if readers <= 0 {
		readers = max(4, 2*runtime.GOMAXPROCS(0))
	}
	reading, err := connector(file, "query_only(1)", "cache_size(-8192)", "temp_store(MEMORY)")
	if err != nil {
		return err
	}
	s.read = newPool(reading, readers)
	s.past.Room = opts.Past
	return nil
}

// touch makes the file where there is none.
func touch(file string) error {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("%w: %v", graph.ErrUnavailable, err)
	}
	return f.Close()
}

// connector returns what opens connections to the file. SQLite waits ten seconds
// for another process's lock.
func connector(file string, pragmas ...string) (sqldriver.Connector, error) {
	absolute, err := filepath.Abs(file)
	if err != nil {
		return nil, err
	}
	values := url.Values{"_pragma": append([]string{"busy_timeout(10000)"}, pragmas...), "_txlock": {"deferred"}}
	name := url.URL{Path: filepath.ToSlash(absolute)}
	return driver.NewConnector("file:" + name.EscapedPath() + "?" + values.Encode())
}

// Close waits for a write that is going on, then closes the file; closing again
// does nothing. Other methods return ErrUnavailable afterwards.
func (s *Store) Close(ctx context.Context) error {
	if err := s.acquire(ctx); err != nil {
		return err
	}
	defer s.release()
	if s.closed {
		return nil
	}
	s.closed = true
	var errs []error
	if s.read != nil {
		errs = append(errs, s.read.close())
	}
	if s.writer != nil {
		errs = append(errs, s.writer.close())
	}
	if s.write != nil {
		errs = append(errs, s.write.Close())
	}
	if s.folder != "" {
		errs = append(errs, os.RemoveAll(s.folder))
	}
	return s.translate(errors.Join(errs...))
}

// acquire waits until nobody writes. A context that has ended does not hinder
// who need not wait.
func (s *Store) acquire(ctx context.Context) error {
	select {
	case s.lock <- struct{}{}:
		return nil
	default:
	}
	select {
	case s.lock <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *Store) release() { <-s.lock }
