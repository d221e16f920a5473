package main

import "strings"

// hub compares question 14: a state weighs at least as much as the rows whose two
// ends tell states by their names alone give it, rows of one event counted once.
func (q questions) hub(x *table) {
	q.Helper()
	var got struct {
		Ranking struct {
			Periods []struct {
				Period string
				Ranks  []struct {
					Score  float64
					Entity struct{ ID string }
				}
			}
		}
	}
	q.query("the hub", `{ ranking(metric: WEIGHTED_DEGREE, within: { kinds: [State] }, interval: YEAR, first: 10) { periods { period ranks { score entity { id } } } } }`, nil, &got)
	least := make(map[string]int)
	seen := make(map[string]bool)
	for _, r := range x.rows {
		from, to := x.state(r.from), x.state(r.to)
		event := strings.Join([]string{r.from, r.kind, r.to, r.when}, "\t")
		if from == "" || to == "" || from == to || seen[event] {
			continue
		}
		seen[event] = true
		least[from]++
		least[to]++
	}
	periods := got.Ranking.Periods
	if len(periods) != 1 || periods[0].Period != "2014" || len(periods[0].Ranks) != 10 {
		q.Fatalf("%+v", got)
	}
	last := periods[0].Ranks[0].Score
	for _, r := range periods[0].Ranks {
		if n := least[strings.TrimPrefix(r.Entity.ID, "state:")]; int(r.Score) < n || n == 0 || r.Score > last {
			q.Errorf("%s weighs %v after %v, by the names of states alone at least %d", r.Entity.ID, r.Score, last, n)
		}
		last = r.Score
	}
}

// course compares question 15: the events of a pair in the month in which it left
// its usual course, and in the months before.
func (q questions) course(x *table) {
	q.Helper()
	type month struct {
		Period  string
		Covered bool
		Value   float64
	}
	var got struct {
		Shifts struct {
			Shifts []struct {
				A, B   struct{ ID string }
				Period string
				Value  float64
				Usual  []month
			}
		}
	}
	q.query("shifts", `{ shifts(within: { kinds: [State] }, interval: MONTH, until: "2014-12-31", baseline: 5, measure: EVENTS, threshold: 3, first: 4) {
		shifts { a { id } b { id } period value usual { period covered value } } } }`, nil, &got)
	if len(got.Shifts.Shifts) != 4 {
		q.Fatalf("%+v", got)
	}
	for _, s := range got.Shifts.Shifts {
		a, b := strings.TrimPrefix(s.A.ID, "state:"), strings.TrimPrefix(s.B.ID, "state:")
		events := make(map[string]map[string]bool)
		for _, line := range q.lines(x, a, b) {
			if events[line.when[:7]] == nil {
				events[line.when[:7]] = make(map[string]bool)
			}
			events[line.when[:7]][line.event()] = true
		}
		for _, m := range append(s.Usual, month{s.Period, true, s.Value}) {
			if !m.Covered || int(m.Value) != len(events[m.Period]) {
				q.Errorf("%s and %s in %s: %+v, want %d", a, b, m.Period, m, len(events[m.Period]))
			}
		}
	}
}
