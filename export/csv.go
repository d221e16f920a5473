package export

import (
	"archive/zip"
	"bufio"
	"io"
	"slices"
	"strings"
	"time"
)

// Dialect is whose header CSV files have.
type Dialect string

// The dialects of CSV.
const (
	DialectPlain Dialect = "plain"
	DialectGephi Dialect = "gephi"
	DialectKumu  Dialect = "kumu"
	DialectNeo4j Dialect = "neo4j"
)

// Dialects returns the dialects in their fixed order.
func Dialects() []Dialect { return []Dialect{DialectPlain, DialectGephi, DialectKumu, DialectNeo4j} }

// Part is one of the files that CSV has.
type Part string

// The parts of CSV.
const (
	PartNodes Part = "nodes"
	PartEdges Part = "edges"
)

// csvFile writes two tables, or one of them: RFC 4180, UTF-8, with CRLF. Both
// go into a ZIP archive, one after the other, so that they fit one stream.
type csvFile struct {
	o       Options
	archive *zip.Writer
	// out is the file that is being written, nil for one that is left out.
	out     *bufio.Writer
	plain   *bufio.Writer
	inEdges bool
	cells   int
}

// epoch is the time of the files in an archive, so that the same graph gives
// the same bytes: the first that ZIP can hold.
var epoch = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

func newCSV(b *bufio.Writer, o Options) *csvFile {
	if o.Dialect == "" {
		o.Dialect = DialectPlain
	}
	c := &csvFile{o: o}
	if o.Part == "" {
		c.archive = zip.NewWriter(b)
	} else {
		c.plain = b
	}
	return c
}

func (c *csvFile) head() error {
	if err := c.begin(PartNodes); err != nil {
		return err
	}
	return c.row(append(c.nodeHead(), headers(c.o.Dialect, "node", nodeAttributes)...), nil)
}

// begin begins one of the files, after the end of the one before.
func (c *csvFile) begin(part Part) error {
	if c.archive == nil {
		c.out = nil
		if c.o.Part == part {
			c.out = c.plain
		}
		return nil
	}
	if c.out != nil {
		if err := c.out.Flush(); err != nil {
			return err
		}
	}
	w, err := c.archive.CreateHeader(&zip.FileHeader{Name: string(part) + ".csv", Method: zip.Deflate, Modified: epoch})
	if err != nil {
		return err
	}
	c.out = bufio.NewWriterSize(w, 1<<15)
	return nil
}

// nodeHead and edgeHead are the columns that the dialects name in their own way.
func (c *csvFile) nodeHead() []string {
	switch c.o.Dialect {
	case DialectKumu:
		return []string{"Label", "ID", "Type"}
	case DialectNeo4j:
		return []string{"id:ID", "name", ":LABEL"}
	case DialectGephi:
		return []string{"Id", "Label"}
	}
	return []string{"id", "label"}
}

func (c *csvFile) nodeCells(n *node) []string {
	switch c.o.Dialect {
	case DialectKumu:
		return []string{n.label(), string(n.ID), string(n.Kind)}
	case DialectNeo4j:
		return []string{string(n.ID), n.label(), "Entity;" + string(n.Kind)}
	}
	return []string{string(n.ID), n.label()}
}

func (c *csvFile) edgeHead() []string {
	switch c.o.Dialect {
	case DialectKumu:
		return []string{"From", "To", "ID", "Type", "Label", "weight", "direction"}
	case DialectNeo4j:
		return []string{":START_ID", ":END_ID", ":TYPE", "relationId", "label", "weight:int"}
	case DialectGephi:
		return []string{"Source", "Target", "Type", "Id", "Label", "Weight", "Kind", "Timeset"}
	}
	return []string{"id", "source", "target", "label", "weight"}
}

func (c *csvFile) edgeCells(e *edge) []string {
	from, to, id := string(e.lead.From), string(e.lead.To), string(e.lead.ID)
	switch c.o.Dialect {
	case DialectKumu:
		return []string{from, to, id, e.class(), e.label(), format(e.weight), "directed"}
	case DialectNeo4j:
		return []string{from, to, string(e.lead.Kind), id, e.label(), format(e.weight)}
	case DialectGephi:
		return []string{from, to, "Directed", id, e.label(), format(e.weight), e.class(), e.timeset()}
	}
	return []string{id, from, to, e.label(), format(e.weight)}
}

