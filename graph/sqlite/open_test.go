package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/sqlite"
)

func raw(t *testing.T, path string) *sql.Conn {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	conn, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

func run(t *testing.T, conn *sql.Conn, text string) {
	t.Helper()
	if _, err := conn.ExecContext(t.Context(), text); err != nil {
		t.Fatal(err)
	}
}

func TestOpenRefuses(t *testing.T) {
	for _, x := range []struct {
		name string
		make func(t *testing.T, path string)
		kind error
		says string
	}{
		{"no folder", func(t *testing.T, path string) {}, graph.ErrUnavailable, "no such file"},
		{"a text", func(t *testing.T, path string) { write(t, path, strings.Repeat("no database ", 1000)) }, graph.ErrInvalid, "no SQLite database"},
		{"another program's", func(t *testing.T, path string) { run(t, raw(t, path), "CREATE TABLE x (y)") }, graph.ErrInvalid, "another program"},
		{"marked by another program", func(t *testing.T, path string) { run(t, raw(t, path), "PRAGMA application_id = 7") }, graph.ErrInvalid, "another program"},
		{"a newer version's", func(t *testing.T, path string) {
			closed(t, path)
			run(t, raw(t, path), "PRAGMA user_version = 99")
		}, graph.ErrInvalid, "newer version"},
		{"damaged", func(t *testing.T, path string) {
			closed(t, path)
			damage(t, path)
		}, graph.ErrInvalid, "damaged"},
		{"locked", func(t *testing.T, path string) {
			closed(t, path)
			conn := raw(t, path)
			run(t, conn, "PRAGMA locking_mode = EXCLUSIVE")
			run(t, conn, "BEGIN EXCLUSIVE; CREATE TABLE x (y)")
		}, graph.ErrUnavailable, "locked"},
	} {
		t.Run(x.name, func(t *testing.T) {
			if x.name == "locked" && testing.Short() {
				t.Skip("waits ten seconds for the lock")
			}
			folder := t.TempDir()
			path := filepath.Join(folder, "store.db")
			if x.name == "no folder" {
				path = filepath.Join(folder, "none", "store.db")
			}
			x.make(t, path)
			s, err := sqlite.Open(t.Context(), path, sqlite.Options{})
			if err == nil {
				_ = s.Close(t.Context())
			}
			if !errors.Is(err, x.kind) || !strings.Contains(err.Error(), x.says) || !strings.Contains(err.Error(), path) {
				t.Errorf("got %v, want a %v with the path that says %q", err, x.kind, x.says)
			}
		})
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// closed makes a store and closes it.
func closed(t *testing.T, path string) {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// damage overwrites the first page but its header.
func damage(t *testing.T, path string) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 100; i < 4096; i++ {
		b[i] = 0xee
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestOpenMakesAPrivateFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "with space ? and # and %41.db")
	s := openAt(t, path)
	if err := s.SaveLoad(t.Context(), killLoad); err != nil {
		t.Fatal(err)
	}
	for _, suffix := range []string{"", "-wal", "-shm"} {
		info, err := os.Stat(path + suffix)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", suffix, info.Mode())
		}
	}
}

func TestReopen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	s, err := sqlite.Open(t.Context(), path, sqlite.Options{Durable: true})
	if err != nil {
		t.Fatal(err)
	}
	replay(t, s, 20)
	before := graphtest.Dump(t, s)
	if err := s.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + "-wal"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a closed store leaves its log behind: %v", err)
	}
	if got := graphtest.Dump(t, openAt(t, path)); got != before {
		t.Error("a store that was closed and opened shows something else")
	}
}

func TestMemoryLeavesNothing(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	s := openAt(t, sqlite.Memory)
	replay(t, s, 2)
	if err := s.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(os.TempDir())
	if err != nil || len(left) != 0 {
		t.Errorf("left %v %v", left, err)
	}
}

