package graph

import (
	"cmp"
	"context"
	"iter"
	"slices"
)

// find answers a query of the subject from the snapshot, one page a key.
func find[T any](ctx context.Context, s *Snapshot, subject Subject, q Query) ([]Page[T], error) {
	plan, err := q.PlanFor(subject)
	if err != nil {
		return nil, err
	}
	m := s.matcher(ctx, plan)
	sh := s.shelves[subject]
	var pages []Page[T]
	switch {
	case plan.By == "" && len(plan.Order) == 1 && !plan.Total:
		pages = []Page[T]{inOrder[T](m, sh)}
	case plan.By == "":
		every := make([]int, len(sh.items))
		for i := range every {
			every[i] = i
		}
		pages = []Page[T]{page[T](m, sh, every)}
	default:
		pages = make([]Page[T], len(plan.Keys))
		for i, key := range plan.Keys {
			pages[i] = page[T](m, sh, sh.with(plan.By, key))
		}
	}
	if err := m.err(); err != nil {
		return nil, err
	}
	return pages, Attach(ctx, s, q, pages)
}

// inOrder answers the matcher's plan, which sorts by id alone and wants no total:
// the shelf is in that order, so a page costs no more than what lies before its
// end.
func inOrder[T any](m *matcher, sh *shelf) Page[T] {
	plan, out := m.plan, Page[T]{Total: -1}
	step, at, end := 1, 0, len(sh.items)
	if plan.Order[0].Desc {
		step, at, end = -1, len(sh.items)-1, -1
	}
	if plan.Bound != nil {
		at = sh.beyond(plan.Bound[0], step)
	}
	for ; at != end && len(out.Items) <= plan.Limit; at += step {
		if plan.Stop != nil && plan.compare([]any{Value(sh.items[at], FieldID)}, plan.Stop) >= 0 {
			break
		}
		if m.answers(at) {
			out.Items = append(out.Items, copied[T](sh.items[at]))
		}
	}
	more := len(out.Items) > plan.Limit
	out.Items = out.Items[:min(len(out.Items), plan.Limit)]
	if plan.Backward {
		slices.Reverse(out.Items)
	}
	out.HasNext, out.HasPrevious = plan.Ends(more)
	return out
}

// beyond returns the position of the first item after an id, or with a step of
// -1 of the last before it.
func (sh *shelf) beyond(id any, step int) int {
	at, found := slices.BinarySearchFunc(sh.items, id, func(item, id any) int { return compareValues(Value(item, FieldID), id) })
	if step < 0 {
		return at - 1
	}
	if found {
		at++
	}
	return at
}

// page answers the matcher's plan from the candidates.
func page[T any](m *matcher, sh *shelf, candidates []int) Page[T] {
	var items []*T
	for _, i := range candidates {
		if m.answers(i) {
			items = append(items, sh.items[i].(*T))
		}
	}
	out := Page[T]{Total: -1}
	if m.plan.Total {
		out.Total = len(items)
	}
	if m.plan.Bare {
		return out
	}
	items, out.HasNext, out.HasPrevious = Paged(m.plan, items)
	for _, item := range items {
		out.Items = append(out.Items, copied[T](item))
	}
	return out
}

// Paged returns the page of the plan from items at hand that all match, in the
// plan's order, and whether others lie after and before it.
func Paged[T any](plan *Plan, items []*T) (page []*T, next, previous bool) {
	type row struct {
		item   *T
		values []any
	}
	var rows []row
	for _, item := range items {
		values := make([]any, len(plan.Order))
		for k, o := range plan.Order {
			values[k] = Value(item, o.Field)
		}
		beyond := plan.Bound != nil && plan.compare(values, plan.Bound) <= 0 || plan.Stop != nil && plan.compare(values, plan.Stop) >= 0
		if !beyond {
			rows = append(rows, row{item, values})
		}
	}
	slices.SortFunc(rows, func(a, b row) int { return plan.compare(a.values, b.values) })
	more := len(rows) > plan.Limit
	rows = rows[:min(len(rows), plan.Limit)]
	if plan.Backward {
		slices.Reverse(rows)
	}
	page = make([]*T, len(rows))
	for i, r := range rows {
		page[i] = r.item
	}
	next, previous = plan.Ends(more)
	return page, next, previous
}

// Ends returns HasNext and HasPrevious of a page of the plan, given whether the
// engine saw more items than Limit.
func (p *Plan) Ends(more bool) (next, previous bool) {
	next, previous = p.Before != "", p.After != ""
	if p.Backward {
		return next, previous || more
	}
	return next || more, previous
}

// compare orders two lists of values, one per key of Order, as the plan asks.
func (p *Plan) compare(a, b []any) int {
	for i, o := range p.Order {
		if c := compareValues(a[i], b[i]); c != 0 {
			if o.Desc {
				return -c
			}
			return c
		}
	}
	return 0
}

// compareValues orders two values of one field, as Value gives them.
func compareValues(a, b any) int {
	switch x := a.(type) {
	case string:
		y, _ := b.(string)
		return cmp.Compare(x, y)
	case float64:
		y, _ := b.(float64)
		return cmp.Compare(x, y)
	case bool:
		y, _ := b.(bool)
		switch {
		case x == y:
			return 0
		case y:
			return -1
		}
		return 1
	}
	return 0
}

// everyItem yields all items that a query finds, read page by page.
func everyItem[T any](ctx context.Context, find func(context.Context, Query) ([]Page[T], error), q Query) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		q.First = MaxPage
		for more := true; more; {
			pages, err := find(ctx, q)
			if err != nil {
				yield(nil, err)
				return
			}
			items := pages[0].Items
			if more = pages[0].HasNext; more {
				q.After = q.Cursor(&items[len(items)-1])
			}
			for i := range items {
				if !yield(&items[i], nil) {
					return
				}
			}
		}
	}
}
