package resolvers_test

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"

	"entente/graph"
	"entente/resolvers"
)

// twenty are the newest claims between two states with their ends and document.
const twenty = `{"query":"{dyad(a: \"CHN\", b: \"KAZ\") {claims(first: 20, sort: [{publishedOn: DESC}]) {nodes {id kind when modality polarity confidence from {entity {id name}} to {entity {id name}} document {id title publishedOn}}}}}"}`

// remembering answers what is asked together as it did the first time.
type remembering struct {
	graph.Reader
	answers []graph.Answer
}

func (r *remembering) Together(ctx context.Context, asks []graph.Ask) (_ []graph.Answer, err error) {
	if r.answers == nil {
		r.answers, err = r.Reader.Together(ctx, asks)
	}
	return r.answers, err
}

// maxAllocations is how many allocations twenty claims may take: the answer has
// 20 rows and 300 fields. Stock gqlgen takes more than 4,000. The race detector adds some 40.
const maxAllocations = 1500

func TestAllocationsOfTwentyClaims(t *testing.T) {
	store := &remembering{Reader: world(t, 100)}
	h := resolvers.NewHandler(store, resolvers.Options{Now: now})
	var answer string
	got := testing.AllocsPerRun(20, func() {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, post(twenty))
		answer = w.Body.String()
	})
	if n := strings.Count(answer, `"confidence":`); n != 20 || strings.Contains(answer, `"errors"`) {
		t.Fatalf("%d rows in %s", n, answer)
	}
	if got > maxAllocations {
		t.Errorf("%.0f allocations, more than %d", got, maxAllocations)
	}
	t.Logf("%.0f allocations", got)
}

// BenchmarkQueries answers over HTTP without a network, from memory.
func BenchmarkQueries(b *testing.B) {
	for name, body := range map[string]string{
		"entity by id":  `{"query":"{node(id: \"state:KAZ\") {id ... on State {name code}}}"}`,
		"twenty claims": twenty,
	} {
		b.Run(name, func(b *testing.B) {
			h := resolvers.NewHandler(world(b, 100), resolvers.Options{Now: now})
			b.ReportAllocs()
			for b.Loop() {
				w := httptest.NewRecorder()
				if h.ServeHTTP(w, post(body)); w.Code != 200 || strings.Contains(w.Body.String(), `"errors"`) {
					b.Fatal(w.Body)
				}
			}
		})
	}
}
