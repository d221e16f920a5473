package graphtest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
)

// Run runs the conformance suite, or the parts of it that are named. open
// returns an empty store each time and closes it by the test's Cleanup.
func Run(t *testing.T, open func(t *testing.T) graph.Store, only ...string) {
	t.Helper()
	parts := []struct {
		name string
		test func(b *bench)
	}{
		{"empty", testEmpty},
		{"put", testPut},
		{"versions", testVersions},
		{"refused", testRefused},
		{"parts", testParts},
		{"interrupted", testInterrupted},
		{"unload", testUnload},
		{"unload in any order", testUnloadOrders},
		{"relations", testRelations},
		{"decisions", testDecisions},
		{"loads", testLoads},
		{"known time", testKnown},
		{"valid time", testValid},
		{"changes", testChanges},
		{"paging under inserts", testPaging},
		{"queries", testQueries},
		{"full text", testText},
		{"similar names", testSimilar},
		{"hostile strings", testHostile},
		{"limits", testLimits},
		{"writers side by side", testConcurrent},
		{"ended context", testCancel},
	}
	for _, p := range parts {
		if len(only) > 0 && !slices.Contains(only, p.name) {
			continue
		}
		t.Run(p.name, func(t *testing.T) {
			p.test(&bench{T: t, store: open(t)})
		})
	}
}

// bench is a store under test and what makes tests of it short.
type bench struct {
	*testing.T
	store graph.Store
	ticks int
}

// sub runs a subtest on the same store.
func (b *bench) sub(name string, test func(b *bench)) {
	b.T.Helper()
	b.T.Run(name, func(t *testing.T) { test(&bench{T: t, store: b.store, ticks: b.ticks}) })
	b.ticks += 100
}

// moment returns an instant some minutes after a fixed one.
func moment(minutes int) graph.Instant {
	return graph.NewInstant(time.Date(2030, 1, 1, 12, 0, 0, 0, time.UTC).Add(time.Duration(minutes) * time.Minute))
}

// tick returns the next instant.
func (b *bench) tick() graph.Instant {
	b.ticks++
	return moment(b.ticks)
}

// must fails the test for an error.
func (b *bench) must(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// wants fails the test for another error.
func (b *bench) wants(what string, want, err error) {
	b.Helper()
	if !errors.Is(err, want) {
		b.Errorf("%s: error is %v, want %v", what, err, want)
	}
}

// same fails the test where the two differ.
func (b *bench) same(what string, want, got any) {
	b.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		b.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// load saves the record of a load and returns its id.
func (b *bench) load(name string) graph.LoadID {
	b.Helper()
	id := graph.LoadID("load:" + name)
	b.must(b.store.SaveLoad(b.Context(), graph.Load{ID: id, State: graph.LoadRunning, Started: moment(0), Extractor: Extractor}))
	return id
}

// put puts the contributions at the next instant.
func (b *bench) put(load graph.LoadID, contributions ...graph.Contribution) graph.Counts {
	b.Helper()
	counts, err := b.store.Put(b.Context(), load, b.tick(), contributions)
	b.must(err)
	return counts
}

// bring puts the contributions by a load of its own.
func (b *bench) bring(name string, contributions ...graph.Contribution) graph.LoadID {
	b.Helper()
	id := b.load(name)
	b.put(id, contributions...)
	return id
}

func (b *bench) unload(load graph.LoadID) graph.Counts {
	b.Helper()
	counts, err := b.store.Unload(b.Context(), load, b.tick())
	b.must(err)
	return counts
}

// decide identifies and records a decision made at the next instant.
func (b *bench) decide(d graph.Decision) graph.DecisionID {
	b.Helper()
	d.By, d.At = "tester", b.tick()
	d.Identify()
	b.must(b.store.Decide(b.Context(), d))
	return d.ID
}

func (b *bench) undo(id graph.DecisionID) {
	b.Helper()
	b.must(b.store.Undo(b.Context(), id, b.tick()))
}

// seq returns the last sequence number of the change feed.
func (b *bench) seq() int64 {
	b.Helper()
	stats, err := b.store.Stats(b.Context())
	b.must(err)
	return stats.Seq
}

// since returns the change feed after a sequence number as lines, and checks
// that it is in order.
func (b *bench) since(after int64) []string {
	b.Helper()
	lines, last := []string{}, after
	for {
		changes, err := b.store.Changes(b.Context(), last, 7)
		b.must(err)
		for _, c := range changes {
			if c.Seq <= last {
				b.Fatalf("sequence number %d after %d", c.Seq, last)
			}
			last = c.Seq
			went := c.Op == graph.ChangeRemoved && strings.HasPrefix(c.ID, "relation:")
			if went != (c.Was != nil) || went && string(c.Was.ID) != c.ID {
				b.Errorf("%s %s was %v", c.Op, c.ID, c.Was)
			}
			lines = append(lines, string(c.Op)+" "+c.ID)
		}
		if len(changes) < 7 {
			return lines
		}
	}
}

// relation returns the one relation of a kind between two ends, nil for none.
func (b *bench) relation(from graph.EntityID, kind graph.RelationKind, to graph.EntityID, at graph.AsOf) *graph.Relation {
	b.Helper()
	q := graph.Query{Subject: graph.SubjectRelation, AsOf: at,
		Where: graph.Where{And: []graph.Where{graph.Is("from", string(from)), graph.Is("kind", string(kind))}}}
	if to != "" {
		q.Where.And = append(q.Where.And, graph.Is("to", string(to)))
	}
	pages, err := b.store.FindRelations(b.Context(), q)
	b.must(err)
	switch len(pages[0].Items) {
	case 0:
		return nil
	case 1:
		return &pages[0].Items[0]
	}
	b.Fatalf("several relations %s %s %s", from, kind, to)
	return nil
}

// entities asks for entities by id and returns the ids that come back, "" for nil.
func (b *bench) entities(at graph.AsOf, ids ...graph.EntityID) []string {
	b.Helper()
	got, err := b.store.Entities(b.Context(), ids, at)
	b.must(err)
	out := make([]string, len(got))
	for i, e := range got {
		if e != nil {
			out[i] = string(e.ID)
		}
	}
	return out
}

func state(prefix string, n int) graph.EntityID {
	return graph.EntityID(fmt.Sprintf("state:%s%d", prefix, n))
}
