package analysis

import (
	"slices"

	"entente/graph"
)

// mesh is the part of a network that a measure looks at: the entities in scope
// that relations of one period tie, without parallels. An event counts for the
// two parties of its dyad; one without a dyad, such as what is done inside one
// state, does not count.
type mesh struct {
	nodes []int32 // of the network, sorted
	heads []int32
	// For each tie of a node, by the other node: that node, as an index of
	// nodes; the documents that affirm the relations; as many of them as lead
	// there from the node; and cooperation less conflict.
	to, support, ahead, net []int32
	relations               int
}

// scope is a set of nodes, nil for all.
type scope []bool

// scope returns the nodes of the ids, nil for nil.
func (n *Network) scope(ids []graph.EntityID) scope {
	if ids == nil {
		return nil
	}
	s := make(scope, len(n.ids))
	for _, id := range ids {
		if v := n.node(id); v != none {
			s[v] = true
		}
	}
	return s
}

func (s scope) has(v int32) bool { return s == nil || s[v] }

// mesh returns the ties in scope. It looks at each relation once, in their order.
func (n *Network) mesh(c *chosen, within scope) *mesh {
	m := &mesh{}
	tied := n.ties(c, within)
	place := make([]int32, len(n.ids))
	for v := range n.ids {
		before := len(m.to)
		for _, h := range n.row(int32(v)) {
			t := &tied[h.pair]
			if t.support < int32(c.support) {
				continue
			}
			ahead := t.up
			if h.to < int32(v) {
				ahead = t.down
				m.relations += int(t.relations)
			}
			m.to, m.support = append(m.to, h.to), append(m.support, t.support)
			m.ahead, m.net = append(m.ahead, ahead), append(m.net, t.net)
		}
		if len(m.to) > before {
			place[v] = int32(len(m.nodes))
			m.nodes, m.heads = append(m.nodes, int32(v)), append(m.heads, int32(before))
		}
	}
	m.heads = append(m.heads, int32(len(m.to)))
	for i, v := range m.to {
		m.to[i] = place[v]
	}
	return m
}

// tie is what a mesh has of a pair: support, how many relations, cooperation less
// conflict, and the support of what leads up, from the lower node to the higher,
// and down.
type tie struct{ support, relations, net, up, down int32 }

// ties adds up what counts in scope, by pair.
func (n *Network) ties(c *chosen, within scope) []tie {
	out := make([]tie, len(n.pairs))
	for i := range n.edges {
		e := &n.edges[i]
		pair, up, ok := n.sides(e)
		if !ok || !c.holds(n, int32(i)) {
			continue
		}
		if p := n.pairs[pair]; !within.has(p.v) || !within.has(p.u) {
			continue
		}
		t, weight := &out[pair], n.weight(e)
		t.relations++
		t.support += weight
		t.net += int32(e.net())
		both := e.is(loose) || e.symmetric()
		if both || up {
			t.up += weight
		}
		if both || !up {
			t.down += weight
		}
	}
	return out
}

// sides returns the pair between which a relation counts, the parties of its
// dyad or the ends of what is no event, and whether it leads up, from the lower
// to the higher; false for none.
func (n *Network) sides(e *edge) (pair int32, up, ok bool) {
	if e.parties != none {
		return e.parties, !e.is(crossed), true
	}
	p := n.pairs[e.ends]
	return e.ends, !e.is(backward), !e.event() && p.v != p.u
}

// ties returns how many pairs are tied.
func (m *mesh) ties() int { return len(m.to) / 2 }

// size returns the number of nodes.
func (m *mesh) size() int { return len(m.nodes) }

func (m *mesh) row(v int) (from, until int32) { return m.heads[v], m.heads[v+1] }

// Members returns the members of a group or organisation, sorted: on a day, or
// at any time for "".
func (n *Network) Members(group graph.EntityID, on graph.Day) []graph.EntityID {
	out := []graph.EntityID{}
	g := n.node(group)
	if g == none {
		return out
	}
	c, err := Ties{Kinds: []graph.RelationKind{graph.MemberOf}, Valid: on}.choose()
	if err != nil {
		return out
	}
	for _, h := range n.row(g) {
		for _, i := range n.of(h.pair) {
			if e := &n.edges[i]; e.ends == h.pair && e.is(backward) == (g < h.to) && c.holds(n, i) {
				out = append(out, n.ids[h.to])
			}
		}
	}
	return slices.Compact(out)
}

// OfKind returns the entities of some kinds, sorted.
func (n *Network) OfKind(kinds ...graph.EntityKind) []graph.EntityID {
	out := []graph.EntityID{}
	for v, id := range n.ids {
		if slices.Contains(kinds, n.kinds[v]) {
			out = append(out, id)
		}
	}
	return out
}