func TestClosed(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "store.db"))
	if err := s.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Stats(t.Context()); !errors.Is(err, graph.ErrUnavailable) {
		t.Errorf("read: %v", err)
	}
	if err := s.SaveLoad(t.Context(), killLoad); !errors.Is(err, graph.ErrUnavailable) {
		t.Errorf("write: %v", err)
	}
	for _, err := range s.Log(t.Context()) {
		if !errors.Is(err, graph.ErrUnavailable) {
			t.Errorf("log: %v", err)
		}
	}
}

// TestMigrate brings a file of an older version up to date, in two processes'
// way: the second finds the work done.
func TestMigrate(t *testing.T) {
	first, err := fs.ReadFile(sqlite.Migrations(), "migrations/0001_first.sql")
	if err != nil {
		t.Fatal(err)
	}
	steps := fstest.MapFS{"migrations/0001_first.sql": {Data: first}}
	path := filepath.Join(t.TempDir(), "store.db")
	conn := raw(t, path)
	migrate := func(want string) {
		t.Helper()
		err := sqlite.Migrate(t.Context(), conn, path, steps)
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Fatalf("got %v, want %q", err, want)
		}
	}
	migrate("")
	run(t, conn, "INSERT INTO loads (id, state, started, ended, extractor, payload) VALUES ('load:x', '', '', '', '', '{}')")
	steps["migrations/0002_second.sql"] = &fstest.MapFile{Data: []byte("ALTER TABLE loads ADD COLUMN note TEXT NOT NULL DEFAULT 'n'; UPDATE loads SET note = id")}
	steps["migrations/0003_third.sql"] = &fstest.MapFile{Data: []byte("ALTER TABLE loads ADD COLUMN more TEXT; SELECT nothing")}
	migrate("migration migrations/0003_third.sql")
	var version int
	var note string
	if err := conn.QueryRowContext(t.Context(), "SELECT (SELECT user_version FROM pragma_user_version), note FROM loads").Scan(&version, &note); err != nil {
		t.Fatal(err)
	}
	if version != 2 || note != "load:x" {
		t.Errorf("version %d, note %q: a step that fails leaves something or takes something away", version, note)
	}
	steps["migrations/0003_third.sql"] = &fstest.MapFile{Data: []byte("ALTER TABLE loads ADD COLUMN more TEXT")}
	migrate("")
	migrate("")
	delete(steps, "migrations/0003_third.sql")
	migrate("newer version")
}

// TestRebuild spoils every projection; Rebuild repairs them all.
func TestRebuild(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	s := openAt(t, path)
	replay(t, s, 40)
	before := graphtest.Dump(t, s)
	conn := raw(t, path)
	for _, text := range []string{"DELETE FROM entities WHERE row % 2", "UPDATE entities SET name = 'x'", "DELETE FROM relations WHERE row % 3",
		"UPDATE claims SET live = 1 - live WHERE row % 5 = 0", "UPDATE claims SET from_id = 'state:X' WHERE row % 7 = 0", "DELETE FROM documents WHERE row % 4 = 0",
		"UPDATE shapes SET records = 9", "DELETE FROM sources", "UPDATE records SET survivor = 'state:X'", "DELETE FROM entity_words WHERE rowid % 2"} {
		run(t, conn, text)
	}
	seq, err := s.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	if graphtest.Dump(t, s) != before {
		t.Error("the rebuilt store shows something else")
	}
	check(t, s, "rebuilt")
	if now, err := s.Stats(t.Context()); err != nil || now.Seq != seq.Seq {
		t.Errorf("rebuilding wrote to the change feed: %v", err)
	}
}

func TestWriterWaitsInVain(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "store.db"))
	for range s.Log(t.Context()) { // an open reader hinders no writer
		t.Fatal("an empty store has a log")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.SaveLoad(ctx, killLoad); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if loads, err := s.Loads(t.Context(), []graph.LoadID{killLoad.ID}); err != nil || loads[0] != nil {
		t.Errorf("a write whose context had ended landed: %v %v", loads, err)
	}
}
