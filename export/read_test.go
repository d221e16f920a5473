package export_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"strings"
	"testing"

	"entente/export"
)

// The readers of this file know the formats, and nothing of how they are written.

type xmlGEXF struct {
	Version string `xml:"version,attr"`
	Graph   struct {
		Mode       string `xml:"mode,attr"`
		Default    string `xml:"defaultedgetype,attr"`
		Attributes []struct {
			Class string `xml:"class,attr"`
			List  []struct {
				ID    string `xml:"id,attr"`
				Title string `xml:"title,attr"`
			} `xml:"attribute"`
		} `xml:"attributes"`
		Nodes []xmlElement `xml:"nodes>node"`
		Edges []xmlElement `xml:"edges>edge"`
	} `xml:"graph"`
}

type xmlElement struct {
	ID     string `xml:"id,attr"`
	Source string `xml:"source,attr"`
	Target string `xml:"target,attr"`
	Label  string `xml:"label,attr"`
	Kind   string `xml:"kind,attr"`
	Weight string `xml:"weight,attr"`
	xmlSpell
	Spells []xmlSpell `xml:"spells>spell"`
	Values []struct {
		For   string `xml:"for,attr"`
		Value string `xml:"value,attr"`
	} `xml:"attvalues>attvalue"`
	Data []struct {
		Key   string `xml:"key,attr"`
		Value string `xml:",chardata"`
	} `xml:"data"`
}

type xmlSpell struct {
	Start string `xml:"start,attr"`
	End   string `xml:"end,attr"`
}

func (e *xmlElement) times() string {
	spells := e.Spells
	if e.Start != "" || e.End != "" {
		spells = append(spells, e.xmlSpell)
	}
	parts := make([]string, len(spells))
	for i, s := range spells {
		parts[i] = fmt.Sprintf("[%s, %s]", s.Start, s.End)
	}
	if len(parts) == 0 {
		return ""
	}
	return "<" + strings.Join(parts, "; ") + ">"
}

func readGEXF(t testing.TB, file []byte) export.Found {
	t.Helper()
	var doc xmlGEXF
	strictXML(t, file, &doc)
	if doc.Version != "1.3" || doc.Graph.Mode != "dynamic" || doc.Graph.Default != "directed" {
		t.Errorf("head of the file: %q, %q, %q", doc.Version, doc.Graph.Mode, doc.Graph.Default)
	}
	titles := make(map[string]string)
	for _, block := range doc.Graph.Attributes {
		for _, a := range block.List {
			titles[block.Class+a.ID] = a.Title
		}
	}
	if len(doc.Graph.Attributes) != 2 {
		t.Errorf("%d blocks of attributes, want one a class", len(doc.Graph.Attributes))
	}
	f := export.NewFound()
	read := func(class string, e xmlElement, into map[string]map[string]string, more map[string]string) {
		for _, v := range e.Values {
			title, ok := titles[class+v.For]
			if !ok {
				t.Errorf("%s has the undeclared attribute %q", e.ID, v.For)
			}
			more[title] = v.Value
		}
		add(t, into, e.ID, more)
	}
	for _, n := range doc.Graph.Nodes {
		read("node", n, f.Nodes, map[string]string{"label": n.Label})
	}
	for _, e := range doc.Graph.Edges {
		read("edge", e, f.Edges, map[string]string{"source": e.Source, "target": e.Target, "label": e.Label, "weight": e.Weight, "class": e.Kind, "times": e.times()})
	}
	return f
}

func readGraphML(t testing.TB, file []byte) export.Found {
	t.Helper()
	var doc struct {
		Keys []struct {
			ID   string `xml:"id,attr"`
			For  string `xml:"for,attr"`
			Name string `xml:"attr.name,attr"`
		} `xml:"key"`
		Graph struct {
			Nodes []xmlElement `xml:"node"`
			Edges []xmlElement `xml:"edge"`
		} `xml:"graph"`
	}
	strictXML(t, file, &doc)
	names := make(map[string]string)
	for _, k := range doc.Keys {
		if names[k.ID] != "" {
			t.Errorf("two keys %q", k.ID)
		}
		names[k.ID] = k.Name
	}
	f := export.NewFound()
	read := func(e xmlElement, into map[string]map[string]string, more map[string]string) {
		for _, d := range e.Data {
			more[names[d.Key]] = d.Value
		}
		if into != nil && e.Source != "" {
			if more["relationId"] != e.ID {
				t.Errorf("edge %s has the relationId %q", e.ID, more["relationId"])
			}
			delete(more, "relationId")
		}
		add(t, into, e.ID, more)
	}
	for _, n := range doc.Graph.Nodes {
		read(n, f.Nodes, map[string]string{})
	}
	for _, e := range doc.Graph.Edges {
		read(e, f.Edges, map[string]string{"source": e.Source, "target": e.Target})
	}
	return f
}

