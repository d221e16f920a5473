package neo4j

import (
	"maps"
	"slices"

	"entente/graph"
)

// relations are the relations that a write touches.
type relations struct {
	before, after map[graph.RelationID]graph.Relation
}

// foldRelations folds anew the relations of all claims that the delta touches.
// The claims that it touches are not in the graph at this time.
func (b *book) foldRelations(d *delta) (*relations, error) {
	keys := make(map[graph.RelationID]graph.RelationKey)
	claims := make(map[graph.RelationID][]graph.Claim)
	for _, c := range d.before {
		keys[c.Relation] = graph.RelationKey{}
	}
	for _, c := range d.after {
		keys[c.Relation] = c.Key(b.rulings.Resolve)
		claims[c.Relation] = append(claims[c.Relation], c)
	}
	r := &relations{after: make(map[graph.RelationID]graph.Relation)}
	var err error
	if r.before, err = b.relations(slices.Sorted(maps.Keys(keys))); err != nil {
		return nil, err
	}
	for id, x := range r.before {
		keys[id] = graph.RelationKey{From: x.From, Kind: x.Kind, To: x.To, When: x.When, Modality: x.Modality}
	}
	if err := b.otherClaims(slices.Sorted(maps.Keys(r.before)), claims); err != nil {
		return nil, err
	}
	for id, key := range keys {
		if x, ok := graph.FoldRelation(key, claims[id]); ok {
			r.after[id] = x
		}
	}
	return r, nil
}

// relations returns the relations there are, by id.
func (b *book) relations(ids []graph.RelationID) (map[graph.RelationID]graph.Relation, error) {
	rows, err := each(b.tx, "UNWIND $rows AS id MATCH (n:Relation {id: id}) RETURN "+columns(graph.SubjectRelation, "n"), ids)
	if err != nil {
		return nil, err
	}
	out := make(map[graph.RelationID]graph.Relation, len(rows))
	for _, row := range rows {
		r, err := decodeRelation(row)
		if err != nil {
			return nil, err
		}
		out[r.ID] = r
	}
	return out, nil
}

// otherClaims adds the claims in the graph that add up to the relations, with
// as much of them as graph.FoldRelation reads.
func (b *book) otherClaims(ids []graph.RelationID, into map[graph.RelationID][]graph.Claim) error {
	const query = "UNWIND $rows AS id MATCH (c:Claim {relation: id}) USING INDEX c:Claim(relation) WHERE NOT c:Turning OR c.coming\n" +
		"RETURN id, c.polarity, c.document, c.source, c.pair, c.mutual, c.saidOn, c.publishedOn, c.from, c.kind, c.to, c.`when`, c.modality"
	rows, err := each(b.tx, query, ids)
	if err != nil {
		return err
	}
	for _, r := range rows {
		id := graph.RelationID(text(r[0]))
		c := graph.Claim{Relation: id, Polarity: graph.Polarity(text(r[1])), Document: graph.DocumentID(text(r[2])),
			Source: graph.SourceID(text(r[3])), Pair: text(r[4]), SaidOn: graph.Date(text(r[6])), PublishedOn: graph.Date(text(r[7])),
			From: graph.Actor{ID: graph.EntityID(text(r[8]))}, Kind: graph.RelationKind(text(r[9])), When: graph.Date(text(r[11])), Modality: graph.Modality(text(r[12]))}
		if to := text(r[10]); to != "" {
			c.To = &graph.Actor{ID: graph.EntityID(to)}
		}
		if r[5] == true {
			c.Attributes = graph.Attributes{"mutual": true}
		}
		into[id] = append(into[id], c)
	}
	return nil
}

// relationRows are relations as they are written: new ones with a readable edge
// and without, nodes of others, edges that are new to a node or change, and ids
// of edges and nodes that go.
type relationRows struct {
	fresh, bare, nodes, drawn, edges []props
	erase, remove                    []string
}

// compareRelations notes the changes of relations, and returns what waits for
// their rows, which are made meanwhile.
func (b *book) compareRelations(r *relations) func() *relationRows {
	came, went, write, remove := compared(b, r.before, r.after, func(x, y *graph.Relation) bool { return *x == *y })
	b.counts.RelationsAdded, b.counts.RelationsRemoved = came, went
	recall(b.changes, r.before)
	return ahead(func() *relationRows { return r.rows(write, remove) })
}

