package export

import "strconv"

// graphML writes GraphML: every attribute through a key with its type, booleans
// on every edge, since igraph reads a missing one as false, and an edge's id
// again as data, since igraph and Gephi have other uses for the attribute.
type graphML struct {
	xmlWriter
	about string
}

var graphMLTypes = map[valueType]string{textType: "string", integerType: "int", decimalType: "double", booleanType: "boolean"}

func (g *graphML) head() error {
	g.raw(`<?xml version="1.0" encoding="UTF-8"?>`, "\n", `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">`, "\n")
	g.key("node", "label", textType)
	graphMLKeys(g, "node", nodeAttributes)
	g.key("edge", "relationId", textType)
	g.key("edge", "label", textType)
	g.key("edge", "weight", decimalType)
	graphMLKeys(g, "edge", edgeAttributes)
	g.raw(`<graph id="entente" edgedefault="directed">`, "\n")
	g.raw("<desc>")
	g.text(g.about)
	g.raw("</desc>\n")
	return g.done()
}

// key declares an attribute of a class. Its id has the class before it, since
// ids are of the whole file.
func (g *graphML) key(class, name string, typ valueType) {
	g.raw(`<key id="`, class, ".", name, `" for="`, class, `" attr.name="`, name, `" attr.type="`, graphMLTypes[typ], `"/>`, "\n")
}

func graphMLKeys[T any](g *graphML, class string, list []attribute[T]) {
	for _, a := range list {
		g.key(class, a.name, a.typ)
	}
}

// data writes a value, if there is one.
func (g *graphML) data(class, name, value string) {
	if value == "" {
		return
	}
	g.raw(`<data key="`, class, ".", name, `">`)
	g.text(value)
	g.raw("</data>")
}

func graphMLValues[T any](g *graphML, class string, list []attribute[T], of T) {
	for _, a := range list {
		g.data(class, a.name, format(a.value(of)))
	}
}

func (g *graphML) node(n *node) error {
	g.raw("<node")
	g.attr("id", string(n.ID))
	g.raw(">")
	g.data("node", "label", n.label())
	graphMLValues(g, "node", nodeAttributes, n)
	g.raw("</node>\n")
	return g.done()
}

func (g *graphML) edge(e *edge) error {
	g.raw("<edge")
	g.attr("id", string(e.lead.ID))
	g.attr("source", string(e.lead.From))
	g.attr("target", string(e.lead.To))
	g.raw(">")
	g.data("edge", "relationId", string(e.lead.ID))
	g.data("edge", "label", e.label())
	g.data("edge", "weight", strconv.Itoa(e.weight))
	graphMLValues(g, "edge", edgeAttributes, e)
	g.raw("</edge>\n")
	return g.done()
}

func (g *graphML) end() error {
	g.raw("</graph>\n</graphml>\n")
	return g.done()
}
