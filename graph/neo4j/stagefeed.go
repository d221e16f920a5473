package neo4j

import (
	"cmp"

	"entente/graph"
)

// stagedFeed is the label of blocks of the change feed that are not readable yet.
const stagedFeed = "StagedBlock"

// tellAll puts changes of one kind into the feed, in order.
func (p *step) tellAll(changes []graph.Change) error {
	if p.Untold {
		return nil
	}
	p.used += len(changes) / 4 // they are short
	return p.feed(stagedFeed, changes)
}

// feedDocuments puts the load and the documents into the change feed.
func (p *step) feedDocuments() (bool, error) {
	var changes []graph.Change
	if p.At == 0 && p.Record != nil {
		changes = append(changes, graph.Change{Op: graph.ChangeUpdated, ID: string(p.Record.ID)})
	}
	for _, x := range p.ahead(documentsAtOnce) {
		op := graph.ChangeUpdated
		switch {
		case x.old == nil:
			op = graph.ChangeAdded
		case x.now == nil:
			op = graph.ChangeRemoved
		}
		changes = append(changes, graph.Change{Op: op, ID: string(x.document)})
	}
	return p.At < len(p.documents), p.tellAll(changes)
}

// feedEntities puts the next entities into the change feed.
func (p *step) feedEntities() (bool, error) {
	rows, err := p.run("MATCH (x:EntityNext) WHERE x.id > $after AND x.op IS NOT NULL RETURN x.id, x.op ORDER BY x.id LIMIT $limit",
		map[string]any{"after": p.After, "limit": int64(p.size)})
	if err != nil || len(rows) == 0 {
		return false, err
	}
	changes := make([]graph.Change, len(rows))
	for i, row := range rows {
		changes[i] = graph.Change{ID: text(row[0]), Op: graph.ChangeOp(text(row[1]))}
	}
	p.After, _ = rows[len(rows)-1][0].(string)
	return true, p.tellAll(changes)
}

// twins are what comes and what goes under one id.
type twins struct {
	id         string
	came, went bool
}

// turningIDs returns the next ids of things of a label that come or go, in
// order, and moves on.
func (p *step) turningIDs(label string) ([]twins, error) {
	text := "MATCH (n:" + label + ") USING INDEX n:" + label + "(id) WHERE n.id > $after AND n:Turning\n" +
		"RETURN n.id, n.coming ORDER BY n.id LIMIT $limit"
	rows, err := p.run(text, map[string]any{"after": p.After, "limit": int64(2 * p.size)})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	var out []twins
	for _, row := range rows {
		id, _ := row[0].(string)
		if n := len(out); n == 0 || out[n-1].id != id {
			out = append(out, twins{id: id})
		}
		last := &out[len(out)-1]
		last.came, last.went = last.came || row[1] == true, last.went || row[1] == false
	}
	if len(rows) == 2*p.size && len(out) > 1 {
		out = out[:len(out)-1] // its twin may be the next row
	}
	p.After = out[len(out)-1].id
	return out, nil
}

// feedClaims puts the next claims into the change feed.
func (p *step) feedClaims() (bool, error) {
	found, err := p.turningIDs("Claim")
	if err != nil || len(found) == 0 {
		return false, err
	}
	same, err := p.sameClaims(found)
	if err != nil {
		return false, err
	}
	added, removed, changes := changesOf(found, same)
	p.counts.ClaimsAdded += added
	p.counts.ClaimsRetracted += removed
	return true, p.tellAll(changes)
}

// sameClaims returns the ids of claims that come as they go.
func (p *step) sameClaims(found []twins) (map[string]bool, error) {
	var both []string
	for _, x := range found {
		if x.came && x.went {
			both = append(both, x.id)
		}
	}
	rows, err := each(p.tx, "UNWIND $rows AS id MATCH (o:Claim:Turning {id: id, coming: false}) MATCH (n:Claim:Turning {id: id, coming: true})\n"+
		"RETURN id, ["+columns(graph.SubjectClaim, "o")+"], ["+columns(graph.SubjectClaim, "n")+"]", both)
	if err != nil {
		return nil, err
	}
	same := make(map[string]bool)
	for _, row := range rows {
		a, _ := row[1].([]any)
		b, _ := row[2].([]any)
		old, err1 := decodeClaim(a)
		now, err2 := decodeClaim(b)
		if err := cmp.Or(err1, err2); err != nil {
			return nil, err
		}
		same[row[0].(string)] = sameClaim(&old, &now)
	}
	return same, nil
}

// feedRelations puts the next relations into the change feed.
func (p *step) feedRelations() (bool, error) {
	found, err := p.turningIDs("Relation")
	if err != nil || len(found) == 0 {
		return false, err
	}
	added, removed, changes := changesOf(found, nil)
	p.counts.RelationsAdded += added
	p.counts.RelationsRemoved += removed
	var gone []graph.RelationID
	for _, c := range changes {
		if c.Op == graph.ChangeRemoved {
			gone = append(gone, graph.RelationID(c.ID))
		}
	}
	before, err := p.book.relations(gone)
	if err != nil {
		return false, err
	}
	recall(changes, before)
	return true, p.tellAll(changes)
}

// changesOf returns what the feed says of things that come and go, but of those
// that are the same.
func changesOf(found []twins, same map[string]bool) (added, removed int, changes []graph.Change) {
	for _, x := range found {
		switch {
		case !x.went:
			added++
			changes = append(changes, graph.Change{Op: graph.ChangeAdded, ID: x.id})
		case !x.came:
			removed++
			changes = append(changes, graph.Change{Op: graph.ChangeRemoved, ID: x.id})
		case !same[x.id]:
			changes = append(changes, graph.Change{Op: graph.ChangeUpdated, ID: x.id})
		}
	}
	return added, removed, changes
}
