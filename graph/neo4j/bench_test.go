package neo4j_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/internal/neo4jtest"
)

func BenchmarkSuite(b *testing.B) {
	server := neo4jtest.Start(b)
	graphtest.Bench(b, func(b *testing.B) graph.Store {
		server.Clear(b)
		return open(b, server)
	})
}

// tableRows is how many claims the benchmarks of loading bring, and partRows
// how many come together.
const tableRows, partRows = 10000, 1000

// table returns a table of events between a hundred states, in parts.
func table() []graph.Contribution {
	random := rand.New(rand.NewPCG(1, 2))
	kinds := graph.Kinds()[:18]
	state := func() graph.EntityID { return graph.EntityID(fmt.Sprintf("state:X%02d", random.IntN(100))) }
	doc := graph.Document{ID: "document:table", Format: graph.FormatTable, SHA256: graph.SHA256("table"), Length: 1, PublishedOn: "2020"}
	var parts []graph.Contribution
	offset := 0
	for part := 1; part <= tableRows/partRows; part++ {
		c := graph.Contribution{Document: doc, Part: part, More: part < tableRows/partRows, Offset: offset}
		var text strings.Builder
		seen := make(map[graph.EntityID]bool)
		for range partRows {
			from, to := state(), state()
			for to == from {
				to = state()
			}
			day := graph.NewDay(time.Date(2014, 1, 1+random.IntN(365), 0, 0, 0, 0, time.UTC))
			kind := kinds[random.IntN(len(kinds))].Kind
			line := fmt.Sprintf("%s\t%s\t%s\t%s", day, from, kind, to)
			for _, id := range []graph.EntityID{from, to} {
				if !seen[id] {
					seen[id] = true
					c.Entities = append(c.Entities, graph.EntityRecord{ID: id, Kind: graph.KindState, Name: string(id)})
				}
			}
			actor := func(id graph.EntityID) graph.Actor {
				return graph.Actor{ID: id, Kind: graph.KindState, Name: string(id)}
			}
			end := actor(to)
			c.Claims = append(c.Claims, graph.Claim{From: actor(from), Kind: kind, To: &end, Polarity: graph.Affirmed, Modality: graph.Actual,
				When: graph.Date(day), Evidence: []graph.Evidence{{Start: offset, End: offset + len(line), Quote: line}}, Confidence: 1})
			text.WriteString(line + "\n")
			offset += len(line) + 1
		}
		c.Text = text.String()
		c.Identify()
		parts = append(parts, c)
	}
	return parts
}

// BenchmarkTable measures how many claims of a table a store takes in a second.
func BenchmarkTable(b *testing.B) {
	server := neo4jtest.Start(b)
	parts := table()
	for b.Loop() {
		b.StopTimer()
		server.Clear(b)
		store := open(b, server)
		load := graph.Load{ID: "load:table", State: graph.LoadRunning, Started: graph.NewInstant(time.Unix(1e9, 0))}
		if err := store.SaveLoad(b.Context(), load); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		for i := range parts {
			if _, err := store.Put(b.Context(), load.ID, load.Started, parts[i:i+1]); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(tableRows*b.N)/b.Elapsed().Seconds(), "claims/s")
}
