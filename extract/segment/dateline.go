package segment

import "unicode"

// longestDateline bounds a dateline, in runes.
const longestDateline = 80

// datelineEnd gives the end of a dateline at the start of a line, after its
// dash ("KABUL, Aug. 4 (Reuters) -"), or 0. A dateline holds nothing but names,
// dates and brackets, and a sentence follows. Its place is in capitals, or it
// has brackets, a date or a long dash.
func datelineEnd(runes []rune, line span) int {
	d := dateline{}
	for at := line.start; at < line.end && at-line.start < longestDateline; {
		end, next := wordEnd(runes, at, line.end)
		if isDashes(runes[at:end]) {
			if d.words > 0 && next < line.end && d.complete(runes[at]) && startsSentence(runes[next]) {
				return end
			}
			return 0
		}
		if !d.add(runes[at:end]) {
			return 0
		}
		at = next
	}
	return 0
}

// wordEnd gives the end of the word at a place of a line that ends at last, and where
// the next one begins.
func wordEnd(runes []rune, at, last int) (end, next int) {
	end = at
	for end < last && !unicode.IsSpace(runes[end]) {
		end++
	}
	next = end
	for next < last && unicode.IsSpace(runes[next]) {
		next++
	}
	return end, next
}

// A dateline collects what the words before the dash are like.
type dateline struct {
	words                     int
	depth                     int  // of brackets
	capitals                  bool // the first word is in capitals
	comma, brackets, dateLike bool
}

// add takes a word in, or says that it can be in no dateline.
func (d *dateline) add(word []rune) bool {
	r := word[0]
	if d.words == 0 {
		if !unicode.IsUpper(r) {
			return false
		}
		d.capitals = isCapitals(word)
	}
	d.words++
	if d.depth == 0 && r != '(' && !unicode.IsUpper(r) && !isDigit(r) {
		return false
	}
	for _, r := range word {
		switch {
		case r == '(':
			d.depth++
			d.brackets = true
		case r == ')':
			d.depth--
		case r == ',':
			d.comma = true
		case isDigit(r):
			d.dateLike = true
		case r == '"' || r == '“' || r == ':' || r == ';' || r == '?' || r == '!':
			return false
		}
	}
	return true
}

// complete says whether the words are enough for a dateline with this dash.
func (d *dateline) complete(dash rune) bool {
	return d.depth == 0 && (d.capitals || d.brackets || d.comma && (d.dateLike || isDash(dash)))
}

// isCapitals says whether a word has three letters or more, all large.
func isCapitals(word []rune) bool {
	n := 0
	for _, r := range word {
		if unicode.IsLetter(r) {
			if !unicode.IsUpper(r) {
				return false
			}
			n++
		}
	}
	return n >= 3
}

func isDashes(word []rune) bool {
	for _, r := range word {
		if r != '-' && !isDash(r) {
			return false
		}
	}
	return len(word) <= 3
}

// startsSentence says whether a sentence can begin with a rune.
func startsSentence(r rune) bool {
	return unicode.IsUpper(r) || isDigit(r) || isOpening(r) || r == '\'' || r == '‘'
}
