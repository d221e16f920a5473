package analysis

import (
	"cmp"
	"context"
	"slices"

	"entente/graph"
)

// The bounds of a search for paths.
const (
	MaxHops  = 4
	MaxPaths = 50
)

// PathQuery asks for the ways from one entity to another.
type PathQuery struct {
	From, To graph.EntityID
	// MaxHops is how many hops a path has at most, 1 to MaxHops.
	MaxHops int
	// K is how many paths are given, 1 to MaxPaths.
	K    int
	Ties Ties
	// Kinds are those of the entities between the two, nil for all.
	Kinds []graph.EntityKind
}

// Path is a way from one entity to another that meets no entity twice.
type Path struct {
	Hops []Hop
	// Support is that of the hop that has least.
	Support int
}

// Hop is a step of a path: two entities that relations tie.
type Hop struct {
	From, To graph.EntityID
	// Relation is the relation that most documents affirm, then most claims,
	// then with the latest day, then the smallest id.
	Relation graph.RelationID
	// Forward says that the relation leads from From, or one who acts for it.
	Forward bool
	// Relations is how many relations tie the two, and Support the documents
	// that affirm them, counted for each relation.
	Relations, Support int
}

// Paths returns the shortest paths, those with fewest hops first, then with
// most support, then by the ids of their entities: exactly the first K in this
// order. An entity that nothing ties has none. The work is at most a few times
// the network's size, whatever hubs lie between. The error wraps
// graph.ErrInvalid or graph.ErrTooLarge, or is the context's.
func (n *Network) Paths(ctx context.Context, q PathQuery) ([]Path, error) {
	switch {
	case q.MaxHops < 1 || q.K < 1:
		return nil, graph.Invalidf("hops and paths must be at least 1")
	case q.MaxHops > MaxHops:
		return nil, &graph.LimitError{What: "hops", Limit: MaxHops}
	case q.K > MaxPaths:
		return nil, &graph.LimitError{What: "paths", Limit: MaxPaths}
	case q.From == q.To:
		return nil, graph.Invalidf("%q is both ends", q.From)
	}
	c, err := q.Ties.choose()
	if err != nil {
		return nil, err
	}
	s := &search{n: n, c: c, from: n.node(q.From), to: n.node(q.To), kinds: q.Kinds}
	if s.from == none || s.to == none {
		return nil, nil
	}
	var out []Path
	for hops := 1; hops <= q.MaxHops && len(out) < q.K; hops++ {
		found, err := s.of(ctx, hops, q.K-len(out))
		if err != nil {
			return nil, err
		}
		for _, way := range found {
			out = append(out, s.path(way))
		}
	}
	return out, nil
}

// search looks for paths of one number of hops after the other.
//
// It knows, for each node, the best support with which the goal is reached in
// exactly one, two or three hops more. Two rests of two hops are kept, over
// different nodes, so that the one that leads back over the path so far can be
// left out. Hence no beginning of a path is followed that does not end in one,
// and of all beginnings only as many are kept as paths are wanted.
type search struct {
	n        *Network
	c        *chosen
	from, to int32
	kinds    []graph.EntityKind

	one   []int32
	two   []pairOfRests
	three map[int32]int32
}

// pairOfRests are the best ways to the goal in two hops: support and the node
// between, and the best over another node.
type pairOfRests struct{ best, over, other int32 }

// start is the beginning of a path.
type start struct {
	nodes []int32
	// support is that of the best path that begins so.
	support int32
	// sofar is that of the hops so far.
	sofar int32
}

func (s *search) inner(v int32) bool {
	return v != s.from && v != s.to && (s.kinds == nil || slices.Contains(s.kinds, s.n.kinds[v]))
}

// prepare finds the rests for paths of a number of hops.
func (s *search) prepare(hops int) {
	size := len(s.n.ids)
	switch hops {
	case 1:
		s.one = make([]int32, size)
		s.n.around(s.to, s.c, func(u int32, support int) { s.one[u] = int32(support) })
	case 3: // two hops need no more than one does
		s.two = make([]pairOfRests, size)
		for z := range s.one {
			if s.one[z] == 0 || !s.inner(int32(z)) {
				continue
			}
			s.n.around(int32(z), s.c, func(y int32, support int) { s.two[y].add(min(int32(support), s.one[z]), int32(z)) })
		}
	case 4:
		s.three = make(map[int32]int32)
		s.n.around(s.from, s.c, func(x int32, _ int) {
			if !s.inner(x) {
				return
			}
			best := int32(0)
			s.n.around(x, s.c, func(y int32, support int) {
				if s.inner(y) {
					best = max(best, min(int32(support), s.two[y].without(x)))
				}
			})
			s.three[x] = best
		})
	}
}

