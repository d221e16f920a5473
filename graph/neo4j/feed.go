package neo4j

import (
	"cmp"
	"slices"

	"entente/graph"
)

// close writes the change feed and the counters.
func (b *book) close() error {
	order := []string{"load", "document", "entity", "claim", "relation", "decision"}
	rank := func(c graph.Change) int {
		return slices.IndexFunc(order, func(p string) bool { return len(c.ID) > len(p) && c.ID[:len(p)] == p && c.ID[len(p)] == ':' })
	}
	kind := func(c graph.Change) int {
		if k := rank(c); k >= 0 {
			return k
		}
		return 2 // an entity of any kind
	}
	slices.SortFunc(b.changes, func(x, y graph.Change) int { return cmp.Or(cmp.Compare(kind(x), kind(y)), cmp.Compare(x.ID, y.ID)) })
	if err := b.feed("ChangeBlock", b.changes); err != nil {
		return err
	}
	_, err := b.run("MATCH (w:Writer {id: 1}) SET w.clock = $clock, w.seq = $seq, w.links = $links",
		map[string]any{"clock": string(b.clock), "seq": int64(b.seq), "links": int64(b.links)})
	return err
}

// feed writes changes that go on after the last sequence number, as nodes of
// the label.
func (b *book) feed(label string, changes []graph.Change) error {
	var rows []props
	for block := range slices.Chunk(changes, blockSize) {
		entries := make([][]string, len(block))
		for i, c := range block {
			entries[i] = []string{string(c.Op), c.ID}
			if c.Was != nil {
				entries[i] = append(entries[i], marshal(c.Was))
			}
		}
		first := b.seq + 1
		b.seq += len(block)
		rows = append(rows, props{"first": int64(first), "last": int64(b.seq), "at": string(b.clock), "entries": marshal(entries)})
	}
	_, err := each(b.tx, "UNWIND $rows AS row CREATE (b:"+label+") SET b = row", rows)
	return err
}

func (b *book) note(op graph.ChangeOp, id string) {
	b.changes = append(b.changes, graph.Change{Op: op, ID: id})
}
