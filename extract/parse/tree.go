package parse

import (
	"strconv"
	"strings"

	"entente/extract/segment"
)

// Word is a token with its place in the tree.
type Word struct {
	segment.Token
	Lemma string // dictionary form; names keep their capitals
	UPOS  string // universal part of speech: "VERB"
	XPOS  string // Penn tag: "VBD"
	Head  int    // index in Tree.Words, -1 for the root
	Rel   string // relation to the head, with subtype: "nsubj:pass"
}

// Tree is the analysis of one sentence. Unless it is empty it has exactly one
// word without a head, and every other word leads up to it.
type Tree struct {
	Words []Word
}

// Root gives the index of the root, -1 for an empty tree.
func (t *Tree) Root() int {
	for i := range t.Words {
		if t.Words[i].Head < 0 {
			return i
		}
	}
	return -1
}

// Children gives the indices of the words whose head is i, in order.
func (t *Tree) Children(i int) []int {
	var out []int
	for j := range t.Words {
		if t.Words[j].Head == i && j != i {
			out = append(out, j)
		}
	}
	return out
}

// Span gives the range of words, end exclusive, from the first to the last
// word that i dominates, i among them. Where a tree crosses itself, the range
// may hold words that i does not dominate.
func (t *Tree) Span(i int) (lo, hi int) {
	lo, hi = i, i+1
	for j := range t.Words {
		if j < lo || j >= hi {
			if t.Dominates(i, j) {
				lo, hi = min(lo, j), max(hi, j+1)
			}
		}
	}
	return lo, hi
}

// Dominates says whether i is j or stands above it.
func (t *Tree) Dominates(i, j int) bool {
	for n := 0; j >= 0 && n <= len(t.Words); n++ {
		if j == i {
			return true
		}
		j = t.Words[j].Head
	}
	return false
}

// String writes the tree for people: one word a line, each below its head and
// indented more, with tags and relation.
func (t *Tree) String() string {
	var b strings.Builder
	if root := t.Root(); root >= 0 {
		t.write(&b, root, 0)
	}
	return b.String()
}

func (t *Tree) write(b *strings.Builder, i, depth int) {
	w := &t.Words[i]
	b.WriteString(strings.Repeat("  ", depth))
	b.WriteString(w.Rel + " " + w.Text)
	if w.Lemma != w.Text {
		b.WriteString(" (" + w.Lemma + ")")
	}
	b.WriteString(" " + w.UPOS + " " + w.XPOS + "\n")
	for _, c := range t.Children(i) {
		t.write(b, c, depth+1)
	}
}

// Conllu writes the tree in CoNLL-U, without comments, with an empty line at
// the end. Words count from 1, the head of the root is 0.
func (t *Tree) Conllu() string {
	var b strings.Builder
	for i := range t.Words {
		w := &t.Words[i]
		space := "SpaceAfter=No"
		if i+1 == len(t.Words) || t.Words[i+1].Start > w.End {
			space = "_"
		}
		b.WriteString(strings.Join([]string{strconv.Itoa(i + 1), w.Text, w.Lemma, w.UPOS, w.XPOS, "_",
			strconv.Itoa(w.Head + 1), w.Rel, "_", space}, "\t"))
		b.WriteByte('\n')
	}
	b.WriteByte('\n')
	return b.String()
}
