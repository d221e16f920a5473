package export

import (
	"bufio"
	"context"
	"io"
	"slices"

	"entente/graph"
)

// Options say what of a graph is written, and how. The zero value writes all
// entities and all relations with two ends that a claim affirms.
type Options struct {
	// Where is a condition on relations. With one, entities without such a
	// relation are left out.
	Where graph.Where
	// Entities is a condition on entities: those that do not meet it are left
	// out, and with them their relations.
	Entities graph.Where
	// Seeds limit the graph to these entities and those that at most Depth
	// relations lead to, with all relations among them.
	Seeds []graph.EntityID
	// Depth is 0 to MaxDepth; it counts only with Seeds.
	Depth int
	// AsOf is the point of the two clocks that is written.
	AsOf graph.AsOf
	// Parallel writes each relation as an edge of its own. Otherwise those that
	// differ in `when` alone are one edge, which tells all its times.
	Parallel bool
	// Dialect is whose header CSV files have; "" is DialectPlain.
	Dialect Dialect
	// Part limits CSV to one of its files, which is then written plain.
	Part Part
	// RawCells leaves CSV cells as they are that a spreadsheet takes for formulas.
	RawCells bool
	// Point says where an entity lies, for GeoJSON; nil knows of none.
	Point func(graph.EntityID) (Point, bool)
}

// Limits of exports from seeds: how many relations away, how many seeds, and
// how many entities in all.
const (
	MaxDepth    = 3
	MaxSeeds    = 1000
	maxAround   = 100_000
	pageSize    = graph.MaxPage
	keysPerPage = 50
	perKey      = 100
	batchSize   = 250
)

// Summary counts what was written.
type Summary struct {
	Nodes, Edges int
	// Relations are what the edges stand for; more than edges where these are merged.
	Relations int
}

// Write writes the store's graph in the format. It reads the store several
// times; what changes meanwhile may be in the file or not, but every edge of the
// file leads between nodes of the file. The error wraps graph.ErrInvalid for
// options that do not go with the format, graph.ErrNotFound for a seed that
// names nothing, graph.ErrTooLarge where a limit is exceeded; else it is the
// store's, the writer's or the context's. What was written before an error is
// no whole file.
func Write(ctx context.Context, store graph.Reader, w io.Writer, f Format, o Options) (Summary, error) {
	if err := o.validate(f); err != nil {
		return Summary{}, err
	}
	b := bufio.NewWriterSize(w, 1<<16)
	if f == FormatNDJSON {
		if err := NDJSON(ctx, store, b); err != nil {
			return Summary{}, err
		}
		return Summary{}, b.Flush()
	}
	walk, err := newWalk(ctx, store, o)
	if err != nil {
		return Summary{}, err
	}
	if f == FormatPanel {
		sum, err := writePanel(ctx, walk, b)
		if err != nil {
			return sum, err
		}
		return sum, b.Flush()
	}
	out, err := newSink(f, b, o)
	if err != nil {
		return Summary{}, err
	}
	sum, err := walk.write(ctx, out)
	if err != nil {
		return sum, err
	}
	return sum, b.Flush()
}

// sink is a file of a format in the making: its head, all nodes, all edges, and
// its end, in this order.
type sink interface {
	head() error
	node(*node) error
	edge(*edge) error
	end() error
}

func newSink(f Format, b *bufio.Writer, o Options) (sink, error) {
	switch f {
	case FormatGEXF:
		return &gexf{xmlWriter{b}, o.describe(), false}, nil
	case FormatGraphML:
		return &graphML{xmlWriter{b}, o.describe()}, nil
	case FormatCYJS:
		return &cyjs{b: b, about: o.describe()}, nil
	case FormatTurtle:
		return &turtle{b, o.describe()}, nil
	case FormatJSONLD:
		return &jsonLD{b: b, about: o.describe()}, nil
	case FormatGeoJSON:
		return &geoJSON{b: b, about: o.describe(), point: o.Point}, nil
	case FormatCSV:
		return newCSV(b, o), nil
	}
	return nil, graph.Invalidf("there is no format %q; there are %s", f, list())
}

// validate refuses options that do not go with the format or with each other.
func (o *Options) validate(f Format) error {
	limited := len(o.Seeds) > 0 || o.AsOf != (graph.AsOf{}) || !isAll(o.Where) || !isAll(o.Entities)
	switch {
	case f == FormatNDJSON && (limited || o.Parallel):
		return graph.Invalidf("ndjson is the dump of the whole store and takes no filters; the other formats do")
	case f == FormatPanel && (!isAll(o.Where) || o.Parallel):
		return graph.Invalidf("panel counts events of states and takes no condition on relations; entities, seeds and both clocks choose what")
	case f != FormatCSV && (o.Dialect != "" || o.Part != "" || o.RawCells):
		return graph.Invalidf("dialect, part and raw cells are for csv alone")
	case o.Dialect != "" && !slices.Contains(Dialects(), o.Dialect):
		return graph.Invalidf("there is no dialect %q of csv; there are plain, gephi, kumu, neo4j", o.Dialect)
	case o.Part != "" && o.Part != PartNodes && o.Part != PartEdges:
		return graph.Invalidf("csv has the parts nodes and edges, not %q", o.Part)
	case len(o.Seeds) == 0 && o.Depth != 0:
		return graph.Invalidf("a depth without seeds")
	case len(o.Seeds) > MaxSeeds:
		return &graph.LimitError{What: "seeds", Limit: MaxSeeds}
	case o.Depth < 0 || o.Depth > MaxDepth:
		return graph.Invalidf("depth must be 0 to %d", MaxDepth)
	}
	return o.check()
}
