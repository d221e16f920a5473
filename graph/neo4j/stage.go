package neo4j

import (
	"maps"
	"slices"

	"entente/graph"
)

// documentsAtOnce is how many documents a step looks at together where it does
// not matter how much they hold, and textsAtOnce where their texts come along.
const documentsAtOnce, textsAtOnce = 500, 10

// ahead returns the next documents, at most so many, and moves on.
func (p *step) ahead(most int) []turning {
	next := p.documents[min(p.At, len(p.documents)):min(p.At+most, len(p.documents))]
	p.At += len(next)
	return next
}

// ids returns the ids of the readings that there are of those that of picks.
func ids(documents []turning, of func(turning) *reading) []string {
	var out []string
	for _, x := range documents {
		if r := of(x); r != nil {
			out = append(out, string(r.id))
		}
	}
	return out
}

func oldOf(x turning) *reading { return x.old }
func nowOf(x turning) *reading { return x.now }

// records marks the records that come and go, counts them, and lists the
// entities that they go by.
func (p *step) records() (bool, error) {
	at := p.At
	documents := p.ahead(documentsAtOnce)
	d := newDelta()
	const comes = "UNWIND $rows AS id MATCH (r:Record {contribution: id}) USING INDEX r:Record(contribution) WHERE NOT r:Turning\n" +
		"WITH r LIMIT $limit SET r:Turning, r.coming = true, r.entity = r.raw, r.counted = NOT r.lexicon\n" +
		"RETURN r.entity, r.raw, r.head, r.lexicon, r.mentions"
	const goes = "UNWIND $rows AS id MATCH (r:Record {contribution: id}) USING INDEX r:Record(contribution) WHERE r.entity IS NOT NULL AND NOT r:Turning\n" +
		"WITH r LIMIT $limit SET r:Turning, r.coming = false\n" +
		"RETURN r.entity, r.raw, r.head, r.lexicon, r.mentions"
	full := false
	for _, x := range []struct {
		text string
		ids  []string
		by   int
	}{{comes, ids(documents, nowOf), 1}, {goes, ids(documents, oldOf), -1}} {
		rows, err := each(p.tx, x.text, x.ids, "limit", int64(p.size))
		if err != nil {
			return false, err
		}
		full = full || len(rows) >= p.size
		p.used += len(rows)
		p.tell(d, rows, x.by)
	}
	if full {
		p.At = at
	}
	if err := p.countTallies(d); err != nil {
		return false, err
	}
	touched := encodeAll(slices.Sorted(maps.Keys(d.entities)))
	if _, err := each(p.tx, "UNWIND $rows AS id MERGE (:EntityNext {id: id})", touched); err != nil {
		return false, err
	}
	return p.At < len(p.documents), p.relabelMoved(d)
}

// tell counts records that come (by 1) or go (by -1).
func (p *step) tell(d *delta, rows [][]any, by int) {
	for _, row := range rows {
		head, _ := row[2].(string)
		key := tallyKey{graph.EntityID(text(row[1])), row[3] == true, head}
		entity := graph.EntityID(text(row[0]))
		if by > 0 {
			entity = p.rulings.Resolve(entity)
		}
		d.count(entity, key, "", number(row[4]), by)
	}
}

// entities folds the next entities that records came to or went from, and
// writes what they become: those that come and go as such, what changes aside.
func (p *step) entities() (bool, error) {
	ids, err := p.listed("MATCH (x:EntityNext) WHERE x.id > $after RETURN x.id ORDER BY x.id LIMIT $limit")
	if err != nil || len(ids) == 0 {
		return false, err
	}
	touched := make([]graph.EntityID, len(ids))
	for i, id := range ids {
		touched[i] = graph.EntityID(decode(id))
	}
	before, err := p.book.entities(touched)
	if err != nil {
		return false, err
	}
	records, err := p.tallied(touched)
	if err != nil {
		return false, err
	}
	documents, err := p.documentsTurned(ids)
	if err != nil {
		return false, err
	}
	var become becoming
	for _, id := range touched {
		old, known := before[id]
		now, stands := graph.FoldEntity(id, records[id])
		now.Documents = old.Documents + documents[id].came - documents[id].went
		switch {
		case !known && stands:
			become.add(&now)
		case known && !stands:
			become.remove(id)
		case known && (marshal(&old) != marshal(&now) || documents[id] != (turnedDocuments{})):
			become.change(&old, &now)
		}
	}
	p.counts.EntitiesAdded += become.added
	p.counts.EntitiesRemoved += len(become.removed)
	return true, p.stageEntities(&become)
}

