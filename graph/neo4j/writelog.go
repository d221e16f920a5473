package neo4j

import (
	"slices"

	"entente/graph"
)

// writeReadings writes what the book changed of the log, but the claims of new
// readings that are current, which are written as they stand. Where a
// publication begins, the log keeps what is current and what goes until that
// is through.
func (b *book) writeReadings() error {
	var fresh, heads, records, texts, claims []props
	var gone []*reading
	for _, doc := range b.documents() {
		for _, r := range b.byDocument[doc] {
			switch {
			case r.gone && !r.fresh:
				gone = append(gone, r)
			case r.gone:
			case r.dirty:
				head := r.props()
				if b.begun != 0 {
					head["known"] = ends(r.was)
				}
				if r.fresh {
					fresh = append(fresh, head)
				} else {
					heads = append(heads, head)
				}
			}
			for _, p := range r.came {
				if p.part == 0 {
					texts = append(texts, props{"id": r.document.SHA256, "text": p.text})
				}
				records = append(records, b.recordRows(r, p)...)
				claims = append(claims, b.claimRows(r, p)...)
			}
		}
	}
	for _, step := range []struct {
		text string
		rows []props
	}{
		{"UNWIND $rows AS row CREATE (n:Contribution) SET n = row", fresh},
		{"UNWIND $rows AS row MATCH (n:Contribution {id: row.id}) SET n = row", heads},
		{"UNWIND $rows AS row MERGE (t:Text {id: row.id}) ON CREATE SET t.text = row.text", texts},
		{"UNWIND $rows AS row CREATE (r:Record) SET r = row", records},
	} {
		if _, err := each(b.tx, step.text, step.rows); err != nil {
			return err
		}
	}
	if err := b.createClaims(claims); err != nil {
		return err
	}
	if b.begun != 0 {
		return nil
	}
	return b.drop(gone)
}

// stands reports whether what the reading holds is written as it stands.
func (b *book) stands(r *reading) bool { return r.fresh && r.open() && b.begun == 0 }

// documents returns the documents in the write, sorted.
func (b *book) documents() []graph.DocumentID {
	var out []graph.DocumentID
	for d := range b.first {
		out = append(out, d)
	}
	slices.Sort(out)
	return out
}

// recordRows returns the record nodes of a piece; those of a new reading that
// is current go by their entity at once.
func (b *book) recordRows(r *reading, p piece) []props {
	out := make([]props, len(p.records))
	for i := range p.records {
		rec := &p.records[i]
		out[i] = recordProps(r, p.part, rec)
		if b.stands(r) {
			out[i]["entity"] = encode(b.rulings.Resolve(rec.ID))
			out[i]["counted"] = r.document.Format != graph.FormatLexicon
		}
	}
	return out
}

// claimRows returns the claim nodes of a piece, unless they are written as they
// stand.
func (b *book) claimRows(r *reading, p piece) []props {
	if b.stands(r) {
		return nil
	}
	out := make([]props, len(p.claims))
	for i := range p.claims {
		out[i] = place{r, p.part, &p.claims[i]}.node()
	}
	return out
}

// createClaims adds claims to the log that do not stand.
func (b *book) createClaims(rows []props) error {
	_, err := each(b.tx, "UNWIND $rows AS row CREATE (c:LogClaim) SET c = row", rows)
	return err
}

// drop takes readings out of the log, with the texts that none has any more.
func (b *book) drop(gone []*reading) error {
	ids := readingIDs(gone)
	for _, text := range []string{
		"UNWIND $rows AS id MATCH (c:LogClaim) USING INDEX c:LogClaim(contribution, id) WHERE c.contribution = id AND c.id > '' DELETE c",
		"UNWIND $rows AS id MATCH (r:Record {contribution: id}) USING INDEX r:Record(contribution) DELETE r",
		"UNWIND $rows AS id MATCH (n:Contribution {id: id}) DELETE n",
	} {
		if _, err := each(b.tx, text, ids); err != nil {
			return err
		}
	}
	hashes := make([]string, len(gone))
	for i, r := range gone {
		hashes[i] = r.document.SHA256
	}
	const text = "UNWIND $rows AS id MATCH (t:Text {id: id})\n" +
		"WHERE NOT EXISTS { MATCH (n:Contribution {sha256: id}) WHERE n.parts = 0 } DELETE t"
	_, err := each(b.tx, text, slices.Compact(slices.Sorted(slices.Values(hashes))))
	return err
}
