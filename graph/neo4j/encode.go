package neo4j

import "strings"

// The three classes of private-use characters that stand for a character at or
// beyond U+E000: a lead says whether it is of the basic plane, middle and tail
// hold ten bits each. The classes are apart, so that encoded texts contain one
// another exactly where the plain ones do.
const (
	leadBasic = 0xE000
	leadRest  = 0xE001
	middle    = 0xE100
	tail      = 0xE500
)

// encode returns the text in a form whose order by UTF-16 units, by code points
// and by bytes is that of the text's code points. It keeps equality, prefixes
// and substrings. A text without characters beyond U+DFFF is its own form.
func encode[S ~string](s S) string {
	if plain(string(s)) {
		return string(s)
	}
	var b strings.Builder
	for _, r := range string(s) {
		switch {
		case r < leadBasic:
			b.WriteRune(r)
			continue
		case r <= 0xFFFF:
			b.WriteRune(leadBasic)
		default:
			b.WriteRune(leadRest)
			r -= 0x10000
		}
		b.WriteRune(middle + r>>10)
		b.WriteRune(tail + r&0x3FF)
	}
	return b.String()
}

// plain reports whether the text has no character beyond U+DFFF, whose UTF-8
// begins with a byte of 0xEE or more.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] >= 0xEE {
			return false
		}
	}
	return true
}

// decode returns what encode was given.
func decode(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	var lead, high rune
	for _, r := range s {
		switch {
		case r == leadBasic || r == leadRest:
			lead = r
		case r >= tail && r < tail+0x400:
			r = high<<10 | (r - tail)
			if lead == leadRest {
				r += 0x10000
			}
			b.WriteRune(r)
		case r >= middle && r < middle+0x400:
			high = r - middle
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// encodeAll returns the encoded texts.
func encodeAll[S ~string](texts []S) []string {
	out := make([]string, len(texts))
	for i, s := range texts {
		out[i] = encode(s)
	}
	return out
}
