package analysis

import (
	"bytes"
	"encoding/hex"
	"slices"
	"strings"
	"sync"

	"entente/graph"
)

// Network is the relations of a store that tie entities together, as known at
// one time. It is immutable and safe for concurrent use.
type Network struct {
	// Seq is the store's version: the last entry of its change feed that the
	// network has.
	Seq int64

	// ids are the entities that relations tie, sorted: a node is an index.
	ids   []graph.EntityID
	kinds []graph.EntityKind
	edges []edge       // by relation id
	keys  []graph.Date // `when` of each edge
	// The ties of node v are halves[heads[v]:heads[v+1]], by the other node,
	// then by edge.
	heads  []int32
	halves []half

	// sums are the ties of all that is actual, without parallels, added up when
	// they are first asked for; those of node v are sums[sumHeads[v]:sumHeads[v+1]].
	added    sync.Once
	sumHeads []int32
	sums     []sum
}

// half is an edge as one of its nodes sees it.
type half struct{ to, edge int32 }

// edge is a relation.
type edge struct {
	id       [12]byte
	from, to int32
	// a and b are the parties of its dyad, a that of from; none where it has no
	// dyad. Which is whose may be unknown: then loose is set, and a < b.
	a, b int32
	// lo and hi are the first and last day that `when` may mean, 0 for unknown.
	lo, hi day
	// inner is the first day of the finer relations within it, 0 for none.
	inner day
	// seen is the last day it was told.
	seen           day
	weight, claims int32
	kind, modality uint8
	loose, fuzzy   bool
}

const none int32 = -1

// relationPrefix is what comes before the digits of a relation's id.
const relationPrefix = "relation:"

func (e *edge) relation() graph.RelationID {
	return graph.RelationID(relationPrefix + hex.EncodeToString(e.id[:]))
}

// The closed lists of graph as small numbers.
var (
	kindTable   = graph.Kinds()
	kindNumbers = func() map[graph.RelationKind]uint8 {
		out := make(map[graph.RelationKind]uint8, len(kindTable))
		for i, k := range kindTable {
			out[k.Kind] = uint8(i)
		}
		return out
	}()
	modalities = graph.Modalities()
)

// net is 1 for cooperation, -1 for conflict and 0 for what is neither.
func (e *edge) net() int {
	switch kindTable[e.kind].Quad {
	case graph.VerbalCooperation, graph.MaterialCooperation:
		return 1
	case graph.VerbalConflict, graph.MaterialConflict:
		return -1
	}
	return 0
}

func (e *edge) symmetric() bool { return kindTable[e.kind].Symmetric }

func (e *edge) event() bool { return kindTable[e.kind].Event() }

// node returns the index of an entity, none where nothing ties it.
func (n *Network) node(id graph.EntityID) int32 {
	i, ok := slices.BinarySearch(n.ids, id)
	if !ok {
		return none
	}
	return int32(i)
}

// Has reports whether relations tie the entity.
func (n *Network) Has(id graph.EntityID) bool { return n.node(id) != none }

// edge returns the place of a relation, and whether the network has it.
func (n *Network) edge(id graph.RelationID) (int32, bool) {
	var key [12]byte
	digits, ok := strings.CutPrefix(string(id), relationPrefix)
	if size, err := hex.Decode(key[:], []byte(digits[:min(len(digits), 2*len(key))])); !ok || err != nil || size != len(key) {
		return 0, false
	}
	i, ok := slices.BinarySearchFunc(n.edges, key, func(e edge, key [12]byte) int { return bytes.Compare(e.id[:], key[:]) })
	return int32(i), ok
}

// Size returns how many entities and relations the network has.
func (n *Network) Size() (entities, relations int) { return len(n.ids), len(n.edges) }

// row returns the ties of a node.
func (n *Network) row(v int32) []half { return n.halves[n.heads[v]:n.heads[v+1]] }

// builder makes a network of relations given in the order of their ids.
type builder struct {
	numbers map[graph.EntityID]int32
	ids     []graph.EntityID
	edges   []edge
	dates   spans
	keys    []graph.Date // `when` of each edge
	whens   map[graph.Date]graph.Date
}

// newBuilder returns a builder with room for so many relations.
func newBuilder(relations int) *builder {
	return &builder{edges: make([]edge, 0, relations), keys: make([]graph.Date, 0, relations), numbers: make(map[graph.EntityID]int32), dates: make(spans), whens: make(map[graph.Date]graph.Date)}
}

func (b *builder) number(id graph.EntityID) int32 {
	n, ok := b.numbers[id]
	if !ok {
		id = graph.EntityID(strings.Clone(string(id)))
		n = int32(len(b.ids))
		b.numbers[id], b.ids = n, append(b.ids, id)
	}
	return n
}

