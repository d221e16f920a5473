package main

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/export"
	"entente/graph"
)

// sameFiles writes the graph from every engine: the files are the same bytes.
func sameFiles(t *testing.T, stores map[string]graph.Store) {
	t.Helper()
	signed, parties := graph.Is("kind", "SIGNED"), graph.OneOf("kind", graph.KindState, graph.KindAgreement)
	// The other formats are made by the same walk as GEXF.
	for _, f := range []export.Format{export.FormatGEXF, export.FormatNDJSON} {
		options := []export.Options{{}}
		if f == export.FormatGEXF {
			options = append(options, export.Options{Parallel: true, Where: signed, Entities: parties, AsOf: graph.AsOf{Valid: "2025-06-17"}},
				export.Options{Seeds: []graph.EntityID{"state:KAZ"}, Depth: 1, Where: signed})
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
