package sqlite_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/memory"
	"entente/graph/sqlite"
)

// killed names the file that a child process writes to until it is killed.
const killed = "ENTENTE_TEST_SQLITE_KILLED"

func TestMain(m *testing.M) {
	if path := os.Getenv(killed); path != "" {
		if err := writeForever(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// batches returns a long row of writes, the same each time.
func batches() [][]graph.Contribution {
	w := graphtest.NewWorld("k", 7)
	out := make([][]graph.Contribution, 300)
	for i := range out {
		for range 5 {
			out[i] = append(out[i], w.Contribution(40))
		}
	}
	return out
}

func instant(n int) graph.Instant {
	return graph.NewInstant(time.Date(2026, 1, 1, 0, 0, n, 0, time.UTC))
}

var killLoad = graph.Load{ID: "load:kill", State: graph.LoadRunning, Started: instant(0)}

// writeForever writes the batches from the one after those that the feed of the
// file shows, and says on standard output which have been committed.
func writeForever(path string) error {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, path, sqlite.Options{})
	if err != nil {
		return err
	}
	if err := s.SaveLoad(ctx, killLoad); err != nil {
		return err
	}
	for i, batch := range batches() {
		if _, err := s.Put(ctx, killLoad.ID, instant(i+1), batch); err != nil {
			return err
		}
		fmt.Println(i)
	}
	fmt.Println("done")
	select {}
}

// TestKill kills a writing process at random points: what it said was committed
// is there, what stands is what the log adds up to, and the same writes again
// give the store of an undisturbed run.
func TestKill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	rounds := 8
	if testing.Short() {
		rounds = 2
	}
	for round := range rounds {
		last := writeUntilKilled(t, path, time.Duration(20+rand.IntN(400))*time.Millisecond)
		s, err := sqlite.Open(t.Context(), path, sqlite.Options{})
		if err != nil {
			t.Fatalf("round %d: open after a kill: %v", round, err)
		}
		check(t, s, fmt.Sprintf("round %d, killed after batch %d", round, last))
		if last >= 0 {
			want := memory.Open()
			replay(t, want, last+1)
			missing(t, want, s)
		}
		if err := s.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	s, whole := openAt(t, path), memory.Open()
	replay(t, s, len(batches()))
	replay(t, whole, len(batches()))
	if diff := cmp.Diff(graphtest.Dump(t, whole), graphtest.Dump(t, s)); diff != "" {
		t.Errorf("another store than without kills (-want +got):\n%s", diff)
	}
}

// writeUntilKilled runs the child for a while and returns the last batch that it
// committed, -1 for none.
func writeUntilKilled(t *testing.T, path string, after time.Duration) int {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), killed+"="+path)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(after, func() { _ = child.Process.Kill() })
	defer timer.Stop()
	last := -1
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if strings.TrimSpace(lines.Text()) == "done" {
			_ = child.Process.Kill()
		}
		_, _ = fmt.Sscan(lines.Text(), &last)
	}
	_ = child.Wait()
	return last
}

// replay writes the first batches.
func replay(t *testing.T, s graph.Store, n int) {
	t.Helper()
	if err := s.SaveLoad(t.Context(), killLoad); err != nil {
		t.Fatal(err)
	}
	for i, batch := range batches()[:n] {
		if _, err := s.Put(t.Context(), killLoad.ID, instant(i+1), batch); err != nil {
			t.Fatal(err)
		}
	}
}

// check compares the projections with what the log adds up to, and asks SQLite
// whether the file is whole.
func check(t *testing.T, s *sqlite.Store, when string) {
	t.Helper()
	faults, err := s.Query(t.Context(), "SELECT integrity_check FROM pragma_integrity_check")
	if err != nil || len(faults) != 1 || faults[0] != "ok" {
		t.Fatalf("%s: integrity check: %v %v", when, faults, err)
	}
	p, err := graph.Project(s.Log(t.Context()), graph.Forever)
	if err != nil {
		t.Fatalf("%s: %v", when, err)
	}
	stats, err := s.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got := [5]int{stats.Documents, stats.Sources, stats.Entities, stats.Claims, stats.Relations}
	want := [5]int{len(p.Documents), len(p.Sources), len(p.Entities), len(p.Claims), len(p.Relations)}
	if got != want {
		t.Errorf("%s: documents, sources, entities, claims, relations are %v, the log adds up to %v", when, got, want)
	}
}

// missing fails the test for contributions of want that the store does not hold.
func missing(t *testing.T, want graph.Store, s *sqlite.Store) {
	t.Helper()
	there := make(map[graph.ContributionID]bool)
	for e, err := range s.Log(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if e.Contribution != nil {
			there[e.Contribution.ID] = true
		}
	}
	for e := range want.Log(t.Context()) {
		if e.Contribution != nil && !there[e.Contribution.ID] {
			t.Errorf("%s was committed and is gone", e.Contribution.ID)
		}
	}
}
