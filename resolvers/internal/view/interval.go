package view

import (
	"time"

	"entente/graph"
)

// bucketStart returns the first day of the bucket that holds the day.
func bucketStart(interval string, day graph.Day) graph.Day {
	t, err := time.Parse(time.DateOnly, string(day))
	if err != nil {
		return day
	}
	switch interval {
	case "WEEK":
		return graph.NewDay(t.AddDate(0, 0, -(int(t.Weekday())+6)%7))
	case "MONTH":
		return day[:8] + "01"
	case "QUARTER":
		return graph.NewDay(time.Date(t.Year(), (t.Month()-1)/3*3+1, 1, 0, 0, 0, 0, time.UTC))
	case "YEAR":
		return day[:5] + "01-01"
	}
	return day
}

// bucketNext returns the first day after the bucket that starts on the day.
func bucketNext(interval string, start graph.Day) graph.Day {
	t, err := time.Parse(time.DateOnly, string(start))
	if err != nil {
		return graph.MaxDay
	}
	years, months, days := 0, 0, 1
	switch interval {
	case "WEEK":
		days = 7
	case "MONTH":
		months, days = 1, 0
	case "QUARTER":
		months, days = 3, 0
	case "YEAR":
		years, days = 1, 0
	}
	return graph.NewDay(t.AddDate(years, months, days))
}

// bucketPeriod returns the bucket as a date: "2025", "2025-06", "2025-06-17",
// or an interval of days.
func bucketPeriod(interval string, from, until graph.Day) graph.Date {
	switch interval {
	case "DAY":
		return graph.Date(from)
	case "MONTH":
		return graph.Date(from[:7])
	case "YEAR":
		return graph.Date(from[:4])
	}
	return graph.Date(from + "/" + until)
}

// maxBuckets is how many buckets a series may have.
const maxBuckets = 1000

// series returns the first days of the buckets from one day to another. The
// error is a graph.LimitError for too many.
func series(interval string, from, until graph.Day) ([]graph.Day, error) {
	var out []graph.Day
	for day := bucketStart(interval, from); day <= until; {
		if len(out) == maxBuckets {
			return nil, &graph.LimitError{What: "buckets", Limit: maxBuckets}
		}
		out = append(out, day)
		next := bucketNext(interval, day)
		if next <= day { // beyond the last year of four digits
			break
		}
		day = next
	}
	return out, nil
}

// dayBefore returns the day before another.
func dayBefore(day graph.Day) graph.Day {
	t, err := time.Parse(time.DateOnly, string(day))
	if err != nil {
		return day
	}
	return graph.NewDay(t.AddDate(0, 0, -1))
}
