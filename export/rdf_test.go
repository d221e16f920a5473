package export_test

import (
	"encoding/json"
	"strings"
	"testing"

	"entente/export"
	"entente/graph"
	. "entente/graph/graphtest"
	"entente/internal/golden"
)

// TestRDF writes names in their languages, ids that no IRI can hold, dates whole
// and in part, and texts with quotes and line ends.
func TestRDF(t *testing.T) {
	odd := graph.EntityID("organization:a<b> \"c\" 50%")
	d := NewDoc("one").Call("state:CHN", "China").Call(odd, "The \"quoted\"\\ one").From("Outlet").On("2025-05")
	d.With(func(d *graph.Document) { d.Title, d.URL = "Line one\nline two", "https://example.org/a?b=c#d" })
	d.Record("state:CHN", func(r *graph.EntityRecord) {
		r.Names = []graph.Name{{Text: "China", Language: "en", Type: "name"}, {Text: "中国", Language: "zh-Hans", Type: "name"},
			{Text: "Kina", Language: "not a tag", Type: "name"}}
		r.Codes = []graph.Code{{Scheme: "iso3", Value: "CHN"}}
	})
	d.Say("state:CHN", graph.Aid, odd, When("2025-05-17")).Say("state:CHN", graph.Aid, odd, When("2025-06")).Say("state:CHN", graph.Support, odd, When("~2024"))
	s := store(t, d.Done())
	golden.Compare(t, "testdata/odd.ttl", write(t, s, export.FormatTurtle, export.Options{}))
	text := write(t, s, export.FormatJSONLD, export.Options{})
	golden.Compare(t, "testdata/odd.jsonld", text)
	var file struct {
		Graph []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Graph) != 5 { // two entities, two edges, and what the graph is
		t.Errorf("%d things", len(file.Graph))
	}
}

// TestRDFHoldsEveryText keeps hostile texts apart from the syntax: as many
// things and statements as without them.
func TestRDFHoldsEveryText(t *testing.T) {
	for _, s := range Hostile() {
		if strings.Contains(s, "\x00") || len(s) > 1000 {
			continue
		}
		world := store(t, hostile(s)...)
		plain := store(t, hostile("plain")...)
		for _, f := range []export.Format{export.FormatTurtle, export.FormatJSONLD} {
			got, want := write(t, world, f, export.Options{}), write(t, plain, f, export.Options{})
			if f == export.FormatJSONLD && !json.Valid(got) {
				t.Errorf("%q: no JSON", s)
			}
			if g, w := strings.Count(string(got), "\n"), strings.Count(string(want), "\n"); g > w {
				t.Errorf("%q: %d lines of %s, want %d", s, g, f, w)
			}
		}
	}
}
