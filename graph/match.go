package graph

import (
	"context"
	"slices"
	"strings"
)

// matcher decides for one plan which items of a snapshot answer it.
type matcher struct {
	ctx  context.Context
	s    *Snapshot
	plan *Plan
	seen int
	// known remembers what was found out about the items at the end of an edge.
	known map[target][]verdict
	// sets are the values of In conditions, terms the words of Matches.
	sets  map[*Where]map[string]bool
	terms map[*Where][]Token
}

type target struct {
	of      *Where
	subject Subject
}

type verdict int8

const (
	unasked verdict = iota
	yes
	no
)

func (s *Snapshot) matcher(ctx context.Context, plan *Plan) *matcher {
	return &matcher{ctx: ctx, s: s, plan: plan, known: make(map[target][]verdict),
		sets: make(map[*Where]map[string]bool), terms: make(map[*Where][]Token)}
}

// answers reports whether the item at the position answers the plan. Once the
// context has ended nothing does; err tells.
func (m *matcher) answers(i int) bool {
	if m.seen++; m.seen%1024 == 0 && m.err() != nil {
		return false
	}
	sh := m.s.shelves[m.plan.Subject]
	return m.there(sh, i) && m.match(sh, i, &m.plan.Where)
}

func (m *matcher) err() error { return m.ctx.Err() }

func (m *matcher) there(sh *shelf, i int) bool { return holdsOn(sh.items[i], m.plan.AsOf.Valid) }

func (m *matcher) match(sh *shelf, i int, w *Where) bool {
	for k := range w.And {
		if !m.match(sh, i, &w.And[k]) {
			return false
		}
	}
	if len(w.Or) > 0 && !m.any(sh, i, w.Or) {
		return false
	}
	if w.Not != nil && m.match(sh, i, w.Not) {
		return false
	}
	return (w.Field == "" || m.leaf(sh, i, w)) && (w.Edge == "" || m.edge(sh, i, w))
}

func (m *matcher) any(sh *shelf, i int, parts []Where) bool {
	for k := range parts {
		if m.match(sh, i, &parts[k]) {
			return true
		}
	}
	return false
}

// edge counts the things at the edge that meet the condition, and those that do not.
func (m *matcher) edge(sh *shelf, i int, w *Where) bool {
	join, _ := LookupEdge(sh.subject, w.Edge)
	far := m.s.shelves[join.Target]
	met, unmet, apart := 0, 0, make(map[any]bool)
	var ends []int
	local := keys(sh.value(sh.items[i], join.Local))
	for _, key := range local {
		ends = append(ends, far.with(join.Foreign, key)...)
	}
	if len(local) > 1 {
		slices.Sort(ends)
		ends = slices.Compact(ends)
	}
	for _, n := range ends {
		switch {
		case !m.there(far, n):
		case m.meets(far, n, w.Of):
			met++
			if w.Apart != "" {
				apart[Value(far.items[n], w.Apart)] = true
			}
		default:
			unmet++
		}
	}
	switch w.Quantifier {
	case All:
		return unmet == 0
	case None:
		return met == 0
	case Single:
		return met == 1 || len(apart) == 1
	}
	return met > 0
}

func (m *matcher) meets(far *shelf, n int, of *Where) bool {
	key := target{of, far.subject}
	verdicts := m.known[key]
	if verdicts == nil {
		verdicts = make([]verdict, len(far.items))
		m.known[key] = verdicts
	}
	if verdicts[n] == unasked {
		verdicts[n] = no
		if m.match(far, n, of) {
			verdicts[n] = yes
		}
	}
	return verdicts[n] == yes
}

func (m *matcher) leaf(sh *shelf, i int, w *Where) bool {
	if info, _ := LookupField(sh.subject, w.Field); info.Type == TypeText {
		terms, ok := m.terms[w]
		if !ok {
			query, _ := w.Value.(string)
			terms = Tokens(query)
			m.terms[w] = terms
		}
		return matchesTerms(sh.folded(w.Field)[i], terms)
	}
	switch v := sh.value(sh.items[i], w.Field).(type) {
	case string:
		return m.matchString(v, w)
	case Date:
		return m.matchDate(v, w)
	case []string:
		return m.matchList(v, w)
	case float64:
		bound, _ := w.Value.(float64)
		return compared(w.Op, v, bound)
	case bool:
		return any(v) == w.Value
	}
	return false
}

func (m *matcher) matchString(v string, w *Where) bool {
	if v == "" || w.Op == Missing {
		return (v == "") == (w.Op == Missing)
	}
	bound, _ := w.Value.(string)
	switch w.Op {
	case In:
		return m.set(w)[v]
	case Contains:
		return strings.Contains(v, bound)
	case StartsWith:
		return strings.HasPrefix(v, bound)
	}
	return compared(w.Op, v, bound)
}

func (m *matcher) matchDate(v Date, w *Where) bool {
	bound, _ := w.Value.(string)
	switch w.Op {
	case Missing:
		return v == ""
	case In:
		return v != "" && m.set(w)[string(v)]
	case Eq:
		return v != "" && string(v) == bound
	}
	lo, hi, ok := v.Bounds()
	from, until, ok2 := Date(bound).Bounds()
	switch {
	case !ok || !ok2:
		return false
	case w.Op == Gt:
		return lo > until
	case w.Op == Gte:
		return lo >= from
	case w.Op == Lt:
		return hi < from
	}
	return hi <= until
}

func (m *matcher) matchList(v []string, w *Where) bool {
	switch w.Op {
	case Missing:
		return len(v) == 0
	case In:
		set := m.set(w)
		return slices.ContainsFunc(v, func(s string) bool { return set[s] })
	}
	bound, _ := w.Value.(string)
	return slices.Contains(v, bound)
}

func (m *matcher) set(w *Where) map[string]bool {
	set, ok := m.sets[w]
	if !ok {
		set = make(map[string]bool)
		values, _ := w.Value.([]string)
		for _, v := range values {
			set[v] = true
		}
		m.sets[w] = set
	}
	return set
}

func compared[T string | float64](op Op, v, bound T) bool {
	switch op {
	case Eq:
		return v == bound
	case Gt:
		return v > bound
	case Gte:
		return v >= bound
	case Lt:
		return v < bound
	case Lte:
		return v <= bound
	}
	return false
}
