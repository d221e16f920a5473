package resolvers_test

import (
	"strings"
	"testing"

	"entente/resolvers"
)

// TestMessages holds that a refusal names the value or the limit, and what helps.
func TestMessages(t *testing.T) {
	deep := strings.Repeat("{ within ", 25) + "{ id }" + strings.Repeat("}", 25)
	for _, c := range []struct {
		name  string
		r     resolvers.Request
		words string
	}{
		{"no such day", resolvers.Request{Query: `{ claims(asOf: {valid: "2025-02-30"}) { totalCount } }`}, `"2025-02-30" is no day`},
		{"a number for a day", resolvers.Request{Query: `query($d: Day) { claims(asOf: {valid: $d}) { totalCount } }`, Variables: map[string]any{"d": 7}}, `"7" is no day`},
		{"a long text for a day", resolvers.Request{Query: `query($d: Day) { claims(asOf: {valid: $d}) { totalCount } }`, Variables: map[string]any{"d": strings.Repeat("é", 500)}}, `..." is no day`},
		{"no variable", resolvers.Request{Query: `query($i: ID!) { node(id: $i) { id } }`}, "$i: must be defined"},
		{"a wrong variable", resolvers.Request{Query: `query($n: Int!) { claims(first: $n) { totalCount } }`, Variables: map[string]any{"n": "x"}}, "$n: cannot use string as Int"},
		{"a wrong field of a variable", resolvers.Request{Query: `query($w: ClaimWhere) { claims(where: $w) { totalCount } }`,
			Variables: map[string]any{"w": map[string]any{"knd": 1}}}, "$w.knd: unknown field"},
		{"no operation named", resolvers.Request{Query: `query A { __typename } query B { __typename }`}, "name one of them in operationName"},
		{"no such operation", resolvers.Request{Query: `query A { __typename }`, Operation: "C"}, `the document has no operation "C"`},
		{"too costly", resolvers.Request{Query: `{ claims(first: 1000) { nodes { relation { claims(first: 1000) { nodes { id } } } } } }`}, "the limit cost of 150000: ask for smaller pages"},
		{"too deep", resolvers.Request{Query: `{ relations ` + `{ nodes ` + deep + ` } }`}, "the limit depth of 20: nest fewer fields"},
		{"too many words", resolvers.Request{Query: "{" + strings.Repeat(" __typename", 4000) + "}"}, "the limit tokens of 3000: make the document shorter"},
		{"conditions that weigh", resolvers.Request{Query: `{ claims(where: {AND: [` + strings.Repeat(`{from: {relations: {some: {}}}}`, 9) + `]}) { totalCount } }`},
			"the limit conditions of 100: compare less"},
	} {
		t.Run(c.name, func(t *testing.T) {
			answer := resolvers.Execute(t.Context(), world(t, 0), c.r, resolvers.Options{Now: now})
			if len(answer.Errors) != 1 || !strings.Contains(answer.Errors[0].Message, c.words) {
				t.Errorf("%v, want %q", answer.Errors, c.words)
			}
		})
	}
}
