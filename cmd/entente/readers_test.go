package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/export"
	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/memory"
)

// elements are nodes or edges by id, each with its attributes as texts.
type elements map[string]map[string]string

// found is what a program of others found in a file.
type found struct {
	File         string
	Directed     bool
	Nodes, Edges map[string]map[string]any
	Warnings     []string
	// Shown counts nodes and edges by their geometries.
	Shown map[string]int
}

// foreign is a program that reads files, and how it shows what it found.
type foreign struct {
	name, file string
	// node and edge change what was found into what a .cyjs file has. node is
	// given the element's attributes, edge also the times of the edge.
	node, edge func(map[string]string)
	// times says that the program knows the times of edges.
	times bool
	// merges says that the program joins the edges of a pair, so that only nodes
	// are compared; table that the file has edges alone, without most dates.
	merges, table bool
	// placed says that the program draws a map.
	placed bool
}

// drop returns a change that leaves attributes out.
func drop(names ...string) func(map[string]string) {
	return func(data map[string]string) {
		for _, n := range names {
			delete(data, n)
		}
	}
}

// TestForeignReaders opens every format by programs that others wrote: each
// finds every node and edge, every attribute and every time, and complains about
// nothing. ENTENTE_READERS names the folder that scripts/readers.sh made; CI sets it.
func TestForeignReaders(t *testing.T) {
	tools := os.Getenv("ENTENTE_READERS")
	if tools == "" {
		t.Skip("ENTENTE_READERS is not set: make readers sets it")
	}
	store := foreignWorld(t)
	dir := t.TempDir()
	for _, f := range []export.Format{export.FormatGEXF, export.FormatGraphML, export.FormatCYJS, export.FormatTurtle, export.FormatJSONLD} {
		exportTo(t, store, filepath.Join(dir, "merged"+f.Extension()), f, export.Options{})
		exportTo(t, store, filepath.Join(dir, "parallel"+f.Extension()), f, export.Options{Parallel: true})
	}
	exportTo(t, store, filepath.Join(dir, "merged.geojson"), export.FormatGeoJSON, export.Options{Point: pointOf})
	exportTo(t, store, filepath.Join(dir, "merged.csv"), export.FormatCSV,
		export.Options{Dialect: export.DialectGephi, Part: export.PartEdges, RawCells: true})
	scripts, err := filepath.Abs("../../export/testdata/readers")
	if err != nil {
		t.Fatal(err)
	}
	python := filepath.Join(tools, "venv/bin/python")
	viz := drop("viz", "times")
	programs := []struct {
		command []string
		files   []foreign
	}{
		{[]string{python, filepath.Join(scripts, "networkx_reader.py")}, []foreign{
			{name: "networkx", file: "merged.gexf", node: viz, times: true}, {name: "networkx", file: "parallel.gexf", node: viz, times: true},
			{name: "networkx", file: "merged.graphml"}, {name: "networkx", file: "parallel.graphml"},
			{name: "networkx", file: "merged.cyjs"}, {name: "networkx", file: "parallel.cyjs"},
		}},
		{[]string{python, filepath.Join(scripts, "igraph_reader.py")}, []foreign{{name: "igraph", file: "merged.graphml"}, {name: "igraph", file: "parallel.graphml"}}},
		{[]string{python, filepath.Join(scripts, "rdf_reader.py")}, []foreign{
			{name: "rdflib", file: "merged.ttl", times: true}, {name: "rdflib", file: "parallel.ttl", times: true},
			{name: "rdflib", file: "merged.jsonld", times: true}, {name: "rdflib", file: "parallel.jsonld", times: true},
		}},
		{[]string{python, filepath.Join(scripts, "gdal_reader.py")}, []foreign{{name: "GDAL", file: "merged.geojson", placed: true}}},
		{[]string{"node", filepath.Join(tools, "reader.mjs")}, []foreign{
			{name: "Cytoscape.js", file: "merged.cyjs"}, {name: "Cytoscape.js", file: "parallel.cyjs"},
			{name: "graphology", file: "merged.gexf", node: hexColor, edge: hexColor}, {name: "graphology", file: "parallel.gexf", node: hexColor, edge: hexColor},
			{name: "graphology", file: "merged.graphml", edge: drop("relationId")}, {name: "graphology", file: "parallel.graphml", edge: drop("relationId")},
		}},
		{[]string{"java", "-Xmx1g", "-XX:TieredStopAtLevel=1", "-cp", filepath.Join(tools, "gephi.jar"), filepath.Join(scripts, "GephiReader.java")}, []foreign{
			{name: "Gephi", file: "merged.gexf", node: drop("viz"), edge: drop("type"), times: true},
			{name: "Gephi", file: "merged.graphml", node: drop("viz"), merges: true},
			{name: "Gephi", file: "merged.csv", edge: kindOfType, times: true, table: true},
		}},
	}
	copyFile(t, filepath.Join(scripts, "reader.mjs"), filepath.Join(tools, "reader.mjs"))
	for _, p := range programs {
		t.Run(p.files[0].name, func(t *testing.T) {
			args := p.command[1:]
			for _, f := range p.files {
				args = append(args, filepath.Join(dir, f.file))
			}
			var stderr bytes.Buffer
			cmd := exec.CommandContext(t.Context(), p.command[0], args...)
			cmd.Stderr = &stderr
			out, err := cmd.Output()
			if err != nil {
				t.Fatalf("%v\n%s", err, stderr.String())
			}
			lines := bytes.Split(bytes.TrimSpace(out), []byte("\n"))
			if len(lines) != len(p.files) {
				t.Fatalf("%d answers to %d files", len(lines), len(p.files))
			}
			for i, f := range p.files {
				t.Run(f.name+" "+f.file, func(t *testing.T) { f.check(t, dir, lines[i]) })
			}
		})
	}
}

