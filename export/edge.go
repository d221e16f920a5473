package export

import (
	"cmp"
	"context"
	"slices"

	"entente/graph"
)

// edge is a relation, or several that differ in `when` alone, with the claim
// that shows it best.
type edge struct {
	// lead is the relation that most documents affirm, of equals the one with
	// the smallest id; its id is the edge's.
	lead *graph.Relation
	// relations counts what the edge stands for, undated those without a time.
	relations, undated int
	// when is what all of them say, "" where they differ.
	when graph.Date
	// spells are the times, in order and apart.
	spells []spell

	claims, denials, weight, sources int
	firstSeen, lastSeen              graph.Date
	disputed, mutual                 bool

	// claim affirms the lead; document is the one that makes it. Both are nil
	// where they went while the file was written.
	claim    *graph.Claim
	document *graph.Document
}

// spell is a stretch of days, both in it.
type spell struct{ start, end graph.Day }

// inOrder puts the relations of an edge together, and their times in order.
var inOrder = []graph.Order{{Field: "to"}, {Field: "kind"}, {Field: "modality"}, {Field: "when"}}

// edges yields the edges of the file in batches, by the id of `from`, then `to`,
// kind, modality and time.
func (w *walk) edges(ctx context.Context, yield func([]*edge) error) error {
	var batch []*edge
	var group []graph.Relation
	flush := func(most int) error {
		if len(batch) < most {
			return nil
		}
		if err := w.explain(ctx, batch); err != nil {
			return err
		}
		err := yield(batch)
		batch = nil
		return err
	}
	take := func(r *graph.Relation) error {
		if !w.written(r.To) {
			return nil
		}
		if len(group) > 0 && !w.together(&group[0], r) {
			batch = append(batch, w.merge(group))
			group = group[:0]
		}
		group = append(group, *r)
		return flush(batchSize)
	}
	err := w.entities(ctx, pageSize, func(page []graph.Entity) error {
		var ids []graph.EntityID
		for i := range page {
			if w.written(page[i].ID) {
				ids = append(ids, page[i].ID)
			}
		}
		return w.relations(ctx, "from", ids, inOrder, take)
	})
	if err != nil {
		return err
	}
	if len(group) > 0 {
		batch = append(batch, w.merge(group))
	}
	return flush(1)
}

// together reports whether two relations are one edge.
func (w *walk) together(a, b *graph.Relation) bool {
	return !w.o.Parallel && a.From == b.From && a.To == b.To && a.Kind == b.Kind && a.Modality == b.Modality
}

// merge makes an edge of relations that differ in `when` alone. Counting over
// a period takes the finest: a relation of a month counts for nothing beside one
// of a day in it, but is disputed and seen with it.
func (w *walk) merge(group []graph.Relation) *edge {
	e := &edge{when: group[0].When}
	finest := finest(group)
	for i := range group {
		r := &group[i]
		e.denials += r.Denials
		e.disputed, e.mutual = e.disputed || r.Disputed, e.mutual || r.Mutual
		if e.firstSeen == "" || r.FirstSeen != "" && earlier(r.FirstSeen, e.firstSeen) {
			e.firstSeen = r.FirstSeen
		}
		if e.lastSeen == "" || r.LastSeen != "" && earlier(e.lastSeen, r.LastSeen) {
			e.lastSeen = r.LastSeen
		}
		e.relations++
		if r.When != e.when {
			e.when = ""
		}
		if !finest[i] {
			continue
		}
		e.claims += r.Claims
		e.weight += r.Weight
		e.sources = max(e.sources, r.Sources)
		if e.lead == nil || r.Weight > e.lead.Weight || r.Weight == e.lead.Weight && r.ID < e.lead.ID {
			lead := *r
			e.lead = &lead
		}
		if s, ok := w.horizon.spell(r.When); ok {
			e.spells = append(e.spells, s)
		} else {
			e.undated++
		}
	}
	e.spells = apart(e.spells)
	return e
}

// finest says which relations of a group do not hold another one's time in
// theirs. Days hold nothing, so most groups need no comparing.
func finest(group []graph.Relation) []bool {
	out := make([]bool, len(group))
	var wide []int
	for i := range group {
		out[i] = true
		if w := group[i].When; w != "" && (w.Precision() != graph.PrecisionDay || w.Approximate()) {
			wide = append(wide, i)
		}
	}
	for _, i := range wide {
		out[i] = !slices.ContainsFunc(group, func(r graph.Relation) bool { return r.When.Within(group[i].When) })
	}
	return out
}

// earlier orders dates by their first day, then by their last.
func earlier(a, b graph.Date) bool {
	return cmp.Or(cmp.Compare(a.Earliest(), b.Earliest()), cmp.Compare(a.Latest(), b.Latest()), cmp.Compare(a, b)) < 0
}

// apart sorts spells and joins those that overlap.
func apart(spells []spell) []spell {
	slices.SortFunc(spells, func(a, b spell) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end)) })
	var out []spell
	for _, s := range spells {
		if n := len(out); n > 0 && s.start <= out[n-1].end {
			out[n-1].end = max(out[n-1].end, s.end)
			continue
		}
		out = append(out, s)
	}
	return out
}

// explain finds, for each edge, the claim that shows it best, and its document.
// Best is what was read most surely, then what was said first.
func (w *walk) explain(ctx context.Context, batch []*edge) error {
	q := graph.Query{Subject: graph.SubjectClaim, By: "relation", First: 1, AsOf: w.o.AsOf,
		Where: graph.Is("polarity", string(graph.Affirmed)),
		Sort:  []graph.Order{{Field: "confidence", Desc: true}, {Field: "seen"}}}
	for _, e := range batch {
		q.Keys = append(q.Keys, string(e.lead.ID))
	}
	pages, err := w.store.FindClaims(ctx, q)
	if err != nil {
		return err
	}
	var ids []graph.DocumentID
	place := make(map[graph.DocumentID]int)
	for i := range pages {
		if len(pages[i].Items) == 0 {
			continue
		}
		c := &pages[i].Items[0]
		batch[i].claim = c
		if _, ok := place[c.Document]; !ok {
			place[c.Document] = len(ids)
			ids = append(ids, c.Document)
		}
	}
	documents, err := w.store.Documents(ctx, ids, w.o.AsOf)
	if err != nil {
		return err
	}
	for _, e := range batch {
		if e.claim != nil {
			e.document = documents[place[e.claim.Document]]
		}
	}
	return nil
}
