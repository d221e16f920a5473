package view

import "context"

type sharedKey struct{}

// shared returns a context for reading what later requests use, too, so that it
// does not count as what one of them has read.
func shared(ctx context.Context) context.Context { return context.WithValue(ctx, sharedKey{}, true) }

// IsShared reports whether a context is one for reading what others use, too.
func IsShared(ctx context.Context) bool { return ctx.Value(sharedKey{}) != nil }
