package extract_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/extract"
	"entente/extract/segment"
	"entente/graph"
	"entente/internal/golden"
)

func extractor(t testing.TB) *extract.Extractor {
	t.Helper()
	e, err := extract.New(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// examples returns the texts of the example documents.
func examples(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("../examples/documents/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	var texts []string
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(b))
	}
	return texts
}

// Extract leaves sentences unparsed that Explain parses, and finds the same.
func TestExplainFindsTheSame(t *testing.T) {
	e := extractor(t)
	same := func(t *testing.T, doc graph.Document, text string) {
		t.Helper()
		explained, _ := e.Explain(doc, text)
		if diff := cmp.Diff(explained, e.Extract(doc, text)); diff != "" {
			t.Errorf("(-explained +extracted):\n%s", diff)
		}
	}
	for _, text := range examples(t)[:6] {
		same(t, graph.Document{}, text)
	}
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, c *golden.Case) {
		for name, doc := range documents(t, c) {
			t.Run(name, func(t *testing.T) { same(t, doc.Document, doc.text) })
		}
	})
}

// A body that nothing is known of stands for the state in which its own phrase
// puts it.
func TestSeat(t *testing.T) {
	c := extractor(t).Extract(graph.Document{}, "A professor at the Institute of Deep Mines in Scotland spoke. The Institute of Wide Nets wrote from Wales.")
	var got []string
	for _, r := range c.Entities {
		for _, m := range r.Mentions {
			if r.Kind == graph.KindState {
				got = append(got, string(r.ID)+" "+m.Text)
			}
		}
	}
	if diff := cmp.Diff([]string{"state:GBR A professor at the Institute of Deep Mines in Scotland", "state:GBR the Institute of Deep Mines in Scotland"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestMemoryIsLinear holds that twice as many sentences, all of which make claims,
// take about twice the memory: nothing that is done for each sentence copies or
// keeps what those before it left.
func TestMemoryIsLinear(t *testing.T) {
	e := extractor(t)
	once, twice := allocated(e, 300), allocated(e, 600)
	if ratio := float64(twice) / float64(once); ratio > 2.3 {
		t.Errorf("600 sentences allocate %d bytes, %.2f times what 300 do", twice, ratio)
	}
}

// allocated is how much memory reading so many sentences takes, given back or not.
func allocated(e *extract.Extractor, sentences int) uint64 {
	names := []string{"Peru", "Kenya", "Norway", "Japan", "Chile", "Ghana", "Malta", "Nepal", "Oman", "Fiji", "Mali"}
	acts := []string{"condemned", "visited", "praised", "threatened", "thanked", "sanctioned", "invaded"}
	var text strings.Builder
	for i := range sentences {
		fmt.Fprintf(&text, "%s %s %s on %d May.\n\n", names[i%len(names)], acts[i%len(acts)], names[(i+3)%len(names)], 1+i%30)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	e.Extract(graph.Document{}, text.String())
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// BenchmarkExtract shows that time is linear in the length of a text, and how
// much memory it takes: the peak of what the runtime held, under the limit that
// `entente extract` sets.
func BenchmarkExtract(b *testing.B) {
	e, page := extractor(b), strings.Join(examples(b), "\n\n")
	for _, size := range []int{10_000, 100_000, 1_000_000, 10_000_000} {
		b.Run(fmt.Sprintf("%dkB", size/1000), func(b *testing.B) {
			defer debug.SetMemoryLimit(debug.SetMemoryLimit(224 << 20))
			text := strings.Repeat(page+"\n\n", size/len(page)+1)[:size]
			sentences := 0
			for range segment.All(text) {
				sentences++
			}
			debug.FreeOSMemory()
			peak := watch(b)
			for b.Loop() {
				e.Extract(graph.Document{}, text)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*max(sentences, 1)), "ns/sentence")
			b.ReportMetric(float64(peak())/(1<<20), "MB-peak")
		})
	}
}

// watch samples the memory that the runtime holds until the returned function
// is called, which gives the most in bytes.
func watch(b *testing.B) func() uint64 {
	b.Helper()
	stop, most := make(chan struct{}), make(chan uint64)
	go func() {
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		s := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
		for peak := uint64(0); ; {
			metrics.Read(s)
			peak = max(peak, s[0].Value.Uint64()-s[1].Value.Uint64())
			select {
			case <-stop:
				most <- peak
				return
			case <-tick.C:
			}
		}
	}()
	return func() uint64 { close(stop); return <-most }
}
