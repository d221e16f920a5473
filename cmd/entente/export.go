package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"entente/export"
	"entente/extract/lexicon"
	"entente/graph"
	"entente/resolvers"
)

func exportVerb() verb {
	return verb{
		name: "export", args: "FORMAT", short: "write the graph for other tools, or as a dump",
		long: `
Writes the graph to standard output, or to the file of --out, in one of the formats

` + formatLines() + `
Nodes are entities; edges are relations with two ends that a claim affirms, and carry
the first quote, its document, counts and times. Relations that differ in time alone
are one edge, unless --parallel. Edges are directed; a relation without a direction has
symmetric=true. docs/EXPORTS.md says how each tool opens its file.

What is written can be limited like a query: --where takes a RelationWhere of the
schema, --entities an EntityWhere, each a JSON object or @FILE; --seeds starts at some
entities and goes --depth relations far. --as-of-valid is a day of the world,
--as-of-known what this graph knew then. CSV is a ZIP archive of nodes.csv and
edges.csv, or with --part one of them as it is; cells that a spreadsheet would take for
formulas begin with an apostrophe, unless --raw-cells.

  entente export gexf --out graph.gexf
  entente export graphml --seeds state:KAZ,state:UZB --depth 1 > neighbours.graphml
  entente export cyjs --where '{"quad": {"in": ["VERBAL_CONFLICT", "MATERIAL_CONFLICT"]}}' > conflict.cyjs
  entente export gexf --entities '{"kind": {"eq": "State"}}' --as-of-valid 2025-06-17 > states.gexf
  entente export csv --dialect neo4j --out import.zip
  entente export csv --part edges --where @signed.json > edges.csv

ndjson is the dump: the whole store as lines of JSON, each with a "type" (document
versions with their texts, entity records, claims, decisions, entities, relations),
sorted by id. Stores that hold the same give the same bytes.

  entente export ndjson > dump.ndjson`,
		keys: storeKeys,
		flags: func(f *pflag.FlagSet) {
			f.String("out", "", "file to write, which is replaced once all is written; default: standard output")
			f.String("where", "", "condition on relations, a RelationWhere: a JSON object, or @FILE")
			f.String("entities", "", "condition on entities, an EntityWhere: a JSON object, or @FILE")
			f.StringSlice("seeds", nil, "ids of the entities to start at, with commas between")
			f.Int("depth", 0, "how many relations to go from the seeds, 0 to 3")
			f.String("as-of-valid", "", "day: ties that may hold on it, events done by it")
			f.String("as-of-known", "", "day or RFC 3339 time: what this graph knew then")
			f.Bool("parallel", false, "write each relation as an edge of its own")
			f.String("dialect", "", "whose header CSV has: plain (default), gephi, kumu or neo4j")
			f.String("part", "", "only this file of CSV: nodes or edges")
			f.Bool("raw-cells", false, "leave CSV cells as they are that look like formulas")
		},
		do: runExport,
	}
}

func formatLines() string {
	var b strings.Builder
	for _, f := range export.Formats() {
		fmt.Fprintf(&b, "  %-8s %s\n", f, f.Describe())
	}
	return b.String()
}

func runExport(ctx context.Context, c *call) error {
	if len(c.args) != 1 {
		return usagef("name one format; entente help export lists them")
	}
	format, err := export.ParseFormat(c.args[0])
	if err != nil {
		return asUsage(err)
	}
	o, err := c.exportOptions(ctx)
	if err != nil {
		return asUsage(err)
	}
	return c.withStore(ctx, func(store graph.Store) error {
		var sum export.Summary
		err := c.toOut(func(w io.Writer) (err error) {
			sum, err = export.Write(ctx, store, w, format, o)
			return err
		})
		if err == nil && format != export.FormatNDJSON {
			c.logger().Info("exported", "format", format, "nodes", sum.Nodes, "edges", sum.Edges, "relations", sum.Relations)
		}
		return asUsage(err)
	})
}

// asUsage makes a fault of what was asked for a wrong usage.
func asUsage(err error) error {
	if errors.Is(err, graph.ErrInvalid) {
		return usagef("%s", strings.TrimPrefix(err.Error(), graph.ErrInvalid.Error()+": "))
	}
	return err
}

func (c *call) exportOptions(ctx context.Context) (export.Options, error) {
	text := resolvers.FilterText{Valid: c.text("as-of-valid"), Known: c.text("as-of-known")}
	var err error
	if text.Where, err = c.object("where"); err != nil {
		return export.Options{}, err
	}
	if text.Entities, err = c.object("entities"); err != nil {
		return export.Options{}, err
	}
	filter, err := resolvers.ParseFilter(ctx, text, resolvers.Options{})
	if err != nil {
		return export.Options{}, err
	}
	depth, err := c.flags.GetInt("depth")
	if err != nil {
		return export.Options{}, err
	}
	seeds, err := c.flags.GetStringSlice("seeds")
	return export.Options{
		Where: filter.Where, Entities: filter.Entities, AsOf: filter.AsOf,
		Seeds: export.Seeds(seeds...), Depth: depth, Parallel: c.yes("parallel"),
		Dialect: export.Dialect(c.text("dialect")), Part: export.Part(c.text("part")), RawCells: c.yes("raw-cells"),
		Point: pointOf,
	}, err
}

// pointOf returns where the lexicon has an entity, false for nowhere. Its table is
// one that the tests have read.
func pointOf(id graph.EntityID) (export.Point, bool) {
	points, err := lexicon.Points()
	if err != nil {
		return export.Point{}, false
	}
	p, ok := points[string(id)]
	return export.Point{Lon: p.Lon, Lat: p.Lat}, ok
}

// object returns the JSON of a flag: its value, or what the file of @FILE holds.
func (c *call) object(flag string) (string, error) {
	text := c.text(flag)
	name, ok := strings.CutPrefix(text, "@")
	if !ok {
		return text, nil
	}
	b, err := os.ReadFile(name)
	if err != nil {
		return "", usagef("--%s: %v", flag, err)
	}
	return string(b), nil
}

// toOut lets write fill the file of --out, which takes its place when it is
// whole, or standard output.
func (c *call) toOut(write func(io.Writer) error) error {
	path := c.text("out")
	if path == "" {
		return write(c.out)
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".entente-*")
	if err != nil {
		return fmt.Errorf("--out: %w", err)
	}
	defer os.Remove(file.Name()) // not there any more where all went well
	err = errors.Join(write(file), file.Chmod(0o644), file.Close())
	if err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}
