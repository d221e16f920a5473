package graphtest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
)

// testKnown asks what the store knew at every instant of a short history, and
// at instants between them.
func testKnown(b *bench) {
	first := Fixture("")
	b.bring("one", first...)
	b.put("load:one", NewDoc("visit").On("2025-08-02").Say("state:CHN", graph.Aid, "state:UZB").Done())
	d := b.decide(graph.Decision{Kind: graph.DecideSame, Entity: "state:UZB", Other: "state:KAZ"})
	b.bring("two", NewDoc("new").Say("state:KAZ", graph.Aid, "state:NEW").Done(), first[2])
	b.undo(d)
	parts := Table("table", 2, rows(4)...)
	b.put("load:two", parts[0])
	b.put("load:two", parts[1])
	for n := range b.ticks + 1 {
		b.checkKnown(moment(n)) // also to fill what an engine keeps of the past, before the past changes
	}
	last := moment(b.ticks - 1)
	b.unload("load:two")
	b.checkKnown(last)
	for n := range b.ticks + 2 {
		for _, at := range []graph.Instant{moment(n), between(n)} {
			b.checkKnown(at)
		}
	}
	b.sub("the clock never runs back", func(b *bench) {
		late := b.load("late")
		last := b.tick()
		_, err := b.store.Put(b.Context(), late, last, first[:1])
		b.must(err)
		seq := b.seq()
		_, err = b.store.Put(b.Context(), late, moment(-1000), []graph.Contribution{NewDoc("late").Say("state:X", graph.Aid, "state:Y").Done()})
		b.must(err)
		reject := graph.Decision{Kind: graph.DecideDifferent, Entity: "state:X", Other: "state:Y", By: "x", At: moment(-500)}
		reject.Identify()
		b.must(b.store.Decide(b.Context(), reject))
		b.must(b.store.Undo(b.Context(), reject.ID, moment(-400)))
		changes, err := b.store.Changes(b.Context(), seq, 100)
		b.must(err)
		for _, c := range changes {
			if c.At != last {
				b.Errorf("%s %s at %s, want %s", c.Op, c.ID, c.At, last)
			}
		}
		decisions, err := b.store.Decisions(b.Context())
		b.must(err)
		reject.Made, reject.At, reject.Undone = reject.At, last, last
		b.same("decision", reject, decisions[slices.IndexFunc(decisions, func(d graph.Decision) bool { return d.ID == reject.ID })])
		b.checkKnown(moment(-100))
		b.checkKnown(last)
		if _, err = b.store.Put(b.Context(), late, moment(5000), nil); err != nil {
			b.Fatal(err)
		}
		last, seq = b.tick(), b.seq()
		_, err = b.store.Put(b.Context(), late, last, []graph.Contribution{NewDoc("later").Write("Later.").Done()})
		b.must(err)
		changes, err = b.store.Changes(b.Context(), seq, 1)
		b.must(err)
		b.same("a put of nothing does not move the clock", []graph.Change{{Seq: changes[0].Seq, At: last, Op: graph.ChangeAdded, ID: "document:later"}}, changes)
	})
}

// between returns an instant half a second after moment's.
func between(minutes int) graph.Instant {
	return graph.NewInstant(moment(minutes).Time().Add(time.Second / 2))
}

// checkKnown compares what the store shows of an instant with what its log
// adds up to then.
func (b *bench) checkKnown(at graph.Instant) {
	b.Helper()
	snap := graph.NewSnapshot(project(b, b.store, at))
	asOf := graph.AsOf{Known: at}
	if diff := cmp.Diff(contents(b, snap, asOf, show[graph.Claim]), contents(b, b.store, asOf, show[graph.Claim])); diff != "" {
		b.Errorf("known at %s (-want +got):\n%s", at, diff)
	}
	b.byID(snap, asOf)
	b.compareFacets(snap, graph.Query{Subject: graph.SubjectClaim, AsOf: asOf}, "kind")
	b.compare(snap, graph.Query{Subject: graph.SubjectDocument, AsOf: asOf, Where: graph.Where{Field: "text", Op: graph.Matches, Value: "k"}})
}

