package export

import (
	"bufio"
	"context"
	"encoding/csv"
	"slices"
	"strconv"

	"entente/analysis"
	"entente/graph"
)

// panelQuads are the columns of counts, by quad class.
var panelQuads = []struct {
	name string
	quad graph.Quad
}{
	{"verbalCooperation", graph.VerbalCooperation}, {"materialCooperation", graph.MaterialCooperation},
	{"verbalConflict", graph.VerbalConflict}, {"materialConflict", graph.MaterialConflict}, {"neutral", graph.Neutral},
}

// panelCodes are the codes of states that tell the two of a row.
var panelCodes = []string{"iso3", "cow", "gw"}

// panel writes a row for each year and each ordered pair of states: what the
// first did to the second.
type panel struct {
	walk   *walk
	states []*node
	ids    []graph.EntityID
	// covered are, for each state and year, the numbers of the documents of the
	// year that name it, sorted.
	covered []map[int][]int32
	out     *csv.Writer
}

// writePanel writes the panel of the states that the options choose.
func writePanel(ctx context.Context, w *walk, b *bufio.Writer) (Summary, error) {
	p := &panel{walk: w, out: csv.NewWriter(b)}
	p.out.UseCRLF = true
	if err := p.choose(ctx); err != nil {
		return Summary{}, err
	}
	first, last, err := p.cover(ctx)
	if err != nil {
		return Summary{}, err
	}
	network, err := analysis.Read(ctx, w.store, w.o.AsOf.Known)
	if err != nil {
		return Summary{}, err
	}
	if err := p.out.Write(panelHead()); err != nil {
		return Summary{}, err
	}
	sum := Summary{Nodes: len(p.states)}
	for year := first; year <= last && first > 0; year++ {
		if err := p.year(ctx, network, year); err != nil {
			return sum, err
		}
		sum.Edges += len(p.states) * (len(p.states) - 1)
	}
	p.out.Flush()
	return sum, p.out.Error()
}

func panelHead() []string {
	head := []string{"year", "from", "to"}
	for _, end := range []string{"From", "To"} {
		for _, scheme := range panelCodes {
			head = append(head, scheme+end)
		}
	}
	for _, q := range panelQuads {
		head = append(head, q.name)
	}
	return append(head, "events", "documents")
}

// choose reads the states.
func (p *panel) choose(ctx context.Context) error {
	return p.walk.entities(ctx, pageSize, func(page []graph.Entity) error {
		for i := range page {
			if page[i].Kind == graph.KindState {
				p.states, p.ids = append(p.states, newNode(&page[i], p.walk.o.AsOf)), append(p.ids, page[i].ID)
			}
		}
		if len(p.ids) > analysis.MaxActors {
			return &graph.LimitError{What: "states of a panel", Limit: analysis.MaxActors}
		}
		return nil
	})
}

// cover reads which documents name the states, and returns the first and the
// last year of the panel: from the first event between the states or the first
// publication to the last publication; 0 where nothing was published.
func (p *panel) cover(ctx context.Context) (first, last int, err error) {
	p.covered = make([]map[int][]int32, len(p.ids))
	numbers := make(map[graph.DocumentID]int32)
	told := graph.Where{And: []graph.Where{
		{Not: &graph.Where{Field: "format", Op: graph.Eq, Value: string(graph.FormatLexicon)}},
		{Not: &graph.Where{Field: "publishedOn", Op: graph.Missing}},
	}}
	for i, id := range p.ids {
		p.covered[i] = make(map[int][]int32)
		q := graph.Query{Subject: graph.SubjectDocument, Where: and(told, graph.SomeOf("entities", graph.Is(graph.FieldID, string(id)))),
			First: pageSize, AsOf: p.walk.o.AsOf}
		for more := true; more; {
			pages, err := p.walk.store.FindDocuments(ctx, q)
			if err != nil {
				return 0, 0, err
			}
			for k := range pages[0].Items {
				d := &pages[0].Items[k]
				if _, ok := numbers[d.ID]; !ok {
					numbers[d.ID] = int32(len(numbers))
				}
				for _, year := range yearsOf(d.PublishedOn) {
					p.covered[i][year] = append(p.covered[i][year], numbers[d.ID])
					if last = max(last, year); first == 0 || year < first {
						first = year
					}
				}
				q.After = q.Cursor(d)
			}
			more = pages[0].HasNext
		}
		for _, list := range p.covered[i] {
			slices.Sort(list)
		}
	}
	happened, err := p.earliest(ctx)
	if happened > 0 && last > 0 {
		first = min(first, happened)
	}
	return first, last, err
}