func strictXML(t testing.TB, file []byte, into any) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(file))
	if err := d.Decode(into); err != nil {
		t.Fatalf("not XML: %v", err)
	}
	if _, err := d.Token(); err != io.EOF && err != nil {
		t.Fatalf("after the end: %v", err)
	}
}

func readCYJS(t testing.TB, file []byte) export.Found {
	t.Helper()
	var doc struct {
		Elements struct {
			Nodes, Edges []struct {
				Data map[string]any `json:"data"`
			}
		} `json:"elements"`
	}
	if err := json.Unmarshal(file, &doc); err != nil {
		t.Fatalf("not JSON: %v", err)
	}
	f := export.NewFound()
	for _, n := range doc.Elements.Nodes {
		add(t, f.Nodes, fmt.Sprint(n.Data["id"]), flat(t, n.Data, "id", "value", "name"))
	}
	for _, e := range doc.Elements.Edges {
		data := flat(t, e.Data, "id", "key", "name")
		data["class"] = data["interaction"]
		delete(data, "interaction")
		add(t, f.Edges, fmt.Sprint(e.Data["id"]), data)
	}
	return f
}

// geometry is one of GeoJSON, as far as it is of this kind.
type geometry struct {
	Type        string          `json:"type"`
	Coordinates json.RawMessage `json:"coordinates"`
}

// readGeoJSON reads a collection of features, and returns their geometries, too.
func readGeoJSON(t testing.TB, file []byte) (export.Found, map[string]*geometry) {
	t.Helper()
	var doc struct {
		Type     string
		Features []struct {
			Type       string
			ID         string
			Geometry   *geometry
			Properties map[string]any
		}
	}
	if err := json.Unmarshal(file, &doc); err != nil {
		t.Fatalf("not JSON: %v", err)
	}
	f, places := export.NewFound(), make(map[string]*geometry)
	for _, x := range doc.Features {
		maps.DeleteFunc(x.Properties, func(_ string, v any) bool { return v == nil })
		into := f.Nodes
		if x.Properties["element"] == "edge" {
			into = f.Edges
		}
		if doc.Type != "FeatureCollection" || x.Type != "Feature" || x.Properties["id"] != x.ID {
			t.Errorf("%s, %s of %s", doc.Type, x.Type, x.ID)
		}
		add(t, into, x.ID, flat(t, x.Properties, "id", "element"))
		places[x.ID] = x.Geometry
	}
	return f, places
}

// flat returns the data as texts, without the named members.
func flat(t testing.TB, data map[string]any, without ...string) map[string]string {
	out := make(map[string]string)
	for name, v := range data {
		switch v.(type) {
		case string, float64, bool:
			out[name] = fmt.Sprint(v)
		default:
			t.Errorf("%s is a %T: data must be flat", name, v)
		}
	}
	for _, name := range without {
		delete(out, name)
	}
	return out
}

// readCSV reads an archive. columns give the names of columns that the dialect
// names in its own way, "" for those that are left out.
func readCSV(t testing.TB, file []byte, columns map[string]string) export.Found {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatalf("no archive: %v", err)
	}
	f := export.NewFound()
	for _, part := range []struct {
		name string
		into map[string]map[string]string
	}{{"nodes.csv", f.Nodes}, {"edges.csv", f.Edges}} {
		r, err := archive.Open(part.name)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range readRows(t, r) {
			more := make(map[string]string)
			for column, v := range row {
				name := column
				if known, ok := columns[column]; ok {
					name = known
				}
				if name != "" {
					more[name] = v
				}
			}
			id := more["id"]
			delete(more, "id")
			add(t, part.into, id, more)
		}
	}
	return f
}

// readRows reads a table with a header; every row has its cells by column.
func readRows(t testing.TB, r io.Reader) []map[string]string {
	t.Helper()
	rows, err := csv.NewReader(r).ReadAll()
	if err != nil {
		t.Fatalf("not CSV: %v", err)
	}
	var out []map[string]string
	for _, cells := range rows[1:] {
		row := make(map[string]string)
		for i, c := range cells {
			if _, twice := row[rows[0][i]]; twice {
				t.Fatalf("two columns %q", rows[0][i])
			}
			row[rows[0][i]] = c
		}
		out = append(out, row)
	}
	return out
}

func add(t testing.TB, into map[string]map[string]string, id string, data map[string]string) {
	t.Helper()
	for name, v := range data {
		if v == "" {
			delete(data, name)
		}
	}
	if into[id] != nil {
		t.Errorf("%q is there twice", id)
	}
	into[id] = data
}
