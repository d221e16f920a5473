package names

import (
	"unicode"
	"unicode/utf8"

	"entente/extract/lexicon"
	"entente/extract/parse"
)

// Class is what a name is a name of.
type Class byte

// The classes of names.
const (
	Person Class = 1 + iota
	Organization
	Place
)

// Span are the words [Lo, Hi) of a sentence, a name.
type Span struct {
	Lo, Hi int
	Class  Class
	// Margin is by how much the weakest of its words is rather of this class than of
	// none or of another.
	Margin int
}

// label is a class with the first or a later word of a name; 0 is no name.
type label byte

const labels = 7

func (l label) class() Class { return Class((l + 1) / 2) }
func (l label) first() bool  { return l%2 == 1 }

// follows reports whether a label may stand behind another.
func (l label) follows(before label) bool {
	return l == 0 || l.first() || before == l || before == l-1
}

// Labeller finds names. It is immutable.
type Labeller struct {
	lex   *lexicon.Lexicon
	knows func(word string) bool
}

// New returns a labeller that asks the lexicon, and whether the grammar was learnt from
// texts that have a word.
func New(lex *lexicon.Lexicon, knows func(string) bool) *Labeller {
	return &Labeller{lex, knows}
}

// Label finds the names in the run of words around word i that names may be made of, in
// order, and returns where that run ends; i + 1 where there is none. Words that do not begin
// with a capital are parts of names only between such.
func (l *Labeller) Label(words []parse.Word, i int) ([]Span, int) {
	lo, hi := run(words, i)
	if lo == hi {
		return nil, i + 1
	}
	return l.run(words, lo, hi).label(weights), hi
}

// run is the run of candidates around word i.
func run(words []parse.Word, i int) (lo, hi int) {
	lo, hi = i, i
	for hi < len(words) && candidate(words, hi) {
		hi++
	}
	for lo > 0 && hi > i && candidate(words, lo-1) {
		lo--
	}
	return lo, hi
}

// Run are words in a row that names may be made of: where they begin and, for each, its
// features.
type Run struct {
	Lo   int
	Rows [][]uint32
}

func (r Run) label(weights string) []Span {
	scores := make([][labels]int32, len(r.Rows))
	for i, fs := range r.Rows {
		for _, f := range fs {
			addRow(&scores[i], weights, f)
		}
	}
	return spans(r.Lo, best(scores, func(b, l label) int32 { return behind(weights, b, l) }), scores)
}

// run gives the features of the words [lo, hi).
func (l *Labeller) run(words []parse.Word, lo, hi int) Run {
	s := l.look(words, lo, hi)
	rows := make([][]uint32, hi-lo)
	for i := range rows {
		rows[i] = s.features(lo+i, lo, hi)
	}
	return Run{lo, rows}
}

// candidate reports whether a word can be part of a name.
func candidate(words []parse.Word, i int) bool {
	if capital(words[i].Text) {
		return true
	}
	if i == 0 || i+1 >= len(words) || !capital(words[i+1].Text) && !joins(words[i+1].Text) {
		return false
	}
	return joins(words[i].Text) && (capital(words[i-1].Text) || joins(words[i-1].Text))
}

func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

// joins reports a word that may stand between the capitals of a name.
func joins(w string) bool {
	switch w {
	case "of", "for", "the", "and", "&", "-", "–", "'s", "’s", "'", "’", "de", "del", "da", "do", "di", "la", "al", "el", "bin", "ibn", "von", "van", "der", "den", "y", "uulu":
		return true
	}
	return false
}

// best is the sequence of labels with the greatest sum (Viterbi).
func best[N int32 | float64](scores [][labels]N, behind func(before, l label) N) []label {
	type cell struct {
		sum  N
		from label
	}
	chart := make([][labels]cell, len(scores))
	never := N(-1 << 30)
	for i := range scores {
		for l := range label(labels) {
			c := &chart[i][l]
			c.sum = never
			if i == 0 {
				if l.follows(0) {
					c.sum = scores[0][l] + behind(0, l)
				}
				continue
			}
			for b := range label(labels) {
				if v := chart[i-1][b].sum + behind(b, l); l.follows(b) && chart[i-1][b].sum > never && v+scores[i][l] > c.sum {
					c.sum, c.from = v+scores[i][l], b
				}
			}
		}
	}
	out := make([]label, len(scores))
	last := len(scores) - 1
	for l := range label(labels) {
		if chart[last][l].sum > chart[last][out[last]].sum {
			out[last] = l
		}
	}
	for i := last; i > 0; i-- {
		out[i-1] = chart[i][out[i]].from
	}
	return out
}

// spans are the names that labels of words from lo on say, without what joins nothing at
// their ends.
func spans(lo int, ls []label, scores [][labels]int32) []Span {
	var out []Span
	for i, l := range ls {
		if l == 0 {
			continue
		}
		if l.first() || len(out) == 0 || out[len(out)-1].Hi != lo+i || out[len(out)-1].Class != l.class() {
			out = append(out, Span{lo + i, lo + i, l.class(), 1 << 20})
		}
		s := &out[len(out)-1]
		s.Hi = lo + i + 1
		s.Margin = min(s.Margin, margin(&scores[i], l.class()))
	}
	return out
}

func margin(row *[labels]int32, c Class) int {
	own, other := int32(-1<<30), row[0]
	for l := label(1); l < labels; l++ {
		if l.class() == c {
			own = max(own, row[l])
		} else {
			other = max(other, row[l])
		}
	}
	return int(own - other)
}
