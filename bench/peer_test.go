package main

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRowsOf holds how answers become rows.
func TestRowsOf(t *testing.T) {
	tests := map[string]struct{ object, rows string }{
		"nothing":    {`null`, `[]`},
		"an object":  {`{"id": "1", "n": 2}`, `[{"id": "1", "n": 2}]`},
		"ends":       {`[{"id": "1", "from": {"entity": {"id": "a", "name": "A"}}}]`, `[{"id": "1", "fromId": "a", "fromName": "A"}]`},
		"a list":     {`[{"length": 1, "entities": [{"id": "a"}, {"id": "b"}]}]`, `[{"length": 1, "entitiesIds": ["a", "b"]}]`},
		"nodes":      {`[{"node": {"id": "e", "claims": {"nodes": [{"id": "1"}, {"id": "2"}]}}}]`, `[{"id": "e", "claimId": "1"}, {"id": "e", "claimId": "2"}]`},
		"none below": {`[{"node": {"id": "e", "claims": {"nodes": []}}}]`, `[]`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var object any
			var want []map[string]any
			for text, to := range map[string]any{tt.object: &object, tt.rows: &want} {
				if err := json.Unmarshal([]byte(text), to); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(want, rowsOf(object)); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
		})
	}
}
