package main

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/export"
	"entente/graph"
)

// sameFiles writes every format from every engine: the files are the same bytes.
func sameFiles(t *testing.T, stores map[string]graph.Store) {
	t.Helper()
	signed, states := graph.Is("kind", "SIGNED"), graph.Is("kind", "State")
	for _, f := range export.Formats() {
		options := []export.Options{{}}
		if f == export.FormatGEXF {
			options = append(options, export.Options{Parallel: true}, export.Options{Where: signed}, export.Options{Where: signed, Entities: states},
				export.Options{Entities: states, AsOf: graph.AsOf{Valid: "2025-06-17"}}, export.Options{AsOf: graph.AsOf{Known: "2020-01-01T00:00:00.000000Z"}},
				export.Options{Seeds: []graph.EntityID{"state:KAZ"}, Depth: 1}, export.Options{Seeds: []graph.EntityID{"state:KAZ"}, Depth: 2, Where: signed})
		}
		for i, o := range options {
			t.Run(fmt.Sprintf("%s %d", f, i), func(t *testing.T) {
				files := make(map[string]string)
				for name, s := range stores {
					var b bytes.Buffer
					if _, err := export.Write(t.Context(), s, &b, f, o); err != nil {
						t.Fatalf("%s: %v", name, err)
					}
					files[name] = b.String()
				}
				for name, file := range files {
					if file != files["memory"] {
						t.Errorf("memory and %s give different files (-memory +%s):\n%.2000s", name, name, cmp.Diff(files["memory"], file))
					}
				}
			})
		}
	}
}
