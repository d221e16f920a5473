package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/export"
	"entente/extract"
	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/memory"
	"entente/graph/sqlite"
	"entente/loaders"
)

// dumpOf returns a store's dump.
func dumpOf(t *testing.T, store graph.Store) string {
	t.Helper()
	var b bytes.Buffer
	if err := export.NDJSON(t.Context(), store, &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// restore loads a dump, which must be taken as it is.
func restore(t *testing.T, store graph.Store, dump string) {
	t.Helper()
	e, err := extract.New(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	inputs := []loaders.Input{loaders.FromReader("dump.ndjson", strings.NewReader(dump))}
	l, err := loaders.Load(t.Context(), store, inputs, loaders.Options{Extractor: e, Now: clock, Batch: 3})
	if err != nil || len(l.Refusals) > 0 {
		t.Fatalf("%v, refused %v", err, l.Refusals)
	}
}

// histories are what stores may have gone through.
func histories(t *testing.T) map[string]func(store graph.Store) {
	at := graph.NewInstant(clock().Add(-time.Hour))
	put := func(store graph.Store, contributions ...graph.Contribution) {
		t.Helper()
		load := graph.Load{ID: "load:1", State: graph.LoadRunning, Started: at}
		if err := store.SaveLoad(t.Context(), load); err != nil {
			t.Fatal(err)
		}
		for _, c := range contributions {
			if _, err := store.Put(t.Context(), load.ID, at, []graph.Contribution{c}); err != nil {
				t.Fatal(err)
			}
		}
	}
	return map[string]func(graph.Store){
		"the examples": func(s graph.Store) { loadExamples(t, s) },
		"a world":      func(s graph.Store) { put(s, append(graphtest.Fixture("a"), graphtest.QueryWorld()...)...) },
		"hostile texts": func(s graph.Store) {
			for i, text := range graphtest.Hostile() {
				put(s, graphtest.NewDoc(fmt.Sprint("hostile/", i)).Call("person:a", "x"+text).From("x"+text).Say("person:a", graph.Accuse, "state:b").
					With(func(d *graph.Document) { d.Title, d.URL, d.Author = text, text, text }).Done())
			}
		},
		"versions and readings": func(s graph.Store) {
			w := graphtest.NewWorld("w", 3)
			for n := range 60 {
				put(s, w.Version(n%12, n%2, n/30))
			}
		},
		"tables": func(s graph.Store) {
			var rows []graphtest.Row
			for i := range 40 {
				rows = append(rows, graphtest.Row{From: graph.EntityID(fmt.Sprint("state:s", i%3)), Kind: graph.Consult, To: graph.EntityID(fmt.Sprint("person:p", i%7))})
			}
			put(s, graphtest.Table("large", 15, rows...)...)
			put(s, graphtest.Table("small", 15, rows[:4]...)...)
			put(s, graphtest.Table("whole", 100, rows...)...)
		},
	}
}

// TestRestore fills stores from the dumps of others: theirs are the same bytes.
func TestRestore(t *testing.T) {
	for name, history := range histories(t) {
		t.Run(name, func(t *testing.T) {
			first := memory.Open()
			history(first)
			want := dumpOf(t, first)
			lite, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "store.db"), sqlite.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer lite.Close(t.Context())
			for _, second := range []graph.Store{memory.Open(), lite} {
				restore(t, second, want)
				if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(dumpOf(t, second), "\n")); diff != "" {
					t.Fatalf("(-first +second):\n%.3000s", diff)
				}
				restore(t, second, want)
				if want != dumpOf(t, second) {
					t.Error("restoring twice changes something")
				}
			}
		})
	}
}

// TestRestoreDecisions restores judgements, and that one was undone. Their time
// is that of the restore.
func TestRestoreDecisions(t *testing.T) {
	first := memory.Open()
	histories(t)["a world"](first)
	at := graph.NewInstant(clock().Add(time.Hour))
	same := graph.Decision{Kind: graph.DecideSame, Entity: "state:aKAZ", Other: "state:aUZB", By: "person", At: at}
	reject := graph.Decision{Kind: graph.DecideConfirm, Claim: "claim:none", By: "person", At: at}
	for _, d := range []*graph.Decision{&same, &reject} {
		d.Identify()
		if err := first.Decide(t.Context(), *d); err != nil {
			t.Fatal(err)
		}
	}
	if err := first.Undo(t.Context(), reject.ID, at); err != nil {
		t.Fatal(err)
	}
	// The store's clock is past the time of this one.
	late := graph.Decision{Kind: graph.DecideConfirm, Claim: "claim:late", By: "person", At: graph.NewInstant(clock().Add(-time.Hour))}
	late.Identify()
	if err := first.Decide(t.Context(), late); err != nil {
		t.Fatal(err)
	}
	second := memory.Open()
	restore(t, second, dumpOf(t, first))
	if diff := cmp.Diff(strings.Split(dumpOf(t, first), "\n"), strings.Split(dumpOf(t, second), "\n")); diff != "" {
		t.Errorf("(-first +second):\n%.3000s", diff)
	}
}

// TestRestoreOlderDecisions restores a judgement that took effect later than it
// was made from a dump that does not say when it was made, as dumps of before:
// under another id, and twice as once.
func TestRestoreOlderDecisions(t *testing.T) {
	first := memory.Open()
	histories(t)["a world"](first)
	soon := graph.Decision{Kind: graph.DecideConfirm, Claim: "claim:none", By: "person", At: graph.NewInstant(clock().Add(time.Hour))}
	late := graph.Decision{Kind: graph.DecideSame, Entity: "state:aKAZ", Other: "state:aUZB", By: "person", Why: "why", At: graph.NewInstant(clock())}
	for _, d := range []*graph.Decision{&soon, &late} {
		d.Identify()
		if err := first.Decide(t.Context(), *d); err != nil {
			t.Fatal(err)
		}
	}
	dump := dumpOf(t, first)
	older := regexp.MustCompile(`,"made":"[^"]*"`).ReplaceAllString(dump, "")
	if older == dump {
		t.Fatal("no decision was moved")
	}
	second := memory.Open()
	restore(t, second, older)
	rest := func(dump string) (lines []string) {
		for line := range strings.Lines(dump) {
			if !strings.HasPrefix(line, `{"type":"decision"`) {
				lines = append(lines, line)
			}
		}
		return lines
	}
	again := dumpOf(t, second)
	if diff := cmp.Diff(rest(dump), rest(again)); diff != "" {
		t.Errorf("(-first +second):\n%.3000s", diff)
	}
	if !strings.Contains(again, `"kind":"SAME","entity":"state:aKAZ","other":"state:aUZB"`) || strings.Contains(again, string(late.ID)) {
		t.Error("the decision is not there, or under its old id")
	}
	restore(t, second, older)
	if diff := cmp.Diff(strings.Split(again, "\n"), strings.Split(dumpOf(t, second), "\n")); diff != "" {
		t.Errorf("restored twice (-once +twice):\n%.3000s", diff)
	}
}

func TestRestoreRefuses(t *testing.T) {
	first := memory.Open()
	histories(t)["a world"](first)
	lines := strings.SplitAfter(dumpOf(t, first), "\n")
	for name, tt := range map[string]struct{ dump, words string }{
		"another quote":        {strings.Replace(strings.Join(lines, ""), `"quote":"`, `"quote":"x`, 1), "is not what its id"},
		"a line left out":      {lines[0] + strings.Join(lines[2:], ""), "is not what its id"},
		"cut in a line":        {strings.Join(lines[:2], "") + lines[2][:20], "no line of a dump"},
		"something else":       {lines[0] + `{"type":"load"}` + "\n", `its type is "load"`},
		"a claim out of place": {lines[0] + `{"type":"claim","contribution":"contribution:x"}` + "\n", "not the reading before it"},
		"a decision of no one": {lines[0] + `{"type":"decision","id":"decision:x"}` + "\n", "cannot be decided again"},
	} {
		t.Run(name, func(t *testing.T) {
			e, err := extract.New(extract.Options{})
			if err != nil {
				t.Fatal(err)
			}
			l, err := loaders.Load(t.Context(), memory.Open(), []loaders.Input{loaders.FromReader("-", strings.NewReader(tt.dump))}, loaders.Options{Extractor: e, Now: clock})
			says := func(r graph.Refusal) bool {
				return r.Code == graph.RefusedFormat && strings.Contains(r.Message, tt.words)
			}
			if err != nil || !slices.ContainsFunc(l.Refusals, says) {
				t.Errorf("%v, %+v, want a refusal with %q", err, l.Refusals, tt.words)
			}
		})
	}
}
