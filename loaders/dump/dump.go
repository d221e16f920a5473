package dump

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"

	"entente/graph"
	"entente/loaders/plain"
)

// Is reports whether a text begins as a dump does.
func Is(head []byte) bool {
	for _, kind := range []string{"version", "decision"} {
		if bytes.HasPrefix(head, []byte(`{"type":"`+kind+`",`)) {
			return true
		}
	}
	return false
}

// line is a line of a dump; what it holds beside type and contribution depends
// on the type.
type line struct {
	Type         string               `json:"type"`
	Contribution graph.ContributionID `json:"contribution"`
	Current      bool                 `json:"current"`
	Text         string               `json:"text"`
}

// reading is a contribution of the dump in the making. Its records and claims
// come after its head.
type reading struct {
	id      graph.ContributionID
	current bool
	c       graph.Contribution
}

// Decode reads a dump and yields its contributions and decisions as items, an
// item that cannot be restored with its refusal (FORMAT). It holds the readings
// of one document at a time. A line that is no line of a dump refuses the rest
// of the input. Other errors are those of reading, the context and yield.
func Decode(ctx context.Context, in plain.Input, yield func(plain.Item) error) error {
	d := &decoder{yield: yield}
	lines := json.NewDecoder(in.Reader)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		var raw json.RawMessage
		err := lines.Decode(&raw)
		if errors.Is(err, io.EOF) {
			return d.flush()
		}
		if err != nil {
			return graph.Refuse(graph.RefusedFormat, "line %d is no line of a dump: %v", d.n+1, err)
		}
		d.n++
		if err := d.take(raw); err != nil {
			return err
		}
	}
}

type decoder struct {
	yield func(plain.Item) error
	n     int
	// document are the readings of the document under way, at the line where it began.
	document []*reading
	at       int
}

// take reads one line.
func (d *decoder) take(raw json.RawMessage) error {
	var l line
	if err := json.Unmarshal(raw, &l); err != nil {
		return d.broken(err)
	}
	switch l.Type {
	case "version":
		return d.version(l, raw)
	case "record":
		return add(d, l, raw, func(r *reading, e graph.EntityRecord) { r.c.Entities = append(r.c.Entities, e) })
	case "claim":
		return add(d, l, raw, func(r *reading, c graph.Claim) {
			c.Document, c.SHA256 = r.c.Document.ID, r.c.Document.SHA256
			r.c.Claims = append(r.c.Claims, c)
		})
	case "decision":
		var decision graph.Decision
		if err := json.Unmarshal(raw, &decision); err != nil {
			return d.broken(err)
		}
		if err := d.flush(); err != nil {
			return err
		}
		identify(&decision)
		return d.yield(plain.Item{Line: d.n, Decision: &decision})
	case "entity", "relation":
		return d.flush()
	}
	return graph.Refuse(graph.RefusedFormat, "line %d is no line of a dump: its type is %q", d.n, l.Type)
}

func (d *decoder) broken(err error) error {
	return graph.Refuse(graph.RefusedFormat, "line %d is no line of a dump: %v", d.n, err)
}

// version begins a reading, and ends the document before if it is of another.
func (d *decoder) version(l line, raw json.RawMessage) error {
	var head struct {
		Document graph.Document `json:"document"`
	}
	if err := json.Unmarshal(raw, &head); err != nil {
		return d.broken(err)
	}
	if len(d.document) > 0 && d.document[0].c.Document.ID != head.Document.ID {
		if err := d.flush(); err != nil {
			return err
		}
	}
	if len(d.document) == 0 {
		d.at = d.n
	}
	d.document = append(d.document, &reading{l.Contribution, l.Current, graph.Contribution{Document: head.Document, Text: l.Text}})
	return nil
}

// add reads a part of the last reading.
func add[T any](d *decoder, l line, raw json.RawMessage, put func(*reading, T)) error {
	last := len(d.document) - 1
	if last < 0 || d.document[last].id != l.Contribution {
		return graph.Refuse(graph.RefusedFormat, "line %d belongs to %s, which is not the reading before it", d.n, l.Contribution)
	}
	var part T
	if err := json.Unmarshal(raw, &part); err != nil {
		return d.broken(err)
	}
	put(d.document[last], part)
	return nil
}

// flush yields the readings of the document, the current one last.
func (d *decoder) flush() error {
	readings := d.document
	d.document = nil
	for _, current := range []bool{false, true} {
		for _, r := range readings {
			if r.current != current {
				continue
			}
			if err := d.restore(r); err != nil {
				return err
			}
		}
	}
	return nil
}

// restore yields a reading, a table as its parts.
func (d *decoder) restore(r *reading) error {
	parts, err := []graph.Contribution{r.c}, error(nil)
	if r.c.Document.Format == graph.FormatTable && r.c.Text == "" {
		parts, err = split(r.c)
	}
	if err == nil && parts[0].ID() != r.id {
		err = graph.Refuse(graph.RefusedFormat, "is not what its id %s says", r.id)
	}
	for i := 0; err == nil && i < len(parts); i++ {
		if invalid := parts[i].Validate(); invalid != nil {
			err = graph.Refuse(graph.RefusedFormat, "cannot be restored: %v", invalid)
		}
	}
	if err != nil {
		return d.yield(plain.Item{Line: d.at, Document: r.c.Document, Refused: err})
	}
	for i := range parts {
		if err := d.yield(plain.Item{Line: d.at, Document: r.c.Document, Contribution: &parts[i]}); err != nil {
			return err
		}
	}
	return nil
}

// identify gives a decision an id anew that took effect later than it was made
// and does not say when that was, as dumps of before do not: its id was made of
// that time. It is then made when it took effect. Nothing refers to its id.
func identify(d *graph.Decision) {
	anew := *d
	if anew.Made == "" && anew.Identify() != d.ID && d.ID != "" && anew.Validate() == nil {
		*d = anew
	}
}
