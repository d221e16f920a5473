package resolvers_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/memory"
	"entente/resolvers"
)

// TestOpen is told when a stream and its subscription begin and end.
func TestOpen(t *testing.T) {
	told := make(chan string, 10)
	h := httptest.NewServer(resolvers.NewHandler(graph.Watch(memory.Open()), resolvers.Options{Watch: resolvers.Watch{Open: func(what string, begun bool) {
		told <- map[bool]string{true: "begins ", false: "ends "}[begun] + what
	}}}))
	defer h.Close()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, h.URL, strings.NewReader(`{"query":"subscription {claimAdded {claim {id}}}"}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "text/event-stream")
	w, err := h.Client().Do(r)
	if err != nil || w.StatusCode != http.StatusOK {
		t.Fatal(w, err)
	}
	defer w.Body.Close()
	for _, want := range []string{"begins connection", "begins subscription", "", "ends subscription", "ends connection"} {
		if want == "" {
			cancel()
		} else if got := <-told; got != want {
			t.Fatalf("%s, want %s", got, want)
		}
	}
}
