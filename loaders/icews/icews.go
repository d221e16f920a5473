package icews

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"entente/graph"
	"entente/loaders/plain"
)

// PartRows is how many rows a part of a table holds, but for the last.
const PartRows = 4096

// Source is the data set that a table is taken for where nothing else is said.
func Source() graph.Source { return graph.Source{ID: "source:icews", Name: "ICEWS"} }

// Is reports whether a text begins as such a table does: its first or second
// line has four cells, of which the first is a date.
func Is(head []byte) bool {
	text := strings.TrimPrefix(string(head), "\ufeff")
	for range 2 {
		line, rest, _ := strings.Cut(text, "\n")
		cells := strings.Split(strings.TrimSuffix(line, "\r"), "\t")
		if d, err := graph.ParseDate(cells[0]); len(cells) == 4 && err == nil && d != "" {
			return true
		}
		text = rest
	}
	return false
}

// Decode reads a table and yields it part by part, and each row that cannot be
// read with its refusal. It reads the input twice, since a part carries the
// sha256 and length of the whole; an input that cannot be read again is copied
// to a temporary file. An input without a single good row is refused whole, with
// code EMPTY or FORMAT. Other errors are those of reading, the context and
// yield. MaxBytes is no limit here: memory does not grow with the table.
func Decode(ctx context.Context, in plain.Input, yield func(plain.Item) error) error {
	r, done, err := twice(in.Reader)
	if err != nil {
		return err
	}
	defer done()
	doc, rows, err := survey(ctx, r)
	if err != nil {
		return err
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return graph.Refuse(graph.RefusedRead, "cannot be read again: %v", err)
	}
	d := decoder{doc: doc, left: rows, yield: yield}
	return d.all(ctx, newLines(r))
}

// twice returns a reader that can be read twice, and how to be done with it.
func twice(r io.Reader) (io.ReadSeeker, func(), error) {
	if s, ok := r.(io.ReadSeeker); ok {
		if _, err := s.Seek(0, io.SeekStart); err == nil {
			return s, func() {}, nil
		}
	}
	f, err := os.CreateTemp("", "entente-table-*")
	if err != nil {
		return nil, nil, graph.Refuse(graph.RefusedRead, "no temporary file: %v", err)
	}
	done := func() { f.Close(); os.Remove(f.Name()) }
	if _, err = io.Copy(f, r); err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		done()
		return nil, nil, graph.Refuse(graph.RefusedRead, "cannot be read: %v", err)
	}
	return f, done, nil
}

// survey reads the whole table and returns its document, with sha256, length
// and the days of its rows as the time of publication, and the number of good
// rows: each row tells what was reported on its day, so that the table is all
// that it covers, from the first day to the last.
func survey(ctx context.Context, r io.Reader) (doc graph.Document, rows int, err error) {
	doc = graph.Document{Format: graph.FormatTable, Language: "en", Source: Source()}
	sum := sha256.New()
	empty := true
	var from, until graph.Day
	var first error
	for l := newLines(r); ; {
		line, fault, err := l.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return doc, 0, err
		}
		doc.Length += write(sum, line)
		row, err := parse(line, l.n, 0, fault)
		switch {
		case err == nil:
			rows++
			lo, hi, _ := row.When.Bounds()
			from, until = min(cmp.Or(from, lo), lo), max(until, hi)
		case !errors.Is(err, errNoRow):
			empty = false
			if first == nil {
				first = err
			}
		}
	}
	switch {
	case rows == 0 && empty:
		return doc, 0, graph.Refuse(graph.RefusedEmpty, "holds no rows")
	case rows == 0:
		return doc, 0, graph.Refuse(graph.RefusedFormat, "holds no row of date, actor, event and actor, tab-separated; of the first, %v", first)
	}
	doc.SHA256, doc.PublishedOn = hex.EncodeToString(sum.Sum(nil)), graph.Date(from+"/"+until)
	return doc, rows, nil
}

func write(h hash.Hash, line string) (length int) {
	_, _ = io.WriteString(h, line)
	_, _ = io.WriteString(h, "\n")
	return utf8.RuneCountInString(line) + 1
}

// decoder makes parts of rows.
type decoder struct {
	doc    graph.Document
	left   int // good rows that are not in a part yet
	yield  func(plain.Item) error
	text   strings.Builder
	offset int // of the text in the whole
	at     int // where the next line begins in the whole
	part   int
	rows   []plain.Row
}

func (d *decoder) all(ctx context.Context, l *lines) error {
	for {
		line, fault, err := l.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		row, err := parse(line, l.n, d.at, fault)
		d.text.WriteString(line + "\n")
		d.at += utf8.RuneCountInString(line) + 1
		switch {
		case errors.Is(err, errNoRow):
		case err != nil:
			err = d.yield(plain.Item{Document: d.doc, Line: l.n, Refused: err})
		default:
			err = d.add(row)
		}
		if err != nil && !errors.Is(err, errNoRow) {
			return err
		}
	}
}

// add adds a row to the part, and yields the part when it is full or the last.
func (d *decoder) add(row plain.Row) error {
	d.rows = append(d.rows, row)
	if d.left--; d.left > 0 && len(d.rows) < PartRows {
		return nil
	}
	d.part++
	item := plain.Item{Document: d.doc, Text: d.text.String(), Table: &plain.Table{Part: d.part, More: d.left > 0, Offset: d.offset, Rows: d.rows}}
	d.text.Reset()
	d.offset, d.rows = d.at, nil
	return d.yield(item)
}
