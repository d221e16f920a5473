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
	var word strings.Builder
	start, i := 0, 0
	flush := func(end int) {
		if word.Len() == 0 {
			return
		}
		if w := foldWord(word.String()); w != "" {
			out = append(out, Token{w, start, end})
		}
		word.Reset()
	}
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai):
			flush(i)
			start = i
			word.WriteRune(r)
			flush(i + 1)
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if word.Len() == 0 {
				start = i
			}
			word.WriteRune(r)
		default:
			flush(i)
		}
		i++
	}
	flush(i)
	return out
}

func foldWord(w string) string {
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
	tokens := Tokens(text)
	words := make([]string, len(tokens))
	for i, t := range tokens {
		words[i] = t.Text
	}
	return strings.Join(words, " ")
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