func (r *relations) rows(write, remove []graph.RelationID) *relationRows {
	out := &relationRows{remove: encodeAll(remove)}
	for _, id := range write {
		now := r.after[id]
		old, known := r.before[id]
		node, row := relationProps(&now), edgeRow(&now)
		switch {
		case !known && now.Readable():
			row["node"] = node
			out.fresh = append(out.fresh, row)
			continue
		case !known:
			out.bare = append(out.bare, node)
			continue
		case now.Readable() && old.Readable():
			out.edges = append(out.edges, row)
		case now.Readable():
			out.drawn = append(out.drawn, row)
		case old.Readable():
			out.erase = append(out.erase, string(id))
		}
		out.nodes = append(out.nodes, node)
	}
	for _, id := range remove {
		if old := r.before[id]; old.Readable() {
			out.erase = append(out.erase, string(id))
		}
	}
	return out
}

// writeRelations writes the nodes that queries read, and the readable edges.
func (b *book) writeRelations(r *relationRows) error {
	if err := b.erase(r.erase); err != nil {
		return err
	}
	if _, err := each(b.tx, "UNWIND $rows AS id MATCH (n:Relation {id: id}) DELETE n", r.remove); err != nil {
		return err
	}
	for _, step := range []struct {
		text string
		rows []props
	}{
		{"UNWIND $rows AS row MATCH (n:Relation {id: row.id}) SET n += row", r.nodes},
		{"UNWIND $rows AS row CREATE (n:Relation) SET n = row", r.bare},
		{"UNWIND $rows AS row MATCH (a:Entity {id: row.from})\nMATCH (b:Entity {id: row.to})\n" +
			"CREATE (n:Relation) SET n = row.node\n" + drawText, r.fresh},
	} {
		if _, err := each(b.tx, step.text, step.rows); err != nil {
			return err
		}
	}
	return b.drawEdges(r.drawn, r.edges, nil)
}

// edgeRow returns what a readable edge is drawn from.
func edgeRow(r *graph.Relation) props {
	return props{"id": string(r.ID), "kind": string(r.Kind), "from": encode(r.From), "to": encode(r.To), "edge": edgeProps(r)}
}

// recall says of the relations that went what they were.
func recall(changes []graph.Change, before map[graph.RelationID]graph.Relation) {
	for i := range changes {
		if c := &changes[i]; c.Op == graph.ChangeRemoved {
			if r, ok := before[graph.RelationID(c.ID)]; ok {
				c.Was = &r
			}
		}
	}
}

// drawEdges draws readable edges, writes those that are there, and erases.
func (b *book) drawEdges(drawn, edges []props, erase []string) error {
	if err := b.erase(erase); err != nil {
		return err
	}
	if _, err := each(b.tx, edgeText+"SET e = row.edge", edges); err != nil {
		return err
	}
	_, err := each(b.tx, "UNWIND $rows AS row MATCH (n:Relation {id: row.id})\nMATCH (a:Entity {id: row.from})\nMATCH (b:Entity {id: row.to})\n"+drawText, drawn)
	return err
}

// edgeText finds the readable edges of rows. The relation's node has the edge's
// element id; where that leads to another edge, as after a copy of the
// database, the edge is found between its ends.
const edgeText = "UNWIND $rows AS row MATCH (n:Relation {id: row.id})\n" +
	"CALL (n) {\nOPTIONAL MATCH ()-[x]->() WHERE elementId(x) = n.edge AND x.relationId = n.id\nRETURN x\n}\n" +
	"CALL (n, x) {\nWITH n, x WHERE x IS NOT NULL RETURN x AS e\nUNION\n" +
	"WITH n, x WHERE x IS NULL MATCH (:Entity {id: n.from})-[e {relationId: n.id}]->(:Entity {id: n.to}) RETURN e\n}\n"

// erase deletes the readable edges of relations.
func (b *book) erase(ids []string) error {
	rows := make([]props, len(ids))
	for i, id := range ids {
		rows[i] = props{"id": id}
	}
	_, err := each(b.tx, edgeText+"DELETE e SET n.edge = null", rows)
	return err
}

// drawText draws the readable edge of a row between its ends, all kinds by one
// statement: the server would plan as many as there are kinds.
const drawText = "CREATE (a)-[e:$(row.kind)]->(b) SET e = row.edge, n.edge = elementId(e)"