// earliest returns the year of the first event between the states, 0 for none.
func (p *panel) earliest(ctx context.Context) (int, error) {
	q := graph.Query{Subject: graph.SubjectRelation, Sort: []graph.Order{{Field: "when"}}, First: 1, AsOf: p.walk.o.AsOf, Where: graph.Where{And: []graph.Where{
		graph.OneOf("from", p.ids...), graph.OneOf("to", p.ids...), {Not: &graph.Where{Field: "quad", Op: graph.Missing}},
		graph.Is("modality", string(graph.Actual)), {Field: "claims", Op: graph.Gt, Value: 0.0},
		{Field: "when", Op: graph.Gte, Value: "0001-01-01"}, {Field: "when", Op: graph.Lte, Value: "9998-12-31"},
	}}}
	pages, err := p.walk.store.FindRelations(ctx, q)
	if err != nil || len(pages[0].Items) == 0 {
		return 0, err
	}
	return strconv.Atoi(string(pages[0].Items[0].When.Earliest()[:4]))
}

// yearsOf returns the years that a publication belongs to: all that an interval
// touches, else the one that holds all its days.
func yearsOf(published graph.Date) []int {
	lo, hi, ok := published.Bounds()
	if !ok || lo == graph.MinDay || hi == graph.MaxDay {
		return nil
	}
	from, err := strconv.Atoi(string(lo[:4]))
	until, err2 := strconv.Atoi(string(hi[:4]))
	if err != nil || err2 != nil || from != until && published.Precision() != graph.PrecisionInterval {
		return nil
	}
	var years []int
	for y := from; y <= until; y++ {
		years = append(years, y)
	}
	return years
}

// year writes the rows of a year. A pair without a document of the year that
// names both has empty counts, unless something is told of it all the same: no
// data is not zero.
func (p *panel) year(ctx context.Context, network *analysis.Network, year int) error {
	counts := make([]map[[2]int]int, len(panelQuads))
	window := analysis.Window{From: graph.Day(strconv.Itoa(year) + "-01-01"), Until: graph.Day(strconv.Itoa(year) + "-12-31")}
	for i, q := range panelQuads {
		m, err := network.Matrix(ctx, analysis.MatrixQuery{Measure: analysis.Events, Within: p.ids, Window: window,
			Ties: analysis.Ties{Quads: []graph.Quad{q.quad}, Valid: p.walk.o.AsOf.Valid}})
		if err != nil {
			return err
		}
		counts[i] = make(map[[2]int]int, len(m.Cells))
		for _, c := range m.Cells {
			counts[i][[2]int{c.Row, c.Column}] = c.Events
		}
	}
	for a := range p.states {
		for b := range p.states {
			if a == b {
				continue
			}
			if err := p.row(year, a, b, counts); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *panel) row(year, a, b int, counts []map[[2]int]int) error {
	cells := []string{strconv.Itoa(year), string(p.ids[a]), string(p.ids[b])}
	for _, n := range []*node{p.states[a], p.states[b]} {
		for _, scheme := range panelCodes {
			cells = append(cells, n.code(scheme))
		}
	}
	documents, events := common(p.covered[a][year], p.covered[b][year]), 0
	for i := range counts {
		events += counts[i][[2]int{a, b}]
	}
	for i := range counts {
		cells = append(cells, counted(counts[i][[2]int{a, b}], documents+events))
	}
	return p.out.Write(append(cells, counted(events, documents+events), strconv.Itoa(documents)))
}

// counted writes a count, "" where nothing is known.
func counted(n, known int) string {
	if known == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// common counts what two sorted lists have in common.
func common(x, y []int32) (n int) {
	for len(x) > 0 && len(y) > 0 {
		switch {
		case x[0] == y[0]:
			n, x, y = n+1, x[1:], y[1:]
		case x[0] < y[0]:
			x = x[1:]
		default:
			y = y[1:]
		}
	}
	return n
}
