package main

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// TestLines holds when what is logged is written: soon, at once where it is a
// warning or much, and never twice.
func TestLines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		l := &lines{to: &out}
		written := func() string {
			l.mu.Lock()
			defer l.mu.Unlock()
			return out.String()
		}
		log := slog.New(prompt{slog.NewTextHandler(l, nil), l}).With("a", 1).WithGroup("g")
		log.Info("one")
		if got := written(); got != "" {
			t.Errorf("written at once: %s", got)
		}
		<-time.After(linesDelay) // the clock of the bubble
		synctest.Wait()
		log.Info("two")
		if got := written(); strings.Count(got, "msg=one") != 1 || strings.Contains(got, "two") {
			t.Errorf("after a while: %s", got)
		}
		log.Warn("three")
		if got := written(); strings.Count(got, "\n") != 3 || !strings.HasSuffix(got, "msg=three a=1\n") {
			t.Errorf("after a warning: %s", got)
		}
		before := len(written())
		log.Info(strings.Repeat("x", linesRoom))
		if len(written()) < before+linesRoom {
			t.Error("much is not written at once")
		}
		<-time.After(linesDelay) // the clock of the bubble
	})
}
