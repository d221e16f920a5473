package analysis

import (
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

// holds reports whether a relation of the network counts.
func (c *chosen) holds(n *Network, i int32) bool {
	e := &n.edges[i]
	if !c.kinds[e.kind] || !c.modalities[e.modality] {
		return false
	}
	when := n.days(e)
	return c.on(e, when) && !(e.is(outer) && c.refined(e, n.inners[i])) && (c.window == span{} || c.during(e, when))
}

// refined reports whether a finer relation counts in the place of one that holds
// such, the first of them on a day.
func (c *chosen) refined(e *edge, first day) bool {
	if e.occurrence() {
		return c.valid == 0 || first <= c.valid
	}
	return c.valid == 0 && c.window == span{}
}

// on reports whether a relation counts on the day, as graph.ValidBounds has it.
func (c *chosen) on(e *edge, when span) bool {
	switch {
	case c.valid == 0 || when.lo == 0:
		return true
	case e.occurrence():
		return when.lo <= c.valid
	}
	return when.lo <= c.valid && c.valid <= when.hi
}

// during reports whether a relation belongs to the window: what is done once
// lies in it with every day that it may mean; a tie may hold on one of its days.
func (c *chosen) during(e *edge, when span) bool {
	switch {
	case !e.occurrence():
		return when.lo == 0 || when.lo <= c.window.hi && c.window.lo <= when.hi
	case when.lo == 0:
		return false
	}
	return c.window.lo <= when.lo && when.hi <= c.window.hi
}

// around calls yield for every node tied to v and the support of the tie, in the
// order of the nodes.
func (n *Network) around(v int32, c *chosen, yield func(u int32, support int)) {
	if c.plain {
		sums := n.all(c)
		for _, h := range n.row(v) {
			if s := &sums[h.pair]; s.support > 0 {
				yield(h.to, int(s.support))
			}
		}
		return
	}
	for _, h := range n.row(v) {
		if s := n.sum(c, h.pair); int(s.support) >= c.support {
			yield(h.to, int(s.support))
		}
	}
}

// sum is the tie of a pair: the documents that affirm its relations, how many
// relations they are, and the best of them, none where none counts.
type sum struct{ support, relations, best int32 }

// sum adds up the relations of a pair that count.
func (n *Network) sum(c *chosen, pair int32) sum {
	s := sum{best: none}
	for _, i := range n.of(pair) {
		if !c.holds(n, i) {
			continue
		}
		s.relations++
		s.support += n.weight(&n.edges[i])
		if s.best == none || n.better(i, s.best) < 0 {
			s.best = i
		}
	}
	return s
}

// between returns the tie of a pair.
func (n *Network) between(c *chosen, pair int32) sum {
	if c.plain {
		return n.all(c)[pair]
	}
	return n.sum(c, pair)
}

// all returns the ties of all pairs by all that is actual, which are added up once.
func (n *Network) all(c *chosen) []sum {
	n.added.Do(func() {
		n.sums = make([]sum, len(n.pairs))
		for p := range n.pairs {
			n.sums[p] = n.sum(c, int32(p))
		}
	})
	return n.sums
}
