package resolvers_test

import (
	"testing"

	"entente/resolvers"
)

// TestVariablesChooseFields holds that a document that is known is answered by
// the variables of each request, as to which fields it asks for, too.
func TestVariablesChooseFields(t *testing.T) {
	h := resolvers.NewHandler(world(t, 0), resolvers.Options{Now: now})
	const chosen = `query($id: ID!, $named: Boolean!) {node(id: $id) {id ... on State @include(if: $named) {name}}}`
	const fixed = `query($id: ID!) {node(id: $id) {id ... on State {name}}}`
	for _, ask := range []struct {
		text      string
		variables map[string]any
		want      string
	}{
		{chosen, map[string]any{"id": "state:KAZ", "named": true}, `{"node":{"id":"state:KAZ","name":"Kazakhstan"}}`},
		{chosen, map[string]any{"id": "state:KAZ", "named": false}, `{"node":{"id":"state:KAZ"}}`},
		{chosen, map[string]any{"id": "state:CHN", "named": true}, `{"node":{"id":"state:CHN","name":"China"}}`},
		{fixed, map[string]any{"id": "state:KAZ"}, `{"node":{"id":"state:KAZ","name":"Kazakhstan"}}`},
		{fixed, map[string]any{"id": "state:CHN"}, `{"node":{"id":"state:CHN","name":"China"}}`},
	} {
		if got := send(t, h, query(ask.text, ask.variables)); string(got.answer.Data) != ask.want {
			t.Errorf("%v: %s, want %s", ask.variables, got.body, ask.want)
		}
	}
}
