package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// edge leads from a node of the trie by one piece.
type edge struct {
	node  int32
	piece string
}

// want is the case rule of one piece of a name.
type want struct {
	rule caseRule
	raw  string
}

type caseRule uint8

const (
	anyCase caseRule = iota // a word that the name itself has in lower case
	capital                 // must not begin with a lower-case letter
	acronym                 // letter for letter, or Capitalised from four letters on
)

// leaf is one thing that ends at a node, with the case rules of its name.
type leaf struct {
	wants []want
	value int32
}

// trie finds the longest names at a position. It is built once and then only
// read.
type trie struct {
	next  map[edge]int32
	ends  map[int32][]leaf
	count int32
}

func newTrie() *trie {
	return &trie{next: map[edge]int32{}, ends: map[int32][]leaf{}}
}

// add enters a name; noun says that case does not matter, as for common nouns.
func (t *trie) add(name string, value int32, noun bool) {
	var node int32
	var wants []want
	for _, word := range strings.Fields(name) {
		for _, p := range pieces(word) {
			node = t.step(node, p.fold)
			wants = append(wants, wantOf(p.raw, noun))
		}
	}
	if len(wants) == 0 {
		return
	}
	for _, l := range t.ends[node] {
		if l.value == value && sameWants(l.wants, wants) {
			return
		}
	}
	t.ends[node] = append(t.ends[node], leaf{wants, value})
}

func sameWants(a, b []want) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func (t *trie) step(node int32, fold string) int32 {
	e := edge{node, fold}
	n, ok := t.next[e]
	if !ok {
		t.count++
		n = t.count
		t.next[e] = n
	}
	return n
}

func wantOf(raw string, noun bool) want {
	letters, upper := 0, 0
	for _, r := range raw {
		if unicode.IsLetter(r) {
			letters++
		}
		if unicode.IsUpper(r) {
			upper++
		}
	}
	first, _ := utf8.DecodeRuneInString(raw)
	switch {
	case upper > 1 && utf8.RuneCountInString(raw) <= 8, upper == 1 && letters == 1 && utf8.RuneCountInString(raw) > 1:
		return want{acronym, raw}
	case noun || upper == 0:
		return want{rule: anyCase}
	case unicode.IsUpper(first):
		return want{rule: capital}
	}
	return want{acronym, raw}
}

func (w want) holds(raw string) bool {
	switch w.rule {
	case capital:
		r, _ := utf8.DecodeRuneInString(raw)
		return !unicode.IsLower(r)
	case acronym:
		if raw == w.raw || strings.ToUpper(w.raw) == raw {
			return true
		}
		return utf8.RuneCountInString(raw) >= 4 && raw == titled(w.raw)
	}
	return true
}

// titled writes an acronym as a name: NATO as Nato.
func titled(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return s[:n] + strings.ToLower(s[n:])
}

// match returns the values of the longest names that begin at token i, and the
// number of tokens that they cover; nil and 0 where none does. Tokens of mere
// hyphens are passed over inside a name. A clitic s written on the last token
// ("China's") is covered with it.
func (t *trie) match(tokens []string, i int) (values []int32, n int) {
	var node int32
	var raws [16]string
	var buf [8]piece
	depth := 0
	for j := i; j < len(tokens); j++ {
		ps := appendPieces(buf[:0], tokens[j])
		if len(ps) == 0 && j == i {
			return nil, 0
		}
		for k, p := range ps {
			next, ok := t.next[edge{node, p.fold}]
			if !ok || depth == len(raws) {
				if k > 0 && k == len(ps)-1 && p.fold == "s" {
					if vs := t.at(node, raws[:depth]); vs != nil {
						return vs, j - i + 1
					}
				}
				return values, n
			}
			raws[depth], node = p.raw, next
			depth++
		}
		if len(ps) > 0 {
			if vs := t.at(node, raws[:depth]); vs != nil {
				values, n = vs, j-i+1
			}
		}
	}
	return values, n
}

// at returns the values that end at a node and whose case rules hold.
func (t *trie) at(node int32, raws []string) []int32 {
	var out []int32
leaves:
	for _, l := range t.ends[node] {
		if len(l.wants) != len(raws) {
			continue
		}
		for i, w := range l.wants {
			if !w.holds(raws[i]) {
				continue leaves
			}
		}
		out = append(out, l.value)
	}
	return out
}
