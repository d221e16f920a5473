package graph

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// Date is a partial date in a subset of EDTF (ISO 8601-2): "2023", "2023-05",
// "2023-05-18", an interval "2023/2025" whose ends may be "..", and "~" before
// (approximate) or "?" after (uncertain) a date. "" is unknown. Only
// ParseDate makes one from foreign text; constants are trusted.
type Date string

// Day is a full date "YYYY-MM-DD"; days compare as strings.
type Day string

// The ends of open intervals.
const (
	MinDay Day = "0000-01-01"
	MaxDay Day = "9999-12-31"
)

// Precision says how exact a Date is.
type Precision string

// The precisions of a Date.
const (
	PrecisionUnknown  Precision = "UNKNOWN"
	PrecisionDay      Precision = "DAY"
	PrecisionMonth    Precision = "MONTH"
	PrecisionYear     Precision = "YEAR"
	PrecisionInterval Precision = "INTERVAL"
)

// ParseDate checks s and returns it as a Date. "" is the unknown date. The
// error wraps ErrInvalid and says what is expected.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return "", nil
	}
	lo, hi, err := bounds(s)
	if err != nil {
		return "", err
	}
	if lo > hi {
		return "", Invalidf("date %q: the interval ends before it begins", clip(s))
	}
	return Date(s), nil
}

// Bounds returns the earliest and the latest day that the date may mean, and
// false where it is unknown or malformed. Open ends give MinDay and MaxDay.
// Approximate dates are not widened.
func (d Date) Bounds() (earliest, latest Day, ok bool) {
	if d == "" {
		return "", "", false
	}
	lo, hi, err := bounds(string(d))
	return lo, hi, err == nil
}

// Month returns the month that all days of the date lie in, such as "2023-05",
// "" where there is none such.
func (d Date) Month() string {
	lo, hi, ok := d.Bounds()
	if !ok || len(lo) < len("2023-05") || len(hi) < len("2023-05") || lo[:7] != hi[:7] {
		return ""
	}
	return string(lo[:7])
}

// Earliest returns the first day the date may mean, "" where it is unknown.
func (d Date) Earliest() Day { lo, _, _ := d.Bounds(); return lo }

// Latest returns the last day the date may mean, "" where it is unknown.
func (d Date) Latest() Day { _, hi, _ := d.Bounds(); return hi }

// Precision returns how exact the date is.
func (d Date) Precision() Precision {
	core := strings.Trim(string(d), "~?")
	switch {
	case core == "":
		return PrecisionUnknown
	case strings.Contains(core, "/"):
		return PrecisionInterval
	}
	switch len(core) {
	case 4:
		return PrecisionYear
	case 7:
		return PrecisionMonth
	}
	return PrecisionDay
}

// Approximate reports whether the date carries "~" or "?".
func (d Date) Approximate() bool { return strings.ContainsAny(string(d), "~?") }

// Within reports whether every day that d may mean is one that e may mean, and
// e means more; of two that mean the same days, the one that sorts first as
// text ("2023", which is exact) is within the other ("~2023"). No date is
// within itself, nor two within each other. Unknown dates are within nothing.
func (d Date) Within(e Date) bool {
	dl, dh, ok := d.Bounds()
	el, eh, ok2 := e.Bounds()
	if !ok || !ok2 || dl < el || eh < dh {
		return false
	}
	return el < dl || dh < eh || d < e
}

// MayContain reports whether the day may be one that the date means; an
// unknown date may be any day.
func (d Date) MayContain(day Day) bool {
	lo, hi, ok := d.Bounds()
	return !ok || lo <= day && day <= hi
}

// NewDay returns the day of a time in its own location.
func NewDay(t time.Time) Day { return Day(t.Format(time.DateOnly)) }

func bounds(s string) (Day, Day, error) {
	if from, to, ok := strings.Cut(s, "/"); ok {
		lo, hi := MinDay, MaxDay
		if from != ".." {
			l, _, err := single(from, s)
			if err != nil {
				return "", "", err
			}
			lo = l
		}
		if to != ".." {
			_, h, err := single(to, s)
			if err != nil {
				return "", "", err
			}
			hi = h
		}
		return lo, hi, nil
	}
	return single(s, s)
}

func single(s, whole string) (Day, Day, error) {
	core := strings.TrimSuffix(strings.TrimPrefix(s, "~"), "?")
	bad := func() (Day, Day, error) {
		return "", "", Invalidf("date %q: want YYYY, YYYY-MM, YYYY-MM-DD, an interval FROM/TO, with ~ before or ? after", clip(whole))
	}
	switch len(core) {
	case 4:
		t, err := time.Parse("2006", core)
		if err != nil {
			return bad()
		}
		return NewDay(t), NewDay(t.AddDate(1, 0, -1)), nil
	case 7:
		t, err := time.Parse("2006-01", core)
		if err != nil {
			return bad()
		}
		return NewDay(t), NewDay(t.AddDate(0, 1, -1)), nil
	case 10:
		t, err := time.Parse(time.DateOnly, core)
		if err != nil {
			return bad()
		}
		return NewDay(t), NewDay(t), nil
	}
	return bad()
}

// clip shortens foreign text for an error message.
func clip(s string) string {
	const limit = 60
	if len(s) > limit {
		return strings.ToValidUTF8(s[:limit], "") + "..."
	}
	return s
}

// Instant is a moment of the known clock: UTC in the fixed-width form
// "2006-01-02T15:04:05.000000Z", so that instants compare as strings.
type Instant string

// Forever is after every instant; it ends what still holds.
const Forever Instant = "9999-12-31T23:59:59.999999Z"

const instantForm = "2006-01-02T15:04:05.000000Z"

// NewInstant returns the instant of a time, cut to microseconds.
func NewInstant(t time.Time) Instant { return Instant(t.UTC().Format(instantForm)) }

// ParseInstant reads RFC 3339, or a bare day, which means that day's end in
// UTC. The error wraps ErrInvalid.
func ParseInstant(s string) (Instant, error) {
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return NewInstant(t.AddDate(0, 0, 1).Add(-time.Microsecond)), nil
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if year := t.UTC().Year(); err != nil || year < 0 || year > 9999 {
		return "", Invalidf("instant %q: want YYYY-MM-DD or an RFC 3339 time", clip(s))
	}
	return NewInstant(t), nil
}

// Valid reports whether the instant is well-formed and before Forever.
func (i Instant) Valid() bool {
	t, err := time.Parse(instantForm, string(i))
	return err == nil && NewInstant(t) == i && i < Forever
}

// Advance returns what a clock shows after a change at an instant: the later of
// the two, since the known clock never runs back. The error wraps ErrInvalid
// for an instant that is not Valid; a clock that has seen nothing is "".
func Advance(clock, at Instant) (Instant, error) {
	if !at.Valid() {
		return "", Invalidf("instant %q: want the form %s, before %s", clip(string(at)), instantForm, Forever)
	}
	return max(clock, at), nil
}

// Time returns the instant as a time, the zero time for a malformed one.
func (i Instant) Time() time.Time {
	t, err := time.Parse(instantForm, string(i))
	if err != nil {
		return time.Time{}
	}
	return t
}

// String returns the date as written.
func (d Date) String() string { return string(d) }

var _ fmt.Stringer = Date("")

// MarshalJSON writes the date as a string, the unknown date as null.
func (d Date) MarshalJSON() ([]byte, error) {
	if d == "" {
		return []byte("null"), nil
	}
	return json.Marshal(string(d))
}
