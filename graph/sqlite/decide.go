package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"entente/graph"
)

// Decide is graph.Writer's.
func (s *Store) Decide(ctx context.Context, d graph.Decision) error {
	if err := d.Validate(); err != nil {
		return err
	}
	_, err := s.change(ctx, d.At, func(c *change) error {
		_, known, err := c.decision(d.ID)
		switch {
		case err != nil:
			return err
		case known:
			return errUnchanged
		}
		d := d.Taken(c.clock)
		c.note(graph.ChangeAdded, string(d.ID))
		return c.rule(d)
	})
	return err
}

// Undo is graph.Writer's.
func (s *Store) Undo(ctx context.Context, id graph.DecisionID, at graph.Instant) error {
	_, err := s.change(ctx, at, func(c *change) error {
		d, known, err := c.decision(id)
		switch {
		case err != nil:
			return err
		case !known:
			return fmt.Errorf("decision %q: %w", id, graph.ErrNotFound)
		case d.Undone != "":
			return errUnchanged
		}
		d.Undone = c.clock
		c.note(graph.ChangeUpdated, string(id))
		return c.rule(d)
	})
	return err
}

func (c *change) decision(id graph.DecisionID) (d graph.Decision, known bool, err error) {
	err = c.rows("SELECT payload FROM decisions WHERE id = ?", func(rows *sql.Rows) error {
		known = true
		var payload packed
		err := rows.Scan(&payload)
		if err == nil {
			d, err = scanPayload[graph.Decision](payload)
		}
		return err
	}, string(id))
	return d, known, err
}

// rule writes a decision and what follows from it.
func (c *change) rule(d graph.Decision) error {
	if err := c.exec("INSERT OR REPLACE INTO decisions (id, at, payload) VALUES (?, ?, ?)", string(d.ID), string(d.At), pack(d)); err != nil {
		return err
	}
	decisions, err := c.decisions()
	if err != nil {
		return err
	}
	old := c.rules
	c.ruled++
	c.rules = graph.NewRulings(decisions, lastInstant)
	// What is kept must not outlive a transaction that fails.
	c.kept = ruling{}
	if d.Claim != "" {
		if err := c.rejudge(d.Claim); err != nil {
			return err
		}
		return c.fold()
	}
	moved := graph.Moved(old, c.rules, decisions)
	if err := c.writeSurvivors(decisions); err != nil {
		return err
	}
	if err := c.move(old, moved); err != nil {
		return err
	}
	return c.fold()
}

func (c *change) writeSurvivors(decisions []graph.Decision) error {
	if err := c.exec("DELETE FROM survivors"); err != nil {
		return err
	}
	rows := c.bulk("INSERT OR REPLACE", "survivors", "id, survivor", "")
	for _, d := range decisions {
		for _, id := range []graph.EntityID{d.Entity, d.Other} {
			survivor := c.rules.Resolve(id)
			if survivor == id {
				continue
			}
			if err := rows.add(string(id), string(survivor)); err != nil {
				return err
			}
		}
	}
	return rows.flush()
}

// currentDocument is the current reading of a document that decisions touch.
type currentDocument struct {
	row      int64
	document graph.Document
}

// rejudge settles the claim anew wherever it is a current document's.
func (c *change) rejudge(id graph.ClaimID) error {
	documents, err := c.currentDocuments(`SELECT d.row, d.payload FROM claims t CROSS JOIN documents d ON d.row = t.contribution WHERE t.id = ?`, string(id))
	if err != nil {
		return err
	}
	for i := range documents {
		d := &documents[i]
		if err := c.restand("contribution = ? AND id = ?", &d.document, d.row, string(id)); err != nil {
			return err
		}
	}
	return nil
}

// restand settles claims of a current document anew.
func (c *change) restand(where string, doc *graph.Document, args ...any) error {
	if err := c.standing(where+" AND live = 1", doc, c.delta.before, args...); err != nil {
		return err
	}
	return c.resettle(where, doc, true, args...)
}

func (c *change) currentDocuments(text string, args ...any) ([]currentDocument, error) {
	var out []currentDocument
	err := c.rows(text, func(rows *sql.Rows) error {
		var d currentDocument
		var payload sql.RawBytes
		if err := rows.Scan(&d.row, &payload); err != nil {
			return err
		}
		err := unpack(payload, &d.document)
		out = append(out, d)
		return err
	}, args...)
	return out, err
}

// move gives the records and claims of entities their new survivors. Every
// entity that a claim names is recorded beside it, so that the documents that
// record one are all that need to be looked at.
func (c *change) move(old *graph.Rulings, moved []graph.EntityID) error {
	before := make([]graph.EntityID, len(moved))
	for i, id := range moved {
		before[i] = old.Resolve(id)
	}
	documents, err := c.currentDocuments(`SELECT d.row, d.payload FROM documents d WHERE d.row IN
		(SELECT r.contribution FROM records r WHERE r.live = 1 AND r.survivor IN (SELECT value FROM json_each(?))
		AND r.entity IN (SELECT value FROM json_each(?)))`, idList(before), idList(moved))
	if err != nil {
		return err
	}
	for i, id := range moved {
		if err := c.exec("UPDATE records SET survivor = ? WHERE live = 1 AND survivor = ? AND entity = ?",
			string(c.rules.Resolve(id)), string(before[i]), string(id)); err != nil {
			return err
		}
		for _, survivor := range []graph.EntityID{before[i], c.rules.Resolve(id)} {
			c.delta.entities[survivor], c.delta.recount[survivor] = true, true
		}
	}
	// A claim names an entity where its payload has the id as a JSON text.
	where := "contribution = ? AND EXISTS (SELECT 1 FROM json_each(?) k WHERE instr(payload, k.value) > 0)"
	quoted := make([]string, len(moved))
	for i, id := range moved {
		quoted[i] = pack(string(id))
	}
	for i := range documents {
		if err := c.ctx.Err(); err != nil {
			return err
		}
		d := &documents[i]
		if err := c.restand(where, &d.document, d.row, idList(quoted)); err != nil {
			return err
		}
	}
	return nil
}
