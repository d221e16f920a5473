package main_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// loaded points the settings at a store that holds a few example documents.
func loaded(t *testing.T) {
	t.Helper()
	examples := examplesFolder(t)
	alone(t)
	t.Setenv("ENTENTE_STORE", "sqlite:"+filepath.Join(t.TempDir(), "store.db"))
	must(t, "load", filepath.Join(examples, "astana-summit-report.md"))
}

func TestExportVerb(t *testing.T) {
	loaded(t)
	type elements struct {
		Elements struct {
			Nodes, Edges []struct{ Data map[string]any }
		}
	}
	count := func(args ...string) (nodes, edges int) {
		t.Helper()
		var e elements
		if err := json.Unmarshal([]byte(must(t, append([]string{"export", "cyjs"}, args...)...)), &e); err != nil {
			t.Fatal(err)
		}
		return len(e.Elements.Nodes), len(e.Elements.Edges)
	}
	allNodes, allEdges := count()
	if _, parallel := count("--parallel"); parallel < allEdges || allEdges == 0 {
		t.Errorf("%d edges, %d in parallel", allEdges, parallel)
	}
	where := write(t, "signed.json", `{"kind": {"eq": "SIGNED"}}`)
	nodes, edges := count("--where", "@"+where, "--entities", `{"kind": {"in": ["State", "Agreement"]}}`)
	if nodes == 0 || nodes >= allNodes || edges == 0 || edges >= allEdges {
		t.Errorf("%d of %d nodes, %d of %d edges", nodes, allNodes, edges, allEdges)
	}
	if nodes, _ := count("--seeds", "CHN,kaz"); nodes != 2 {
		t.Errorf("%d nodes, want two seeds", nodes)
	}
	if _, edges := count("--as-of-known", "2020-01-01"); edges != 0 {
		t.Errorf("%d edges known before anything was loaded", edges)
	}

	if out := must(t, "export", "gexf", "--out", "graph.gexf", "--as-of-valid", "2025-06-17"); out != "" {
		t.Errorf("printed %q", out)
	}
	file, err := os.ReadFile("graph.gexf")
	if err != nil || !strings.HasSuffix(string(file), "</gexf>\n") || !strings.Contains(string(file), "valid on 2025-06-17") {
		t.Errorf("%v: %.300s", err, file)
	}
	if left, err := filepath.Glob(".entente-*"); err != nil || len(left) > 0 {
		t.Errorf("left over: %v, %v", left, err)
	}
	if table := must(t, "export", "csv", "--part", "edges", "--dialect", "kumu"); !strings.HasPrefix(table, "From,To,ID,") {
		t.Errorf("%.100s", table)
	}
}

func TestExportVerbRefuses(t *testing.T) {
	loaded(t)
	for name, tt := range map[string]struct {
		args  []string
		code  int
		words string
	}{
		"no format":                {nil, 2, "name one format"},
		"no such format":           {[]string{"xlsx"}, 2, `no format "xlsx"`},
		"no JSON":                  {[]string{"gexf", "--where", "kind"}, 2, "where is no JSON object"},
		"no such field":            {[]string{"gexf", "--where", `{"knd": {}}`}, 2, "where.knd"},
		"no such file":             {[]string{"gexf", "--where", "@none.json"}, 2, "none.json"},
		"no day":                   {[]string{"gexf", "--as-of-valid", "2025"}, 2, "a day"},
		"no such entity":           {[]string{"gexf", "--seeds", "state:NONE"}, 1, "no entity state:NONE"},
		"filters of a dump":        {[]string{"ndjson", "--seeds", "KAZ"}, 2, "whole store"},
		"a folder that is not":     {[]string{"gexf", "--out", "none/graph.gexf"}, 1, "--out"},
		"a dialect without tables": {[]string{"gexf", "--dialect", "kumu"}, 2, "csv alone"},
	} {
		t.Run(name, func(t *testing.T) {
			r := call(t, "", append([]string{"export"}, tt.args...)...)
			if r.code != tt.code || !strings.Contains(r.err, tt.words) || r.out != "" {
				t.Errorf("exit code %d, want %d; %q, want %q; printed %q", r.code, tt.code, r.err, tt.words, r.out)
			}
			oneLine(t, r.err)
		})
	}
}
