package sqlite

import (
	"context"
	"database/sql"
	"iter"

	"entente/graph"
)

// Log is graph.Reader's. It reads one state of the file, whatever is written
// meanwhile, and holds a connection until it ends.
func (s *Store) Log(ctx context.Context) iter.Seq2[graph.LogEntry, error] {
	return s.logOf(ctx, func(*graph.LogContribution) bool { return true })
}

// logOf is Log of those contributions alone that are wanted: nothing is read of
// the others but that they are there.
func (s *Store) logOf(ctx context.Context, wanted func(*graph.LogContribution) bool) iter.Seq2[graph.LogEntry, error] {
	return func(yield func(graph.LogEntry, error) bool) {
		stopped := false
		if err := s.queries.warm(ctx, headsText, recordsText, claimsText, decisionsText); err != nil {
			yield(graph.LogEntry{}, s.failed(ctx, err))
			return
		}
		err := s.view(ctx, func(tx *sql.Tx) error {
			return s.log(ctx, tx, wanted, func(e graph.LogEntry) bool {
				stopped = !yield(e, nil)
				return !stopped
			})
		})
		if err != nil && !stopped {
			yield(graph.LogEntry{}, err)
		}
	}
}

// logged is a contribution on its way to the log.
type logged struct {
	row  int64
	head graph.LogContribution
}

// log yields the log of one state until yield says no. It reads the heads in
// portions, so that no more than one statement is open beside them.
func (s *Store) log(ctx context.Context, tx *sql.Tx, wanted func(*graph.LogContribution) bool, yield func(graph.LogEntry) bool) error {
	document, id := "", ""
	for {
		heads, err := s.heads(ctx, tx, document, id)
		if err != nil {
			return err
		}
		for i := range heads {
			head := &heads[i]
			document, id = string(head.head.Document.ID), string(head.head.ID)
			if !wanted(&head.head) {
				continue
			}
			if more, err := s.logOne(ctx, tx, head, yield); err != nil || !more {
				return err
			}
		}
		if len(heads) < headsAtOnce {
			break
		}
	}
	return s.logDecisions(ctx, tx, yield)
}

const headsAtOnce = 100

// The statements of the log.
const (
	headsText = `SELECT c.row, c.id, c.payload, COALESCE(x.text, ''), c.complete, c.known,
		(SELECT json_group_array(load) FROM (SELECT l.id AS load FROM brought b CROSS JOIN loads l ON l.row = b.load WHERE b.contribution = c.row ORDER BY b.seq))
		FROM contributions c LEFT JOIN texts x ON x.row = c.text WHERE (c.document, c.id) > (?, ?)
		ORDER BY c.document, c.id LIMIT ?`
	recordsText   = "SELECT 0, entity, shape, spans FROM records WHERE contribution = ? ORDER BY entity, part"
	claimsText    = "SELECT 0, payload FROM claims WHERE contribution = ? ORDER BY id"
	decisionsText = "SELECT 0, payload FROM decisions WHERE ? = 0 ORDER BY at, id"
)

// heads returns the next contributions after one.
func (s *Store) heads(ctx context.Context, tx *sql.Tx, document, id string) ([]logged, error) {
	var out []logged
	err := s.each(ctx, tx, statement{headsText, []any{document, id, headsAtOnce}}, func(rows *sql.Rows) error {
		var l logged
		var payload, known, loads sql.RawBytes
		if err := rows.Scan(&l.row, &l.head.ID, &payload, &l.head.Text, &l.head.Complete, &known, &loads); err != nil {
			return err
		}
		if err := unpack(payload, &l.head.Document); err != nil {
			return err
		}
		if err := unpack(known, &l.head.Known); err != nil {
			return err
		}
		err := unpack(loads, &l.head.Loads)
		out = append(out, l)
		return err
	})
	return out, err
}

// logOne yields a contribution with its records and claims; it returns false
// once yield says no.
func (s *Store) logOne(ctx context.Context, tx *sql.Tx, l *logged, yield func(graph.LogEntry) bool) (bool, error) {
	if !yield(graph.LogEntry{Contribution: &l.head}) {
		return false, nil
	}
	more, err := logRows(ctx, s, tx, scanRecord, recordsText, l.row,
		func(r *graph.EntityRecord) bool { return yield(graph.LogEntry{Entity: r}) })
	if err != nil || !more {
		return false, err
	}
	return logRows(ctx, s, tx, scanPayload[graph.Claim], claimsText, l.row,
		func(c *graph.Claim) bool {
			c.Document, c.SHA256 = l.head.Document.ID, l.head.Document.SHA256
			return yield(graph.LogEntry{Claim: c})
		})
}

func (s *Store) logDecisions(ctx context.Context, tx *sql.Tx, yield func(graph.LogEntry) bool) error {
	_, err := logRows(ctx, s, tx, scanPayload[graph.Decision], decisionsText, 0,
		func(d *graph.Decision) bool { return yield(graph.LogEntry{Decision: d}) })
	return err
}

// logRows yields what a statement reads.
func logRows[T any](ctx context.Context, s *Store, tx *sql.Tx, scan scanner[T], text string, arg any, yield func(*T) bool) (
	more bool, err error) {
	rows, err := s.queries.query(ctx, tx, text, []any{arg})
	if err != nil {
		return false, err
	}
	defer rows.Close()
	var key int
	for rows.Next() {
		v, err := scan(rows, &key)
		if err != nil {
			return false, err
		}
		if !yield(&v) {
			return false, nil
		}
	}
	return true, rows.Err()
}
