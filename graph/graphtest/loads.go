package graphtest

import (
	"fmt"
	"slices"
	"strings"

	"entente/graph"
)

func rows(n int) []Row {
	out := make([]Row, n)
	for i := range out {
		out[i] = Row{state("T", i%3), graph.Aid, state("T", 3+i)}
	}
	return out
}

// testParts checks that a table is hidden until its last part has landed, and
// that a load that stopped in the middle can be taken up again.
func testParts(b *bench) {
	parts := Table("table", 4, rows(10)...)
	empty := Dump(b, b.store)
	one := b.load("one")
	seq := b.seq()
	b.same("first part", graph.Counts{}, b.put(one, parts[0]))
	b.same("second part", graph.Counts{}, b.put(one, parts[1]))
	b.same("changes", []string{}, b.since(seq))
	b.same("entities", []string{""}, b.entities(graph.AsOf{}, "state:T0"))
	hidden := logLines(b, b.store, true)
	_, err := b.store.Put(b.Context(), one, b.tick(), []graph.Contribution{Table("other", 1, rows(3)...)[1]})
	b.wants("second part before the first", graph.ErrConflict, err)
	last := parts[1]
	last.More = false
	_, err = b.store.Put(b.Context(), one, b.tick(), []graph.Contribution{last})
	b.wants("a part as the last that was not", graph.ErrConflict, err)
	two := b.load("two")
	b.same("a part again", graph.Counts{}, b.put(two, parts[0], parts[1]))
	b.same("log", hidden, logLines(b, b.store, true))
	seq = b.seq()
	counts := b.put(two, parts[2])
	b.same("last part", graph.Counts{Added: 1, EntitiesAdded: 13, ClaimsAdded: 10, RelationsAdded: 10}, counts)
	b.same("number of changes", 1+13+10+10, len(b.since(seq)))
	b.logHoldsTable(parts)
	texts, err := b.store.Texts(b.Context(), []graph.DocumentID{"document:table"}, graph.AsOf{})
	b.must(err)
	b.same("text of a table", []string{""}, texts)
	checkProjection(b, b.store)
	b.byID(graph.NewSnapshot(project(b, b.store, graph.Forever)), graph.AsOf{})

	b.sub("again", func(b *bench) {
		before, seq := Dump(b, b.store), b.seq()
		b.same("counts", graph.Counts{Unchanged: 1}, b.put(two, parts...))
		b.same("changes", []string{}, b.since(seq))
		b.same("dump", before, Dump(b, b.store))
	})
	b.sub("a newer version hidden until complete", func(b *bench) {
		newer := Table("table", 1, Row{"state:T0", graph.Sanction, "state:T1"}, Row{"state:T1", graph.Sanction, "state:T0"})
		three := b.load("three")
		b.put(three, newer[0])
		if b.relation("state:T0", graph.Sanction, "state:T1", graph.AsOf{}) != nil {
			b.Error("a part is seen before the last one")
		}
		b.same("counts", 1, b.put(three, newer[1]).Changed)
		if b.relation("state:T0", graph.Sanction, "state:T1", graph.AsOf{}) == nil {
			b.Error("a complete table is not seen")
		}
		b.same("the old table again", graph.Counts{}, b.put(two, parts[0], parts[1]))
		b.same("the old table's last part", 1, b.put(two, parts[2]).Changed)
		checkProjection(b, b.store)
		b.unload(three)
	})
	b.sub("a whole document in place of the table", func(b *bench) {
		whole := NewDoc("table").Say("state:T0", graph.Accuse, "state:T1").Done()
		five := b.load("five")
		b.same("counts", 1, b.put(five, whole).Changed)
		if b.relation("state:T0", graph.Accuse, "state:T1", graph.AsOf{}) == nil {
			b.Error("the whole document is not seen")
		}
		checkProjection(b, b.store)
		b.same("counts of the unload", 1, b.unload(five).Changed)
		checkProjection(b, b.store)
	})
	b.sub("unload", func(b *bench) {
		b.unload(one)
		checkProjection(b, b.store)
		b.unload(two)
		b.same("dump", empty, Dump(b, b.store))
		four := b.load("four")
		b.put(four, parts[0])
		b.unload(four)
		b.same("dump after a load that stopped in the middle", empty, Dump(b, b.store))
	})
}

