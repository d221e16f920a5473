package segment

import "unicode"

// core adds the tokens of a chunk without the signs around it.
func (t *tokenizer) core(start, end int) {
	if isAddress(t.runes[start:end]) || t.shortWhole(start, end) {
		t.emit(start, end)
		return
	}
	from := start
	for at := start; at < end; {
		n := t.cut(start, from, at, end)
		if n == 0 {
			at++
			continue
		}
		t.word(from, at)
		t.emit(at, at+n)
		at += n
		from = at
	}
	t.word(from, end)
}

// shortWhole says whether a core is an abbreviation with points, which is not
// cut ("U.S.", "Lt."); its hyphens would be.
func (t *tokenizer) shortWhole(start, end int) bool {
	for _, r := range t.runes[start:end] {
		if !unicode.IsLetter(r) && r != '.' {
			return false
		}
	}
	return t.runes[end-1] == '.'
}

// cut gives the length of a sign inside a core that stands as a token of its
// own at a position, or 0; from is where the word before it begins.
func (t *tokenizer) cut(start, from, at, end int) int {
	r := t.runes[at]
	before, after := rune(' '), rune(' ')
	if at > start {
		before = t.runes[at-1]
	}
	if at+1 < end {
		after = t.runes[at+1]
	}
	digits := isDigit(before) && isDigit(after)
	switch {
	case isDash(r), isOpening(r), isClosing(r), isSemicolon(r), r == '!', r == '?', r == '=', r == '|', r == '<', r == '…':
		return t.run(at, end)
	case r == ',' || r == ':':
		if digits {
			return 0
		}
		return 1
	case r == '.':
		return t.cutPoint(from, at, end)
	case r == '-':
		if n := t.run(at, end); n > 1 || !t.keepsHyphen(start, from, at, end) {
			return n
		}
	case r == '/':
		if !t.keepsSlash(start, at, end) {
			return 1
		}
	case r == '%' && !unicode.IsLetter(after), isCurrency(r) && isDigit(before):
		return 1
	case isCurrency(r) && after != ' ' && isDigit(after) && at > start && !unicode.IsLetter(before):
		return 1
	}
	return 0
}

// cutPoint finds points inside a core: an ellipsis, and the end of a sentence
// without the space that should follow it ("signed.The").
func (t *tokenizer) cutPoint(from, at, end int) int {
	if n := t.run(at, end); n > 1 {
		return n
	}
	if at-from < 3 || at+2 >= end || !unicode.IsUpper(t.runes[at+1]) || !unicode.IsLower(t.runes[at+2]) {
		return 0
	}
	for i := at - 3; i < at; i++ {
		if !unicode.IsLower(t.runes[i]) {
			return 0
		}
	}
	return 1
}

// longestNumber bounds telephone numbers and the like.
const longestNumber = 40

// keepsHyphen says whether the hyphen at a position stays inside its word:
// after an affix, and in telephone numbers and dates.
func (t *tokenizer) keepsHyphen(start, from, at, end int) bool {
	if at == from || at+1 == end {
		return false
	}
	if unicode.IsLetter(t.runes[at-1]) && (unicode.IsLetter(t.runes[at+1]) || isDigit(t.runes[at+1])) {
		return isAffix(t.runes[from:at]) && !isInitials(t.runes[from:at], t.runes[at+1])
	}
	if end-start > longestNumber {
		return false
	}
	left, right, hyphens := digitsBefore(t.runes, start, at), digitsAfter(t.runes, at+1, end), 0
	for _, r := range t.runes[start:end] {
		switch {
		case r == '-':
			hyphens++
		case !isDigit(r):
			return false
		}
	}
	if hyphens > 1 {
		return left > 0 && right > 0
	}
	return left == 3 && right == 4 || right >= 4 && left != 4 && left > 0
}

// keepsSlash says whether a slash stays inside its word: dates, and short
// forms such as "w/o" and "n/a".
func (t *tokenizer) keepsSlash(start, at, end int) bool {
	if end-start > longestNumber {
		return false
	}
	left, right := digitsBefore(t.runes, start, at), digitsAfter(t.runes, at+1, end)
	if left > 0 && right > 0 {
		return left <= 4 && right <= 4 && !(end-start == 3 && t.runes[end-1] <= '4')
	}
	return end-start <= 3 || isSymbol(t.runes[start:end])
}

// isSymbol says whether a core is the symbol of a document ("A/RES/78/1"): it
// has two slashes or more, capitals and digits.
func isSymbol(rs []rune) bool {
	slashes, digits := 0, 0
	for _, r := range rs {
		switch {
		case r == '/':
			slashes++
		case isDigit(r):
			digits++
		case r != '.' && r != '-' && !('A' <= r && r <= 'Z'):
			return false
		}
	}
	return slashes >= 2 && digits > 0
}

func digitsBefore(runes []rune, start, at int) int {
	n := 0
	for at-n > start && isDigit(runes[at-n-1]) {
		n++
	}
	return n
}

func digitsAfter(runes []rune, at, end int) int {
	n := 0
	for at+n < end && isDigit(runes[at+n]) {
		n++
	}
	return n
}

// word adds a word without inner signs: clitics and units are cut off.
func (t *tokenizer) word(start, end int) {
	if start == end {
		return
	}
	if at := t.clitic(start, end); at > start && at < end {
		t.word(start, at)
		t.emit(at, end)
		return
	}
	if at := t.unit(start, end); at > start {
		t.emit(start, at)
		t.emit(at, end)
		return
	}
	if at := t.currency(start, end); at > start {
		t.emit(start, at)
		t.word(at, end)
		return
	}
	t.emit(start, end)
}

