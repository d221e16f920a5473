package graph_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
)

func subjects() []graph.Subject {
	return []graph.Subject{graph.SubjectEntity, graph.SubjectRelation, graph.SubjectClaim, graph.SubjectDocument, graph.SubjectSource, graph.SubjectLoad}
}

func nested(depth int) graph.Where {
	w := graph.Is("kind", "AGREE")
	for range depth {
		inner := w
		w = graph.Where{Not: &inner}
	}
	return w
}

func TestPlanTakes(t *testing.T) {
	for name, q := range map[string]graph.Query{
		"nothing":        {Subject: graph.SubjectEntity},
		"edges":          {Subject: graph.SubjectDocument, Where: graph.SomeOf("entities", graph.SomeOf("out", graph.SomeOf("claims", graph.Is("confidence", 0.5))))},
		"depth":          {Subject: graph.SubjectClaim, Where: nested(12)},
		"page":           {Subject: graph.SubjectClaim, Last: graph.MaxPage},
		"keys":           {Subject: graph.SubjectClaim, By: "ends", Keys: make([]string, graph.MaxKeys)},
		"date":           {Subject: graph.SubjectClaim, Where: graph.Where{Field: "when", Op: graph.Lte, Value: "2024/.."}},
		"date as text":   {Subject: graph.SubjectClaim, Where: graph.Is("when", "")},
		"one of":         {Subject: graph.SubjectClaim, Where: graph.OneOf("kind", graph.Agree, graph.Aid)},
		"single apart":   {Subject: graph.SubjectEntity, Where: graph.Where{Edge: "in", Quantifier: graph.Single, Of: &graph.Where{}, Apart: "from"}},
		"single":         {Subject: graph.SubjectClaim, Where: graph.Where{Edge: "source", Quantifier: graph.Single, Of: &graph.Where{}}},
		"text":           {Subject: graph.SubjectDocument, Where: graph.Where{Field: "titleText", Op: graph.Matches, Value: "AND \" *"}},
		"sort by id":     {Subject: graph.SubjectLoad, Sort: []graph.Order{{Field: graph.FieldID, Desc: true}, {Field: "state"}}},
		"empty and fine": {Subject: graph.SubjectLoad, Where: graph.Where{And: []graph.Where{}, Or: []graph.Where{{}}}},
	} {
		if _, err := q.Plan(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPlanRefuses(t *testing.T) {
	leaf := func(s graph.Subject, f graph.Field, op graph.Op, value any) graph.Query {
		return graph.Query{Subject: s, Where: graph.Where{Field: f, Op: op, Value: value}}
	}
	claim, entity := graph.SubjectClaim, graph.SubjectEntity
	wide := graph.Query{Subject: claim}
	for range 401 {
		wide.Where.Or = append(wide.Where.Or, graph.Is("kind", "AGREE"))
	}
	for name, tt := range map[string]struct {
		q    graph.Query
		want error
	}{
		"subject":          {graph.Query{Subject: "thing"}, graph.ErrInvalid},
		"no subject":       {graph.Query{}, graph.ErrInvalid},
		"field":            {leaf(claim, "name", graph.Eq, "x"), graph.ErrInvalid},
		"operator":         {leaf(claim, "kind", "like", "x"), graph.ErrInvalid},
		"operator of type": {leaf(claim, "confidence", graph.Contains, "x"), graph.ErrInvalid},
		"matches a string": {leaf(claim, "kind", graph.Matches, "x"), graph.ErrInvalid},
		"eq of a text":     {leaf(claim, "text", graph.Eq, "x"), graph.ErrInvalid},
		"number as text":   {leaf(claim, "confidence", graph.Eq, "1"), graph.ErrInvalid},
		"text as number":   {leaf(claim, "kind", graph.Eq, 1.0), graph.ErrInvalid},
		"no number":        {leaf(claim, "confidence", graph.Eq, math.NaN()), graph.ErrInvalid},
		"whole number":     {leaf(claim, "confidence", graph.Eq, 1), graph.ErrInvalid},
		"bool as text":     {leaf(claim, "mutual", graph.Eq, "true"), graph.ErrInvalid},
		"nothing":          {leaf(claim, "kind", graph.Eq, nil), graph.ErrInvalid},
		"list for eq":      {leaf(claim, "kind", graph.Eq, []string{"x"}), graph.ErrInvalid},
		"text for in":      {leaf(claim, "kind", graph.In, "x"), graph.ErrInvalid},
		"no date":          {leaf(claim, "when", graph.Gt, "soon"), graph.ErrInvalid},
		"unknown date":     {leaf(claim, "when", graph.Gt, ""), graph.ErrInvalid},
		"not UTF-8":        {leaf(claim, "kind", graph.Eq, "\xff"), graph.ErrInvalid},
		"a NUL":            {leaf(claim, "kind", graph.In, []string{"a", "\x00"}), graph.ErrInvalid},
		"edge":             {graph.Query{Subject: claim, Where: graph.SomeOf("claims", graph.Where{})}, graph.ErrInvalid},
		"edge of nothing":  {graph.Query{Subject: claim, Where: graph.Where{Edge: "from"}}, graph.ErrInvalid},
		"quantifier":       {graph.Query{Subject: claim, Where: graph.Where{Edge: "from", Quantifier: "many", Of: &graph.Where{}}}, graph.ErrInvalid},
		"apart by nothing": {graph.Query{Subject: entity, Where: graph.Where{Edge: "in", Quantifier: graph.Single, Of: &graph.Where{}, Apart: "polarity"}}, graph.ErrInvalid},
		"some apart":       {graph.Query{Subject: entity, Where: graph.Where{Edge: "in", Of: &graph.Where{}, Apart: "from"}}, graph.ErrInvalid},
		"field at an edge": {graph.Query{Subject: claim, Where: graph.SomeOf("from", graph.Is("polarity", "x"))}, graph.ErrInvalid},
		"within and":       {graph.Query{Subject: claim, Where: graph.Where{And: []graph.Where{{Field: "x"}}}}, graph.ErrInvalid},
		"depth":            {graph.Query{Subject: claim, Where: nested(13)}, graph.ErrTooLarge},
		"size":             {wide, graph.ErrTooLarge},
		"values":           {leaf(claim, "kind", graph.In, make([]string, graph.MaxKeys+1)), graph.ErrTooLarge},
		"sort":             {graph.Query{Subject: claim, Sort: []graph.Order{{Field: "ends"}}}, graph.ErrInvalid},
		"sort by text":     {graph.Query{Subject: claim, Sort: []graph.Order{{Field: "text"}}}, graph.ErrInvalid},
		"negative":         {graph.Query{Subject: claim, First: -1}, graph.ErrInvalid},
		"first and last":   {graph.Query{Subject: claim, First: 1, Last: 1}, graph.ErrInvalid},
		"page":             {graph.Query{Subject: claim, First: graph.MaxPage + 1}, graph.ErrTooLarge},
		"keys":             {graph.Query{Subject: claim, By: "kind", Keys: make([]string, graph.MaxKeys+1)}, graph.ErrTooLarge},
		"keys of nothing":  {graph.Query{Subject: claim, Keys: []string{"x"}}, graph.ErrInvalid},
		"by a number":      {graph.Query{Subject: entity, By: "mentions"}, graph.ErrInvalid},
	} {
		if _, err := tt.q.Plan(); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
	var limit *graph.LimitError
	if _, err := wide.Plan(); !errors.As(err, &limit) || limit.Limit != 400 {
		t.Errorf("the error %v does not name the limit", err)
	}
}

func TestPlanFacets(t *testing.T) {
	q := graph.Query{Subject: graph.SubjectClaim, First: -5, Sort: []graph.Order{{Field: "nothing"}}, Keys: []string{"x"}, After: "x"}
	for _, f := range graph.Fields(graph.SubjectClaim) {
		_, err := q.PlanFacets(f.Name)
		if want := f.Type == graph.TypeString || f.Type == graph.TypeBool || f.Type == graph.TypeList; (err == nil) != want {
			t.Errorf("facets by %s: %v", f.Name, err)
		}
	}
	if _, err := q.PlanFor(graph.SubjectEntity); !errors.Is(err, graph.ErrInvalid) {
		t.Errorf("another subject: %v", err)
	}
}

// Every field has a value in an empty item, edges lead from and to fields, and
// every field takes some operator.
func TestFieldsAndEdges(t *testing.T) {
	empty := map[graph.Subject]any{graph.SubjectEntity: &graph.Entity{}, graph.SubjectRelation: &graph.Relation{}, graph.SubjectClaim: &graph.Claim{},
		graph.SubjectDocument: &graph.Document{}, graph.SubjectSource: &graph.Source{}, graph.SubjectLoad: &graph.Load{}}
	for _, s := range subjects() {
		names := make(map[graph.Field]bool)
		for _, f := range graph.Fields(s) {
			if names[f.Name] {
				t.Errorf("a %s has %s twice", s, f.Name)
			}
			names[f.Name] = true
			if v := graph.Value(empty[s], f.Name); v == nil && !(s == graph.SubjectDocument && f.Name == "text") {
				t.Errorf("field %s of an empty %s is nil", f.Name, s)
			}
			if info, ok := graph.LookupField(s, f.Name); !ok || info != f {
				t.Errorf("LookupField gives %v for %s of a %s", info, f.Name, s)
			}
		}
		for _, e := range graph.Edges(s) {
			_, local := graph.LookupField(s, e.Local)
			_, foreign := graph.LookupField(e.Target, e.Foreign)
			if join, ok := graph.LookupEdge(s, e.Name); !local || !foreign || !ok || join != e {
				t.Errorf("edge %s of a %s leads from %s to %s", e.Name, s, e.Local, e.Foreign)
			}
		}
		if graph.Value(empty[s], "nothing") != nil {
			t.Errorf("a %s has a field that it has not", s)
		}
	}
	if graph.Value("a text", graph.FieldID) != nil || graph.Fields("thing") != nil {
		t.Error("what is no subject has fields")
	}
}

func TestCursors(t *testing.T) {
	claim := &graph.Claim{ID: "claim:1", When: "2024-05/..", Confidence: 0.1, Attributes: graph.Attributes{"mutual": true}, Rule: "\"\u2028<é"}
	q := graph.Query{Subject: graph.SubjectClaim, Sort: []graph.Order{{Field: "when", Desc: true}, {Field: "confidence"}, {Field: "mutual"}, {Field: "rule"}, {Field: "saidOn"}}}
	cursor := q.Cursor(claim)
	want := []any{"2024-05-01", 0.1, true, "\"\u2028<é", "", "claim:1"}
	forward, backward := q, q
	forward.First, forward.After = 5, cursor
	backward.Last, backward.Before, backward.After = 5, cursor, cursor
	p, err := forward.Plan()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, p.Bound); diff != "" || p.Stop != nil || p.Backward || p.Limit != 5 {
		t.Errorf("forward: %v, %v (-want +got):\n%s", p.Stop, p.Backward, diff)
	}
	p, err = backward.Plan()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([][]any{want, want}, [][]any{p.Bound, p.Stop}); diff != "" || !p.Backward {
		t.Errorf("backward (-want +got):\n%s", diff)
	}
	directions := []bool{false, true, true, true, true, true}
	for i, o := range p.Order {
		if o.Desc != directions[i] {
			t.Errorf("backward the order of %s is turned to %t", o.Field, o.Desc)
		}
	}
	byID := graph.Query{Subject: graph.SubjectClaim, Sort: []graph.Order{{Field: "rule"}, {Field: graph.FieldID, Desc: true}, {Field: "when"}}}
	byID.After = byID.Cursor(claim)
	if p, err = byID.Plan(); err != nil || len(p.Order) != 2 || len(p.Bound) != 2 || p.Bound[1] != "claim:1" {
		t.Errorf("after the id nothing counts: %v, %v", p, err)
	}
	for name, change := range map[string]func(q *graph.Query){
		"another sort":      func(q *graph.Query) { q.Sort = q.Sort[:1] },
		"another direction": func(q *graph.Query) { q.Sort = slices.Clone(q.Sort); q.Sort[0].Desc = false },
		"another subject":   func(q *graph.Query) { q.Subject, q.Sort = graph.SubjectLoad, nil },
		"no base64":         func(q *graph.Query) { q.After = "???" },
		"cut off":           func(q *graph.Query) { q.After = q.After[:len(q.After)-4] },
	} {
		bad := forward
		change(&bad)
		if _, err := bad.Plan(); !errors.Is(err, graph.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A cursor of any bytes is refused or gives a bound of the types of its sort.
func FuzzCursor(f *testing.F) {
	q := graph.Query{Subject: graph.SubjectClaim, Sort: []graph.Order{{Field: "confidence"}, {Field: "when", Desc: true}, {Field: "mutual"}}}
	f.Add(q.Cursor(&graph.Claim{ID: "claim:1"}))
	f.Add("W10")
	f.Add("bnVsbA")
	f.Fuzz(func(t *testing.T, cursor string) {
		q.After, q.Before = cursor, cursor
		p, err := q.Plan()
		if err != nil {
			if !errors.Is(err, graph.ErrInvalid) {
				t.Fatalf("the error is %v", err)
			}
			return
		}
		if cursor == "" {
			return
		}
		_, number := p.Bound[0].(float64)
		_, date := p.Bound[1].(string)
		_, truth := p.Bound[2].(bool)
		_, id := p.Bound[3].(string)
		if len(p.Bound) != 4 || !number || !date || !truth || !id {
			t.Errorf("the bound is %v", p.Bound)
		}
	})
}
