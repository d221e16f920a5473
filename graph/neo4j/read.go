package neo4j

import (
	"context"
	"fmt"
	"slices"

	"entente/graph"
)

// Entities is Reader's.
func (s *Store) Entities(ctx context.Context, ids []graph.EntityID, at graph.AsOf) ([]*graph.Entity, error) {
	if snap, err := s.known(ctx, at.Known); snap != nil || err != nil {
		return fromPast(snap, err, func() ([]*graph.Entity, error) { return snap.Entities(ctx, ids, at) })
	}
	found, err := lookup(ctx, s, byID(graph.SubjectEntity, graph.AsOf{}), ids, graph.AsOf{}, decodeEntity)
	if err != nil {
		return nil, err
	}
	return found, s.survivors(ctx, ids, found)
}

// survivors finds what ids that are no entity's were merged into.
func (s *Store) survivors(ctx context.Context, ids []graph.EntityID, found []*graph.Entity) error {
	var merged []graph.EntityID
	var places []int
	for i, id := range ids {
		if found[i] == nil {
			merged, places = append(merged, id), append(places, i)
		}
	}
	byAlias := func(key string) string {
		return "MATCH (a:Alias {id: " + key + "})\nMATCH (n:Entity {id: a.survivor})\nWHERE " + visibleN + "\nRETURN " + key + ", [n.payload]"
	}
	more, err := lookup(ctx, s, byAlias, merged, graph.AsOf{}, decodeEntity)
	for i := range more {
		found[places[i]] = more[i]
	}
	return err
}

// Relations is Reader's.
func (s *Store) Relations(ctx context.Context, ids []graph.RelationID, at graph.AsOf) ([]*graph.Relation, error) {
	if snap, err := s.known(ctx, at.Known); snap != nil || err != nil {
		return fromPast(snap, err, func() ([]*graph.Relation, error) { return snap.Relations(ctx, ids, at) })
	}
	return lookup(ctx, s, byID(graph.SubjectRelation, at), ids, at, decodeRelation)
}

// Claims is Reader's.
func (s *Store) Claims(ctx context.Context, ids []graph.ClaimID, at graph.AsOf) ([]*graph.Claim, error) {
	if snap, err := s.known(ctx, at.Known); snap != nil || err != nil {
		return fromPast(snap, err, func() ([]*graph.Claim, error) { return snap.Claims(ctx, ids, at) })
	}
	return lookup(ctx, s, byID(graph.SubjectClaim, at), ids, at, decodeClaim)
}

// Documents is Reader's.
func (s *Store) Documents(ctx context.Context, ids []graph.DocumentID, at graph.AsOf) ([]*graph.Document, error) {
	if snap, err := s.known(ctx, at.Known); snap != nil || err != nil {
		return fromPast(snap, err, func() ([]*graph.Document, error) { return snap.Documents(ctx, ids, at) })
	}
	return lookup(ctx, s, byID(graph.SubjectDocument, at), ids, at, decodeDocument)
}

// Sources is Reader's.
func (s *Store) Sources(ctx context.Context, ids []graph.SourceID, at graph.AsOf) ([]*graph.Source, error) {
	if snap, err := s.known(ctx, at.Known); snap != nil || err != nil {
		return fromPast(snap, err, func() ([]*graph.Source, error) { return snap.Sources(ctx, ids, at) })
	}
	return lookup(ctx, s, byID(graph.SubjectSource, at), ids, at, decodePayload[graph.Source])
}

// Loads is Reader's.
func (s *Store) Loads(ctx context.Context, ids []graph.LoadID) ([]*graph.Load, error) {
	return lookup(ctx, s, byID(graph.SubjectLoad, graph.AsOf{}), ids, graph.AsOf{}, decodePayload[graph.Load])
}

func fromPast[T any](snap *graph.Snapshot, err error, read func() (T, error)) (T, error) {
	if err != nil {
		var none T
		return none, err
	}
	return read()
}

// byID returns the clauses that find a thing of a subject by its id.
func byID(s graph.Subject, at graph.AsOf) func(id string) string {
	return func(id string) string {
		text := "MATCH (n:" + label(s) + " {id: " + id + "})\n"
		c := compiler{valid: at.Valid != ""}
		if there := c.there(s, "n"); there != "" {
			text += "WHERE " + there + "\n"
		}
		return text + "RETURN " + id + ", [" + columns(s, "n") + "]"
	}
}

// eachID makes clauses that find a thing by `id` find many.
const eachID = "UNWIND $ids AS id\n"

