package sqlite

import (
	"database/sql"
	"slices"

	"entente/graph"
)

// reading is a contribution as a write sees it.
type reading struct {
	row      int64
	id       graph.ContributionID
	document graph.Document
	text     int64
	parts    int
	complete bool
	known    []graph.Period
	// brought is the order of the last load that brought it, 0 for none.
	brought int64
	// fresh says that the write makes it; dirty that its row is to be written.
	// live says that its records and claims are written standing already.
	fresh, dirty, live bool
	// adds are the contributions whose records and claims are to be added.
	adds []*parcel
}

// open reports whether the reading is its document's current one.
func (r *reading) open() bool {
	return r != nil && len(r.known) > 0 && r.known[len(r.known)-1].Until == graph.Forever
}

// library holds the readings of the documents that a write touches.
type library struct {
	byDocument map[graph.DocumentID][]*reading
	byID       map[graph.ContributionID]*reading
	// before are the current readings that the write found.
	before map[graph.DocumentID]*reading
}

// library reads the contributions of the documents.
func (c *change) library(documents []graph.DocumentID) (*library, error) {
	l := &library{byDocument: make(map[graph.DocumentID][]*reading), byID: make(map[graph.ContributionID]*reading),
		before: make(map[graph.DocumentID]*reading)}
	err := c.rows(`SELECT c.row, c.id, c.payload, c.text, c.parts, c.complete, c.known,
		COALESCE((SELECT MAX(b.seq) FROM brought b WHERE b.contribution = c.row), 0)
		FROM json_each(?) k CROSS JOIN contributions c ON c.document = k.value`, func(rows *sql.Rows) error {
		r := &reading{}
		var payload, known sql.RawBytes
		if err := rows.Scan(&r.row, &r.id, &payload, &r.text, &r.parts, &r.complete, &known, &r.brought); err != nil {
			return err
		}
		if err := unpack(payload, &r.document); err != nil {
			return err
		}
		if err := unpack(known, &r.known); err != nil {
			return err
		}
		l.add(r)
		if r.open() {
			l.before[r.document.ID] = r
		}
		return nil
	}, idList(documents))
	return l, err
}

func (l *library) add(r *reading) {
	l.byDocument[r.document.ID] = append(l.byDocument[r.document.ID], r)
	l.byID[r.id] = r
}

// current returns the document's current reading, nil for none.
func (l *library) current(id graph.DocumentID) *reading {
	for _, r := range l.byDocument[id] {
		if r.open() {
			return r
		}
	}
	return nil
}

// settle makes the complete reading that a load brought last the current one,
// and reports whether that is another than before.
func (l *library) settle(id graph.DocumentID, clock graph.Instant) bool {
	old := l.current(id)
	var latest *reading
	for _, r := range l.byDocument[id] {
		if r.complete && r.brought > 0 && (latest == nil || r.brought > latest.brought) {
			latest = r
		}
	}
	if old == latest {
		return false
	}
	if old != nil {
		old.known, old.dirty = graph.ClosePeriods(old.known, clock), true
	}
	if latest != nil {
		latest.known, latest.dirty = graph.OpenPeriods(latest.known, clock), true
	}
	return true
}

// documents returns the ids in order.
func (l *library) documents() []graph.DocumentID {
	ids := make([]graph.DocumentID, 0, len(l.byDocument))
	for id := range l.byDocument {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}
