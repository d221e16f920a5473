package neo4jtest_test

import (
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"entente/internal/neo4jtest"
)

// Counting in a file loses counts as soon as two are in the lock at once.
func TestLockFileExcludes(t *testing.T) {
	const workers, each = 8, 50
	dir := t.TempDir()
	count, lock := filepath.Join(dir, "count"), filepath.Join(dir, "lock")
	if err := os.WriteFile(count, []byte("0"), 0o644); err != nil {
		t.Fatal(err)
	}
	increment := func() error {
		unlock, err := neo4jtest.LockFile(lock)
		if err != nil {
			return err
		}
		defer unlock()
		text, err := os.ReadFile(count)
		if err != nil {
			return err
		}
		n, err := strconv.Atoi(string(text))
		if err != nil {
			return err
		}
		return os.WriteFile(count, []byte(strconv.Itoa(n+1)), 0o644)
	}
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for range each {
				if err := increment(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	if text, err := os.ReadFile(count); err != nil || string(text) != strconv.Itoa(workers*each) {
		t.Errorf("counted %s, %v; want %d", text, err, workers*each)
	}
}
