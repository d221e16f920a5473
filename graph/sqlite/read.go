package sqlite

import (
	"context"
	"encoding/json"

	"entente/graph"
)

// Entities is graph.Reader's.
func (s *Store) Entities(ctx context.Context, ids []graph.EntityID, at graph.AsOf) ([]*graph.Entity, error) {
	return lookup(ctx, s, graph.SubjectEntity, ids, at, scanEntity, (*graph.Snapshot).Entities)
}

// Relations is graph.Reader's.
func (s *Store) Relations(ctx context.Context, ids []graph.RelationID, at graph.AsOf) ([]*graph.Relation, error) {
	return lookup(ctx, s, graph.SubjectRelation, ids, at, scanRelation, (*graph.Snapshot).Relations)
}

// Claims is graph.Reader's.
func (s *Store) Claims(ctx context.Context, ids []graph.ClaimID, at graph.AsOf) ([]*graph.Claim, error) {
	return lookup(ctx, s, graph.SubjectClaim, ids, at, scanClaim, (*graph.Snapshot).Claims)
}

// Documents is graph.Reader's.
func (s *Store) Documents(ctx context.Context, ids []graph.DocumentID, at graph.AsOf) ([]*graph.Document, error) {
	return lookup(ctx, s, graph.SubjectDocument, ids, at, scanDocument, (*graph.Snapshot).Documents)
}

// Sources is graph.Reader's.
func (s *Store) Sources(ctx context.Context, ids []graph.SourceID, at graph.AsOf) ([]*graph.Source, error) {
	return lookup(ctx, s, graph.SubjectSource, ids, at, scanSource, (*graph.Snapshot).Sources)
}

// Loads is graph.Reader's.
func (s *Store) Loads(ctx context.Context, ids []graph.LoadID) ([]*graph.Load, error) {
	return lookup(ctx, s, graph.SubjectLoad, ids, graph.AsOf{}, scanLoad, nil)
}

// compileLookup returns the statement that reads the items of a subject by ids,
// each with its number in the list.
func compileLookup[ID ~string](subject graph.Subject, ids []ID, valid graph.Day) statement {
	if len(ids) == 1 && valid == "" {
		return statement{lookups[subject], []any{string(ids[0])}}
	}
	return newLookup(subject, ids, valid)
}

// lookups are the texts that read an item by its id, which every request for one
// would put together anew.
var lookups = func() map[graph.Subject]string {
	texts := make(map[graph.Subject]string, len(subjects))
	for subject := range subjects {
		texts[subject] = newLookup(subject, make([]graph.EntityID, 1), "").text
	}
	return texts
}()

func newLookup[ID ~string](subject graph.Subject, ids []ID, valid graph.Day) statement {
	c := &compiler{valid: valid}
	sub := subjects[subject]
	id := "k.value"
	if subject == graph.SubjectEntity {
		id = "COALESCE((SELECT v.survivor FROM survivors v WHERE v.id = k.value), k.value)"
	}
	text := "SELECT " + together("k.key", sub.columns) + " FROM " + keyed(c, ids) + " k CROSS JOIN " + sub.table + " t ON t.id = " + id + sub.join
	return statement{text + clause(c.there(subject, "t")), c.args}
}

// keyed returns the table of ids, with the columns key, which counts them, and
// value. One id needs no list, which SQLite would have to read first.
func keyed[ID ~string](c *compiler, ids []ID) string {
	if len(ids) == 1 {
		return "(SELECT 0 AS key, " + c.param(string(ids[0])) + " AS value)"
	}
	return "json_each(" + c.param(idList(ids)) + ")"
}

func lookup[T any, ID ~string](ctx context.Context, s *Store, subject graph.Subject, ids []ID, at graph.AsOf, scan scanner[T],
	earlier func(*graph.Snapshot, context.Context, []ID, graph.AsOf) ([]*T, error)) ([]*T, error) {
	snapshot, err := s.asOf(ctx, at)
	switch {
	case err != nil:
		return nil, err
	case snapshot != nil:
		return earlier(snapshot, ctx, ids, at)
	}
	out := make([]*T, len(ids))
	err = s.seek(ctx, compileLookup(subject, ids, at.Valid), func(r row) error {
		columns := r.packed()
		key := columns.number()
		item, err := scan(columns)
		out[key] = &item
		return err
	})
	if err != nil {
		return nil, s.failed(ctx, err)
	}
	return out, nil
}

