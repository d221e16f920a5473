package segment

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A span of runes, end exclusive.
type span struct{ start, end int }

// Lengths of lines that tell a hard-wrapped text from a list of short lines:
// lines that were wrapped are at least shortWrap long and at most longWrap.
const (
	shortWrap = 35
	longWrap  = 140
)

// blockEnd gives the byte behind the block of lines that begins at a byte of a
// text: behind the next blank line or form feed that follows something.
func blockEnd(text string, at int) int {
	block, line, last := false, false, rune(0)
	for i, r := range text[at:] {
		switch {
		case r == '\n' && last == '\r':
		case !isBreak(r):
			line = line || !unicode.IsSpace(r)
			block = block || line
		case block && (!line || r == '\f'):
			return at + i + utf8.RuneLen(r)
		default:
			line = false
		}
		last = r
	}
	return len(text)
}

// lines gives the lines of a block that are not blank, without the white space
// around them.
func lines(runes []rune) iter.Seq[span] {
	return func(yield func(span) bool) {
		for at := 0; at < len(runes); {
			end := at
			for end < len(runes) && !isBreak(runes[end]) {
				end++
			}
			if line := trim(runes, span{at, end}); line.start < line.end && !yield(line) {
				return
			}
			at = end + 1
		}
	}
}

func isBreak(r rune) bool {
	return r == '\n' || r == '\r' || r == '\f' || r == '\v' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

func trim(runes []rune, s span) span {
	for s.start < s.end && unicode.IsSpace(runes[s.start]) {
		s.start++
	}
	for s.start < s.end && unicode.IsSpace(runes[s.end-1]) {
		s.end--
	}
	return s
}

// parts puts together the lines of a block that one sentence may cross.
func parts(runes []rune) iter.Seq[span] {
	width, flows, first := 0, false, true
	for l := range lines(runes) {
		if n := l.end - l.start; n <= longWrap {
			width = max(width, n)
		}
		flows = flows || !first && unicode.IsLower(runes[l.start])
		first = false
	}
	return func(yield func(span) bool) {
		var part, last span
		for l := range lines(runes) {
			switch {
			case part.start == part.end:
				part = l
			case wraps(runes, last, l, width, flows):
				part.end = l.end
			default:
				if !yield(part) {
					return
				}
				part = l
			}
			last = l
		}
		if part.start < part.end {
			yield(part)
		}
	}
}

// wraps says whether the text runs on from one line to the next. A wrapped
// line is full: the next line's first word would not have fitted. Before a
// capital that is not enough, since headlines of similar length follow each
// other too; then the line must end in the middle of a phrase, or another line
// of the block must begin with a small letter.
func wraps(runes []rune, line, next span, width int, flows bool) bool {
	n := line.end - line.start
	if isItem(runes, next) || isLabelled(runes, next) || entryEnd(runes, next) > 0 {
		return false
	}
	word := next.start
	for word < next.end && !unicode.IsSpace(runes[word]) {
		word++
	}
	full := n >= shortWrap && n <= longWrap && n+1+word-next.start > width-2
	last := runes[line.end-1]
	if last == '-' || last == ',' {
		return full || n >= shortWrap && unicode.IsLower(runes[next.start])
	}
	if unicode.IsLower(runes[next.start]) {
		return full || n >= shortWrap/2 && !isStop(last) && last != ':' && last != ';'
	}
	return full && (flows || hangs(runes, line)) || endsInTitle(runes, line)
}

func isStop(r rune) bool {
	return r == '.' || r == '!' || r == '?' || r == '…' || r == '。'
}

// hangs says whether a line ends in a word that must be followed by another.
func hangs(runes []rune, line span) bool {
	switch lastWord(runes, line) {
	case "of", "the", "and", "in", "to", "a", "an", "for", "with", "on", "by", "at", "from", "or", "as", "that", "between", "his", "her", "their", "its":
		return true
	}
	return false
}

// endsInTitle says whether a line ends in the title of a person, whose name
// must follow.
func endsInTitle(runes []rune, line span) bool {
	word := lastWord(runes, line)
	return len(word) > 2 && kindOf(word) == title && unicode.IsUpper([]rune(word)[0])
}

// lastWord gives the last word of a line, empty where it is long.
func lastWord(runes []rune, line span) string {
	from := line.end
	for from > line.start && !unicode.IsSpace(runes[from-1]) {
		if line.end-from > 8 {
			return ""
		}
		from--
	}
	return string(runes[from:line.end])
}

// isItem says whether a line begins like an item of a list: a bullet, or a
// number or letter with a point or bracket.
func isItem(runes []rune, line span) bool {
	at := line.start
	switch runes[at] {
	case '•', '‣', '▪', '●', '○', '◦', '■', '□', '·', '*', '➢', '✓', '→':
		return true
	case '-', '–', '—':
		return at+2 < line.end && unicode.IsSpace(runes[at+1]) && !unicode.IsLower(runes[at+2])
	case '(':
		at++
	}
	return isMarker(runes, at, line.end)
}

// isMarker says whether a number ("12.", "3)", "2.1.") or a letter ("b)",
// "iv.") that counts something begins at a position.
func isMarker(runes []rune, at, end int) bool {
	from := at
	for at < end && at-from < 6 && (isDigit(runes[at]) || runes[at] == '.' && at > from && at+1 < end && isDigit(runes[at+1])) {
		at++
	}
	digits := at - from
	if digits == 0 {
		for at < end && at-from < 4 && (runes[at] == 'i' || runes[at] == 'v' || runes[at] == 'x') {
			at++
		}
		if at == from && at < end && unicode.IsLetter(runes[at]) {
			at++
		}
	}
	if at == from || digits > 3 && runes[from+1] != '.' && runes[from+2] != '.' || at+1 >= end || !unicode.IsSpace(runes[at+1]) {
		return false
	}
	return runes[at] == ')' || runes[at] == '.' && (digits > 0 || unicode.IsLower(runes[from]))
}

// isLabelled says whether a line begins with the label of a speaker in a
// transcript ("Q:", "A:").
func isLabelled(runes []rune, line span) bool {
	return labelEnd(runes, line) > 0
}

// labelEnd gives the end of the speaker's label at the start of a line, after
// its colon and the stars of bold type, or 0. A label is one letter Q or A, or up to
// seven words with capitals, small ones such as "of" between them, and what stands
// in brackets behind them ("Mr. Nebenzia (Russian Federation):"). A dash closes it too
// where a word of it is a title ("Amb. Lindqvist – We"). It may say that somebody asks whom
// or replies ("Ms. Diallo asked the Minister of Trade:").
func labelEnd(runes []rune, line span) int {
	at := passStars(runes, line.start, line.end)
	titled, most := false, 7
	for words := 0; at < line.end && at-line.start < longestLabel; words++ {
		end := labelWord(runes, at, line.end, words, titled)
		if end == at && words > 0 {
			if end = parleyEnd(runes, at, line.end); end > at {
				most = 14
			}
		}
		if words == most || end == at {
			return 0
		}
		titled = titled || titles[strings.ToLower(strings.TrimSuffix(string(runes[at:end]), "."))]
		at = end
		if titled && words > 0 && speechFollows(runes[at:line.end]) {
			return at + 2
		}
		if at < line.end && runes[at] == ':' {
			if at = passStars(runes, at+1, line.end); at < line.end && unicode.IsSpace(runes[at]) {
				return at
			}
			return 0
		}
		if at >= line.end || runes[at] != ' ' {
			return 0
		}
		at++
	}
	return 0
}

// parleyEnd gives the end of the words of a label by which somebody asks or answers, where it
// begins if there is none.
func parleyEnd(runes []rune, at, end int) int {
	for _, w := range []string{"asked", "asks", "replied", "replies", "answered", "answers", "responded", "by", "to the"} {
		if n := len(w); at+n < end && string(runes[at:at+n]) == w && (runes[at+n] == ' ' || runes[at+n] == ':') {
			return at + n
		}
	}
	return at
}

// titles are words of the titles by which speakers are labelled.
var titles = map[string]bool{"ambassador": true, "amb": true, "minister": true, "president": true, "secretary": true, "chancellor": true, "premier": true,
	"king": true, "queen": true, "emir": true, "mr": true, "ms": true, "mrs": true, "dr": true, "prof": true, "general": true, "senator": true,
	"commissioner": true, "spokesperson": true, "spokesman": true, "spokeswoman": true, "representative": true, "taoiseach": true}

// speechFollows reports a dash between blanks before a capital.
func speechFollows(runes []rune) bool {
	if len(runes) < 4 || runes[0] != ' ' || runes[1] != '–' && runes[1] != '—' || runes[2] != ' ' {
		return false
	}
	return unicode.IsUpper(runes[3]) || runes[3] == '“' || runes[3] == '"'
}

// longestLabel bounds the label of a speaker, in runes.
const longestLabel = 110

// passStars gives the position behind the stars of bold type.
func passStars(runes []rune, at, end int) int {
	for at < end && (runes[at] == '*' || runes[at] == '_') {
		at++
	}
	return at
}

// labelWord gives the end of a word that a label can have after a number of
// others, titles among them or not, where it begins if there is none.
func labelWord(runes []rune, at, end, words int, titled bool) int {
	from := at
	if words > 0 && (runes[at] == '(' || runes[at] == '[') {
		for at < end && at-from < 40 && runes[at] != ')' && runes[at] != ']' {
			at++
		}
		if at < end && (runes[at] == ')' || runes[at] == ']') {
			return at + 1
		}
		return from
	}
	for at < end && (unicode.IsLetter(runes[at]) || runes[at] == '.' || runes[at] == '-' || runes[at] == '\'' || runes[at] == '’' || at > from && isDigit(runes[at])) {
		at++
	}
	if unicode.IsUpper(runes[from]) {
		if words == 0 && at-from == 3 && string(runes[from:at]) == "For" {
			return from // who signs for whom
		}
		return at
	}
	switch string(runes[from:min(at, from+4)]) {
	case "for", "and":
		if titled {
			return at // "Minister for Agriculture and Trade"
		}
	case "of", "the", "de", "von", "van", "der", "bin", "al":
		if words > 0 {
			return at
		}
	}
	return from
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }
