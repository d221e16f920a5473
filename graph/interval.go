package graph

import "time"

// Interval is the length of the buckets of a series of time.
type Interval string

// The intervals. Weeks begin on Mondays.
const (
	IntervalDay     Interval = "DAY"
	IntervalWeek    Interval = "WEEK"
	IntervalMonth   Interval = "MONTH"
	IntervalQuarter Interval = "QUARTER"
	IntervalYear    Interval = "YEAR"
)

// Start returns the first day of the bucket that holds the day.
func (i Interval) Start(day Day) Day {
	t, err := time.Parse(time.DateOnly, string(day))
	if err != nil {
		return day
	}
	switch i {
	case IntervalWeek:
		return NewDay(t.AddDate(0, 0, -(int(t.Weekday())+6)%7))
	case IntervalMonth:
		return day[:8] + "01"
	case IntervalQuarter:
		return NewDay(time.Date(t.Year(), (t.Month()-1)/3*3+1, 1, 0, 0, 0, 0, time.UTC))
	case IntervalYear:
		return day[:5] + "01-01"
	}
	return day
}

// Next returns the first day after the bucket that starts on the day; for the
// last bucket of four-digit years it is no day, and not after it.
func (i Interval) Next(start Day) Day {
	t, err := time.Parse(time.DateOnly, string(start))
	if err != nil {
		return MaxDay
	}
	years, months, days := 0, 0, 1
	switch i {
	case IntervalWeek:
		days = 7
	case IntervalMonth:
		months, days = 1, 0
	case IntervalQuarter:
		months, days = 3, 0
	case IntervalYear:
		years, days = 1, 0
	}
	return NewDay(t.AddDate(years, months, days))
}

// End returns the last day of the bucket that starts on the day.
func (i Interval) End(start Day) Day {
	if next := i.Next(start); next > start && next <= MaxDay {
		return i.Before(next)
	}
	return MaxDay
}

// Before returns the day before another, for any interval; what is no day it
// gives back.
func (Interval) Before(day Day) Day {
	t, err := time.Parse(time.DateOnly, string(day))
	if err != nil {
		return day
	}
	return NewDay(t.AddDate(0, 0, -1))
}

// Period returns a bucket as a date: "2025", "2025-06", "2025-06-17", or an
// interval of days.
func (i Interval) Period(from, until Day) Date {
	switch i {
	case IntervalDay:
		return Date(from)
	case IntervalMonth:
		return Date(from[:7])
	case IntervalYear:
		return Date(from[:4])
	}
	return Date(from + "/" + until)
}

// Series returns the first days of the buckets from one day to another. The
// error is a LimitError where there are more than a number.
func (i Interval) Series(from, until Day, most int) ([]Day, error) {
	var out []Day
	for day := i.Start(from); day <= until; {
		if len(out) == most {
			return nil, &LimitError{What: "buckets", Limit: most}
		}
		out = append(out, day)
		next := i.Next(day)
		if next <= day { // beyond the last year of four digits
			break
		}
		day = next
	}
	return out, nil
}
