package resolvers_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestExamples holds the example queries within the schema and the default limits.
func TestExamples(t *testing.T) {
	files, err := filepath.Glob("../examples/queries/*.graphql")
	if err != nil || len(files) == 0 {
		t.Fatalf("no example queries: %v", err)
	}
	store := world(t, 0)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			query, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			answer := ask(t, store, string(query), nil)
			for _, code := range []string{"GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "LIMIT_EXCEEDED", "INTERNAL_SERVER_ERROR"} {
				if strings.Contains(answer, code) {
					t.Errorf("refused:\n%s", answer)
				}
			}
		})
	}
}
