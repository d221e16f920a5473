package view

import (
	"context"
	"slices"

	"entente/graph"
)

// Coverage is how many documents speak of all of some entities.
type Coverage struct {
	scope *Scope
	about []*graph.Entity
	// claims is the condition of a claim about them all.
	claims graph.Where
}

// Coverage returns how much is known about the two.
func (d *Dyad) Coverage() *Coverage {
	return &Coverage{d.scope, []*graph.Entity{d.a, d.b}, graph.SomeOf("claims", d.pair())}
}

// maxAbout is how many entities a coverage may be about.
const maxAbout = 10

// FindCoverage returns how much is known about entities, each by code, id or
// name. The error is a MissingError, an AmbiguousError, or wraps
// graph.ErrInvalid for none of them.
func FindCoverage(ctx context.Context, scope *Scope, refs []string) (*Coverage, error) {
	switch {
	case len(refs) == 0:
		return nil, graph.Invalidf("coverage wants at least one thing to be about")
	case len(refs) > maxAbout:
		return nil, &graph.LimitError{What: "entities to be about", Limit: maxAbout}
	}
	ids := make([]graph.EntityID, len(refs))
	for i, ref := range refs {
		ids[i] = direct(ref)
	}
	found, err := scope.Reader.Entities(ctx, ids, scope.At)
	if err != nil {
		return nil, err
	}
	c := &Coverage{scope: scope}
	for i, ref := range refs {
		if found[i] == nil {
			if found[i], err = resolve(ctx, scope, ref, nil); err != nil {
				return nil, err
			}
		}
		c.about = append(c.about, found[i])
	}
	c.claims = c.each(func(id graph.EntityID) graph.Where { return graph.SomeOf("claims", graph.Is("ends", string(id))) })
	if len(c.about) == 2 && c.about[0].Kind.Actor() && c.about[1].Kind.Actor() {
		if pair := graph.Pair(c.about[0].ID, c.about[1].ID); pair != "" {
			c.claims = graph.SomeOf("claims", graph.Is("pair", pair))
		}
	}
	return c, nil
}

// About returns the entities that it is about.
func (c *Coverage) About() []Entity {
	set, out := newSet(c.scope, 1, c.about), make([]Entity, len(c.about))
	for i, e := range c.about {
		out[i] = entity(set, e)
	}
	return out
}

// each is the condition that something is so for each of the entities.
func (c *Coverage) each(at func(id graph.EntityID) graph.Where) graph.Where {
	all := make([]graph.Where, len(c.about))
	for i, e := range c.about {
		all[i] = at(e.ID)
	}
	return and(all...)
}

// naming is the condition that a document that was loaded names them all.
func (c *Coverage) naming() graph.Where {
	names := c.each(func(id graph.EntityID) graph.Where {
		return graph.SomeOf("entities", graph.Is(graph.FieldID, string(id)))
	})
	return and(told(), names)
}

// edge returns the document at one end of those that meet the condition, by
// publication, and how many there are.
func (c *Coverage) edge(ctx context.Context, where graph.Where, desc bool) (*graph.Document, int, error) {
	q := graph.Query{Subject: graph.SubjectDocument, Where: where, First: 1, Total: true, AsOf: c.scope.At,
		Sort: []graph.Order{{Field: "publishedOn", Desc: desc}}}
	pages, err := c.scope.Reader.FindDocuments(ctx, q)
	if err != nil || len(pages[0].Items) == 0 {
		return nil, 0, err
	}
	return &pages[0].Items[0], pages[0].Total, nil
}

// DocumentCount returns how many documents name all.
func (c *Coverage) DocumentCount(ctx context.Context) (int, error) {
	_, n, err := c.edge(ctx, c.naming(), false)
	return n, err
}

// WithClaims returns how many documents make a claim about all.
func (c *Coverage) WithClaims(ctx context.Context) (int, error) {
	_, n, err := c.edge(ctx, and(told(), c.claims), false)
	return n, err
}

// Sources counts the documents that name all by source.
func (c *Coverage) Sources(ctx context.Context) ([]graph.Facet, error) {
	return c.facets(ctx, "source")
}

// Languages counts the documents that name all by language.
func (c *Coverage) Languages(ctx context.Context) ([]graph.Facet, error) {
	return c.facets(ctx, "language")
}

func (c *Coverage) facets(ctx context.Context, by graph.Field) ([]graph.Facet, error) {
	return c.scope.Reader.Facets(ctx, graph.Query{Subject: graph.SubjectDocument, Where: c.naming(), AsOf: c.scope.At}, by)
}

