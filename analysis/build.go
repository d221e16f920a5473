package analysis

import (
	"slices"
	"strings"

	"entente/graph"
)

// builder makes a network of relations given in the order of their ids. Until it
// is done nodes are numbered as they come.
type builder struct {
	ids     list[graph.EntityID]
	whens   list[graph.Date]
	tallies list[tally]
	pairs   list[pair]
	edges   []edge
}

// list has each of its values once.
type list[T comparable] struct {
	places map[T]int32
	values []T
}

// place returns where a value is, which it gets where it is new.
func (l *list[T]) place(value T) int32 {
	n, ok := l.places[value]
	if !ok {
		if l.places == nil {
			l.places = make(map[T]int32)
		}
		n = int32(len(l.values))
		l.places[value], l.values = n, append(l.values, value)
	}
	return n
}

// placeText is place for texts, which are kept as their own: what was read may be a
// part of a long text, which would be kept with it.
func placeText[T ~string](l *list[T], text T) int32 {
	if n, ok := l.places[text]; ok {
		return n
	}
	return l.place(T(strings.Clone(string(text))))
}

// newBuilder returns a builder with room for so many relations.
func newBuilder(relations int) *builder { return &builder{edges: make([]edge, 0, relations)} }

// number returns the node of an entity.
func (b *builder) number(id graph.EntityID) int32 { return placeText(&b.ids, id) }

func (b *builder) date(d graph.Date) int32 { return placeText(&b.whens, d) }

func (b *builder) tally(weight, claims int) int32 {
	return b.tallies.place(tally{int32(weight), int32(claims)})
}

// pair returns the pair of two nodes, and whether the first is the second of it.
func (b *builder) pair(v, u int32) (place int32, turned bool) {
	return b.pairs.place(pair{min(v, u), max(v, u)}), v > u
}

// add puts a relation in; one that is not readable is left out. The error
// wraps graph.ErrInvalid for an id that is none of a relation.
func (b *builder) add(r *graph.Relation) error {
	if !r.Readable() {
		return nil
	}
	id, ok := digits(r.ID)
	if !ok {
		return graph.Invalidf("relation %q has no id of a relation", r.ID)
	}
	e := edge{id: id, when: b.date(r.When), tally: b.tally(r.Weight, r.Claims),
		kind: kindNumbers[r.Kind], modality: uint8(max(0, slices.Index(modalities, r.Modality)))}
	b.tie(&e, b.number(r.From), b.number(r.To))
	b.parties(&e, r)
	b.edges = append(b.edges, e)
	return nil
}

// tie sets the ends of an edge.
func (b *builder) tie(e *edge, from, to int32) {
	place, turned := b.pair(from, to)
	if e.ends = place; turned {
		e.marks |= backward
	}
}

// parties sets the two parties of the relation's dyad: an end that is one of
// them is its own, and the other end acts for the other.
func (b *builder) parties(e *edge, r *graph.Relation) {
	first, second, ok := strings.Cut(r.Pair, "|")
	if !ok || first == second {
		e.parties = none
		return
	}
	x, y := graph.EntityID(first), graph.EntityID(second)
	switch {
	case r.From == x || r.To == y:
		b.meet(e, b.number(x), b.number(y))
	case r.From == y || r.To == x:
		b.meet(e, b.number(y), b.number(x))
	default:
		e.marks |= loose
		b.meet(e, b.number(x), b.number(y))
	}
}

// meet sets the parties of an edge, that of `from` first.
func (b *builder) meet(e *edge, x, y int32) {
	place, turned := b.pair(x, y)
	if e.parties = place; turned && !e.is(loose) {
		e.marks |= crossed
	}
}

// take puts a relation in as another network has it.
func (b *builder) take(n *Network, i int32) {
	e := &n.edges[i]
	t := &n.tallies[e.tally]
	taken := edge{id: e.id, when: b.date(n.texts[e.when]), tally: b.tally(int(t.weight), int(t.claims)),
		kind: e.kind, modality: e.modality, parties: none, marks: e.marks & loose}
	from, to := n.fromTo(e)
	b.tie(&taken, b.number(n.ids[from]), b.number(n.ids[to]))
	if a, c := n.dyad(e); a != none {
		b.meet(&taken, b.number(n.ids[a]), b.number(n.ids[c]))
	}
	b.edges = append(b.edges, taken)
}

// done returns the network.
func (b *builder) done(seq int64) *Network {
	n := &Network{Seq: seq, edges: b.edges, texts: slices.Clip(b.whens.values), tallies: slices.Clip(b.tallies.values)}
	if len(b.edges) < cap(b.edges)*15/16 {
		n.edges = slices.Clone(b.edges)
	}
	n.whens = make([]span, len(n.texts))
	for i, d := range n.texts {
		n.whens[i] = spanOf(d)
	}
	b.sort(n)
	n.within()
	n.index()
	return n
}

