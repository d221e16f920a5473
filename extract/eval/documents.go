package eval

import (
	"fmt"
	"slices"
	"strings"

	"entente/extract"
	"entente/graph"
)

// Documents scores whole documents. Recall is exact over the labelled
// relations, where kinds named together are alternatives, a person stands for
// the state whose office he holds (in events), and mutual kinds match both ways.
// Precision looks at affirmed events that are facts, between two states: one is
// wrong where the labels have nothing between the two on its side, cooperation
// or, directed, conflict; those who sign or take part in one thing cooperate. A
// tie that the labels do not have is wrong too.
func Documents(e *extract.Extractor, docs []Document) Report {
	t := documentScore{}
	r := Report{Set: "documents", Items: len(docs)}
	for i := range docs {
		d := &docs[i]
		c := e.Extract(graph.Document{ID: graph.NewDocumentID(d.ID), Title: d.Title, PublishedOn: d.Published, Format: graph.FormatText}, d.Text)
		s := newComparison(e, d).score(&c)
		r.Rows = append(r.Rows, Row{Name: d.ID, Notes: s.notes, Measures: []Measure{share("relations", s.found, s.relations),
			share("entities", s.entitiesFound, s.entities), {Name: "wrong", Value: float64(s.wrong)}}})
		t.add(s)
	}
	_, _, f := prf(t.found, t.found+t.wrong, t.found+t.wrong)
	recall := share("relation recall", t.found, t.relations)
	precision := share("relation precision", t.found, t.found+t.wrong)
	if recall.Value+precision.Value > 0 {
		f = 2 * recall.Value * precision.Value / (recall.Value + precision.Value)
	}
	r.Measures = []Measure{recall, precision, {Name: "relation F1", Value: f}, share("modality", t.modal, t.found),
		share("entity recall", t.entitiesFound, t.entities), share("traps sprung", t.sprung, t.traps), share("quotes", t.quotesRight, t.quotes)}
	return r
}

// documentScore counts what is right in documents.
type documentScore struct {
	found, relations, wrong, modal, entitiesFound, entities, sprung, traps, quotesRight, quotes int

	notes []string
}

func (t *documentScore) add(s documentScore) {
	t.found += s.found
	t.relations += s.relations
	t.wrong += s.wrong
	t.modal += s.modal
	t.entitiesFound += s.entitiesFound
	t.entities += s.entities
	t.sprung += s.sprung
	t.traps += s.traps
	t.quotesRight += s.quotesRight
	t.quotes += s.quotes
}

func (t *documentScore) note(format string, args ...any) {
	t.notes = append(t.notes, fmt.Sprintf(format, args...))
}

// comparison holds one document's labels against what was read in it.
type comparison struct {
	extractor *extract.Extractor
	doc       *Document
	offices   map[party]party
	holders   []party
	claims    []said
	used      []bool
}

// said is an affirmed claim with two ends.
type said struct {
	from, to party
	kind     graph.RelationKind
	modality graph.Modality
	quote    string
}

func newComparison(e *extract.Extractor, d *Document) *comparison {
	x := &comparison{extractor: e, doc: d, offices: make(map[party]party)}
	for _, o := range d.Offices {
		p := x.party(o[0])
		x.offices[p] = x.party(o[1])
		x.holders = append(x.holders, p)
	}
	return x
}

// party returns a labelled name for comparison.
func (x *comparison) party(name string) party {
	if id, ok := x.extractor.State(name); ok {
		return party(key(id))
	}
	return fold(name)
}

func (x *comparison) parties(alternatives string) []party {
	var out []party
	for _, a := range strings.Split(alternatives, "|") {
		out = append(out, x.party(a))
	}
	return out
}

// read returns the end of a claim for comparison.
func (x *comparison) read(a *graph.Actor) party {
	if a.ID.Kind() == graph.KindState {
		return party(key(a.ID))
	}
	return x.party(a.Name)
}

// acting returns whom a party's events count for.
func (x *comparison) acting(p party, kind graph.RelationKind) party {
	if !isEvent(kind) {
		return p
	}
	for _, h := range x.holders {
		if same(p, h) {
			return x.offices[h]
		}
	}
	return p
}

func (x *comparison) score(c *graph.Contribution) documentScore {
	s := documentScore{relations: len(x.doc.Relations), traps: len(x.doc.Forbidden)}
	x.collect(c, &s)
	for _, r := range x.doc.Relations {
		x.recall(r, &s)
	}
	wrong := x.wrong()
	for _, r := range x.doc.Forbidden {
		for _, c := range x.claims {
			if c.modality == graph.Actual && x.matches(r, c) {
				s.sprung++
				s.note("trap %s: %s", r, r.Why)
				break
			}
		}
	}
	s.wrong = len(wrong)
	s.notes = append(s.notes, wrong...)
	x.entities(c, &s)
	return s
}

// collect reads the claims and checks their quotes.
func (x *comparison) collect(c *graph.Contribution, s *documentScore) {
	text := graph.NewText(x.doc.Text)
	for i := range c.Claims {
		cl := &c.Claims[i]
		for _, ev := range cl.Evidence {
			s.quotes++
			if q, ok := text.Slice(ev.Start, ev.End); ok && q == ev.Quote {
				s.quotesRight++
			}
		}
		if cl.To == nil || cl.Polarity != graph.Affirmed {
			continue
		}
		x.claims = append(x.claims, said{x.acting(x.read(&cl.From), cl.Kind), x.acting(x.read(cl.To), cl.Kind), cl.Kind, cl.Modality, cl.Evidence[0].Quote})
	}
	x.used = make([]bool, len(x.claims))
}

// recall looks for a labelled relation among the claims.
func (x *comparison) recall(r Relation, s *documentScore) {
	hit, modal := false, false
	for i, c := range x.claims {
		if x.matches(r, c) {
			hit, x.used[i] = true, true
			modal = modal || c.modality == r.modality()
		}
	}
	switch {
	case !hit:
		s.note("missed %s", r)
		return
	case modal:
		s.modal++
	}
	s.found++
}

func (x *comparison) matches(r Relation, c said) bool {
	if !slices.Contains(r.Kinds, c.kind) && !slices.Contains(r.Kinds, "*") {
		return false
	}
	fits := func(alternatives string, p party) bool {
		return alternatives == "*" || slices.ContainsFunc(x.parties(alternatives), func(a party) bool { return same(x.acting(a, c.kind), p) })
	}
	return fits(r.From, c.from) && fits(r.To, c.to) ||
		slices.Contains(mutual, c.kind) && fits(r.From, c.to) && fits(r.To, c.from)
}

// entities looks for the labelled entities.
func (x *comparison) entities(c *graph.Contribution, s *documentScore) {
	for _, want := range x.doc.Entities {
		s.entities++
		if slices.ContainsFunc(c.Entities, func(got graph.EntityRecord) bool {
			p := x.party(got.Name)
			if got.Kind == graph.KindState {
				p = party(key(got.ID))
			}
			return same(x.party(want.Name), p) && alike(want.Type, got.Kind)
		}) {
			s.entitiesFound++
		} else {
			s.note("missed entity %s %s", want.Type, want.Name)
		}
	}
}

// alike reports whether two kinds are taken for one: a body may be read as a
// group, a territory as a place.
func alike(a, b graph.EntityKind) bool {
	bodies := []graph.EntityKind{graph.KindOrganization, graph.KindGroup}
	lands := []graph.EntityKind{graph.KindPlace, graph.KindState}
	return a == b || slices.Contains(bodies, a) && slices.Contains(bodies, b) || slices.Contains(lands, a) && slices.Contains(lands, b)
}
