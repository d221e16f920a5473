package segment

import (
	"strings"
	"unicode"
)

// longestEntry bounds the date that opens an entry of a chronology, in runes.
const longestEntry = 40

// entryEnd gives the end of the date that opens an entry of a chronology at the start
// of a line, after its colon or dash ("1955:", "14 May 1976 -", "2002, 10 October –"),
// or 0. It holds a year, or a month below the heading of a year, and a sentence follows.
func entryEnd(runes []rune, line span) int {
	years, months, words := 0, 0, 0
	for at := line.start; at < line.end && at-line.start < longestEntry; words++ {
		end, next := wordEnd(runes, at, line.end)
		closed := words > 0 && isDashes(runes[at:end])
		word := string(runes[at:end])
		if !closed {
			word, closed = strings.CutSuffix(word, ":")
			if words == 0 && isBullet(word) {
				at, words = next, -1
				continue
			}
			if isMonth(strings.Trim(word, ".,")) {
				months++
			}
			y, ok := datePart(word)
			if !ok {
				return 0
			}
			years += y
		}
		if closed {
			if years+months > 0 && next < line.end && startsSentence(runes[next]) {
				return end
			}
			return 0
		}
		at = next
	}
	return 0
}

func isBullet(word string) bool {
	return word == "-" || word == "–" || word == "—" || word == "•" || word == "*"
}

// datePart says whether a word can be part of a date, and how many years it names:
// "14", "1st", "May", "Sept.", "2004", "1996,", "2003-2004", "early", "and".
func datePart(word string) (years int, ok bool) {
	word = strings.TrimSuffix(strings.TrimSuffix(word, ","), ".")
	switch strings.ToLower(word) {
	case "early", "mid", "late", "and", "to", "since", "spring", "summer", "autumn", "winter", "end", "c":
		return 0, true
	}
	parts := strings.FieldsFunc(word, func(r rune) bool { return isDash(r) || r == '-' || r == '/' })
	for _, p := range parts {
		day := strings.TrimRight(p, "stndrh")
		switch {
		case isMonth(p), len(day) < 3 && isDigits(day):
		case len(p) == 4 && isDigits(p) && p >= "1500" && p <= "2150":
			years++
		default:
			return 0, false
		}
	}
	return years, len(parts) > 0
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// isMonth says whether a word is a month, in full or cut short.
func isMonth(word string) bool {
	if len(word) < 3 || !unicode.IsUpper(rune(word[0])) {
		return false
	}
	w := strings.ToLower(word)
	for _, m := range []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"} {
		if w == m || w == m[:3] || w == "sept" {
			return true
		}
	}
	return false
}
