package neo4j

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/internal/neo4jtest"
)

// TestRehearsal holds that what is planned ahead reads only, has no statement
// twice, and begins at every subject that conditions are asked of.
func TestRehearsal(t *testing.T) {
	writes := regexp.MustCompile(`\b(CREATE|MERGE|SET|DELETE|REMOVE|FOREACH)\b`)
	seen := make(map[string]bool)
	for st := range rehearsal() {
		if writes.MatchString(st.Text) {
			t.Errorf("writes:\n%s", st.Text)
		}
		if seen[st.Text] {
			t.Errorf("twice:\n%s", st.Text)
		}
		seen[st.Text] = true
	}
	for _, s := range []graph.Subject{graph.SubjectEntity, graph.SubjectRelation, graph.SubjectClaim, graph.SubjectDocument} {
		over := 0
		for text := range seen {
			if strings.Contains(text, "(n:"+label(s)+")") && strings.Contains(text, " IN s0") {
				over++
			}
		}
		if over < len(graph.Edges(s)) {
			t.Errorf("%d statements ask for a %s by an edge, of which it has %d", over, s, len(graph.Edges(s)))
		}
	}
	for st := range rehearsal() {
		seen[st.Text] = false
		break // who takes them may stop at any
	}
}

// TestPlanAhead has a server plan a few of the statements: it takes them, they
// are known as planned, nothing changes by them, and a context that ends, ends it.
func TestPlanAhead(t *testing.T) {
	server := neo4jtest.Start(t)
	server.Clear(t)
	store, err := Open(t.Context(), Options{URI: server.URI, User: server.User, Password: server.Password})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close(context.WithoutCancel(t.Context()))
	before, err := store.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	all := slices.Collect(rehearsal())
	few := []Statement{all[0], all[len(all)/2], all[len(all)-1]}
	if n, err := store.planAll(t.Context(), slices.Values(few)); err != nil || n != len(few) {
		t.Errorf("%d planned, %v", n, err)
	}
	for _, st := range few {
		if !planned(&store.planning, st.Text) {
			t.Errorf("not planned:\n%s", st.Text)
		}
	}
	if after, err := store.Stats(t.Context()); err != nil || after != before {
		t.Errorf("%+v became %+v, %v", before, after, err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if n, err := store.PlanAhead(ended); n > 0 || !errors.Is(err, context.Canceled) {
		t.Errorf("after the end %d planned, %v", n, err)
	}
}
