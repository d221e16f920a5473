package neo4j

import (
	"maps"
	"reflect"

	"entente/graph"
)

// projectClaims notes the changes of claims and writes those that stand, given
// by their rows.
func (b *book) projectClaims(d *delta, rows func() map[shape][]props) error {
	b.counts.ClaimsAdded, b.counts.ClaimsRetracted, _, _ = compared(b, d.before, d.after, sameClaim)
	if err := b.createClaims(d.unfit); err != nil {
		return err
	}
	return b.writeClaims(rows())
}

// claimRows returns the claims that stand by their shapes.
func claimRows(d *delta) map[shape][]props {
	rows := make(map[shape][]props)
	for id, c := range d.after {
		at := d.place[id]
		s := shape{fresh: at.loaded != nil, to: c.ToID != "", asserted: c.AssertedByID != ""}
		rows[s] = append(rows[s], claimRow(&c, at))
	}
	return rows
}

// writeClaims makes claims stand, given by their shapes.
func (b *book) writeClaims(rows map[shape][]props) error {
	for s, some := range rows {
		if _, err := each(b.tx, s.text(), some); err != nil {
			return err
		}
	}
	return nil
}

// sameClaim reports whether two claims are alike but for when they were known.
func sameClaim(a, b *graph.Claim) bool {
	derived := func(c *graph.Claim) graph.Claim {
		return graph.Claim{Document: c.Document, SHA256: c.SHA256, Source: c.Source, PublishedOn: c.PublishedOn, Relation: c.Relation,
			FromID: c.FromID, ToID: c.ToID, AssertedByID: c.AssertedByID, Pair: c.Pair, Confirmed: c.Confirmed}
	}
	return reflect.DeepEqual(derived(a), derived(b)) && marshal(a) == marshal(b)
}

// shape says by which statement a claim is written: whether its node is new,
// which edges it has, and whether it comes by a publication.
type shape struct{ fresh, to, asserted, turning bool }

// text returns the statement that makes claims of the shape stand.
func (s shape) text() string {
	find, ends, edges := "MATCH (c:LogClaim {contribution: row.contribution, id: row.id}) USING INDEX c:LogClaim(contribution, id)\n", "", ""
	set := "SET c:Claim, c += row.claim\n"
	if s.turning {
		set = "SET c:Claim:Turning, c += row.claim, c.coming = true\n"
	}
	if s.fresh {
		find, set = "", "CREATE (c:LogClaim:Claim) SET c = row.claim\n"
	}
	if s.to {
		ends += "MATCH (t:Entity {id: row.to})\n"
		edges += "CREATE (c)-[:TO]->(t)\n"
	}
	if s.asserted {
		ends += "MATCH (a:Entity {id: row.assertedBy})\n"
		edges += "CREATE (c)-[:ASSERTED_BY]->(a)\n"
	}
	return "UNWIND $rows AS row\n" + find + "MATCH (d:Document {id: row.document})\nMATCH (f:Entity {id: row.from})\n" + ends +
		set + "CREATE (c)-[:FROM]->(f)\n" + edges +
		"FOREACH (e IN row.evidence | CREATE (c)-[:STATED_IN {start: e[0], end: e[1], quote: e[2]}]->(d))"
}

// claimRow returns a claim that stands as its statement takes it.
func claimRow(c *graph.Claim, at place) props {
	p := claimProps(c, at.reading.document.Title)
	if at.loaded != nil {
		maps.Copy(p, at.node())
	}
	evidence := make([][]any, len(c.Evidence))
	for i, e := range c.Evidence {
		evidence[i] = []any{int64(e.Start), int64(e.End), e.Quote}
	}
	return props{"id": string(c.ID), "contribution": string(at.reading.id), "document": encode(c.Document),
		"from": encode(c.FromID), "to": encode(c.ToID), "assertedBy": encode(c.AssertedByID), "claim": p, "evidence": evidence}
}
