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
// a list item, a dateline, a speaker's label, the date of an entry.
type Sentence struct {
	Start, End int // of the first and last token, rune offsets in the document
	Paragraph  int // number of the block between blank lines, from 0
	Tokens     []Token
}

// Led is the token at which an item of a list begins whose sentence stands partly in the
// line above the list, 0 for any other sentence.
func (s *Sentence) Led() int {
	if len(s.Tokens) == 0 || s.Tokens[0].Start >= s.Start {
		return 0
	}
	return slices.IndexFunc(s.Tokens, func(t Token) bool { return t.Start >= s.Start })
}

// Split cuts a text into sentences, in order. A text without anything but
// white space gives none. Line breaks inside a sentence of a hard-wrapped text
// are passed over; headings, list items and menu lines end at theirs.
func Split(text string) []Sentence {
	return slices.Collect(All(text))
}

// All gives the sentences of Split one by one, for long texts whose tokens
// need not be kept together. What it gives may be kept. It holds one block of
// the text at a time.
func All(text string) iter.Seq[Sentence] {
	return func(yield func(Sentence) bool) {
		t := tokenizer{text: text, yield: yield}
		for at := 0; at < len(text); {
			end := blockEnd(text, at)
			if !t.block(at, end) {
				return
			}
			at = end
		}
	}
}

// The longest sentence and the longest run without white space that is not cut,
// in tokens and runes: what is longer is no prose, and the work on a sentence
// would grow with it.
const (
	longestSentence = 1000
	longestRun      = 1000
)

// lookahead is how many tokens behind the last of a sentence decide whether it
// ends there.
const lookahead = 6

// group yields the sentences that are complete among the tokens, all of them
// where the part is done, and says whether to go on.
func (t *tokenizer) group(done bool) bool {
	from, n := 0, len(t.tokens)
	for i := t.looked; i < n && (done || i+lookahead < n); i++ {
		t.looked = i + 1
		if i+1 < n && i+1-from < longestSentence && !ends(t.tokens, from, i) {
			continue
		}
		s := Sentence{Start: t.tokens[from].Start, End: t.tokens[i].End, Paragraph: t.paragraph, Tokens: make([]Token, 0, i+1-from)}
		for _, m := range t.tokens[from : i+1] {
			s.Tokens = append(s.Tokens, m.Token)
		}
		if !t.yield(s) {
			return false
		}
		from = i + 1
	}
	t.tokens = append(t.tokens[:0], t.tokens[from:]...)
	t.looked -= from
	return true
}