func (p *pairOfRests) add(support, over int32) {
	if support > p.best {
		p.best, p.over, p.other = support, over, p.best
	} else if support > p.other {
		p.other = support
	}
}

func (p *pairOfRests) without(v int32) int32 {
	if p.over == v {
		return p.other
	}
	return p.best
}

// rest returns the best support of a path's last hops, a number of them, from
// its last node, where the node before is known; 0 where there is none.
func (s *search) rest(before, last int32, hops int) int32 {
	switch hops {
	case 1:
		return s.one[last]
	case 2:
		return s.two[last].without(before)
	}
	return s.three[last]
}

// of returns the first paths of exactly a number of hops, as lists of nodes.
func (s *search) of(ctx context.Context, hops, most int) ([]start, error) {
	s.prepare(hops)
	var found []start
	open := []start{{nodes: []int32{s.from}, support: 1, sofar: 1<<31 - 1}}
	for len(open) > 0 && len(found) < most {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		first := open[0]
		open = open[1:]
		if len(first.nodes) == hops+1 {
			found = append(found, first)
			continue
		}
		open = s.extend(open, first, hops, most-len(found))
	}
	return found, nil
}

// extend adds to the sorted beginnings those that go one hop further, and keeps
// no more than are wanted.
func (s *search) extend(open []start, first start, hops, most int) []start {
	last := first.nodes[len(first.nodes)-1]
	left := hops - len(first.nodes)
	add := func(u int32, sofar, support int32) {
		if support == 0 || len(open) >= most && support < open[len(open)-1].support {
			return
		}
		next := start{append(slices.Clone(first.nodes), u), support, sofar}
		at, _ := slices.BinarySearchFunc(open, next, before)
		open = slices.Insert(open, at, next)
		open = open[:min(len(open), most)]
	}
	if left == 0 {
		if sofar := min(first.sofar, s.one[last]); sofar > 0 {
			add(s.to, sofar, sofar)
		}
		return open
	}
	s.n.around(last, s.c, func(u int32, support int) {
		if s.inner(u) && !slices.Contains(first.nodes, u) {
			sofar := min(first.sofar, int32(support))
			add(u, sofar, min(sofar, s.rest(last, u, left)))
		}
	})
	return open
}

// before orders beginnings by what their best path is.
func before(a, b start) int {
	return cmp.Or(cmp.Compare(b.support, a.support), slices.Compare(a.nodes, b.nodes))
}

// path tells the hops of a list of nodes.
func (s *search) path(way start) Path {
	out := Path{Support: int(way.support)}
	for i, v := range way.nodes[1:] {
		out.Hops = append(out.Hops, s.n.hop(s.c, way.nodes[i], v))
	}
	return out
}

// hop tells the tie between two nodes.
func (n *Network) hop(c *chosen, v, u int32) Hop {
	h := Hop{From: n.ids[v], To: n.ids[u]}
	pair, ok := n.pairOf(v, u)
	if !ok {
		return h
	}
	s := n.between(c, pair)
	h.Relations, h.Support = int(s.relations), int(s.support)
	if s.best != none {
		best := &n.edges[s.best]
		from, _ := n.fromTo(best)
		a, _ := n.dyad(best)
		h.Relation, h.Forward = best.relation(), from == v || from != u && a == v
	}
	return h
}

// better orders relations by how well they stand for a tie.
func (n *Network) better(i, j int32) int {
	x, y := &n.edges[i], &n.edges[j]
	t, o := &n.tallies[x.tally], &n.tallies[y.tally]
	return cmp.Or(cmp.Compare(o.weight, t.weight), cmp.Compare(o.claims, t.claims), cmp.Compare(n.days(y).hi, n.days(x).hi))
}