// logHoldsTable checks that the log has the one table as it was put.
func (b *bench) logHoldsTable(parts []graph.Contribution) {
	b.Helper()
	whole := graph.LogContribution{ID: parts[0].ID(), Document: parts[0].Document, Complete: true, Known: []graph.Period{{Until: graph.Forever}}}
	want := []string{logLine(graph.LogEntry{Contribution: &whole}, true)}
	var records []graph.EntityRecord
	var claims []graph.Claim
	for _, p := range parts {
		records, claims = append(records, p.Entities...), append(claims, p.Claims...)
	}
	slices.SortStableFunc(records, func(a, b graph.EntityRecord) int { return strings.Compare(string(a.ID), string(b.ID)) })
	slices.SortFunc(claims, func(a, b graph.Claim) int { return strings.Compare(string(a.ID), string(b.ID)) })
	for i := range records {
		want = append(want, logLine(graph.LogEntry{Entity: &records[i]}, true))
	}
	for i := range claims {
		want = append(want, logLine(graph.LogEntry{Claim: &claims[i]}, true))
	}
	b.same("log", want, logLines(b, b.store, true))
}

// testUnload checks that a document belongs to every load that met it.
func testUnload(b *bench) {
	world := Fixture("")
	empty := Dump(b, b.store)
	one, two := b.load("one"), b.load("two")
	b.put(one, world[:3]...)
	after := Dump(b, b.store)
	b.put(two, world[1:]...)
	full := Dump(b, b.store)
	seq := b.seq()
	counts := b.unload(two)
	b.same("counts", graph.Counts{ClaimsRetracted: 1}, counts)
	b.same("dump", after, Dump(b, b.store))
	b.same("first change", "UPDATED load:two", b.since(seq)[0])
	checkProjection(b, b.store)

	seq = b.seq()
	b.same("again", graph.Counts{}, b.unload(two))
	b.same("changes", []string{}, b.since(seq))
	loads, err := b.store.Loads(b.Context(), []graph.LoadID{two, "load:none", one})
	b.must(err)
	if loads[0] == nil || loads[0].State != graph.LoadUnloaded || loads[1] != nil || loads[2] == nil || loads[2].State != graph.LoadRunning {
		b.Errorf("loads are %v", loads)
	}
	_, err = b.store.Put(b.Context(), two, b.tick(), world)
	b.wants("unloaded load", graph.ErrConflict, err)
	three := b.load("three")
	b.put(three, world...)
	b.same("dump", full, Dump(b, b.store))
	b.unload(one)
	b.same("dump", full, Dump(b, b.store))
	b.unload(three)
	b.same("dump", empty, Dump(b, b.store))
}

