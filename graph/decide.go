package graph

import (
	"cmp"
	"slices"
)

// Rulings are the decisions in force at one instant, ready to be applied.
// The zero value rules nothing.
type Rulings struct {
	survivor map[EntityID]EntityID
	verdicts map[ClaimID][]Decision
}

// NewRulings returns what decisions rule at the instant: those made by then
// and not undone by then, in order of time and id. SAME decisions form classes;
// a class goes by the entity that the latest decision in it lets survive. A
// SAME that would put two entities into one class that a DIFFERENT in force
// keeps apart is without effect.
func NewRulings(decisions []Decision, at Instant) *Rulings {
	r := &Rulings{survivor: make(map[EntityID]EntityID), verdicts: make(map[ClaimID][]Decision)}
	var apart []Decision
	active := inForce(decisions, at)
	for _, d := range active {
		if d.Kind == DecideDifferent {
			apart = append(apart, d)
		}
	}
	for _, d := range active {
		switch d.Kind {
		case DecideSame:
			joins := Pair(r.Resolve(d.Entity), r.Resolve(d.Other))
			contradicts := func(x Decision) bool { return Pair(r.Resolve(x.Entity), r.Resolve(x.Other)) == joins }
			if joins == "" || !slices.ContainsFunc(apart, contradicts) {
				r.unite(d.Entity, d.Other)
			}
		case DecideConfirm, DecideReject, DecideCorrect:
			r.verdicts[d.Claim] = append(r.verdicts[d.Claim], d)
		}
	}
	return r
}

func inForce(decisions []Decision, at Instant) []Decision {
	var out []Decision
	for _, d := range decisions {
		if d.At <= at && (d.Undone == "" || d.Undone > at) {
			out = append(out, d)
		}
	}
	slices.SortFunc(out, func(a, b Decision) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.ID, b.ID)) })
	return out
}

func (r *Rulings) unite(keep, other EntityID) {
	old, gone := r.Resolve(keep), r.Resolve(other)
	for id, s := range r.survivor {
		if s == old || s == gone {
			r.survivor[id] = keep
		}
	}
	for _, id := range []EntityID{old, gone, other} {
		if id != keep {
			r.survivor[id] = keep
		}
	}
	delete(r.survivor, keep)
}

// Resolve returns the id that the entity goes by: its own where no decision
// made it one with another.
func (r *Rulings) Resolve(id EntityID) EntityID {
	if r == nil {
		return id
	}
	if s, ok := r.survivor[id]; ok {
		return s
	}
	return id
}

// Moved returns the entities of the decisions that go by another id under the
// rulings now than under the old ones, sorted.
func Moved(old, now *Rulings, decisions []Decision) []EntityID {
	var ids []EntityID
	for _, d := range decisions {
		for _, id := range []EntityID{d.Entity, d.Other} {
			if id != "" && old.Resolve(id) != now.Resolve(id) {
				ids = append(ids, id)
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// MergedInto returns the ids that go by id, without id itself, sorted.
func (r *Rulings) MergedInto(id EntityID) []EntityID {
	var ids []EntityID
	if r != nil {
		for from, to := range r.survivor {
			if to == id {
				ids = append(ids, from)
			}
		}
	}
	slices.Sort(ids)
	return ids
}

// Apply settles the claim for its document under the rulings and reports
// whether it stands; a rejected claim does not. The last verdict counts.
func (r *Rulings) Apply(c *Claim, doc Document) bool {
	stands := true
	c.Confirmed = false
	if r != nil {
		for _, d := range r.verdicts[c.ID] {
			stands, c.Confirmed = d.Kind != DecideReject, d.Kind == DecideConfirm
			if x := d.Correction; x != nil {
				c.Kind, c.Polarity, c.Modality = cmp.Or(x.Kind, c.Kind), cmp.Or(x.Polarity, c.Polarity), cmp.Or(x.Modality, c.Modality)
				if x.When != nil {
					c.When = *x.When
				}
			}
		}
	}
	c.Settle(doc, r.Resolve)
	return stands
}
