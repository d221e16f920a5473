package neo4j

import (
	"maps"
	"slices"

	"entente/graph"
)

// delta is what a write does to the graph: what was there of all that it
// touches, and what is to be.
type delta struct {
	// turned are the documents whose current reading is another than before.
	turned []graph.DocumentID
	// before and after are the touched claims that stood and that stand.
	before, after map[graph.ClaimID]graph.Claim
	// place says which node of the log a claim of after is.
	place map[graph.ClaimID]place
	// unfit are the claims of new readings that do not stand.
	unfit []props
	// entities are the touched ids, after decisions.
	entities map[graph.EntityID]bool
	// tallies count the records of documents in `turned`: those that stand now
	// up, those that stood before down.
	tallies map[tallyKey]tally
	// members says which documents record an entity, before and after.
	members map[member]presence
	// recount are the entities whose documents are to be counted anew.
	recount map[graph.EntityID]bool
}

// place is where a claim lies in the log: in which reading, which part of it,
// and as what it was loaded, nil where the node has that already.
type place struct {
	reading *reading
	part    int
	loaded  *graph.Claim
}

func newDelta() *delta {
	return &delta{before: make(map[graph.ClaimID]graph.Claim), after: make(map[graph.ClaimID]graph.Claim),
		place: make(map[graph.ClaimID]place), entities: make(map[graph.EntityID]bool),
		tallies: make(map[tallyKey]tally), members: make(map[member]presence), recount: make(map[graph.EntityID]bool)}
}

// settle writes the readings of the book, and what the graph becomes by them.
func (b *book) settle() error {
	if err := b.readRulings(); err != nil {
		return err
	}
	d := newDelta()
	for doc := range b.first {
		if b.first[doc] != b.current(doc) {
			d.turned = append(d.turned, doc)
		}
	}
	slices.Sort(d.turned)
	if b.size > 0 && b.weight(d.turned) > b.size {
		return b.begin(d.turned)
	}
	if b.saved != nil {
		if err := b.saveLoad(b.saved); err != nil {
			return err
		}
	}
	if err := b.retire(d); err != nil {
		return err
	}
	if err := b.writeReadings(); err != nil {
		return err
	}
	if err := b.enact(d); err != nil {
		return err
	}
	return b.project(d)
}

// weight returns how many claims come and go where the documents turn.
func (b *book) weight(turned []graph.DocumentID) int {
	sum := 0
	for _, doc := range turned {
		for _, r := range []*reading{b.first[doc], b.current(doc)} {
			if r != nil {
				sum += r.claims
			}
		}
	}
	return sum
}

func (b *book) readRulings() error {
	rows, err := b.run(decisionsText, nil)
	if err != nil {
		return err
	}
	decisions, err := decodeDecisions(rows)
	b.rulings = graph.NewRulings(decisions, b.clock)
	return err
}

// retire takes the readings that were current out of the graph, and notes what
// was there.
func (b *book) retire(d *delta) error {
	var documents []string
	for _, doc := range d.turned {
		if b.first[doc] != nil {
			documents = append(documents, encode(doc))
		}
	}
	const claims = "UNWIND $rows AS id MATCH (c:Claim {document: id}) USING INDEX c:Claim(document) RETURN "
	rows, err := each(b.tx, claims+columns(graph.SubjectClaim, "c"), documents)
	if err != nil {
		return err
	}
	if err := b.unmake(d, rows); err != nil {
		return err
	}
	const records = "UNWIND $rows AS id MATCH (r:Record {document: id}) USING INDEX r:Record(document) WHERE r.entity IS NOT NULL\n" +
		"WITH r, r.entity AS entity SET r.entity = null, r.counted = null RETURN entity, r.raw, r.head, r.lexicon, r.mentions, r.document"
	rows, err = each(b.tx, records, documents)
	for _, row := range rows {
		head, _ := row[2].(string)
		key := tallyKey{graph.EntityID(text(row[1])), row[3] == true, head}
		d.count(graph.EntityID(text(row[0])), key, graph.DocumentID(text(row[5])), number(row[4]), -1)
	}
	return err
}

