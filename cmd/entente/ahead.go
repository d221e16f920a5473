package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"entente/analysis"
	"entente/graph"
)

// aheadFor bounds for how long after a start a store's server reads and plans ahead.
const aheadFor = time.Minute

// planner is a store on a server that plans statements.
type planner interface {
	// PlanAhead has the server plan statements such as reads make; it returns
	// how many it has planned when all are or the context ends.
	PlanAhead(ctx context.Context) (planned int, err error)
}

// readAhead has the store's server do on the side what the first requests would
// wait for, where there is one: it reads the network that paths and rankings are
// found in and the names of entities, and plans. It says in the log how far it came, and nothing where the
// context is cancelled.
func readAhead(ctx context.Context, store graph.Store, cache *analysis.Cache, log *slog.Logger) {
	p, ok := store.(planner)
	if !ok {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, aheadFor)
	defer cancel()
	begun := time.Now()
	took := func() time.Duration { return time.Since(begun).Round(time.Millisecond) }
	_, err := cache.Network(ctx, store, "")
	if err == nil {
		_, err = cache.Names(ctx, store, "")
	}
	if err != nil && !errors.Is(err, context.Canceled) {
		log.Warn("reading ahead", "took", took(), "error", err)
	}
	read := took()
	planned, err := p.PlanAhead(ctx)
	switch {
	case errors.Is(err, context.Canceled):
	case err == nil || errors.Is(err, context.DeadlineExceeded):
		log.Info("planned ahead", "statements", planned, "took", took(), "read", read)
	default:
		log.Warn("planning ahead", "statements", planned, "took", took(), "error", err)
	}
}

// aside calls do on the side. What it returns ends do's context, and waits until
// it has returned.
func aside(ctx context.Context, do func(context.Context)) (end func()) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		do(ctx)
	}()
	return func() { cancel(); <-done }
}
