package access

import (
	"os"
	"sync"
	"time"
)

// recheck is how long a file is taken as unchanged before it is looked at again.
const recheck = time.Second

// File is a value read from a file, and read again when the file changes. A
// change that cannot be read leaves the value as it was. It is safe for
// concurrent use.
type File[T any] struct {
	path  string
	parse func([]byte) (T, error)
	now   func() time.Time
	fault func(error)

	mu      sync.Mutex
	value   T
	looked  time.Time
	changed time.Time
	size    int64
}

// OpenFile reads the file; the error says why it cannot. fault is told of later
// changes that cannot be read; nil drops them.
func OpenFile[T any](path string, parse func([]byte) (T, error), fault func(error)) (*File[T], error) {
	f := &File[T]{path: path, parse: parse, now: time.Now, fault: fault}
	return f, f.read()
}

// Value returns what the file holds.
func (f *File[T]) Value() T {
	f.mu.Lock()
	defer f.mu.Unlock()
	if now := f.now(); now.Sub(f.looked) >= recheck {
		f.looked = now
		if info, err := os.Stat(f.path); err == nil && (!info.ModTime().Equal(f.changed) || info.Size() != f.size) {
			if err := f.read(); err != nil && f.fault != nil {
				f.fault(err)
			}
		}
	}
	return f.value
}

func (f *File[T]) read() error {
	info, err := os.Stat(f.path)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(f.path)
	if err != nil {
		return err
	}
	value, err := f.parse(text)
	if err != nil {
		return err
	}
	f.value, f.changed, f.size = value, info.ModTime(), info.Size()
	return nil
}