// becoming is what entities become by a publication.
type becoming struct {
	added   int
	fresh   []props
	removed []string
	// aside is what the change feed is to say of each, and what changes.
	aside []props
}

func (b *becoming) add(e *graph.Entity) {
	row := entityProps(e)
	row["coming"] = true
	b.fresh = append(b.fresh, row)
	b.added++
	b.tell(e.ID, graph.ChangeAdded, props{})
}

func (b *becoming) remove(id graph.EntityID) {
	b.removed = append(b.removed, encode(id))
	b.tell(id, graph.ChangeRemoved, props{})
}

// change notes an entity that is another, or that other documents record.
func (b *becoming) change(old, now *graph.Entity) {
	row := props{}
	if marshal(old) != marshal(now) {
		row = entityProps(now)
	}
	b.tell(now.ID, graph.ChangeUpdated, row)
}

func (b *becoming) tell(id graph.EntityID, op graph.ChangeOp, row props) {
	row["id"], row["op"] = encode(id), string(op)
	b.aside = append(b.aside, row)
}

// stageEntities writes entities that come, marks those that go, and puts aside
// what changes.
func (p *step) stageEntities(become *becoming) error {
	if _, err := each(p.tx, "UNWIND $rows AS row CREATE (n:Entity:Turning:$(row.kind)) SET n = row", become.fresh); err != nil {
		return err
	}
	if _, err := each(p.tx, "UNWIND $rows AS id MATCH (n:Entity {id: id}) SET n:Turning, n.coming = false", become.removed); err != nil {
		return err
	}
	_, err := each(p.tx, "UNWIND $rows AS row MATCH (x:EntityNext {id: row.id}) SET x += row", become.aside)
	return err
}

// turnedDocuments counts the documents that record an entity now and did not
// before, and the other way round.
type turnedDocuments struct{ came, went int }

func (p *step) documentsTurned(ids []string) (map[graph.EntityID]turnedDocuments, error) {
	const text = "UNWIND $rows AS id MATCH (r:Record {entity: id}) USING INDEX r:Record(entity) WHERE r:Turning AND r.counted\n" +
		"WITH id, r.document AS document, max(toInteger(r.coming)) AS came, min(toInteger(r.coming)) AS stayed\n" +
		"RETURN id, sum(CASE WHEN stayed = 1 THEN 1 ELSE 0 END), sum(CASE WHEN came = 0 THEN 1 ELSE 0 END)"
	rows, err := each(p.tx, text, ids)
	out := make(map[graph.EntityID]turnedDocuments, len(rows))
	for _, row := range rows {
		out[graph.EntityID(decode(row[0].(string)))] = turnedDocuments{number(row[1]), number(row[2])}
	}
	return out, err
}

// listed returns the ids after the one gone through last, of which each is
// gone through then; none where there are no more.
func (p *step) listed(text string) ([]string, error) {
	rows, err := p.run(text, map[string]any{"after": p.After, "limit": int64(p.size)})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	out := make([]string, len(rows))
	for i, row := range rows {
		out[i], _ = row[0].(string)
	}
	p.After = out[len(out)-1]
	p.used += len(rows)
	return out, nil
}

