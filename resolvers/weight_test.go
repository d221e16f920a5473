package resolvers

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestWeight weighs conditions: a comparison one, a pattern two, an edge ten,
// and one for each 500 values of a list.
func TestWeight(t *testing.T) {
	many := `"` + strings.Repeat(`x","`, 1200) + `x"`
	for _, c := range []struct {
		where string
		want  int
	}{
		{`{}`, 0},
		{`{"id": {"eq": "a"}}`, 1},
		{`{"id": {"eq": "a", "startsWith": "a"}, "kind": {"in": ["State"]}}`, 4},
		{`{"name": {"contains": "a"}, "text": {"matches": "a"}}`, 4},
		{`{"id": {"in": [` + many + `]}}`, 3},
		{`{"NOT": {"id": {"eq": "a"}}}`, 1},
		{`{"AND": [{"id": {"eq": "a"}}, {"OR": [{"id": {"eq": "b"}}, {"name": {"contains": "c"}}]}]}`, 4},
		{`{"OR": {"id": {"eq": "a"}}}`, 1},
		{`{"from": {"kind": {"eq": "State"}}}`, 11},
		{`{"claims": {"some": {"source": {"name": {"contains": "a"}}}}}`, 22},
		{`{"relations": {"some": {}, "none": {"weight": {"gt": 1}}, "all": {}, "single": {}}}`, 41},
		{`{"between": {"a": "state:A", "b": "state:B"}}`, 10},
		{`{"parties": {"single": {"id": {"eq": "a"}}}}`, 11},
		{`{"id": null}`, 0},
	} {
		var where map[string]any
		if err := json.Unmarshal([]byte(c.where), &where); err != nil {
			t.Fatal(err)
		}
		if got := condition(where); got != c.want {
			t.Errorf("%.80s weighs %d, want %d", c.where, got, c.want)
		}
		if got := conditionsIn(map[string]any{"where": where}); got != c.want {
			t.Errorf("%.80s within an argument weighs %d, want %d", c.where, got, c.want)
		}
	}
	if got := conditionsIn("where"); got != 0 {
		t.Errorf("a text weighs %d", got)
	}
}
