package resolvers_test

import (
	"testing"

	"entente/access"
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

// TestKnownDocumentsAreMeasured holds that a document which was found within the
// limits for one caller, with one set of values, is not taken to be so for others.
func TestKnownDocumentsAreMeasured(t *testing.T) {
	h := resolvers.NewHandler(world(t, 0), resolvers.Options{Now: now, Limits: resolvers.Limits{Cost: 20_000}})
	reader, loader := access.Principal{ID: "key:r", Role: access.Reader}, access.Principal{ID: "key:l", Role: access.Loader}
	const inputs = `query($id: ID!) {node(id: $id) {... on Load {id inputs}}}`
	const claims = `query($id: ID!, $n: Int!) {node(id: $id) {... on State {claims(first: $n) {nodes {id from {entity {id claims(first: 20) {nodes {id}}}}}}}}}`
	const named = `query($text: String!, $id: ID!) {node(id: $id) {id} states(where: {name: {contains: $text}}) {nodes {id}}}`
	for i, ask := range []struct {
		caller    access.Principal
		text      string
		variables map[string]any
		code      string
	}{
		{loader, inputs, map[string]any{"id": "load:one"}, ""},
		{loader, inputs, map[string]any{"id": "load:two"}, ""},
		{reader, inputs, map[string]any{"id": "load:one"}, "FORBIDDEN"},
		{loader, inputs, map[string]any{"id": "load:one"}, ""},
		{access.Principal{}, inputs, map[string]any{"id": "load:one"}, "UNAUTHENTICATED"},
		{reader, claims, map[string]any{"id": "state:KAZ", "n": 2}, ""},
		{reader, claims, map[string]any{"id": "state:KAZ", "n": 900}, "LIMIT_EXCEEDED"},
		{reader, claims, map[string]any{"id": "state:KAZ", "n": 3}, ""},
		{reader, named, map[string]any{"id": "state:KAZ", "text": "kaz"}, ""},
		{access.Principal{}, named, map[string]any{"id": "state:KAZ", "text": "kaz"}, "UNAUTHENTICATED"},
		{reader, named, map[string]any{"id": "state:KAZ", "text": nil}, "GRAPHQL_VALIDATION_FAILED"},
	} {
		r := query(ask.text, ask.variables)
		if got := send(t, h, r.WithContext(access.With(r.Context(), ask.caller))); got.code() != ask.code {
			t.Errorf("%d: %q, want %q\n%s", i, got.code(), ask.code, got.body)
		}
	}
}
