package sqlite

import (
	"cmp"
	"context"
	"database/sql"

	"entente/graph"
)

// adder writes new contributions with their records and claims.
type adder struct {
	*change
	contributions, records, claims    *bulk
	claimWords, documentWords, titles *bulk
	recordRow, claimRow               int64
	values                            []any
}

// addReadings writes the rows of the readings that changed, and what they add.
func (c *change) addReadings(lib *library, documents []graph.DocumentID) error {
	a := &adder{change: c,
		contributions: c.bulk("INSERT OR FAIL", "contributions", "row, id, document, payload, text, parts, complete, known", ""),
		records: c.bulk("INSERT OR FAIL", "records",
			"row, contribution, entity, part, survivor, lexicon, live, mentions, shape, spans", ""),
		claims:        c.bulk("INSERT OR FAIL", "claims", broughtColumns+", "+settledColumns, ""),
		claimWords:    c.words("claim_words"),
		documentWords: c.words("document_words"),
		titles:        c.words("title_words"),
	}
	var err error
	if a.recordRow, err = c.next("records"); err != nil {
		return err
	}
	if a.claimRow, err = c.next("claims"); err != nil {
		return err
	}
	for _, id := range documents {
		for _, r := range lib.byDocument[id] {
			if err := c.ctx.Err(); err != nil {
				return err
			}
			r.live = r.fresh && r.open()
			if err := a.reading(r, compared(lib.before[id], r)); err != nil {
				return err
			}
		}
	}
	for _, rows := range []*bulk{a.contributions, a.records, a.claims, a.claimWords, a.documentWords, a.titles} {
		if err := rows.flush(); err != nil {
			return err
		}
	}
	return nil
}

// reading writes one reading; compared says that its claims take the place of
// others.
func (a *adder) reading(r *reading, compared bool) error {
	there := make(map[graph.ClaimID]bool)
	for _, p := range r.adds {
		p.prepare()
		if !r.fresh {
			if err := a.stored(r.row, there); err != nil {
				return err
			}
		}
		if err := a.part(r, p, there, compared); err != nil {
			return err
		}
	}
	switch {
	case !r.dirty:
		return nil
	case !r.fresh:
		return a.exec("UPDATE OR FAIL contributions SET text = ?, parts = ?, complete = ?, known = ? WHERE row = ?",
			r.text, r.parts, r.complete, pack(r.known), r.row)
	}
	return a.contributions.add(r.row, string(r.id), string(r.document.ID), pack(r.document), r.text, r.parts, r.complete, pack(r.known))
}

// stored notes the claims that the contribution has.
func (a *adder) stored(row int64, there map[graph.ClaimID]bool) error {
	return a.rows("SELECT id FROM claims WHERE contribution = ?", func(rows *sql.Rows) error {
		var id graph.ClaimID
		err := rows.Scan(&id)
		there[id] = true
		return err
	}, row)
}

// part writes what a parcel adds to its reading.
func (a *adder) part(r *reading, p *parcel, there map[graph.ClaimID]bool, compared bool) error {
	var err error
	if p.Part == 0 {
		if r.text, err = a.text(p); err != nil {
			return err
		}
	}
	if p.Part <= 1 {
		if err := a.documentWords.add(r.row, p.words); err != nil {
			return err
		}
		if err := a.titles.add(r.row, p.title); err != nil {
			return err
		}
	}
	if p.long() {
		p.words = "" // it is as long as the text
		if err := a.documentWords.flush(); err != nil {
			return err
		}
	}
	for i := range p.Entities {
		x := p.record(i)
		if err := a.record(r, p.Part, &x); err != nil {
			return err
		}
	}
	wordRows := make(map[string]int64)
	for claims := range p.portions {
		if err := a.someClaims(r, claims, there, wordRows, compared); err != nil {
			return err
		}
		if !p.long() {
			continue
		}
		if err := cmp.Or(a.ctx.Err(), a.claimWords.flush(), a.spill()); err != nil {
			return err
		}
	}
	return nil
}

// someClaims writes claims that the reading does not have yet.
func (a *adder) someClaims(r *reading, claims []claim, there map[graph.ClaimID]bool, wordRows map[string]int64, compared bool) error {
	for i := range claims {
		x := &claims[i]
		if there[x.ID] {
			continue
		}
		there[x.ID] = true
		if err := a.claim(r, x, wordRows, compared); err != nil {
			return err
		}
	}
	return nil
}

// text stores a text once and returns its row.
func (a *adder) text(p *parcel) (row int64, err error) {
	stmt, err := a.stmt("INSERT INTO texts (hash, text) VALUES (?, ?) ON CONFLICT DO NOTHING")
	if err != nil {
		return 0, err
	}
	result, err := stmt.ExecContext(context.Background(), p.hash, p.Text)
	if err != nil {
		return 0, err
	}
	if n, err := result.RowsAffected(); n == 1 && err == nil {
		return result.LastInsertId()
	}
	err = a.rows("SELECT row FROM texts WHERE hash = ?", func(rows *sql.Rows) error { return rows.Scan(&row) }, p.hash)
	return row, err
}

func (a *adder) record(r *reading, part int, x *record) error {
	survivor := a.rules.Resolve(x.entity)
	if r.live {
		a.delta.record(&r.document, x.entity, survivor, x.shape, x.mentions, 1)
	}
	row := a.recordRow
	a.recordRow++
	return a.records.add(row, r.row, string(x.entity), part, string(survivor), r.document.Format == graph.FormatLexicon, r.live,
		x.mentions, x.shape, x.spans)
}

func (a *adder) claim(r *reading, x *claim, wordRows map[string]int64, compared bool) error {
	row := a.claimRow
	a.claimRow++
	words, ok := wordRows[x.wordsKey()]
	if !ok {
		words = row
		wordRows[x.wordsKey()] = row
		if err := a.claimWords.add(row, x.words); err != nil {
			return err
		}
	}
	stands := a.rules.Apply(&x.Claim, r.document) && r.live
	if stands {
		a.stand(r, x, compared)
	}
	a.values = broughtValues(a.values[:0], row, r.row, &x.Claim, x.payload, words)
	return a.claims.add(settledValues(a.values, &x.Claim, stands)...)
}

// stand notes a claim that stands. Of a long reading as little is kept as can be.
func (a *adder) stand(r *reading, x *claim, compared bool) {
	long := len(r.adds) > 0 && r.adds[len(r.adds)-1].long()
	switch {
	case long && compared:
		a.delta.after[x.ID] = standing{slim(&x.Claim), content(&x.Claim, x.payload)}
	case long:
		a.note(graph.ChangeAdded, string(x.ID))
		a.delta.stale[x.Relation] = true
	case compared:
		a.delta.after[x.ID] = standing{&x.Claim, content(&x.Claim, x.payload)}
	default:
		a.delta.after[x.ID] = standing{claim: &x.Claim}
	}
}
