package sqlite

import (
	"database/sql"
	"slices"

	"entente/graph"
)

// compared reports whether claims of the one reading may be claims of the other:
// a claim is one of its document's version.
func compared(before, after *reading) bool {
	return before != nil && after != nil && before.document.SHA256 == after.document.SHA256
}

// kill notes what of a reading stands, and makes it stand no longer; compared
// says that others may take the place of its claims.
func (c *change) kill(r *reading, compared bool) error {
	err := c.rows("SELECT entity, survivor, shape, mentions FROM records WHERE contribution = ?", func(rows *sql.Rows) error {
		var entity, survivor graph.EntityID
		var shape string
		var mentions int
		err := rows.Scan(&entity, &survivor, &shape, &mentions)
		c.delta.record(&r.document, entity, survivor, shape, mentions, -1)
		return err
	}, r.row)
	if err != nil {
		return err
	}
	if compared {
		err = c.standing("contribution = ? AND live = 1", &r.document, c.delta.before, r.row)
	} else {
		err = c.forget(r.row)
	}
	if err != nil {
		return err
	}
	if err := c.exec("UPDATE claims SET live = 0 WHERE contribution = ? AND live = 1", r.row); err != nil {
		return err
	}
	return c.exec("UPDATE records SET live = 0 WHERE contribution = ?", r.row)
}

// forget tells the feed of the claims of a contribution that go.
func (c *change) forget(contribution int64) error {
	after := graph.ClaimID("")
	for {
		before := after
		err := c.rows("SELECT id, relation FROM claims WHERE contribution = ? AND id > ? AND live = 1 ORDER BY id LIMIT ?", func(rows *sql.Rows) error {
			var relation graph.RelationID
			err := rows.Scan(&after, &relation)
			c.note(graph.ChangeRemoved, string(after))
			c.delta.stale[relation] = true
			return err
		}, contribution, string(after), portionSize)
		if err != nil || after == before {
			return err
		}
		if err := c.spill(); err != nil {
			return err
		}
	}
}

// standing reads claims as they stand.
func (c *change) standing(where string, doc *graph.Document, into map[graph.ClaimID]standing, args ...any) error {
	return c.rows(`SELECT id, payload, kind, polarity, modality, happened, from_id, to_id, asserted_by, relation, pair, confirmed, said, mutual
		FROM claims WHERE `+where, func(rows *sql.Rows) error {
		x := &graph.Claim{Document: doc.ID, Source: doc.Source.ID, PublishedOn: doc.PublishedOn}
		var payload string
		var mutual bool
		err := rows.Scan(&x.ID, &payload, &x.Kind, &x.Polarity, &x.Modality, &x.When, &x.FromID, &x.ToID, &x.AssertedByID, &x.Relation,
			&x.Pair, &x.Confirmed, &x.SaidOn, &mutual)
		into[x.ID] = standing{x, content(x, payload)}
		return err
	}, args...)
}

// slim returns what the folds need of a settled claim.
func slim(c *graph.Claim) *graph.Claim {
	x := &graph.Claim{ID: c.ID, Kind: c.Kind, Polarity: c.Polarity, Modality: c.Modality, When: c.When, SaidOn: c.SaidOn,
		FromID: c.FromID, ToID: c.ToID, Relation: c.Relation, Pair: c.Pair, Document: c.Document, Source: c.Source, PublishedOn: c.PublishedOn}
	if isMutual(c) {
		x.Attributes = graph.Attributes{"mutual": true}
	}
	return x
}

// revive settles the claims and records of a reading that is stored, and makes
// them stand; compared says that they take the place of others.
func (c *change) revive(r *reading, compared bool) error {
	if err := c.reviveRecords(r); err != nil {
		return err
	}
	return c.resettle("contribution = ?", &r.document, compared, r.row)
}

