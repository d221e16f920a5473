package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"text/tabwriter"

	"github.com/spf13/pflag"
	"golang.org/x/sync/semaphore"

	"entente/extract"
	"entente/graph"
	"entente/loaders"
	"entente/loaders/jsonl"
)

func extractVerb() verb {
	return verb{
		name: "extract", args: "FILE...|-", short: "print what would be loaded; touches no store",
		long: `
Reads documents and prints the entities and claims found in them, as a table for
people or, with --json, one JSON object a document, a line each. Folders are
read with all their documents; - is standard input. A table of coded events (.tsv)
comes in parts, an object each.

With --lines the input is JSON lines {"id", "text", "title", "publishedOn"}, one
document each, answered in order, a line each. --explain draws the tree of each
sentence, what is spoken of in it, and the rule behind each claim.

--actors takes states, organisations and people that the lexicon lacks, CSV in UTF-8:
  id,kind,name,aliases,actsFor,from,to
  state:RUR,State,Ruritania,Ruritanian|Ruritanians|Strelsau,,,
  person:rudolf-rassendyll,Person,Rudolf Rassendyll,Rassendyll,state:RUR,1894-06,1895-08
Aliases stand between bars, an office holder's time in from and to. docs/ACTORS.md says
more, also how the dictionaries of event coders become such tables.

  entente extract article.txt
  entente extract --json --published 2025-11-07 article.txt
  cat documents.jsonl | entente extract --json --lines -`,
		keys: []string{"actors", "maxDocumentBytes"},
		flags: func(f *pflag.FlagSet) {
			f.Bool("json", false, "one JSON object a document, a line each")
			f.Bool("lines", false, "the input is JSON lines, a document each")
			f.Bool("explain", false, "draw trees, mentions and rules")
			f.String("published", "", "date of documents that tell none (YYYY-MM-DD)")
		},
		do: runExtract,
	}
}

// extractor opens the extractor of the settings.
func (c *call) extractor() (*extract.Extractor, error) {
	o := extract.Options{}
	if path := c.config.Actors; path != "" {
		f, err := os.Open(path)
		if err != nil {
			return nil, usagef("actors: %v", err)
		}
		defer f.Close()
		o.Actors = f
	}
	return extract.New(o)
}

func runExtract(ctx context.Context, c *call) error {
	if len(c.args) == 0 {
		return usagef("name the files to read, or - for standard input")
	}
	published, err := graph.ParseDate(c.text("published"))
	if err != nil {
		return usagef("--published: %v", err)
	}
	e, err := c.extractor()
	if err != nil {
		return err
	}
	inputs, err := loaders.Find(c.args, c.in)
	if err != nil {
		return err
	}
	spareMemory(readingMemory)
	p := &printer{call: c, extractor: e, published: published, out: bufio.NewWriterSize(c.out, 1<<16)}
	for _, in := range inputs {
		if c.yes("lines") {
			err = p.lines(ctx, in)
		} else {
			err = p.file(ctx, in)
		}
		if err != nil {
			break
		}
	}
	if flushed := p.out.Flush(); err == nil {
		err = flushed
	}
	if err == nil && p.refused > 0 {
		return errRefused
	}
	return err
}

// readingMemory is the memory from which on the garbage collector works harder
// while documents are read: it needs less for the longest, so that garbage is what
// is saved. Where they are written too, the store has a cache of its own beside.
const readingMemory, loadingMemory = 208 << 20, 160 << 20

// spareMemory sets that limit, unless GOMEMLIMIT gives another.
func spareMemory(limit int64) {
	if debug.SetMemoryLimit(-1) == math.MaxInt64 {
		debug.SetMemoryLimit(limit)
	}
}

// printer prints documents as they are read.
type printer struct {
	*call
	extractor *extract.Extractor
	published graph.Date
	out       *bufio.Writer
	refused   int
}

func (p *printer) file(ctx context.Context, in loaders.Input) error {
	err := loaders.Decode(ctx, in, p.config.MaxDocumentBytes, func(item loaders.Item) error {
		if item.Refused != nil {
			return p.refuse(refusedDocument(in, item), item.Refused)
		}
		if item.Contribution != nil || item.Decision != nil {
			return graph.Refuse(graph.RefusedFormat, "is a dump, whose documents are read already: entente load restores it")
		}
		if item.Table != nil {
			return p.print(loaders.Coded(item, p.extractor))
		}
		return p.document(item.Document, item.Text)
	})
	return p.refuse(graph.Document{ID: graph.NewDocumentID(in.Name)}, err)
}

// refuse prints a refusal and goes on; another error comes back.
func (p *printer) refuse(doc graph.Document, err error) error {
	var refused *graph.RefusedError
	if !errors.As(err, &refused) {
		return err
	}
	p.refused++
	if p.yes("json") {
		return p.json(map[string]any{"document": header(doc), "error": map[string]any{"code": refused.Code, "message": refused.Message}})
	}
	fmt.Fprintf(p.err, "entente: %s %s\n", doc.ID.Key(), refused.Message)
	return nil
}

