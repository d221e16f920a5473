package segment

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
	o := NewOffsets(text)
	runes := []rune(text)
	var out []Sentence
	paragraph := 0
	for _, block := range blocks(runes) {
		t := tokenizer{runes: runes, offsets: o}
		for _, part := range join(runes, block) {
			t.part(part)
		}
		out = appendSentences(out, t.tokens, paragraph)
		paragraph++
	}
	return out
}

// appendSentences groups the tokens of one block.
func appendSentences(out []Sentence, tokens []mark, paragraph int) []Sentence {
	from := 0
	for i := range tokens {
		if i+1 < len(tokens) && !ends(tokens, from, i) {
			continue
		}
		s := Sentence{Start: tokens[from].Start, End: tokens[i].End, Paragraph: paragraph, Tokens: make([]Token, 0, i+1-from)}
		for _, m := range tokens[from : i+1] {
			s.Tokens = append(s.Tokens, m.Token)
		}
		out = append(out, s)
		from = i + 1
	}
	return out
}
