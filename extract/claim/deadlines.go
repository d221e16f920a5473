package claim

import "entente/graph"

// deadlined reads who is told to go, or what somebody is given time for: an envoy who
// is ordered, told or given two days to leave is expelled, and whoever else is given
// until a day to do something is threatened.
func (s *sentence) deadlined(i int, r *roles) (event, bool) {
	l := s.lemma(i)
	given := givers[l] && s.timed(i)
	if !given && !commands[l] {
		return event{}, false
	}
	whom := r.iobj
	if len(whom) == 0 {
		whom = s.people(r.obj)
	}
	if len(whom) == 0 || !given && s.hisOwn(whom[0]) {
		return event{}, false
	}
	for _, c := range s.deadlineClauses(i, whom[0]) {
		leaves := departures[s.lemma(c)]
		switch {
		case leaves && (guests[s.lemma(whom[0])] || s.upos(whom[0]) == "PRON"):
			return s.deadline(i, r, whom, graph.Sanction), true
		case given:
			return s.deadline(i, r, whom, graph.Threaten), true
		}
	}
	return event{}, false
}

// deadline is the event of a deadline or an order to leave.
func (s *sentence) deadline(i int, r *roles, whom []int, kind graph.RelationKind) event {
	return event{word: i, kind: kind, rule: "deadline/" + s.lemma(i), object: -1, source: r.subj, target: []string{"obj"},
		slots: []slot{{"obj", whom}}, occasion: s.occasion(i), ctx: s.context(i)}
}

// deadlineClauses are the clauses with "to" of the verb, of whom it is told and of the
// time that is given.
func (s *sentence) deadlineClauses(i, whom int) []int {
	var out []int
	for _, h := range append([]int{i, whom}, s.with(i, "obj", "obl", "obl:unmarked")...) {
		for _, k := range s.with(h, "xcomp", "ccomp", "advcl", "acl") {
			if k > i && s.has(k, "mark", "to") {
				out = append(out, k)
			}
		}
	}
	return out
}

// givenTime are who is given time for what a clause with "to" says: "gave Y a week to
// withdraw".
func (s *sentence) givenTime(clause, verb int) []int {
	if !givers[s.lemma(verb)] || !s.has(clause, "mark", "to") || !s.timed(verb) {
		return nil
	}
	if whom := s.with(verb, "iobj"); len(whom) > 0 {
		return whom
	}
	return s.people(s.with(verb, "obj", "nsubj:pass"))
}

// timed reports that a length of time, or a day behind "until", is what is given.
func (s *sentence) timed(i int) bool {
	for _, k := range s.with(i, "obj", "obl:unmarked", "obl") {
		if s.rel(k) == "obl" && !s.has(k, "case", "until", "till") {
			continue
		}
		if s.isTime(k) {
			return true
		}
	}
	return false
}

// isTime reports a word for a day or a length of time.
func (s *sentence) isTime(w int) bool {
	return s.rules.is("calendar", s.lemma(w)) || lengths[s.lemma(w)]
}

// people leaves out times among objects.
func (s *sentence) people(words []int) []int {
	var out []int
	for _, w := range words {
		if !s.isTime(w) {
			out = append(out, w)
		}
	}
	return out
}

var (
	givers     = set([]string{"give", "allow", "grant", "set"})
	commands   = set([]string{"order", "tell", "tell_to", "ask", "instruct", "request", "direct"})
	departures = set([]string{"leave", "depart", "quit", "go"})
	lengths    = set([]string{"hour", "day", "week", "fortnight", "month", "year", "minute"})
	// guests are those whose stay depends on the state where they serve.
	guests = set([]string{"ambassador", "envoy", "diplomat", "consul", "attaché", "attache", "d'affaires", "affaires", "official", "staff", "staffer", "journalist",
		"correspondent", "reporter", "adviser", "advisor", "monitor", "observer", "representative", "nuncio", "commissioner", "mission", "embassy", "agency", "coordinator"})
)