// refusedDocument names a document among others that cannot be read, by its
// line where it has no id.
func refusedDocument(in loaders.Input, item loaders.Item) graph.Document {
	doc := item.Document
	if doc.ID == "" {
		doc.ID = graph.NewDocumentID(fmt.Sprintf("%s:%d", in.Name, item.Line))
	}
	return doc
}

// lines reads JSON lines, a few at a time in parallel, and answers in order.
func (p *printer) lines(ctx context.Context, in loaders.Input) error {
	return loaders.Lines(in, func(next func() ([]byte, error)) error {
		return inOrder(ctx, next, p.lineDocument, func(a answer) error {
			if a.err != nil {
				return p.refuse(a.c.Document, a.err)
			}
			return p.print(a.c)
		})
	})
}

// answer is what one line gives.
type answer struct {
	c   graph.Contribution
	err error
}

func (p *printer) lineDocument(raw []byte) answer {
	doc, text, err := jsonl.Parse(raw)
	if err != nil {
		return answer{graph.Contribution{Document: doc}, err}
	}
	if doc.PublishedOn == "" {
		doc.PublishedOn = p.published
	}
	return answer{c: p.extractor.Extract(doc, text)}
}

// inOrder runs work on what next gives, several at once but no more than
// loaders.ReadAtOnce bytes, and hands the results on in order. next ends with io.EOF.
func inOrder[T any](ctx context.Context, next func() ([]byte, error), work func([]byte) T, done func(T) error) error {
	type slot struct {
		result chan T
		weight int64
	}
	slots := make(chan slot, runtime.GOMAXPROCS(0))
	room := semaphore.NewWeighted(loaders.ReadAtOnce)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var readErr error
	go func() {
		defer close(slots)
		for {
			raw, err := next()
			if err != nil {
				if !errors.Is(err, io.EOF) {
					readErr = err
				}
				return
			}
			s := slot{make(chan T, 1), int64(min(len(raw), loaders.ReadAtOnce))}
			if room.Acquire(ctx, s.weight) != nil {
				return
			}
			select {
			case slots <- s:
			case <-ctx.Done():
				return
			}
			go func() { s.result <- work(raw) }()
		}
	}()
	for s := range slots {
		if err := done(<-s.result); err != nil {
			return err
		}
		room.Release(s.weight)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return readErr
}

func (p *printer) document(doc graph.Document, text string) error {
	if doc.PublishedOn == "" {
		doc.PublishedOn = p.published
	}
	if p.yes("explain") {
		return p.explain(doc, text)
	}
	return p.print(p.extractor.Extract(doc, text))
}

func (p *printer) json(v any) error {
	e := json.NewEncoder(p.out)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// header is what the output says of a document; its id is the one given.
func header(d graph.Document) map[string]any {
	language := any(nil)
	if d.Language != "" {
		language = d.Language
	}
	return map[string]any{"id": d.ID.Key(), "title": d.Title, "publishedOn": d.PublishedOn, "language": language,
		"url": d.URL, "author": d.Author, "source": d.Source.Name, "sha256": d.SHA256, "length": d.Length}
}

func (p *printer) print(c graph.Contribution) error {
	if !p.yes("json") {
		return p.table(c)
	}
	w := valueWriter{out: p.out}
	w.text(`{"document":`)
	w.value(header(c.Document))
	w.text(`,"entities":`)
	writeList(&w, c.Entities)
	w.text(`,"claims":`)
	writeList(&w, c.Claims)
	w.text("}\n")
	return w.err
}

// valueWriter writes JSON value by value, so that a long answer is never held
// as a whole. Its first error stays.
type valueWriter struct {
	out *bufio.Writer
	one bytes.Buffer
	err error
}

func (w *valueWriter) text(s string) {
	if w.err == nil {
		_, w.err = w.out.WriteString(s)
	}
}

func (w *valueWriter) value(v any) {
	w.one.Reset()
	e := json.NewEncoder(&w.one)
	e.SetEscapeHTML(false)
	if w.err == nil {
		w.err = e.Encode(v)
	}
	if w.err == nil {
		_, w.err = w.out.Write(bytes.TrimSuffix(w.one.Bytes(), []byte("\n")))
	}
}

func writeList[T any](w *valueWriter, xs []T) {
	w.text("[")
	for i := range xs {
		if i > 0 {
			w.text(",")
		}
		w.value(&xs[i])
	}
	w.text("]")
}

// table prints a document for people: claims in the order of the text, each
// with the sentence that says so.
func (p *printer) table(c graph.Contribution) error {
	fmt.Fprintf(p.out, "%s\n%d entities, %d claims\n\n", title(c.Document), len(c.Entities), len(c.Claims))
	w := tabwriter.NewWriter(p.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "FROM\tKIND\tTO\tWHEN\tHOW\tSENTENCE")
	for _, cl := range byText(c.Claims) {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", actorName(&cl.From), cl.Kind, target(&cl), cl.When, how(&cl), clip(cl.Evidence[0].Quote, 90))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintln(p.out)
	return err
}
