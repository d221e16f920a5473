package segment

import (
	"iter"
	"slices"
)

// Token is a word, a number, a sign or a part of a contraction.
type Token struct {
	Text       string // exactly the runes of the document between Start and End
	Start, End int    // rune offsets in the document
}

// Sentence is a run of tokens that is read as one unit: a sentence, a heading,
// a list item, a dateline, a speaker's label.
type Sentence struct {
	Start, End int // of the first and last token, rune offsets in the document
	Paragraph  int // number of the block between blank lines, from 0
	Tokens     []Token
}

// Split cuts a text into sentences, in order. A text without anything but
// white space gives none. Line breaks inside a sentence of a hard-wrapped text
// are passed over; headings, list items and menu lines end at theirs.
func Split(text string) []Sentence {
	return slices.Collect(All(text))
}

// All gives the sentences of Split one by one, for long texts whose tokens
// need not be kept together. What it gives may be kept.
func All(text string) iter.Seq[Sentence] {
	return func(yield func(Sentence) bool) {
		t := tokenizer{runes: []rune(text), offsets: NewOffsets(text)}
		for paragraph, block := range blocks(t.runes) {
			for _, part := range join(t.runes, block) {
				t.tokens = t.tokens[:0]
				t.part(part)
				if !group(t.tokens, paragraph, yield) {
					return
				}
			}
		}
	}
}

// group yields the sentences of a part and says whether to go on.
func group(tokens []mark, paragraph int, yield func(Sentence) bool) bool {
	from := 0
	for i := range tokens {
		if i+1 < len(tokens) && !ends(tokens, from, i) {
			continue
		}
		s := Sentence{Start: tokens[from].Start, End: tokens[i].End, Paragraph: paragraph, Tokens: make([]Token, 0, i+1-from)}
		for _, m := range tokens[from : i+1] {
			s.Tokens = append(s.Tokens, m.Token)
		}
		if !yield(s) {
			return false
		}
		from = i + 1
	}
	return true
}