func (c *Coverage) dated() graph.Where {
	return and(c.naming(), graph.Where{Not: &graph.Where{Field: "publishedOn", Op: graph.Missing}})
}

// From returns the earliest publication of a document that names all.
func (c *Coverage) From(ctx context.Context) (*graph.Date, error) { return c.end(ctx, false) }

// Until returns the latest publication of a document that names all.
func (c *Coverage) Until(ctx context.Context) (*graph.Date, error) { return c.end(ctx, true) }

func (c *Coverage) end(ctx context.Context, desc bool) (*graph.Date, error) {
	doc, _, err := c.edge(ctx, c.dated(), desc)
	if doc == nil || err != nil {
		return nil, err
	}
	return &doc.PublishedOn, nil
}

// CoveragePeriod is how much was published in a stretch of time.
type CoveragePeriod struct {
	Period             graph.Date
	From, Until        graph.Day
	Level              string
	DocumentCount      int
	Sources, Languages []graph.Facet
}

// Periods returns how much was published about the entities over time.
func (c *Coverage) Periods(ctx context.Context, interval string, from, until *graph.Day) ([]*CoveragePeriod, error) {
	if err := inOrder(from, until); err != nil {
		return nil, err
	}
	found, err := every(ctx, c.scope, documents, graph.Query{Subject: graph.SubjectDocument, Where: c.dated(), AsOf: c.scope.At})
	if err != nil {
		return nil, err
	}
	first, last := extent(found, from, until)
	out := []*CoveragePeriod{}
	if first == "" || last == "" {
		return out, nil
	}
	starts, err := series(interval, first, last)
	if err != nil {
		return nil, err
	}
	placed := byPublication(interval, found, starts)
	sum, some := 0, 0
	for _, start := range starts {
		docs := placed[start]
		p := &CoveragePeriod{From: start, Until: dayBefore(bucketNext(interval, start)), DocumentCount: len(docs),
			Sources: countItems(docs, "source"), Languages: countItems(docs, "language")}
		p.Period = bucketPeriod(interval, p.From, p.Until)
		if out = append(out, p); len(docs) > 0 {
			sum, some = sum+len(docs), some+1
		}
	}
	for _, p := range out {
		p.Level = level(p.DocumentCount, sum, some)
	}
	return out, nil
}

// level tells a number of documents against their mean over the periods that
// have any.
func level(n, sum, periods int) string {
	switch {
	case n == 0:
		return "NONE"
	case 2*n*periods < sum:
		return "THIN"
	}
	return "NORMAL"
}

// extent returns the window of a series: the days asked for, else those of the
// publications; "" where there is neither.
func extent(docs []*graph.Document, from, until *graph.Day) (first, last graph.Day) {
	for _, d := range docs {
		lo, hi, _ := d.PublishedOn.Bounds()
		if lo > graph.MinDay && (first == "" || lo < first) {
			first = lo
		}
		if hi < graph.MaxDay {
			last = max(last, hi)
		}
	}
	if from != nil {
		first = *from
	}
	if until != nil {
		last = *until
	}
	return first, last
}

// published returns the documents that name all by the bucket of publication.
func (c *Coverage) published(ctx context.Context, interval string, starts []graph.Day) (map[graph.Day][]*graph.Document, error) {
	found, err := every(ctx, c.scope, documents, graph.Query{Subject: graph.SubjectDocument, Where: c.dated(), AsOf: c.scope.At})
	return byPublication(interval, found, starts), err
}

// byPublication puts documents into buckets: one with an interval, such as a
// table of events, into each that it touches; one with a date that is wider than
// a bucket into none, as nobody knows which.
func byPublication(interval string, docs []*graph.Document, starts []graph.Day) map[graph.Day][]*graph.Document {
	out := make(map[graph.Day][]*graph.Document)
	for _, d := range docs {
		lo, hi, ok := d.PublishedOn.Bounds()
		start := bucketStart(interval, lo)
		switch {
		case !ok:
		case d.PublishedOn.Precision() == graph.PrecisionInterval:
			first, _ := slices.BinarySearch(starts, start)
			for ; first < len(starts) && starts[first] <= hi; first++ {
				out[starts[first]] = append(out[starts[first]], d)
			}
		case hi < bucketNext(interval, start):
			out[start] = append(out[start], d)
		}
	}
	return out
}
