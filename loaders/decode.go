package loaders

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"entente/graph"
	"entente/loaders/dump"
	"entente/loaders/html"
	"entente/loaders/icews"
	"entente/loaders/jsonl"
	"entente/loaders/markdown"
	"entente/loaders/plain"
)

// Item is one document of an input, a part of a table, what a dump has of one,
// or the refusal of one among others.
type Item = plain.Item

// format is how an input's bytes hold documents.
type format string

const (
	formatUnknown  format = ""
	formatText     format = "text"
	formatMarkdown format = "markdown"
	formatHTML     format = "html"
	formatLines    format = "lines"
	formatEvents   format = "events"
	formatDump     format = "dump"
)

// formatOf returns the format that a file's extension tells.
func formatOf(name string) format {
	switch strings.ToLower(path.Ext(name)) {
	case ".txt", ".text":
		return formatText
	case ".md", ".markdown":
		return formatMarkdown
	case ".html", ".htm", ".xhtml":
		return formatHTML
	case ".jsonl", ".ndjson":
		return formatLines
	case ".tsv":
		return formatEvents
	}
	return formatUnknown
}

// sniff returns the format that the first bytes tell, plain text where they
// tell none.
func sniff(head []byte) format {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	start := strings.ToLower(string(head[:min(len(head), 16)]))
	switch {
	case strings.HasPrefix(start, "<!doctype html"), strings.HasPrefix(start, "<html"):
		return formatHTML
	case strings.HasPrefix(start, "---\n"), strings.HasPrefix(start, "---\r\n"):
		return formatMarkdown
	case dump.Is(head), strings.HasPrefix(start, `{"`) && bytes.Contains(head, []byte(`"text"`)):
		return formatLines
	case icews.Is(head):
		return formatEvents
	}
	return formatText
}

// Decode reads an input in the format that its name tells, else its first
// bytes, and yields its documents with their texts. A document is named by its
// URL, else the id that came with it, else its path, else (on standard input
// and in JSON lines) its text. An item that is refused goes with its reason to
// yield, and those after it are read. Errors are *graph.RefusedError where the
// whole input is to blame, else the context's or yield's.
func Decode(ctx context.Context, in Input, maxBytes int64, yield func(Item) error) (err error) {
	kind := formatOf(in.Name)
	if maxBytes > 0 && in.Size > maxBytes && kind != formatLines && kind != formatEvents {
		return plain.TooLarge(maxBytes)
	}
	file, err := in.open()
	if err != nil {
		return graph.Refuse(graph.RefusedRead, "cannot be opened: %v", err)
	}
	defer file.Close()
	buffered := bufio.NewReaderSize(file, 1<<12)
	if kind == formatUnknown {
		head, _ := buffered.Peek(1 << 12)
		kind = sniff(head)
	}
	if kind == formatLines {
		if head, _ := buffered.Peek(32); dump.Is(head) {
			kind = formatDump
		}
	}
	var r io.Reader = buffered
	decode := plain.Decode
	switch kind {
	case formatMarkdown:
		decode = markdown.Decode
	case formatHTML:
		decode = html.Decode
	case formatLines:
		decode = jsonl.Decode
	case formatDump:
		decode = dump.Decode
	case formatEvents:
		decode = icews.Decode
		if again, ok := file.(io.ReadSeeker); ok {
			r = again // a table is read twice, which spares a copy
		}
	}
	// A page that a decoder fails on must not end the program.
	ours := true
	defer func() {
		if ours {
			if p := recover(); p != nil {
				err = graph.Refuse(graph.RefusedFormat, "could not be read: the decoder failed on it (%v)", p)
			}
		}
	}()
	return decode(ctx, plain.Input{Reader: r, MaxBytes: maxBytes}, func(item Item) error {
		if item.Refused == nil && item.Contribution == nil && item.Decision == nil {
			if in.Source != "" && (item.Document.Source.ID == "" || item.Table != nil) {
				item.Document.Source = graph.Source{ID: graph.NewSourceID(in.Source), Name: in.Source}
			}
			name(&item, in)
			item.Refused = storable(&item)
		}
		ours = false
		err := yield(item)
		ours = true
		return err
	})
}

// name completes the document's id and title.
func name(item *Item, in Input) {
	doc := &item.Document
	if doc.ID == "" {
		key := ""
		if in.Path != "" && item.Line == 0 {
			key = "path:" + in.Path
			if doc.Source.ID != "" {
				key = "path:" + strings.TrimPrefix(string(doc.Source.ID), "source:") + "/" + in.Path
			}
		}
		doc.ID = graph.NewDocumentID(doc.URL, key, "sha256:"+cmp.Or(doc.SHA256, graph.SHA256(item.Text)))
	}
	switch {
	case doc.Title != "":
	case item.Table != nil:
		doc.Title = cmp.Or(in.Path, "table of events")
	default:
		doc.Title = firstLine(item.Text)
	}
}

// storable refuses a text that no store can hold.
func storable(item *Item) error {
	doc := &item.Document
	for _, s := range []string{item.Text, string(doc.ID), doc.Title, doc.URL, doc.Author, doc.Source.Name, string(doc.Source.ID)} {
		if !utf8.ValidString(s) || strings.IndexByte(s, 0) >= 0 {
			return graph.Refuse(graph.RefusedEncoding, "holds a NUL or bytes that are not UTF-8, which no store can hold")
		}
	}
	return nil
}

// firstLine returns the text's first line as a title, where it is short enough
// to be one.
func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(plain.Seen(text)), "\n")
	if utf8.RuneCountInString(line) > 160 {
		return ""
	}
	return plain.Line(line)
}

// Lines opens an input and gives the consumer a function that returns its
// lines one by one, without blank ones, then io.EOF. A line over 64 MiB is a
// *graph.RefusedError, after which the lines go on.
func Lines(in Input, consume func(next func() ([]byte, error)) error) error {
	r, err := in.open()
	if err != nil {
		return graph.Refuse(graph.RefusedRead, "cannot be opened: %v", err)
	}
	defer r.Close()
	lines := jsonl.NewLines(r, jsonl.MaxLine)
	return consume(func() ([]byte, error) {
		line, _, err := lines.Next()
		return line, err
	})
}

// asRefusal returns the refusal that an error is, nil for another error.
func asRefusal(err error) *graph.RefusedError {
	var refused *graph.RefusedError
	if errors.As(err, &refused) {
		return refused
	}
	return nil
}
