package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"entente/graph"
)

// aheadFor bounds for how long after a start a store's server plans ahead.
const aheadFor = time.Minute

// planner is a store on a server that plans statements.
type planner interface {
	// PlanAhead has the server plan statements such as reads make; it returns
	// how many it has planned when all are or the context ends.
	PlanAhead(ctx context.Context) (planned int, err error)
}

// planAhead has the store's server plan ahead, where there is one, and says in
// the log how far it came. It says nothing where the context is cancelled.
func planAhead(ctx context.Context, store graph.Store, log *slog.Logger) {
	p, ok := store.(planner)
	if !ok {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, aheadFor)
	defer cancel()
	begun := time.Now()
	planned, err := p.PlanAhead(ctx)
	took := time.Since(begun).Round(time.Millisecond)
	switch {
	case errors.Is(err, context.Canceled):
	case err == nil || errors.Is(err, context.DeadlineExceeded):
		log.Info("planned ahead", "statements", planned, "took", took)
	default:
		log.Warn("planning ahead", "statements", planned, "took", took, "error", err)
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
