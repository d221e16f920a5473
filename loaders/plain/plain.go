package plain

import (
	"context"
	"io"

	"entente/graph"
)

// Input is a file of any format, as every decoder takes it.
type Input struct {
	Reader io.Reader
	// MaxBytes is the size beyond which a document is refused; 0 means no limit.
	MaxBytes int64
}

// Item is one document of an input, or the refusal of one among others.
type Item struct {
	// Document is what is known about the document without reading its text.
	// Its id is empty where neither URL nor id came with it.
	Document graph.Document
	Text     string
	// Line is where the document stands in an input that holds several, from
	// 1; 0 for a document that is the whole input.
	Line int
	// Refused says why this one document cannot be read while those after it
	// can; nil for a good one. It is a *graph.RefusedError.
	Refused error
	// Table is set where the item is a part of a table, whose rows say what
	// nobody has to extract; Text is the part's text, and the document's sha256
	// and length are the whole's.
	Table *Table
	// Contribution is set where the item is the reading of a document as a dump
	// has it, Decision where it is a judgement of one; nothing else counts then.
	Contribution *graph.Contribution
	Decision     *graph.Decision
}

// Table is a part of a table of coded events: all its rows, in order.
type Table struct {
	// Part, More and Offset are those of graph.Contribution.
	Part   int
	More   bool
	Offset int
	Rows   []Row
}

// Row is an event as a table codes it.
type Row struct {
	// Line is the row's line in the input, from 1; Quote is the line, which
	// begins at the code point Start of the whole.
	Line  int
	Quote string
	Start int
	// When is the row's date.
	When graph.Date
	// From acts upon To.
	From, To   Coded
	Kind       graph.RelationKind
	Attributes graph.Attributes
}

// Coded is an actor as a table names it.
type Coded struct {
	Name string
	// Start and End are its code points in the whole.
	Start, End int
	// Role is the sector where the format's own list tells it, "" where the
	// name has to.
	Role string
}

// Decode reads a plain text and yields it as one document without metadata.
// The text is the file's, unchanged but for a byte-order mark. Its errors are
// those of Text and of yield.
func Decode(_ context.Context, in Input, yield func(Item) error) error {
	text, err := Text(in)
	if err != nil {
		return err
	}
	return yield(Item{Document: graph.Document{Format: graph.FormatText}, Text: text})
}

// Text reads the input as text. The error is a *graph.RefusedError that says
// what is wrong: EMPTY, BINARY, ENCODING, TOO_LARGE, or READ where reading failed.
func Text(in Input) (string, error) {
	data, err := Bytes(in)
	if err != nil {
		return "", err
	}
	return Decoded(data)
}

// Bytes reads the input whole. The error is a *graph.RefusedError with code
// READ or TOO_LARGE.
func Bytes(in Input) ([]byte, error) {
	r := in.Reader
	if in.MaxBytes > 0 {
		r = io.LimitReader(r, in.MaxBytes+1)
	}
	data, err := io.ReadAll(r)
	switch {
	case err != nil:
		return nil, graph.Refuse(graph.RefusedRead, "cannot be read: %v", err)
	case in.MaxBytes > 0 && int64(len(data)) > in.MaxBytes:
		return nil, TooLarge(in.MaxBytes)
	}
	return data, nil
}

// TooLarge returns the refusal of a document over so many bytes.
func TooLarge(maxBytes int64) error {
	return graph.Refuse(graph.RefusedTooLarge, "larger than %d bytes; raise maxDocumentBytes to load it", maxBytes)
}
