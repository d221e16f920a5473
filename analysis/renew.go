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

// renew returns the network of the present that an older one has become: of the
// store it reads the change feed since then, and the relations that changed. It
// returns nil where too much has.
func renew(ctx context.Context, r graph.Reader, old *Network) (*Network, error) {
	changed := make(map[graph.RelationID]bool)
	seq := old.Seq
	for read := 0; ; {
		entries, err := r.Changes(ctx, seq, graph.MaxPage)
		if err != nil {
			return nil, err
		}
		for _, c := range entries {
			seq = c.Seq
			if strings.HasPrefix(c.ID, relationPrefix) {
				changed[graph.RelationID(c.ID)] = true
			}
		}
		if read += len(entries); read > maxEntries || len(changed) > maxRenewed {
			return nil, nil
		}
		if len(entries) < graph.MaxPage {
			break
		}
	}
	ids := make([]graph.RelationID, 0, len(changed))
	for id := range changed {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	now, err := r.Relations(ctx, ids, graph.AsOf{})
	if err != nil {
		return nil, err
	}
	return old.with(seq, changed, now)
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
