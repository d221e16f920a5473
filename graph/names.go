package graph

import (
	"cmp"
	"context"
	"iter"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"
)

// Names finds entities by the words of their names and codes: words that begin
// so, or that are a typing error away. It is immutable and safe for concurrent
// use. It lies in few lists, since a server holds it all the time.
type Names struct {
	// Seq is the store's version: the last entry of its change feed when the
	// reading began.
	Seq   int64
	ids   []EntityID // sorted
	kinds []EntityKind
	words []string // sorted
	// The entities that have word i are at[heads[i]:heads[i+1]], sorted.
	heads, at []int32
}

// Version returns Seq.
func (n *Names) Version() int64 { return n.Seq }

// NamesReader is what of a Reader ReadNames needs.
type NamesReader interface {
	FindEntities(ctx context.Context, q Query) ([]Page[Entity], error)
	Stats(ctx context.Context) (Stats, error)
}

// ReadNames reads the names of all entities of a store as known at an instant,
// "" for now, page by page.
func ReadNames(ctx context.Context, r NamesReader, known Instant) (*Names, error) {
	stats, err := r.Stats(ctx)
	if err != nil {
		return nil, err
	}
	b := namesBuilder{byWord: make(map[string][]int32)}
	for e, err := range everyItem(ctx, r.FindEntities, Query{Subject: SubjectEntity, AsOf: AsOf{Known: known}}) {
		if err != nil {
			return nil, err
		}
		b.add(e)
	}
	return b.done(stats.Seq), nil
}

// With returns the names of a later version: of the entities that changed they are
// those of now, sorted by id, and those of no other of them.
func (n *Names) With(seq int64, changed map[EntityID]bool, now []*Entity) *Names {
	b := namesBuilder{byWord: make(map[string][]int32, len(n.words))}
	// place is where an entity of n is among those of later, -1 for none.
	place, next := make([]int32, len(n.ids)), 0
	for i, id := range n.ids {
		for ; next < len(now) && now[next].ID < id; next++ {
			b.add(now[next])
		}
		if place[i] = -1; !changed[id] {
			place[i] = b.place(id, n.kinds[i])
		}
	}
	for ; next < len(now); next++ {
		b.add(now[next])
	}
	for i, w := range n.words {
		for _, at := range n.at[n.heads[i]:n.heads[i+1]] {
			if place[at] >= 0 {
				b.byWord[w] = append(b.byWord[w], place[at])
			}
		}
	}
	return b.done(seq)
}

// namesBuilder makes names of entities that come in the order of their ids.
type namesBuilder struct {
	Names
	byWord map[string][]int32
}

func (b *namesBuilder) place(id EntityID, kind EntityKind) int32 {
	b.ids, b.kinds = append(b.ids, id), append(b.kinds, kind)
	return int32(len(b.ids) - 1)
}

func (b *namesBuilder) add(e *Entity) {
	// What is kept must not be a part of the text that the entity was read from.
	id := EntityID(strings.Clone(string(e.ID)))
	at := b.place(id, id.Kind())
	words := strings.Fields(e.SearchText())
	slices.Sort(words)
	for _, w := range slices.Compact(words) {
		if _, ok := b.byWord[w]; !ok {
			w = strings.Clone(w)
		}
		b.byWord[w] = append(b.byWord[w], at)
	}
}

func (b *namesBuilder) done(seq int64) *Names {
	b.Seq = seq
	for w := range b.byWord {
		b.words = append(b.words, w)
	}
	slices.Sort(b.words)
	b.heads = append(b.heads, 0)
	for _, w := range b.words {
		at := b.byWord[w]
		slices.Sort(at)
		b.at = append(b.at, at...)
		b.heads = append(b.heads, int32(len(b.at)))
	}
	b.ids, b.kinds, b.words = slices.Clip(b.ids), slices.Clip(b.kinds), slices.Clip(b.words)
	b.heads, b.at = slices.Clip(b.heads), slices.Clip(b.at)
	return &b.Names
}

// Begin returns the first entities by id of the kinds, nil for all, that have
// every word of the query, the last word as a prefix, as MatchesText has it of
// their SearchText; and whether there are more than so many. A query without words
// finds nothing.
func (n *Names) Begin(query string, kinds []EntityKind, most int) (first []EntityID, more bool) {
	var found []uint64
	terms := Tokens(query)
	for i, term := range terms {
		with := n.having(term.Text, i == len(terms)-1)
		if found == nil {
			found = with
			continue
		}
		for k := range found {
			found[k] &= with[k]
		}
	}
	for at := range ones(found) {
		switch {
		case kinds != nil && !slices.Contains(kinds, n.kinds[at]):
		case len(first) == most:
			return first, true
		default:
			first = append(first, n.ids[at])
		}
	}
	return first, false
}

// having returns the entities that have a word, or one that begins so, as a set
// of bits.
func (n *Names) having(word string, prefix bool) []uint64 {
	set := make([]uint64, (len(n.ids)+63)/64)
	i, _ := slices.BinarySearch(n.words, word)
	for ; i < len(n.words) && (n.words[i] == word || prefix && strings.HasPrefix(n.words[i], word)); i++ {
		for _, at := range n.at[n.heads[i]:n.heads[i+1]] {
			set[at/64] |= 1 << (at % 64)
		}
	}
	return set
}

// ones yields the places of the bits of a set, in order.
func ones(set []uint64) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, rest := range set {
			for ; rest != 0; rest &= rest - 1 {
				if !yield(64*i + bits.TrailingZeros64(rest)) {
					return
				}
			}
		}
	}
}

// Similar returns the entities of the kinds, nil for all, that have for each
// word of the query one that is at most Slips away from it, the last word as a
// prefix: those with fewest errors in all first, then by id. A query without
// words finds nothing.
func (n *Names) Similar(query string, kinds []EntityKind) []EntityID {
	terms := Tokens(query)
	var found map[int32]int
	for i, term := range terms {
		near := n.near(term.Text, i == len(terms)-1)
		if found == nil {
			found = near
			continue
		}
		for at, d := range found {
			if more, ok := near[at]; ok {
				found[at] = d + more
			} else {
				delete(found, at)
			}
		}
	}
	type hit struct{ at, errors int }
	var hits []hit
	for at, d := range found {
		if kinds == nil || slices.Contains(kinds, n.kinds[at]) {
			hits = append(hits, hit{int(at), d})
		}
	}
	slices.SortFunc(hits, func(a, b hit) int { return cmp.Or(cmp.Compare(a.errors, b.errors), cmp.Compare(a.at, b.at)) })
	out := make([]EntityID, len(hits))
	for i, h := range hits {
		out[i] = n.ids[h.at]
	}
	return out
}

// near returns the entities with a word near a term, with the least distance.
func (n *Names) near(term string, prefix bool) map[int32]int {
	most, length := Slips(term), utf8.RuneCountInString(term)
	out := make(map[int32]int)
	for i, w := range n.words {
		// Bytes are cheaper than runes, and a rune has up to four of them.
		if len(w) < length-most || !prefix && len(w) > 4*(length+most) {
			continue
		}
		d := Distance(term, w, most, prefix)
		if d > most {
			continue
		}
		for _, at := range n.at[n.heads[i]:n.heads[i+1]] {
			if old, ok := out[at]; !ok || d < old {
				out[at] = d
			}
		}
	}
	return out
}
