package neo4j

import (
	"slices"

	"entente/graph"
)

// relations folds the relations of the next claims that come.
func (p *step) relations() (bool, error) { return p.relationsOf(nowOf) }

// oldRelations folds the relations of the next claims that go.
func (p *step) oldRelations() (bool, error) { return p.relationsOf(oldOf) }

func (p *step) relationsOf(of func(turning) *reading) (bool, error) {
	readings, long := p.portion(of)
	var rows [][]any
	var err error
	if long {
		rows, err = p.longRows(readings[0], "c.relation", " AND c:Claim")
	} else {
		const text = "UNWIND $rows AS id MATCH (c:LogClaim) USING INDEX c:LogClaim(contribution, id) WHERE c.contribution = id AND c.id > '' AND c:Claim\n" +
			"RETURN DISTINCT c.relation"
		rows, err = each(p.tx, text, readingIDs(readings))
	}
	if err != nil {
		return false, err
	}
	var touched []graph.RelationID
	for _, row := range rows {
		touched = append(touched, graph.RelationID(text(row[0])))
	}
	p.used += len(rows)
	slices.Sort(touched)
	return p.At < len(p.documents), p.stageRelations(slices.Compact(touched))
}

// untold returns the relations that no step before has gone through.
func (p *step) untold(touched []graph.RelationID) ([]graph.RelationID, error) {
	rows, err := each(p.tx, "UNWIND $rows AS id MATCH (n:Relation:Turning {id: id}) RETURN DISTINCT id", touched)
	done := make(map[graph.RelationID]bool, len(rows))
	for _, row := range rows {
		done[graph.RelationID(text(row[0]))] = true
	}
	return slices.DeleteFunc(touched, func(id graph.RelationID) bool { return done[id] }), err
}

// stageRelations folds the relations and writes those that come or change,
// unseen, and marks those that go or are replaced. Those that a step before has
// gone through are left as they are.
func (p *step) stageRelations(touched []graph.RelationID) error {
	touched, err := p.untold(touched)
	if err != nil {
		return err
	}
	before, err := p.book.relations(touched)
	if err != nil {
		return err
	}
	claims := make(map[graph.RelationID][]graph.Claim, len(touched))
	if err := p.otherClaims(touched, claims); err != nil {
		return err
	}
	var come []props
	var leave []string
	for _, id := range touched {
		old, known := before[id]
		var now graph.Relation
		stands := false
		if list := claims[id]; len(list) > 0 {
			now, stands = graph.FoldRelation(list[0].Key(nil), list)
		}
		switch {
		case known && !stands:
			leave = append(leave, string(id))
		case stands && (!known || old != now):
			row := relationProps(&now)
			row["coming"] = true
			come = append(come, row)
		}
	}
	const replace = "UNWIND $rows AS row OPTIONAL MATCH (o:Relation {id: row.id})\n" +
		"CREATE (n:Relation:Turning) SET n = row, n.edge = o.edge SET o:Turning, o.coming = false, o.edge = null"
	if _, err := each(p.tx, replace, come); err != nil {
		return err
	}
	_, err = each(p.tx, "UNWIND $rows AS id MATCH (n:Relation {id: id}) SET n:Turning, n.coming = false", leave)
	return err
}
