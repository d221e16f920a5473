package analysis

import (
	"entente/graph"
)

// MaxPeriods is how many periods a measure may be taken for.
const MaxPeriods = 120

// Window says for which periods a measure is taken.
type Window struct {
	// Interval is the length of a period, "" for one period.
	Interval graph.Interval
	// From and Until are the first and the last day; "" is that of what counts.
	From, Until graph.Day
}

// Period is a stretch of time. A relation of something done once belongs to the
// one that holds every day that its date may mean; a tie to those in which it
// may hold.
type Period struct {
	// From and Until are its days, "" for all time.
	From, Until graph.Day
}

// Unplaced counts what belongs to no period.
type Unplaced struct {
	// Undated are relations of things done once without a date, Wider those
	// with a date that reaches beyond one period.
	Undated, Wider int
}

func (p Period) window() span {
	s := span{dayOf(p.From), dayOf(p.Until)}
	if s.lo == 0 && s.hi == 0 {
		return s
	}
	if s.hi == 0 {
		s.hi = dayOf(graph.MaxDay)
	}
	return s
}

// periods returns the periods of a window over the relations in scope, and what
// belongs to none. The error is a graph.LimitError for too many.
func (n *Network) periods(w Window, c *chosen, within scope, most int) ([]Period, Unplaced, error) {
	if w.Interval == "" {
		return []Period{{w.From, w.Until}}, Unplaced{}, nil
	}
	lo, hi := n.extent(c, within)
	first, last := w.From, w.Until
	if first == "" && lo != 0 {
		first = lo.day()
	}
	if last == "" && lo != 0 {
		last = hi.day()
	}
	if first == "" || last == "" {
		return []Period{}, n.unplaced(w, c, within), nil
	}
	starts, err := w.Interval.Series(first, last, most)
	if err != nil {
		return nil, Unplaced{}, err
	}
	out := make([]Period, len(starts))
	for i, start := range starts {
		out[i] = Period{start, w.Interval.End(start)}
	}
	return out, n.unplaced(w, c, within), nil
}

// once calls yield for each relation in scope of something done once, with the
// days that its `when` may mean.
func (n *Network) once(c *chosen, within scope, yield func(when span)) {
	for i := range n.edges {
		e := &n.edges[i]
		pair, _, ok := n.sides(e)
		if !ok || !e.occurrence() || !c.holds(n, int32(i)) {
			continue
		}
		if p := n.pairs[pair]; within.has(p.v) && within.has(p.u) {
			yield(n.days(e))
		}
	}
}

// extent returns the first and last day of what is done once.
func (n *Network) extent(c *chosen, within scope) (lo, hi day) {
	n.once(c, within, func(when span) {
		if when.lo == 0 || when.lo == dayOf(graph.MinDay) || when.hi == dayOf(graph.MaxDay) {
			return
		}
		if lo == 0 || when.lo < lo {
			lo = when.lo
		}
		hi = max(hi, when.hi)
	})
	return lo, hi
}

func (n *Network) unplaced(w Window, c *chosen, within scope) Unplaced {
	var out Unplaced
	ends := make(map[day]day)
	n.once(c, within, func(when span) {
		switch {
		case when.lo == 0:
			out.Undated++
		case when.lo == when.hi: // every bucket holds a day
		case w.From != "" && when.hi < dayOf(w.From) || w.Until != "" && when.lo > dayOf(w.Until):
		default:
			end, ok := ends[when.lo]
			if !ok {
				end = dayOf(w.Interval.End(w.Interval.Start(when.lo.day())))
				ends[when.lo] = end
			}
			if when.hi > end {
				out.Wider++
			}
		}
	})
	return out
}
