package graphtest

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
)

// Differential runs the same random operations on two empty stores, compares
// all that they say after each, and both with what their logs add up to. The
// seed fixes the operations; fuzz tests hand their input on as the seed.
func Differential(t *testing.T, seed uint64, open1, open2 func(t *testing.T) graph.Store) {
	t.Helper()
	d := &differential{w: NewWorld("d", seed),
		one: &bench{T: t, store: open1(t)}, two: &bench{T: t, store: open2(t)}}
	const steps = 24
	for n := range steps {
		d.step(n)
		d.compareLogs()
		if n%4 == 3 {
			d.compareAll()
		}
		if t.Failed() {
			t.Fatalf("seed %d differs at step %d: %s", seed, n, d.did)
		}
	}
}

type differential struct {
	w        *World
	one, two *bench
	minutes  int
	seen     [2]int64 // sequence numbers up to which the feeds are compared
	did      string   // the last operation
	decided  []graph.DecisionID
	tables   int
}

// instant returns the time of the next operation: mostly later than the last,
// sometimes the same or earlier.
func (d *differential) instant() graph.Instant {
	switch d.w.rng.IntN(6) {
	case 0:
		return moment(d.minutes)
	case 1:
		return moment(d.minutes - d.w.rng.IntN(5))
	}
	d.minutes++
	return moment(d.minutes)
}

// both does something to both stores and compares the outcome.
func (d *differential) both(what string, do func(b *bench) (graph.Counts, error)) {
	d.did = what
	counts1, err1 := do(d.one)
	counts2, err2 := do(d.two)
	if (err1 == nil) != (err2 == nil) || !errors.Is(err2, kindOf(err1)) {
		d.one.Errorf("%s: errors are %v and %v", what, err1, err2)
	}
	d.one.same(what+": counts", counts1, counts2)
}

func (d *differential) step(n int) {
	w, at := d.w, d.instant()
	load := graph.LoadID(fmt.Sprint("load:", w.rng.IntN(4)))
	switch w.rng.IntN(12) {
	case 0, 1:
		l := graph.Load{ID: load, State: pick(w, graph.LoadRunning, graph.LoadDone, graph.LoadFailed), Started: at, Extractor: pick(w, "", "rules/1")}
		d.both("save "+string(load), func(b *bench) (graph.Counts, error) { return graph.Counts{}, b.store.SaveLoad(b.Context(), l) })
	case 2:
		d.both("unload "+string(load), func(b *bench) (graph.Counts, error) { return b.store.Unload(b.Context(), load, at) })
	case 3, 4:
		d.decide(at)
	case 5:
		d.undo(at)
	case 6:
		d.putTable(load, at)
	default:
		d.ensure(load)
		d.put(load, at, n)
	}
}

// ensure saves the load unless it is known, so that most puts find one.
func (d *differential) ensure(load graph.LoadID) {
	loads, err := d.one.store.Loads(d.one.Context(), []graph.LoadID{load})
	d.one.must(err)
	if loads[0] == nil {
		l := graph.Load{ID: load, State: graph.LoadRunning, Started: d.instant()}
		d.both("save "+string(load), func(b *bench) (graph.Counts, error) { return graph.Counts{}, b.store.SaveLoad(b.Context(), l) })
	}
}

func (d *differential) put(load graph.LoadID, at graph.Instant, n int) {
	var batch []graph.Contribution
	for range 1 + d.w.rng.IntN(4) {
		batch = append(batch, d.w.Contribution(6))
	}
	if d.w.chance(5) {
		batch = append(batch, NewDoc(fmt.Sprint("bad", n)).Say("state:A", "LIKE", "state:B").Raw())
	}
	d.both(fmt.Sprintf("put of %d by %s", len(batch), load), func(b *bench) (graph.Counts, error) {
		return b.store.Put(b.Context(), load, at, batch)
	})
}

// putTable puts some parts of one of two tables, perhaps out of order.
func (d *differential) putTable(load graph.LoadID, at graph.Instant) {
	d.ensure(load)
	parts := Table(fmt.Sprint("table", d.tables%2), 2, rows(5+d.w.rng.IntN(2))...)
	from := d.w.rng.IntN(2) * d.w.rng.IntN(len(parts))
	until := from + 1 + d.w.rng.IntN(len(parts)-from)
	d.tables += d.w.rng.IntN(2)
	d.both(fmt.Sprintf("put of parts %d-%d by %s", from, until, load), func(b *bench) (graph.Counts, error) {
		return b.store.Put(b.Context(), load, at, parts[from:until])
	})
}