// testValid asks for relations and claims as of days around every date.
func testValid(b *bench) {
	dates := []graph.Date{"", "2024", "2024-02", "2024-02-29", "2023/2024-03", "../2024", "2024-02/..", "../..", "~2024", "2024-02?"}
	doc := NewDoc("valid").On("2024")
	for i, date := range dates {
		doc.Say("state:A", graph.AllyOf, state("V", i), When(date)).Say("state:A", graph.Agree, state("V", i), When(date))
	}
	b.bring("one", doc.Done())
	snap := b.snapshot()
	for _, day := range []graph.Day{"2022-12-31", "2023-01-01", "2023-12-31", "2024-01-01", "2024-01-31", "2024-02-01", "2024-02-29",
		"2024-03-01", "2024-03-31", "2024-04-01", "2024-12-31", "2025-01-01", graph.MinDay, graph.MaxDay} {
		at := graph.AsOf{Valid: day}
		for _, subject := range []graph.Subject{graph.SubjectRelation, graph.SubjectClaim} {
			b.compare(snap, graph.Query{Subject: subject, AsOf: at, Total: true})
			b.compareFacets(snap, graph.Query{Subject: subject, AsOf: at}, "kind")
			b.compare(snap, graph.Query{Subject: subject, AsOf: at, By: "to", Keys: []string{"state:V1", "state:V5"}})
		}
		for _, e := range []graph.Edge{"relations", "claims", "in"} {
			for _, quantifier := range quantifiers() {
				b.compare(snap, graph.Query{Subject: graph.SubjectEntity, AsOf: at,
					Where: graph.Where{Edge: e, Quantifier: quantifier, Of: &graph.Where{Field: "kind", Op: graph.Eq, Value: "ALLY_OF"}}})
			}
		}
		b.byID(snap, at)
	}
	if n := b.count(graph.SubjectRelation); n != 2*len(dates) {
		b.Errorf("%d relations, want %d", n, 2*len(dates))
	}
}

func quantifiers() []graph.Quantifier {
	return []graph.Quantifier{"", graph.Some, graph.All, graph.None, graph.Single}
}

// testChanges checks the change feed of every kind of write.
func testChanges(b *bench) {
	doc := func(kind graph.RelationKind) graph.Contribution {
		return NewDoc("d").Say("state:A", kind, "state:B").Done()
	}
	agree, aid := doc(graph.Agree), doc(graph.Aid)
	relation := func(c graph.Contribution) string { return string(c.Claims[0].Key(nil).ID()) }
	one := b.load("one")
	steps := []struct {
		name  string
		write func()
		want  []string
	}{
		{"put", func() { b.put(one, agree) }, []string{"ADDED document:d", "ADDED state:A", "ADDED state:B",
			"ADDED " + string(agree.Claims[0].ID), "ADDED " + relation(agree)}},
		{"put again", func() { b.put(one, agree) }, []string{}},
		{"another document", func() {
			b.put(one, NewDoc("e").Call("state:B", "Bee").Record("state:B", func(*graph.EntityRecord) {}).Done())
		},
			[]string{"ADDED document:e", "UPDATED state:B"}},
		{"another version", func() { b.put(one, aid) }, slices.Concat([]string{"UPDATED document:d"},
			sorted("REMOVED "+string(agree.Claims[0].ID), "ADDED "+string(aid.Claims[0].ID)), sorted("REMOVED "+relation(agree), "ADDED "+relation(aid)))},
		{"another title", func() {
			b.put(one, NewDoc("d").With(func(d *graph.Document) { d.Title = "Another" }).Say("state:A", graph.Aid, "state:B").Done())
		}, []string{"UPDATED document:d"}},
		{"load", func() {
			b.must(b.store.SaveLoad(b.Context(), graph.Load{ID: one, State: graph.LoadDone, Started: moment(0), Ended: moment(1)}))
		}, []string{"UPDATED load:one"}},
		{"unload", func() { b.unload(one) }, []string{"UPDATED load:one", "REMOVED document:d", "REMOVED document:e", "REMOVED state:A", "REMOVED state:B",
			"REMOVED " + string(aid.Claims[0].ID), "REMOVED " + relation(aid)}},
	}
	for _, step := range steps {
		seq := b.seq()
		step.write()
		b.same(step.name, step.want, b.since(seq))
	}
	got, err := b.store.Changes(b.Context(), 0, 3)
	b.must(err)
	b.same("limit", 3, len(got))
	for _, limit := range []int{0, -1} {
		got, err = b.store.Changes(b.Context(), 0, limit)
		b.must(err)
		b.same("no limit", 0, len(got))
	}
	got, err = b.store.Changes(b.Context(), b.seq()+10, 3)
	b.must(err)
	b.same("after the end", 0, len(got))
}

// sorted returns changes in the order of the ids that they end with.
func sorted(changes ...string) []string {
	id := func(s string) string { _, id, _ := strings.Cut(s, " "); return id }
	slices.SortFunc(changes, func(a, b string) int { return strings.Compare(id(a), id(b)) })
	return changes
}