// idList writes ids as a JSON list. An id that is not UTF-8 names nothing, and
// its replacement names nothing that could be stored either.
func idList[ID ~string](ids []ID) string {
	b, _ := json.Marshal(ids)
	if ids == nil {
		return "[]"
	}
	return string(b)
}

// Records is graph.Reader's.
func (s *Store) Records(ctx context.Context, ids []graph.DocumentID, at graph.AsOf) ([][]graph.EntityRecord, error) {
	snapshot, err := s.asOf(ctx, at)
	switch {
	case err != nil:
		return nil, err
	case snapshot != nil:
		return snapshot.Records(ctx, ids, at)
	}
	out := make([][]graph.EntityRecord, len(ids))
	err = s.each(ctx, statement{"SELECT " + together("k.key", recordColumns) + ` FROM json_each(?) k CROSS JOIN documents d ON d.id = k.value
		CROSS JOIN records r ON r.contribution = d.row ORDER BY k.key, r.entity, r.part`, []any{idList(ids)}}, func(r row) error {
		columns := r.packed()
		key := columns.number()
		record, err := scanRecord(columns)
		out[key] = append(out[key], record)
		return err
	})
	return out, s.failed(ctx, err)
}

// Texts is graph.Reader's.
func (s *Store) Texts(ctx context.Context, ids []graph.DocumentID, at graph.AsOf) ([]string, error) {
	snapshot, err := s.asOf(ctx, at)
	switch {
	case err != nil:
		return nil, err
	case snapshot != nil:
		return snapshot.Texts(ctx, ids, at)
	}
	out := make([]string, len(ids))
	err = s.each(ctx, statement{`SELECT k.key, x.text FROM json_each(?) k CROSS JOIN documents d ON d.id = k.value
		CROSS JOIN contributions c ON c.row = d.row CROSS JOIN texts x ON x.row = c.text`, []any{idList(ids)}}, func(r row) error {
		out[r.number(0)] = r.text(1)
		return nil
	})
	return out, s.failed(ctx, err)
}

// Decisions is graph.Reader's.
func (s *Store) Decisions(ctx context.Context) ([]graph.Decision, error) {
	var out []graph.Decision
	err := s.each(ctx, statement{"SELECT payload FROM decisions ORDER BY at, id", nil}, func(r row) error {
		d, err := scanPayload[graph.Decision](r.packed())
		out = append(out, d)
		return err
	})
	return out, s.failed(ctx, err)
}

// Changes is graph.Reader's.
func (s *Store) Changes(ctx context.Context, after int64, limit int) ([]graph.Change, error) {
	var out []graph.Change
	err := s.seek(ctx, statement{"SELECT seq, at, op, id, was FROM changes WHERE seq > ? ORDER BY seq LIMIT ?", []any{after, max(limit, 0)}},
		func(r row) error {
			c := graph.Change{Seq: r.number(0), At: graph.Instant(r.text(1)), Op: graph.ChangeOp(r.text(2)), ID: r.text(3)}
			var err error
			if was := r.text(4); was != "" {
				c.Was = new(graph.Relation)
				err = unpack([]byte(was), c.Was)
			}
			out = append(out, c)
			return err
		})
	return out, s.failed(ctx, err)
}

// Stats is graph.Reader's.
func (s *Store) Stats(ctx context.Context) (graph.Stats, error) {
	out := graph.Stats{Engine: "sqlite"}
	err := s.each(ctx, statement{`SELECT (SELECT COUNT(*) FROM entities), (SELECT COUNT(*) FROM relations),
		(SELECT COUNT(*) FROM claims WHERE live = 1), (SELECT COUNT(*) FROM documents), (SELECT COUNT(*) FROM sources),
		(SELECT COUNT(*) FROM loads), (SELECT seq FROM state)`, nil}, func(r row) error {
		for i, count := range []*int{&out.Entities, &out.Relations, &out.Claims, &out.Documents, &out.Sources, &out.Loads} {
			*count = int(r.number(i))
		}
		out.Seq = r.number(6)
		return nil
	})
	return out, s.failed(ctx, err)
}
