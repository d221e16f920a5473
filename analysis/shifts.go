package analysis

import (
	"cmp"
	"context"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"

	"entente/graph"
)

// Measure is what is counted of the events between two actors.
type Measure string

// The measures of events.
const (
	Events         Measure = "EVENTS"
	Cooperation    Measure = "COOPERATION"
	Conflict       Measure = "CONFLICT"
	NetOfConflict  Measure = "NET_COOPERATION"
	minimumOfUsual         = 3
)

// The bounds of a search for shifts.
const (
	MaxBaseline = 60
	MaxJudged   = 40
)

// ShiftFormula says how shifts are computed, for answers.
const ShiftFormula = "score = (value - mean) / max(deviation, 1): value is the measure in the period; mean and deviation " +
	"(sample standard deviation) are those of the n covered ones among the `baseline` periods before; a shift has n of at least 3 and a score of at least `threshold`, in either direction"

// ShiftQuery asks for pairs that leave their usual course.
type ShiftQuery struct {
	Measure  Measure
	Ties     Ties
	Within   []graph.EntityID
	Interval graph.Interval
	// From and Until hold the days of the periods that are judged: "" for that
	// of the last event.
	From, Until graph.Day
	// Baseline is how many periods before are the usual course, 3 to MaxBaseline.
	Baseline int
	// Threshold is the least score, of either sign, above 0.
	Threshold float64
	// First is how many shifts are given.
	First int
}

// Course is what happened between pairs in the periods that are judged and in
// those before.
type Course struct {
	Unplaced
	n       *Network
	q       ShiftQuery
	periods []Period
	judged  int // the first period that is judged
	pairs   []course
}

// course are the events of a pair, by period.
type course struct {
	a, b   int32
	events []happened
}

type happened struct{ period, edge int32 }

// Shift is a pair in a period in which it left its usual course.
type Shift struct {
	A, B graph.EntityID
	Period
	Value, Mean, Deviation, Score float64
	// N is how many periods the mean is of.
	N int
	// Usual are the periods of the baseline, in order of time.
	Usual []Observed
	// Relations are the events of the period.
	Relations []graph.RelationID
}

// Observed is a measure in a period; where it is not covered the value says
// nothing.
type Observed struct {
	Period
	Value   float64
	Covered bool
}

// Shifts are pairs that left their usual course, and how many were looked at.
type Shifts struct {
	// Periods are those that were judged.
	Periods []Period
	// Judged counts pairs and periods with a score, Unjudged those without one
	// since the period or its baseline is not covered.
	Judged, Unjudged int
	// All are those with the highest scores, of either sign.
	All []Shift
}

// Course gathers the events in scope. The error wraps graph.ErrInvalid or
// graph.ErrTooLarge.
func (n *Network) Course(q ShiftQuery) (*Course, error) {
	c, err := q.Ties.choose()
	switch {
	case err != nil:
		return nil, err
	case q.Baseline < minimumOfUsual || !(q.Threshold > 0) || q.First < 1:
		return nil, graph.Invalidf("baseline must be at least %d, threshold above 0 and first at least 1", minimumOfUsual)
	case q.Baseline > MaxBaseline:
		return nil, &graph.LimitError{What: "baseline", Limit: MaxBaseline}
	}
	for i, k := range kindTable {
		c.kinds[i] = c.kinds[i] && k.Event()
	}
	out := &Course{n: n, q: q}
	within := n.scope(q.Within)
	if err := out.place(c, within); err != nil || len(out.periods) == 0 {
		return out, err
	}
	out.Unplaced = n.unplaced(Window{q.Interval, out.periods[0].From, out.periods[len(out.periods)-1].Until}, c, within)
	out.gather(c, within)
	return out, nil
}

// place sets the periods.
func (o *Course) place(c *chosen, within scope) error {
	from, until := o.q.From, o.q.Until
	if until == "" {
		if _, hi := o.n.extent(c, within); hi != 0 {
			until = hi.day()
		}
	}
	if until == "" {
		return nil
	}
	if from == "" {
		from = until
	}
	starts, err := o.q.Interval.Series(from, until, MaxJudged)
	if err != nil {
		return err
	}
	for len(starts) > 0 && o.judged < o.q.Baseline {
		before := o.q.Interval.Start(graph.IntervalDay.Before(starts[0]))
		if before >= starts[0] {
			break
		}
		starts = slices.Insert(starts, 0, before)
		o.judged++
	}
	for _, s := range starts {
		o.periods = append(o.periods, Period{s, o.q.Interval.End(s)})
	}
	return nil
}