// when returns a date as a text of its own, one for all equal ones: what was
// read may be a part of a long text, which would be kept with it.
func (b *builder) when(d graph.Date) graph.Date {
	own, ok := b.whens[d]
	if !ok {
		own = graph.Date(strings.Clone(string(d)))
		b.whens[own] = own
	}
	return own
}

// add puts a relation in; one that is not readable is left out. The error
// wraps graph.ErrInvalid for an id that is none of a relation.
func (b *builder) add(r *graph.Relation) error {
	if !r.Readable() {
		return nil
	}
	e := edge{from: b.number(r.From), to: b.number(r.To), a: none, b: none, weight: int32(r.Weight), claims: int32(r.Claims),
		kind: kindNumbers[r.Kind], modality: uint8(max(0, slices.Index(modalities, r.Modality)))}
	digits := strings.TrimPrefix(string(r.ID), relationPrefix)
	if n, err := hex.Decode(e.id[:], []byte(digits[:min(len(digits), 2*len(e.id))])); err != nil || n != len(e.id) {
		return graph.Invalidf("relation %q has no id of a relation", r.ID)
	}
	when := b.dates.of(r.When)
	e.lo, e.hi, e.seen = when.lo, when.hi, b.dates.of(r.LastSeen).hi
	e.fuzzy = e.lo != 0 && (e.lo != e.hi || r.When.Approximate())
	b.parties(&e, r)
	b.edges, b.keys = append(b.edges, e), append(b.keys, b.when(r.When))
	return nil
}

// parties sets the two parties of the relation's dyad: an end that is one of
// them is its own, and the other end acts for the other.
func (b *builder) parties(e *edge, r *graph.Relation) {
	first, second, ok := strings.Cut(r.Pair, "|")
	if !ok {
		return
	}
	x, y := graph.EntityID(first), graph.EntityID(second)
	e.a, e.b = b.number(x), b.number(y)
	switch {
	case r.From == x || r.To == y:
	case r.From == y || r.To == x:
		e.a, e.b = e.b, e.a
	default:
		e.loose = true
	}
}

// done returns the network.
func (b *builder) done(seq int64) *Network {
	b.within()
	n := &Network{Seq: seq, ids: slices.Clone(b.ids), edges: slices.Clip(b.edges), keys: slices.Clip(b.keys)}
	slices.Sort(n.ids)
	place := make([]int32, len(n.ids))
	for i, id := range n.ids {
		place[b.numbers[id]] = int32(i)
		n.kinds = append(n.kinds, id.Kind())
	}
	for i := range n.edges {
		e := &n.edges[i]
		e.from, e.to = place[e.from], place[e.to]
		if e.a != none {
			e.a, e.b = place[e.a], place[e.b]
			if e.loose && e.a > e.b {
				e.a, e.b = e.b, e.a
			}
		}
	}
	n.tie()
	return n
}

// tie makes the rows of ties.
func (n *Network) tie() {
	n.heads = make([]int32, len(n.ids)+1)
	each := func(yield func(v, u, edge int32)) {
		for i := range n.edges {
			e := &n.edges[i]
			if e.from != e.to {
				yield(e.from, e.to, int32(i))
				yield(e.to, e.from, int32(i))
			}
			if e.a != none && (min(e.a, e.b) != min(e.from, e.to) || max(e.a, e.b) != max(e.from, e.to)) {
				yield(e.a, e.b, int32(i))
				yield(e.b, e.a, int32(i))
			}
		}
	}
	each(func(v, _, _ int32) { n.heads[v+1]++ })
	for v := range n.ids {
		n.heads[v+1] += n.heads[v]
	}
	n.halves = make([]half, n.heads[len(n.ids)])
	next := slices.Clone(n.heads)
	each(func(v, u, edge int32) {
		n.halves[next[v]] = half{u, edge}
		next[v]++
	})
	for v := range n.ids {
		slices.SortFunc(n.row(int32(v)), func(x, y half) int {
			if x.to != y.to {
				return int(x.to - y.to)
			}
			return int(x.edge - y.edge)
		})
	}
}

// within marks the relations that hold finer ones, as graph.MarkWithin has it.
func (b *builder) within() {
	type key struct {
		from, to       int32
		kind, modality uint8
	}
	keyOf := func(e *edge) key { return key{e.from, e.to, e.kind, e.modality} }
	wide := make(map[key][]int32)
	for i := range b.edges {
		if e := &b.edges[i]; e.fuzzy {
			wide[keyOf(e)] = append(wide[keyOf(e)], int32(i))
		}
	}
	for i := range b.edges {
		e := &b.edges[i]
		if e.lo == 0 {
			continue
		}
		for _, o := range wide[keyOf(e)] {
			outer := &b.edges[o]
			if int(o) != i && outer.lo <= e.lo && e.hi <= outer.hi && b.keys[i].Within(b.keys[o]) && (outer.inner == 0 || e.lo < outer.inner) {
				outer.inner = e.lo
			}
		}
	}
}