// sort gives nodes and pairs their places.
func (b *builder) sort(n *Network) {
	n.ids = slices.Clone(b.ids.values)
	slices.Sort(n.ids)
	nodes := make([]int32, len(n.ids))
	n.kinds = make([]graph.EntityKind, len(n.ids))
	for i, id := range n.ids {
		nodes[b.ids.places[id]], n.kinds[i] = int32(i), id.Kind()
	}
	n.pairs = make([]pair, len(b.pairs.values))
	turned := make([]bool, len(n.pairs))
	for i, p := range b.pairs.values {
		v, u := nodes[p.v], nodes[p.u]
		n.pairs[i], turned[i] = pair{min(v, u), max(v, u)}, v > u
	}
	order := make([]int32, len(n.pairs))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(x, y int32) int { return n.pairs[x].compare(n.pairs[y]) })
	sorted, places := make([]pair, len(n.pairs)), make([]int32, len(n.pairs))
	for at, i := range order {
		sorted[at], places[i] = n.pairs[i], int32(at)
	}
	n.pairs = sorted
	for i := range n.edges {
		e := &n.edges[i]
		if turned[e.ends] {
			e.marks ^= backward
		}
		e.ends = places[e.ends]
		if e.parties == none {
			continue
		}
		if turned[e.parties] && !e.is(loose) {
			e.marks ^= crossed
		}
		e.parties = places[e.parties]
	}
}

// index makes the lists of edges by pair, and of neighbours by node.
func (n *Network) index() {
	n.tiedHeads = make([]int32, len(n.pairs)+1)
	each := func(yield func(pair, edge int32)) {
		for i := range n.edges {
			e := &n.edges[i]
			yield(e.ends, int32(i))
			if e.parties != none && e.parties != e.ends {
				yield(e.parties, int32(i))
			}
		}
	}
	each(func(pair, _ int32) { n.tiedHeads[pair+1]++ })
	add(n.tiedHeads)
	n.tied = make([]int32, n.tiedHeads[len(n.pairs)])
	next := slices.Clone(n.tiedHeads)
	each(func(pair, edge int32) {
		n.tied[next[pair]] = edge
		next[pair]++
	})
	n.heads = make([]int32, len(n.ids)+1)
	for _, p := range n.pairs {
		if p.v != p.u {
			n.heads[p.v+1]++
			n.heads[p.u+1]++
		}
	}
	add(n.heads)
	n.near = make([]neighbour, n.heads[len(n.ids)])
	next = slices.Clone(n.heads)
	put := func(v int32, h neighbour) {
		n.near[next[v]] = h
		next[v]++
	}
	// Pairs are sorted, so that the lower neighbours of a node come first.
	for i, p := range n.pairs {
		if p.v != p.u {
			put(p.u, neighbour{p.v, int32(i)})
		}
	}
	for i, p := range n.pairs {
		if p.v != p.u {
			put(p.v, neighbour{p.u, int32(i)})
		}
	}
}

// add makes places of counts.
func add(heads []int32) {
	for i := 1; i < len(heads); i++ {
		heads[i] += heads[i-1]
	}
}

// within marks the relations that hold finer ones, as graph.MarkWithin has it.
func (n *Network) within() {
	type key struct {
		ends           int32
		marks          marks
		kind, modality uint8
	}
	fuzzy := func(e *edge) bool {
		d := n.days(e)
		return d.lo != 0 && (d.lo != d.hi || n.texts[e.when].Approximate())
	}
	keyOf := func(e *edge) key { return key{e.ends, e.marks & backward, e.kind, e.modality} }
	wide := make(map[key][]int32)
	for i := range n.edges {
		if e := &n.edges[i]; fuzzy(e) {
			wide[keyOf(e)] = append(wide[keyOf(e)], int32(i))
		}
	}
	n.inners = make(map[int32]day)
	for i := range n.edges {
		e := &n.edges[i]
		in := n.days(e)
		if in.lo == 0 || len(wide) == 0 {
			continue
		}
		for _, o := range wide[keyOf(e)] {
			outside := &n.edges[o]
			out := n.days(outside)
			if int(o) == i || out.lo > in.lo || in.hi > out.hi || !n.texts[e.when].Within(n.texts[outside.when]) {
				continue
			}
			if first, ok := n.inners[o]; !ok || in.lo < first {
				n.inners[o] = in.lo
				outside.marks |= outer
			}
		}
	}
}
