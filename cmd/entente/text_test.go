package main

import (
	"bytes"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// FuzzText holds that records are written as slog.TextHandler writes them.
func FuzzText(f *testing.F) {
	f.Add("request", "method", "GET", int64(1), int64(1_700_000_000_123_456_789), false)
	f.Add("with spaces", "a=b", `quo"ted`, int64(-7), int64(0), true)
	f.Add("", "", "", int64(0), int64(-1), false)
	f.Add("é", "ключ", "\x00\xff\u2028", int64(1<<62), int64(999_999), true)
	f.Add("request", "path", `C:\x`, int64(0), int64(1), true)
	f.Fuzz(func(t *testing.T, message, key, value string, number, nanos int64, zone bool) {
		at := time.Unix(0, nanos).UTC()
		if zone {
			at = at.In(time.FixedZone("", int(number%86400)))
		}
		var want, got bytes.Buffer
		slow, quick := slog.NewTextHandler(&want, nil), newText(&got, nil)
		for range 2 { // the second time in the same second
			r := slog.NewRecord(at, slog.Level(number%20), message, 0)
			r.AddAttrs(slog.String("a", "b"), slog.String(key, value), slog.Int64("n", number), slog.String("empty", ""), slog.String("last", value))
			if err := errors.Join(slow.Handle(t.Context(), r), quick.Handle(t.Context(), r)); err != nil {
				t.Fatal(err)
			}
			at = at.Add(time.Millisecond)
		}
		if diff := cmp.Diff(want.String(), got.String()); diff != "" {
			t.Errorf("a line is another (-slog +ours):\n%s", diff)
		}
	})
}

// TestTextLeavesTheRest holds that other records, and those of a logger with
// attributes or a group, are written as well.
func TestTextLeavesTheRest(t *testing.T) {
	var want, got bytes.Buffer
	drop := &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}}
	for _, h := range []slog.Handler{slog.NewTextHandler(&want, drop), newText(&got, drop)} {
		log := slog.New(h)
		log.With("a", 1).WithGroup("g").Info("grouped", "b", "c")
		log.With("list", []string{"x", "y"}).Info("listed", "error", errors.New("x y"))
	}
	if diff := cmp.Diff(want.String(), got.String()); diff != "" || got.Len() == 0 {
		t.Errorf("(-slog +ours):\n%s", diff)
	}
}
