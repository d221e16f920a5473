package main_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/internal/neo4jtest"
)

// examplesFolder is the folder of the example documents, by its whole path.
func examplesFolder(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../../examples/documents")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// useNeo4j points the settings at a server and returns its store address.
func useNeo4j(t *testing.T, s neo4jtest.Server) string {
	t.Helper()
	t.Setenv("ENTENTE_NEO4J_USER", s.User)
	t.Setenv("ENTENTE_NEO4J_PASSWORD", s.Password)
	return s.URI
}

// eachStore runs the test on an empty store of each engine that keeps what it
// holds from one call of the program to the next.
func eachStore(t *testing.T, test func(t *testing.T, examples string)) {
	examples := examplesFolder(t)
	t.Run("sqlite", func(t *testing.T) {
		alone(t)
		t.Setenv("ENTENTE_STORE", "sqlite:"+filepath.Join(t.TempDir(), "store.db"))
		test(t, examples)
	})
	t.Run("neo4j", func(t *testing.T) {
		server := neo4jtest.Start(t)
		server.Clear(t)
		alone(t)
		t.Setenv("ENTENTE_STORE", useNeo4j(t, server))
		test(t, examples)
	})
}

// loadRecord loads and returns the load's record.
func loadRecord(t *testing.T, args ...string) graph.Load {
	t.Helper()
	var l graph.Load
	if err := json.Unmarshal([]byte(must(t, append([]string{"load", "--json"}, args...)...)), &l); err != nil {
		t.Fatal(err)
	}
	return l
}

func export(t *testing.T) string {
	t.Helper()
	return must(t, "export", "ndjson")
}

// same fails the test where two dumps differ, and shows the first lines that do.
func same(t *testing.T, what, want, got string) {
	t.Helper()
	if want == got {
		return
	}
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	var few []string
	for i := 0; i < max(len(a), len(b)) && len(few) < 3; i++ {
		x, y := "", ""
		if i < len(a) {
			x = a[i]
		}
		if i < len(b) {
			y = b[i]
		}
		if x != y {
			few = append(few, cmp.Diff(x, y))
		}
	}
	t.Errorf("%s: %d lines, want %d; the first that differ (-want +got):\n%s", what, len(b), len(a), strings.Join(few, "\n"))
}

func TestLoadCheckExportUnload(t *testing.T) {
	dumps := make(map[string]string)
	eachStore(t, func(t *testing.T, examples string) {
		empty := export(t)
		if empty != "" {
			t.Fatalf("the store is not empty: %.300s", empty)
		}
		first := loadRecord(t, filepath.Join(examples, "astana-summit-report.md"))
		before := export(t)

		all := loadRecord(t, examples)
		if all.State != graph.LoadDone || all.Counts.Added == 0 || all.Counts.Unchanged != 1 || len(all.Refusals) > 0 {
			t.Errorf("%+v", all)
		}
		loaded := export(t)
		dumps[t.Name()] = loaded
		if out := must(t, "check"); !strings.HasSuffix(out, " 0 faults\n") || strings.Count(out, "\n") != 1 {
			t.Error(out)
		}

		again := loadRecord(t, examples)
		if n := again.Counts; n.Added+n.Changed+n.ClaimsAdded+n.RelationsAdded+n.EntitiesAdded != 0 || n.Unchanged != all.Counts.Added+1 {
			t.Errorf("loaded again: %+v", n)
		}
		same(t, "loaded again", loaded, export(t))

		must(t, "unload", string(again.ID))
		same(t, "without the second load", loaded, export(t))
		must(t, "unload", string(all.ID))
		same(t, "without the first one", before, export(t))
		must(t, "unload", string(first.ID))
		same(t, "without any", "", export(t))
		must(t, "unload", string(first.ID))
		must(t, "check")

		if r := call(t, "", "load", "--resume", string(all.ID), examples); r.code != 1 {
			t.Errorf("an unloaded load was resumed: %+v", r)
		}
	})
	if neo4j, ran := dumps["TestLoadCheckExportUnload/neo4j"]; ran {
		same(t, "sqlite and Neo4j", dumps["TestLoadCheckExportUnload/sqlite"], neo4j)
	}
}

// A changed text is a new version; taking it back brings the old one again.
func TestCorrection(t *testing.T) {
	eachStore(t, func(t *testing.T, examples string) {
		name := "railway-launch-jalal-abad.md"
		loadRecord(t, filepath.Join(examples, name))
		before := export(t)
		l := loadRecord(t, filepath.Join(filepath.Dir(examples), "corrections", name))
		if l.Counts.Changed != 1 || l.Counts.Added != 0 {
			t.Errorf("%+v", l.Counts)
		}
		if corrected := export(t); corrected == before || strings.Count(corrected, `"current":false`) != 1 {
			t.Error("the correction is no new version")
		}
		must(t, "check")
		must(t, "unload", string(l.ID))
		same(t, "without the correction", before, export(t))
	})
}

// Hostile names and texts go through the whole program.
func TestHostileTexts(t *testing.T) {
	eachStore(t, func(t *testing.T, _ string) {
		hostile := "'; DROP TABLE claim; -- \"}) DETACH DELETE n // `\\u0000 $id {{.}} %s\u202e😀"
		line, err := json.Marshal(map[string]string{"id": hostile, "title": hostile, "source": hostile, "author": hostile, "text": "China met Russia. " + hostile})
		if err != nil {
			t.Fatal(err)
		}
		loadRecord(t, write(t, "in/a.jsonl", string(line)+"\n"), write(t, "in/; rm -rf *.txt", "Japan met India.\r\n"+hostile))
		dump := export(t)
		var encoded strings.Builder
		e := json.NewEncoder(&encoded)
		e.SetEscapeHTML(false)
		if err := e.Encode("China met Russia. " + hostile); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(dump, strings.TrimSpace(encoded.String())) {
			t.Error("the text is not in the dump as it was")
		}
		if out := must(t, "check"); !strings.Contains(out, " 0 faults") {
			t.Error(out)
		}
	})
}

func TestLoadRefusals(t *testing.T) {
	alone(t)
	t.Setenv("ENTENTE_STORE", "sqlite:store.db")
	write(t, "in/a.txt", "China met Russia.")
	write(t, "in/b.txt", "")
	write(t, "in/c.jsonl", "{\"text\": \"Japan met India.\"}\nno JSON\n")
	r := call(t, "", "load", "in")
	if r.code != 3 || !strings.Contains(r.out, "2 documents added") || strings.Count(r.err, "\n") != 2 || !strings.Contains(r.err, "c.jsonl line 2") {
		t.Errorf("%+v", r)
	}
	r = call(t, "", "load", "--json", "in")
	var l graph.Load
	if err := json.Unmarshal([]byte(r.out), &l); err != nil || r.code != 3 || len(l.Refusals) != 2 || l.Counts.Unchanged != 2 {
		t.Errorf("%v: %+v", err, r)
	}
}

func TestDryRunTouchesNoStore(t *testing.T) {
	alone(t)
	write(t, "a.txt", "China met Russia.")
	if out := must(t, "load", "--dry-run", "--store", "bolt://127.0.0.1:1", "a.txt"); !strings.Contains(out, "1 documents added") {
		t.Error(out)
	}
	must(t, "load", "--dry-run", "a.txt")
	if _, err := os.Stat("entente.db"); err == nil {
		t.Error("a dry run made a store")
	}
	if r := call(t, "China met Russia.", "load", "--store", "memory:", "-"); r.code != 0 || !strings.Contains(r.out, "1 documents added") {
		t.Errorf("standard input: %+v", r)
	}
}
