package graphtest

import (
	"fmt"
	"slices"
	"strings"

	"entente/graph"
)

func testEmpty(b *bench) {
	ctx := b.Context()
	snap := graph.NewSnapshot(&graph.Projection{})
	for _, subject := range subjects() {
		for _, q := range []graph.Query{
			{Subject: subject, Total: true},
			{Subject: subject, By: graph.FieldID, Keys: []string{"a", "a", ""}, Total: true},
			{Subject: subject, Where: graph.Where{Not: &graph.Where{Field: graph.FieldID, Op: graph.Missing}}},
			{Subject: subject, Where: graph.Where{Field: "no such field", Op: graph.Eq, Value: "x"}},
		} {
			b.compare(snap, q)
		}
	}
	facets, err := b.store.Facets(ctx, graph.Query{Subject: graph.SubjectClaim}, "kind")
	b.must(err)
	b.same("facets", 0, len(facets))
	b.same("entities", []string{"", ""}, b.entities(graph.AsOf{}, "state:A", ""))
	texts, err := b.store.Texts(ctx, []graph.DocumentID{"document:a"}, graph.AsOf{})
	b.must(err)
	b.same("texts", []string{""}, texts)
	records, err := b.store.Records(ctx, []graph.DocumentID{"document:a"}, graph.AsOf{})
	b.must(err)
	b.same("records", 1, len(records))
	b.same("log", 0, len(logLines(b, b.store, false)))
	b.same("changes", []string{}, b.since(0))
	b.must(b.store.Rebuild(ctx))
	stats, err := b.store.Stats(ctx)
	b.must(err)
	b.same("stats", graph.Stats{Engine: stats.Engine}, stats)
	_, err = b.store.FindClaims(ctx, graph.Query{Subject: graph.SubjectEntity})
	b.wants("a query of another subject", graph.ErrInvalid, err)
}

// testPut loads the fixture and asks for everything in it by id.
func testPut(b *bench) {
	ctx, world := b.Context(), Fixture("")
	load := b.load("first")
	counts := b.put(load, world...)
	p := project(b, b.store, graph.Forever)
	b.same("counts", graph.Counts{Added: len(world), EntitiesAdded: len(p.Entities), ClaimsAdded: len(p.Claims), RelationsAdded: len(p.Relations)}, counts)
	b.same("claims", 10, len(p.Claims))
	b.same("relations", 9, len(p.Relations))
	b.logHolds(world...)
	checkProjection(b, b.store)
	b.byID(graph.NewSnapshot(p), graph.AsOf{})
	stats, err := b.store.Stats(ctx)
	b.must(err)
	b.same("stats", graph.Stats{Engine: stats.Engine, Entities: len(p.Entities), Relations: len(p.Relations), Claims: len(p.Claims),
		Documents: len(p.Documents), Sources: len(p.Sources), Loads: 1, Seq: stats.Seq}, stats)

	b.sub("again", func(b *bench) {
		before, seq := Dump(b, b.store), b.seq()
		b.same("counts by the same load", graph.Counts{Unchanged: len(world)}, b.put(load, world...))
		other := b.load("other")
		b.same("changes", []string{"ADDED load:other"}, b.since(seq))
		b.same("counts by another load", graph.Counts{Unchanged: len(world)}, b.put(other, world...))
		b.same("changes", []string{"ADDED load:other"}, b.since(seq))
		b.same("dump", before, Dump(b, b.store))
	})
	b.sub("what stores derive is ignored on writing", func(b *bench) {
		clean := b.bring("clean", Fixture("d")[0])
		before := Dump(b, b.store)
		b.unload(clean)
		deriving := Fixture("d")[0]
		for i := range deriving.Claims {
			c := &deriving.Claims[i]
			c.Source, c.PublishedOn, c.Relation, c.FromID, c.ToID, c.AssertedByID = "source:x", "1999", "relation:x", "state:X", "state:Y", "state:Z"
			c.Pair, c.Confirmed, c.KnownFrom, c.KnownUntil = "x", true, moment(-9), moment(-8)
		}
		b.bring("deriving", deriving)
		b.same("dump", before, Dump(b, b.store))
	})
	b.sub("loads in the order in which each last brought it", func(b *bench) {
		once := NewDoc("once").Write("Once.").Done()
		x, y := b.bring("x", once), b.bring("y", once)
		b.same("loads", []graph.LoadID{x, y}, b.head(once.ID()).Loads)
		b.put(x, once)
		b.same("loads", []graph.LoadID{y, x}, b.head(once.ID()).Loads)
		b.same("periods", 1, len(b.head(once.ID()).Known))
	})
	b.sub("rebuild", func(b *bench) {
		before, seq := Dump(b, b.store), b.seq()
		b.must(b.store.Rebuild(ctx))
		b.same("dump", before, Dump(b, b.store))
		b.same("changes", []string{}, b.since(seq))
	})
}

