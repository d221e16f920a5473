package lexicon

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// span is the days that a partial date may mean, as YYYY-MM-DD, which compare
// as strings; an empty end is open.
type span struct {
	first, last string
}

// parseDate reads a partial date: 2023, 2023-05, 2023-05-18, an interval
// 2023/2025 with either end open (".." or empty), each with ~ or ? at either
// end, which are passed over. The empty date is the open span.
func parseDate(s string) (span, error) {
	s = strings.Trim(strings.TrimSpace(s), "~?%")
	if s == "" || s == ".." {
		return span{}, nil
	}
	if from, to, ok := strings.Cut(s, "/"); ok {
		a, err := parseDate(from)
		if err != nil {
			return span{}, err
		}
		b, err := parseDate(to)
		if err != nil {
			return span{}, err
		}
		if a.first != "" && b.last != "" && b.last < a.first {
			return span{}, fmt.Errorf("date %q ends before it begins", s)
		}
		return span{a.first, b.last}, nil
	}
	return parsePoint(s)
}

func parsePoint(s string) (span, error) {
	layout := map[int]string{4: "2006", 7: "2006-01", 10: "2006-01-02"}[len(s)]
	if layout == "" {
		return span{}, fmt.Errorf("date %q is no year, month or day", s)
	}
	t, err := time.Parse(layout, s)
	if err != nil {
		return span{}, fmt.Errorf("date %q is no year, month or day", s)
	}
	switch len(s) {
	case 4:
		return span{s + "-01-01", s + "-12-31"}, nil
	case 7:
		last := t.AddDate(0, 1, -1).Day()
		return span{s + "-01", s + "-" + pad(last)}, nil
	}
	return span{s, s}, nil
}

func pad(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// tenure is an interval of partial dates: from its first possible day to its
// last possible day, both included; either may be open.
type tenure struct {
	first, last string
}

func newTenure(from, to string) (tenure, error) {
	a, err := parseDate(from)
	if err != nil {
		return tenure{}, err
	}
	b, err := parseDate(to)
	if err != nil {
		return tenure{}, err
	}
	if a.first != "" && b.last != "" && b.last < a.first {
		return tenure{}, fmt.Errorf("%q to %q ends before it begins", from, to)
	}
	return tenure{a.first, b.last}, nil
}

// may reports whether the tenure may hold on the date: whether a day exists
// that both may contain. On the open date, "now" to a lexicon without a clock,
// what has not ended holds.
func (t tenure) may(d span) bool {
	if d.first == "" && d.last == "" {
		return t.last == ""
	}
	if d.last != "" && t.first > d.last {
		return false
	}
	return t.last == "" || d.first == "" || t.last >= d.first
}
