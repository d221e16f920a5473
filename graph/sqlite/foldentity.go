package sqlite

import (
	"database/sql"
	"slices"

	"entente/graph"
)

// foldShapes brings the counts of like records up to date.
func (c *change) foldShapes() error {
	rows := c.bulk("INSERT OR FAIL", "shapes", "entity, lexicon, shape, records, mentions",
		" ON CONFLICT DO UPDATE SET records = records + excluded.records, mentions = mentions + excluded.mentions")
	gone := false
	for key, t := range c.delta.shapes {
		if t == (tally{}) {
			continue
		}
		gone = gone || t.records < 0
		if err := rows.add(string(key.entity), key.lexicon, key.shape, t.records, t.mentions); err != nil {
			return err
		}
	}
	if err := rows.flush(); err != nil || !gone {
		return err
	}
	var entities []graph.EntityID
	for key, t := range c.delta.shapes {
		if t.records < 0 {
			entities = append(entities, key.entity)
		}
	}
	return c.exec("DELETE FROM shapes WHERE records <= 0 AND entity IN (SELECT value FROM json_each(?))", idList(entities))
}

// foldEntities adds up the entities, which are survivors, and writes those that
// changed.
func (c *change) foldEntities(ids []graph.EntityID) error {
	old, err := c.oldEntities(ids)
	if err != nil {
		return err
	}
	records, err := c.shapesOf(ids)
	if err != nil {
		return err
	}
	documents, turned, err := c.countDocuments(ids, old)
	if err != nil {
		return err
	}
	w, err := c.entityWriter()
	if err != nil {
		return err
	}
	for _, id := range ids {
		was, known := old[id]
		now, stands := graph.FoldEntity(id, records[id])
		now.Documents = documents[id]
		var err error
		switch {
		case !known && stands:
			c.note(graph.ChangeAdded, string(id))
			err = w.add(&now)
		case known && !stands:
			c.note(graph.ChangeRemoved, string(id))
			err = w.remove(was.row)
		case known && stands && (turned[id] || !sameEntity(&was.item, &now)):
			c.note(graph.ChangeUpdated, string(id))
			err = w.update(was.row, &was.item, &now)
		}
		if err != nil {
			return err
		}
	}
	return w.flush()
}

func sameEntity(a, b *graph.Entity) bool {
	return a.Name == b.Name && a.Mentions == b.Mentions && a.Documents == b.Documents && pack(restOf(a)) == pack(restOf(b))
}

func restOf(e *graph.Entity) entityRest { return entityRest{e.Names, e.Codes, e.Merged} }

func (c *change) oldEntities(ids []graph.EntityID) (map[graph.EntityID]stored[graph.Entity], error) {
	old := make(map[graph.EntityID]stored[graph.Entity], len(ids))
	err := c.rows(`SELECT t.row, t.id, t.kind, t.name, t.mentions, t.documents, t.payload
		FROM json_each(?) k CROSS JOIN entities t ON t.id = k.value`, func(rows *sql.Rows) error {
		var s stored[graph.Entity]
		var payload sql.RawBytes
		e := &s.item
		if err := rows.Scan(&s.row, &e.ID, &e.Kind, &e.Name, &e.Mentions, &e.Documents, &payload); err != nil {
			return err
		}
		var rest entityRest
		err := unpack(payload, &rest)
		e.Names, e.Codes, e.Merged = rest.Names, rest.Codes, rest.Merged
		old[e.ID] = s
		return err
	}, idList(ids))
	return old, err
}

