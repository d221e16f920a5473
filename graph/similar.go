package graph

import (
	"slices"
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
