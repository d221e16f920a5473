package export

import "strconv"

// gexf writes GEXF 1.3 as Gephi reads it: dynamic, with the times of edges as
// intervals of days, both ends in. Traps of its readers shaped it: there is one
// block of attributes a class; `start` and `end` come together or not at all;
// colours are r, g and b in the viz namespace; labels are one line.
type gexf struct {
	xmlWriter
	about string
	// inEdges says that the nodes are closed.
	inEdges bool
}

func (g *gexf) head() error {
	g.raw(`<?xml version="1.0" encoding="UTF-8"?>`, "\n",
		`<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">`, "\n",
		"<meta>\n<creator>entente</creator>\n<description>")
	g.text(g.about)
	g.raw("</description>\n</meta>\n",
		`<graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval" idtype="string">`, "\n")
	gexfAttributes(g, "node", nodeAttributes)
	gexfAttributes(g, "edge", edgeAttributes)
	g.raw("<nodes>\n")
	return g.done()
}

// gexfTypes are the names of the types.
var gexfTypes = map[valueType]string{textType: "string", integerType: "integer", decimalType: "double", booleanType: "boolean"}

func gexfAttributes[T any](g *gexf, class string, list []attribute[T]) {
	g.raw(`<attributes class="`, class, `" mode="static">`, "\n")
	for _, a := range list {
		g.raw(`<attribute id="`, a.name, `" title="`, a.name, `" type="`, gexfTypes[a.typ], `"/>`, "\n")
	}
	g.raw("</attributes>\n")
}

func gexfValues[T any](g *gexf, list []attribute[T], of T) {
	g.raw("<attvalues>")
	for _, a := range list {
		if v := format(a.value(of)); v != "" {
			g.raw(`<attvalue for="`, a.name, `"`)
			g.attr("value", v)
			g.raw("/>")
		}
	}
	g.raw("</attvalues>")
}

func (g *gexf) color(c rgb) {
	g.raw(`<viz:color r="`, strconv.Itoa(int(c.r)), `" g="`, strconv.Itoa(int(c.g)), `" b="`, strconv.Itoa(int(c.b)), `"/>`)
}

func (g *gexf) node(n *node) error {
	g.raw("<node")
	g.attr("id", string(n.ID))
	g.attr("label", n.label())
	g.raw(">")
	gexfValues(g, nodeAttributes, n)
	g.color(n.color())
	g.raw(`<viz:size value="`, format(n.size()), `"/></node>`, "\n")
	return g.done()
}

// open ends the nodes and begins the edges, once.
func (g *gexf) open() {
	if !g.inEdges {
		g.inEdges = true
		g.raw("</nodes>\n<edges>\n")
	}
}

func (g *gexf) edge(e *edge) error {
	g.open()
	g.raw("<edge")
	g.attr("id", string(e.lead.ID))
	g.attr("source", string(e.lead.From))
	g.attr("target", string(e.lead.To))
	g.attr("kind", e.class())
	g.attr("label", e.label())
	g.raw(` weight="`, strconv.Itoa(e.weight), `"`)
	if len(e.spells) == 1 {
		g.interval(e.spells[0])
	}
	g.raw(">")
	gexfValues(g, edgeAttributes, e)
	if len(e.spells) > 1 {
		g.raw("<spells>")
		for _, s := range e.spells {
			g.raw("<spell")
			g.interval(s)
			g.raw("/>")
		}
		g.raw("</spells>")
	}
	g.color(e.color())
	g.raw("</edge>\n")
	return g.done()
}

func (g *gexf) interval(s spell) {
	g.raw(` start="`, string(s.start), `" end="`, string(s.end), `"`)
}

func (g *gexf) end() error {
	g.open()
	g.raw("</edges>\n</graph>\n</gexf>\n")
	return g.done()
}
