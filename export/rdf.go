package export

import (
	"regexp"
	"slices"
	"strings"

	"entente/graph"
)

// The names that RDF files give to things and terms, beside those of RDFS, SKOS
// and XML Schema. They are URNs: no one is asked what they mean.
const (
	rdfIDs   = "urn:entente:id:"
	rdfTerms = "urn:entente:term:"
	rdfsNS   = "http://www.w3.org/2000/01/rdf-schema#"
	skosNS   = "http://www.w3.org/2004/02/skos/core#"
	xsdNS    = "http://www.w3.org/2001/XMLSchema#"
)

// value is the object of a statement: a thing, where iri is set, or a text with
// a type of XML Schema or a language, or neither.
type value struct{ iri, text, typ, language string }

// property is a predicate, written as a term, `rdfs:label` or `skos:altLabel`,
// and its object.
type property struct {
	name string
	value
}

// thing is a subject with its class and what is stated of it.
type thing struct {
	id, class  string
	properties []property
}

func (t *thing) add(name string, v value) { t.properties = append(t.properties, property{name, v}) }

// rdfNode states what a node tells: its names with their languages, and its attributes.
func rdfNode(n *node) *thing {
	t := &thing{id: string(n.ID), class: string(n.Kind)}
	t.add("rdfs:label", value{text: n.label(), language: n.language(n.label())})
	var seen []value
	for _, name := range n.Names {
		v := value{text: oneLine(name.Text), language: language(name.Language)}
		if v.text != "" && v.text != oneLine(n.Name) && !slices.Contains(seen, v) {
			seen = append(seen, v)
			t.add("skos:altLabel", v)
		}
	}
	rdfValues(t, nodeAttributes, n, "kind", "names")
	return t
}

// rdfEdge states what an edge tells, as a thing of its own that evidence hangs
// on; its times are texts START/END of days.
func rdfEdge(e *edge) *thing {
	t := &thing{id: string(e.lead.ID), class: "Relation"}
	t.add("rdfs:label", value{text: e.label()})
	t.add("source", value{iri: string(e.lead.From)})
	t.add("target", value{iri: string(e.lead.To)})
	t.add("weight", value{text: format(e.weight), typ: "integer"})
	rdfValues(t, edgeAttributes, e)
	for _, s := range e.spells {
		t.add("time", value{text: string(s.start) + "/" + string(s.end)})
	}
	return t
}

func rdfValues[T any](t *thing, list []attribute[T], of T, without ...string) {
	for _, a := range list {
		v := a.value(of)
		if v == "" || slices.Contains(without, a.name) {
			continue
		}
		t.add(a.name, value{text: format(v), typ: a.schemaType(format(v))})
	}
}

// schemaType returns the type of XML Schema that an attribute's value has, "" for
// a plain text. Dates that are no whole day, month or year are plain texts.
func (a attribute[T]) schemaType(text string) string {
	switch a.typ {
	case integerType:
		return "integer"
	case decimalType:
		return "decimal"
	case booleanType:
		return "boolean"
	}
	if slices.Contains(dates, a.name) {
		switch graph.Date(text).Precision() {
		case graph.PrecisionDay:
			return exactly(text, 10, "date")
		case graph.PrecisionMonth:
			return exactly(text, 7, "gYearMonth")
		case graph.PrecisionYear:
			return exactly(text, 4, "gYear")
		}
	}
	return ""
}

// exactly returns the type of a date without signs of doubt.
func exactly(text string, length int, typ string) string {
	if len(text) == length && !strings.ContainsAny(text, "~?%") {
		return typ
	}
	return ""
}

// language returns the language of the entity's name, "" where it is unknown.
func (n *node) language(name string) string {
	for _, x := range n.Names {
		if oneLine(x.Text) == name && x.Language != "" {
			return language(x.Language)
		}
	}
	return ""
}

var languageTag = regexp.MustCompile(`^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$`)

// language returns a tag as RDF takes it, in lower case since readers differ in
// what they make of others; "" for what is none.
func language(tag string) string {
	if !languageTag.MatchString(tag) {
		return ""
	}
	return strings.ToLower(tag)
}

// rdfIRI returns the IRI of an id: what an IRI may not hold is escaped by %.
func rdfIRI(id string) string {
	var b strings.Builder
	b.WriteString(rdfIDs)
	for _, r := range id {
		if r <= ' ' || r == 0x7f || strings.ContainsRune("<>\"{}|^`\\%#?[]", r) || r >= 0x80 && r <= 0xa0 || r == 0xfffd {
			for _, c := range []byte(string(r)) {
				const hex = "0123456789ABCDEF"
				b.WriteString("%" + string(hex[c>>4]) + string(hex[c&15]))
			}
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