func (d *differential) decide(at graph.Instant) {
	var claims []graph.ClaimID
	pages, err := d.one.store.FindClaims(d.one.Context(), graph.Query{Subject: graph.SubjectClaim, First: 5})
	d.one.must(err)
	for _, c := range pages[0].Items {
		claims = append(claims, c.ID)
	}
	decision := d.w.Decision(claims, at)
	d.decided = append(d.decided, decision.ID)
	d.both(fmt.Sprintf("decide %s %s %s %s", decision.Kind, decision.Entity, decision.Other, decision.Claim), func(b *bench) (graph.Counts, error) {
		return graph.Counts{}, b.store.Decide(b.Context(), decision)
	})
}

func (d *differential) undo(at graph.Instant) {
	id := pick(d.w, append(d.decided, "decision:none")...)
	d.both("undo "+string(id), func(b *bench) (graph.Counts, error) {
		return graph.Counts{}, b.store.Undo(b.Context(), id, at)
	})
}

// compareLogs compares logs, decisions and what is new in the change feeds.
func (d *differential) compareLogs() {
	d.one.Helper()
	if diff := cmp.Diff(logLines(d.one, d.one.store, false), logLines(d.two, d.two.store, false)); diff != "" {
		d.one.Errorf("logs differ after %s (-one +two):\n%s", d.did, diff)
	}
	var feeds [2][]string
	for i, b := range []*bench{d.one, d.two} {
		changes, err := b.store.Changes(b.Context(), d.seen[i], 1<<20)
		b.must(err)
		for _, c := range changes {
			feeds[i] = append(feeds[i], fmt.Sprint(c.At, " ", c.Op, " ", c.ID, " ", plain(c.Was)))
			d.seen[i] = c.Seq
		}
	}
	if diff := cmp.Diff(feeds[0], feeds[1]); diff != "" {
		d.one.Errorf("change feeds differ after %s (-one +two):\n%s", d.did, diff)
	}
}

// compareAll compares both stores with what their logs add up to, now and at a
// past instant, in all that they show and by random queries.
func (d *differential) compareAll() {
	d.one.Helper()
	past := moment(d.w.rng.IntN(d.minutes + 2))
	snap := d.one.snapshot()
	queries := d.queries(snap)
	for _, b := range []*bench{d.one, d.two} {
		checkProjection(b, b.store)
		b.byID(snap, graph.AsOf{})
		b.checkKnown(past)
		for _, q := range queries {
			b.compare(snap, q)
			b.compareFacets(snap, q, "kind")
		}
	}
	var stats [2]graph.Stats
	for i, b := range []*bench{d.one, d.two} {
		s, err := b.store.Stats(b.Context())
		b.must(err)
		s.Engine, s.Seq = "", 0
		stats[i] = s
	}
	d.one.same("stats", stats[0], stats[1])
}

// queries returns random queries about what the snapshot shows.
func (d *differential) queries(snap *graph.Snapshot) []graph.Query {
	var out []graph.Query
	for len(out) < 12 {
		subject := pick(d.w, subjects()...)
		g := &generator{bench: d.one, snap: snap, subject: subject, items: itemsOf(snap, subject)}
		q := graph.Query{Subject: subject, Where: g.random(d.w, 0), Total: d.w.chance(50)}
		if f := pick(d.w, graph.Fields(subject)...); f.Sortable() {
			q.Sort = []graph.Order{{Field: f.Name, Desc: d.w.chance(50)}}
		}
		if d.w.chance(50) {
			q.First = 1 + d.w.rng.IntN(4)
		} else {
			q.Last = 1 + d.w.rng.IntN(4)
		}
		if d.w.chance(30) {
			q.AsOf.Valid = d.w.Date().Earliest()
		}
		if ids := g.cursors(q); len(ids) > 0 && d.w.chance(50) {
			q.After = ids[0]
		}
		out = append(out, q)
	}
	return out
}

// random returns a random condition that Plan takes.
func (g *generator) random(w *World, depth int) graph.Where {
	switch n := w.rng.IntN(10); {
	case n < 2 && depth < 3:
		return graph.Where{And: []graph.Where{g.random(w, depth+1), g.random(w, depth+1)}}
	case n < 4 && depth < 3:
		return graph.Where{Or: []graph.Where{g.random(w, depth+1), g.random(w, depth+1)}}
	case n == 4:
		not := g.random(w, depth+1)
		return graph.Where{Not: &not}
	case n < 8 && depth < 3 && len(graph.Edges(g.subject)) > 0:
		join := pick(w, graph.Edges(g.subject)...)
		far := &generator{bench: g.bench, snap: g.snap, subject: join.Target, items: itemsOf(g.snap, join.Target)}
		of := far.random(w, depth+1)
		return quantified(w, join, &of)
	}
	for {
		conditions := g.conditions(pick(w, graph.Fields(g.subject)...), pick(w, ops()...))
		where := pick(w, conditions...)
		if _, err := (graph.Query{Subject: g.subject, Where: where}).Plan(); err == nil {
			return where
		}
	}
}