// logHolds checks that the log has the contributions as they were put.
func (b *bench) logHolds(world ...graph.Contribution) {
	b.Helper()
	var want []string
	world = slices.Clone(world)
	slices.SortFunc(world, func(a, b graph.Contribution) int {
		return strings.Compare(string(a.Document.ID), string(b.Document.ID))
	})
	for _, c := range world {
		want = append(want, logLine(graph.LogEntry{Contribution: &graph.LogContribution{ID: c.ID(), Document: c.Document, Text: c.Text, Complete: true}}, true))
		for _, r := range c.Entities {
			want = append(want, logLine(graph.LogEntry{Entity: &r}, true))
		}
		for _, claim := range c.Claims {
			want = append(want, logLine(graph.LogEntry{Claim: &claim}, true))
		}
	}
	var got []string
	for _, line := range logLines(b, b.store, true) {
		got = append(got, strings.Replace(line, "current=true", "current=false", 1))
	}
	b.same("log", want, got)
}

// byID asks for everything in the snapshot, and for something that is not
// there, by id, and compares.
func (b *bench) byID(snap *graph.Snapshot, at graph.AsOf) {
	b.Helper()
	p := snap.Projection()
	entities := []graph.EntityID{"state:NONE"}
	for i := range p.Entities {
		entities = append(entities, append([]graph.EntityID{p.Entities[i].ID}, p.Entities[i].Merged...)...)
	}
	same(b, "entities", func(r reader) (any, error) { return r.Entities(b.Context(), entities, at) }, snap)
	relations := []graph.RelationID{"relation:none"}
	for i := range p.Relations {
		relations = append(relations, p.Relations[i].ID)
	}
	same(b, "relations", func(r reader) (any, error) { return r.Relations(b.Context(), relations, at) }, snap)
	claims := []graph.ClaimID{"claim:none"}
	for i := range p.Claims {
		claims = append(claims, p.Claims[i].ID, p.Claims[i].ID)
	}
	same(b, "claims", func(r reader) (any, error) { return shownClaims(r.Claims(b.Context(), claims, at)) }, snap)
	documents := []graph.DocumentID{"document:none"}
	for i := range p.Documents {
		documents = append(documents, p.Documents[i].ID)
	}
	slices.Reverse(documents)
	same(b, "documents", func(r reader) (any, error) { return r.Documents(b.Context(), documents, at) }, snap)
	same(b, "records", func(r reader) (any, error) { return shownRecords(r.Records(b.Context(), documents, at)) }, snap)
	same(b, "texts", func(r reader) (any, error) { return r.Texts(b.Context(), documents, at) }, snap)
	sources := []graph.SourceID{"source:none"}
	for i := range p.Sources {
		sources = append(sources, p.Sources[i].ID)
	}
	same(b, "sources", func(r reader) (any, error) { return r.Sources(b.Context(), sources, at) }, snap)
}

// testVersions checks what becomes of a document that is put with another
// text, and with the same text read anew.
func testVersions(b *bench) {
	first := NewDoc("d").On("2024").Say("state:A", graph.Agree, "state:B").Done()
	second := NewDoc("d").On("2024").Say("state:A", graph.Threaten, "state:B").Say("state:A", graph.Aid, "state:C").Done()
	one := b.bring("one", first)
	seq := b.seq()
	two := b.load("two")
	counts := b.put(two, second)
	b.same("counts", graph.Counts{Changed: 1, EntitiesAdded: 1, ClaimsAdded: 2, ClaimsRetracted: 1, RelationsAdded: 2, RelationsRemoved: 1}, counts)
	b.same("old relation", (*graph.Relation)(nil), b.relation("state:A", graph.Agree, "state:B", graph.AsOf{}))
	checkProjection(b, b.store)
	b.same("number of changes", 1+1+2+3+3, len(b.since(seq)))

	b.sub("the old text again", func(b *bench) {
		three := b.load("three")
		b.same("counts", 1, b.put(three, first).Changed)
		if b.relation("state:A", graph.Agree, "state:B", graph.AsOf{}) == nil {
			b.Error("the text that was brought last is not current")
		}
		b.same("periods", 2, len(b.known(first.ID())))
		b.unload(three)
		if b.relation("state:A", graph.Threaten, "state:B", graph.AsOf{}) == nil {
			b.Error("the text that was brought last by the loads that remain is not current")
		}
		checkProjection(b, b.store)
	})
	b.sub("another title", func(b *bench) {
		four := b.load("four")
		b.put(four, NewDoc("d").On("2025").With(func(d *graph.Document) { d.Title = "Anew" }).Say("state:A", graph.Threaten, "state:B").Say("state:A", graph.Aid, "state:C").Done())
		titled := graph.Query{Subject: graph.SubjectClaim, Extent: graph.Outline, With: []graph.With{{Edge: "document", Extent: graph.Outline}}}
		b.compare(b.snapshot(), titled)
		b.unload(four)
		b.compare(b.snapshot(), titled)
	})
	b.sub("unload reopens the predecessor", func(b *bench) {
		b.unload(two)
		if b.relation("state:A", graph.Agree, "state:B", graph.AsOf{}) == nil {
			b.Error("the predecessor is not open")
		}
		checkProjection(b, b.store)
		b.unload(one)
		b.same("log", []string{}, append([]string{}, logLines(b, b.store, true)...))
	})
	b.sub("read anew", testReadAnew)
}