// check compares what the program found with the .cyjs file, which encoding/json reads.
func (f foreign) check(t *testing.T, dir string, line []byte) {
	var got found
	if err := json.Unmarshal(line, &got); err != nil {
		t.Fatalf("%v: %.300s", err, line)
	}
	for _, w := range got.Warnings {
		if !strings.HasPrefix(w, "INFO: ") {
			t.Errorf("complains: %s", w)
		}
	}
	if f.placed && (got.Shown["node Point"] < 100 || got.Shown["edge LineString"] < 100 || got.Shown["edge MultiLineString"] < 1 || got.Shown["node none"] < 1) {
		t.Errorf("draws %v", got.Shown)
	}
	if !got.Directed {
		t.Error("the graph is not directed")
	}
	base, ext := strings.TrimSuffix(f.file, filepath.Ext(f.file)), filepath.Ext(f.file)
	nodes, edges := readCYJS(t, filepath.Join(dir, base+".cyjs"))
	if f.times {
		for id, times := range readTimes(t, filepath.Join(dir, base+".gexf")) {
			edges[id]["times"] = times
		}
	}
	if ext == ".gexf" || ext == ".graphml" {
		nodes, edges = asXML(nodes), asXML(edges)
	}
	if f.table {
		got.Nodes, nodes = nil, elements{}
		for _, e := range edges {
			drop("when", "earliest", "latest", "firstSeen", "lastSeen", "publishedOn")(e)
			for name, v := range e {
				e[name] = strings.TrimFunc(v, func(r rune) bool { return r <= ' ' }) // as Gephi does with cells
			}
			if e["modality"] != string(graph.Actual) {
				e["kind"] += " " + e["modality"]
			}
		}
	}
	if f.merges {
		// Gephi takes these two for its own.
		for _, n := range nodes {
			drop("color", "size")(n)
		}
	}
	if diff := cmp.Diff(nodes, tidied(got.Nodes, f.node)); diff != "" {
		t.Errorf("nodes (-want +got):\n%.3000s", diff)
	}
	if f.merges {
		return
	}
	if diff := cmp.Diff(edges, tidied(got.Edges, f.edge)); diff != "" {
		t.Errorf("edges (-want +got):\n%.3000s", diff)
	}
}

// foreignWorld holds the examples, and every text that a program might stumble over.
func foreignWorld(t *testing.T) graph.Store {
	t.Helper()
	store := memory.Open()
	loadExamples(t, store)
	load := graph.Load{ID: "load:hostile", State: graph.LoadRunning, Started: "2026-01-01T00:00:00.000000Z"}
	var world []graph.Contribution
	for i, s := range graphtest.Hostile() {
		if len(s) > 1000 {
			s = s[:1000]
		}
		a, b := graph.NewEntityID(graph.KindOrganization, fmt.Sprint("hostile ", i)), graph.EntityID("person:someone")
		world = append(world, graphtest.NewDoc(fmt.Sprint("hostile/", i)).Call(a, "x"+s+"x").From("Outlet "+s).On("2025-05").
			With(func(d *graph.Document) { d.Title, d.URL = "x"+s+"x", "https://example.org/"+s+"#x" }).
			Say(a, graph.Accuse, b, graphtest.When("2025-05-17")).Say(a, graph.Accuse, b, graphtest.When("2025-07")).
			Say(b, graph.Sanction, a, graphtest.As(graph.Possible)).Done())
	}
	if err := store.SaveLoad(t.Context(), load); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Put(t.Context(), load.ID, load.Started, world); err != nil {
		t.Fatal(err)
	}
	return store
}