// testUnloadOrders takes loads back in every order and compares with a store
// that saw the remaining ones only.
func testUnloadOrders(b *bench) {
	versions := func(prefix string) map[string][]graph.Contribution {
		doc := func(kind graph.RelationKind, to int) graph.Contribution {
			return NewDoc(prefix+"d").Say(state(prefix, 0), kind, state(prefix, to)).Done()
		}
		return map[string][]graph.Contribution{
			"a": {doc(graph.Agree, 1)},
			"b": {doc(graph.Aid, 1), NewDoc(prefix+"e").Say(state(prefix, 1), graph.Aid, state(prefix, 2)).Done()},
			"c": {doc(graph.Agree, 1), doc(graph.Reject, 2)},
		}
	}
	for n, order := range [][]string{{"a", "b", "c"}, {"a", "c", "b"}, {"b", "a", "c"}, {"b", "c", "a"}, {"c", "a", "b"}, {"c", "b", "a"}} {
		b.sub(fmt.Sprint(order), func(b *bench) {
			prefix := fmt.Sprint("o", n)
			worlds := versions(prefix)
			empty := Dump(b, b.store)
			for _, l := range []string{"a", "b", "c"} {
				b.bring(prefix+l, worlds[l]...)
			}
			left := []string{"a", "b", "c"}
			for _, l := range order {
				b.unload(graph.LoadID("load:" + prefix + l))
				left = slices.DeleteFunc(left, func(s string) bool { return s == l })
				checkProjection(b, b.store)
				if len(left) == 0 {
					break
				}
				brought := worlds[left[len(left)-1]]
				last := brought[len(brought)-1]
				if left[len(left)-1] == "b" {
					last = brought[0]
				}
				b.same("current reading", true, len(b.known(last.ID())) > 0 && b.known(last.ID())[len(b.known(last.ID()))-1].Until == graph.Forever)
			}
			b.same("dump", empty, Dump(b, b.store))
		})
	}
}

// testLoads checks the records of loads.
func testLoads(b *bench) {
	ctx := b.Context()
	load := graph.Load{ID: "load:1", State: graph.LoadRunning, Started: moment(1), Inputs: []string{"a", "b"}, Extractor: "rules/1"}
	b.must(b.store.SaveLoad(ctx, load))
	b.must(b.store.SaveLoad(ctx, load))
	b.must(b.store.SaveLoad(ctx, graph.Load{ID: "load:0", State: graph.LoadFailed, Started: moment(2), Ended: moment(3), Message: "no"}))
	load.State, load.Ended, load.Counts = graph.LoadDone, moment(4), graph.Counts{Added: 1, Refused: 2, ClaimsAdded: 3}
	load.Refusals = []graph.Refusal{{Input: "b", Line: 3, Code: graph.RefusedBinary, Message: "is binary"}}
	b.must(b.store.SaveLoad(ctx, load))
	b.same("changes", []string{"ADDED load:1", "ADDED load:0", "UPDATED load:1"}, b.since(0))
	changes, err := b.store.Changes(ctx, 0, 10)
	b.must(err)
	b.same("times", []graph.Instant{moment(1), moment(3), moment(4)}, []graph.Instant{changes[0].At, changes[1].At, changes[2].At})
	got, err := b.store.Loads(ctx, []graph.LoadID{"load:1"})
	b.must(err)
	b.same("load", show(load), show(*got[0]))
	for name, bad := range map[string]graph.Load{
		"id":     {ID: "1", State: graph.LoadDone, Started: moment(1)},
		"state":  {ID: "load:1", State: "GOING", Started: moment(1)},
		"start":  {ID: "load:1", State: graph.LoadDone},
		"nul":    {ID: "load:1", State: graph.LoadDone, Started: moment(1), Message: "\x00"},
		"broken": {ID: "load:1", State: graph.LoadDone, Started: moment(1), Inputs: []string{"\xff"}},
	} {
		b.wants(name, graph.ErrInvalid, b.store.SaveLoad(ctx, bad))
	}
	snap := b.snapshot()
	b.compare(snap, graph.Query{Subject: graph.SubjectLoad, Total: true, Sort: []graph.Order{{Field: "started", Desc: true}}})
	b.compare(snap, graph.Query{Subject: graph.SubjectLoad, Where: graph.Is("state", "DONE")})
	b.compareFacets(snap, graph.Query{Subject: graph.SubjectLoad}, "state")
}

// snapshot returns what the store's log adds up to, with its loads.
func (b *bench) snapshot() *graph.Snapshot {
	b.Helper()
	pages, err := b.store.FindLoads(b.Context(), graph.Query{Subject: graph.SubjectLoad, First: graph.MaxPage})
	b.must(err)
	return graph.NewSnapshot(project(b, b.store, graph.Forever)).WithLoads(pages[0].Items)
}