func testReadAnew(b *bench) {
	doc := func(confidence float64, kind graph.RelationKind) graph.Contribution {
		return NewDoc("anew").Write("Nothing. ").Say("state:P", graph.Agree, "state:Q", func(c *graph.Claim) {
			c.Kind, c.Confidence, c.Extractor = kind, confidence, fmt.Sprint("fixture/", confidence)
		}).Done()
	}
	older := b.bring("older", doc(0.25, graph.Agree))
	seq := b.seq()
	b.same("another confidence", graph.Counts{Changed: 1}, b.put(older, doc(0.75, graph.Agree)))
	claim := doc(0, graph.Agree).Claims[0].ID
	b.same("changes", []string{"UPDATED document:anew", "UPDATED " + string(claim)}, b.since(seq))
	newer := b.load("newer")
	counts := b.put(newer, doc(0.5, graph.Aid))
	b.same("another kind", graph.Counts{Changed: 1, ClaimsAdded: 1, ClaimsRetracted: 1, RelationsAdded: 1, RelationsRemoved: 1}, counts)
	checkProjection(b, b.store)
	b.unload(newer)
	got, err := b.store.Claims(b.Context(), []graph.ClaimID{claim}, graph.AsOf{})
	b.must(err)
	if got[0] == nil || got[0].Confidence != 0.75 {
		b.Errorf("after the unload of the newer reading the claim is %v", got[0])
	}
	checkProjection(b, b.store)
	b.unload(older)
	checkProjection(b, b.store)
}

// head returns what the log says of a contribution, nothing if it is not there.
func (b *bench) head(id graph.ContributionID) graph.LogContribution {
	b.Helper()
	for entry, err := range b.store.Log(b.Context()) {
		b.must(err)
		if c := entry.Contribution; c != nil && c.ID == id {
			return *c
		}
	}
	return graph.LogContribution{}
}

// known returns the periods of a contribution.
func (b *bench) known(id graph.ContributionID) []graph.Period {
	b.Helper()
	return b.head(id).Known
}

// testRefused checks that nothing of a batch lands where one of it may not.
func testRefused(b *bench) {
	good := Fixture("x")
	load := b.load("l")
	before, seq := Dump(b, b.store), b.seq()
	spoil := func(change func(c *graph.Contribution)) graph.Contribution {
		c := NewDoc("bad").Say("state:A", graph.Agree, "state:B").Raw()
		change(&c)
		return c
	}
	for name, bad := range map[string]graph.Contribution{
		"unidentified":      {Text: "x"},
		"text not UTF-8":    NewDoc("bad").Write("a\xff").Raw(),
		"text with a NUL":   NewDoc("bad").Write("a\x00b").Raw(),
		"title with a NUL":  NewDoc("bad").With(func(d *graph.Document) { d.Title = "a\x00" }).Raw(),
		"another sha256":    spoil(func(c *graph.Contribution) { c.Text += " " }),
		"wrong quote":       spoil(func(c *graph.Contribution) { c.Claims[0].Evidence[0].Quote = "other" }),
		"unrecorded entity": spoil(func(c *graph.Contribution) { c.Entities = c.Entities[:1] }),
		"claim changed":     spoil(func(c *graph.Contribution) { c.Claims[0].Kind = graph.Aid }),
		"unknown kind":      NewDoc("bad").Say("state:A", "LIKE", "state:B").Raw(),
		"wrong end":         NewDoc("bad").Say("state:A", graph.Signed, "state:B").Raw(),
		"long id":           NewDoc("bad").Say("state:A", graph.Agree, graph.EntityID("person:"+strings.Repeat("x", 1000))).Raw(),
		"malformed date":    NewDoc("bad").On("2024-13").Raw(),
	} {
		_, err := b.store.Put(b.Context(), load, b.tick(), append(slices.Clone(good), bad))
		b.wants(name, graph.ErrInvalid, err)
	}
	_, err := b.store.Put(b.Context(), "load:none", b.tick(), good)
	b.wants("unknown load", graph.ErrNotFound, err)
	_, err = b.store.Put(b.Context(), load, "yesterday", good)
	b.wants("malformed instant", graph.ErrInvalid, err)
	_, err = b.store.Unload(b.Context(), "load:none", b.tick())
	b.wants("unknown load", graph.ErrNotFound, err)
	b.same("dump", before, Dump(b, b.store))
	b.same("changes", []string{}, b.since(seq))
	b.same("nothing put", graph.Counts{}, b.put(load))
	b.same("one document twice", graph.Counts{Added: 1, Unchanged: 1}, discounted(b.put(load, good[0], good[0])))
	again := NewDoc("twice").Write("One.").Done()
	changed := NewDoc("twice").Write("Two.").Done()
	b.same("two versions at once", graph.Counts{Added: 1, Changed: 1}, discounted(b.put(load, again, changed)))
	checkProjection(b, b.store)
}

// discounted leaves the counts of documents.
func discounted(c graph.Counts) graph.Counts {
	return graph.Counts{Added: c.Added, Changed: c.Changed, Unchanged: c.Unchanged, Refused: c.Refused}
}
