package analysis

import (
	"fmt"
	"strconv"

	"entente/graph"
)

// day is a date as one number, 20140105, so that days compare and lie in
// buckets by arithmetic alone; 0 is no day.
type day int32

func dayOf(d graph.Day) day {
	if len(d) != len("2006-01-02") {
		return 0
	}
	n, err := strconv.Atoi(string(d[:4] + d[5:7] + d[8:]))
	if err != nil {
		return 0
	}
	return day(n)
}

func (d day) day() graph.Day {
	return graph.Day(fmt.Sprintf("%04d-%02d-%02d", d/10000, d/100%100, d%100))
}

// span are the days that a date may mean; zero where it is unknown.
type span struct{ lo, hi day }

func spanOf(d graph.Date) span {
	lo, hi, ok := d.Bounds()
	if !ok {
		return span{}
	}
	return span{dayOf(lo), dayOf(hi)}
}
