package memory

import (
	"cmp"
	"reflect"
	"slices"

	"entente/graph"
)

// difference is what changed between two states.
type difference struct {
	counts  graph.Counts
	changes []graph.Change
}

// compare returns what the change feed says of a write.
func compare(before, after *state) difference {
	var d difference
	d.loads(before, after)
	p, q := before.present.Projection(), after.present.Projection()
	if p != q {
		same := func(a, b *graph.Document) bool { return before.current(a.ID).id == after.current(b.ID).id }
		list(&d, p.Documents, q.Documents, documentID, same)
		d.counts.EntitiesAdded, d.counts.EntitiesRemoved = list(&d, p.Entities, q.Entities, entityID, sameEntity)
		d.counts.ClaimsAdded, d.counts.ClaimsRetracted = list(&d, p.Claims, q.Claims, claimID, sameClaim)
		others := len(d.changes)
		d.counts.RelationsAdded, d.counts.RelationsRemoved = list(&d, p.Relations, q.Relations, relationID, sameRelation)
		recall(d.changes[others:], p.Relations)
	}
	d.decisions(before, after)
	return d
}

// recall says of the relations that went what they were.
func recall(changes []graph.Change, before []graph.Relation) {
	for i := range changes {
		if c := &changes[i]; c.Op == graph.ChangeRemoved {
			at, _ := slices.BinarySearchFunc(before, c.ID, func(r graph.Relation, id string) int { return cmp.Compare(string(r.ID), id) })
			c.Was = &before[at]
		}
	}
}

func documentID(d *graph.Document) string { return string(d.ID) }
func entityID(e *graph.Entity) string     { return string(e.ID) }
func claimID(c *graph.Claim) string       { return string(c.ID) }
func relationID(r *graph.Relation) string { return string(r.ID) }

func sameRelation(a, b *graph.Relation) bool { return *a == *b }

func sameEntity(a, b *graph.Entity) bool { return reflect.DeepEqual(a, b) || same(a, b) }

func sameClaim(a, b *graph.Claim) bool {
	x, y := *a, *b
	x.KnownFrom, x.KnownUntil, y.KnownFrom, y.KnownUntil = "", "", "", ""
	if reflect.DeepEqual(x, y) {
		return true
	}
	derived := func(c graph.Claim) graph.Claim {
		return graph.Claim{Document: c.Document, SHA256: c.SHA256, Source: c.Source, PublishedOn: c.PublishedOn, Relation: c.Relation,
			FromID: c.FromID, ToID: c.ToID, AssertedByID: c.AssertedByID, Pair: c.Pair, Confirmed: c.Confirmed}
	}
	return reflect.DeepEqual(derived(x), derived(y)) && same(x, y)
}

// list walks two lists in the order of their ids, notes what differs, and
// returns how many came and went.
func list[T any](d *difference, before, after []T, id func(*T) string, same func(a, b *T) bool) (came, went int) {
	for len(before) > 0 || len(after) > 0 {
		switch {
		case len(after) == 0 || len(before) > 0 && id(&before[0]) < id(&after[0]):
			d.note(graph.ChangeRemoved, id(&before[0]))
			before = before[1:]
			went++
		case len(before) == 0 || id(&after[0]) < id(&before[0]):
			d.note(graph.ChangeAdded, id(&after[0]))
			after = after[1:]
			came++
		default:
			if !same(&before[0], &after[0]) {
				d.note(graph.ChangeUpdated, id(&after[0]))
			}
			before, after = before[1:], after[1:]
		}
	}
	return came, went
}

func (d *difference) note(op graph.ChangeOp, id string) {
	d.changes = append(d.changes, graph.Change{Op: op, ID: id})
}

func (d *difference) loads(before, after *state) {
	values := func(s *state) []graph.Load {
		var out []graph.Load
		for _, l := range s.loads {
			out = append(out, l)
		}
		slices.SortFunc(out, func(a, b graph.Load) int { return cmp.Compare(a.ID, b.ID) })
		return out
	}
	list(d, values(before), values(after), func(l *graph.Load) string { return string(l.ID) }, func(a, b *graph.Load) bool { return same(a, b) })
}

func (d *difference) decisions(before, after *state) {
	values := func(s *state) []graph.Decision {
		out := s.sortedDecisions()
		slices.SortFunc(out, func(a, b graph.Decision) int { return cmp.Compare(a.ID, b.ID) })
		return out
	}
	list(d, values(before), values(after), func(x *graph.Decision) string { return string(x.ID) }, func(a, b *graph.Decision) bool { return same(a, b) })
}