// currency gives the position where the amount begins in a word such as
// "US$5", or 0.
func (t *tokenizer) currency(start, end int) int {
	for at := start + 1; at < min(end-1, start+4); at++ {
		if isCurrency(t.runes[at]) && isDigit(t.runes[at+1]) {
			return at + 1
		}
	}
	return 0
}

// clitic gives the position where a clitic at the end of a word begins, or 0.
func (t *tokenizer) clitic(start, end int) int {
	n := end - start
	lower := func(i int) rune { return unicode.ToLower(t.runes[end-i]) }
	if n >= 3 && isApostrophe(t.runes[end-2]) {
		switch lower(1) {
		case 's', 'm', 'd':
			return end - 2
		case 't':
			if lower(3) == 'n' && n > 3 {
				return end - 3
			}
		}
	}
	if n >= 4 && isApostrophe(t.runes[end-3]) {
		switch string([]rune{lower(2), lower(1)}) {
		case "re", "ve", "ll":
			return end - 3
		}
	}
	if n > 8 {
		return 0
	}
	word := make([]rune, n)
	for i := range word {
		word[i] = unicode.ToLower(t.runes[start+i])
	}
	return t.joined(start, end, string(word))
}

// joined cuts contractions that are written as one word.
func (t *tokenizer) joined(start, end int, word string) int {
	switch word {
	case "cannot", "gonna", "gotta", "gimme", "lemme", "outta", "wanna":
		return start + 3
	case "alot":
		return start + 1
	case "dont", "didnt", "doesnt", "isnt", "arent", "wasnt", "couldnt", "wouldnt", "shouldnt", "havent", "hasnt", "cant", "wont":
		return end - 2
	}
	return 0
}

// unit gives the position where a unit behind a number begins, or 0.
func (t *tokenizer) unit(start, end int) int {
	at := start
	for at < end && (isDigit(t.runes[at]) || (t.runes[at] == '.' || t.runes[at] == ',' || t.runes[at] == ':') && at > start) {
		at++
	}
	if at == start || at == end || end-at > 4 || !isDigit(t.runes[at-1]) {
		return 0
	}
	switch string(t.runes[at:end]) {
	case "am", "pm", "AM", "PM", "a.m.", "p.m.", "km", "kg", "mm", "cm", "m", "M", "k", "K", "bn", "mn", "mln", "tn", "b", "B",
		"ft", "lb", "lbs", "mph", "kph", "hrs", "hr", "min", "MW", "GW", "kW", "MWh", "GWh", "kWh", "bcm", "mcm", "ha", "sq", "t", "x":
		return at
	}
	return 0
}

// isInitials says whether the first part of a word is an abbreviation, not an
// affix in a line of capitals: "UN-backed".
func isInitials(rs []rune, next rune) bool {
	return len(rs) > 1 && unicode.IsUpper(rs[1]) && (!unicode.IsUpper(next) || string(rs) == "UN")
}

// isAffix knows the first parts of words that keep their hyphen.
func isAffix(rs []rune) bool {
	if len(rs) > 7 {
		return false
	}
	low := make([]rune, len(rs))
	for i, r := range rs {
		low[i] = unicode.ToLower(r)
	}
	switch string(low) {
	case "e", "non", "mid", "pre", "anti", "re", "post", "co", "over", "pro", "multi", "ex", "sub", "semi", "cross", "neo", "psycho", "socio",
		"arch", "counter", "intra", "un", "micro", "macro", "inter", "under", "super", "ultra", "trans", "mega", "quasi", "pseudo", "uni", "de",
		"extra", "meta", "cyber", "eco", "bio", "geo", "bi", "tri", "ante", "contra":
		return true
	}
	return false
}

// isAddress says whether a core is a web or mail address.
func isAddress(rs []rune) bool {
	if len(rs) < 5 {
		return false
	}
	for i, r := range rs[:min(len(rs), 12)] {
		if r == ':' && i >= 3 && i+2 < len(rs) && rs[i+1] == '/' && rs[i+2] == '/' {
			return true
		}
	}
	switch {
	case hasPrefix(rs, "www."), hasPrefix(rs, "WWW."), hasPrefix(rs, "mailto:"):
		return true
	}
	return isMail(rs) || isHost(rs)
}

func hasPrefix(rs []rune, prefix string) bool {
	return len(rs) >= len(prefix) && string(rs[:len(prefix)]) == prefix
}

// isMail says whether an at sign stands between two words.
func isMail(rs []rune) bool {
	for i, r := range rs {
		if r == '@' {
			return i > 0 && i+1 < len(rs) && unicode.IsLetter(rs[i+1])
		}
		if unicode.IsPunct(r) && r != '.' && r != '-' && r != '_' || unicode.IsSymbol(r) && r != '+' {
			return false
		}
	}
	return false
}

// isHost says whether a core is a host name with a well-known last part, a
// path or nothing behind it ("example.org/a-b").
func isHost(rs []rune) bool {
	end := len(rs)
	for i, r := range rs {
		if r == '/' || r == '?' || r == '#' {
			end = i
			break
		}
	}
	dot := 0
	for i, r := range rs[:end] {
		switch {
		case r == '.':
			dot = i
		case r != '-' && !isDigit(r) && !('a' <= r && r <= 'z') && !('A' <= r && r <= 'Z'):
			return false
		}
	}
	if dot == 0 {
		return false
	}
	switch string(rs[dot+1 : end]) {
	case "com", "org", "net", "gov", "edu", "int", "mil", "info", "uk", "ru", "kz", "uz", "kg", "tj", "tm", "cn", "de", "fr", "eu", "jp", "in",
		"ua", "by", "ir", "tr", "io", "tv", "ca", "au", "pl", "il", "sa", "ae", "az", "ge", "am":
		return true
	}
	return false
}
