package jsonl

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"entente/graph"
	"entente/loaders/plain"
)

// MaxLine is the length in bytes beyond which a line is refused whatever the
// limit of documents.
const MaxLine = 64 << 20

// Decode reads JSON lines and yields a document for each line that is not
// blank; a line that cannot be read is yielded with its refusal. MaxBytes
// limits the text of each document, not the input, which may be of any size.
// An input without any line is refused with code EMPTY. Other errors are those
// of the reader, the context and yield.
func Decode(ctx context.Context, in plain.Input, yield func(plain.Item) error) error {
	lines := NewLines(in.Reader, MaxLine)
	for empty := true; ; empty = false {
		if err := ctx.Err(); err != nil {
			return err
		}
		raw, n, err := lines.Next()
		var refused *graph.RefusedError
		switch {
		case errors.Is(err, io.EOF) && empty:
			return graph.Refuse(graph.RefusedEmpty, "holds no lines")
		case errors.Is(err, io.EOF):
			return nil
		case errors.As(err, &refused) && refused.Code == graph.RefusedRead:
			return err
		}
		item := plain.Item{Line: n, Refused: err}
		if err == nil {
			item.Document, item.Text, item.Refused = Parse(raw)
		}
		if item.Refused == nil && in.MaxBytes > 0 && int64(len(item.Text)) > in.MaxBytes {
			item.Refused = plain.TooLarge(in.MaxBytes)
		}
		if err := yield(item); err != nil {
			return err
		}
	}
}

// line is a document as a line has it. Ids may be texts or numbers.
type line struct {
	ID          any    `json:"id"`
	Text        string `json:"text"`
	Title       string `json:"title"`
	URL         string `json:"url"`
	Author      string `json:"author"`
	Source      string `json:"source"`
	Owner       string `json:"owner"`
	Reliability string `json:"reliability"`
	PublishedOn string `json:"publishedOn"`
	Language    string `json:"language"`
}

// Parse reads one line: a JSON object with id, text, title, url, author,
// source, owner, reliability, publishedOn and language, all optional but for
// text; other keys are left alone. The document has its id from the url, else
// the id, else none. The error is a *graph.RefusedError with code BINARY,
// ENCODING, FORMAT or EMPTY; the document has what could be read of it, its id
// at least where there is one.
func Parse(raw []byte) (graph.Document, string, error) {
	doc := graph.Document{Format: graph.FormatText}
	switch {
	case bytes.IndexByte(raw, 0) >= 0:
		return doc, "", graph.Refuse(graph.RefusedBinary, "is not a text: it holds control bytes")
	case !utf8.Valid(raw):
		return doc, "", graph.Refuse(graph.RefusedEncoding, "is not UTF-8")
	}
	var l line
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := d.Decode(&l); err != nil {
		return doc, "", graph.Refuse(graph.RefusedFormat, "the line is not a JSON document: %v", err)
	}
	if d.More() {
		return doc, "", graph.Refuse(graph.RefusedFormat, "the line holds more than one JSON document")
	}
	id, err := l.id()
	if err != nil {
		return doc, "", err
	}
	doc, err = plain.Fields{
		ID: id, Title: l.Title, URL: l.URL, Author: l.Author, Source: l.Source, Owner: l.Owner,
		Reliability: l.Reliability, PublishedOn: l.PublishedOn, Language: l.Language,
	}.Document(graph.FormatText)
	if err != nil {
		doc.ID = graph.NewDocumentID(id)
		return doc, "", err
	}
	switch {
	case strings.Contains(l.Text, "\x00"):
		return doc, "", graph.Refuse(graph.RefusedBinary, "its text holds a NUL, which no store can hold")
	case plain.Blank(l.Text):
		return doc, "", graph.Refuse(graph.RefusedEmpty, "holds no text")
	}
	return doc, l.Text, nil
}

func (l *line) id() (string, error) {
	switch id := l.ID.(type) {
	case nil:
		return "", nil
	case string:
		return id, nil
	case json.Number:
		return id.String(), nil
	}
	return "", graph.Refuse(graph.RefusedFormat, "id: neither a text nor a number")
}
