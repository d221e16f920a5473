package resolvers_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/resolvers"
)

func TestParseFilter(t *testing.T) {
	none := graph.Where{}
	signed := graph.Is("kind", "SIGNED")
	tests := []struct {
		name string
		in   resolvers.FilterText
		want resolvers.Filter
	}{
		{"nothing", resolvers.FilterText{}, resolvers.Filter{}},
		{"blanks and an empty object", resolvers.FilterText{Where: " \n", Entities: "{}"}, resolvers.Filter{}},
		{"a relation", resolvers.FilterText{Where: `{"kind": {"eq": "SIGNED"}}`}, resolvers.Filter{Where: signed}},
		{"an entity", resolvers.FilterText{Entities: `{"kind": {"in": ["State", "Group"]}}`}, resolvers.Filter{Entities: graph.OneOf[string]("kind", "State", "Group")}},
		{"either of two", resolvers.FilterText{Entities: `{"OR": [{"name": {"eq": "a"}}, {"NOT": {"mentionCount": {"gt": 3}}}]}`}, resolvers.Filter{
			Entities: graph.Where{Or: []graph.Where{graph.Is("name", "a"), {Not: &graph.Where{Field: "mentions", Op: graph.Gt, Value: 3.0}}}}}},
		{"over edges", resolvers.FilterText{Where: `{"weight": {"gte": 2}, "claims": {"some": {"confidence": {"gt": 0.5}}}}`}, resolvers.Filter{Where: graph.Where{And: []graph.Where{
			graph.SomeOf("claims", graph.Where{Field: "confidence", Op: graph.Gt, Value: 0.5}), {Field: "weight", Op: graph.Gte, Value: 2.0}}}}},
		{"two clocks", resolvers.FilterText{Where: `{"kind": {"eq": "SIGNED"}}`, Valid: "2025-06-17", Known: "2025-06-18"}, resolvers.Filter{
			Where: signed, AsOf: graph.AsOf{Valid: "2025-06-17", Known: "2025-06-18T23:59:59.999999Z"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := resolvers.ParseFilter(t.Context(), tt.in, resolvers.Options{})
			if err != nil {
				t.Fatal(err)
			}
			for _, w := range []*graph.Where{&got.Where, &got.Entities} {
				if len(w.And) == 0 && len(w.Or) == 0 && w.Not == nil && w.Field == "" && w.Edge == "" {
					*w = none
				}
				if w.Edge != "" && w.Quantifier == graph.Some {
					w.Quantifier = ""
				}
				for i := range w.And {
					if w.And[i].Quantifier == graph.Some {
						w.And[i].Quantifier = ""
					}
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestParseFilterRefuses(t *testing.T) {
	tests := []struct {
		name, words string
		in          resolvers.FilterText
		want        error
	}{
		{"no JSON", "where is no JSON object", resolvers.FilterText{Where: "kind=SIGNED"}, graph.ErrInvalid},
		{"a list", "where is no JSON object", resolvers.FilterText{Where: "[]"}, graph.ErrInvalid},
		{"two objects", "entities is no JSON object", resolvers.FilterText{Entities: "{} {}"}, graph.ErrInvalid},
		{"an unknown field", "where.knd", resolvers.FilterText{Where: `{"knd": {"eq": "SIGNED"}}`}, graph.ErrInvalid},
		{"an unknown kind", "SINGED", resolvers.FilterText{Where: `{"kind": {"eq": "SINGED"}}`}, graph.ErrInvalid},
		{"a field of relations", "entities.weight", resolvers.FilterText{Entities: `{"weight": {"gt": 1}}`}, graph.ErrInvalid},
		{"one actor twice", "different actors", resolvers.FilterText{Where: `{"between": {"a": "state:KAZ", "b": "state:KAZ"}}`}, graph.ErrInvalid},
		{"no day", "a day is", resolvers.FilterText{Valid: "2025"}, graph.ErrInvalid},
		{"no instant", "instant", resolvers.FilterText{Known: "yesterday"}, graph.ErrInvalid},
		{"nested too deep to read", "nesting", resolvers.FilterText{Where: strings.Repeat(`{"NOT":`, 200) + "{}" + strings.Repeat("}", 200)}, graph.ErrTooLarge},
		{"nested too deep to ask", "depth", resolvers.FilterText{Where: strings.Repeat(`{"NOT":`, 30) + `{"weight":{"gt":1}}` + strings.Repeat("}", 30)}, graph.ErrTooLarge},
		{"too long", "length", resolvers.FilterText{Where: strings.Repeat(" ", 1<<20) + "{}"}, graph.ErrTooLarge},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := resolvers.ParseFilter(t.Context(), tt.in, resolvers.Options{})
			if !errors.Is(err, tt.want) || !strings.Contains(err.Error(), tt.words) {
				t.Errorf("%v, want %v with the words %q", err, tt.want, tt.words)
			}
		})
	}
}
