package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strings"

	"entente/graph"
	"entente/internal/neo4jtest"

	"github.com/google/go-cmp/cmp"
)

// peerQuery is how a query is asked of the peer, whose rows are flat: its text,
// its values made of ours, and where its rows lie and ours.
type peerQuery struct {
	text       string
	vars       func(vars map[string]any) map[string]any
	rows, ours []string
}

func sameVars(vars map[string]any) map[string]any { return vars }

func pairVars(vars map[string]any) map[string]any {
	return map[string]any{"pair": graph.Pair(graph.EntityID(vars["a"].(string)), graph.EntityID(vars["b"].(string)))}
}

func wordVars(vars map[string]any) map[string]any {
	return map[string]any{"words": "+" + vars["text"].(string) + "*"}
}

var peerQueries = map[string]peerQuery{
	"Q1": {`query($id: ID!) { thing(id: $id) { id kind name documentCount mentionCount } }`,
		sameVars, []string{"thing"}, []string{"entity", "entity"}},
	"Q2": {`query($pair: String!) { newest(pair: $pair) { id kind when polarity modality confidence
		fromId fromName toId toName documentId documentTitle documentPublishedOn } }`,
		pairVars, []string{"newest"}, []string{"dyad", "claims", "nodes"}},
	"Q3": {`query($pair: String!) { months(pair: $pair) { value count goldstein } }`,
		pairVars, []string{"months"}, []string{"dyad", "claims", "aggregate", "facets"}},
	"Q4": {`query($id: ID!) { neighbours(id: $id) { claims aId aName bId bName } }`,
		sameVars, []string{"neighbours"}, []string{"dyads"}},
	"Q5": {`query($a: ID!, $b: ID!) { ways(a: $a, b: $b) { length support entitiesIds entitiesNames } }`,
		sameVars, []string{"ways"}, []string{"paths"}},
	"Q6": {`query($words: String!) { hits(words: $words) { id kind name claimId claimKind claimWhen claimPolarity } }`,
		wordVars, []string{"hits"}, []string{"search", "nodes"}},
}

func asPeer(q query, vars map[string]any) (string, []byte) {
	p := peerQueries[q.name]
	body, _ := json.Marshal(map[string]any{"query": p.text, "variables": p.vars(vars)})
	return "/", body
}

// startPeer starts the peer that lies in a folder, with its packages, on the
// server at an address as neo4jtest writes it.
func startPeer(ctx context.Context, folder, address string) (*target, error) {
	server, err := neo4jtest.Parse(address)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(folder, "node_modules")); err != nil {
		return nil, fmt.Errorf("the peer's packages are missing; run it by make bench-peer: %w", err)
	}
	env := []string{"NODE_ENV=production", "PEER_URI=" + server.URI, "PEER_USER=" + server.User, "PEER_PASSWORD=" + server.Password}
	peer, err := start(ctx, "peer", env, "node", filepath.Join(folder, "server.mjs"))
	if err != nil {
		return nil, err
	}
	peer.request = asPeer
	return peer, nil
}

// meet compares our server with the peer.
func (o *options) meet(ctx context.Context, out io.Writer, s *set, ours *target, address string) error {
	floor, err := openBoltFloor(ctx, address) // which makes the ties that paths lead over
	if err != nil {
		return err
	}
	if err := floor.driver.Close(ctx); err != nil {
		return err
	}
	peer, err := startPeer(ctx, o.peer, address)
	if err != nil {
		return err
	}
	defer peer.stop()
	c := &contest{engine: "neo4j", ours: ours, theirs: peer, alike: peerAlike}
	for _, q := range o.asked(s) {
		if _, ok := peerQueries[q.name]; ok {
			c.queries = append(c.queries, q)
		}
	}
	if err := c.compare(ctx); err != nil {
		return err
	}
	return c.run(ctx, out, o.rounds, o.slice)
}

// peerAlike returns how our answer differs from the peer's, as flat rows.
func peerAlike(q query, ours, theirs any) string {
	p := peerQueries[q.name]
	return cmp.Diff(rowsOf(at(theirs, append([]string{"data"}, p.rows...))), rowsOf(at(ours, append([]string{"data"}, p.ours...))))
}

func at(v any, path []string) any {
	for _, name := range path {
		object, _ := v.(map[string]any)
		v = object[name]
	}
	return v
}

// rowsOf returns an object, or a list of them, as flat rows: what lies below a
// field has its name before its own, and an object with a list of nodes is a row
// for each of them.
func rowsOf(v any) []map[string]any {
	out := []map[string]any{}
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			out = append(out, rowsOf(item)...)
		}
	case map[string]any:
		row, below := make(map[string]any), []map[string]any(nil)
		flatten("", v, row, &below)
		if below == nil {
			return []map[string]any{row}
		}
		for _, more := range below {
			maps.Copy(more, row)
			out = append(out, more)
		}
	}
	return out
}

// flatten puts the values of an object into a row, those of a list of objects
// as lists of values, and those of a list of nodes into rows below.
func flatten(prefix string, object map[string]any, row map[string]any, below *[]map[string]any) {
	for name, v := range object {
		inner := prefix + name
		switch {
		case name == "entity" || name == "node":
			inner = prefix
		case prefix != "":
			inner = prefix + strings.ToUpper(name[:1]) + name[1:]
		}
		nested, ok := v.(map[string]any)
		nodes, list := nested["nodes"].([]any)
		items, _ := v.([]any)
		switch {
		case len(items) > 0 && isObject(items[0]):
			for _, item := range items {
				for k, value := range item.(map[string]any) {
					key := inner + strings.ToUpper(k[:1]) + k[1:] + "s"
					values, _ := row[key].([]any)
					row[key] = append(values, value)
				}
			}
		case list:
			*below = []map[string]any{}
			for _, node := range nodes {
				r := make(map[string]any)
				flatten(strings.TrimSuffix(inner, "s"), node.(map[string]any), r, nil)
				*below = append(*below, r)
			}
		case ok:
			flatten(inner, nested, row, below)
		default:
			row[inner] = v
		}
	}
}

func isObject(v any) bool {
	_, ok := v.(map[string]any)
	return ok
}