func exportTo(t testing.TB, store graph.Reader, path string, f export.Format, o export.Options) {
	t.Helper()
	var b bytes.Buffer
	if _, err := export.Write(t.Context(), store, &b, f, o); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	text, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, text, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func readCYJS(t *testing.T, path string) (nodes, edges elements) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Elements struct {
			Nodes, Edges []struct{ Data map[string]any }
		}
	}
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	nodes, edges = make(elements), make(elements)
	for _, n := range file.Elements.Nodes {
		nodes[fmt.Sprint(n.Data["id"])] = plain(n.Data)
	}
	for _, e := range file.Elements.Edges {
		edges[fmt.Sprint(e.Data["id"])] = plain(e.Data)
	}
	return nodes, edges
}

// plain returns data as texts, without what formats name differently.
func plain(data map[string]any) map[string]string {
	out := make(map[string]string)
	for name, v := range data {
		switch v := v.(type) {
		case float64:
			out[name] = strconv.FormatFloat(v, 'f', -1, 64)
		default:
			out[name] = fmt.Sprint(v)
		}
	}
	drop("id", "value", "key", "name", "interaction")(out)
	return out
}

// tidied returns what a program found as a .cyjs file has it.
func tidied(in map[string]map[string]any, change func(map[string]string)) elements {
	out := make(elements)
	for id, data := range in {
		times := timesOf(data)
		flat := plain(data)
		drop("start", "end", "spells")(flat)
		if times != "" {
			flat["times"] = times
		}
		if change != nil {
			change(flat)
		}
		out[id] = flat
	}
	return out
}

// timesOf returns the times that networkx or Gephi found.
func timesOf(data map[string]any) string {
	if s, ok := data["times"].(string); ok {
		return strings.Trim(s, "<>")
	}
	spells, ok := data["spells"].([]any)
	if !ok && data["start"] != nil {
		spells = []any{[]any{data["start"], data["end"]}}
	}
	var parts []string
	for _, s := range spells {
		days, _ := s.([]any)
		if len(days) == 2 {
			parts = append(parts, fmt.Sprintf("[%v, %v]", days[0], days[1]))
		}
	}
	return strings.Join(parts, "; ")
}

// readTimes returns the times of the edges of a GEXF file.
func readTimes(t *testing.T, path string) map[string]string {
	t.Helper()
	type spell struct {
		Start string `xml:"start,attr"`
		End   string `xml:"end,attr"`
	}
	var file struct {
		Edges []struct {
			ID string `xml:"id,attr"`
			spell
			Spells []spell `xml:"spells>spell"`
		} `xml:"graph>edges>edge"`
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := xml.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	out := make(map[string]string)
	for _, e := range file.Edges {
		if e.Start != "" {
			e.Spells = append(e.Spells, e.spell)
		}
		var parts []string
		for _, s := range e.Spells {
			parts = append(parts, fmt.Sprintf("[%s, %s]", s.Start, s.End))
		}
		if len(parts) > 0 {
			out[e.ID] = strings.Join(parts, "; ")
		}
	}
	return out
}

// asXML puts U+FFFD for what XML cannot hold.
func asXML(in elements) elements {
	for _, data := range in {
		for name, v := range data {
			data[name] = strings.Map(func(r rune) rune {
				if r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
					return '\uFFFD'
				}
				return r
			}, v)
		}
	}
	return in
}

// kindOfType puts the type of an edge where its kind is, and undoes what Gephi
// makes of the names of columns.
func kindOfType(data map[string]string) {
	for _, name := range []string{"claimId", "documentId", "assertedBy"} {
		if v, ok := data[strings.ToLower(name)]; ok {
			data[name] = v
			delete(data, strings.ToLower(name))
		}
	}
	data["kind"] = data["type"]
	delete(data, "type")
}

// hexColor undoes what graphology makes of the colours of GEXF.
func hexColor(data map[string]string) {
	var r, g, b uint8
	if _, err := fmt.Sscanf(data["color"], "rgb(%d,%d,%d)", &r, &g, &b); err == nil {
		data["color"] = fmt.Sprintf("#%02x%02x%02x", r, g, b)
	}
}
