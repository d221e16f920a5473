package segment

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// A mark is a token with what the search for sentence ends needs to know.
type mark struct {
	Token
	spaced  bool // white space stands before it
	first   bool // it is the first of its line or joined lines
	label   bool // it closes a speaker's label, a dateline or the date of a chronology's entry
	shorted bool // it is an abbreviation that keeps its point
}

// A tokenizer cuts a text, block by block.
type tokenizer struct {
	text      string
	yield     func(Sentence) bool
	paragraph int     // how many blocks came before
	runes     []rune  // of the block in work
	bytes     []int32 // the byte of each of them and of the end, none where they are ASCII
	base      int     // the rune of the text with which the block begins
	baseByte  int     // and its byte
	tokens    []mark  // that belong to no complete sentence yet
	looked    int     // how many of them end no sentence
	end       int     // of the part in work
	spaced    bool
	first     bool
}

// block yields the sentences of the block of lines between two bytes of the
// text and says whether to go on.
func (t *tokenizer) block(from, to int) bool {
	t.base, t.baseByte = t.base+len(t.runes), from
	n := utf8.RuneCountInString(t.text[from:to])
	t.runes, t.bytes = slices.Grow(t.runes[:0], n), t.bytes[:0]
	if n < to-from {
		t.bytes = slices.Grow(t.bytes, n+1)
	}
	for i, r := range t.text[from:to] {
		t.runes = append(t.runes, r)
		if n < to-from {
			t.bytes = append(t.bytes, int32(from+i))
		}
	}
	if n < to-from {
		t.bytes = append(t.bytes, int32(to))
	}
	empty := true
	for part := range parts(t.runes) {
		empty = false
		if !t.part(part) {
			return false
		}
	}
	if !empty {
		t.paragraph++
	}
	return true
}

// part yields the sentences of a line, or of several joined ones, and says
// whether to go on.
func (t *tokenizer) part(s span) bool {
	t.tokens, t.looked = t.tokens[:0], 0
	t.end, t.first = s.end, true
	label, dateline, entry := labelEnd(t.runes, s), datelineEnd(t.runes, s), entryEnd(t.runes, s)
	for at := s.start; at < s.end; {
		if unicode.IsSpace(t.runes[at]) {
			at++
			continue
		}
		end := at
		for end < s.end && end-at < longestRun && !unicode.IsSpace(t.runes[end]) {
			end++
		}
		t.spaced = at == s.start || unicode.IsSpace(t.runes[at-1])
		t.chunk(at, end)
		if end == label || end == dateline || end == entry {
			t.tokens[len(t.tokens)-1].label = true
		}
		if len(t.tokens) >= 4*longestSentence && !t.group(false) {
			return false
		}
		at = end
	}
	return t.group(true)
}

// byteOf gives the byte in the text of a rune of the block, or of its end.
func (t *tokenizer) byteOf(i int) int {
	if len(t.bytes) == 0 {
		return t.baseByte + i
	}
	return int(t.bytes[i])
}

// emit adds a token.
func (t *tokenizer) emit(start, end int) *mark {
	t.tokens = append(t.tokens, mark{
		Token:  Token{Text: t.text[t.byteOf(start):t.byteOf(end)], Start: t.base + start, End: t.base + end},
		spaced: t.spaced, first: t.first,
	})
	t.spaced, t.first = false, false
	return &t.tokens[len(t.tokens)-1]
}

// chunk adds the tokens of a run without white space: signs in front, the
// core, signs behind.
func (t *tokenizer) chunk(start, end int) {
	if isSmiley(t.runes[start:end]) {
		t.emit(start, end)
		return
	}
	for start < end {
		n := t.leading(start, end)
		if n == 0 {
			break
		}
		t.emit(start, start+n)
		start += n
	}
	core := end
	short := false
	for core > start {
		n := 0
		if n, short = t.trailing(start, core); n == 0 {
			break
		}
		core -= n
	}
	if core > start {
		t.core(start, core)
		if short {
			t.tokens[len(t.tokens)-1].shorted = true
		}
	}
	t.signs(core, end)
}

// signs adds punctuation behind a core: runs of one sign are one token.
func (t *tokenizer) signs(start, end int) {
	for start < end {
		n := t.run(start, end)
		t.emit(start, start+n)
		start += n
	}
}

