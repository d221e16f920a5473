package segment

import "unicode"

// A mark is a token with what the search for sentence ends needs to know.
type mark struct {
	Token
	spaced  bool // white space stands before it
	first   bool // it is the first of its line or joined lines
	label   bool // it is the colon of a speaker's label or the dash of a dateline
	shorted bool // it is an abbreviation that keeps its point
}

// A tokenizer collects the tokens of one part of a text: a line, or several
// that one sentence may cross.
type tokenizer struct {
	runes   []rune
	offsets *Offsets
	tokens  []mark
	end     int // of the part in work
	spaced  bool
	first   bool
}

// part adds the tokens of a line, or of several joined ones.
func (t *tokenizer) part(s span) {
	t.end, t.first = s.end, true
	label, dateline := labelEnd(t.runes, s), datelineEnd(t.runes, s)
	for at := s.start; at < s.end; {
		if unicode.IsSpace(t.runes[at]) {
			at++
			continue
		}
		end := at
		for end < s.end && !unicode.IsSpace(t.runes[end]) {
			end++
		}
		t.spaced = true
		t.chunk(at, end)
		if end == label || end == dateline {
			t.tokens[len(t.tokens)-1].label = true
		}
		at = end
	}
}

// emit adds a token.
func (t *tokenizer) emit(start, end int) *mark {
	t.tokens = append(t.tokens, mark{
		Token:  Token{Text: t.offsets.Slice(start, end), Start: start, End: end},
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
		return start > 0
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
