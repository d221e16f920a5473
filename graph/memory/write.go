package memory

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"entente/graph"
)

// write changes the store by one transaction: change makes of the next state,
// whose clock stands at the change's time, what it is to be, and reports
// whether documents or decisions changed. The returned counts are those of the
// graph before and after.
func (s *Store) write(ctx context.Context, at graph.Instant, change func(next *state) (refold bool, err error)) (graph.Counts, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return graph.Counts{}, err
	}
	next := s.now.next()
	clock, err := graph.Advance(next.clock, at)
	if err != nil {
		return graph.Counts{}, err
	}
	next.clock = clock
	refold, err := change(next)
	if err != nil {
		return graph.Counts{}, err
	}
	if refold {
		p, err := graph.Project(next.log(ctx), graph.Forever)
		if err != nil {
			return graph.Counts{}, err
		}
		next.present = graph.NewSnapshot(p)
	}
	d := compare(s.now, next)
	if err := ctx.Err(); err != nil {
		return graph.Counts{}, err
	}
	for _, c := range d.changes {
		c.Seq, c.At = int64(len(s.changes)+1), next.clock
		s.changes = append(s.changes, c)
	}
	s.now = next
	return d.counts, nil
}

// unchanged is what a change returns that turns out to change nothing.
type unchanged struct{}

func (unchanged) Error() string { return "unchanged" }

// quiet is write for changes that may turn out to change nothing.
func (s *Store) quiet(ctx context.Context, at graph.Instant, change func(next *state) (bool, error)) (graph.Counts, error) {
	counts, err := s.write(ctx, at, change)
	if errors.Is(err, unchanged{}) {
		return graph.Counts{}, nil
	}
	return counts, err
}

// SaveLoad is Writer's.
func (s *Store) SaveLoad(ctx context.Context, load graph.Load) error {
	if err := load.Validate(); err != nil {
		return err
	}
	_, err := s.quiet(ctx, cmp.Or(load.Ended, load.Started), func(next *state) (bool, error) {
		if old, ok := next.loads[load.ID]; ok && same(old, load) {
			return false, unchanged{}
		}
		next.loads[load.ID] = load
		return false, nil
	})
	return err
}

// Put is Writer's.
func (s *Store) Put(ctx context.Context, load graph.LoadID, at graph.Instant, contributions []graph.Contribution) (graph.Counts, error) {
	var counts graph.Counts
	changed, err := s.quiet(ctx, at, func(next *state) (bool, error) {
		l, ok := next.loads[load]
		switch {
		case !ok:
			return false, fmt.Errorf("load %q: %w", load, graph.ErrNotFound)
		case l.State == graph.LoadUnloaded:
			return false, fmt.Errorf("load %s is unloaded: %w", load, graph.ErrConflict)
		case len(contributions) == 0:
			return false, unchanged{}
		}
		for i := range contributions {
			if err := cmp.Or(ctx.Err(), contributions[i].Validate()); err != nil {
				return false, err
			}
		}
		refold := false
		for i := range contributions {
			turned, err := next.put(load, &contributions[i], &counts)
			if err != nil {
				return false, err
			}
			refold = refold || turned
		}
		return refold, nil
	})
	if err != nil {
		return graph.Counts{}, err
	}
	counts.Add(changed)
	return counts, nil
}

// put brings one contribution in, counts it, and reports whether its document
// has another current reading now.
func (s *state) put(load graph.LoadID, c *graph.Contribution, counts *graph.Counts) (bool, error) {
	id, doc := c.ID(), c.Document.ID
	known := s.current(doc) != nil
	var r contribution
	switch old := s.contributions[id]; {
	case old == nil:
		r = contribution{id: id, document: c.Document}
		s.readings[doc] = append(slices.Clone(s.readings[doc]), id)
	case old.complete && c.More:
		return false, nil
	default:
		r = *old
	}
	if !r.complete {
		if err := r.add(c); err != nil {
			return false, err
		}
	}
	s.links++
	r.links = slices.DeleteFunc(slices.Clone(r.links), func(l link) bool { return l.load == load })
	r.links = append(r.links, link{load, s.links})
	s.contributions[id] = &r
	turned := s.settle(doc)
	switch {
	case c.More:
	case !turned:
		counts.Unchanged++
	case known:
		counts.Changed++
	default:
		counts.Added++
	}
	return turned, nil
}

