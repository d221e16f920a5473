package analysis

import (
	"cmp"
	"slices"

	"entente/graph"
)

// Ties says which relations count. The zero value stands for all that are
// ACTUAL, whenever they hold.
type Ties struct {
	// Kinds and Quads are those that count, nil for all; both given, a relation
	// must be of both.
	Kinds []graph.RelationKind
	Quads []graph.Quad
	// Modality are those that count, nil for ACTUAL alone.
	Modality []graph.Modality
	// MinSupport is how much support two entities must have to be tied, see
	// Hop.Support; less than 1 stands for 1.
	MinSupport int
	// Valid is a day on which relations must count, "" for any, see
	// graph.ValidBounds.
	Valid graph.Day
}

// chosen is Ties, ready to be asked.
type chosen struct {
	kinds      [256]bool
	modalities [4]bool
	support    int
	valid      day
	// plain says that all that is actual counts, whenever it holds.
	plain bool
	// window are the days that a period has, both 0 for all time.
	window span
}

// choose returns the ties of one period. The error wraps graph.ErrInvalid for
// what is in no vocabulary.
func (t Ties) choose() (*chosen, error) {
	c := &chosen{support: max(1, t.MinSupport), valid: dayOf(t.Valid)}
	c.plain = len(t.Kinds) == 0 && t.Quads == nil && c.support == 1 && t.Valid == "" &&
		(len(t.Modality) == 0 || slices.Equal(t.Modality, []graph.Modality{graph.Actual}))
	quads := make(map[graph.Quad]bool)
	for _, q := range t.Quads {
		quads[q] = true
	}
	for i, k := range kindTable {
		c.kinds[i] = len(t.Kinds) == 0 && (t.Quads == nil || quads[k.Quad] && k.Event())
	}
	for _, k := range t.Kinds {
		i, ok := kindNumbers[k]
		if !ok {
			return nil, graph.Invalidf("unknown kind %q", k)
		}
		c.kinds[i] = t.Quads == nil || quads[kindTable[i].Quad] && kindTable[i].Event()
	}
	if len(t.Modality) == 0 {
		c.modalities[0] = true // ACTUAL, the first of them
	}
	for _, m := range t.Modality {
		for i, known := range modalities {
			c.modalities[i] = c.modalities[i] || m == known
		}
	}
	return c, nil
}

// holds reports whether a relation counts.
func (c *chosen) holds(e *edge) bool {
	if !c.kinds[e.kind] || !c.modalities[e.modality] || !c.on(e, c.valid) {
		return false
	}
	return !c.refined(e) && (c.window == span{} || c.during(e))
}

// refined reports whether a finer relation counts in the place of this one.
func (c *chosen) refined(e *edge) bool {
	switch {
	case e.inner == 0:
		return false
	case kindTable[e.kind].Occurrence:
		return c.valid == 0 || e.inner <= c.valid
	}
	return c.valid == 0 && c.window == span{}
}

// on reports whether a relation counts on a day, as graph.ValidBounds has it.
func (c *chosen) on(e *edge, d day) bool {
	switch {
	case d == 0 || e.lo == 0:
		return true
	case kindTable[e.kind].Occurrence:
		return e.lo <= d
	}
	return e.lo <= d && d <= e.hi
}

// during reports whether a relation belongs to the window: what is done once
// lies in it with every day that it may mean; a tie may hold on one of its days.
func (c *chosen) during(e *edge) bool {
	switch {
	case !kindTable[e.kind].Occurrence:
		return e.lo == 0 || e.lo <= c.window.hi && c.window.lo <= e.hi
	case e.lo == 0:
		return false
	}
	return c.window.lo <= e.lo && e.hi <= c.window.hi
}

// tied calls yield for every node tied to v and the support of the tie, in the
// order of the nodes.
func (n *Network) tied(v int32, c *chosen, yield func(u int32, support int)) {
	if c.plain {
		n.addUp(c)
		for _, s := range n.sums[n.sumHeads[v]:n.sumHeads[v+1]] {
			yield(s.to, int(s.support))
		}
		return
	}
	row := n.row(v)
	for len(row) > 0 {
		var s sum
		if s, row = n.sum(c, row); int(s.support) >= c.support {
			yield(s.to, int(s.support))
		}
	}
}

// sum is a tie, of one node with another: the documents that affirm its
// relations, how many relations they are, and the best of them, none where none
// counts.
type sum struct{ to, support, relations, best int32 }

// sum folds the parallel ties that a row begins with, and returns the rest.
func (n *Network) sum(c *chosen, row []half) (sum, []half) {
	s := sum{to: row[0].to, best: none}
	for len(row) > 0 && row[0].to == s.to {
		if e := &n.edges[row[0].edge]; c.holds(e) {
			s.relations++
			s.support += e.weight
			if s.best == none || better(e, &n.edges[s.best]) < 0 {
				s.best = row[0].edge
			}
		}
		row = row[1:]
	}
	return s, row
}

// addUp makes the sums, once.
func (n *Network) addUp(c *chosen) {
	n.added.Do(func() {
		n.sumHeads = make([]int32, 1, len(n.ids)+1)
		for v := range n.ids {
			for row := n.row(int32(v)); len(row) > 0; {
				var s sum
				if s, row = n.sum(c, row); int(s.support) >= c.support {
					n.sums = append(n.sums, s)
				}
			}
			n.sumHeads = append(n.sumHeads, int32(len(n.sums)))
		}
		n.sums = slices.Clip(n.sums)
	})
}

// between returns the sum of the ties of two nodes.
func (n *Network) between(c *chosen, v, u int32) sum {
	if c.plain {
		n.addUp(c)
		row := n.sums[n.sumHeads[v]:n.sumHeads[v+1]]
		if i, ok := slices.BinarySearchFunc(row, u, func(s sum, u int32) int { return cmp.Compare(s.to, u) }); ok {
			return row[i]
		}
		return sum{to: u, best: none}
	}
	row := n.row(v)
	i, ok := slices.BinarySearchFunc(row, u, func(h half, u int32) int { return cmp.Compare(h.to, u) })
	if !ok {
		return sum{to: u, best: none}
	}
	s, _ := n.sum(c, row[i:])
	return s
}
