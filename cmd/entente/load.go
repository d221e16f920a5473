package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/spf13/pflag"

	"entente/graph"
	"entente/graph/memory"
	"entente/loaders"
)

// storeKeys are the settings of the verbs that use a store.
var storeKeys = []string{"store", "neo4j.user", "neo4j.database"}

func loadVerb() verb {
	return verb{
		name: "load", args: "PATH...|-", short: "load documents into the store",
		long: `
Reads documents, extracts what they say, and writes it to the store. A PATH is a
file (.txt, .md, .html, .jsonl, .tsv), a folder, which is read with all below it, or -
for standard input. A .jsonl file has a document a line: {"id", "text", "title", "url",
"author", "source", "owner", "publishedOn", "language"}, all but the text optional.
A dump, as entente export ndjson writes it, is restored as it is. A .tsv file is a
table of coded events as ICEWS names them, a row each: date, actor, event (its name or
CAMEO code), actor; a row is the evidence of its claim, which the data set asserts. Loading the same documents again changes nothing; a changed document
becomes a new version. A document, line or row that cannot be read is refused with its
reason, the others are loaded, and the exit code is 3.

  entente load article.txt speeches/
  entente load --source ICEWS events.tsv
  entente load --store neo4j://localhost dump.ndjson
  entente load --dry-run press-release.html
  entente load --resume load:20250618T101500Z-1a2b3c4d speeches/`,
		keys: append([]string{"actors", "unresolvedActors", "maxDocumentBytes"}, storeKeys...),
		flags: func(f *pflag.FlagSet) {
			f.Bool("dry-run", false, "read and count, but write nothing to the store")
			f.String("source", "", "the source of documents that name none; for a table the data set that asserts it")
			f.String("resume", "", "go on with a load that was interrupted, by its id")
			f.Bool("json", false, "print the load's record as JSON")
		},
		do: runLoad,
	}
}

func runLoad(ctx context.Context, c *call) error {
	if len(c.args) == 0 {
		return usagef("name the files or folders to load, or - for standard input")
	}
	inputs, err := loaders.Find(c.args, c.in)
	if err != nil {
		return err
	}
	if len(inputs) == 0 {
		return usagef("there are no documents (.txt, .md, .html, .jsonl, .tsv) in %s", strings.Join(c.args, " "))
	}
	for i := range inputs {
		inputs[i].Source = c.text("source")
	}
	load := func(store graph.Store) error {
		record, err := c.load(ctx, store, inputs)
		if printErr := c.printLoad(record); err == nil {
			err = printErr
		}
		if err == nil && len(record.Refusals) > 0 {
			return errRefused
		}
		return err
	}
	if c.yes("dry-run") {
		return load(memory.Open())
	}
	return c.withStore(ctx, load)
}

// load loads inputs with the settings and shows its progress on a terminal.
func (c *call) load(ctx context.Context, store graph.Store, inputs []loaders.Input) (graph.Load, error) {
	e, err := c.extractor()
	if err != nil {
		return graph.Load{}, err
	}
	spareMemory(loadingMemory)
	bar := newBar(c.err)
	defer bar.clear()
	return loaders.Load(ctx, store, inputs, loaders.Options{
		Extractor: e, MaxBytes: c.config.MaxDocumentBytes, AdmitUnresolved: c.config.UnresolvedActors,
		Resume: graph.LoadID(c.text("resume")), Progress: bar.show,
	})
}

func (c *call) printLoad(l graph.Load) error {
	if l.ID == "" {
		return nil
	}
	if c.yes("json") {
		e := json.NewEncoder(c.out)
		e.SetEscapeHTML(false)
		return e.Encode(l)
	}
	n := l.Counts
	fmt.Fprintf(c.out, "%s %s: %d documents added, %d changed, %d unchanged, %d refused\n", l.ID, strings.ToLower(string(l.State)), n.Added, n.Changed, n.Unchanged, n.Refused)
	fmt.Fprintf(c.out, "claims %+d %+d, relations %+d %+d, entities %+d %+d\n", n.ClaimsAdded, -n.ClaimsRetracted, n.RelationsAdded, -n.RelationsRemoved, n.EntitiesAdded, -n.EntitiesRemoved)
	for _, r := range l.Refusals {
		where := r.Input
		if r.Line > 0 {
			where = fmt.Sprintf("%s line %d", r.Input, r.Line)
		}
		fmt.Fprintf(c.err, "refused %s: %s (%s)\n", where, r.Message, r.Code)
	}
	if more := n.Refused - len(l.Refusals); more > 0 {
		fmt.Fprintf(c.err, "refused %d more\n", more)
	}
	return nil
}

func unloadVerb() verb {
	return verb{
		name: "unload", args: "LOAD-ID", short: "take a load back",
		long: `
Takes out of the store what a load brought and no other load did. Documents fall
back to the version that another load brought, or go. The load's record stays.

  entente unload load:20250618T101500Z-1a2b3c4d`,
		keys: storeKeys,
		do: func(ctx context.Context, c *call) error {
			if len(c.args) != 1 {
				return usagef("name one load; `entente query` with { loads { nodes { id } } } lists them")
			}
			return c.withStore(ctx, func(store graph.Store) error {
				n, err := store.Unload(ctx, graph.LoadID(c.args[0]), graph.NewInstant(time.Now()))
				if err != nil {
					return fmt.Errorf("%s: %w", c.args[0], err)
				}
				fmt.Fprintf(c.out, "%s unloaded: claims %+d %+d, relations %+d %+d, entities %+d %+d\n", c.args[0],
					n.ClaimsAdded, -n.ClaimsRetracted, n.RelationsAdded, -n.RelationsRemoved, n.EntitiesAdded, -n.EntitiesRemoved)
				return nil
			})
		},
	}
}

// bar draws the progress of a load on a terminal, and nothing elsewhere.
type bar struct {
	w    io.Writer
	last time.Time
}

func newBar(w io.Writer) *bar {
	if f, ok := w.(*os.File); !ok || !isatty.IsTerminal(f.Fd()) {
		return &bar{}
	}
	return &bar{w: w}
}

func (b *bar) show(p loaders.Progress) {
	if b.w == nil || p.Total == 0 || time.Since(b.last) < 50*time.Millisecond && p.Done < p.Total {
		return
	}
	b.last = time.Now()
	const width = 30
	full := width * p.Done / p.Total
	fmt.Fprintf(b.w, "\r[%s%s] %d/%d files, %d documents, %d claims, %d refused  %-30s", strings.Repeat("=", full), strings.Repeat(" ", width-full),
		p.Done, p.Total, p.Documents, p.Claims, p.Refused, clip(p.Name, 30))
}

func (b *bar) clear() {
	if b.w != nil {
		fmt.Fprintf(b.w, "\r%s\r", strings.Repeat(" ", 140))
	}
}
