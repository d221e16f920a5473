package loaders_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/extract"
	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/memory"
	"entente/loaders"
)

// extractor is opened once; it is immutable.
var extractor = sync.OnceValues(func() (*extract.Extractor, error) { return extract.New(extract.Options{}) })

func options(t testing.TB) loaders.Options {
	t.Helper()
	e, err := extractor()
	if err != nil {
		t.Fatal(err)
	}
	return loaders.Options{Extractor: e, Now: func() time.Time { return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC) }}
}

// folder writes files into a new folder and returns its path.
func folder(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func find(t testing.TB, args ...string) []loaders.Input {
	t.Helper()
	inputs, err := loaders.Find(args, strings.NewReader(""))
	if err != nil {
		t.Fatal(err)
	}
	return inputs
}

func load(t testing.TB, store graph.Store, inputs []loaders.Input, o loaders.Options) graph.Load {
	t.Helper()
	l, err := loaders.Load(context.Background(), store, inputs, o)
	if err != nil {
		t.Fatal(err)
	}
	if l.State != graph.LoadDone {
		t.Errorf("state %s", l.State)
	}
	return l
}

// record returns the load's record in the store.
func record(t testing.TB, store graph.Reader, id graph.LoadID) graph.Load {
	t.Helper()
	loads, err := store.Loads(context.Background(), []graph.LoadID{id})
	if err != nil || loads[0] == nil {
		t.Fatalf("load %s: %v, %v", id, loads, err)
	}
	return *loads[0]
}

// wires are small documents, of different formats, that speak of each other.
func wires() map[string]string {
	files := map[string]string{
		"a.md": "---\ntitle: A\nurl: https://wire.example/a\nsource: Wire\npublishedOn: 2025-06-18\n---\nChina and Kazakhstan signed the Astana Declaration on Tuesday.",
		"b/b.html": "<html><head><title>B</title><link rel=canonical href='https://wire.example/b'><meta name=date content='2025-06-19'></head><body><article><p>" +
			"President Tokayev of Kazakhstan hosted the summit. China will give Kazakhstan 1.5 billion yuan in grants this year.</p></article></body></html>",
		"lines.jsonl": `{"id":"l1","text":"Germany accused Russia of espionage.","publishedOn":"2025-06-20"}` + "\n" + `{"id":"l2","text":"Russia rejected the accusation by Germany."}`,
	}
	for i := range 8 {
		files[fmt.Sprintf("w/%d.txt", i)] = fmt.Sprintf("Wire %d\n\nUzbekistan and Kyrgyzstan agreed to open %d border crossings. Tajikistan thanked Uzbekistan.", i, i+2)
	}
	return files
}

func TestLoadFolder(t *testing.T) {
	store := memory.Open()
	l := load(t, store, find(t, folder(t, wires())), options(t))
	if len(l.Refusals) > 0 || l.Counts.Added != 12 || l.Counts.ClaimsAdded == 0 {
		t.Errorf("%+v, refusals %v", l.Counts, l.Refusals)
	}
	if diff := cmp.Diff(l, record(t, store, l.ID)); diff != "" {
		t.Errorf("the record (-returned +stored):\n%s", diff)
	}
	if err := graph.Check(context.Background(), store, func(fault string) { t.Error(fault) }); err != nil {
		t.Fatal(err)
	}
}

func TestSameDumpHoweverLoaded(t *testing.T) {
	inputs := find(t, folder(t, wires()))
	store := memory.Open()
	load(t, store, inputs, options(t))
	want := graphtest.Dump(t, store)

	l := load(t, store, inputs, options(t))
	if l.Counts.Added != 0 || l.Counts.Changed != 0 || l.Counts.Unchanged != 12 || l.Counts.ClaimsAdded != 0 {
		t.Errorf("the second time: %+v", l.Counts)
	}
	if diff := cmp.Diff(want, graphtest.Dump(t, store)); diff != "" {
		t.Errorf("loaded twice (-once +twice):\n%s", diff)
	}
	ways := map[string]func(graph.Store){
		"in the other order": func(s graph.Store) {
			back := slices.Clone(inputs)
			slices.Reverse(back)
			load(t, s, back, options(t))
		},
		"in loads of their own": func(s graph.Store) {
			for _, in := range inputs {
				load(t, s, []loaders.Input{in}, options(t))
			}
		},
		"in batches of one": func(s graph.Store) {
			o := options(t)
			o.Batch = 1
			load(t, s, inputs, o)
		},
	}
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			store := memory.Open()
			way(store)
			if diff := cmp.Diff(want, graphtest.Dump(t, store)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestUnloadLeavesNothing(t *testing.T) {
	ctx := context.Background()
	store := memory.Open()
	dir := folder(t, wires())
	load(t, store, find(t, filepath.Join(dir, "a.md")), options(t))
	before := graphtest.Dump(t, store)
	l := load(t, store, find(t, dir), options(t))
	if graphtest.Dump(t, store) == before {
		t.Fatal("the load changed nothing")
	}
	if _, err := store.Unload(ctx, l.ID, graph.NewInstant(time.Now())); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, graphtest.Dump(t, store)); diff != "" {
		t.Errorf("after the unload (-before +after):\n%s", diff)
	}
}

// failing is a store that counts puts and fails at one of them.
type failing struct {
	graph.Store
	puts, failAt int
	put          []graph.DocumentID
	saved        []graph.LoadState
}

var errGone = fmt.Errorf("the server went away: %w", graph.ErrUnavailable)

func (f *failing) Put(ctx context.Context, id graph.LoadID, at graph.Instant, cs []graph.Contribution) (graph.Counts, error) {
	if f.puts++; f.puts == f.failAt {
		return graph.Counts{}, errGone
	}
	for _, c := range cs {
		f.put = append(f.put, c.Document.ID)
	}
	return f.Store.Put(ctx, id, at, cs)
}

func (f *failing) SaveLoad(ctx context.Context, l graph.Load) error {
	f.saved = append(f.saved, l.State)
	return f.Store.SaveLoad(ctx, l)
}

func TestStoreFailsAndLoadIsResumed(t *testing.T) {
	inputs := find(t, folder(t, wires()))
	want := memory.Open()
	undisturbed := load(t, want, inputs, options(t))
	for _, failAt := range []int{1, 2, 3, 4, 5} {
		t.Run(fmt.Sprint("put ", failAt), func(t *testing.T) {
			store := &failing{Store: memory.Open(), failAt: failAt}
			o := options(t)
			o.Batch = 3
			l, err := loaders.Load(context.Background(), store, inputs, o)
			if !errors.Is(err, graph.ErrUnavailable) {
				t.Fatalf("error %v", err)
			}
			if got := record(t, store, l.ID); got.State != graph.LoadFailed || !strings.Contains(got.Message, "went away") {
				t.Errorf("the record: %s, %q", got.State, got.Message)
			}
			o.Resume = l.ID
			again := load(t, store, inputs, o)
			if again.ID != l.ID || again.Message != "" || again.Counts != undisturbed.Counts {
				t.Errorf("resumed: %+v, want counts %+v", again, undisturbed.Counts)
			}
			if diff := cmp.Diff(graphtest.Dump(t, want), graphtest.Dump(t, store)); diff != "" {
				t.Errorf("(-undisturbed +resumed):\n%s", diff)
			}
		})
	}
}

func TestCancelled(t *testing.T) {
	inputs := find(t, folder(t, wires()))
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	store := memory.Open()
	o := options(t)
	o.Batch = 2
	o.Progress = func(p loaders.Progress) {
		if p.Documents == 5 {
			cancel()
		}
	}
	l, err := loaders.Load(ctx, store, inputs, o)
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v", err)
	}
	if got := record(t, store, l.ID); got.State != graph.LoadFailed || got.Message == "" {
		t.Errorf("the record: %+v", got)
	}
	if n := l.Counts.Added; n == 0 || n > 6 {
		t.Errorf("%d documents were written", n)
	}
	if err := graph.Check(context.Background(), store, func(fault string) { t.Error(fault) }); err != nil {
		t.Fatal(err)
	}
}

func TestResumeWhatCannotBe(t *testing.T) {
	store := memory.Open()
	o := options(t)
	l := load(t, store, find(t, folder(t, map[string]string{"a.txt": "China met Russia."})), o)
	for id, want := range map[graph.LoadID]error{l.ID: graph.ErrConflict, "load:nothing": graph.ErrNotFound} {
		o.Resume = id
		if _, err := loaders.Load(context.Background(), store, nil, o); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", id, err, want)
		}
	}
}

