package neo4jtest

import (
	"errors"
	"os"
	"strings"
	"sync"
	"syscall"
)

// lockFile takes an exclusive lock that every process on this machine respects
// and that ends with the process at the latest. It waits until the lock is free.
func lockFile(path string) (unlock func(), err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o666)
	if err != nil {
		return nil, err
	}
	for {
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX)
		if !errors.Is(err, syscall.EINTR) {
			break
		}
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return func() { f.Close() }, nil
}

// gate lets one test of this process at a time use a server, and one process at
// a time by a lock file. A test and its subtests count as one.
type gate struct {
	mu     sync.Mutex
	free   *sync.Cond
	holder string // name of the test inside, "" for none
	depth  int
	unlock func()
}

func newGate() *gate {
	g := &gate{}
	g.free = sync.NewCond(&g.mu)
	return g
}

// enter waits until the test may use the server. Each enter needs one leave. An
// empty path stands for a server that no other process knows.
func (g *gate) enter(test, path string) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	for g.depth > 0 && !within(test, g.holder) {
		g.free.Wait()
	}
	if g.depth == 0 {
		unlock := func() {}
		if path != "" {
			var err error
			if unlock, err = lockFile(path); err != nil {
				return err
			}
		}
		g.holder, g.unlock = test, unlock
	}
	g.depth++
	return nil
}

// leave gives up what one enter took.
func (g *gate) leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.depth--
	if g.depth == 0 {
		g.unlock()
		g.holder, g.unlock = "", nil
		g.free.Broadcast()
	}
}

// within reports whether a test is the holder or one of its subtests.
func within(test, holder string) bool {
	return test == holder || strings.HasPrefix(test, holder+"/")
}
