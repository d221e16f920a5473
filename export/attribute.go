package export

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"entente/graph"
)

// node is an entity with the point in time for which it is written.
type node struct {
	*graph.Entity
	at graph.AsOf
}

func newNode(e *graph.Entity, at graph.AsOf) *node { return &node{e, at} }

// label is the name on one line, else the id.
func (n *node) label() string { return cmp.Or(oneLine(n.Name), string(n.ID)) }

// valueType is what an attribute holds. Texts that are "" are left out of a
// file where the format lets them be; numbers and booleans are always there.
type valueType int

const (
	textType valueType = iota
	integerType
	decimalType
	booleanType
)

// attribute is a named value of a node or an edge. The value is a string, int,
// float64 or bool, as its type says.
type attribute[T any] struct {
	name  string
	typ   valueType
	value func(T) any
}

func text[T any](name string, value func(T) string) attribute[T] {
	return attribute[T]{name, textType, func(x T) any { return value(x) }}
}

func integer[T any](name string, value func(T) int) attribute[T] {
	return attribute[T]{name, integerType, func(x T) any { return value(x) }}
}

func decimal[T any](name string, value func(T) float64) attribute[T] {
	return attribute[T]{name, decimalType, func(x T) any { return value(x) }}
}

func boolean[T any](name string, value func(T) bool) attribute[T] {
	return attribute[T]{name, booleanType, func(x T) any { return value(x) }}
}

// nodeAttributes are what a node tells beside its id and label.
var nodeAttributes = []attribute[*node]{
	text("kind", func(n *node) string { return string(n.Kind) }),
	text("names", func(n *node) string { return n.otherNames() }),
	text("iso3", func(n *node) string { return n.code("iso3") }),
	text("iso2", func(n *node) string { return n.code("iso2") }),
	text("m49", func(n *node) string { return n.code("m49") }),
	text("cow", func(n *node) string { return n.code("cow") }),
	text("gw", func(n *node) string { return n.code("gw") }),
	integer("mentions", func(n *node) int { return n.Mentions }),
	integer("documents", func(n *node) int { return n.Documents }),
	text("color", func(n *node) string { return n.color().hex() }),
	decimal("size", func(n *node) float64 { return n.size() }),
}

// edgeAttributes are what an edge tells beside its id, ends, label and weight.
var edgeAttributes = []attribute[*edge]{
	text("kind", func(e *edge) string { return string(e.lead.Kind) }),
	text("quad", func(e *edge) string { return string(e.lead.Kind.Quad()) }),
	text("modality", func(e *edge) string { return string(e.lead.Modality) }),
	text("when", func(e *edge) string { return string(e.when) }),
	text("earliest", func(e *edge) string { return string(e.span().start) }),
	text("latest", func(e *edge) string { return string(e.span().end) }),
	integer("relations", func(e *edge) int { return e.relations }),
	integer("undated", func(e *edge) int { return e.undated }),
	integer("claims", func(e *edge) int { return e.claims }),
	integer("denials", func(e *edge) int { return e.denials }),
	integer("sources", func(e *edge) int { return e.sources }),
	text("firstSeen", func(e *edge) string { return string(e.firstSeen) }),
	text("lastSeen", func(e *edge) string { return string(e.lastSeen) }),
	boolean("disputed", func(e *edge) bool { return e.disputed }),
	boolean("mutual", func(e *edge) bool { return e.mutual }),
	boolean("symmetric", func(e *edge) bool { return e.info().Symmetric }),
	decimal("goldstein", func(e *edge) float64 { return e.info().Goldstein }),
	decimal("confidence", func(e *edge) float64 { return ofClaim(e, func(c *graph.Claim) float64 { return c.Confidence }) }),
	text("quote", func(e *edge) string { return ofClaim(e, firstQuote) }),
	text("assertedBy", func(e *edge) string { return ofClaim(e, speaker) }),
	text("claimId", func(e *edge) string { return ofClaim(e, func(c *graph.Claim) string { return string(c.ID) }) }),
	text("documentId", func(e *edge) string { return ofDocument(e, func(d *graph.Document) string { return string(d.ID) }) }),
	text("title", func(e *edge) string { return ofDocument(e, func(d *graph.Document) string { return d.Title }) }),
	text("url", func(e *edge) string { return ofDocument(e, func(d *graph.Document) string { return d.URL }) }),
	text("publishedOn", func(e *edge) string {
		return ofDocument(e, func(d *graph.Document) string { return string(d.PublishedOn) })
	}),
	text("outlet", func(e *edge) string { return ofDocument(e, func(d *graph.Document) string { return d.Source.Name }) }),
	text("color", func(e *edge) string { return e.color().hex() }),
}

// otherNames joins the entity's names but the first, each once.
func (n *node) otherNames() string {
	var names []string
	for _, x := range n.Names {
		if t := oneLine(x.Text); t != "" && t != oneLine(n.Name) {
			names = append(names, t)
		}
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), " | ")
}

// code returns the code of a scheme: that of the day for which the file is
// written, today's without one, the last where none is valid then.
func (n *node) code(scheme string) string {
	var best graph.Code
	for _, c := range n.Codes {
		if c.Scheme == scheme && (best.Value == "" || n.betterCode(c, best)) {
			best = c
		}
	}
	return best.Value
}

func (n *node) betterCode(c, than graph.Code) bool {
	day := cmp.Or(n.at.Valid, graph.MaxDay)
	if a, b := c.Valid.MayContain(day), than.Valid.MayContain(day); a != b {
		return a
	}
	return c.Valid.Latest() > than.Valid.Latest()
}

// size grows with the number of documents that record the entity, from 10 to
// about 60.
func (n *node) size() float64 {
	return math.Round(10*(10+6*math.Log2(1+float64(n.Documents)))) / 10
}

// label says in words what the edge is: "signed", "aid (intended)".
func (e *edge) label() string {
	words := strings.ToLower(strings.ReplaceAll(string(e.lead.Kind), "_", " "))
	if e.lead.Modality != graph.Actual {
		words += " (" + strings.ToLower(string(e.lead.Modality)) + ")"
	}
	return words
}

// class is the edge's kind, with the modality where it is not ACTUAL: programs
// that join edges of one kind must not count a plan as a fact.
func (e *edge) class() string {
	if e.lead.Modality == graph.Actual {
		return string(e.lead.Kind)
	}
	return string(e.lead.Kind) + " " + string(e.lead.Modality)
}

func (e *edge) info() graph.KindInfo {
	info, _ := e.lead.Kind.Info()
	return info
}

// span are the first and the last day of the edge, "" where none is known.
func (e *edge) span() spell {
	if len(e.spells) == 0 {
		return spell{}
	}
	return spell{e.spells[0].start, e.spells[len(e.spells)-1].end}
}

func ofClaim[V any](e *edge, value func(*graph.Claim) V) (none V) {
	if e.claim == nil {
		return none
	}
	return value(e.claim)
}

func ofDocument(e *edge, value func(*graph.Document) string) string {
	if e.document == nil {
		return ""
	}
	return value(e.document)
}

func firstQuote(c *graph.Claim) string {
	if len(c.Evidence) == 0 {
		return ""
	}
	return c.Evidence[0].Quote
}

func speaker(c *graph.Claim) string {
	if c.AssertedBy == nil {
		return ""
	}
	return cmp.Or(c.AssertedBy.Name, string(c.AssertedByID))
}

// oneLine returns the text with its white space as single blanks.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
