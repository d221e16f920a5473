package view

import "entente/graph"

// maxBuckets is how many buckets a series may have.
const maxBuckets = 1000

// bucketStart returns the first day of the bucket that holds the day.
func bucketStart(interval string, day graph.Day) graph.Day {
	return graph.Interval(interval).Start(day)
}

// bucketNext returns the first day after the bucket that starts on the day.
func bucketNext(interval string, start graph.Day) graph.Day {
	return graph.Interval(interval).Next(start)
}

// bucketPeriod returns the bucket as a date.
func bucketPeriod(interval string, from, until graph.Day) graph.Date {
	return graph.Interval(interval).Period(from, until)
}

// series returns the first days of the buckets from one day to another. The
// error is a graph.LimitError for too many.
func series(interval string, from, until graph.Day) ([]graph.Day, error) {
	return graph.Interval(interval).Series(from, until, maxBuckets)
}

// inOrder refuses a window that ends before it begins; nil days are open.
func inOrder(from, until *graph.Day) error {
	if from != nil && until != nil && *from > *until {
		return graph.Invalidf("from (%s) is after until (%s)", *from, *until)
	}
	return nil
}

// dayBefore returns the day before another.
func dayBefore(day graph.Day) graph.Day { return graph.IntervalDay.Before(day) }
