package mention

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/extract/parse"
)

// headOf returns the word of [lo, hi) whose head lies outside, the last one
// where there are several.
func headOf(t *parse.Tree, lo, hi int) int {
	head := hi - 1
	for i := lo; i < hi; i++ {
		h := t.Words[i].Head
		if (h < lo || h >= hi) && t.Words[i].UPOS != "PUNCT" && !(i > lo && t.Words[i].UPOS == "ADV") { // "Ferdinand Marcos Jr"
			head = i
		}
	}
	return head
}

// outside are the relations of words that hang on a noun without being part of
// its phrase here: clauses, coordination, apposition, asides.
func outside(rel string) bool {
	if rel == "nmod:unmarked" {
		return true // a measure: "gave the diplomats 48 hours"
	}
	base, _, _ := strings.Cut(rel, ":")
	switch base {
	case "conj", "cc", "appos", "parataxis", "acl", "punct", "list", "dislocated", "discourse", "advcl", "cop", "aux",
		"nsubj", "csubj", "mark", "obl", "advmod", "obj", "xcomp", "ccomp", "expl", "case":
		return true
	}
	return false
}

// Circumstance reports a phrase that says how or when something is done rather
// than who somebody is, although the tree hangs it on a noun: "troops in
// retaliation", "a diplomat in a surprise move", "leaders after the talks". Phrases
// of actors leave it out.
func Circumstance(t *parse.Tree, c int) bool {
	if rel := t.Words[c].Rel; rel != "nmod" {
		return false
	}
	for _, k := range t.Children(c) {
		if t.Words[k].Rel != "case" {
			continue
		}
		switch strings.ToLower(t.Words[k].Text) {
		case "after", "before", "during", "despite", "amid", "since", "until", "following", "because", "over":
			return true
		case "in", "as", "by", "for", "with", "on", "at", "to":
			return manner[strings.ToLower(t.Words[c].Lemma)]
		}
	}
	return false
}

// manner are nouns of phrases that tell the manner or occasion of an act.
var manner = map[string]bool{"reaction": true, "response": true, "retaliation": true, "return": true, "move": true, "exchange": true,
	"protest": true, "revenge": true, "bid": true, "attempt": true, "effort": true, "order": true, "addition": true, "turn": true,
	"cash": true, "raid": true, "operation": true, "attack": true, "strike": true, "clash": true, "statement": true, "letter": true,
	"interview": true, "speech": true, "death": true, "bail": true, "charge": true, "suspicion": true, "accusation": true, "call": true,
	"case": true, "connection": true, "custody": true, "captivity": true, "detention": true, "day": true, "night": true, "morning": true,
	"evening": true, "week": true, "month": true, "year": true, "time": true, "gunpoint": true, "knifepoint": true, "way": true}

// phrase returns the words [lo, hi) of the noun phrase around the name
// [nameLo, nameHi) with the head: determiners, adjectives, compounds,
// possessors and prepositional attributes, without relative clauses.
func phrase(t *parse.Tree, head, nameLo, nameHi int) (int, int) {
	lo, hi := nameLo, nameHi
	var walk func(i, depth int)
	walk = func(i, depth int) {
		for _, c := range t.Children(i) {
			rel := t.Words[c].Rel
			inName := c >= nameLo && c < nameHi
			if !inName && (outside(rel) && !(depth > 0 && rel == "case") || Circumstance(t, c)) {
				continue
			}
			if depth > 8 {
				continue
			}
			lo, hi = min(lo, c), max(hi, c+1)
			walk(c, depth+1)
		}
	}
	walk(head, 0)
	for lo < nameLo && (t.Words[lo].UPOS == "PUNCT" || t.Words[lo].UPOS == "ADP") {
		lo++
	}
	for hi > nameHi && t.Words[hi-1].UPOS == "PUNCT" {
		hi--
	}
	return lo, hi
}

// clipFront moves the start of a phrase whose name begins at name behind what
// a failed parse put before it: a date ("31 March President Macron"), or a noun
// phrase of its own, which a second determiner without preposition betrays
// ("Samarkand the leaders of the Union").
func (s *sentence) clipFront(lo, name int) int {
	for k := name - 1; k > lo; k-- {
		switch {
		case s.upos(k) == "DET" && s.upos(k-1) != "ADP" && s.upos(k-1) != "DET" && s.lower(k-1) != "all" && s.lower(k-1) != "both" && s.tree.Words[k].Rel == "det":
			return k
		case s.words[k] == ",", s.words[k] == "(", s.words[k] == ";":
			if s.tree.Words[k].Rel == "punct" && s.upos(k+1) != "ADJ" {
				return k + 1
			}
		case s.dateEnd(k):
			return k + 1
		}
	}
	for lo < name && (s.dateEnd(lo) || s.lower(lo) == "least" || s.lower(lo) == "most" || s.lower(lo) == "than") {
		lo++
	}
	return lo
}

