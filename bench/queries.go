package main

import (
	"math/rand/v2"
	"strings"
)

// query is one of the six: its GraphQL, and the values it is asked with.
type query struct {
	name, title, text string
	vars              []map[string]any
}

const (
	ends = `from { entity { id name } } to { entity { id name } }`

	textQ1 = `query($id: ID!) { entity(id: $id) { entity { id kind name documentCount mentionCount } } }`
	textQ2 = `query($a: String!, $b: String!) { dyad(a: $a, b: $b) { claims(first: 20, sort: [{when: DESC}]) { nodes {
		id kind when polarity modality confidence ` + ends + ` document { id title publishedOn } } } } }`
	textQ3 = `query($a: String!, $b: String!) { dyad(a: $a, b: $b) { claims { aggregate { facets(by: MONTH, first: 1000) { value count goldstein } } } } }`
	textQ4 = `query($id: String!) { dyads(where: {ends: {eq: $id}}, first: 25) { claims a { id name } b { id name } } }`
	textQ5 = `query($a: String!, $b: String!) { paths(from: $a, to: $b, maxHops: 3, k: 5) { length support entities { id name } } }`
	textQ6 = `query($text: String!) { search(text: $text, in: [NAMES], first: 10) { nodes { node { ... on Entity { id kind name
		claims(first: 10, sort: [{when: DESC}]) { nodes { id kind when polarity } } } } } } }`
)

// asked is how many values a query is asked with, in turn.
const asked = 200

// queries returns the six with values: half of the dyads and entities are those
// with most claims, the others any. Paths lead from such a dyad to any other.
func (s *set) queries() []query {
	r := rand.New(rand.NewPCG(3, 3))
	var ids, pairs, ways, texts []map[string]any
	for i := range asked {
		d := s.dyads[r.IntN(len(s.dyads))]
		if i%2 == 0 {
			d = s.dyads[r.IntN(min(100, len(s.dyads)))]
		}
		a, b := s.entities[d.a], s.entities[d.b]
		ids = append(ids, map[string]any{"id": string(a.ID)})
		pairs = append(pairs, map[string]any{"a": string(a.ID), "b": string(b.ID)})
		far := s.dyads[r.IntN(len(s.dyads))].b
		for far == d.b {
			far = s.dyads[r.IntN(len(s.dyads))].b
		}
		ways = append(ways, map[string]any{"a": string(b.ID), "b": string(s.entities[far].ID)})
		texts = append(texts, map[string]any{"text": strings.ToLower(b.Name[:3+r.IntN(2)])})
	}
	return []query{
		{"Q1", "entity by id", textQ1, ids},
		{"Q2", "20 newest claims of a dyad", textQ2, pairs},
		{"Q3", "count and mean Goldstein a month", textQ3, pairs},
		{"Q4", "25 neighbours", textQ4, ids},
		{"Q5", "5 shortest paths to 3 hops", textQ5, ways},
		{"Q6", "full text, 10 hits x 10 claims", textQ6, texts},
	}
}
