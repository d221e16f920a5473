package resolvers

import (
	"fmt"
	"testing"
)

// TestShelf keeps what was used last within its room.
func TestShelf(t *testing.T) {
	ctx := t.Context()
	s := newShelf(100, func(_ string, v int) int { return v })
	for i := range 10 {
		s.Add(ctx, fmt.Sprint(i), 10)
	}
	s.Get(ctx, "0")
	s.Add(ctx, "ten", 10)
	s.Add(ctx, "too large", 11)
	s.Add(ctx, "5", 10) // again
	for key, want := range map[string]bool{"0": true, "1": false, "2": true, "5": true, "ten": true, "too large": false} {
		if _, ok := s.Get(ctx, key); ok != want {
			t.Errorf("%s: %t, want %t", key, ok, want)
		}
	}
	if s.used != 100 || len(s.items) != 10 || s.order.Len() != 10 {
		t.Errorf("%d used by %d, %d in order", s.used, len(s.items), s.order.Len())
	}
}
