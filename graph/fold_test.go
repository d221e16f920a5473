package graph_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/memory"
)

func record(id graph.EntityID, name string, mentions int, names ...graph.Name) graph.EntityRecord {
	return graph.EntityRecord{ID: id, Kind: id.Kind(), Name: name, Names: names, Mentions: make([]graph.Mention, mentions)}
}

func TestFoldEntity(t *testing.T) {
	of := func(doc graph.DocumentID, format graph.Format, r graph.EntityRecord) graph.RecordOf {
		return graph.RecordOf{Document: doc, Format: format, Record: r}
	}
	text, lexicon := graph.FormatText, graph.FormatLexicon
	alias := graph.Name{Text: "Alias", Language: "en", Type: "alias"}
	for name, tt := range map[string]struct {
		records []graph.RecordOf
		want    graph.Entity
	}{
		"most records": {
			[]graph.RecordOf{of("document:1", text, record("person:a", "Ann", 1)), of("document:2", text, record("person:a", "Bea", 2)), of("document:3", text, record("person:a", "Bea", 0))},
			graph.Entity{Name: "Bea", Mentions: 3, Documents: 3, DocumentIDs: []graph.DocumentID{"document:1", "document:2", "document:3"}},
		},
		"smallest of equals": {
			[]graph.RecordOf{of("document:2", text, record("person:a", "Bea", 1)), of("document:1", text, record("person:a", "Ann", 1))},
			graph.Entity{Name: "Ann", Mentions: 2, Documents: 2, DocumentIDs: []graph.DocumentID{"document:1", "document:2"}},
		},
		"no name counts last": {
			[]graph.RecordOf{of("document:1", text, record("person:a", "", 1)), of("document:2", text, record("person:a", "", 1)), of("document:3", text, record("person:a", "Zoe", 1))},
			graph.Entity{Name: "Zoe", Mentions: 3, Documents: 3, DocumentIDs: []graph.DocumentID{"document:1", "document:2", "document:3"}},
		},
		"lexicon first, not counted": {
			[]graph.RecordOf{of("document:1", text, record("person:a", "Ann", 1)), of("document:2", text, record("person:a", "Ann", 1)), of("document:l", lexicon, record("person:a", "Anna", 0))},
			graph.Entity{Name: "Anna", Mentions: 2, Documents: 2, DocumentIDs: []graph.DocumentID{"document:1", "document:2"}},
		},
		"merged": {
			[]graph.RecordOf{of("document:1", text, record("person:b", "Bea", 1, alias)), of("document:1", text, record("person:a", "Zoe", 1, alias)), of("document:2", text, record("person:b", "Bea", 1))},
			graph.Entity{Name: "Zoe", Mentions: 3, Documents: 2, DocumentIDs: []graph.DocumentID{"document:1", "document:2"},
				Merged: []graph.EntityID{"person:b"}, Names: []graph.Name{alias, {Text: "Bea", Type: "alias"}}},
		},
	} {
		tt.want.ID, tt.want.Kind = "person:a", graph.KindPerson
		for range 10 {
			rand.Shuffle(len(tt.records), func(i, j int) { tt.records[i], tt.records[j] = tt.records[j], tt.records[i] })
			got, ok := graph.FoldEntity("person:a", tt.records)
			if diff := cmp.Diff(tt.want, got); diff != "" || !ok {
				t.Fatalf("%s: %t (-want +got):\n%s", name, ok, diff)
			}
		}
	}
	if e, ok := graph.FoldEntity("person:a", nil); ok {
		t.Errorf("no records give %v", e)
	}
}

func TestFoldRelation(t *testing.T) {
	mutual := graph.Attributes{"mutual": true}
	claims := []graph.Claim{
		claim(func(c *graph.Claim) { c.SaidOn = "2024-05" }),
		claim(func(c *graph.Claim) { c.Document, c.Source, c.PublishedOn = "document:e", "source:s", "2024-05-01" }),
		claim(func(c *graph.Claim) { c.Source, c.PublishedOn, c.Attributes, c.Pair = "source:s", "2023", mutual, "b" }),
		claim(func(c *graph.Claim) {
			c.Polarity, c.Source, c.PublishedOn, c.Pair = graph.Denied, "source:t", "2025", "a"
		}),
		claim(func(c *graph.Claim) { c.Polarity = graph.Denied }),
	}
	key := claims[0].Key(nil)
	want := graph.Relation{ID: key.ID(), From: "state:KAZ", Kind: graph.Agree, To: "state:UZB", Modality: graph.Actual, Pair: "a", Claims: 3, Denials: 2,
		Weight: 2, Sources: 1, FirstSeen: "2023", LastSeen: "2025", Disputed: true, Mutual: true}
	for range 10 {
		rand.Shuffle(len(claims), func(i, j int) { claims[i], claims[j] = claims[j], claims[i] })
		got, ok := graph.FoldRelation(key, claims)
		if diff := cmp.Diff(want, got); diff != "" || !ok {
			t.Fatalf("(-want +got):\n%s", diff)
		}
	}
	if _, ok := graph.FoldRelation(key, nil); ok {
		t.Error("no claims give a relation")
	}
	if !want.Readable() || (&graph.Relation{To: "state:A", Denials: 1}).Readable() || (&graph.Relation{Claims: 1}).Readable() {
		t.Error("the readable relations are others")
	}
}

