package analysis

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"entente/graph"
)

// The most entries of the change feed, and the most relations, by which a
// network is brought up to date; beyond them it is read anew.
const (
	maxEntries = 20 * graph.MaxPage
	maxRenewed = graph.MaxKeys
)

// changes reads the change feed of a store after a sequence number: it returns
// what pick makes of the ids in it, each once, sorted, without "", and the last
// sequence number. ok is false where too much has changed.
func changes[ID ~string](ctx context.Context, r graph.Reader, seq int64, pick func(id string) ID) (ids []ID, last int64, ok bool, err error) {
	for read := 0; ; {
		entries, err := r.Changes(ctx, seq, graph.MaxPage)
		if err != nil {
			return nil, seq, false, err
		}
		for _, c := range entries {
			seq = c.Seq
			if id := pick(c.ID); id != "" {
				ids = append(ids, id)
			}
		}
		slices.Sort(ids)
		ids = slices.Compact(ids)
		if read += len(entries); read > maxEntries || len(ids) > maxRenewed {
			return nil, seq, false, nil
		}
		if len(entries) < graph.MaxPage {
			return ids, seq, true, nil
		}
	}
}

// setOf returns ids as a set.
func setOf[ID comparable](ids []ID) map[ID]bool {
	out := make(map[ID]bool, len(ids))
	for _, id := range ids {
		out[id] = true
	}
	return out
}

// renew returns the network of the present that an older one has become: of the
// store it reads the change feed since then, and the relations that changed. It
// returns nil where too much has.
func renew(ctx context.Context, r graph.Reader, old *Network) (*Network, error) {
	ids, seq, ok, err := changes(ctx, r, old.Seq, func(id string) graph.RelationID {
		if strings.HasPrefix(id, relationPrefix) {
			return graph.RelationID(id)
		}
		return ""
	})
	if err != nil || !ok {
		return nil, err
	}
	now, err := r.Relations(ctx, ids, graph.AsOf{})
	if err != nil {
		return nil, err
	}
	return old.with(seq, setOf(ids), now)
}

// namesSource is how a Cache reads indexes of names.
var namesSource = source[*graph.Names]{
	func(ctx context.Context, r graph.Reader, known graph.Instant) (*graph.Names, error) {
		return graph.ReadNames(ctx, r, known)
	},
	renewNames,
}

// renewNames returns the index of names of the present that an older one has become,
// as renew does the network.
func renewNames(ctx context.Context, r graph.Reader, old *graph.Names) (*graph.Names, error) {
	ids, seq, ok, err := changes(ctx, r, old.Seq, func(id string) graph.EntityID {
		if e := graph.EntityID(id); e.Kind() != "" {
			return e
		}
		return ""
	})
	if err != nil || !ok {
		return nil, err
	}
	found, err := r.Entities(ctx, ids, graph.AsOf{})
	if err != nil {
		return nil, err
	}
	var now []*graph.Entity
	for i, e := range found {
		if e != nil && e.ID == ids[i] { // and not what it was merged into
			now = append(now, e)
		}
	}
	return old.With(seq, setOf(ids), now), nil
}

// with returns the network with the relations that changed in place of what it
// has of them; those that are no more are nil.
func (n *Network) with(seq int64, changed map[graph.RelationID]bool, now []*graph.Relation) (*Network, error) {
	fresh := newBuilder(len(now))
	for _, r := range now {
		if r == nil {
			continue
		}
		if err := fresh.add(r); err != nil {
			return nil, err
		}
	}
	came := fresh.done(seq)
	b := newBuilder(len(n.edges) + len(came.edges))
	gone := make(map[int32]bool, len(changed))
	for id := range changed {
		if i, ok := n.edge(id); ok {
			gone[i] = true
		}
	}
	next := 0
	for i := range n.edges {
		for ; next < len(came.edges) && bytes.Compare(came.edges[next].id[:], n.edges[i].id[:]) <= 0; next++ {
			b.take(came, int32(next))
		}
		if !gone[int32(i)] {
			b.take(n, int32(i))
		}
	}
	for ; next < len(came.edges); next++ {
		b.take(came, int32(next))
	}
	return b.done(seq), nil
}
