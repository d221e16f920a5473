package graph

import "context"

type unhurriedKey struct{}

// WithUnhurried returns a context by whose reads stop is called before they do
// what is done once for many reads, and what it returns afterwards: the clock of
// one who bounds reads stands still meanwhile.
func WithUnhurried(ctx context.Context, stop func() (again func())) context.Context {
	return context.WithValue(ctx, unhurriedKey{}, stop)
}

// Unhurried begins work of an engine that is done once for many reads, and
// returns what ends it.
func Unhurried(ctx context.Context) (end func()) {
	return begin(ctx, unhurriedKey{})
}

type servedKey struct{}

// WithServed returns a context by whose reads begin is called when a database
// server works for them, and what it returns when it has: one who bounds reads
// measures that time apart.
func WithServed(ctx context.Context, begin func() (end func())) context.Context {
	return context.WithValue(ctx, servedKey{}, begin)
}

// Served begins the time in which a database server works for a read, what it
// plans left out, and returns what ends it.
func Served(ctx context.Context) (end func()) {
	return begin(ctx, servedKey{})
}

// begin calls what a context has under a key, and returns what it returned.
func begin(ctx context.Context, key any) (end func()) {
	if call, ok := ctx.Value(key).(func() func()); ok {
		return call()
	}
	return func() {}
}