// lookup answers ids in order, nil for those not there, by clauses that find one
// by an expression. The server has one alone sooner without a list.
func lookup[T any, ID ~string](ctx context.Context, s *Store, clauses func(id string) string, ids []ID, at graph.AsOf, decode func([]any) (T, error)) ([]*T, error) {
	out := make([]*T, len(ids))
	if len(ids) == 0 {
		return out, ctx.Err()
	}
	keys := encodeAll(ids)
	wanted := slices.Compact(slices.Sorted(slices.Values(keys)))
	var text string
	params := make(map[string]any, 2)
	if len(wanted) == 1 {
		text, params["id"] = clauses("$id"), wanted[0]
	} else {
		text, params["ids"] = eachID+clauses("id"), wanted
	}
	if at.Valid != "" {
		params["valid"] = string(at.Valid)
	}
	rows, err := s.read(ctx, text, params)
	if err != nil {
		return nil, err
	}
	found := make(map[string][]any, len(rows))
	for _, r := range rows {
		id, _ := r[0].(string)
		found[id], _ = r[1].([]any)
	}
	for i, key := range keys {
		if columns := found[key]; columns != nil {
			item, err := decode(columns)
			if err != nil {
				return nil, fmt.Errorf("neo4j: %s: %w", key, err)
			}
			out[i] = &item
		}
	}
	return out, nil
}

// FindEntities is Reader's.
func (s *Store) FindEntities(ctx context.Context, q graph.Query) ([]graph.Page[graph.Entity], error) {
	return find(ctx, s, graph.SubjectEntity, q, decodeEntity, (*graph.Snapshot).FindEntities)
}

// FindRelations is Reader's.
func (s *Store) FindRelations(ctx context.Context, q graph.Query) ([]graph.Page[graph.Relation], error) {
	return find(ctx, s, graph.SubjectRelation, q, decodeRelation, (*graph.Snapshot).FindRelations)
}

// FindClaims is Reader's.
func (s *Store) FindClaims(ctx context.Context, q graph.Query) ([]graph.Page[graph.Claim], error) {
	return find(ctx, s, graph.SubjectClaim, q, claimsOf(&q), (*graph.Snapshot).FindClaims)
}

// FindDocuments is Reader's.
func (s *Store) FindDocuments(ctx context.Context, q graph.Query) ([]graph.Page[graph.Document], error) {
	return find(ctx, s, graph.SubjectDocument, q, decodeDocument, (*graph.Snapshot).FindDocuments)
}

// FindSources is Reader's.
func (s *Store) FindSources(ctx context.Context, q graph.Query) ([]graph.Page[graph.Source], error) {
	return find(ctx, s, graph.SubjectSource, q, decodePayload[graph.Source], (*graph.Snapshot).FindSources)
}

// FindLoads is Reader's.
func (s *Store) FindLoads(ctx context.Context, q graph.Query) ([]graph.Page[graph.Load], error) {
	return find(ctx, s, graph.SubjectLoad, q, decodePayload[graph.Load], nil)
}

// find answers a query of the subject, from the past where it asks for it.
func find[T any](ctx context.Context, s *Store, subject graph.Subject, q graph.Query, decode func([]any) (T, error),
	past func(*graph.Snapshot, context.Context, graph.Query) ([]graph.Page[T], error)) ([]graph.Page[T], error) {
	plan, err := q.PlanFor(subject)
	if err != nil {
		return nil, err
	}
	if past != nil {
		if snap, err := s.known(ctx, q.AsOf.Known); snap != nil || err != nil {
			return fromPast(snap, err, func() ([]graph.Page[T], error) { return past(snap, ctx, q) })
		}
	}
	if plan.By != "" && len(plan.Keys) == 0 {
		return []graph.Page[T]{}, ctx.Err()
	}
	statement := Compile(plan)
	rows, err := s.read(ctx, statement.Text, statement.Params)
	if err != nil {
		return nil, err
	}
	pages := make([]graph.Page[T], len(rows))
	for i, r := range rows {
		items, _ := r[0].([]any)
		total := -1
		if plan.Total {
			total = number(r[1])
		}
		if pages[i], err = page(plan, items, total, decode); err != nil {
			return nil, err
		}
	}
	return pages, nil
}

// page decodes a page of a plan's answer.
func page[T any](plan *graph.Plan, answer []any, total int, decode func([]any) (T, error)) (graph.Page[T], error) {
	out := graph.Page[T]{Total: total}
	if plan.Bare {
		return out, nil
	}
	items, named := apartFrom(plan, answer)
	out.HasNext, out.HasPrevious = plan.Ends(len(items) > plan.Limit)
	items = items[:min(len(items), plan.Limit)]
	out.Items = make([]T, 0, len(items))
	for _, columns := range items {
		values, _ := columns.([]any)
		item, err := decode(values)
		if err != nil {
			return out, fmt.Errorf("neo4j: a %s: %w", plan.Subject, err)
		}
		out.Items = append(out.Items, item)
	}
	var err error
	if out.With, err = with(plan, out.Items, items, named); err != nil {
		return out, err
	}
	if plan.Backward {
		slices.Reverse(out.Items)
	}
	return out, nil
}