func TestKey(t *testing.T) {
	symmetric := claim(func(c *graph.Claim) { c.Kind, c.From.ID, c.To.ID = graph.AllyOf, "state:UZB", "state:KAZ" })
	if key := symmetric.Key(nil); key.From != "state:KAZ" || key.To != "state:UZB" {
		t.Errorf("a symmetric relation goes from %s to %s", key.From, key.To)
	}
	directed := claim(func(c *graph.Claim) { c.From.ID, c.To.ID = "state:UZB", "state:KAZ" })
	if key := directed.Key(nil); key.From != "state:UZB" {
		t.Errorf("a directed relation starts at %s", key.From)
	}
	seen := make(map[graph.RelationID]bool)
	for _, key := range []graph.RelationKey{{"state:A", graph.Agree, "state:B", "2024", graph.Actual}, {"state:B", graph.Agree, "state:A", "2024", graph.Actual},
		{"state:A", graph.Aid, "state:B", "2024", graph.Actual}, {"state:A", graph.Agree, "state:B", "2024-01", graph.Actual},
		{"state:A", graph.Agree, "state:B", "", graph.Actual}, {"state:A", graph.Agree, "state:B", "2024", graph.Intended}} {
		if seen[key.ID()] {
			t.Errorf("%v has the id of another", key)
		}
		seen[key.ID()] = true
	}
}

func TestMarkWithin(t *testing.T) {
	relation := func(when graph.Date, kind graph.RelationKind) graph.Relation {
		key := graph.RelationKey{From: "state:A", Kind: kind, To: "state:B", When: when, Modality: graph.Actual}
		return graph.Relation{ID: key.ID(), From: key.From, Kind: kind, To: key.To, When: when, Modality: key.Modality}
	}
	year, month, day := relation("2025", graph.Agree), relation("2025-06", graph.Agree), relation("2025-06-17", graph.Agree)
	about, other, never := relation("~2025", graph.Agree), relation("2025-06-17", graph.Aid), relation("", graph.Agree)
	want := map[graph.RelationID]graph.RelationID{day.ID: month.ID, month.ID: year.ID, year.ID: about.ID}
	if diff := cmp.Diff(want, graph.MarkWithin([]graph.Relation{about, never, day, year, other, month})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestPeriods(t *testing.T) {
	var known []graph.Period
	for _, step := range []struct {
		open bool
		at   int
		want []graph.Period
	}{
		{true, 1, []graph.Period{{From: instant(1), Until: graph.Forever}}},
		{true, 2, []graph.Period{{From: instant(1), Until: graph.Forever}}},
		{false, 3, []graph.Period{{From: instant(1), Until: instant(3)}}},
		{false, 4, []graph.Period{{From: instant(1), Until: instant(3)}}},
		{true, 5, []graph.Period{{From: instant(1), Until: instant(3)}, {From: instant(5), Until: graph.Forever}}},
		{false, 5, []graph.Period{{From: instant(1), Until: instant(3)}}},
		{true, 3, []graph.Period{{From: instant(1), Until: graph.Forever}}},
		{false, 1, []graph.Period{}},
	} {
		if step.open {
			known = graph.OpenPeriods(known, instant(step.at))
		} else {
			known = graph.ClosePeriods(known, instant(step.at))
		}
		if diff := cmp.Diff(step.want, known); diff != "" {
			t.Fatalf("at %d (-want +got):\n%s", step.at, diff)
		}
	}
}

func TestFoldSource(t *testing.T) {
	source := func(name string, owner graph.EntityID, reliability string) graph.Source {
		return graph.Source{ID: "source:s", Name: name, Owner: owner, Reliability: reliability}
	}
	got := graph.FoldSource("source:s", map[graph.Source]int{source("B", "", ""): 2, source("A", "state:A", "B"): 1, source("C", "state:A", "A"): 1, source("", "state:B", ""): 1})
	if diff := cmp.Diff(graph.Source{ID: "source:s", Name: "B", Owner: "state:A", Reliability: "A"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A log folds to the same in any order of its contributions.
func TestProjectInAnyOrder(t *testing.T) {
	entries := logOf(t, graphtest.QueryWorld())
	want, err := graph.Project(entries.all, graph.Forever)
	if err != nil {
		t.Fatal(err)
	}
	if len(want.Claims) == 0 || len(want.Relations) == 0 || len(want.Entities) == 0 || len(want.Sources) == 0 {
		t.Fatal("the projection is empty")
	}
	for range 5 {
		rand.Shuffle(len(entries), func(i, j int) { entries[i], entries[j] = entries[j], entries[i] })
		got, err := graph.Project(entries.all, graph.Forever)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(graph.Rulings{})); diff != "" {
			t.Fatalf("(-want +got):\n%s", diff)
		}
	}
}

// blocks are the entries of a log, one list a contribution.
type blocks [][]graph.LogEntry

func (b blocks) all(yield func(graph.LogEntry, error) bool) {
	for _, e := range slices.Concat(b...) {
		if !yield(e, nil) {
			return
		}
	}
}

func logOf(t *testing.T, world []graph.Contribution) blocks {
	t.Helper()
	store := memory.Open()
	load := graph.Load{ID: "load:1", State: graph.LoadRunning, Started: instant(1)}
	if err := store.SaveLoad(t.Context(), load); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Put(t.Context(), load.ID, instant(1), world); err != nil {
		t.Fatal(err)
	}
	var out blocks
	for e, err := range store.Log(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if e.Contribution != nil {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], e)
	}
	return out
}
