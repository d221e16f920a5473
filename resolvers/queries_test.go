package resolvers_test

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"entente/graph"
	"entente/internal/golden"
	"entente/resolvers"
)

// now is the day by which tests ask.
func now() time.Time { return time.Date(2025, 11, 1, 0, 0, 0, 0, time.UTC) }

func ask(t *testing.T, store graph.Reader, query string, variables map[string]any) string {
	t.Helper()
	answer := resolvers.Execute(t.Context(), store, resolvers.Request{Query: query, Variables: variables}, resolvers.Options{Now: now})
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(answer); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestQueries compares answers and the calls that reach the store. The calls
// are the same with twenty times the documents.
func TestQueries(t *testing.T) {
	small, large := world(t, 0), world(t, 40)
	golden.Run(t, "testdata/queries/*.txtar", func(t *testing.T, c *golden.Case) {
		var variables map[string]any
		if c.Has("variables.json") {
			if err := json.Unmarshal([]byte(c.Text(t, "variables.json")), &variables); err != nil {
				t.Fatal(err)
			}
		}
		query := c.Text(t, "query.graphql")
		counted := count(small)
		c.Want(t, "answer.json", ask(t, counted, query, variables))
		c.Want(t, "calls", counted.String())
		if c.Has("more calls where there is more") {
			return
		}
		again := count(large)
		ask(t, again, query, variables)
		if got, want := again.String(), counted.String(); got != want {
			t.Errorf("store calls with more documents:\n%swant\n%s", got, want)
		}
	})
}
