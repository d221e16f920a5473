package resolvers

import (
	"context"
	"time"
)

// Watch is told what is done for requests, so that others can count, trace and
// time it. Its functions are called from many goroutines; nil ones are not called.
type Watch struct {
	// Operation is called before an operation runs. The context that it returns
	// is that of all that is done for it; its function is called at the end.
	Operation func(ctx context.Context, o Operation) (context.Context, func(codes []string))
	// Call is called before a call to the store, with the name of a method of
	// graph.Reader, and its function after it.
	Call func(ctx context.Context, method string) (context.Context, func(error))
	// Refused is told the name of the limit that a request has exceeded.
	Refused func(ctx context.Context, limit string)
	// Open is told that a connection that streams, or a subscription, has begun
	// or ended.
	Open func(what string, begun bool)
	// Slow is the time from which on an operation goes to the log with its calls
	// and statements, without values of its arguments; 0 for never.
	Slow time.Duration
}

// Operation says what is about to run.
type Operation struct {
	// Kind is "query", "mutation" or "subscription".
	Kind string
	// Name is what the client calls it, "" where it has no name.
	Name string
}

func (w Watch) operation(ctx context.Context, o Operation) (context.Context, func([]string)) {
	if w.Operation == nil {
		return ctx, func([]string) {}
	}
	return w.Operation(ctx, o)
}

func (w Watch) call(ctx context.Context, method string) (context.Context, func(error)) {
	if w.Call == nil {
		return ctx, func(error) {}
	}
	return w.Call(ctx, method)
}

// refused tells of the limits that an answer names.
func (w Watch) refused(ctx context.Context, a *Answer) {
	for _, e := range a.Errors {
		if e.Extensions["code"] == CodeLimitExceeded {
			limit, _ := e.Extensions["limit"].(string)
			w.exceeded(ctx, limit)
		}
	}
}

// open tells that something long begins, and returns what tells of its end.
func (w Watch) open(what string) (end func()) {
	if w.Open == nil {
		return func() {}
	}
	w.Open(what, true)
	return func() { w.Open(what, false) }
}

// exceeded tells of one limit.
func (w Watch) exceeded(ctx context.Context, limit string) {
	if w.Refused != nil {
		w.Refused(ctx, limit)
	}
}
