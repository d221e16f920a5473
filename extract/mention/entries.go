package mention

import (
	"entente/extract/segment"
	"entente/graph"
)

// entryReach is how far into its entry a sentence of a chronology stands, at most.
const entryReach = 12

// Entry is the date before the dash or colon that opens the entry of a chronology in
// which a sentence stands ("1941 – Peru invades"), "" for none.
func (d *Doc) Entry(sentence int) graph.Date {
	if i := d.entry(sentence); i >= 0 {
		return d.reader.opens(newSentence(i, d))
	}
	if y := d.section(sentence).year; y > 0 {
		return date(y, 0, 0)
	}
	return ""
}

// entry is the sentence that is the date of a sentence's entry, -1 for none: the last
// before it in its paragraph that is nothing else.
func (d *Doc) entry(sentence int) int {
	p := d.Sentence(sentence).Paragraph
	for i := sentence; i >= 0 && sentence-i < entryReach && d.Sentence(i).Paragraph == p; i-- {
		if dates(d.Sentence(i).Tokens, d.section(i).year > 0) {
			return i
		}
	}
	return -1
}

// dates reports the tokens of a date with its year, below that of a heading also without,
// and the colon or dash behind it.
func dates(tokens []segment.Token, below bool) bool {
	last := len(tokens) - 1
	if last < 1 || last > 9 || tokens[last].Text != ":" && !isDash(tokens[last].Text) {
		return false
	}
	years := 0
	for _, t := range tokens[:last] {
		if _, ok := year(t.Text); ok {
			years++
		} else if _, ok := month(t.Text); ok && below {
			years++
		}
	}
	first := tokens[0].Text
	if _, ok := month(first); !ok && !isNumber(first) && !isDash(first) && first != "•" && first != "*" && years == 0 {
		return false
	}
	return years > 0 && last < 4+3*years
}

// opens reads the date that opens a sentence and is closed by a dash or a colon.
func (r *reader) opens(s *sentence) graph.Date {
	k := 0
	if isDash(s.words[0]) || s.words[0] == "•" || s.words[0] == "*" {
		k = 1
	}
	closed := func(i int) bool {
		return i == len(s.words)-1
	}
	if d, n := r.spell(s, k); n > 1 && d != "" && closed(k+n) {
		return d
	}
	if d, n := r.pointAt(s, k); n > 0 && d != "" && closed(k+n) && (n > 1 || isNumber(s.words[k]) || capitalised(s.words[k])) {
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
	if m, ok := month(s.at(k)); ok && isDash(s.at(k+1)) && k+2 < len(s.words) {
		if d, n := r.absolute(s, k+2); n > 1 && closed(k+2+n) {
			if y, ok := year(s.lower(k + n + 1)); ok {
				return interval(date(y, m, 0), d)
			}
			return d
		}
	}
	return ""
}

// entryYear is the year of the entry of a chronology in which a sentence stands:
// "1996, February:", "1960: ... On 6 December".
func (r *reader) entryYear(s *sentence) (int, bool) {
	if i := r.doc.entry(s.index); i >= 0 {
		for _, t := range r.doc.Sentence(i).Tokens {
			if y, ok := year(t.Text); ok {
				return y, true
			}
		}
	}
	y := r.doc.section(s.index).year
	return y, y > 0
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
