//go:build unix

package sqlite_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/sqlite"
)

func BenchmarkStore(b *testing.B) {
	graphtest.Bench(b, func(b *testing.B) graph.Store { return open(b) })
}

// world returns documents of five claims about states, dyads of very different
// weight among them.
func world(documents int) []graph.Contribution {
	out := make([]graph.Contribution, documents)
	kinds := []graph.RelationKind{graph.Consult, graph.Agree, graph.Aid, graph.Accuse, graph.Cooperate}
	for n := range out {
		d := graphtest.NewDoc(fmt.Sprint("doc", n)).From(fmt.Sprint("source ", n%40)).On(day(n))
		for k := range 5 {
			a, z := skewed(n*5+k), skewed(n*7+k*3+1)
			if a == z {
				z++
			}
			d.Say(state(a), kinds[(n+k)%len(kinds)], state(z), graphtest.When(day(n*31+k)))
		}
		out[n] = d.Raw()
		out[n].Identify()
	}
	return out
}

func skewed(n int) int {
	n = n * 2654435761 % 100003
	if n < 0 {
		n = -n
	}
	return n * n % 100003 * n % 100003 % 1000 * (n % 1000) / 1000
}

func state(n int) graph.EntityID { return graph.EntityID(fmt.Sprintf("state:Q%03d", n)) }

func day(n int) graph.Date {
	return graph.Date(fmt.Sprintf("20%02d-%02d-%02d", n/336%25, n/28%12+1, n%28+1))
}

// BenchmarkLoad loads 10,000 claims in one batch into a store that holds 50,000.
func BenchmarkLoad(b *testing.B) {
	const batch = 2000
	all := world(batch * (6 + 1))
	var used time.Duration
	for b.Loop() {
		b.StopTimer()
		s := filled(b, all[:batch*6], batch)
		b.StartTimer()
		from := processor(b)
		if _, err := s.Put(b.Context(), "load:b", instant(1), all[batch*6:]); err != nil {
			b.Fatal(err)
		}
		used += processor(b) - from
	}
	report(b, 5*batch*b.N, used)
}

// processor returns the time that the process has used the processor. It tells
// more than the clock on a machine that others use too.
func processor(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func report(b *testing.B, claims int, used time.Duration) {
	b.ReportMetric(float64(claims)/b.Elapsed().Seconds(), "claims/s")
	b.ReportMetric(float64(used.Microseconds())/float64(claims), "cpu-µs/claim")
}

func filled(b *testing.B, contributions []graph.Contribution, batch int) *sqlite.Store {
	b.Helper()
	return fillAt(b, filepath.Join(b.TempDir(), "store.db"), contributions, batch)
}

func fillAt(b *testing.B, path string, contributions []graph.Contribution, batch int) *sqlite.Store {
	b.Helper()
	s := openAt(b, path)
	if err := s.SaveLoad(b.Context(), graph.Load{ID: "load:b", State: graph.LoadRunning, Started: instant(0)}); err != nil {
		b.Fatal(err)
	}
	for from := 0; from < len(contributions); from += batch {
		if _, err := s.Put(b.Context(), "load:b", instant(1), contributions[from:min(from+batch, len(contributions))]); err != nil {
			b.Fatal(err)
		}
	}
	return s
}

// BenchmarkRead measures the reads of the reference measurements over 100,000
// claims: Q1 an entity, Q2 the newest claims of a dyad with their ends, Q4
// neighbours, Q6 full text with claims.
func BenchmarkRead(b *testing.B) {
	s := filled(b, world(20000), 4000)
	ctx := b.Context()
	pair := heaviest(b, s)
	a, _, _ := strings.Cut(pair, "|")
	newest := graph.Query{Subject: graph.SubjectClaim, Where: graph.Is("pair", pair), Sort: []graph.Order{{Field: "when", Desc: true}}, First: 20}
	for _, x := range []struct {
		name string
		ask  func() error
	}{
		{"Q1", func() error {
			_, err := s.Entities(ctx, []graph.EntityID{graph.EntityID("state:Q733")}, graph.AsOf{})
			return err
		}},
		{"Q1 hub", func() error {
			_, err := s.Entities(ctx, []graph.EntityID{graph.EntityID(a)}, graph.AsOf{})
			return err
		}},
		{"Q2 claims", func() error {
			_, err := s.FindClaims(ctx, newest)
			return err
		}},
		{"Q3", func() error {
			_, err := s.Facets(ctx, graph.Query{Subject: graph.SubjectClaim, Where: graph.Is("pair", pair)}, "kind")
			return err
		}},
		{"Q4", func() error {
			_, err := s.FindRelations(ctx, graph.Query{Subject: graph.SubjectRelation, Where: graph.Is("ends", a), First: 25})
			return err
		}},
		{"Q6", func() error {
			_, err := s.FindEntities(ctx, graph.Query{Subject: graph.SubjectEntity, Where: graph.Where{Field: "text", Op: graph.Matches, Value: "Q73"}, First: 10})
			return err
		}},
		{"claims by words", func() error {
			_, err := s.FindClaims(ctx, graph.Query{Subject: graph.SubjectClaim, Where: graph.Where{Field: "text", Op: graph.Matches, Value: "Q733 cons"}, First: 10})
			return err
		}},
	} {
		b.Run(x.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := x.ask(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("Q2 floor", func(b *testing.B) { floorQ2(b, s, pair) })
}

func heaviest(b *testing.B, s *sqlite.Store) string {
	b.Helper()
	facets, err := s.Facets(b.Context(), graph.Query{Subject: graph.SubjectClaim}, "pair")
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("heaviest dyad %s, %d claims", facets[0].Value, facets[0].Count)
	return facets[0].Value
}

// floorQ2 reads the payloads of the same claims by plain SQL and decodes them.
func floorQ2(b *testing.B, s *sqlite.Store, pair string) {
	b.ReportAllocs()
	for b.Loop() {
		payloads, err := s.Query(b.Context(), `SELECT payload FROM claims WHERE live = 1 AND pair = ? AND pair <> ''
			ORDER BY happened_lo DESC, id LIMIT 21`, pair)
		if err != nil {
			b.Fatal(err)
		}
		for _, p := range payloads {
			var c graph.Claim
			if err := json.Unmarshal([]byte(p), &c); err != nil {
				b.Fatal(err)
			}
		}
	}
}
