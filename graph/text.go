package graph

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Text is a text with fast access by code point. Its zero value is empty.
type Text struct {
	s string
	// marks[i] is the byte offset of code point i*textStep.
	marks []int
	runes int
}

const textStep = 64

// NewText returns the text, indexed in one pass.
func NewText(s string) Text {
	t := Text{s: s}
	for i := range s {
		if t.runes%textStep == 0 {
			t.marks = append(t.marks, i)
		}
		t.runes++
	}
	return t
}

// Len returns the length in code points.
func (t Text) Len() int { return t.runes }

// Slice returns the code points from start to end, and false where the span is
// not inside the text.
func (t Text) Slice(start, end int) (string, bool) {
	if start < 0 || end < start || end > t.runes {
		return "", false
	}
	return t.s[t.byteAt(start):t.byteAt(end)], true
}

func (t Text) byteAt(i int) int {
	if i >= t.runes {
		return len(t.s)
	}
	b := t.marks[i/textStep]
	for n := i % textStep; n > 0; n-- {
		_, w := utf8.DecodeRuneInString(t.s[b:])
		b += w
	}
	return b
}

// Token is a folded word of a text with its code points in the original.
type Token struct {
	Text       string
	Start, End int
}

// Tokens returns the folded words of a text: maximal runs of letters, marks
// and digits, compatibility-decomposed, lower-cased, with combining marks
// dropped; every Han, Hiragana, Katakana, Hangul or Thai letter is a word of
// its own. All engines index and search these words and no others, so that
// they answer alike.
func Tokens(text string) []Token {
	var out []Token
	eachWord(text, func(word string, start, end int) {
		if w := foldWord(word); w != "" {
			out = append(out, Token{w, start, end})
		}
	})
	return out
}

// eachWord gives the words of a text as they are written, with their code points.
func eachWord(text string, yield func(word string, start, end int)) {
	from, start, i := -1, 0, 0 // the byte and the code point where a word begins, -1 for none
	flush := func(b int) {
		if from >= 0 {
			yield(text[from:b], start, i)
		}
		from = -1
	}
	for b, r := range text {
		switch {
		case r >= utf8.RuneSelf && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai):
			flush(b)
			yield(text[b:b+utf8.RuneLen(r)], i, i+1)
		case r < utf8.RuneSelf && plainRune(byte(r)), r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)):
			if from < 0 {
				from, start = b, i
			}
		default:
			flush(b)
		}
		i++
	}
	flush(len(text))
}

// plainRune reports whether an ASCII character is a letter or digit.
func plainRune(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

func foldWord(w string) string {
	ascii := true
	for i := 0; i < len(w) && ascii; i++ {
		ascii = w[i] < utf8.RuneSelf
	}
	if ascii {
		return strings.ToLower(w)
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(w)) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return norm.NFC.String(b.String())
}

// Fold returns the text's tokens joined by single spaces: what engines index.
func Fold(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	eachWord(text, func(word string, _, _ int) {
		if w := foldWord(word); w != "" {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(w)
		}
	})
	return b.String()
}

// MatchesText reports whether the folded text (as Fold gives it) holds every
// word of the query, the last one as a prefix. A query without words matches
// nothing.
func MatchesText(folded, query string) bool { return matchesTerms(folded, Tokens(query)) }

func matchesTerms(folded string, terms []Token) bool {
	for _, term := range terms {
		if !strings.Contains(folded, term.Text) {
			return false // as most do, which saves sorting
		}
	}
	if len(terms) == 0 {
		return false
	}
	words := strings.Fields(folded)
	sort.Strings(words)
	for i, term := range terms {
		at := sort.SearchStrings(words, term.Text)
		switch {
		case at == len(words):
			return false
		case i == len(terms)-1 && !strings.HasPrefix(words[at], term.Text):
			return false
		case i < len(terms)-1 && words[at] != term.Text:
			return false
		}
	}
	return true
}

// Highlight returns the spans of text, in code points, that MatchesText would
// match for the query: whole words, the last term's as prefixes.
func Highlight(text, query string) []Token {
	terms := Tokens(query)
	var out []Token
	for _, t := range Tokens(text) {
		for i, term := range terms {
			if t.Text == term.Text || i == len(terms)-1 && strings.HasPrefix(t.Text, term.Text) {
				out = append(out, t)
				break
			}
		}
	}
	return out
}
