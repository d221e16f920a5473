package mention

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"entente/extract/lexicon"
	"entente/graph"
)

var months = map[string]int{"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
	"october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12}

var weekdays = map[string]time.Weekday{"sunday": 0, "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6}

// readTimes finds the dates of a sentence, absolute ones and those told from
// the document's date.
func (r *reader) readTimes(s *sentence) []Time {
	var out []Time
	if d := r.doc.Entry(s.index); d != "" {
		defer func(today graph.Date) { r.today = today }(r.today)
		r.today = graph.Date(d.Latest())
	}
	for k := 0; k < len(s.words); {
		d, n := r.spell(s, k)
		if n == 0 {
			d, n = r.timeAt(s, k)
		}
		if n == 0 {
			k++
			continue
		}
		t := Time{Start: s.Tokens[k].Start, End: s.Tokens[k+n-1].End, Sentence: s.index, Head: headOf(s.tree, k, k+n), Date: d}
		if today, ok := r.day(); ok {
			t.Future = d.Earliest() > graph.NewDay(today)
		}
		out = append(out, t)
		k += n
	}
	return out
}

func (r *reader) day() (time.Time, bool) {
	t, err := time.Parse(time.DateOnly, string(r.today))
	return t, err == nil
}

// timeAt reads a date expression at word k and returns it with its length.
func (r *reader) timeAt(s *sentence, k int) (graph.Date, int) {
	if d, n := formal(s, k); n > 0 {
		return d, n
	}
	if d, n := r.absolute(s, k); n > 0 {
		return d, n
	}
	today, ok := r.day()
	if !ok {
		return "", 0
	}
	w := s.lower(k)
	if wd, ok := weekdays[strings.TrimSuffix(w, ".")]; ok && capitalised(s.words[k]) {
		return r.weekday(s, k, today, wd), 1
	}
	switch w {
	case "today", "tonight":
		return graph.Date(graph.NewDay(today)), 1
	case "yesterday":
		return graph.Date(graph.NewDay(today.AddDate(0, 0, -1))), 1
	case "tomorrow":
		return graph.Date(graph.NewDay(today.AddDate(0, 0, 1))), 1
	case "this", "last", "next", "previous":
		return r.period(s, k, today)
	}
	if n, ok := numeral(w); ok && s.lower(k+2) == "ago" || ok && s.lower(k+2) == "earlier" {
		return ago(today, n, s.lower(k+1)), 3
	}
	return "", 0
}

// absolute reads "17 June 2025", "June 17, 2025", "June 2025", "17 June",
// "2025-06-17", "in 2025".
func (r *reader) absolute(s *sentence, k int) (graph.Date, int) {
	w := s.lower(k)
	if len(w) == 10 {
		if d, err := graph.ParseDate(w); err == nil {
			return d, 1
		}
	}
	if m, ok := month(s.words[k]); ok {
		if d, n := dayNumber(s.lower(k + 1)); n {
			i := k + 2
			if s.lower(i) == "," {
				i++
			}
			if y, ok := year(s.lower(i)); ok {
				return date(y, m, d), i - k + 1
			}
			return r.yearless(s, k, m, d), 2
		}
		if y, ok := year(s.lower(k + 1)); ok {
			return date(y, m, 0), 2
		}
		if s.lower(k+1) == "of" && s.lower(k+2) == "that" {
			return "", 0
		}
		if k+1 < len(s.words) && s.upos(k+1) == "PROPN" && capitalised(s.words[k+1]) && (s.tree.Words[k+1].Rel == "flat" || w == "jan") {
			return "", 0 // "Jan Petersen", "Jan Mayen"
		}
		if s.upos(k) == "PROPN" && (w != "may" && w != "march" || k > 0 && prepositionOfTime(s.lower(k-1))) {
			return r.yearless(s, k, m, 0), 1
		}
		return "", 0
	}
	if d, ok := dayNumber(w); ok {
		i := k + 1
		if s.lower(i) == "of" {
			i++
		}
		if m, ok := month(s.at(i)); ok {
			if y, ok := year(s.lower(i + 1)); ok {
				return date(y, m, d), i - k + 2
			}
			return r.yearless(s, k, m, d), i - k + 1
		}
	}
	if y, ok := year(w); ok && k > 0 && (prepositionOfTime(s.lower(k-1)) || s.lower(k-1) == "(") {
		return date(y, 0, 0), 1
	}
	return "", 0
}

func (s *sentence) at(i int) string {
	if i < 0 || i >= len(s.words) {
		return ""
	}
	return s.words[i]
}

func prepositionOfTime(w string) bool {
	switch w {
	case "in", "since", "by", "until", "during", "from", "of", "before", "after", "late", "early", "mid", "last", "to", "for", "between":
		return true
	}
	return false
}

func month(w string) (int, bool) {
	m, ok := months[strings.ToLower(strings.TrimSuffix(w, "."))]
	return m, ok && capitalised(w)
}

func dayNumber(w string) (int, bool) {
	for _, end := range []string{"st", "nd", "rd", "th"} {
		w = strings.TrimSuffix(w, end)
	}
	n, err := strconv.Atoi(w)
	return n, err == nil && n >= 1 && n <= 31 && len(w) <= 2
}

func year(w string) (int, bool) {
	n, err := strconv.Atoi(w)
	return n, err == nil && len(w) == 4 && n >= 1500 && n <= 2150
}

func date(y, m, d int) graph.Date {
	out := fmt.Sprintf("%04d", y)
	if m > 0 {
		out += fmt.Sprintf("-%02d", m)
	}
	if d > 0 {
		out += fmt.Sprintf("-%02d", d)
	}
	if parsed, err := graph.ParseDate(out); err == nil {
		return parsed
	}
	return ""
}

// yearless gives a month or day without a year the year that makes it nearest
// before the document's date, or after it where the verb looks ahead.
func (r *reader) yearless(s *sentence, k, m, d int) graph.Date {
	if y, ok := r.entryYear(s); ok {
		return date(y, m, d)
	}
	today, ok := r.day()
	if !ok {
		return ""
	}
	y := today.Year()
	at := time.Date(y, time.Month(m), max(d, 1), 0, 0, 0, 0, time.UTC)
	next := at
	if at.Before(today) {
		next = at.AddDate(1, 0, 0)
	}
	if s.looksAhead(k) || s.foresees(k) && next.Before(today.AddDate(0, halfYear, 0)) {
		if at.Before(today) && int(today.Month()) != m {
			y++
		}
	} else if at.After(today.AddDate(0, 0, 1)) && !(d == 0 && int(today.Month()) == m) {
		y--
	}
	return date(y, m, d)
}

// halfYear is the months that what is told in the present is ahead at most.
const halfYear = 6

// looksAhead reports whether the sentence's verb around word k is in the future.
func (s *sentence) looksAhead(k int) bool {
	if s.toCome(k) {
		return true
	}
	for i := range s.words {
		switch s.lower(i) {
		case "will", "shall", "plans", "planned", "expected", "scheduled", "slated", "poised", "likely", "going", "intends", "due", "'ll":
			if abs(i-k) < 14 {
				return true
			}
		}
	}
	return false
}

func abs(n int) int { return max(n, -n) }

// weekday gives a bare weekday the day nearest before the document's date
// (itself included), after it with "next" or a future verb.
func (r *reader) weekday(s *sentence, k int, today time.Time, wd time.Weekday) graph.Date {
	back := (int(today.Weekday()) - int(wd) + 7) % 7
	if s.lower(k-1) == "next" || s.lower(k-1) != "last" && (s.looksAhead(k) || s.foresees(k)) {
		return graph.Date(graph.NewDay(today.AddDate(0, 0, (7-back)%7+boolInt(back == 0 && s.lower(k-1) == "next")*7)))
	}
	if s.lower(k-1) == "last" && back == 0 {
		back = 7
	}
	return graph.Date(graph.NewDay(today.AddDate(0, 0, -back)))
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// period reads "last week", "this year", "next month".
func (r *reader) period(s *sentence, k int, today time.Time) (graph.Date, int) {
	step := map[string]int{"this": 0, "last": -1, "previous": -1, "next": 1}[s.lower(k)]
	switch s.lower(k + 1) {
	case "year":
		return date(today.Year()+step, 0, 0), 2
	case "month":
		first := time.Date(today.Year(), today.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, step, 0)
		return date(first.Year(), int(first.Month()), 0), 2
	case "week":
		monday := today.AddDate(0, 0, -(int(today.Weekday())+6)%7+7*step)
		return graph.Date(string(graph.NewDay(monday)) + "/" + string(graph.NewDay(monday.AddDate(0, 0, 6)))), 2
	case "quarter":
		return "", 0
	}
	if m, ok := month(s.at(k + 1)); ok && s.lower(k) != "this" {
		y := today.Year()
		if step < 0 && m >= int(today.Month()) {
			y--
		} else if step > 0 && m <= int(today.Month()) {
			y++
		}
		return date(y, m, 0), 2
	}
	return "", 0
}

func ago(today time.Time, n int, unit string) graph.Date {
	switch strings.TrimSuffix(unit, "s") {
	case "day":
		return graph.Date(graph.NewDay(today.AddDate(0, 0, -n)))
	case "week":
		return "~" + graph.Date(graph.NewDay(today.AddDate(0, 0, -7*n)))
	case "month":
		t := time.Date(today.Year(), today.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, -n, 0)
		return date(t.Year(), int(t.Month()), 0)
	case "year":
		return date(today.Year()-n, 0, 0)
	}
	return ""
}

// headsLine reports a place and the date at words [lo, hi) that stand alone or before a
// dash: "Tbilisi, 14 May 2024.", "Accra, 3 June 2022 –".
func (r *reader) headsLine(s *sentence, lo, hi int) bool {
	if lo > 0 && s.words[lo-1] == "," {
		lo--
	}
	for _, e := range r.lex.Match(s.words, 0) {
		if (e.Type == lexicon.TypeCapital || e.Type == lexicon.TypePlace || e.Type == lexicon.TypeSeat) && e.Len == lo {
			return hi >= len(s.words) || hi == len(s.words)-1 && s.words[hi] == "." || isDash(s.words[hi])
		}
	}
	return false
}

// datelineDate reads the date of a dateline with a year among the first
// sentences ("PARIS, 15 April 2025 - ..."): the document's date where none is given.
func (r *reader) datelineDate() graph.Date {
	for i := 0; i < min(4, r.doc.Len()); i++ {
		s := newSentence(i, r.doc)
		for k := 0; k < min(12, len(s.words)); k++ {
			if d, n := r.absolute(s, k); n > 1 && d.Precision() == graph.PrecisionDay && isWord(s.words[0]) && (strings.ToUpper(s.words[0]) == s.words[0] || r.headsLine(s, k, k+n)) {
				return d
			}
		}
	}
	return ""
}
