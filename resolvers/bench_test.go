package resolvers_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"entente/resolvers"
)

// twenty are the newest claims between two states with their ends and document.
const twenty = `{"query":"{dyad(a: \"CHN\", b: \"KAZ\") {claims(first: 20, sort: [{publishedOn: DESC}]) {nodes {id kind when modality polarity confidence from {id name} to {id name} document {id title publishedOn} evidence {quote}}}}}"}`

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
