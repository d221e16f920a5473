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

// mesh returns the ties in scope. It looks at each relation once, in their
// order, and then only at those that count.
func (n *Network) mesh(c *chosen, within scope) *mesh {
	var picked []int32
	for i := range n.edges {
		e := &n.edges[i]
		if v, u, ok := e.sides(); ok && within.has(v) && within.has(u) && c.holds(e) {
			picked = append(picked, int32(i))
		}
	}
	counted := make([]tie, 0, 2*len(picked))
	for _, i := range picked {
		v, u, _ := n.edges[i].sides()
		counted = append(counted, tie{v, u, i}, tie{u, v, i})
	}
	counted = n.sorted(n.sorted(counted, func(t tie) int32 { return t.u }), func(t tie) int32 { return t.v })
	m := &mesh{}
	place := make([]int32, len(n.ids))
	last := none
	for i := 0; i < len(counted); {
		v, before := counted[i].v, len(m.to)
		i = m.gather(n, c, counted, i)
		if len(m.to) > before && v != last {
			last, place[v] = v, int32(len(m.nodes))
			m.nodes, m.heads = append(m.nodes, v), append(m.heads, int32(before))
		}
	}
	m.heads = append(m.heads, int32(len(m.to)))
	for i, v := range m.to {
		m.to[i] = place[v]
	}
	m.relations /= 2
	return m
}

// tie is a relation that counts between v and u.
type tie struct{ v, u, edge int32 }

// sorted sorts ties by a node of theirs, equal ones as they are.
func (n *Network) sorted(ties []tie, by func(tie) int32) []tie {
	next := make([]int32, len(n.ids)+1)
	for _, t := range ties {
		next[by(t)+1]++
	}
	for v := range n.ids {
		next[v+1] += next[v]
	}
	out := make([]tie, len(ties))
	for _, t := range ties {
		out[next[by(t)]] = t
		next[by(t)]++
	}
	return out
}

// sides returns the two between whom a relation counts: the parties of its
// dyad, or the ends of what is no event; false for none.
func (e *edge) sides() (v, u int32, ok bool) {
	if e.a != none {
		return e.a, e.b, true
	}
	return e.from, e.to, !e.event() && e.from != e.to
}

// gather folds the parallel ties that begin at a place, and returns the place
// after them.
func (m *mesh) gather(n *Network, c *chosen, counted []tie, i int) int {
	v, u := counted[i].v, counted[i].u
	var support, ahead, net, relations int32
	for ; i < len(counted) && counted[i].v == v && counted[i].u == u; i++ {
		e := &n.edges[counted[i].edge]
		relations++
		support += e.weight
		net += int32(e.net())
		if e.loose || e.symmetric() || e.a == v || e.a == none && e.from == v {
			ahead += e.weight
		}
	}
	if support >= int32(c.support) {
		m.to, m.support = append(m.to, u), append(m.support, support)
		m.ahead, m.net = append(m.ahead, ahead), append(m.net, net)
		m.relations += int(relations)
	}
	return i
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
		if e := &n.edges[h.edge]; e.to == g && e.from == h.to && c.holds(e) {
			out = append(out, n.ids[h.to])
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