// closeQuote moves the end of a phrase behind the quote that closes one in it.
func (s *sentence) closeQuote(lo, hi int) int {
	if hi >= len(s.words) || !closesQuote(s.words[hi]) {
		return hi
	}
	open := false
	for k := lo; k < hi; k++ {
		switch {
		case open && closesQuote(s.words[k]):
			open = false
		case opensQuote(s.words[k]):
			open = true
		}
	}
	if open {
		return hi + 1
	}
	return hi
}

// dateEnd reports whether a word ends a date or a time told by distance.
func (s *sentence) dateEnd(k int) bool {
	w := s.lower(k)
	if dateWord(w) && capitalised(s.words[k]) {
		return s.upos(k) != "AUX" && s.upos(k) != "VERB"
	}
	if _, ok := year(w); ok {
		return dateWord(s.lower(k-1)) || s.upos(k-1) == "ADP"
	}
	switch w {
	case "earlier", "later", "ago", "yesterday", "today", "tomorrow":
		return true
	case "day", "week", "month", "year":
		return s.lower(k-1) == "next" || s.lower(k-1) == "same" || s.lower(k-1) == "last" || s.lower(k-1) == "this"
	}
	return false
}

// clipBack moves the end of a phrase whose name ends at name before a date
// behind it: "the three countries on Wednesday", "VIENNA, 10 June 2024".
func (s *sentence) clipBack(hi, name int) int {
	for k := name; k < hi; k++ {
		w := s.lower(k)
		switch {
		case dateWord(w) && capitalised(s.words[k]) && s.upos(k) != "AUX" && s.upos(k) != "VERB":
		case isDayOfMonth(s, k):
		default:
			if _, ok := year(w); !ok || s.upos(k-1) != "ADP" {
				continue
			}
		}
		for k > name && (s.upos(k-1) == "ADP" || s.upos(k-1) == "PUNCT" || s.lower(k-1) == "the" || s.lower(k-1) == "last" || s.lower(k-1) == "next") {
			k--
		}
		return k
	}
	return hi
}

func isDayOfMonth(s *sentence, k int) bool {
	_, ok := dayNumber(s.lower(k))
	return ok && dateWord(s.lower(k+1)) && capitalised(s.at(k+1))
}

// capitalised reports whether the word begins with an upper-case or caseless
// letter that opens a name.
func capitalised(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) || unicode.IsTitle(r) || unicode.In(r, unicode.Han, unicode.Hangul, unicode.Arabic)
}

func isWord(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLetter(r)
}

func isNumber(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsDigit(r)
}

func isDash(w string) bool {
	switch w {
	case "-", "–", "—", "‑", "‐":
		return true
	}
	return false
}

func opensQuote(w string) bool {
	switch w {
	case "“", "\"", "‘", "«", "„", "``":
		return true
	}
	return false
}

func closesQuote(w string) bool {
	switch w {
	case "”", "\"", "’", "»", "“", "''":
		return true
	}
	return false
}

// ordinal reports whether the word is an ordinal, in letters or figures.
func ordinal(w string) bool {
	w = strings.ToLower(w)
	switch w {
	case "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
		"thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth":
		return true
	}
	if !isNumber(w) {
		return false
	}
	for _, end := range []string{"st", "nd", "rd", "th"} {
		if digits := strings.TrimSuffix(w, end); digits != w && strings.Trim(digits, "0123456789") == "" {
			return true
		}
	}
	return false
}

// numeral returns the value of a small number in letters or figures.
func numeral(w string) (int, bool) {
	names := [...]string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
		"thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"}
	w = strings.ToLower(w)
	for i, n := range names {
		if n == w {
			return i, true
		}
	}
	n := 0
	for _, r := range w {
		if r < '0' || r > '9' || n > 1000 {
			return 0, false
		}
		n = n*10 + int(r-'0')
	}
	return n, w != ""
}

// allCaps reports whether the word is written in capitals.
func allCaps(w string) bool {
	return strings.ToUpper(w) == w
}
