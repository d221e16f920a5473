package main

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"entente/analysis"
	"entente/graph"
	"entente/graph/memory"
)

// planning is a store that plans ahead, at once or until its context ends.
type planning struct {
	graph.Store
	begun chan struct{}
	long  bool
	err   error
}

func (p *planning) PlanAhead(ctx context.Context) (int, error) {
	close(p.begun)
	if !p.long {
		return 7, p.err
	}
	<-ctx.Done()
	return 3, fmt.Errorf("planning: %w", ctx.Err())
}

// TestReadAhead holds that a server reads the network and the names, tells in its log what was
// planned, and that one which ends, ends it without a word.
func TestReadAhead(t *testing.T) {
	tests := []struct {
		name string
		long bool
		err  error
		want string
	}{
		{"done", false, nil, `level=INFO msg="planned ahead" statements=7`},
		{"failed", false, graph.ErrUnavailable, `level=WARN msg="planning ahead" statements=7`},
		{"ended", true, nil, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var log bytes.Buffer
			cache := new(analysis.Cache)
			p := &planning{memory.Open(), make(chan struct{}), test.long, test.err}
			end := aside(t.Context(), func(ctx context.Context) { readAhead(ctx, p, cache, slog.New(slog.NewTextHandler(&log, nil))) })
			<-p.begun
			end()
			later := time.Now().Add(time.Hour)
			if cache.KeptNetwork("", later) == nil || cache.KeptNames("", later) == nil {
				t.Error("the network or the names were not read")
			}
			if got := log.String(); !strings.Contains(got, test.want) || test.want == "" && got != "" {
				t.Errorf("the log says %q, want %q", got, test.want)
			}
		})
	}
	readAhead(t.Context(), memory.Open(), new(analysis.Cache), slog.New(slog.DiscardHandler)) // which plans nothing
}