// resettle applies the rulings to stored claims of a document's current reading
// and writes how they stand; compared says that they take the place of others.
// Payloads are read a portion at a time, since a table may have any number.
func (c *change) resettle(where string, doc *graph.Document, compared bool, args ...any) error {
	var found []int64
	err := c.rows("SELECT row FROM claims WHERE "+where, func(rows *sql.Rows) error {
		var row int64
		err := rows.Scan(&row)
		found = append(found, row)
		return err
	}, args...)
	if err != nil {
		return err
	}
	for portion := range slices.Chunk(found, portionSize) {
		if err := c.ctx.Err(); err != nil {
			return err
		}
		if err := c.resettlePortion(portion, doc, compared); err != nil {
			return err
		}
		if err := c.spill(); err != nil {
			return err
		}
	}
	return nil
}

func (c *change) resettlePortion(portion []int64, doc *graph.Document, compared bool) error {
	type stored struct {
		row     int64
		payload string
	}
	all := make([]stored, 0, len(portion))
	err := c.rows("SELECT t.row, t.payload FROM json_each(?) k CROSS JOIN claims t ON t.row = k.value", func(rows *sql.Rows) error {
		var s stored
		err := rows.Scan(&s.row, &s.payload)
		all = append(all, s)
		return err
	}, pack(portion))
	if err != nil {
		return err
	}
	var values []any
	for _, s := range all {
		var x graph.Claim
		if err := unpack([]byte(s.payload), &x); err != nil {
			return err
		}
		live := c.rules.Apply(&x, *doc)
		switch {
		case live && compared:
			c.delta.after[x.ID] = standing{slim(&x), content(&x, s.payload)}
		case live:
			c.note(graph.ChangeAdded, string(x.ID))
			c.delta.stale[x.Relation] = true
		}
		values = append(settledValues(values[:0], &x, live), s.row)
		if err := c.exec(settleStatement, values...); err != nil {
			return err
		}
	}
	return nil
}

func (c *change) reviveRecords(r *reading) error {
	moved := make(map[graph.EntityID]graph.EntityID)
	err := c.rows("SELECT entity, survivor, shape, mentions FROM records WHERE contribution = ?", func(rows *sql.Rows) error {
		var entity, survivor graph.EntityID
		var shape string
		var mentions int
		err := rows.Scan(&entity, &survivor, &shape, &mentions)
		now := c.rules.Resolve(entity)
		if now != survivor {
			moved[entity] = now
		}
		c.delta.record(&r.document, entity, now, shape, mentions, 1)
		return err
	}, r.row)
	if err != nil {
		return err
	}
	for entity, now := range moved {
		if err := c.exec("UPDATE records SET survivor = ? WHERE contribution = ? AND entity = ?", string(now), r.row, string(entity)); err != nil {
			return err
		}
	}
	return c.exec("UPDATE records SET live = 1 WHERE contribution = ?", r.row)
}

// turn writes that a document has another current reading: after, or none. A
// document that is there goes to the rows.
func (c *change) turn(before, after *reading, rows *bulk) error {
	switch {
	case before == nil:
		c.note(graph.ChangeAdded, string(after.document.ID))
	case after == nil:
		c.note(graph.ChangeRemoved, string(before.document.ID))
	default:
		c.note(graph.ChangeUpdated, string(after.document.ID))
	}
	if before != nil {
		c.delta.source(&before.document)
		if err := c.exec("DELETE FROM documents WHERE row = ?", before.row); err != nil {
			return err
		}
	}
	if after == nil {
		return nil
	}
	c.delta.source(&after.document)
	if err := rows.add(documentValues(after)...); err != nil || after.live {
		return err
	}
	return c.revive(after, compared(before, after))
}

const documentColumns = "row, id, title, url, author, language, format, sha256, source, source_as, published," +
	" published_lo, published_hi, length, known_from, payload"

func documentValues(r *reading) []any {
	d := &r.document
	published, lo, hi := days(d.PublishedOn)
	return []any{r.row, string(d.ID), d.Title, d.URL, d.Author, d.Language, string(d.Format), d.SHA256, string(d.Source.ID), pack(d.Source),
		published, lo, hi, d.Length, string(r.known[0].From), pack(d)}
}
