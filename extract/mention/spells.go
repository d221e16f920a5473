package mention

import (
	"strings"

	"entente/graph"
)

// spell reads what lasts: "from 2021 to 2024", "between 3 and 5 May 2025",
// "2026-2030", "the 1990s", "the first quarter of 2025". The words of the
// preposition before it are not part of it.
func (r *reader) spell(s *sentence, k int) (graph.Date, int) {
	if d, n := decade(s.lower(k)); n > 0 {
		return d, n
	}
	if d, n := part(s, k); n > 0 {
		return d, n
	}
	from, n := r.pointAt(s, k)
	if n == 0 {
		return "", 0
	}
	i := k + n
	joined := ""
	switch w := s.lower(i); {
	case isDash(s.at(i)) && tight(s, i):
		joined = "dash"
	case w == "to" || w == "until" || w == "through" || w == "till":
		joined = "from"
	case w == "and":
		joined = "between"
	}
	if joined == "" || joined != "dash" && s.lower(k-1) != joined {
		return "", 0
	}
	to, m := r.pointAt(s, i+1)
	if m == 0 || to < from {
		return "", 0
	}
	d, err := graph.ParseDate(string(from) + "/" + string(to))
	if err != nil {
		return "", 0
	}
	return d, n + 1 + m
}

// pointAt reads a day, month or year at word k, a bare year also without a
// preposition.
func (r *reader) pointAt(s *sentence, k int) (graph.Date, int) {
	if k >= len(s.words) {
		return "", 0
	}
	if d, n := r.absolute(s, k); n > 0 && d != "" {
		return d, n
	}
	if y, ok := year(s.lower(k)); ok {
		return date(y, 0, 0), 1
	}
	return "", 0
}

// decade reads "1990s".
func decade(w string) (graph.Date, int) {
	y, ok := year(strings.TrimSuffix(w, "s"))
	if !ok || !strings.HasSuffix(w, "0s") {
		return "", 0
	}
	return interval(date(y, 0, 0), date(y+9, 0, 0)), 1
}

// part reads a quarter or half of a year: "first quarter of 2025".
func part(s *sentence, k int) (graph.Date, int) {
	which := map[string]int{"first": 0, "second": 1, "third": 2, "fourth": 3}
	n, ok := which[s.lower(k)]
	if !ok {
		return "", 0
	}
	months := map[string]int{"quarter": 3, "half": 6}[s.lower(k+1)]
	if months == 0 || (n+1)*months > 12 {
		return "", 0
	}
	i := k + 2
	if s.lower(i) == "of" {
		i++
	}
	y, ok := year(s.lower(i))
	if !ok {
		return "", 0
	}
	return interval(date(y, n*months+1, 0), date(y, (n+1)*months, 0)), i - k + 1
}

// interval returns "from/to", "" where that is no date.
func interval(from, to graph.Date) graph.Date {
	d, err := graph.ParseDate(string(from) + "/" + string(to))
	if err != nil {
		return ""
	}
	return d
}
