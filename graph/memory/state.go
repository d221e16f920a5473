package memory

import (
	"cmp"
	"context"
	"iter"
	"maps"
	"slices"

	"entente/graph"
)

// state is everything that a store holds at one time, but the change feed.
type state struct {
	contributions map[graph.ContributionID]*contribution
	// readings are the contributions of each document.
	readings  map[graph.DocumentID][]graph.ContributionID
	loads     map[graph.LoadID]graph.Load
	decisions map[graph.DecisionID]graph.Decision
	clock     graph.Instant
	// links counts how often a load brought a contribution.
	links int
	// version counts the states before.
	version int64
	present *graph.Snapshot
}

// contribution is a contribution as it lies in the log. It is never changed
// once it is part of a state.
type contribution struct {
	id       graph.ContributionID
	document graph.Document
	text     string
	records  []graph.EntityRecord
	claims   []graph.Claim
	parts    int // the last part that has landed
	complete bool
	known    []graph.Period
	links    []link
}

// link says that a load brought a contribution; a later one has a greater order.
type link struct {
	load  graph.LoadID
	order int
}

// next returns a state to be changed, which begins as a copy.
func (s *state) next() *state {
	n := *s
	n.version++
	n.contributions, n.readings = maps.Clone(s.contributions), maps.Clone(s.readings)
	n.loads, n.decisions = maps.Clone(s.loads), maps.Clone(s.decisions)
	if n.contributions == nil {
		n.contributions, n.readings = make(map[graph.ContributionID]*contribution), make(map[graph.DocumentID][]graph.ContributionID)
		n.loads, n.decisions = make(map[graph.LoadID]graph.Load), make(map[graph.DecisionID]graph.Decision)
	}
	return &n
}

// current returns the contribution that is the document's current reading, nil
// for none.
func (s *state) current(id graph.DocumentID) *contribution {
	for _, r := range s.readings[id] {
		if c := s.contributions[r]; c.open() {
			return c
		}
	}
	return nil
}

func (c *contribution) open() bool {
	return len(c.known) > 0 && c.known[len(c.known)-1].Until == graph.Forever
}

// brought returns the order of the last link, 0 for none.
func (c *contribution) brought() int {
	last := 0
	for _, l := range c.links {
		last = max(last, l.order)
	}
	return last
}

// settle makes the complete contribution that a load brought last the
// document's current reading, and reports whether that is another than before.
func (s *state) settle(id graph.DocumentID) bool {
	old := s.current(id)
	var latest *contribution
	for _, r := range s.readings[id] {
		if c := s.contributions[r]; c.complete && (latest == nil || c.brought() > latest.brought()) {
			latest = c
		}
	}
	if old == latest {
		return false
	}
	if old != nil {
		closed := *old
		closed.known = graph.ClosePeriods(old.known, s.clock)
		s.contributions[old.id] = &closed
	}
	if latest != nil {
		opened := *latest
		opened.known = graph.OpenPeriods(latest.known, s.clock)
		s.contributions[latest.id] = &opened
	}
	return true
}

// log yields the state as Reader's Log does.
func (s *state) log(ctx context.Context) iter.Seq2[graph.LogEntry, error] {
	return s.logOf(ctx, func(*contribution) bool { return true })
}

// logAt is the log of the contributions that were known at an instant.
func (s *state) logAt(ctx context.Context, known graph.Instant) iter.Seq2[graph.LogEntry, error] {
	return s.logOf(ctx, func(c *contribution) bool {
		head := graph.LogContribution{Complete: c.complete, Known: c.known}
		return head.KnownAt(known)
	})
}

func (s *state) logOf(ctx context.Context, keep func(*contribution) bool) iter.Seq2[graph.LogEntry, error] {
	ordered := slices.SortedFunc(maps.Values(s.contributions), func(a, b *contribution) int {
		return cmp.Or(cmp.Compare(a.document.ID, b.document.ID), cmp.Compare(a.id, b.id))
	})
	return func(yield func(graph.LogEntry, error) bool) {
		for _, c := range ordered {
			if err := ctx.Err(); err != nil {
				yield(graph.LogEntry{}, err)
				return
			}
			if keep(c) && !c.yield(yield) {
				return
			}
		}
		for _, d := range s.sortedDecisions() {
			if !yield(graph.LogEntry{Decision: &d}, nil) {
				return
			}
		}
	}
}

func (c *contribution) yield(yield func(graph.LogEntry, error) bool) bool {
	head := graph.LogContribution{ID: c.id, Document: c.document, Text: c.text, Complete: c.complete, Known: slices.Clone(c.known)}
	for _, l := range slices.SortedFunc(slices.Values(c.links), func(a, b link) int { return cmp.Compare(a.order, b.order) }) {
		head.Loads = append(head.Loads, l.load)
	}
	if !yield(graph.LogEntry{Contribution: &head}, nil) {
		return false
	}
	records, claims := sorted(c.records, c.claims)
	for _, r := range records {
		if !yield(graph.LogEntry{Entity: &r}, nil) {
			return false
		}
	}
	for _, claim := range claims {
		if !yield(graph.LogEntry{Claim: &claim}, nil) {
			return false
		}
	}
	return true
}

// sorted returns the records by id, those of one entity in the order of parts,
// and the claims by id, the first of those with one id.
func sorted(records []graph.EntityRecord, claims []graph.Claim) ([]graph.EntityRecord, []graph.Claim) {
	byRecord := func(a, b graph.EntityRecord) int { return cmp.Compare(a.ID, b.ID) }
	if !slices.IsSortedFunc(records, byRecord) {
		records = slices.Clone(records)
		slices.SortStableFunc(records, byRecord)
	}
	claims = slices.Clone(claims)
	slices.SortStableFunc(claims, func(a, b graph.Claim) int { return cmp.Compare(a.ID, b.ID) })
	return records, slices.CompactFunc(claims, func(a, b graph.Claim) bool { return a.ID == b.ID })
}

func (s *state) sortedDecisions() []graph.Decision {
	return slices.SortedFunc(maps.Values(s.decisions), func(a, b graph.Decision) int {
		return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.ID, b.ID))
	})
}

// withLoads returns the present with the loads.
func (s *state) withLoads() *graph.Snapshot {
	return s.present.WithLoads(slices.Collect(maps.Values(s.loads)))
}
