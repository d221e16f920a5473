package neo4j

import (
	"maps"
	"slices"

	"entente/graph"
)

// project folds what the delta touches, notes the changes and writes them.
func (b *book) project(d *delta) error {
	if err := b.projectDocuments(d); err != nil {
		return err
	}
	gone, err := b.projectEntities(d)
	if err != nil {
		return err
	}
	relations, err := b.foldRelations(d)
	if err != nil {
		return err
	}
	if err := b.projectClaims(d); err != nil {
		return err
	}
	if err := b.projectRelations(relations); err != nil {
		return err
	}
	_, err = each(b.tx, "UNWIND $rows AS id MATCH (n:Entity {id: id}) DETACH DELETE n", gone)
	return err
}

// compared notes what came, went and changed between two sets of things by id,
// and returns how many came and went, and the ids to be written and deleted.
func compared[ID ~string, T any](b *book, before, after map[ID]T, same func(x, y *T) bool) (came, went int, write, remove []ID) {
	for id, x := range before {
		y, ok := after[id]
		switch {
		case !ok:
			b.note(graph.ChangeRemoved, string(id))
			remove = append(remove, id)
			went++
		case !same(&x, &y):
			b.note(graph.ChangeUpdated, string(id))
			write = append(write, id)
		}
	}
	for id := range after {
		if _, ok := before[id]; !ok {
			b.note(graph.ChangeAdded, string(id))
			write = append(write, id)
			came++
		}
	}
	slices.Sort(write)
	slices.Sort(remove)
	return came, went, write, remove
}

func (b *book) projectDocuments(d *delta) error {
	var fresh, write []props
	var remove []string
	sources := make(map[graph.SourceID]bool)
	for _, doc := range d.turned {
		old, now := b.first[doc], b.current(doc)
		if old != nil && old.document.Source.ID != "" {
			sources[old.document.Source.ID] = true
		}
		switch {
		case now == nil:
			b.note(graph.ChangeRemoved, string(doc))
			remove = append(remove, encode(doc))
			continue
		case old == nil:
			b.note(graph.ChangeAdded, string(doc))
		default:
			b.note(graph.ChangeUpdated, string(doc))
		}
		if now.document.Source.ID != "" {
			sources[now.document.Source.ID] = true
		}
		body, err := b.body(now)
		if err != nil {
			return err
		}
		if row := documentProps(&now.document, body); old == nil {
			fresh = append(fresh, row)
		} else {
			write = append(write, row)
		}
	}
	if _, err := each(b.tx, "UNWIND $rows AS row CREATE (n:Document) SET n = row", fresh); err != nil {
		return err
	}
	if _, err := each(b.tx, "UNWIND $rows AS row MATCH (n:Document {id: row.id}) SET n = row", write); err != nil {
		return err
	}
	if _, err := each(b.tx, "UNWIND $rows AS id MATCH (n:Document {id: id}) DETACH DELETE n", remove); err != nil {
		return err
	}
	return b.projectSources(slices.Sorted(maps.Keys(sources)))
}

// body returns the text of a reading.
func (b *book) body(r *reading) (string, error) {
	switch {
	case r.parts > 0:
		return "", nil
	case r.fresh:
		return r.came[0].text, nil
	}
	rows, err := b.run("MATCH (t:Text {id: $id}) RETURN t.text", map[string]any{"id": r.document.SHA256})
	if err != nil {
		return "", err
	}
	body, _ := first(rows).(string)
	return body, nil
}

// projectSources folds the sources anew from the documents that name them.
func (b *book) projectSources(ids []graph.SourceID) error {
	const text = "UNWIND $rows AS id MATCH (d:Document {source: id}) USING INDEX d:Document(source) WHERE NOT d:Turning OR d.coming\n" +
		"RETURN id, d.sourceName, d.sourceOwner, d.sourceReliability, count(*)"
	rows, err := each(b.tx, text, encodeAll(ids))
	if err != nil {
		return err
	}
	said := make(map[graph.SourceID]map[graph.Source]int)
	for _, row := range rows {
		plain := func(v any) string { s, _ := v.(string); return s }
		id := graph.SourceID(decode(plain(row[0])))
		if said[id] == nil {
			said[id] = make(map[graph.Source]int)
		}
		said[id][graph.Source{ID: id, Name: plain(row[1]), Owner: graph.EntityID(plain(row[2])), Reliability: plain(row[3])}] += number(row[4])
	}
	var write []props
	var remove []string
	for _, id := range ids {
		if len(said[id]) == 0 {
			remove = append(remove, encode(id))
			continue
		}
		source := graph.FoldSource(id, said[id])
		write = append(write, sourceProps(&source))
	}
	if _, err := each(b.tx, "UNWIND $rows AS row MERGE (n:Source {id: row.id}) SET n = row", write); err != nil {
		return err
	}
	_, err = each(b.tx, "UNWIND $rows AS id MATCH (n:Source {id: id}) DELETE n", remove)
	return err
}