// testPaging walks through pages in both directions while documents come in
// before and behind the cursor.
func testPaging(b *bench) {
	doc := func(n int) graph.Contribution { return NewDoc(fmt.Sprintf("p%03d", n)).Write("Page.").Done() }
	load := b.load("one")
	var first []graph.Contribution
	for n := range 12 {
		first = append(first, doc(100+10*n))
	}
	b.put(load, first...)
	for name, q := range map[string]graph.Query{
		"forward":  {Subject: graph.SubjectDocument, First: 5, Sort: []graph.Order{{Field: "title"}}},
		"backward": {Subject: graph.SubjectDocument, Last: 5, Sort: []graph.Order{{Field: "language"}, {Field: graph.FieldID}}},
	} {
		b.sub(name, func(b *bench) {
			seen, inserted := make(map[string]int), 0
			for {
				pages, err := b.store.FindDocuments(b.Context(), q)
				b.must(err)
				items := pages[0].Items
				for _, d := range items {
					seen[string(d.ID)]++
				}
				if len(items) == 0 || q.Last == 0 && !pages[0].HasNext || q.Last > 0 && !pages[0].HasPrevious {
					break
				}
				if q.Last > 0 {
					q.Before = q.Cursor(&items[0])
				} else {
					q.After = q.Cursor(&items[len(items)-1])
				}
				inserted++
				b.put(load, doc(inserted+len(name)), doc(900+inserted+len(name)))
			}
			for _, c := range first {
				if n := seen[string(c.Document.ID)]; n != 1 {
					b.Errorf("%s is on %d pages", c.Document.ID, n)
				}
			}
		})
	}
}

// testConcurrent writes from many goroutines and reads meanwhile: every write
// lands whole, and readers see all of a write or nothing.
func testConcurrent(b *bench) {
	const writers, writes = 4, 4
	var group sync.WaitGroup
	done := make(chan struct{})
	for w := range writers {
		load := b.load(fmt.Sprint("w", w))
		group.Go(func() {
			for n := range writes {
				pair := []graph.Contribution{
					NewDoc(fmt.Sprintf("c%d-%d-a", w, n)).Say("state:HUB", graph.Aid, "state:RIM").Done(),
					NewDoc(fmt.Sprintf("c%d-%d-b", w, n)).Say("state:HUB", graph.Aid, "state:RIM").Done(),
				}
				if _, err := b.store.Put(b.Context(), load, moment(w+n), pair); err != nil {
					b.Errorf("writer %d: %v", w, err)
				}
			}
		})
	}
	var reads sync.WaitGroup
	reads.Go(func() {
		for {
			select {
			case <-done:
				return
			default:
				b.readWhole()
			}
		}
	})
	group.Wait()
	close(done)
	reads.Wait()
	b.same("claims of the hub", 2*writers*writes, b.relation("state:HUB", graph.Aid, "state:RIM", graph.AsOf{}).Claims)
	b.since(0)
	checkProjection(b, b.store)
}

// readWhole checks that a reader sees writes whole.
func (b *bench) readWhole() {
	pages, err := b.store.FindRelations(b.Context(), graph.Query{Subject: graph.SubjectRelation})
	if err != nil {
		b.Errorf("reader: %v", err)
		return
	}
	for _, r := range pages[0].Items {
		if r.Claims%2 != 0 {
			b.Errorf("a reader saw half a write: %d claims", r.Claims)
		}
	}
}

// testCancel checks that nothing lands once the context has ended.
func testCancel(b *bench) {
	load := b.load("one")
	b.put(load, Fixture("")...)
	before, seq := Dump(b, b.store), b.seq()
	ended, cancel := context.WithCancel(b.Context())
	cancel()
	_, err := b.store.Put(ended, load, b.tick(), []graph.Contribution{NewDoc("x").Write("x").Done()})
	b.wants("Put", context.Canceled, err)
	_, err = b.store.Unload(ended, load, b.tick())
	b.wants("Unload", context.Canceled, err)
	_, err = b.store.FindClaims(ended, graph.Query{Subject: graph.SubjectClaim})
	b.wants("FindClaims", context.Canceled, err)
	_, err = b.store.Entities(ended, []graph.EntityID{"state:KAZ"}, graph.AsOf{})
	b.wants("Entities", context.Canceled, err)
	for _, err := range b.store.Log(ended) {
		b.wants("Log", context.Canceled, err)
		break
	}
	b.same("dump", before, Dump(b, b.store))
	b.same("changes", []string{}, b.since(seq))
}
