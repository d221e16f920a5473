package neo4j

import (
	"slices"

	"entente/graph"
)

// project folds what the delta touches, notes the changes and writes them. What
// is to be written is made ready while the server does what comes before it.
func (b *book) project(d *delta) error {
	claims := ahead(func() map[shape][]props { return claimRows(d) })
	if err := b.projectDocuments(d); err != nil {
		return err
	}
	gone, err := b.projectEntities(d)
	if err != nil {
		return err
	}
	folded, err := b.foldRelations(d)
	if err != nil {
		return err
	}
	relations := b.compareRelations(folded)
	if err := b.projectClaims(d, claims); err != nil {
		return err
	}
	if err := b.writeRelations(relations()); err != nil {
		return err
	}
	_, err = each(b.tx, "UNWIND $rows AS id MATCH (n:Entity {id: id}) DETACH DELETE n", gone)
	return err
}

// ahead begins work and returns what waits for its result.
func ahead[T any](work func() T) func() T {
	done := make(chan T, 1)
	go func() { done <- work() }()
	return func() T { return <-done }
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
	votes := make(map[graph.SourceID]*votes)
	for _, doc := range d.turned {
		old, now := b.first[doc], b.current(doc)
		turnVotes(votes, old, now)
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
	sources, err := b.unsure(votes)
	if err != nil {
		return err
	}
	return b.projectSources(sources)
}

// votes are what documents that turn say of a source: what those say that come,
// and whether some go.
type votes struct {
	came map[graph.Source]bool
	went bool
}

// turnVotes counts what a document that turns from one reading to another, nil
// for none, says of sources.
func turnVotes(all map[graph.SourceID]*votes, old, now *reading) {
	for _, r := range []*reading{old, now} {
		if r == nil || r.document.Source.ID == "" {
			continue
		}
		source := r.document.Source
		if all[source.ID] == nil {
			all[source.ID] = &votes{came: make(map[graph.Source]bool)}
		}
		if r == old {
			all[source.ID].went = true
		} else {
			all[source.ID].came[source] = true
		}
	}
}

// unsure returns the sources that may be others than before: those of which no
// documents go and all that come say what is known already stay as they are.
func (b *book) unsure(all map[graph.SourceID]*votes) ([]graph.SourceID, error) {
	rows, err := each(b.tx, "UNWIND $rows AS id MATCH (n:Source {id: id}) RETURN n.payload", encodeAll(sorted(all)))
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		known, err := decodePayload[graph.Source](row)
		if err != nil {
			return nil, err
		}
		if v := all[known.ID]; v != nil && !v.went && len(v.came) == 1 && v.came[known] {
			delete(all, known.ID)
		}
	}
	return sorted(all), nil
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