// gather puts the events into periods, by pair.
func (o *Course) gather(c *chosen, within scope) {
	index := make(map[int32]int)
	starts := make([]day, len(o.periods))
	for i, p := range o.periods {
		starts[i] = dayOf(p.From)
	}
	last := dayOf(o.periods[len(o.periods)-1].Until)
	for i := range o.n.edges {
		e := &o.n.edges[i]
		if e.parties == none {
			continue
		}
		when, p := o.n.days(e), o.n.pairs[e.parties]
		if when.lo < starts[0] || when.hi > last || !within.has(p.v) || !within.has(p.u) || !c.holds(o.n, int32(i)) {
			continue
		}
		at, found := slices.BinarySearch(starts, when.lo)
		if !found {
			at--
		}
		if when.hi > dayOf(o.periods[at].Until) {
			continue
		}
		k, ok := index[e.parties]
		if !ok {
			k = len(o.pairs)
			index[e.parties], o.pairs = k, append(o.pairs, course{a: p.v, b: p.u})
		}
		o.pairs[k].events = append(o.pairs[k].events, happened{int32(at), int32(i)})
	}
	slices.SortFunc(o.pairs, func(x, y course) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
}

// Actors returns all actors of a pair with events, sorted.
func (o *Course) Actors() []graph.EntityID {
	var all []int32
	for _, p := range o.pairs {
		all = append(all, p.a, p.b)
	}
	slices.Sort(all)
	var out []graph.EntityID
	for _, v := range slices.Compact(all) {
		out = append(out, o.n.ids[v])
	}
	return out
}

// Periods returns the periods, those of the first baseline first.
func (o *Course) Periods() []Period { return o.periods }

// Shifts returns the pairs that left their usual course. covers says, for two
// actors, in which of the Periods something would be known of them: nil where
// nothing is said. A period with an event between them is covered. The error
// is the context's.
func (o *Course) Shifts(ctx context.Context, covers func(a, b graph.EntityID) []bool) (*Shifts, error) {
	out := &Shifts{}
	if o.judged < len(o.periods) {
		out.Periods = o.periods[o.judged:]
	}
	for i := range o.pairs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p := &o.pairs[i]
		o.judge(out, p, o.observe(p, covers(o.n.ids[p.a], o.n.ids[p.b])))
		if len(out.All) > 4*o.q.First+100 {
			out.All = cut(out.All, o.q.First)
		}
	}
	out.All = cut(out.All, o.q.First)
	for i := range out.All {
		s := &out.All[i]
		slices.Sort(s.Relations)
	}
	return out, nil
}

// cut leaves the shifts with the highest scores.
func cut(all []Shift, first int) []Shift {
	slices.SortFunc(all, func(x, y Shift) int {
		return cmp.Or(cmp.Compare(math.Abs(y.Score), math.Abs(x.Score)), cmp.Compare(x.From, y.From), cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
	})
	return all[:min(len(all), first)]
}

// observe measures a pair in every period.
func (o *Course) observe(p *course, covered []bool) []Observed {
	out := make([]Observed, len(o.periods))
	for i, period := range o.periods {
		out[i] = Observed{Period: period, Covered: covered != nil && covered[i]}
	}
	for _, h := range p.events {
		at := &out[h.period]
		at.Covered = true
		at.Value += o.q.Measure.of(&o.n.edges[h.edge])
	}
	return out
}

// judge compares each period with those before it.
func (o *Course) judge(out *Shifts, p *course, all []Observed) {
	values := make([]float64, 0, o.q.Baseline)
	for i := o.judged; i < len(all); i++ {
		usual := all[max(0, i-o.q.Baseline):i]
		values = values[:0]
		for _, u := range usual {
			if u.Covered {
				values = append(values, u.Value)
			}
		}
		if !all[i].Covered || len(values) < minimumOfUsual {
			out.Unjudged++
			continue
		}
		out.Judged++
		mean, deviation := stat.MeanStdDev(values, nil)
		score := (all[i].Value - mean) / max(deviation, 1)
		if math.Abs(score) < o.q.Threshold {
			continue
		}
		s := Shift{A: o.n.ids[p.a], B: o.n.ids[p.b], Period: all[i].Period, Value: all[i].Value, Mean: mean, Deviation: deviation,
			Score: score, N: len(values), Usual: usual}
		for _, h := range p.events {
			if int(h.period) == i {
				s.Relations = append(s.Relations, o.n.edges[h.edge].relation())
			}
		}
		out.All = append(out.All, s)
	}
}
