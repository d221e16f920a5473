package parse

import (
	"encoding/binary"
	"strings"
	"unicode/utf8"

	"entente/extract/segment"
	"entente/graph"
)

// Pages keeps the sentences of a text with their trees in few bytes a word and
// gives them back as they were. A reader of a long text adds each once and asks
// for them again when a later step needs them. It is for one goroutine.
type Pages struct {
	text  graph.Text
	pages []page
	// blocks hold the data of the pages, each within one block. Data that grew in
	// one piece would be copied, and there twice meanwhile.
	blocks [][]byte
	data   []byte  // of the page that is being written
	tags   Strings // few: a number fits a byte
	words  Strings
	// recent holds the last pages that were asked for, each at its number
	// modulo the length.
	recent [8]struct {
		number   int
		sentence segment.Sentence
		tree     *Tree
	}
}

// A page says where a sentence stands in the text, where its first word does, which may be
// that of an earlier line, and its place in the blocks: the block's number times blockSize,
// and the place there.
type page struct{ start, end, first, at uint32 }

const blockSize = 1 << 18

// NewPages returns pages of a text without any sentence.
func NewPages(text graph.Text) *Pages {
	p := &Pages{text: text}
	for i := range p.recent {
		p.recent[i].number = -1
	}
	return p
}

// Len returns how many sentences were added.
func (p *Pages) Len() int { return len(p.pages) }

// Span returns the code points of sentence i.
func (p *Pages) Span(i int) (start, end int) {
	return int(p.pages[i].start), int(p.pages[i].end)
}

// Add keeps the next sentence, which is of the text, and its tree.
func (p *Pages) Add(s segment.Sentence, t *Tree) {
	first := s.Start
	if len(s.Tokens) > 0 {
		first = min(first, s.Tokens[0].Start)
	}
	p.pages = append(p.pages, page{start: uint32(s.Start), end: uint32(s.End), first: uint32(first)})
	p.SetTree(len(p.pages)-1, s.Paragraph, t)
}

// Parsed says whether sentence i has a tree with tags, which an unparsed one
// of [Flat] lacks.
func (p *Pages) Parsed(i int) bool {
	t := p.Tree(i)
	return len(t.Words) == 0 || t.Words[0].UPOS != ""
}

// Flat returns a sentence that is not parsed: words without tags that all hang
// on the first.
func Flat(s segment.Sentence) *Tree {
	t := &Tree{Words: make([]Word, len(s.Tokens))}
	for i, k := range s.Tokens {
		t.Words[i].Token = k
		flatten(&t.Words[i], i)
	}
	return t
}

// flatten makes a word what it is in a sentence that is not parsed.
func flatten(w *Word, i int) {
	w.Lemma, w.Head, w.Rel = w.Text, 0, "dep"
	if i == 0 {
		w.Head, w.Rel = -1, "root"
	}
}

// SetTree gives sentence i of a paragraph another tree over the same words.
func (p *Pages) SetTree(i, paragraph int, t *Tree) {
	p.data = p.data[:0]
	p.recent[i%len(p.recent)].number = -1
	flat := isFlat(t)
	p.number(paragraph)
	p.number(len(t.Words)<<1 | flat)
	at := int(p.pages[i].first)
	for i := range t.Words {
		w := &t.Words[i]
		p.number(w.Start - at)
		p.number(w.End - w.Start)
		at = w.End
		if flat == 1 {
			continue
		}
		p.data = append(p.data, byte(p.tags.ID(w.UPOS)), byte(p.tags.ID(w.XPOS)), byte(p.tags.ID(w.Rel)))
		p.data = binary.AppendVarint(p.data, int64(w.Head-i))
		p.number(p.lemma(w))
	}
	p.pages[i].at = p.keep(p.data)
}

// isFlat returns 1 for a tree as Flat makes it, else 0.
func isFlat(t *Tree) int {
	for i := range t.Words {
		flat := Word{Token: t.Words[i].Token}
		if flatten(&flat, i); t.Words[i] != flat {
			return 0
		}
	}
	return 1
}

// keep puts a page's data into the last block, or a new one, and returns its place.
func (p *Pages) keep(data []byte) uint32 {
	last := len(p.blocks) - 1
	if last < 0 || len(p.blocks[last])+len(data) > blockSize {
		p.blocks = append(p.blocks, make([]byte, 0, max(blockSize, len(data))))
		last++
	}
	at := last*blockSize + len(p.blocks[last])
	p.blocks[last] = append(p.blocks[last], data...)
	return uint32(at)
}

func (p *Pages) number(n int) { p.data = binary.AppendUvarint(p.data, uint64(n)) }

// lemma is 0 for the word's own form, 1 for that in small letters, else two
// more than a number among the words.
func (p *Pages) lemma(w *Word) int {
	switch w.Lemma {
	case w.Text:
		return 0
	case strings.ToLower(w.Text):
		return 1
	}
	return p.words.ID(w.Lemma) + 2
}

// Sentence returns sentence i.
func (p *Pages) Sentence(i int) segment.Sentence {
	s, _ := p.open(i)
	return s
}

// Tree returns the tree of sentence i.
func (p *Pages) Tree(i int) *Tree {
	_, t := p.open(i)
	return t
}

// open reads a page, unless it was read a moment ago.
func (p *Pages) open(i int) (segment.Sentence, *Tree) {
	r := &p.recent[i%len(p.recent)]
	if r.number != i {
		r.number = i
		r.sentence, r.tree = p.read(i)
	}
	return r.sentence, r.tree
}

func (p *Pages) read(i int) (segment.Sentence, *Tree) {
	start, end := p.Span(i)
	at := int(p.pages[i].first)
	text, _ := p.text.Slice(at, end)
	data := p.blocks[p.pages[i].at/blockSize][p.pages[i].at%blockSize:]
	next := func() int {
		n, size := binary.Uvarint(data)
		data = data[size:]
		return int(n)
	}
	s := segment.Sentence{Start: start, End: end, Paragraph: next()}
	length := next()
	t := &Tree{Words: make([]Word, length>>1)}
	s.Tokens = make([]segment.Token, len(t.Words))
	for k := range t.Words {
		w := &t.Words[k]
		gap := next()
		w.Start = at + gap
		if gap < farApart {
			text = text[width(text, gap):]
		} else {
			text, _ = p.text.Slice(w.Start, end)
		}
		w.End = w.Start + next()
		size := width(text, w.End-w.Start)
		w.Text, text, at = text[:size], text[size:], w.End
		s.Tokens[k] = w.Token
		if length&1 == 1 {
			flatten(w, k)
			continue
		}
		w.UPOS, w.XPOS, w.Rel = p.tags.Text(int(data[0])), p.tags.Text(int(data[1])), p.tags.Text(int(data[2]))
		head, size := binary.Varint(data[3:])
		data = data[3+size:]
		w.Head = k + int(head)
		switch n := next(); n {
		case 0:
			w.Lemma = w.Text
		case 1:
			w.Lemma = strings.ToLower(w.Text)
		default:
			w.Lemma = p.words.Text(n - 2)
		}
	}
	return s, t
}

// farApart is a gap in code points over which the text is not walked.
const farApart = 200

// width returns how many bytes the first n code points of a text take.
func width(text string, n int) int {
	at := 0
	for ; n > 0; n-- {
		if text[at] < utf8.RuneSelf {
			at++
			continue
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return at
}
