package graph

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"
)

// Slips returns how many typing errors a word of a search may hold: none below
// four letters, one up to seven, two from eight on.
func Slips(term string) int {
	switch n := utf8.RuneCountInString(term); {
	case n < 4:
		return 0
	case n < 8:
		return 1
	}
	return 2
}

// Distance returns the number of insertions, deletions, substitutions and swaps
// of neighbours that make one word of another (optimal string alignment, after
// Damerau 1964), or most+1 where it is more than most. With prefix, b may go on
// with anything.
func Distance(a, b string, most int, prefix bool) int {
	x, y := []rune(a), []rune(b)
	if prefix && len(y) > len(x)+most {
		y = y[:len(x)+most]
	}
	if d := len(x) - len(y); d > most || -d > most {
		return most + 1
	}
	var before, last []int
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(x); i++ {
		before, last, row = last, row, make([]int, len(y)+1)
		row[0] = i
		for j := 1; j <= len(y); j++ {
			same := 1
			if x[i-1] == y[j-1] {
				same = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+same)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	d := row[len(y)]
	if prefix {
		d = slices.Min(row)
	}
	return min(d, most+1)
}

// Names finds entities by words that are a typing error away from those of
// their names and codes. It is immutable and safe for concurrent use.
type Names struct {
	// Seq is the store's version: the last entry of its change feed when the
	// reading began.
	Seq   int64
	ids   []EntityID
	kinds []EntityKind
	words []string  // sorted
	at    [][]int32 // the entities that have each word
}

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
	n := &Names{Seq: stats.Seq}
	byWord := make(map[string][]int32)
	for e, err := range everyItem(ctx, r.FindEntities, Query{Subject: SubjectEntity, AsOf: AsOf{Known: known}}) {
		if err != nil {
			return nil, err
		}
		at := int32(len(n.ids))
		// What is kept must not be a part of the text that the entity was read from.
		id := EntityID(strings.Clone(string(e.ID)))
		n.ids, n.kinds = append(n.ids, id), append(n.kinds, id.Kind())
		words := strings.Fields(e.SearchText())
		slices.Sort(words)
		for _, w := range slices.Compact(words) {
			if _, ok := byWord[w]; !ok {
				w = strings.Clone(w)
			}
			byWord[w] = append(byWord[w], at)
		}
	}
	for w := range byWord {
		n.words = append(n.words, w)
	}
	slices.Sort(n.words)
	for _, w := range n.words {
		n.at = append(n.at, byWord[w])
	}
	return n, nil
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
		for _, at := range n.at[i] {
			if old, ok := out[at]; !ok || d < old {
				out[at] = d
			}
		}
	}
	return out
}

// SimilarWords returns the spans of text, in code points, whose words are at
// most Slips away from a word of the query, the last one as a prefix.
func SimilarWords(text, query string) []Token {
	terms := Tokens(query)
	var out []Token
	for _, t := range Tokens(text) {
		for i, term := range terms {
			if most := Slips(term.Text); Distance(term.Text, t.Text, most, i == len(terms)-1) <= most {
				out = append(out, t)
				break
			}
		}
	}
	return out
}