// run gives the length of the sign at a position: several equal points,
// hyphens, stars and the like are one sign, as are mixed "?!" and two single
// quotation marks.
func (t *tokenizer) run(start, end int) int {
	r, at := t.runes[start], start+1
	switch r {
	case '.', '-', '*', '=', '_', '~', '#', '+', '<', '>', '|', '^', '$':
		for at < end && t.runes[at] == r {
			at++
		}
	case '!', '?':
		for at < end && (t.runes[at] == '!' || t.runes[at] == '?') {
			at++
		}
	case '\'', '`', '’', '‘':
		if at < end && t.runes[at] == r {
			at++
		}
	}
	return at - start
}

// leading gives the length of the sign that stands in front of a core, or 0.
func (t *tokenizer) leading(start, end int) int {
	r := t.runes[start]
	next := rune(0)
	if start+1 < end {
		next = t.runes[start+1]
	}
	switch {
	case isCurrency(r):
		return t.run(start, end)
	case isOpening(r), isClosing(r), isDash(r):
		return 1
	case r == '\'' || r == '’' || r == '‘' || r == '`':
		if t.keepsApostrophe(start, end) {
			return 0
		}
		return t.run(start, end)
	case r == '#' && (isDigit(next) || next == 0):
		return 1
	case r == '-' || r == '+' || r == '.':
		n := t.run(start, end)
		if n == 1 && r != '-' && (isDigit(next) || r == '.' && unicode.IsLetter(next)) {
			return 0
		}
		return n
	case r == ',' || isSemicolon(r) || r == ':' || r == '%' || r == '/' || r == '…' || r == '•' || r == '·':
		return 1
	case r == '*' || r == '=' || r == '_' || r == '~' || r == '<' || r == '>' || r == '|' || r == '!' || r == '?' || r == '^':
		return t.run(start, end)
	}
	return 0
}

// keepsApostrophe says whether an apostrophe in front belongs to the word: the
// clitics standing alone, years ("'90s") and "'em".
func (t *tokenizer) keepsApostrophe(start, end int) bool {
	if start+2 < end && isDigit(t.runes[start+1]) && isDigit(t.runes[start+2]) {
		return true
	}
	stop := start + 1
	for stop < end && unicode.IsLetter(t.runes[stop]) {
		stop++
	}
	switch string(t.runes[start+1 : stop]) {
	case "s", "S":
		return t.base+start > 0
	case "re", "ve", "ll", "m", "em", "tis", "twas":
		return true
	}
	return false
}

// trailing gives the length of the sign that ends a core, or 0; short is set
// where the core is an abbreviation and keeps its point.
func (t *tokenizer) trailing(start, end int) (n int, short bool) {
	r := t.runes[end-1]
	switch {
	case r == '.':
		at := end
		for at > start && t.runes[at-1] == '.' {
			at--
		}
		if at == start || end-at > 1 {
			return end - at, false
		}
		if t.isShort(start, end) {
			return 0, true
		}
		return 1, false
	case isClosing(r), isOpening(r), isDash(r), isCurrency(r) && isDigit(t.runes[start]):
		return 1, false
	case r == '\'' || r == '’' || r == '‘' || r == '`':
		if end-1 > start && t.runes[end-2] == r {
			return 2, false
		}
		return 1, false
	case r == ',' || isSemicolon(r) || r == ':' || r == '!' || r == '?' || r == '%' || r == '…' || r == '*' ||
		r == '-' || r == '=' || r == '|' || r == '/' || r == '_' || r == '~' || r == '^':
		if r == '/' && isAddress(t.runes[start:end]) {
			return 0, false
		}
		return 1, false
	}
	return 0, false
}

func isOpening(r rune) bool {
	switch r {
	case '(', '[', '{', '"', '“', '„', '«', '¿', '¡', '‹', '‚':
		return true
	}
	return false
}

func isClosing(r rune) bool {
	switch r {
	case ')', ']', '}', '"', '”', '»', '›', '>':
		return true
	}
	return false
}

func isDash(r rune) bool { return r == '–' || r == '—' || r == '―' }

func isCurrency(r rune) bool { return r == '$' || unicode.Is(unicode.Sc, r) }

func isApostrophe(r rune) bool {
	return r == '\'' || r == '’' || r == '`' || r == 'ʼ' || r == '´' || r == '‛' || r == '‟'
}

// isSemicolon says whether a rune is a semicolon; OCR and old fonts give the
// Greek question mark, which looks the same.
func isSemicolon(r rune) bool { return r == ';' || r == '\u037e' || r == '；' }

// isSmiley knows the commonest faces made of signs.
func isSmiley(rs []rune) bool {
	if len(rs) > 3 {
		return false
	}
	switch string(rs) {
	case ":)", ":(", ";)", ":-)", ":-(", ";-)", ":D", ":P", ":-D", ":-P", "=)", "(:", "<3", "^_^", ":/", ":]":
		return true
	}
	return false
}
