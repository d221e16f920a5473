package resolvers

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// TestDeadline holds that a deadline ends as context.WithTimeout does, whether
// anybody has waited for it or not.
func TestDeadline(t *testing.T) {
	reason := errors.New("the caller left")
	for name, tt := range map[string]struct {
		end         func(cancel context.CancelCauseFunc, end func())
		want, cause error
	}{
		"goes on":     {func(context.CancelCauseFunc, func()) {}, nil, nil},
		"in time":     {func(context.CancelCauseFunc, func()) { <-time.After(2 * time.Second) }, context.DeadlineExceeded, context.DeadlineExceeded},
		"by function": {func(_ context.CancelCauseFunc, end func()) { end() }, context.Canceled, context.Canceled},
		"with parent": {func(cancel context.CancelCauseFunc, _ func()) { cancel(reason) }, context.Canceled, reason},
	} {
		for waited, wait := range map[string]bool{"waited for": true, "not waited for": false} {
			t.Run(name+", "+waited, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					parent, cancel := context.WithCancelCause(context.WithValue(t.Context(), callKey{}, "kept"))
					defer cancel(nil)
					ctx, end := withDeadline(parent, time.Second)
					defer end()
					if wait {
						_ = ctx.Done()
					}
					tt.end(cancel, end)
					synctest.Wait()
					child, stop := context.WithCancelCause(ctx)
					defer stop(nil)
					synctest.Wait()
					if err := ctx.Err(); err != tt.want || child.Err() != tt.want {
						t.Errorf("ended with %v, below it with %v, want %v", err, child.Err(), tt.want)
					}
					if err := context.Cause(child); err != tt.cause && tt.cause != nil {
						t.Errorf("because of %v, want %v", err, tt.cause)
					}
					select {
					case <-ctx.Done():
						if tt.want == nil {
							t.Error("done, but without an error")
						}
					default:
						if tt.want != nil {
							t.Error("ended, but not done")
						}
					}
					if ctx.Value(callKey{}) != "kept" {
						t.Error("the parent's value is lost")
					}
				})
			})
		}
	}
}

type callKey struct{}

// TestEarlierDeadline holds that a parent's earlier deadline counts.
func TestEarlierDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		parent, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		ctx, end := withDeadline(parent, time.Minute)
		defer end()
		if at, _ := ctx.Deadline(); time.Until(at) != time.Second {
			t.Errorf("ends in %v", time.Until(at))
		}
	})
}
