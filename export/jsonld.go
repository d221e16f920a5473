package export

import (
	"bufio"
	"bytes"
)

// jsonLD writes JSON-LD 1.1 with the statements of turtle, a line for each
// thing. Its context is in the file, so that reading it asks nobody.
type jsonLD struct {
	b     *bufio.Writer
	about string
	line  bytes.Buffer
}

func (j *jsonLD) head() error {
	about, err := plainJSON(j.about)
	if err != nil {
		return err
	}
	_, err = j.b.WriteString(`{"@context":{"@vocab":"` + rdfTerms + `","rdfs":"` + rdfsNS + `","skos":"` + skosNS + `","xsd":"` + xsdNS + `"},"@graph":[` + "\n" +
		`{"@id":"urn:entente:graph","rdfs:comment":` + about + "}")
	return err
}

func (j *jsonLD) node(n *node) error { return j.put(rdfNode(n)) }
func (j *jsonLD) edge(e *edge) error { return j.put(rdfEdge(e)) }

func (j *jsonLD) end() error {
	_, err := j.b.WriteString("\n]}\n")
	return err
}

func (j *jsonLD) put(x *thing) error {
	j.line.Reset()
	j.line.WriteString(",\n{")
	if err := j.member("@id", rdfIRI(x.id)); err != nil {
		return err
	}
	j.line.WriteByte(',')
	if err := j.member("@type", x.class); err != nil {
		return err
	}
	for i := 0; i < len(x.properties); {
		n := i + 1
		for n < len(x.properties) && x.properties[n].name == x.properties[i].name {
			n++
		}
		if err := j.list(x.properties[i:n]); err != nil {
			return err
		}
		i = n
	}
	j.line.WriteByte('}')
	_, err := j.b.Write(j.line.Bytes())
	return err
}

// member writes a name and a text.
func (j *jsonLD) member(name, text string) error {
	quoted, err := plainJSON(text)
	j.line.WriteString(`"` + name + `":` + quoted)
	return err
}

// list writes the objects of one predicate.
func (j *jsonLD) list(properties []property) error {
	j.line.WriteString(`,"` + properties[0].name + `":[`)
	for i, p := range properties {
		if i > 0 {
			j.line.WriteByte(',')
		}
		j.line.WriteByte('{')
		var err error
		switch {
		case p.iri != "":
			err = j.member("@id", rdfIRI(p.iri))
		default:
			err = j.member("@value", p.text)
		}
		if err == nil && p.typ != "" {
			j.line.WriteByte(',')
			err = j.member("@type", "xsd:"+p.typ)
		} else if err == nil && p.language != "" {
			j.line.WriteByte(',')
			err = j.member("@language", p.language)
		}
		if err != nil {
			return err
		}
		j.line.WriteByte('}')
	}
	j.line.WriteByte(']')
	return nil
}
