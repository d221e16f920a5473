package graph

import (
	"cmp"
	"context"
	"slices"
)

// Snapshot answers the read side of a Reader from a Projection in memory: what
// a store knew at one instant. It is immutable and safe for concurrent use. It
// ignores AsOf.Known, since it is a known time itself; its methods answer as
// those of Reader do. They end with the context's error where it has ended.
type Snapshot struct {
	p       *Projection
	shelves map[Subject]*shelf
}

// NewSnapshot returns a snapshot of the projection, which nobody may change
// from then on. It holds no loads, see WithLoads.
func NewSnapshot(p *Projection) *Snapshot {
	s := &Snapshot{p: p, shelves: map[Subject]*shelf{
		SubjectEntity:   newShelf(SubjectEntity, p.Entities),
		SubjectRelation: newShelf(SubjectRelation, p.Relations),
		SubjectClaim:    newShelf(SubjectClaim, p.Claims),
		SubjectDocument: newShelf(SubjectDocument, p.Documents),
		SubjectSource:   newShelf(SubjectSource, p.Sources),
		SubjectLoad:     newShelf(SubjectLoad, []Load(nil)),
	}}
	documents := s.shelves[SubjectDocument]
	documents.texts, documents.entities = p.Texts, make(map[DocumentID][]string, len(p.Documents))
	for i := range p.Entities {
		e := &p.Entities[i]
		for _, d := range e.DocumentIDs {
			documents.entities[d] = append(documents.entities[d], string(e.ID))
		}
	}
	return s
}

// WithLoads returns a snapshot of the same projection that also answers for
// the loads.
func (s *Snapshot) WithLoads(loads []Load) *Snapshot {
	loads = slices.Clone(loads)
	slices.SortFunc(loads, func(a, b Load) int { return cmp.Compare(a.ID, b.ID) })
	shelves := make(map[Subject]*shelf, len(s.shelves))
	for subject, sh := range s.shelves {
		shelves[subject] = sh
	}
	shelves[SubjectLoad] = newShelf(SubjectLoad, loads)
	return &Snapshot{s.p, shelves}
}

// Projection returns what the snapshot answers from.
func (s *Snapshot) Projection() *Projection { return s.p }

// Entities is Reader's.
func (s *Snapshot) Entities(ctx context.Context, ids []EntityID, at AsOf) ([]*Entity, error) {
	resolved := make([]EntityID, len(ids))
	for i, id := range ids {
		resolved[i] = s.p.Rulings.Resolve(id)
	}
	return lookup[Entity](ctx, s, SubjectEntity, resolved, at)
}

// Relations is Reader's.
func (s *Snapshot) Relations(ctx context.Context, ids []RelationID, at AsOf) ([]*Relation, error) {
	return lookup[Relation](ctx, s, SubjectRelation, ids, at)
}

// Claims is Reader's.
func (s *Snapshot) Claims(ctx context.Context, ids []ClaimID, at AsOf) ([]*Claim, error) {
	return lookup[Claim](ctx, s, SubjectClaim, ids, at)
}

// Documents is Reader's.
func (s *Snapshot) Documents(ctx context.Context, ids []DocumentID, at AsOf) ([]*Document, error) {
	return lookup[Document](ctx, s, SubjectDocument, ids, at)
}

// Sources is Reader's.
func (s *Snapshot) Sources(ctx context.Context, ids []SourceID, at AsOf) ([]*Source, error) {
	return lookup[Source](ctx, s, SubjectSource, ids, at)
}

// Loads is Reader's.
func (s *Snapshot) Loads(ctx context.Context, ids []LoadID) ([]*Load, error) {
	return lookup[Load](ctx, s, SubjectLoad, ids, AsOf{})
}

// lookup returns copies of the items with the ids, nil for those not there.
func lookup[T any, ID ~string](ctx context.Context, s *Snapshot, subject Subject, ids []ID, at AsOf) ([]*T, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	sh := s.shelves[subject]
	out := make([]*T, len(ids))
	for i, id := range ids {
		for _, n := range sh.with(FieldID, string(id)) {
			if holdsOn(sh.items[n], at.Valid) {
				item := copied[T](sh.items[n])
				out[i] = &item
			}
		}
	}
	return out, nil
}

// copied returns an item as readers give it.
func copied[T any](item any) T {
	out := *item.(*T)
	if e, ok := any(&out).(*Entity); ok {
		e.DocumentIDs = nil
	}
	return out
}

// FindEntities is Reader's.
func (s *Snapshot) FindEntities(ctx context.Context, q Query) ([]Page[Entity], error) {
	return find[Entity](ctx, s, SubjectEntity, q)
}

// FindRelations is Reader's.
func (s *Snapshot) FindRelations(ctx context.Context, q Query) ([]Page[Relation], error) {
	return find[Relation](ctx, s, SubjectRelation, q)
}

// FindClaims is Reader's.
func (s *Snapshot) FindClaims(ctx context.Context, q Query) ([]Page[Claim], error) {
	return find[Claim](ctx, s, SubjectClaim, q)
}

// FindDocuments is Reader's.
func (s *Snapshot) FindDocuments(ctx context.Context, q Query) ([]Page[Document], error) {
	return find[Document](ctx, s, SubjectDocument, q)
}

// FindSources is Reader's.
func (s *Snapshot) FindSources(ctx context.Context, q Query) ([]Page[Source], error) {
	return find[Source](ctx, s, SubjectSource, q)
}

// FindLoads is Reader's.
func (s *Snapshot) FindLoads(ctx context.Context, q Query) ([]Page[Load], error) {
	return find[Load](ctx, s, SubjectLoad, q)
}

// Facets is Reader's.
func (s *Snapshot) Facets(ctx context.Context, q Query, by Field) ([]Facet, error) {
	plan, err := q.PlanFacets(by)
	if err != nil {
		return nil, err
	}
	m := s.matcher(ctx, plan)
	sh := s.shelves[q.Subject]
	var found []any
	for i := range sh.items {
		if m.answers(i) {
			found = append(found, sh.items[i])
		}
	}
	if err := m.err(); err != nil {
		return nil, err
	}
	across := func(any) string { return "" }
	if q.Across != "" {
		across = func(item any) string { v, _ := sh.value(item, q.Across).(string); return v }
	}
	weight := weightOf[any]
	if !q.Weighed(by) {
		weight = func(any) float64 { return 0 }
	}
	return countAcross(found, func(item any) []string { return keys(sh.value(item, by)) }, across, weight), nil
}

// Records is Reader's.
func (s *Snapshot) Records(ctx context.Context, ids []DocumentID, _ AsOf) ([][]EntityRecord, error) {
	out := make([][]EntityRecord, len(ids))
	for i, id := range ids {
		out[i] = slices.Clone(s.p.Records[id])
	}
	return out, ctx.Err()
}

// Texts is Reader's.
func (s *Snapshot) Texts(ctx context.Context, ids []DocumentID, _ AsOf) ([]string, error) {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = s.p.Texts[id]
	}
	return out, ctx.Err()
}
