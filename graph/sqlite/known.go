package sqlite

import (
	"context"

	"entente/graph"
)

// known is a store that remembers, while it answers one call, the entities and
// documents that it has read, so that what items name is not read twice.
type known struct {
	*Store
	entities  map[thing[graph.EntityID]]*graph.Entity
	documents map[thing[graph.DocumentID]]*graph.Document
}

// thing names a thing as of a time.
type thing[ID ~string] struct {
	id ID
	at graph.AsOf
}

// Entities is graph.Reader's.
func (k *known) Entities(ctx context.Context, ids []graph.EntityID, at graph.AsOf) ([]*graph.Entity, error) {
	return recall(&k.entities, ids, at, func(ids []graph.EntityID) ([]*graph.Entity, error) { return k.Store.Entities(ctx, ids, at) })
}

// Documents is graph.Reader's.
func (k *known) Documents(ctx context.Context, ids []graph.DocumentID, at graph.AsOf) ([]*graph.Document, error) {
	return recall(&k.documents, ids, at, func(ids []graph.DocumentID) ([]*graph.Document, error) { return k.Store.Documents(ctx, ids, at) })
}

// recall answers ids from what is known, and reads the others.
func recall[ID ~string, T any](known *map[thing[ID]]*T, ids []ID, at graph.AsOf, read func([]ID) ([]*T, error)) ([]*T, error) {
	out := make([]*T, len(ids))
	var missing []ID
	var places []int
	for i, id := range ids {
		if item, ok := (*known)[thing[ID]{id, at}]; ok {
			out[i] = item
		} else {
			missing, places = append(missing, id), append(places, i)
		}
	}
	if len(missing) == 0 {
		return out, nil
	}
	found, err := read(missing)
	for i, item := range found {
		out[places[i]] = item
		note(known, missing[i], at, item)
	}
	return out, err
}

func note[ID ~string, T any](known *map[thing[ID]]*T, id ID, at graph.AsOf, item *T) {
	if *known == nil {
		*known = make(map[thing[ID]]*T)
	}
	(*known)[thing[ID]{id, at}] = item
}

// FindClaims is graph.Reader's. Documents that are asked for with claims come in
// their rows, since a claim is read with columns of its document anyway.
func (k *known) FindClaims(ctx context.Context, q graph.Query) ([]graph.Page[graph.Claim], error) {
	scan, further := scanClaim, []string(nil)
	if plainDocuments(q) {
		further = []string{"d.payload"}
		scan = func(p packed) (graph.Claim, error) {
			payload := p.next()
			c, err := scanClaim(p)
			if _, ok := k.documents[thing[graph.DocumentID]{c.Document, q.AsOf}]; ok || err != nil {
				return c, err
			}
			d, err := scanDocument(packed(payload))
			note(&k.documents, d.ID, q.AsOf, &d)
			return c, err
		}
	}
	return find(ctx, k, graph.SubjectClaim, q, scan, (*graph.Snapshot).FindClaims, further...)
}

// plainDocuments reports whether a query asks for the documents of its claims.
func plainDocuments(q graph.Query) bool {
	for _, w := range q.With {
		if join, _ := graph.LookupEdge(q.Subject, w.Edge); join.Target == graph.SubjectDocument && w.Plain(join) {
			return true
		}
	}
	return false
}

// Together is graph.Reader's.
func (s *Store) Together(ctx context.Context, asks []graph.Ask) ([]graph.Answer, error) {
	return graph.OneByOne(ctx, &known{Store: s}, asks)
}
