package neo4j

import (
	"entente/graph"
)

// turn makes all that was prepared readable, in one transaction. What it writes
// is bounded by the entities and documents that change, not by claims.
func (p *step) turn() (bool, error) {
	for _, text := range []string{
		"MATCH (b:" + stagedFeed + ") SET b:ChangeBlock REMOVE b:" + stagedFeed,
		"MATCH (x:EntityNext) WHERE x.payload IS NOT NULL MATCH (n:Entity {id: x.id}) SET n = properties(x), n.op = null",
		"MATCH (x:DocumentNext) MATCH (n:Document {id: x.id}) SET n = properties(x)",
		"MATCH (x:ContributionNext) WHERE NOT x.gone MATCH (n:Contribution {id: x.id}) SET n.known = x.known",
		"MATCH (x:ContributionNext) WHERE x.gone MATCH (n:Contribution {id: x.id}) SET n:Dropped REMOVE n:Contribution",
		"MATCH (w:Writer {id: 1}) SET w.turned = true",
	} {
		if _, err := p.run(text, nil); err != nil {
			return false, err
		}
	}
	if p.Record != nil {
		if err := p.saveLoad(p.Record); err != nil {
			return false, err
		}
	}
	sources := make(map[graph.SourceID]bool)
	for _, x := range p.documents {
		for _, r := range []*reading{x.old, x.now} {
			if r != nil && r.document.Source.ID != "" {
				sources[r.document.Source.ID] = true
			}
		}
	}
	if err := p.projectSources(sorted(sources)); err != nil {
		return false, err
	}
	_, err := p.run("MATCH (w:Writer {id: 1}) SET w.clock = $clock, w.seq = $seq", map[string]any{"clock": string(p.clock), "seq": int64(p.seq)})
	return false, err
}

// some runs a statement that handles as many rows as a step takes and returns
// their number, and reports whether there may be more.
func (p *step) some(text string) (bool, error) {
	rows, err := p.run(text, map[string]any{"limit": int64(p.size)})
	n := number(first(rows))
	p.used += n
	return n >= p.size, err
}

// clearRelations deletes relations that went or were replaced, and the readable
// edges of those that went; what replaces a relation has its edge.
func (p *step) clearRelations() (bool, error) {
	rows, err := p.run("MATCH (n:Relation:Turning) WHERE NOT n.coming WITH n LIMIT $limit RETURN elementId(n), n.id, n.edge IS NOT NULL",
		map[string]any{"limit": int64(p.size)})
	if err != nil {
		return false, err
	}
	p.used += len(rows)
	var nodes, edges []string
	for _, row := range rows {
		nodes = append(nodes, row[0].(string))
		if row[2] == true {
			edges = append(edges, row[1].(string))
		}
	}
	if err := p.erase(edges); err != nil {
		return false, err
	}
	_, err = each(p.tx, "UNWIND $rows AS id MATCH (n) WHERE elementId(n) = id DELETE n", nodes)
	return len(rows) >= p.size, err
}

// draw draws the readable edges of relations that came, as far as they have
// some, and takes the mark from them.
func (p *step) draw() (bool, error) {
	rows, err := p.run("MATCH (n:Relation:Turning) WITH n LIMIT $limit REMOVE n:Turning SET n.coming = null\n"+
		"RETURN n.edge IS NOT NULL, "+columns(graph.SubjectRelation, "n"), map[string]any{"limit": int64(p.size)})
	if err != nil {
		return false, err
	}
	p.used += len(rows)
	var drawn, edges []props
	var erase []string
	for _, row := range rows {
		r, err := decodeRelation(row[1:])
		if err != nil {
			return false, err
		}
		edge := edgeRow(&r)
		switch {
		case r.Readable() && row[0] == true:
			edges = append(edges, edge)
		case r.Readable():
			drawn = append(drawn, edge)
		case row[0] == true:
			erase = append(erase, string(r.ID))
		}
	}
	return len(rows) >= p.size, p.drawEdges(drawn, edges, erase)
}

// clearClaims takes the claims that went out of the graph; the log keeps them.
func (p *step) clearClaims() (bool, error) {
	return p.some("MATCH (c:Claim:Turning) WHERE NOT c.coming WITH c LIMIT $limit\n" + toLog + ":Turning RETURN count(*)")
}

// settleRest takes the mark from all else that came.
func (p *step) settleRest() (bool, error) {
	return p.some("MATCH (n:Turning) WHERE n.coming WITH n LIMIT $limit REMOVE n:Turning SET n.coming = null RETURN count(*)")
}

// clearRest takes out the records, entities and documents that went.
func (p *step) clearRest() (bool, error) {
	more, err := p.some("MATCH (r:Record:Turning) WITH r LIMIT $limit REMOVE r:Turning SET r.coming = null, r.entity = null, r.counted = null RETURN count(*)")
	if err != nil || more {
		return more, err
	}
	return p.some("MATCH (n:Turning) WITH n LIMIT $limit DETACH DELETE n RETURN count(*)")
}

// dropReadings takes readings that no load brings any more out of the log.
func (p *step) dropReadings() (bool, error) {
	more, err := p.some("MATCH (n:Dropped) MATCH (c:LogClaim) USING INDEX c:LogClaim(contribution, id) WHERE c.contribution = n.id AND c.id > ''\n" +
		"WITH c LIMIT $limit DELETE c RETURN count(*)")
	if err != nil || more {
		return more, err
	}
	more, err = p.some("MATCH (n:Dropped) MATCH (r:Record {contribution: n.id}) WITH r LIMIT $limit DELETE r RETURN count(*)")
	if err != nil || more {
		return more, err
	}
	return p.some("MATCH (n:Dropped) WITH n LIMIT $limit WITH n, n.sha256 AS hash DELETE n WITH hash, count(*) AS dropped\n" +
		"OPTIONAL MATCH (t:Text {id: hash}) WHERE NOT EXISTS { MATCH (m:Contribution {sha256: hash}) WHERE m.parts = 0 } DELETE t\n" +
		"RETURN sum(dropped)")
}

// tidy takes out what a publication puts aside.
func (p *step) tidy() (bool, error) {
	return p.some("MATCH (x:EntityNext|DocumentNext|ContributionNext|TurningDocument) WITH x LIMIT $limit DELETE x RETURN count(*)")
}