// shapesOf reads the counted records of the entities and of those merged into them.
func (c *change) shapesOf(ids []graph.EntityID) (map[graph.EntityID][]graph.RecordOf, error) {
	names := slices.Clone(ids)
	for _, id := range ids {
		names = append(names, c.rules.MergedInto(id)...)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	out := make(map[graph.EntityID][]graph.RecordOf, len(ids))
	err := c.rows("SELECT s.entity, s.lexicon, s.shape, s.records, s.mentions FROM json_each(?) k CROSS JOIN shapes s ON s.entity = k.value",
		func(rows *sql.Rows) error {
			var r graph.RecordOf
			var lexicon bool
			var payload sql.RawBytes
			if err := rows.Scan(&r.Record.ID, &lexicon, &payload, &r.Times, &r.Mentions); err != nil {
				return err
			}
			var s shape
			if err := unpack(payload, &s); err != nil {
				return err
			}
			if lexicon {
				r.Format = graph.FormatLexicon
			}
			r.Record.Name, r.Record.Names, r.Record.Codes = s.Name, s.Names, s.Codes
			survivor := c.rules.Resolve(r.Record.ID)
			out[survivor] = append(out[survivor], r)
			return nil
		}, idList(names))
	return out, err
}

// countDocuments returns in how many documents each entity is named now, and
// whose documents are others than before.
func (c *change) countDocuments(ids []graph.EntityID, old map[graph.EntityID]stored[graph.Entity]) (
	documents map[graph.EntityID]int, turned map[graph.EntityID]bool, err error) {
	documents, turned = make(map[graph.EntityID]int, len(ids)), make(map[graph.EntityID]bool)
	var recount []graph.EntityID
	for _, id := range ids {
		documents[id] = old[id].item.Documents
		if c.delta.recount[id] {
			recount = append(recount, id)
		}
	}
	for m, p := range c.delta.members {
		if p.before == p.after {
			continue
		}
		turned[m.entity] = true
		if p.after {
			documents[m.entity]++
		} else {
			documents[m.entity]--
		}
	}
	if len(recount) == 0 {
		return documents, turned, nil
	}
	err = c.rows(`SELECT k.value, (SELECT COUNT(DISTINCT r.contribution) FROM records r WHERE r.live = 1 AND r.lexicon = 0 AND r.survivor = k.value)
		FROM json_each(?) k`, func(rows *sql.Rows) error {
		var id graph.EntityID
		var n int
		err := rows.Scan(&id, &n)
		documents[id] = n
		return err
	}, idList(recount))
	return documents, turned, err
}

// entityWriter writes entities with their names, codes and words.
type entityWriter struct {
	*change
	row                          int64
	entities, names, codes, word *bulk
}

func (c *change) entityWriter() (*entityWriter, error) {
	row, err := c.next("entities")
	return &entityWriter{c, row,
		c.bulk("INSERT OR FAIL", "entities", "row, id, kind, name, mentions, documents, payload", ""),
		c.bulk("INSERT OR FAIL", "entity_names", "value, entity", ""),
		c.bulk("INSERT OR FAIL", "entity_codes", "value, entity", ""),
		c.words("entity_words")}, err
}

func (w *entityWriter) add(e *graph.Entity) error {
	row := w.row
	w.row++
	err := w.entities.add(row, string(e.ID), string(e.Kind), e.Name, e.Mentions, e.Documents, pack(restOf(e)))
	if err != nil {
		return err
	}
	return w.index(row, e)
}

// index writes what an entity is found by.
func (w *entityWriter) index(row int64, e *graph.Entity) error {
	if err := w.word.add(row, e.SearchText()); err != nil {
		return err
	}
	names, _ := graph.Value(e, "names").([]string)
	for _, v := range names {
		if err := w.names.add(v, row); err != nil {
			return err
		}
	}
	codes, _ := graph.Value(e, "codes").([]string)
	for _, v := range codes {
		if err := w.codes.add(v, row); err != nil {
			return err
		}
	}
	return nil
}

func (w *entityWriter) unindex(row int64) error {
	for _, text := range []string{"DELETE FROM entity_words WHERE rowid = ?", "DELETE FROM entity_names WHERE entity = ?",
		"DELETE FROM entity_codes WHERE entity = ?"} {
		if err := w.exec(text, row); err != nil {
			return err
		}
	}
	return nil
}

func (w *entityWriter) remove(row int64) error {
	if err := w.unindex(row); err != nil {
		return err
	}
	return w.exec("DELETE FROM entities WHERE row = ?", row)
}

func (w *entityWriter) update(row int64, was, now *graph.Entity) error {
	rest := pack(restOf(now))
	if was.Name != now.Name || pack(restOf(was)) != rest {
		if err := w.unindex(row); err != nil {
			return err
		}
		if err := w.index(row, now); err != nil {
			return err
		}
	}
	return w.exec("UPDATE entities SET name = ?, mentions = ?, documents = ?, payload = ? WHERE row = ?",
		now.Name, now.Mentions, now.Documents, rest, row)
}

func (w *entityWriter) flush() error {
	for _, rows := range []*bulk{w.entities, w.names, w.codes, w.word} {
		if err := rows.flush(); err != nil {
			return err
		}
	}
	return nil
}
