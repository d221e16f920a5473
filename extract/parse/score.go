package parse

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"entente/extract/segment"
)

// Scores counts what a model gets right on a treebank. All words count,
// punctuation among them, and labels count with their subtypes.
type Scores struct {
	Sentences int // of the treebank
	Words     int // of the treebank
	System    int // words that the segmenter made; equal to Words on gold tokens
	Matched   int // words with the span of a word of the treebank
	Exact     int // sentences with the span of a sentence of the treebank
	Cut       int // sentences that the segmenter made
	UPOS      int // right tags, among matched words
	XPOS      int
	Lemmas    int
	Heads     int // right heads
	Labelled  int // right heads with the right label
}

// share gives the F1 of a count in per cent; on gold tokens it is the share of
// right words.
func (s Scores) share(right int) float64 {
	if s.Words+s.System == 0 {
		return 0
	}
	return 200 * float64(right) / float64(s.Words+s.System)
}

// String gives the scores in per cent on one line: on gold tokens the share of
// all words, on raw text F1.
func (s Scores) String() string {
	sentences := 0.0
	if s.Sentences+s.Cut > 0 {
		sentences = 200 * float64(s.Exact) / float64(s.Sentences+s.Cut)
	}
	return fmt.Sprintf("sentences %.2f words %.2f UPOS %.2f XPOS %.2f lemmas %.2f UAS %.2f LAS %.2f",
		sentences, s.share(s.Matched), s.share(s.UPOS), s.share(s.XPOS), s.share(s.Lemmas), s.share(s.Heads), s.share(s.Labelled))
}

// ReadConllu reads a treebank. Multiword ranges and empty nodes are left out,
// and multiword tokens whose text is that of their words joined get the spans
// of their parts. Spans count within the text of the whole file, in which a
// paragraph is a block; that text is the second result. An error comes from r
// or names the line that is no CoNLL-U.
func ReadConllu(r io.Reader) (trees []*Tree, text string, err error) {
	c := conllu{}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if err := c.line(lines.Text()); err != nil {
			return nil, "", fmt.Errorf("line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, "", err
	}
	c.end()
	return c.trees, c.text.String(), nil
}

// conllu collects trees and the text that they stand for.
type conllu struct {
	trees     []*Tree
	text      strings.Builder
	at        int // runes written
	tree      *Tree
	space     bool // white space is due before the next word
	paragraph bool // a blank line is due instead
	until     int  // last word of the multiword token in work
	glued     bool // no space is due behind that token
}

func (c *conllu) line(line string) error {
	switch {
	case line == "":
		c.end()
		return nil
	case line[0] == '#':
		c.paragraph = c.paragraph || strings.HasPrefix(line, "# newpar") || strings.HasPrefix(line, "# newdoc")
		return nil
	}
	f := strings.Split(line, "\t")
	if len(f) != 10 {
		return fmt.Errorf("%d columns, want 10", len(f))
	}
	if _, last, ok := strings.Cut(f[0], "-"); ok {
		c.until, _ = strconv.Atoi(last)
		c.glued = strings.Contains(f[9], "SpaceAfter=No")
		return nil
	}
	if strings.Contains(f[0], ".") {
		return nil
	}
	head, err := strconv.Atoi(f[6])
	if err != nil {
		return fmt.Errorf("head: %w", err)
	}
	c.word(f, head)
	return nil
}

// word adds a word to the tree and the text.
func (c *conllu) word(f []string, head int) {
	if c.tree == nil {
		c.tree = &Tree{}
	}
	switch {
	case c.at == 0:
	case c.paragraph:
		c.write("\n\n")
	case c.space:
		c.write(" ")
	}
	c.paragraph = false
	start := c.at
	c.write(f[1])
	c.tree.Words = append(c.tree.Words, Word{
		Token: segment.Token{Text: f[1], Start: start, End: c.at},
		Lemma: f[2], UPOS: f[3], XPOS: f[4], Head: head - 1, Rel: f[7],
	})
	glued := strings.Contains(f[9], "SpaceAfter=No")
	if n := len(c.tree.Words); n <= c.until {
		glued = n < c.until || c.glued
	}
	c.space = !glued
}

func (c *conllu) write(s string) {
	c.text.WriteString(s)
	c.at += len([]rune(s))
}

func (c *conllu) end() {
	if c.tree != nil {
		c.trees = append(c.trees, c.tree)
	}
	c.tree, c.until = nil, 0
	c.space = true
}

// Score parses the sentences of a treebank with its own tokens.
func Score(r io.Reader, m *Model) (Scores, error) {
	gold, _, err := ReadConllu(r)
	if err != nil {
		return Scores{}, err
	}
	got := make([]*Tree, len(gold))
	for i, g := range gold {
		s := segment.Sentence{Tokens: make([]segment.Token, len(g.Words))}
		for k := range g.Words {
			s.Tokens[k] = g.Words[k].Token
		}
		got[i] = m.Parse(s)
	}
	return compare(gold, got), nil
}

// ScoreText parses the text of a treebank from its characters: segmentation
// counts too, and scores are F1.
func ScoreText(r io.Reader, m *Model) (Scores, error) {
	gold, text, err := ReadConllu(r)
	if err != nil {
		return Scores{}, err
	}
	var got []*Tree
	for _, s := range segment.Split(text) {
		got = append(got, m.Parse(s))
	}
	return compare(gold, got), nil
}

// compare aligns words by their spans. A head is right if it is aligned with
// the right head, or if both words are roots.
func compare(gold, got []*Tree) Scores {
	type span struct{ start, end int }
	type place struct{ tree, word int }
	s := Scores{Sentences: len(gold), Cut: len(got)}
	words, sentences := map[span]place{}, map[span]bool{}
	bounds := func(t *Tree) span { return span{t.Words[0].Start, t.Words[len(t.Words)-1].End} }
	for i, t := range got {
		s.System += len(t.Words)
		for k := range t.Words {
			words[span{t.Words[k].Start, t.Words[k].End}] = place{i, k}
		}
		if len(t.Words) > 0 {
			sentences[bounds(t)] = true
		}
	}
	for _, t := range gold {
		s.Words += len(t.Words)
		if sentences[bounds(t)] {
			s.Exact++
		}
		for k := range t.Words {
			g := &t.Words[k]
			p, ok := words[span{g.Start, g.End}]
			if !ok {
				continue
			}
			w := &got[p.tree].Words[p.word]
			headless := g.Head < 0 && w.Head < 0
			if g.Head >= 0 && w.Head >= 0 {
				a, b := &t.Words[g.Head], &got[p.tree].Words[w.Head]
				headless = a.Start == b.Start && a.End == b.End
			}
			s.count(g, w, headless)
		}
	}
	return s
}

func (s *Scores) count(g, w *Word, head bool) {
	add := func(to *int, ok bool) {
		if ok {
			*to++
		}
	}
	s.Matched++
	add(&s.UPOS, g.UPOS == w.UPOS)
	add(&s.XPOS, g.XPOS == w.XPOS)
	add(&s.Lemmas, g.Lemma == w.Lemma)
	add(&s.Heads, head)
	add(&s.Labelled, head && g.Rel == w.Rel)
}
