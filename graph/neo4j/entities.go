package neo4j

import (
	"maps"
	"slices"

	"entente/graph"
)

// tallyKey names records of an entity that are alike but for document and
// mentions. A Tally node counts those that stand, so that a hub is added up
// without reading all of its records.
type tallyKey struct {
	raw     graph.EntityID
	lexicon bool
	head    string
}

type tally struct{ records, mentions int }

// id returns the id of the node.
func (k tallyKey) id() string {
	lexicon := "document"
	if k.lexicon {
		lexicon = "lexicon"
	}
	return graph.SHA256(string(k.raw) + "\x00" + lexicon + "\x00" + k.head)[:32]
}

type member struct {
	entity   graph.EntityID
	document graph.DocumentID
}

type presence struct{ before, after bool }

// count notes that a record stands from now on (by 1), or no longer (by -1),
// for the entity that it goes by.
func (d *delta) count(entity graph.EntityID, key tallyKey, document graph.DocumentID, mentions, by int) {
	d.entities[entity] = true
	t := d.tallies[key]
	t.records += by
	t.mentions += by * mentions
	d.tallies[key] = t
	if key.lexicon {
		return
	}
	m := member{entity, document}
	p := d.members[m]
	p.after = p.after || by > 0
	p.before = p.before || by < 0
	d.members[m] = p
}

// projectEntities folds the entities that the delta touches, notes the changes
// and writes them. It returns those that are to go.
func (b *book) projectEntities(d *delta) (gone []string, err error) {
	ids := slices.Sorted(maps.Keys(d.entities))
	before, err := b.entities(ids)
	if err != nil {
		return nil, err
	}
	if err := b.countTallies(d); err != nil {
		return nil, err
	}
	records, err := b.tallied(ids)
	if err != nil {
		return nil, err
	}
	documents, turned, err := b.countDocuments(d, before)
	if err != nil {
		return nil, err
	}
	after := make(map[graph.EntityID]graph.Entity)
	for _, id := range ids {
		if e, ok := graph.FoldEntity(id, records[id]); ok {
			e.Documents = documents[id]
			after[id] = e
		}
	}
	came, went, write, remove := compared(b, before, after, func(x, y *graph.Entity) bool { return !turned[x.ID] && marshal(x) == marshal(y) })
	b.counts.EntitiesAdded, b.counts.EntitiesRemoved = came, went
	return encodeAll(remove), b.writeEntities(write, before, after)
}

// writeEntities writes the entities with the ids, unless only documents of
// theirs are others.
func (b *book) writeEntities(ids []graph.EntityID, before, after map[graph.EntityID]graph.Entity) error {
	var fresh, changed []props
	for _, id := range ids {
		e := after[id]
		old, ok := before[id]
		switch {
		case !ok:
			fresh = append(fresh, entityProps(&e))
		case marshal(&old) != marshal(&e):
			changed = append(changed, entityProps(&e))
		}
	}
	if _, err := each(b.tx, "UNWIND $rows AS row CREATE (n:Entity:$(row.kind)) SET n = row", fresh); err != nil {
		return err
	}
	_, err := each(b.tx, "UNWIND $rows AS row MATCH (n:Entity {id: row.id}) SET n:$(row.kind), n = row", changed)
	return err
}

// entities returns the entities there are, by id.
func (b *book) entities(ids []graph.EntityID) (map[graph.EntityID]graph.Entity, error) {
	rows, err := each(b.tx, "UNWIND $rows AS id MATCH (n:Entity {id: id}) RETURN n.payload", encodeAll(ids))
	if err != nil {
		return nil, err
	}
	out := make(map[graph.EntityID]graph.Entity, len(rows))
	for _, row := range rows {
		e, err := decodeEntity(row)
		if err != nil {
			return nil, err
		}
		out[e.ID] = e
	}
	return out, nil
}

// countTallies brings the counts of records up to date.
func (b *book) countTallies(d *delta) error {
	var rows []props
	for key, t := range d.tallies {
		if t != (tally{}) {
			rows = append(rows, props{"id": key.id(), "raw": encode(key.raw), "lexicon": key.lexicon, "head": key.head,
				"records": int64(t.records), "mentions": int64(t.mentions)})
		}
	}
	_, err := each(b.tx, "UNWIND $rows AS row MERGE (t:Tally {id: row.id})\n"+
		"ON CREATE SET t = row\n"+
		"ON MATCH SET t.records = t.records + row.records, t.mentions = t.mentions + row.mentions\n"+
		"WITH t WHERE t.records <= 0 DELETE t", rows)
	return err
}

// tallied returns the counted records of the entities and of those merged into them.
func (b *book) tallied(ids []graph.EntityID) (map[graph.EntityID][]graph.RecordOf, error) {
	var raw []string
	for _, id := range ids {
		if b.rulings.Resolve(id) == id {
			raw = append(raw, encode(id))
			raw = append(raw, encodeAll(b.rulings.MergedInto(id))...)
		}
	}
	rows, err := each(b.tx, "UNWIND $rows AS id MATCH (t:Tally {raw: id}) USING INDEX t:Tally(raw) RETURN t.head, t.lexicon, t.records, t.mentions", raw)
	if err != nil {
		return nil, err
	}
	out := make(map[graph.EntityID][]graph.RecordOf, len(ids))
	for _, row := range rows {
		of := graph.RecordOf{Times: number(row[2]), Mentions: number(row[3])}
		if err := unmarshal(row[0], &of.Record); err != nil {
			return nil, err
		}
		if row[1] == true {
			of.Format = graph.FormatLexicon
		}
		id := b.rulings.Resolve(of.Record.ID)
		out[id] = append(out[id], of)
	}
	return out, nil
}

// countDocuments returns how many documents record each entity now, and which
// entities are recorded by others than before.
func (b *book) countDocuments(d *delta, before map[graph.EntityID]graph.Entity) (map[graph.EntityID]int, map[graph.EntityID]bool, error) {
	counts, turned := make(map[graph.EntityID]int, len(d.entities)), make(map[graph.EntityID]bool)
	for id := range d.entities {
		counts[id] = before[id].Documents
	}
	for m, p := range d.members {
		switch {
		case p.after && !p.before:
			counts[m.entity]++
			turned[m.entity] = true
		case p.before && !p.after:
			counts[m.entity]--
			turned[m.entity] = true
		}
	}
	const text = "UNWIND $rows AS id MATCH (r:Record {entity: id}) USING INDEX r:Record(entity) WHERE r.counted\n" +
		"RETURN id, count(DISTINCT r.document)"
	anew := slices.Sorted(maps.Keys(d.recount))
	rows, err := each(b.tx, text, encodeAll(anew))
	for _, id := range anew {
		counts[id] = 0
	}
	for _, row := range rows {
		counts[graph.EntityID(decode(row[0].(string)))] = number(row[1])
	}
	return counts, turned, err
}
