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

// remembering answers each question of a kind as it did the first time.
type remembering struct {
	graph.Reader
	entities  map[string][]*graph.Entity
	documents []*graph.Document
	claims    []graph.Page[graph.Claim]
}

func (r *remembering) Entities(ctx context.Context, ids []graph.EntityID, at graph.AsOf) (_ []*graph.Entity, err error) {
	key := "ends"
	if len(ids) > 2 {
		key = "named"
	}
	if r.entities[key] == nil {
		r.entities[key], err = r.Reader.Entities(ctx, ids, at)
	}
	return r.entities[key], err
}

func (r *remembering) Documents(ctx context.Context, ids []graph.DocumentID, at graph.AsOf) (_ []*graph.Document, err error) {
	if r.documents == nil {
		r.documents, err = r.Reader.Documents(ctx, ids, at)
	}
	return r.documents, err
}

func (r *remembering) FindClaims(ctx context.Context, q graph.Query) (_ []graph.Page[graph.Claim], err error) {
	if r.claims == nil {
		r.claims, err = r.Reader.FindClaims(ctx, q)
	}
	return r.claims, err
}

// maxAllocations is how many allocations twenty claims may take: the answer has
// 20 rows and 300 fields. Stock gqlgen takes more than 4,000.
const maxAllocations = 1400

func TestAllocationsOfTwentyClaims(t *testing.T) {
	store := &remembering{Reader: world(t, 100), entities: make(map[string][]*graph.Entity)}
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
