package analysis

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"slices"
	"strings"
	"sync"

	"entente/graph"
)

// Network is the relations of a store that tie entities together, as known at
// one time. It is immutable and safe for concurrent use.
//
// It lies in a few arrays without pointers, since a server holds it all the time
// and a store may have very many relations: what many of them have alike, as
// their ends or their `when`, is there once.
type Network struct {
	// Seq is the store's version: the last entry of its change feed that the
	// network has.
	Seq int64

	// ids are the entities that relations tie, sorted: a node is an index.
	ids   []graph.EntityID
	kinds []graph.EntityKind
	edges []edge // by relation id
	// whens and tallies are what edges have, with the texts of whens; inners is,
	// for those that hold finer ones, the first day of these.
	whens   []span
	texts   []graph.Date
	tallies []tally
	inners  map[int32]day
	// pairs are those that edges tie, sorted; the edges of pair p are
	// tied[tiedHeads[p]:tiedHeads[p+1]], in their order.
	pairs     []pair
	tiedHeads []int32
	tied      []int32
	// The neighbours of node v are near[heads[v]:heads[v+1]], sorted.
	heads []int32
	near  []neighbour

	// sums are the ties of all that is actual, by pair, added up when they are
	// first asked for.
	added sync.Once
	sums  []sum
}

// edge is a relation.
type edge struct {
	id [12]byte
	// ends is the pair of its ends, parties that of its dyad's parties, none
	// where it has no dyad.
	ends, parties int32
	// when and tally are places in the network's lists.
	when, tally    int32
	kind, modality uint8
	marks          marks
}

// marks are what is true of an edge.
type marks uint8

const (
	// backward: it leads from the second of its ends to the first.
	backward marks = 1 << iota
	// crossed: the party that the edge's `from` acts for is the second.
	crossed
	// loose: which party is whose is unknown.
	loose
	// outer: it holds finer ones.
	outer
)

// tally is how many documents and claims affirm.
type tally struct{ weight, claims int32 }

// pair are two nodes, the lower first; of a relation of an entity with itself,
// twice the same.
type pair struct{ v, u int32 }

func (p pair) compare(o pair) int { return cmp.Or(cmp.Compare(p.v, o.v), cmp.Compare(p.u, o.u)) }

// neighbour is a node that relations tie to another, and the pair of the two.
type neighbour struct{ to, pair int32 }

const none int32 = -1

// Version returns Seq.
func (n *Network) Version() int64 { return n.Seq }

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

func (e *edge) occurrence() bool { return kindTable[e.kind].Occurrence }

func (e *edge) is(m marks) bool { return e.marks&m != 0 }

// fromTo returns the ends of an edge.
func (n *Network) fromTo(e *edge) (from, to int32) {
	p := n.pairs[e.ends]
	if e.is(backward) {
		return p.u, p.v
	}
	return p.v, p.u
}

// dyad returns the parties of an edge's dyad, a that of `from`, none where it
// has no dyad. Which is whose is unknown of a loose edge: then a is the lower.
func (n *Network) dyad(e *edge) (a, b int32) {
	if e.parties == none {
		return none, none
	}
	p := n.pairs[e.parties]
	if e.is(crossed) {
		return p.u, p.v
	}
	return p.v, p.u
}

// days returns the days that an edge's `when` may mean, zero where it is unknown.
func (n *Network) days(e *edge) span { return n.whens[e.when] }

func (n *Network) weight(e *edge) int32 { return n.tallies[e.tally].weight }

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
	key, ok := digits(id)
	if !ok {
		return 0, false
	}
	i, ok := slices.BinarySearchFunc(n.edges, key, func(e edge, key [12]byte) int { return bytes.Compare(e.id[:], key[:]) })
	return int32(i), ok
}

// digits returns those of a relation's id, false for an id that is none.
func digits(id graph.RelationID) (key [12]byte, ok bool) {
	text, ok := strings.CutPrefix(string(id), relationPrefix)
	size, err := hex.Decode(key[:], []byte(text[:min(len(text), 2*len(key))]))
	return key, ok && err == nil && size == len(key)
}

// Size returns how many entities and relations the network has.
func (n *Network) Size() (entities, relations int) { return len(n.ids), len(n.edges) }

// row returns the neighbours of a node.
func (n *Network) row(v int32) []neighbour { return n.near[n.heads[v]:n.heads[v+1]] }

// of returns the edges that tie a pair.
func (n *Network) of(pair int32) []int32 { return n.tied[n.tiedHeads[pair]:n.tiedHeads[pair+1]] }

// pairOf returns the pair of two nodes, false where nothing ties them.
func (n *Network) pairOf(v, u int32) (int32, bool) {
	i, ok := slices.BinarySearchFunc(n.pairs, pair{min(v, u), max(v, u)}, pair.compare)
	return int32(i), ok
}
