package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"entente/graph"
)

// piece is a part of a token as the trie sees it: the folded text is the key,
// the raw text (diacritics gone, case kept) is what case rules look at.
type piece struct {
	fold, raw string
}

// Fold returns the pieces that a token is looked up by, on the side of the
// tables and on the side of the text: runs of letters and digits in lower case
// without diacritics, split at hyphens, dashes and apostrophes, without the dots
// of abbreviations ("U.S." gives "us", "Bissau-Guinean" gives "bissau" and
// "guinean", "St." gives "saint", "&" gives "and"). Any other mark is a piece of
// its own. A token of nothing but hyphens or dashes gives no piece. Fold is for
// one token at a time; text with spaces is split at the spaces as well.
func Fold(token string) []string {
	ps := pieces(token)
	if len(ps) == 0 {
		return nil
	}
	out := make([]string, len(ps))
	for i, p := range ps {
		out[i] = p.fold
	}
	return out
}

// pieces splits a token for Fold and keeps the case beside the folded text.
func pieces(token string) []piece {
	return appendPieces(nil, token)
}

// appendPieces is pieces into a slice that the caller may reuse.
func appendPieces(out []piece, token string) []piece {
	if plain(token) {
		return append(out, newPiece(token))
	}
	n := len(out)
	s := strip(token)
	var run strings.Builder
	flush := func() {
		if run.Len() > 0 {
			out = append(out, newPiece(run.String()))
			run.Reset()
		}
	}
	marks := 0
	for _, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			run.WriteRune(r)
		case r == '.' || r == '·':
			marks++
		case unicode.Is(unicode.Pd, r) || apostrophe(r) || unicode.IsSpace(r):
			flush()
			marks++
		case r == '&':
			flush()
			out = append(out, piece{"and", "and"})
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
		default:
			flush()
			out = append(out, piece{string(r), string(r)})
		}
	}
	flush()
	if len(out) == n && marks > 0 && !dashes(s) {
		out = append(out, piece{s, s})
	}
	return out
}

// plain reports whether a token is one run of ASCII letters and digits.
func plain(token string) bool {
	for i := 0; i < len(token); i++ {
		c := token[i]
		if c >= utf8.RuneSelf || !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9') {
			return false
		}
	}
	return token != ""
}

func newPiece(raw string) piece {
	f := strings.ToLower(raw)
	if f == "st" {
		f = "saint"
	}
	return piece{f, raw}
}

func apostrophe(r rune) bool {
	switch r {
	case '\'', '’', '‘', 'ʼ', 'ʻ', 'ʾ', 'ʿ', 'ʽ', '`', '´', '′', 'ʹ':
		return true
	}
	return false
}

func dashes(s string) bool {
	for _, r := range s {
		if !unicode.Is(unicode.Pd, r) && !unicode.IsSpace(r) {
			return false
		}
	}
	return true
}

// strip removes diacritics and brings compatibility forms together.
func strip(s string) string {
	s = marked.Replace(s)
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String())
}

// marked holds the letters whose mark is no combining character, and the
// apostrophe-like letters, which would otherwise count as letters.
var marked = strings.NewReplacer("ø", "o", "Ø", "O", "ł", "l", "Ł", "L", "đ", "d", "Đ", "D", "ß", "ss",
	"æ", "ae", "Æ", "Ae", "œ", "oe", "Œ", "Oe", "ı", "i", "ð", "d", "Ð", "D", "þ", "th", "Þ", "Th",
	"ə", "a", "Ə", "A", "ħ", "h", "Ħ", "H", "ʻ", "'", "ʼ", "'", "ʾ", "'", "ʿ", "'", "ʽ", "'", "ʹ", "'", "´", "'")

// Slug returns the part of an id after its colon: that of [graph.Slug], so that
// a name has one id whether a table or the text gives it.
func Slug(name string) string { return graph.Slug(name) }
