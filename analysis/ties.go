package analysis

import (
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
	// window are the days that a period has, both 0 for all time.
	window span
}

// choose returns the ties of one period. The error wraps graph.ErrInvalid for
// what is in no vocabulary.
func (t Ties) choose() (*chosen, error) {
	c := &chosen{support: max(1, t.MinSupport), valid: dayOf(t.Valid)}
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
	row := n.row(v)
	for i := 0; i < len(row); {
		u, support := row[i].to, 0
		for ; i < len(row) && row[i].to == u; i++ {
			if e := &n.edges[row[i].edge]; c.holds(e) {
				support += int(e.weight)
			}
		}
		if support >= c.support {
			yield(u, support)
		}
	}
}

// between returns the halves of v that lead to u.
func (n *Network) between(v, u int32) []half {
	row := n.row(v)
	lo, hi := 0, len(row)
	for lo < hi {
		if mid := (lo + hi) / 2; row[mid].to < u {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	end := lo
	for end < len(row) && row[end].to == u {
		end++
	}
	return row[lo:end]
}
