package view

import (
	"context"
	"slices"

	"entente/analysis"
	"entente/graph"
)

// Within says which entities a measure looks at.
type Within struct {
	Group *graph.EntityID
	Ids   []graph.EntityID
	Kinds []graph.EntityKind
	Where map[string]any
}

// Ties says which relations tie entities together.
type Ties struct {
	Kinds      []graph.RelationKind
	Quads      []graph.Quad
	Modality   []graph.Modality
	MinSupport int
}

// Measured is what a measure of the graph looks at: which entities, which
// relations, in which periods.
type Measured struct {
	Within      *Within
	Ties        *Ties
	Interval    *string
	From, Until *graph.Day
}

// maxWithin is how many entities a condition or a list may name.
const maxWithin = 1000

func (m Measured) ties(scope *Scope) analysis.Ties {
	if m.Ties == nil {
		return analysis.Ties{Valid: scope.At.Valid}
	}
	return analysis.Ties{Kinds: m.Ties.Kinds, Quads: m.Ties.Quads, Modality: m.Ties.Modality, MinSupport: m.Ties.MinSupport, Valid: scope.At.Valid}
}

func (m Measured) window() analysis.Window {
	var w analysis.Window
	if m.Interval != nil {
		w.Interval = graph.Interval(*m.Interval)
	}
	if m.From != nil {
		w.From = *m.From
	}
	if m.Until != nil {
		w.Until = *m.Until
	}
	return w
}

// network returns the network of the point in time, and what among does of it.
func (m Measured) network(ctx context.Context, scope *Scope) (*analysis.Network, []graph.EntityID, error) {
	if err := inOrder(m.From, m.Until); err != nil {
		return nil, nil, err
	}
	n, err := scope.network(ctx)
	if err != nil {
		return nil, nil, err
	}
	within, err := m.among(ctx, scope, n)
	return n, within, err
}

// among returns the entities that a measure looks at, nil for all. The error
// wraps graph.ErrNotFound for an unknown group, graph.ErrInvalid, or
// graph.ErrTooLarge.
func (m Measured) among(ctx context.Context, scope *Scope, n *analysis.Network) ([]graph.EntityID, error) {
	w := m.Within
	if w == nil {
		return nil, nil
	}
	var all []graph.EntityID
	narrow := func(to []graph.EntityID) {
		if all == nil {
			all = to
			return
		}
		all = slices.DeleteFunc(all, func(id graph.EntityID) bool { return !slices.Contains(to, id) })
	}
	if w.Group != nil || w.Ids != nil {
		members, ids, err := w.named(ctx, scope, n)
		if err != nil {
			return nil, err
		}
		for _, list := range [][]graph.EntityID{members, ids} {
			if list != nil {
				narrow(list)
			}
		}
	}
	if w.Where != nil {
		met, err := w.met(ctx, scope)
		if err != nil {
			return nil, err
		}
		narrow(met)
	}
	switch {
	case w.Kinds == nil:
	case all == nil:
		all = n.OfKind(w.Kinds...)
	default:
		all = slices.DeleteFunc(all, func(id graph.EntityID) bool { return !slices.Contains(w.Kinds, id.Kind()) })
	}
	return all, nil
}

// named returns the members of the group and the entities with the ids, each
// nil where it was not asked for.
func (w *Within) named(ctx context.Context, scope *Scope, n *analysis.Network) (members, ids []graph.EntityID, err error) {
	if len(w.Ids) > maxWithin {
		return nil, nil, &graph.LimitError{What: "entities within", Limit: maxWithin}
	}
	asked := slices.Clone(w.Ids)
	if w.Group != nil {
		asked = append(asked, *w.Group)
	}
	found, err := scope.Reader.Entities(ctx, asked, scope.At)
	if err != nil {
		return nil, nil, err
	}
	if w.Group != nil {
		group := found[len(found)-1]
		if found = found[:len(found)-1]; group == nil {
			return nil, nil, &MissingError{string(*w.Group)}
		}
		members = n.Members(group.ID, scope.At.Valid)
	}
	if w.Ids != nil {
		ids = []graph.EntityID{}
		for _, e := range found {
			if e != nil {
				ids = append(ids, e.ID)
			}
		}
	}
	return members, ids, nil
}

// met returns the entities that meet the condition.
func (w *Within) met(ctx context.Context, scope *Scope) ([]graph.EntityID, error) {
	where, err := translate(graph.SubjectEntity, w.Where)
	if err != nil {
		return nil, err
	}
	q := graph.Query{Subject: graph.SubjectEntity, Where: where, First: maxWithin, AsOf: scope.At}
	if _, err := q.Plan(); err != nil {
		return nil, err
	}
	pages, err := scope.Reader.FindEntities(ctx, q)
	if err != nil {
		return nil, err
	}
	if pages[0].HasNext {
		return nil, &graph.LimitError{What: "entities within", Limit: maxWithin}
	}
	ids := make([]graph.EntityID, len(pages[0].Items))
	for i, e := range pages[0].Items {
		ids[i] = e.ID
	}
	return ids, nil
}

// Stretch is a period of a measure.
type Stretch struct {
	interval graph.Interval
	period   analysis.Period
}

// Period returns the stretch of time, nil for all time.
func (s Stretch) Period() *graph.Date {
	p := s.period
	var out graph.Date
	switch {
	case p.From == "" && p.Until == "":
		return nil
	case s.interval != "":
		out = s.interval.Period(p.From, p.Until)
	default:
		open := func(d graph.Day) string {
			if d == "" {
				return ".."
			}
			return string(d)
		}
		out = graph.Date(open(p.From) + "/" + open(p.Until))
	}
	return &out
}

// From returns the first day, nil for no bound.
func (s Stretch) From() *graph.Day { return dayOrNil(s.period.From) }

// Until returns the last day, nil for no bound.
func (s Stretch) Until() *graph.Day { return dayOrNil(s.period.Until) }

func dayOrNil(d graph.Day) *graph.Day {
	if d == "" {
		return nil
	}
	return &d
}
