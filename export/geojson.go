package export

import (
	"bufio"
	"bytes"
	"strconv"

	"entente/graph"
)

// Point is where a thing lies, in degrees of WGS 84, east and north positive.
type Point struct{ Lon, Lat float64 }

// geoJSON writes a collection of features (RFC 7946): a point for each node and
// a line for each edge, with the attributes of the other formats. What lies
// nowhere, such as a group, has a geometry of null; so has an edge with such an
// end, and one that stays where it is.
type geoJSON struct {
	b     *bufio.Writer
	about string
	// point says where an entity lies; nil knows nothing of it.
	point func(graph.EntityID) (Point, bool)
	// properties are those of the feature in the making.
	properties bytes.Buffer
	some       bool
}

func (g *geoJSON) head() error {
	about, err := plainJSON(g.about)
	if err != nil {
		return err
	}
	_, err = g.b.WriteString(`{"type":"FeatureCollection","name":"entente","description":` + about + `,"features":[` + "\n")
	return err
}

func (g *geoJSON) end() error {
	_, err := g.b.WriteString("\n]}\n")
	return err
}

// put adds a property.
func (g *geoJSON) put(name string, value any) error { return putMember(&g.properties, name, value) }

// geoValues adds the attributes of a node or an edge. A text that is not there
// is null, so that all features of a sort have the same properties.
func geoValues[T any](g *geoJSON, list []attribute[T], of T) error {
	for _, a := range list {
		v := a.value(of)
		if v == "" {
			g.properties.WriteString(`,"` + a.name + `":null`)
			continue
		}
		if err := g.put(a.name, v); err != nil {
			return err
		}
	}
	return nil
}

// feature writes the feature.
func (g *geoJSON) feature(id, geometry string) error {
	quoted, err := plainJSON(id)
	if err != nil {
		return err
	}
	comma := ""
	if g.some {
		comma = ",\n"
	}
	g.some = true
	_, err = g.b.WriteString(comma + `{"type":"Feature","id":` + quoted + `,"geometry":` + geometry + `,"properties":{` + g.properties.String() + "}}")
	g.properties.Reset()
	return err
}

func (g *geoJSON) node(n *node) error {
	for _, p := range [][2]string{{"element", "node"}, {"id", string(n.ID)}, {"label", n.label()}} {
		if err := g.put(p[0], p[1]); err != nil {
			return err
		}
	}
	if err := geoValues(g, nodeAttributes, n); err != nil {
		return err
	}
	geometry := "null"
	if at, ok := g.at(n.ID); ok {
		geometry = `{"type":"Point","coordinates":` + at.json() + "}"
	}
	return g.feature(string(n.ID), geometry)
}

func (g *geoJSON) edge(e *edge) error {
	for _, p := range [][2]string{{"element", "edge"}, {"id", string(e.lead.ID)}, {"source", string(e.lead.From)}, {"target", string(e.lead.To)}, {"label", e.label()}} {
		if err := g.put(p[0], p[1]); err != nil {
			return err
		}
	}
	if err := g.put("weight", e.weight); err != nil {
		return err
	}
	if err := geoValues(g, edgeAttributes, e); err != nil {
		return err
	}
	geometry := "null"
	from, ok := g.at(e.lead.From)
	if to, there := g.at(e.lead.To); ok && there && from != to {
		geometry = line(from, to)
	}
	return g.feature(string(e.lead.ID), geometry)
}

func (g *geoJSON) at(id graph.EntityID) (Point, bool) {
	if g.point == nil {
		return Point{}, false
	}
	return g.point(id)
}

func (p Point) json() string { return "[" + degrees(p.Lon) + "," + degrees(p.Lat) + "]" }

func degrees(d float64) string { return strconv.FormatFloat(d, 'f', -1, 64) }

// line returns the line between two points, the shorter way round: one that
// crosses the antimeridian is cut there, as the standard asks.
func line(a, b Point) string {
	if d := b.Lon - a.Lon; d >= -180 && d <= 180 {
		return `{"type":"LineString","coordinates":[` + a.json() + "," + b.json() + "]}"
	}
	edge, beyond := 180.0, b.Lon+360
	if a.Lon < 0 {
		edge, beyond = -180, b.Lon-360
	}
	lat := a.Lat + (b.Lat-a.Lat)*(edge-a.Lon)/(beyond-a.Lon)
	lat = float64(int(lat*1e6)) / 1e6
	return `{"type":"MultiLineString","coordinates":[[` + a.json() + "," + Point{edge, lat}.json() + "],[" + Point{-edge, lat}.json() + "," + b.json() + "]]}"
}
