package resolvers_test

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/internal/golden"
	"entente/resolvers"
)

// TestNoInnerMessage lets each call to the store fail in turn, with errors of
// each kind that are full of what no client may see, for every query that is
// kept as an example.
func TestNoInnerMessage(t *testing.T) {
	const secret = "s3cret"
	inner := errors.New("dial tcp 10.0.0.1:7687: " + secret + " Did you mean MATCH (n) RETURN n")
	kinds := []error{inner, &graph.LimitError{What: "conditions of one filter", Limit: 400}}
	for _, kind := range []error{graph.ErrInvalid, graph.ErrNotFound, graph.ErrConflict, graph.ErrUnavailable, graph.ErrOutdated, graph.ErrTooLarge} {
		kinds = append(kinds, fmt.Errorf("%w: %w", kind, inner))
	}
	files, err := filepath.Glob("testdata/queries/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	store, failures := world(t, 0), 0
	for i, file := range files {
		text := golden.Read(t, file).Text(t, "query.graphql")
		for call := 1; ; call++ {
			failing, n := count(store), 0
			failing.fail = func(string) error {
				if n++; n == call {
					return kinds[(i+call)%len(kinds)]
				}
				return nil
			}
			got := send(t, resolvers.NewHandler(failing, resolvers.Options{Now: now}), query(text, nil))
			if strings.Contains(got.body, secret) || strings.Contains(got.body, "10.0.0.1") || strings.Contains(got.body, "MATCH") {
				t.Errorf("%s, call %d: %s", file, call, got.body)
			}
			if n < call || call > 30 {
				break
			}
			failures++
		}
	}
	if failures < 50 {
		t.Errorf("only %d calls failed", failures)
	}
}

// TestOutdatedStore holds that clients of a store that has to be repaired are
// told so, in its words for them, and that the log says what to do.
func TestOutdatedStore(t *testing.T) {
	failing := count(world(t, 0))
	failing.fail = func(string) error { return fmt.Errorf("neo4j at bolt://inner: %w; do so", graph.ErrOutdated) }
	var log bytes.Buffer
	h := resolvers.NewHandler(failing, resolvers.Options{Logger: slog.New(slog.NewTextHandler(&log, nil))})
	got := send(t, h, query("{states {nodes {id}}}", nil))
	if got.code() != resolvers.CodeUnavailable || !strings.Contains(got.body, `"message":"the store was filled by an older version and has to be repaired by its operator"`) ||
		strings.Contains(got.body, "inner") {
		t.Errorf("got %s", got.body)
	}
	if !strings.Contains(log.String(), "do so") {
		t.Errorf("the log says %s", log.String())
	}
}

// FuzzErrors presents errors of any words as errors of the store.
func FuzzErrors(f *testing.F) {
	f.Add("invalid: the words of a store", 0)
	f.Add("exceeded token limit of 3", 1)
	f.Fuzz(func(t *testing.T, words string, kind int) {
		marked := "<" + words + ">" // so that it is no part of an answer by chance
		kinds := []error{graph.ErrInvalid, graph.ErrNotFound, graph.ErrConflict, graph.ErrUnavailable, graph.ErrOutdated, graph.ErrTooLarge}
		failing := count(world(t, 0))
		failing.fail = func(string) error {
			return fmt.Errorf("%w: %s", kinds[((kind%len(kinds))+len(kinds))%len(kinds)], marked)
		}
		got := send(t, resolvers.NewHandler(failing, resolvers.Options{}), query("{states {nodes {id}}}", nil))
		if strings.Contains(got.body, marked) || !slices.Contains(resolvers.Codes(), got.code()) {
			t.Errorf("%s", got.body)
		}
	})
}
