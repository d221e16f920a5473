package sqlite

import (
	"context"
	"errors"
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
		err := s.read.view(ctx, s.read.long, func(l *link) error {
			return log(ctx, l, wanted, func(e graph.LogEntry) bool {
				stopped = !yield(e, nil)
				return !stopped
			})
		})
		if err != nil && !stopped {
			yield(graph.LogEntry{}, s.failed(ctx, err))
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
func log(ctx context.Context, l *link, wanted func(*graph.LogContribution) bool, yield func(graph.LogEntry) bool) error {
	document, id := "", ""
	for {
		heads, err := heads(ctx, l, document, id)
		if err != nil {
			return err
		}
		for i := range heads {
			head := &heads[i]
			document, id = string(head.head.Document.ID), string(head.head.ID)
			if !wanted(&head.head) {
				continue
			}
			if more, err := logOne(ctx, l, head, yield); err != nil || !more {
				return err
			}
		}
		if len(heads) < headsAtOnce {
			break
		}
	}
	return logDecisions(ctx, l, yield)
}

const headsAtOnce = 100

// The statements of the log.
const (
	headsText = `SELECT c.row, c.id, c.complete, COALESCE(x.text, ''), c.payload, c.known,
		(SELECT json_group_array(load) FROM (SELECT l.id AS load FROM brought b CROSS JOIN loads l ON l.row = b.load WHERE b.contribution = c.row ORDER BY b.seq))
		FROM contributions c LEFT JOIN texts x ON x.row = c.text WHERE (c.document, c.id) > (?, ?)
		ORDER BY c.document, c.id LIMIT ?`
	recordsText   = "SELECT concat_ws(char(0), " + recordColumns + ") FROM records r WHERE r.contribution = ? ORDER BY r.entity, r.part"
	claimsText    = "SELECT payload FROM claims WHERE contribution = ? ORDER BY id"
	decisionsText = "SELECT payload FROM decisions WHERE ? = 0 ORDER BY at, id"
)

// heads returns the next contributions after one.
func heads(ctx context.Context, l *link, document, id string) ([]logged, error) {
	var out []logged
	err := l.each(ctx, statement{headsText, []any{document, id, headsAtOnce}}, func(r row) (err error) {
		x := logged{row: r.number(0)}
		x.head.ID, x.head.Complete, x.head.Text = graph.ContributionID(r.text(1)), r.number(2) == 1, r.text(3)
		if x.head.Document, err = scanDocument(packed(r.text(4))); err != nil {
			return err
		}
		if err = unpack([]byte(r.text(5)), &x.head.Known); err != nil {
			return err
		}
		err = unpack([]byte(r.text(6)), &x.head.Loads)
		out = append(out, x)
		return err
	})
	return out, err
}

// logOne yields a contribution with its records and claims; it returns false
// once yield says no.
func logOne(ctx context.Context, l *link, x *logged, yield func(graph.LogEntry) bool) (bool, error) {
	if !yield(graph.LogEntry{Contribution: &x.head}) {
		return false, nil
	}
	more, err := logRows(ctx, l, scanRecord, recordsText, x.row,
		func(r *graph.EntityRecord) bool { return yield(graph.LogEntry{Entity: r}) })
	if err != nil || !more {
		return false, err
	}
	return logRows(ctx, l, scanBrought, claimsText, x.row,
		func(c *graph.Claim) bool {
			c.Document, c.SHA256 = x.head.Document.ID, x.head.Document.SHA256
			return yield(graph.LogEntry{Claim: c})
		})
}

func logDecisions(ctx context.Context, l *link, yield func(graph.LogEntry) bool) error {
	_, err := logRows(ctx, l, scanPayload[graph.Decision], decisionsText, 0,
		func(d *graph.Decision) bool { return yield(graph.LogEntry{Decision: d}) })
	return err
}

// errStop ends a statement whose rows are no longer wanted.
var errStop = errors.New("stop")

// logRows yields what a statement reads; it returns false once yield says no.
func logRows[T any](ctx context.Context, l *link, scan scanner[T], text string, arg any, yield func(*T) bool) (more bool, err error) {
	err = l.each(ctx, statement{text, []any{arg}}, func(r row) error {
		v, err := scan(r.packed())
		if err == nil && !yield(&v) {
			err = errStop
		}
		return err
	})
	if err == errStop {
		return false, nil
	}
	return err == nil, err
}