// timeset writes the times of an edge as Gephi's tables have them.
func (e *edge) timeset() string {
	if len(e.spells) == 0 {
		return ""
	}
	parts := make([]string, len(e.spells))
	for i, s := range e.spells {
		parts[i] = "[" + string(s.start) + ", " + string(s.end) + "]"
	}
	return "<" + strings.Join(parts, "; ") + ">"
}

// neo4jTypes are the suffixes of columns by which the importer knows types.
var neo4jTypes = map[valueType]string{textType: "", integerType: ":int", decimalType: ":double", booleanType: ":boolean"}

// dates are the attributes that hold dates. Gephi guesses the types of columns
// and takes these for sets of timestamps, which do not go together with
// intervals: it fails. So its tables have the times of edges alone. The kind of an
// edge is its own column there, with the modality, by which Gephi joins edges.
var dates = []string{"when", "earliest", "latest", "firstSeen", "lastSeen", "publishedOn"}

// has reports whether the tables of the dialect have an attribute.
func (d Dialect) has(class, name string) bool {
	return d != DialectGephi || class != "edge" || name != "kind" && !slices.Contains(dates, name)
}

func headers[T any](d Dialect, class string, list []attribute[T]) []string {
	var out []string
	for _, a := range list {
		switch {
		case !d.has(class, a.name):
		case d == DialectNeo4j:
			out = append(out, a.name+neo4jTypes[a.typ])
		default:
			out = append(out, a.name)
		}
	}
	return out
}

// cell is a value of the tables; only texts can be taken for formulas.
func (c *csvFile) cell(a any) string {
	s, ok := a.(string)
	if !ok {
		return format(a)
	}
	return c.safe(s)
}

// safe returns a text as a cell. One that a spreadsheet would take for a formula
// gets an apostrophe before it. The importer of Neo4j reads a row a line, so
// that line breaks become blanks for it; Gephi takes a backslash for the sign
// that the next character is no end of a cell.
func (c *csvFile) safe(s string) string {
	switch c.o.Dialect {
	case DialectNeo4j:
		s = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ").Replace(s)
	case DialectGephi:
		s = strings.ReplaceAll(s, `\`, `\\`)
	}
	if !c.o.RawCells && s != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(s)[0]) {
		return "'" + s
	}
	return s
}

func csvValues[T any](c *csvFile, class string, list []attribute[T], of T) []string {
	var out []string
	for _, a := range list {
		if c.o.Dialect.has(class, a.name) {
			out = append(out, c.cell(a.value(of)))
		}
	}
	return out
}

func (c *csvFile) node(n *node) error {
	return c.row(c.nodeCells(n), csvValues(c, "node", nodeAttributes, n))
}

// open ends the nodes and begins the edges, once.
func (c *csvFile) open() error {
	if c.inEdges {
		return nil
	}
	c.inEdges = true
	if err := c.begin(PartEdges); err != nil {
		return err
	}
	return c.row(append(c.edgeHead(), headers(c.o.Dialect, "edge", edgeAttributes)...), nil)
}

func (c *csvFile) edge(e *edge) error {
	if err := c.open(); err != nil {
		return err
	}
	return c.row(c.edgeCells(e), csvValues(c, "edge", edgeAttributes, e))
}

// row writes cells in their order; those of the first list are made safe here.
func (c *csvFile) row(first, rest []string) error {
	if c.out == nil {
		return nil
	}
	c.cells = 0
	for _, s := range first {
		c.put(c.safe(s))
	}
	for _, s := range rest {
		c.put(s)
	}
	_, err := c.out.WriteString("\r\n")
	return err
}

// put writes one cell, in quotes where it needs them.
func (c *csvFile) put(s string) {
	if c.cells++; c.cells > 1 {
		_ = c.out.WriteByte(',') // errors of a bufio.Writer come again
	}
	if strings.ContainsAny(s, ",\"\r\n") || strings.TrimSpace(s) != s {
		s = `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	_, _ = io.WriteString(c.out, s)
}

func (c *csvFile) end() error {
	if err := c.open(); err != nil {
		return err
	}
	if c.out != nil {
		if err := c.out.Flush(); err != nil {
			return err
		}
	}
	if c.archive == nil {
		return nil
	}
	return c.archive.Close()
}
