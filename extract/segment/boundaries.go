package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ends says whether a sentence that began at token from ends with token i,
// which is not the last.
func ends(tokens []mark, from, i int) bool {
	next := tokens[i+1]
	switch {
	case tokens[i].label:
		return true
	case isCloser(next) && !next.spaced:
		return false
	}
	at := i
	for at > from && i-at < 8 && isCloser(tokens[at]) && !tokens[at].spaced {
		at--
	}
	quoted := at < i
	start := startOf(tokens, i+1)
	switch last := tokens[at]; {
	case last.shorted:
		return shortEnds(last.Text, start)
	case last.Text == "." && last.spaced && at > from && isParted(tokens[at-1].Text, start):
		return false
	case last.Text == ".":
		return at > from && !isNumbering(tokens, from, at) && (begins(start) || !quoted && next.spaced && longBefore(tokens, from, at))
	case strings.Trim(last.Text, ".…") == "" && last.Text != "":
		return at > from && begins(start) && next.spaced
	case strings.Trim(last.Text, "!?") == "" && last.Text != "":
		return begins(start) || !quoted && next.spaced && at > from
	case last.Text == "。" || last.Text == "！" || last.Text == "？":
		return true
	}
	return false
}

// isParted says whether a point that stands alone belongs to the word before
// it or to a number, in text that was cut into tokens before ("Dec . 10").
func isParted(before, next string) bool {
	if k := kindOf(before + "."); k != notShort && k != initial {
		return !shortEnds(before+".", next)
	}
	return isDigit(rune(before[0])) && isDigit(rune(next[0]))
}

// startOf gives the first word of what may be a new sentence: the signs that
// open it are passed over.
func startOf(tokens []mark, i int) string {
	for n := 0; i < len(tokens)-1 && n < 3 && isOpener(tokens[i].Text); n++ {
		i++
	}
	return tokens[i].Text
}

func isOpener(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return (isOpening(r) || r == '\'' || r == '‘' || r == '`' || r == '*') && (n == len(s) || s == "``" || s == "''")
}

func isCloser(m mark) bool {
	r, n := utf8.DecodeRuneInString(m.Text)
	return (isClosing(r) || r == '\'' || r == '’') && (n == len(m.Text) || m.Text == "''" || m.Text == "’’")
}

// begins says whether a word can be the first of a sentence: it does not begin
// with a small letter or a sign that goes on.
func begins(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	switch {
	case unicode.IsLower(r), r == ',', r == ';', r == ':', r == ')', r == '.':
		return false
	}
	return true
}

// longBefore says whether the word before a point is an ordinary one, no
// unknown abbreviation: then the point ends a sentence though a small letter
// follows.
func longBefore(tokens []mark, from, at int) bool {
	if at == from || at-from < 3 {
		return false
	}
	word := tokens[at-1].Text
	vowel := false
	for _, r := range word {
		if !unicode.IsLower(r) {
			return false
		}
		vowel = vowel || strings.ContainsRune("aeiouy", r)
	}
	return vowel && len(word) >= 4 || isSmall(word)
}

// isSmall knows short words that are no abbreviations and often end a
// sentence.
func isSmall(word string) bool {
	switch word {
	case "you", "it", "out", "him", "her", "me", "us", "up", "one", "now", "day", "too", "so", "go", "be", "way", "ago", "off", "of", "on", "in", "is", "do":
		return true
	}
	return false
}

// isNumbering says whether the point at a position closes the number or letter
// of a list item, which stays with its item.
func isNumbering(tokens []mark, from, at int) bool {
	if at != from+1 {
		return false
	}
	word := tokens[from].Text
	number := strings.Trim(word, "0123456789.") == ""
	if !tokens[from].first {
		return number && len(word) <= 3
	}
	return len(word) == 1 || len(word) <= 6 && (number || strings.Trim(word, "IVXivx") == "")
}

// shortEnds says whether an abbreviation with its point also ends a sentence.
func shortEnds(short, next string) bool {
	switch kindOf(short[strings.LastIndexAny(short, "-/0123456789")+1:]) {
	case ambiguous, month:
		return isStarter(next)
	case initial:
		return isStarter(next) && next != "A" && next != "I"
	}
	return false
}

// isStarter knows words that seldom have a capital but at the beginning of a
// sentence.
func isStarter(word string) bool {
	switch word {
	case "The", "A", "An", "In", "It", "Its", "He", "She", "They", "We", "I", "You", "His", "Her", "Their", "Our", "My", "This", "That", "These", "Those",
		"There", "Here", "But", "And", "Or", "So", "If", "As", "At", "On", "For", "From", "By", "With", "When", "While", "After", "Before", "Since", "Although",
		"However", "Meanwhile", "Some", "Many", "Most", "Both", "All", "No", "Not", "What", "Who", "Why", "How", "Where", "Under", "During", "Earlier",
		"Last", "Now", "Then", "Also", "Yet", "Still", "Because", "Once", "Until", "According", "Despite", "Please", "Thus", "Moreover", "Let", "To", "One",
		"Afterwards", "Later", "Instead", "Today", "Yesterday", "Tomorrow", "Several", "Two", "Three", "Such", "Each", "Every", "Neither", "Either", "Nobody",
		"Nothing", "Everyone", "Indeed", "Therefore", "Nevertheless", "Though", "Unlike", "Like", "Among", "Between", "Against", "About", "Over", "Through",
		"Without", "Within", "Whether", "Even", "Only", "Perhaps", "Again", "Additionally", "Furthermore", "Finally", "Next", "Just",
		"Talks", "Officials", "Asked", "Speaking":
		return true
	}
	return false
}
