package mention

import (
	"slices"
	"strings"

	"entente/graph"
)

// ordinals are the days of a month in words, the first at 0; those behind the
// twentieth are put together of "twenty" or "thirty" and one of these.
var ordinals = []string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
	"thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"}

// formal reads the dates of treaties at word k: "fourteenth day of November 2000",
// "30th day of May in the year one thousand nine hundred and ninety-four",
// "twentieth of October of the year nineteen hundred and four".
func formal(s *sentence, k int) (graph.Date, int) {
	d, n := dayInWords(s, k)
	if n == 0 {
		return "", 0
	}
	i := k + n
	if s.lower(i) == "day" {
		i++
	}
	if s.lower(i) != "of" {
		return "", 0
	}
	i++
	if s.lower(i) == "the" && s.lower(i+1) == "month" && s.lower(i+2) == "of" {
		i += 3
	}
	m, ok := month(s.at(i))
	if !ok {
		return "", 0
	}
	y, n := yearBehind(s, i+1)
	if n == 0 {
		return "", 0
	}
	return date(y, m, d), i + 1 + n - k
}

// dayInWords reads the day of a month at word k: "14th", "fourteenth",
// "twenty-first", in one word or three.
func dayInWords(s *sentence, k int) (day, n int) {
	w := s.lower(k)
	if d, ok := dayNumber(w); ok {
		return d, 1
	}
	if d := slices.Index(ordinals, w) + 1; d > 0 {
		return d, 1
	}
	n = 1
	tens, unit, ok := strings.Cut(w, "-")
	if !ok {
		n = 2
		if isDash(s.at(k + 1)) {
			n = 3
		}
		unit = s.lower(k + n - 1)
	}
	d := slices.Index(ordinals, unit) + 1
	switch {
	case tens == "twenty" && d > 0 && d < 10:
		return 20 + d, n
	case w == "thirtieth":
		return 30, 1
	case tens == "thirty" && d == 1:
		return 31, n
	}
	return 0, 0
}

// yearBehind reads the year behind a month: "2015", ", 2024", "in the year 2015",
// "of the year one thousand nine hundred and four", "two thousand and six".
func yearBehind(s *sentence, k int) (y, n int) {
	i := k
	if s.lower(i) == "," {
		i++
	}
	if w := s.lower(i); w == "in" || w == "of" {
		i++
	}
	if s.lower(i) == "the" && s.lower(i+1) == "year" {
		i += 2
		if s.lower(i) == "of" && s.lower(i+1) == "our" && s.lower(i+2) == "lord" {
			i += 3
		}
	}
	if y, ok := year(s.lower(i)); ok {
		return y, i + 1 - k
	}
	y, n = yearInWords(s, i)
	if n == 0 {
		return 0, 0
	}
	return y, i + n - k
}

// yearInWords reads "one thousand nine hundred and ninety-four", "nineteen hundred
// and four", "two thousand twenty-five" at word k.
func yearInWords(s *sentence, k int) (y, n int) {
	total, i := 0, k
	for ; i < len(s.words); i++ {
		w := s.lower(i)
		switch v, ok := smallNumber(w); {
		case w == "and" && total > 0 || isDash(w) && total > 0 && tight(s, i):
		case w == "thousand" && total > 0 && total < 10:
			total *= 1000
		case w == "hundred" && total%1000 > 0 && total%1000 < 100:
			total += 99 * (total % 1000)
		case ok && (total%100 == 0 || total%10 == 0 && v < 10):
			total += v
		default:
			return fitYear(total, i-k)
		}
	}
	return fitYear(total, i-k)
}

func fitYear(y, n int) (int, int) {
	if y < 1500 || y > 2150 {
		return 0, 0
	}
	return y, n
}

// smallNumber returns the value of a number under a hundred in letters.
func smallNumber(w string) (int, bool) {
	tens, unit, joined := strings.Cut(w, "-")
	t := slices.Index([]string{"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}, tens)
	if t < 0 {
		v, ok := numeral(w)
		return v, ok && strings.Trim(w, "0123456789") != ""
	}
	if !joined {
		return 20 + 10*t, true
	}
	v, ok := numeral(unit)
	return 20 + 10*t + v, ok && v > 0 && v < 10
}