// add adds what the contribution, or its next part, brings.
func (c *contribution) add(next *graph.Contribution) error {
	switch {
	case next.Part > c.parts+1:
		return fmt.Errorf("document %s: part %d after part %d: %w", next.Document.ID, next.Part, c.parts, graph.ErrConflict)
	case next.Part > 0 && next.Part <= c.parts && !next.More:
		return fmt.Errorf("document %s: part %d was not the last when it landed: %w", next.Document.ID, next.Part, graph.ErrConflict)
	case next.Part > 0 && next.Part <= c.parts:
		return nil
	}
	c.parts, c.complete = next.Part, !next.More
	if next.Part == 0 {
		c.text = next.Text
	}
	c.records = append(slices.Clip(c.records), next.Entities...)
	c.claims = slices.Clip(c.claims)
	for _, claim := range next.Claims {
		claim.Source, claim.PublishedOn, claim.Relation, claim.FromID, claim.ToID, claim.AssertedByID = "", "", "", "", "", ""
		claim.Pair, claim.Confirmed, claim.KnownFrom, claim.KnownUntil = "", false, "", ""
		c.claims = append(c.claims, claim)
	}
	return nil
}

// Unload is Writer's.
func (s *Store) Unload(ctx context.Context, load graph.LoadID, at graph.Instant) (graph.Counts, error) {
	var counts graph.Counts
	changed, err := s.quiet(ctx, at, func(next *state) (bool, error) {
		l, ok := next.loads[load]
		switch {
		case !ok:
			return false, fmt.Errorf("load %q: %w", load, graph.ErrNotFound)
		case l.State == graph.LoadUnloaded:
			return false, unchanged{}
		}
		l.State = graph.LoadUnloaded
		next.loads[load] = l
		refold := false
		for doc := range next.readings {
			before := next.current(doc)
			next.unlink(doc, load)
			next.settle(doc)
			after := next.current(doc)
			if before == nil && after == nil || before != nil && after != nil && before.id == after.id {
				continue
			}
			refold = true
			if after != nil {
				counts.Changed++
			}
		}
		return refold, nil
	})
	if err != nil {
		return graph.Counts{}, err
	}
	counts.Add(changed)
	return counts, nil
}

// unlink takes the load from the document's contributions, and out those that
// no other load brought.
func (s *state) unlink(doc graph.DocumentID, load graph.LoadID) {
	var rest []graph.ContributionID
	for _, id := range s.readings[doc] {
		c := *s.contributions[id]
		c.links = slices.DeleteFunc(slices.Clone(c.links), func(l link) bool { return l.load == load })
		if len(c.links) == 0 {
			delete(s.contributions, id)
			continue
		}
		s.contributions[id] = &c
		rest = append(rest, id)
	}
	s.readings[doc] = rest
	if len(rest) == 0 {
		delete(s.readings, doc)
	}
}

// Decide is Writer's.
func (s *Store) Decide(ctx context.Context, d graph.Decision) error {
	if err := d.Validate(); err != nil {
		return err
	}
	_, err := s.quiet(ctx, d.At, func(next *state) (bool, error) {
		if _, ok := next.decisions[d.ID]; ok {
			return false, unchanged{}
		}
		next.decisions[d.ID] = d.Taken(next.clock)
		return true, nil
	})
	return err
}

// Undo is Writer's.
func (s *Store) Undo(ctx context.Context, id graph.DecisionID, at graph.Instant) error {
	_, err := s.quiet(ctx, at, func(next *state) (bool, error) {
		d, ok := next.decisions[id]
		switch {
		case !ok:
			return false, fmt.Errorf("decision %q: %w", id, graph.ErrNotFound)
		case d.Undone != "":
			return false, unchanged{}
		}
		d.Undone = next.clock
		next.decisions[id] = d
		return true, nil
	})
	return err
}

// Rebuild is Writer's.
func (s *Store) Rebuild(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, err := graph.Project(s.now.log(ctx), graph.Forever)
	if err != nil {
		return err
	}
	next := s.now.next()
	next.present = graph.NewSnapshot(p)
	s.now = next
	return nil
}

// same reports whether two values are written alike.
func same(a, b any) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && string(x) == string(y)
}
