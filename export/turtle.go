package export

import (
	"bufio"
	"fmt"
	"strings"
)

// turtle writes RDF 1.1 Turtle, a paragraph for each thing.
type turtle struct {
	b     *bufio.Writer
	about string
}

func (t *turtle) head() error {
	for _, p := range [][2]string{{"", rdfTerms}, {"rdfs", rdfsNS}, {"skos", skosNS}, {"xsd", xsdNS}} {
		if _, err := fmt.Fprintf(t.b, "@prefix %s: <%s> .\n", p[0], p[1]); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(t.b, "\n<urn:entente:graph> rdfs:comment %s .\n", turtleText(t.about))
	return err
}

func (t *turtle) node(n *node) error { return t.put(rdfNode(n)) }
func (t *turtle) edge(e *edge) error { return t.put(rdfEdge(e)) }
func (t *turtle) end() error         { return nil }

func (t *turtle) put(x *thing) error {
	if _, err := t.b.WriteString("\n<" + rdfIRI(x.id) + "> a :" + x.class); err != nil {
		return err
	}
	for _, p := range x.properties {
		name := p.name
		if !strings.Contains(name, ":") {
			name = ":" + name
		}
		if _, err := t.b.WriteString(" ;\n  " + name + " " + p.turtle()); err != nil {
			return err
		}
	}
	_, err := t.b.WriteString(" .\n")
	return err
}

func (v value) turtle() string {
	switch {
	case v.iri != "":
		return "<" + rdfIRI(v.iri) + ">"
	case v.typ != "":
		return turtleText(v.text) + "^^xsd:" + v.typ
	case v.language != "":
		return turtleText(v.text) + "@" + v.language
	}
	return turtleText(v.text)
}

// turtleText quotes a text.
func turtleText(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
