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

// TestQuestions holds that each of the twenty questions names the query that asks
// it, and the answer.
func TestQuestions(t *testing.T) {
	page, err := os.ReadFile("../examples/QUESTIONS.md")
	if err != nil {
		t.Fatal(err)
	}
	sections := strings.Split(string(page), "\n## ")[1:]
	files, err := filepath.Glob("../examples/queries/*.graphql")
	if err != nil || len(files) != 20 || len(sections) != len(files) {
		t.Fatalf("%d questions, %d queries: %v", len(sections), len(files), err)
	}
	for i, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".graphql")
		for _, link := range []string{"(queries/" + name + ".graphql)", "(answers/" + name + ".json)"} {
			if !strings.Contains(sections[i], link) {
				t.Errorf("question %d does not name %s", i+1, link)
			}
		}
		if _, err := os.Stat("../examples/answers/" + name + ".json"); err != nil {
			t.Error(err)
		}
	}
}
