package eval

import (
	"fmt"
	"maps"
	"slices"

	"entente/graph"
)

// pair are two parties in order.
type pair struct{ a, b party }

func unordered(a, b party) pair { return pair{min(a, b), max(a, b)} }

// labels are what the labelled relations allow between states.
type labels struct {
	cooperating map[pair]bool // unordered
	opposed     map[pair]bool // from, to
	agreed      map[party]bool
}

func (x *comparison) labels() labels {
	l := labels{make(map[pair]bool), make(map[pair]bool), make(map[party]bool)}
	joined := make(map[party][]party)
	friendly := append(slices.Clone(cooperative), graph.PartnerOf, graph.TradesWith, graph.AllyOf, graph.DiplomaticTies)
	for _, r := range x.doc.Relations {
		for _, a := range x.parties(r.From) {
			for _, b := range x.parties(r.To) {
				from, to := x.office(a), x.office(b)
				if r.has(friendly...) {
					l.cooperating[unordered(from, to)] = true
				}
				if r.has(conflictual...) {
					l.opposed[pair{from, to}] = true
				}
				if r.has(joining...) {
					joined[b] = append(joined[b], from)
				}
			}
		}
	}
	for _, all := range joined {
		for _, a := range all {
			for _, b := range all {
				l.cooperating[unordered(a, b)] = true
			}
		}
	}
	for _, r := range append(slices.Clone(x.doc.Relations), x.doc.Optional...) {
		if r.has(graph.Agree, graph.Signed) {
			for _, a := range append(x.parties(r.From), x.parties(r.To)...) {
				l.agreed[a], l.agreed[x.office(a)] = true, true
			}
		}
	}
	return l
}

// office returns whom exactly this party speaks for, else itself.
func (x *comparison) office(p party) party {
	if state, ok := x.offices[p]; ok {
		return state
	}
	return p
}

// wrong returns a note for each claim that the labels contradict, once for each
// pair and kind, in a fixed order.
func (x *comparison) wrong() []string {
	l := x.labels()
	bad := make(map[string]string)
	report := func(c said) {
		from, to := c.from, c.to
		if slices.Contains(mutual, c.kind) && isEvent(c.kind) {
			from, to = min(from, to), max(from, to)
		}
		key := fmt.Sprintf("wrong %s %s %s", from, c.kind, to)
		if _, ok := bad[key]; !ok {
			bad[key] = key + ": " + c.quote
		}
	}
	for i, c := range x.claims {
		if !x.used[i] && isEvent(c.kind) && c.from != c.to && c.modality == graph.Actual && c.from.isState() && c.to.isState() && !l.allow(c) {
			report(c)
		}
	}
	for i, c := range x.claims {
		x.used[i] = x.used[i] || slices.ContainsFunc(x.doc.Optional, func(r Relation) bool { return x.matches(r, c) })
		holder := c.kind == graph.HoldsOffice && slices.ContainsFunc(x.holders, func(h party) bool { return same(c.from, h) })
		signer := c.kind == graph.Signed && l.signs(c.from)
		if !x.used[i] && slices.Contains(tying, c.kind) && c.modality == graph.Actual && !holder && !signer {
			report(c)
		}
	}
	out := slices.Collect(maps.Values(bad))
	slices.Sort(out)
	return out
}

func (l labels) allow(c said) bool {
	if slices.Contains(cooperative, c.kind) {
		return l.cooperating[unordered(c.from, c.to)]
	}
	return l.opposed[pair{c.from, c.to}]
}

func (l labels) signs(p party) bool {
	for a := range l.agreed {
		if same(p, a) {
			return true
		}
	}
	return false
}
