package neo4j

import (
	"iter"

	"entente/graph"
)

// asking makes statements of questions, and hands them on until who takes them
// has enough.
type asking struct {
	yield func(Statement) bool
	asked map[string]bool // the texts that were handed on
	ended bool
}

func (a *asking) statement(st Statement) {
	if !a.ended && !a.asked[st.Text] {
		a.asked[st.Text] = true
		a.ended = !a.yield(st)
	}
}

func (a *asking) find(q graph.Query) {
	if plan, err := q.Plan(); err == nil {
		a.statement(Compile(plan))
	}
}

func (a *asking) count(q graph.Query, by graph.Field) {
	if plan, err := q.PlanFacets(by); err == nil {
		a.statement(CompileFacets(plan, by))
	}
}

func (a *asking) together(asks ...graph.Ask) {
	parts := make([]asked, len(asks))
	for i, ask := range asks {
		var err error
		if parts[i], err = compileAsk(ask); err != nil {
			return
		}
	}
	a.statement(join(parts))
}

// rehearsal returns statements of the forms that reads have, each once: what is
// asked of a pair and of an actor, and for each subject, by the tables of its
// fields and edges, pages, counts, and conditions on fields and over edges.
func rehearsal() iter.Seq[Statement] {
	return func(yield func(Statement) bool) {
		a := &asking{yield: yield, asked: make(map[string]bool)}
		a.actors()
		for _, s := range []graph.Subject{graph.SubjectClaim, graph.SubjectRelation, graph.SubjectEntity, graph.SubjectDocument} {
			a.pages(s)
			a.edges(s)
		}
	}
}

// newestFirst is the order of news.
var newestFirst = []graph.Order{{Field: "when", Desc: true}}

// actors asks what is asked of pairs and of actors, one and many.
func (a *asking) actors() {
	ends := []graph.EntityID{"state:AAA", "state:BBB"}
	pair := graph.Query{Subject: graph.SubjectClaim, Where: graph.Is("pair", graph.Pair(ends[0], ends[1])), Sort: newestFirst, Total: true}
	named := pair
	named.With = []graph.With{{Edge: "from"}, {Edge: "to"}, {Edge: "document", Extent: graph.Outline}}
	a.together(graph.Ask{Entities: ends}, graph.Ask{Claims: &named}, graph.Ask{Claims: &pair, By: "month"}, graph.Ask{Claims: &pair, By: "kind"})
	one := graph.Query{Subject: graph.SubjectClaim, Where: graph.Is("ends", string(ends[0]))}
	a.together(graph.Ask{Claims: &one, By: "pair", Pairs: 1})
	seq := int64(0)
	called := graph.Query{Subject: graph.SubjectEntity, Where: graph.OneOf(graph.FieldID, ends...)}
	a.together(graph.Ask{Since: &seq}, graph.Ask{Find: &called})
	a.find(graph.Query{Subject: graph.SubjectClaim, By: "ends", Keys: encodeAll(ends), Sort: newestFirst})
	a.find(graph.Query{Subject: graph.SubjectClaim, By: "relation", Keys: []string{"relation:a", "relation:b"}, Extent: graph.Outline})
	all := graph.Query{Subject: graph.SubjectRelation, Long: true, First: graph.MaxLong}
	a.find(all)
	all.After = all.Cursor(&graph.Relation{ID: "relation:a"})
	a.find(all)
}

// pages asks for pages of a subject, and counts.
func (a *asking) pages(s graph.Subject) {
	parts, order := conditions(s), orders(s)
	a.find(graph.Query{Subject: s, Total: true})
	a.find(graph.Query{Subject: s, Where: graph.Where{Or: parts}, Sort: order, Total: true})
	a.find(graph.Query{Subject: s, Where: graph.Where{Not: &graph.Where{And: parts}}, Total: true, Bare: true})
	for _, w := range parts {
		if w.Op == graph.Matches {
			a.find(graph.Query{Subject: s, Where: w, Sort: order, Total: true})
		}
	}
	a.count(graph.Query{Subject: s}, "kind")
}

// edges asks for things of a subject by those at each of its edges, and by those
// at an edge of these; the quantifiers take turns.
func (a *asking) edges(s graph.Subject) {
	quantifiers := []graph.Quantifier{graph.Some, graph.None, graph.All, graph.Single}
	for i, join := range graph.Edges(s) {
		of := conditions(join.Target)[0]
		a.find(graph.Query{Subject: s, Where: graph.Where{Edge: join.Name, Quantifier: quantifiers[i%len(quantifiers)], Of: &of}, Total: true})
		further := graph.Edges(join.Target)
		next := further[i%len(further)]
		a.find(graph.Query{Subject: s, Where: graph.SomeOf(join.Name, graph.SomeOf(next.Name, conditions(next.Target)[0])), Total: true, Bare: true})
	}
}

// conditions returns a condition on each field of a subject that is not its id.
func conditions(s graph.Subject) []graph.Where {
	var out []graph.Where
	for _, f := range graph.Fields(s) {
		w := graph.Where{Field: f.Name, Op: graph.Contains, Value: "a"}
		switch f.Type {
		case graph.TypeNumber:
			w.Op, w.Value = graph.Gte, 1.0
		case graph.TypeDate:
			w.Op, w.Value = graph.Gte, "2000"
		case graph.TypeBool:
			w.Op, w.Value = graph.Eq, true
		case graph.TypeList:
			w.Op = graph.Eq
		case graph.TypeText:
			w.Op = graph.Matches
		}
		if f.Name != graph.FieldID {
			out = append(out, w)
		}
	}
	return out
}

// orders returns a sort by the first date or number of a subject, none where it
// has none.
func orders(s graph.Subject) []graph.Order {
	for _, f := range graph.Fields(s) {
		if f.Type == graph.TypeDate || f.Type == graph.TypeNumber {
			return []graph.Order{{Field: f.Name, Desc: true}}
		}
	}
	return nil
}
