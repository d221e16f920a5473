package main

import (
	"context"
	"io"
	"log/slog"
	"sync"
	"time"
)

// lines gathers what is logged and writes many lines at once: a server logs a
// line a request, and a system call for each would take longer than the line.
// What is gathered is written soon, and before the program ends by itself. It is
// safe for concurrent use.
type lines struct {
	to io.Writer

	mu     sync.Mutex
	waits  []byte
	coming bool // a flush
}

// What waits is written after linesDelay, and once it is as large as linesRoom.
const (
	linesDelay = 100 * time.Millisecond
	linesRoom  = 16 << 10
)

// Write takes a line.
func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.waits = append(l.waits, p...)
	switch {
	case len(l.waits) >= linesRoom:
		l.write()
	case !l.coming:
		l.coming = true
		time.AfterFunc(linesDelay, l.flush)
	}
	return len(p), nil
}

// flush writes what waits.
func (l *lines) flush() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.coming = false
	l.write()
}

func (l *lines) write() {
	if len(l.waits) > 0 {
		_, _ = l.to.Write(l.waits)
		l.waits = l.waits[:0]
	}
}

// prompt is a handler whose warnings and errors do not wait.
type prompt struct {
	slog.Handler
	lines *lines
}

// Handle passes the record on.
func (h prompt) Handle(ctx context.Context, r slog.Record) error {
	err := h.Handler.Handle(ctx, r)
	if r.Level >= slog.LevelWarn {
		h.lines.flush()
	}
	return err
}

// WithAttrs keeps warnings prompt.
func (h prompt) WithAttrs(attrs []slog.Attr) slog.Handler {
	return prompt{h.Handler.WithAttrs(attrs), h.lines}
}

// WithGroup keeps warnings prompt.
func (h prompt) WithGroup(name string) slog.Handler {
	return prompt{h.Handler.WithGroup(name), h.lines}
}
