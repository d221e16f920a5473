package export

import (
	"slices"
	"strings"

	"entente/graph"
)

// Format is a kind of file.
type Format string

// The formats that Write knows.
const (
	FormatGEXF    Format = "gexf"
	FormatGraphML Format = "graphml"
	FormatCYJS    Format = "cyjs"
	FormatCSV     Format = "csv"
	FormatTurtle  Format = "turtle"
	FormatJSONLD  Format = "jsonld"
	FormatGeoJSON Format = "geojson"
	FormatPanel   Format = "panel"
	FormatNDJSON  Format = "ndjson"
)

// formatRow is what is known about a format.
type formatRow struct {
	format    Format
	extension string
	media     string
	doc       string
}

var formatTable = []formatRow{
	{FormatGEXF, ".gexf", "application/gexf+xml; charset=utf-8", "GEXF 1.3, dynamic: Gephi, networkx, sigma"},
	{FormatGraphML, ".graphml", "application/graphml+xml; charset=utf-8", "GraphML: igraph, networkx, yEd, Cytoscape, NodeXL"},
	{FormatCYJS, ".cyjs", "application/json; charset=utf-8", "Cytoscape JSON: Cytoscape, Cytoscape.js"},
	{FormatCSV, ".zip", "application/zip", "nodes.csv and edges.csv in an archive: Gephi, Kumu, the Neo4j importer, R, pandas"},
	{FormatTurtle, ".ttl", "text/turtle; charset=utf-8", "RDF as Turtle: rdflib, Jena, Protégé, triple stores"},
	{FormatJSONLD, ".jsonld", "application/ld+json; charset=utf-8", "RDF as JSON-LD, the same statements"},
	{FormatGeoJSON, ".geojson", "application/geo+json", "GeoJSON, states at their capitals: QGIS, kepler.gl, GDAL"},
	{FormatPanel, ".csv", "text/csv; charset=utf-8; header=present", "what states did to each other, a row a year and ordered pair: R, Stata, pandas"},
	{FormatNDJSON, ".ndjson", "application/x-ndjson; charset=utf-8", "the whole store as lines of JSON, its dump"},
}

// Formats returns the formats in their fixed order.
func Formats() []Format {
	out := make([]Format, len(formatTable))
	for i, r := range formatTable {
		out[i] = r.format
	}
	return out
}

// ParseFormat returns the format of a name, in any case. The error wraps
// graph.ErrInvalid and lists the formats.
func ParseFormat(name string) (Format, error) {
	f := Format(strings.ToLower(name))
	if slices.Contains(Formats(), f) {
		return f, nil
	}
	return "", graph.Invalidf("there is no format %q; there are %s", name, list())
}

func list() string {
	names := make([]string, len(formatTable))
	for i, r := range formatTable {
		names[i] = string(r.format)
	}
	return strings.Join(names, ", ")
}

func (f Format) row() formatRow {
	for _, r := range formatTable {
		if r.format == f {
			return r
		}
	}
	return formatRow{format: f}
}

// Extension returns the extension of the format's files, with its dot.
func (f Format) Extension() string { return f.row().extension }

// MediaType returns the content type of the format's files.
func (f Format) MediaType() string { return f.row().media }

// Describe says what the format is and who reads it, for people.
func (f Format) Describe() string { return f.row().doc }

// File returns the name that a file of the format and the options gets, and its
// content type.
func (o Options) File(f Format) (name, mediaType string) {
	if f == FormatCSV && o.Part != "" {
		return string(o.Part) + ".csv", "text/csv; charset=utf-8; header=present"
	}
	return "entente" + f.Extension(), f.MediaType()
}