// unmake takes claims, given as rows of their columns, out of the graph.
func (b *book) unmake(d *delta, rows [][]any) error {
	ids := make([]string, len(rows))
	for i, row := range rows {
		c, err := decodeClaim(row)
		if err != nil {
			return err
		}
		d.before[c.ID] = c
		ids[i] = string(c.ID)
	}
	_, err := each(b.tx, "UNWIND $rows AS id MATCH (c:Claim {id: id})\n"+toLog, ids)
	return err
}

// toLog takes the claim c out of the graph; the log keeps it.
const toLog = "CALL (c) { MATCH (c)-[e]-() DELETE e }\n" +
	"SET c = {contribution: c.contribution, id: c.id, part: c.part, payload: c.payload} REMOVE c:Claim"

// enact notes what the new current readings hold: new ones from the write
// itself, others from the log.
func (b *book) enact(d *delta) error {
	var stored []*reading
	for _, doc := range d.turned {
		r := b.current(doc)
		switch {
		case r == nil:
		case !r.fresh:
			stored = append(stored, r)
		default:
			for _, p := range r.came {
				for i := range p.records {
					b.record(d, r, p.records[i])
				}
				for i := range p.claims {
					b.stand(d, place{r, p.part, &p.claims[i]}, p.claims[i])
				}
			}
		}
	}
	if len(stored) == 0 {
		return nil
	}
	rows, err := each(b.tx, recordsText, readingIDs(stored))
	if err != nil {
		return err
	}
	records, err := decodeRecords(stored, rows)
	if err != nil {
		return err
	}
	if rows, err = each(b.tx, claimsText, readingIDs(stored)); err != nil {
		return err
	}
	claims, err := decodeClaims(stored, rows)
	if err != nil {
		return err
	}
	for _, r := range stored {
		for _, rec := range records[r.id] {
			b.record(d, r, rec)
		}
		for _, c := range claims[r.id] {
			b.stand(d, place{reading: r}, c)
		}
	}
	return b.enlist(d, stored)
}

// enlist marks the records of readings that are current now.
func (b *book) enlist(d *delta, stored []*reading) error {
	const text = "UNWIND $rows AS id MATCH (r:Record {contribution: id}) USING INDEX r:Record(contribution) SET r.entity = r.raw, r.counted = NOT r.lexicon"
	if _, err := each(b.tx, text, readingIDs(stored)); err != nil {
		return err
	}
	return b.relabelMoved(d)
}

// relabelMoved relabels the ids of records that the delta counts.
func (b *book) relabelMoved(d *delta) error {
	moved := make(map[graph.EntityID]bool)
	for key := range d.tallies {
		if b.rulings.Resolve(key.raw) != key.raw {
			moved[key.raw] = true
		}
	}
	return b.relabel(sorted(moved))
}

// sorted returns the keys in order.
func sorted[K ~string, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

// relabel makes the current records of the ids go by the ids that the rulings
// give them.
func (b *book) relabel(ids []graph.EntityID) error {
	rows := make([]props, len(ids))
	for i, id := range ids {
		rows[i] = props{"raw": encode(id), "entity": encode(b.rulings.Resolve(id))}
	}
	_, err := each(b.tx, "UNWIND $rows AS row MATCH (r:Record {raw: row.raw}) USING INDEX r:Record(raw) WHERE r.entity IS NOT NULL SET r.entity = row.entity", rows)
	return err
}

// record notes a record of a reading that is current now.
func (b *book) record(d *delta, r *reading, rec graph.EntityRecord) {
	key := tallyKey{rec.ID, r.document.Format == graph.FormatLexicon, headOf(&rec)}
	d.count(b.rulings.Resolve(rec.ID), key, r.document.ID, len(rec.Mentions), 1)
}

// stand notes a claim of a reading that is current now, if it stands.
func (b *book) stand(d *delta, at place, c graph.Claim) {
	c.Document, c.SHA256 = at.reading.document.ID, at.reading.document.SHA256
	settled, stands := at.reading.settled(c, b.rulings)
	switch {
	case stands:
		d.after[c.ID], d.place[c.ID] = settled, at
	case at.loaded != nil:
		d.unfit = append(d.unfit, at.node())
	}
}

// node returns the node of a claim as the log has it.
func (p place) node() props {
	return props{"contribution": string(p.reading.id), "id": string(p.loaded.ID), "part": int64(p.part), "payload": marshal(p.loaded)}
}
