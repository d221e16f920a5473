package export_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/export"
	"entente/graph"
	. "entente/graph/graphtest"
)

// TestFormulas shows that no cell of a text begins as a formula does.
func TestFormulas(t *testing.T) {
	texts := []string{`=HYPERLINK("http://evil.example")`, "+1", "-2", "@SUM(A1)", "\t=1", "＝1+1", "plain", "'quoted"}
	s := store(t, hostile(texts...)...)
	for _, d := range export.Dialects() {
		for _, part := range []export.Part{export.PartNodes, export.PartEdges} {
			file := write(t, s, export.FormatCSV, export.Options{Dialect: d, Part: part})
			for _, row := range readRows(t, bytes.NewReader(file)) {
				for column, v := range row {
					if strings.HasPrefix(column, "goldstein") {
						continue // numbers
					}
					if v != "" && strings.ContainsAny(v[:1], "=+@\t") || strings.HasPrefix(v, "-2") || strings.HasPrefix(v, "＝") {
						t.Errorf("%s, %s: %s begins as a formula: %q", d, part, column, v)
					}
				}
			}
		}
	}
	raw := write(t, s, export.FormatCSV, export.Options{Part: export.PartNodes, RawCells: true})
	if !bytes.Contains(raw, []byte(",@SUM(A1),")) {
		t.Error("raw cells are changed")
	}
}

func TestHeaders(t *testing.T) {
	s := store(t, NewDoc("a").On("2025").Say(chn, graph.Consult, kaz, When("2025-06-17"), As(graph.Intended)).
		With(func(d *graph.Document) { d.Title = "One\r\nTwo" }).Done())
	tests := []struct {
		dialect export.Dialect
		nodes   string
		edges   string
	}{
		{"", "id,label,kind,", "id,source,target,label,weight,kind,quad,modality,when,"},
		{export.DialectGephi, "Id,Label,kind,", "Source,Target,Type,Id,Label,Weight,Kind,Timeset,quad,modality,relations,"},
		{export.DialectKumu, "Label,ID,Type,kind,", "From,To,ID,Type,Label,weight,direction,kind,"},
		{export.DialectNeo4j, "id:ID,name,:LABEL,kind,", ":START_ID,:END_ID,:TYPE,relationId,label,weight:int,kind,"},
	}
	for _, tt := range tests {
		for part, want := range map[export.Part]string{export.PartNodes: tt.nodes, export.PartEdges: tt.edges} {
			file := string(write(t, s, export.FormatCSV, export.Options{Dialect: tt.dialect, Part: part}))
			if !strings.HasPrefix(file, want) || !strings.HasSuffix(file, "\r\n") {
				t.Errorf("%s %s begins with %.80q", tt.dialect, part, file)
			}
		}
	}
	neo := readRows(t, bytes.NewReader(write(t, s, export.FormatCSV, export.Options{Dialect: export.DialectNeo4j, Part: export.PartEdges})))
	got := map[string]string{}
	for _, c := range []string{":START_ID", ":END_ID", ":TYPE", "weight:int", "disputed:boolean", "confidence:double", "title"} {
		got[c] = neo[0][c]
	}
	want := map[string]string{":START_ID": "state:CHN", ":END_ID": "state:KAZ", ":TYPE": "CONSULT", "weight:int": "1", "disputed:boolean": "false",
		"confidence:double": "0.5", "title": "One Two"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestSameBytes writes the same graph twice.
func TestSameBytes(t *testing.T) {
	world := QueryWorld()
	for _, f := range export.Formats() {
		if !bytes.Equal(write(t, store(t, world...), f, export.Options{}), write(t, store(t, world...), f, export.Options{})) {
			t.Errorf("%s differs", f)
		}
	}
}