// papers writes the next documents that come, marks those that go, and puts
// aside what changes.
func (p *step) papers() (bool, error) {
	var come, change []props
	var leave []string
	for _, x := range p.ahead(textsAtOnce) {
		p.used++
		if x.now == nil {
			leave = append(leave, encode(x.document))
			continue
		}
		body, err := p.body(x.now)
		if err != nil {
			return false, err
		}
		row := documentProps(&x.now.document, body)
		if x.old != nil {
			change = append(change, row)
			continue
		}
		row["coming"] = true
		come = append(come, row)
	}
	if _, err := each(p.tx, "UNWIND $rows AS row CREATE (n:Document:Turning) SET n = row", come); err != nil {
		return false, err
	}
	if _, err := each(p.tx, "UNWIND $rows AS row CREATE (n:DocumentNext) SET n = row", change); err != nil {
		return false, err
	}
	_, err := each(p.tx, "UNWIND $rows AS id MATCH (n:Document {id: id}) SET n:Turning, n.coming = false", leave)
	return p.At < len(p.documents), err
}

// portion returns the next readings that of picks whose claims are together as
// many as a step takes, and moves on. It returns one alone, and stays at it,
// where that has more.
func (p *step) portion(of func(turning) *reading) (readings []*reading, long bool) {
	sum := 0
	for p.At < len(p.documents) && len(readings) < documentsAtOnce {
		r := of(p.documents[p.At])
		switch {
		case r == nil:
		case len(readings) == 0 && r.claims > p.size:
			return []*reading{r}, true
		case sum+r.claims > p.size:
			return readings, false
		default:
			readings, sum = append(readings, r), sum+r.claims
		}
		p.At++
	}
	return readings, false
}

// longRows reads the next claims of a reading that has many, as rows whose last
// column is the claim's id, and moves on once there are no more.
func (p *step) longRows(r *reading, columns, condition string) ([][]any, error) {
	text := "MATCH (c:LogClaim) USING INDEX c:LogClaim(contribution, id) WHERE c.contribution = $id AND c.id > $after" + condition + "\n" +
		"RETURN " + columns + ", c.id ORDER BY c.id LIMIT $limit"
	rows, err := p.run(text, map[string]any{"id": string(r.id), "after": p.After, "limit": int64(p.size)})
	switch {
	case err != nil:
		return nil, err
	case len(rows) < p.size:
		p.At++
		p.After = ""
	default:
		p.After, _ = rows[len(rows)-1][len(rows[0])-1].(string)
	}
	return rows, nil
}

// claims makes the next claims that come stand, unseen.
func (p *step) claims() (bool, error) {
	readings, long := p.portion(nowOf)
	var rows [][]any
	var err error
	if long {
		rows, err = p.longRows(readings[0], "c.contribution, c.part, c.payload", "")
	} else {
		rows, err = each(p.tx, claimsText, readingIDs(readings))
	}
	if err != nil {
		return false, err
	}
	p.used += len(rows)
	found, err := decodeClaims(readings, rows)
	if err != nil {
		return false, err
	}
	write := make(map[shape][]props)
	for _, r := range readings {
		for _, c := range found[r.id] {
			if settled, stands := r.settled(c, p.rulings); stands {
				s := shape{to: settled.ToID != "", asserted: settled.AssertedByID != "", turning: true}
				write[s] = append(write[s], claimRow(&settled, place{reading: r}))
			}
		}
	}
	return p.At < len(p.documents), p.writeClaims(write)
}

// oldClaims marks the next claims that go.
func (p *step) oldClaims() (bool, error) {
	at := p.At
	var documents []string
	for _, x := range p.ahead(documentsAtOnce) {
		if x.old != nil {
			documents = append(documents, encode(x.document))
		}
	}
	const text = "UNWIND $rows AS id MATCH (c:Claim {document: id}) USING INDEX c:Claim(document) WHERE NOT c:Turning\n" +
		"WITH c LIMIT $limit SET c:Turning, c.coming = false RETURN count(*)"
	rows, err := each(p.tx, text, documents, "limit", int64(p.size))
	n := number(first(rows))
	p.used += n
	if n >= p.size {
		p.At = at
	}
	return p.At < len(p.documents), err
}
