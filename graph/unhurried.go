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
	if stop, ok := ctx.Value(unhurriedKey{}).(func() func()); ok {
		return stop()
	}
	return func() {}
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
	if begin, ok := ctx.Value(servedKey{}).(func() func()); ok {
		return begin()
	}
	return func() {}
}
