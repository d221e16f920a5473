package mention

import (
	"entente/graph"
)

// entryReach is how far into its entry a sentence of a chronology stands, at most.
const entryReach = 12

// Entry is the date before the dash or colon that opens the paragraph of a sentence,
// as the entries of a chronology are dated ("1941 – Peru invades"), "" for none.
func (d *Doc) Entry(sentence int) graph.Date {
	first := sentence
	p := d.Sentence(sentence).Paragraph
	for first > 0 && sentence-first < entryReach && d.Sentence(first-1).Paragraph == p {
		first--
	}
	if tokens := d.Sentence(first).Tokens; len(tokens) < 4 || !isNumber(tokens[0].Text) && !capitalised(tokens[0].Text) && !isDash(tokens[0].Text) && tokens[0].Text != "•" {
		return ""
	}
	return d.reader.opens(newSentence(first, d))
}

// opens reads the date that opens a sentence and is closed by a dash or a colon.
func (r *reader) opens(s *sentence) graph.Date {
	k := 0
	if isDash(s.words[0]) || s.words[0] == "•" || s.words[0] == "*" {
		k = 1
	}
	closed := func(i int) bool {
		return i+1 < len(s.words) && (s.words[i] == ":" || isDash(s.words[i]) && !tight(s, i))
	}
	if d, n := r.pointAt(s, k); n > 0 && d != "" && closed(k+n) && (n > 1 || isNumber(s.words[k])) {
		return d
	}
	// "1996, February:", "2002, 10 October –"
	if y, ok := year(s.at(k)); ok && s.at(k+1) == "," && k+2 < len(s.words) {
		if d, n := r.absolute(s, k+2); n > 0 && d != "" && closed(k+2+n) {
			return d
		}
		if m, ok := month(s.at(k + 2)); ok && closed(k+3) {
			return date(y, m, 0)
		}
	}
	// "January–February 1995"
	if m, ok := month(s.at(k)); ok && isDash(s.at(k+1)) {
		if d, n := r.absolute(s, k+2); n > 1 && closed(k+2+n) {
			if y, ok := year(s.lower(k + n + 1)); ok {
				return interval(date(y, m, 0), d)
			}
			return d
		}
	}
	return ""
}

// entryYear is the year that opens the paragraph of a sentence as the entry of a
// chronology: "1996, February:", "1960: ... On 6 December".
func (r *reader) entryYear(s *sentence) (int, bool) {
	first := s.index
	for first > 0 && s.index-first < entryReach && r.doc.Sentence(first-1).Paragraph == s.Paragraph {
		first--
	}
	tokens := r.doc.Sentence(first).Tokens
	k := 0
	if len(tokens) > 0 && (isDash(tokens[0].Text) || tokens[0].Text == "•" || tokens[0].Text == "*") {
		k = 1
	}
	if len(tokens) < k+2 {
		return 0, false
	}
	y, ok := year(tokens[k].Text)
	if !ok {
		return 0, false
	}
	if next := tokens[k+1].Text; next == ":" || isDash(next) {
		return y, true
	}
	for i := k + 1; i < min(len(tokens), k+6) && tokens[k+1].Text == ","; i++ {
		if tokens[i].Text == ":" || isDash(tokens[i].Text) {
			return y, true
		}
	}
	return 0, false
}

// pastDay returns the date of a sentence that its own words or its entry give in full,
// "" for none: a year at least.
func (r *reader) pastDay(s *sentence) graph.Date {
	for k := range s.words {
		d, n := r.absolute(s, k)
		if n == 0 || d == "" {
			continue
		}
		if _, ok := year(s.lower(k + n - 1)); ok {
			return d
		}
	}
	return r.doc.Entry(s.index)
}
