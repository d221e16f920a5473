package resolvers_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/resolvers"
)

// refused are the hostile queries that a limit refuses, by its name: before
// anything is read, but for the periods of a measure.
var refused = map[string]string{
	"edges-side-by-side": "conditions", "six-edges": "conditions", "pages-of-pages": "cost",
	"communities-by-month": "buckets", "ranking-by-month": "buckets", "facets-side-by-side": "cost", "every-facet": "cost", "rankings-side-by-side": "cost",
	"counts-side-by-side": "cost", "many-comparisons": "cost",
}

// TestHostileQueries holds that a hostile query is one of the schema, and is
// answered, or refused by the limit that it exceeds before the store hears of it.
func TestHostileQueries(t *testing.T) {
	files, err := filepath.Glob("testdata/hostile/*.graphql")
	if err != nil || len(files) < len(refused) {
		t.Fatalf("%d queries: %v", len(files), err)
	}
	store := world(t, 0)
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".graphql")
		t.Run(name, func(t *testing.T) {
			query, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			counted := count(store)
			a := resolvers.Execute(t.Context(), counted, resolvers.Request{Query: string(query)}, resolvers.Options{Now: now})
			limit := ""
			for _, err := range a.Errors {
				switch code := err.Extensions["code"]; code {
				case resolvers.CodeNotFound:
				case resolvers.CodeLimitExceeded:
					limit, _ = err.Extensions["limit"].(string)
				default:
					t.Errorf("%v: %s", code, err.Message)
				}
			}
			if limit != refused[name] {
				t.Errorf("refused for %q, want %q", limit, refused[name])
			}
			if limit != "" && limit != "buckets" && len(counted.calls) > 0 {
				t.Errorf("refused after\n%s", counted)
			}
		})
	}
}