func TestLexiconIsWrittenOnce(t *testing.T) {
	store := &failing{Store: memory.Open()}
	o := options(t)
	o.Batch = 1
	load(t, store, find(t, folder(t, wires())), o)
	seen := make(map[graph.DocumentID]int)
	lexicon := 0
	for _, id := range store.put {
		seen[id]++
		if strings.HasPrefix(id.Key(), "lexicon/") {
			lexicon++
		}
		if seen[id] > 1 {
			t.Errorf("%s was written %d times", id, seen[id])
		}
	}
	if lexicon < 6 {
		t.Errorf("only %d lexicon documents", lexicon)
	}
	if diff := cmp.Diff([]graph.LoadState{graph.LoadRunning, graph.LoadDone}, store.saved); diff != "" {
		t.Errorf("saved records (-want +got):\n%s", diff)
	}
}

func TestProgress(t *testing.T) {
	var all []loaders.Progress
	files := wires()
	files["bad.txt"] = "\x00"
	o := options(t)
	o.Progress = func(p loaders.Progress) { all = append(all, p) }
	l := load(t, memory.Open(), find(t, folder(t, files)), o)
	for i, p := range all {
		if i > 0 && (p.Done < all[i-1].Done || p.Documents < all[i-1].Documents || p.Claims < all[i-1].Claims) {
			t.Errorf("goes back at %+v", p)
		}
	}
	last := all[len(all)-1]
	if last.Load != l.ID || last.Done != 12 || last.Total != 12 || last.Documents != 12 || last.Refused != 1 || last.Claims == 0 {
		t.Errorf("at the end: %+v", last)
	}
}

// A long load says now and then how far it is.
func TestRecordIsSavedOnTheWay(t *testing.T) {
	store := &failing{Store: memory.Open()}
	o := options(t)
	o.Batch = 4
	now := o.Now()
	o.Now = func() time.Time { now = now.Add(3 * time.Second); return now }
	l := load(t, store, find(t, folder(t, wires())), o)
	if len(store.saved) < 3 || slices.Contains(store.saved[:len(store.saved)-1], graph.LoadDone) {
		t.Errorf("saved %v", store.saved)
	}
	if record(t, store, l.ID).State != graph.LoadDone {
		t.Error("is not done")
	}
}
