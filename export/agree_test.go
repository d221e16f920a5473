package export_test

import (
	"bytes"
	"maps"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"entente/export"
	"entente/graph"
	. "entente/graph/graphtest"
	"entente/graph/memory"
)

// store returns a store that holds the contributions.
func store(t testing.TB, contributions ...graph.Contribution) graph.Store {
	t.Helper()
	s := memory.Open()
	load := graph.Load{ID: "load:1", State: graph.LoadRunning, Started: "2025-07-01T00:00:00.000000Z"}
	if err := s.SaveLoad(t.Context(), load); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put(t.Context(), load.ID, load.Started, contributions); err != nil {
		t.Fatal(err)
	}
	return s
}

func write(t testing.TB, s graph.Reader, f export.Format, o export.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := export.Write(t.Context(), s, &b, f, o); err != nil {
		t.Fatalf("%s: %v", f, err)
	}
	return b.Bytes()
}

// hostile puts every hostile text where a file shows texts.
func hostile(texts ...string) []graph.Contribution {
	var out []graph.Contribution
	for i, s := range texts {
		a, b := graph.NewEntityID(graph.KindState, string(rune('A'+i%26))+strings.Repeat("x", i/26)), graph.EntityID("person:someone")
		d := NewDoc("hostile/"+string(rune('a'+i%26))+strings.Repeat("y", i/26)).Call(a, s).From("Outlet "+s).On("2025-05").
			Say(a, graph.Accuse, b, By(a)).Say(a, graph.Sanction, b, When("2025-05-17"), As(graph.Possible))
		d.With(func(d *graph.Document) { d.Title, d.URL = s, "https://example.org/"+s })
		d.Record(a, func(r *graph.EntityRecord) { r.Names = []graph.Name{{Text: s + "!"}, {Text: "<" + s}} })
		out = append(out, d.Done())
	}
	return out
}

// xmlText is a text as an XML file can hold it.
func xmlText(s string) string {
	return strings.Map(func(r rune) rune {
		if r == 0x9 || r == 0xA || r == 0xD || r >= 0x20 && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 {
			return r
		}
		return utf8.RuneError
	}, s)
}

// csvText is a text as Go's reader gives it back.
func csvText(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }

// each returns the graph with its texts changed, and without what a format has
// no place for.
func each(f export.Found, change func(string) string, without ...string) export.Found {
	out := export.NewFound()
	for id, data := range f.Nodes {
		out.Nodes[change(id)] = changed(data, change, nil)
	}
	for id, data := range f.Edges {
		out.Edges[change(id)] = changed(data, change, without)
	}
	return out
}

func changed(data map[string]string, change func(string) string, without []string) map[string]string {
	out := maps.Clone(data)
	for name, v := range out {
		out[name] = change(v)
	}
	for _, name := range without {
		delete(out, name)
	}
	return out
}

// agree fails the test where a format tells anything else than the store does.
func agree(t testing.TB, s graph.Reader, o export.Options) {
	t.Helper()
	want, sum, err := export.Collect(t.Context(), s, o)
	if err != nil {
		t.Fatal(err)
	}
	if sum.Nodes != len(want.Nodes) || sum.Edges != len(want.Edges) {
		t.Errorf("%+v, but there are %d nodes and %d edges", sum, len(want.Nodes), len(want.Edges))
	}
	for id, e := range want.Edges {
		if want.Nodes[e["source"]] == nil || want.Nodes[e["target"]] == nil {
			t.Errorf("edge %s leads out of the file: %v", id, e)
		}
	}
	same := func(what string, want, got export.Found) {
		t.Helper()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%.3000s", what, diff)
		}
	}
	same("gexf", each(want, xmlText), readGEXF(t, write(t, s, export.FormatGEXF, o)))
	same("graphml", each(want, xmlText, "class", "times"), readGraphML(t, write(t, s, export.FormatGraphML, o)))
	same("cyjs", each(want, strings.Clone, "times"), readCYJS(t, write(t, s, export.FormatCYJS, o)))
	geo, _ := readGeoJSON(t, write(t, s, export.FormatGeoJSON, o))
	same("geojson", each(want, strings.Clone, "class", "times"), geo)
	o.RawCells = true
	same("csv", each(want, csvText, "class", "times"), readCSV(t, write(t, s, export.FormatCSV, o), nil))
	o.Dialect = export.DialectGephi
	same("csv for gephi", each(want, func(s string) string { return strings.ReplaceAll(csvText(s), `\`, `\\`) }, "kind", "when", "earliest", "latest", "firstSeen", "lastSeen", "publishedOn"), readCSV(t, write(t, s, export.FormatCSV, o), map[string]string{
		"Id": "id", "Label": "label", "Source": "source", "Target": "target", "Type": "", "Weight": "weight", "Kind": "class", "Timeset": "times"}))
	o.Dialect = export.DialectKumu
	same("csv for kumu", each(want, csvText, "class", "times"), readCSV(t, write(t, s, export.FormatCSV, o), map[string]string{
		"ID": "id", "Label": "label", "From": "source", "To": "target", "Type": "", "direction": ""}))
}

// random returns the first version of n random documents.
func random(n int) []graph.Contribution {
	var out []graph.Contribution
	for i := range n {
		out = append(out, NewWorld("w", 7).Version(i, 0, 0))
	}
	return out
}

func TestFormatsAgree(t *testing.T) {
	worlds := map[string][]graph.Contribution{
		"nothing":  nil,
		"fixture":  Fixture("a"),
		"queries":  QueryWorld(),
		"hostile":  hostile(Hostile()...),
		"a random": random(40),
	}
	for name, world := range worlds {
		t.Run(name, func(t *testing.T) {
			s := store(t, world...)
			agree(t, s, export.Options{})
			agree(t, s, export.Options{Parallel: true})
		})
	}
}

func FuzzFormats(f *testing.F) {
	for _, s := range Hostile() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\x00", "")
		if s == "" || len(s) > 500 {
			return
		}
		agree(t, store(t, hostile(s)...), export.Options{})
	})
}
