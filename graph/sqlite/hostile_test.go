package sqlite_test

import (
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/sqlite"
)

// TestHostileConditions holds that a condition over any three edges, whatever
// the quantifiers, is asked as sets: nothing of its statement runs once a row.
func TestHostileConditions(t *testing.T) {
	s := open(t)
	quantifiers := []graph.Quantifier{graph.Some, graph.All, graph.None, graph.Single}
	asked := 0
	for _, subject := range []graph.Subject{graph.SubjectEntity, graph.SubjectRelation, graph.SubjectClaim, graph.SubjectDocument, graph.SubjectSource} {
		for path := range paths(subject, 3) {
			where := path
			for w, n := &where, asked; w.Edge != ""; w, n = w.Of, n+1 {
				w.Quantifier = quantifiers[n%len(quantifiers)]
			}
			asked++
			plan, err := (graph.Query{Subject: subject, Where: where, Total: true}).Plan()
			if err != nil {
				t.Fatal(err)
			}
			for _, st := range []sqlite.Statement{sqlite.Pages(plan), sqlite.Found(plan), sqlite.Facets(plan, graph.FieldID)} {
				steps, err := s.Query(t.Context(), "EXPLAIN QUERY PLAN "+st.Text, st.Args...)
				if err != nil {
					t.Fatal(err)
				}
				if plan := strings.Join(steps, "\n"); strings.Contains(plan, "CORRELATED") {
					t.Fatalf("something runs once a row:\n%s\n%s", st.Text, plan)
				}
			}
		}
	}
	if asked < 100 {
		t.Errorf("%d conditions", asked)
	}
}

// paths yields a condition for each way of so many edges from a subject, which
// ends with one that no index helps.
func paths(s graph.Subject, steps int) func(yield func(graph.Where) bool) {
	return func(yield func(graph.Where) bool) {
		if steps == 0 {
			yield(graph.Where{Field: graph.FieldID, Op: graph.Contains, Value: "x"})
			return
		}
		for _, join := range graph.Edges(s) {
			for of := range paths(join.Target, steps-1) {
				if !yield(graph.Where{Edge: join.Name, Of: &of}) {
					return
				}
			}
		}
	}
}
