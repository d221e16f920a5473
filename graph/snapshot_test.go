package graph_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
)

// small is a snapshot of four claims r, s, t, u about a and b in documents d
// and e, made by hand.
func small() *graph.Snapshot {
	return graph.NewSnapshot(&graph.Projection{
		Documents: []graph.Document{
			{ID: "document:d", Title: "Élan of Astana", PublishedOn: "2024-05-02", Length: 10, Source: graph.Source{ID: "source:x"}},
			{ID: "document:e", Length: 20},
		},
		Sources: []graph.Source{{ID: "source:x", Name: "X"}},
		Entities: []graph.Entity{
			{ID: "state:A", Kind: graph.KindState, Name: "Aland", Names: []graph.Name{{Text: "Åland"}}, DocumentIDs: []graph.DocumentID{"document:d", "document:e"}, Documents: 2},
			{ID: "state:B", Kind: graph.KindState, Name: "Bland", Merged: []graph.EntityID{"state:C"}},
		},
		Relations: []graph.Relation{
			{ID: "relation:1", From: "state:A", Kind: graph.AllyOf, To: "state:B", When: "2024", Modality: graph.Actual, Claims: 2, Pair: "state:A|state:B"},
			{ID: "relation:2", From: "state:A", Kind: graph.EnteredIntoForce, Modality: graph.Actual, Claims: 1, Disputed: true},
		},
		Claims: []graph.Claim{
			made("r", "relation:1", "document:d", "2024", 0.5, "railway one"),
			made("s", "relation:1", "document:d", "2024-05", 0.25, "railways two"),
			made("t", "relation:2", "document:e", "", 0.5, "three"),
			made("u", "relation:2", "document:e", "2024-05-18", 1, ""),
		},
		Texts:   map[graph.DocumentID]string{"document:d": "A railway.", "document:e": "An allied rail."},
		Records: map[graph.DocumentID][]graph.EntityRecord{"document:d": {record("state:A", "Aland", 0)}},
		Rulings: graph.NewRulings([]graph.Decision{decision(graph.Decision{Kind: graph.DecideSame, Entity: "state:B", Other: "state:C", At: instant(1)})}, instant(2)),
	})
}

func made(id graph.ClaimID, relation graph.RelationID, doc graph.DocumentID, when graph.Date, confidence float64, quote string) graph.Claim {
	c := graph.Claim{ID: id, Kind: graph.AllyOf, From: graph.Actor{ID: "state:A", Kind: graph.KindState}, FromID: "state:A", ToID: "state:B",
		Relation: relation, Document: doc, When: when, Confidence: confidence, Polarity: graph.Affirmed, Evidence: []graph.Evidence{{Quote: quote}}}
	if relation == "relation:2" {
		c.Kind, c.ToID, c.Attributes = graph.EnteredIntoForce, "", graph.Attributes{"mutual": true}
	}
	return c
}

func ids[T any](pages []graph.Page[T], err error) string {
	if err != nil {
		return err.Error()
	}
	var out []string
	for _, p := range pages {
		var line []string
		for i := range p.Items {
			_, id, ok := strings.Cut(graph.Value(&p.Items[i], graph.FieldID).(string), ":")
			if !ok {
				id = graph.Value(&p.Items[i], graph.FieldID).(string)
			}
			line = append(line, id)
		}
		out = append(out, strings.Join(line, " "))
	}
	return strings.Join(out, "|")
}

// found returns the short ids of what answers, pages parted by "|".
func found(s *graph.Snapshot, q graph.Query) string {
	ctx := context.Background()
	switch q.Subject {
	case graph.SubjectEntity:
		return ids(s.FindEntities(ctx, q))
	case graph.SubjectRelation:
		return ids(s.FindRelations(ctx, q))
	case graph.SubjectDocument:
		return ids(s.FindDocuments(ctx, q))
	case graph.SubjectSource:
		return ids(s.FindSources(ctx, q))
	case graph.SubjectLoad:
		return ids(s.FindLoads(ctx, q))
	}
	return ids(s.FindClaims(ctx, q))
}

func TestLeaves(t *testing.T) {
	s := small()
	for _, tt := range []struct {
		subject graph.Subject
		field   graph.Field
		op      graph.Op
		value   any
		want    string
	}{
		{graph.SubjectClaim, "id", graph.Eq, "r", "r"},
		{graph.SubjectClaim, "id", graph.Gt, "s", "t u"},
		{graph.SubjectClaim, "id", graph.Gte, "s", "s t u"},
		{graph.SubjectClaim, "id", graph.Lt, "s", "r"},
		{graph.SubjectClaim, "id", graph.Lte, "s", "r s"},
		{graph.SubjectClaim, "id", graph.In, []string{"u", "r", "x"}, "r u"},
		{graph.SubjectClaim, "id", graph.In, []string{}, ""},
		{graph.SubjectClaim, "to", graph.Missing, nil, "t u"},
		{graph.SubjectClaim, "to", graph.Eq, "", ""},
		{graph.SubjectClaim, "to", graph.In, []string{""}, ""},
		{graph.SubjectClaim, "to", graph.Lt, "z", "r s"},
		{graph.SubjectClaim, "to", graph.StartsWith, "", "r s"},
		{graph.SubjectClaim, "to", graph.Contains, "te:", "r s"},
		{graph.SubjectDocument, "title", graph.Contains, "lan", "d"},
		{graph.SubjectDocument, "title", graph.Contains, "LAN", ""},
		{graph.SubjectDocument, "title", graph.StartsWith, "Él", "d"},
		{graph.SubjectClaim, "confidence", graph.Eq, 0.5, "r t"},
		{graph.SubjectClaim, "confidence", graph.Gt, 0.25, "r t u"},
		{graph.SubjectClaim, "confidence", graph.Lte, 0.25, "s"},
		{graph.SubjectClaim, "mutual", graph.Eq, true, "t u"},
		{graph.SubjectClaim, "mutual", graph.Eq, false, "r s"},
		{graph.SubjectClaim, "when", graph.Eq, "2024", "r"},
		{graph.SubjectClaim, "when", graph.Eq, "", ""},
		{graph.SubjectClaim, "when", graph.In, []string{"2024-05", ""}, "s"},
		{graph.SubjectClaim, "when", graph.Missing, nil, "t"},
		{graph.SubjectClaim, "when", graph.Gte, "2024", "r s u"},
		{graph.SubjectClaim, "when", graph.Gte, "2024-05", "s u"},
		{graph.SubjectClaim, "when", graph.Gte, "2024-05-02", "u"},
		{graph.SubjectClaim, "when", graph.Gt, "2023", "r s u"},
		{graph.SubjectClaim, "when", graph.Gt, "2024-04", "s u"},
		{graph.SubjectClaim, "when", graph.Gt, "2024-05", ""},
		{graph.SubjectClaim, "when", graph.Lte, "2024", "r s u"},
		{graph.SubjectClaim, "when", graph.Lte, "2024-05", "s u"},
		{graph.SubjectClaim, "when", graph.Lte, "2024-05-20", "u"},
		{graph.SubjectClaim, "when", graph.Lt, "2024-06", "s u"},
		{graph.SubjectClaim, "when", graph.Lt, "2024", ""},
		{graph.SubjectClaim, "when", graph.Lt, "2024-05-19", "u"},
		{graph.SubjectClaim, "seen", graph.Missing, nil, "r s t u"},
		{graph.SubjectClaim, "text", graph.Matches, "rail", "r s"},
		{graph.SubjectClaim, "text", graph.Matches, "railway", "r s"},
		{graph.SubjectClaim, "text", graph.Matches, "railway one", "r"},
		{graph.SubjectClaim, "text", graph.Matches, "", ""},
		{graph.SubjectDocument, "text", graph.Matches, "elan rail", "d"},
		{graph.SubjectDocument, "text", graph.Matches, "rail", "d e"},
		{graph.SubjectDocument, "titleText", graph.Matches, "rail", ""},
		{graph.SubjectDocument, "titleText", graph.Matches, "ASTANA", "d"},
		{graph.SubjectDocument, "length", graph.Gte, 20.0, "e"},
		{graph.SubjectEntity, "names", graph.Eq, "Åland", "A"},
		{graph.SubjectEntity, "names", graph.In, []string{"Bland", "Åland"}, "A B"},
		{graph.SubjectEntity, "codes", graph.Missing, nil, "A B"},
		{graph.SubjectEntity, "documentIds", graph.Eq, "document:e", "A"},
		{graph.SubjectEntity, "text", graph.Matches, "aland", "A"},
		{graph.SubjectRelation, "ends", graph.Eq, "state:A", "1 2"},
		{graph.SubjectRelation, "ends", graph.Eq, "state:B", "1"},
		{graph.SubjectRelation, "quad", graph.Missing, nil, "1 2"},
		{graph.SubjectSource, "name", graph.Eq, "X", "x"},
	} {
		where := graph.Where{Field: tt.field, Op: tt.op, Value: tt.value}
		if got := found(s, graph.Query{Subject: tt.subject, Where: where}); got != tt.want {
			t.Errorf("%s %s %s %v: %q, want %q", tt.subject, tt.field, tt.op, tt.value, got, tt.want)
		}
		all := strings.Fields(found(s, graph.Query{Subject: tt.subject}))
		got := strings.Fields(found(s, graph.Query{Subject: tt.subject, Where: graph.Where{Not: &where}}))
		if len(got)+len(strings.Fields(tt.want)) != len(all) {
			t.Errorf("not %s %s %s %v: %q is not the rest", tt.subject, tt.field, tt.op, tt.value, got)
		}
	}
}

func TestEdges(t *testing.T) {
	s := small()
	sure := graph.Where{Field: "confidence", Op: graph.Gte, Value: 0.5}
	for _, tt := range []struct {
		subject    graph.Subject
		edge       graph.Edge
		quantifier graph.Quantifier
		of         graph.Where
		want       string
	}{
		{graph.SubjectRelation, "claims", "", sure, "1 2"},
		{graph.SubjectRelation, "claims", graph.Some, graph.Is("confidence", 1.0), "2"},
		{graph.SubjectRelation, "claims", graph.All, sure, "2"},
		{graph.SubjectRelation, "claims", graph.None, graph.Is("confidence", 1.0), "1"},
		{graph.SubjectRelation, "claims", graph.Single, sure, "1"},
		{graph.SubjectRelation, "to", graph.Some, graph.Where{}, "1"},
		{graph.SubjectRelation, "to", graph.None, graph.Where{}, "2"},
		{graph.SubjectRelation, "to", graph.All, graph.Is("name", "nobody"), "2"},
		{graph.SubjectRelation, "from", graph.Single, graph.Is("name", "Aland"), "1 2"},
		{graph.SubjectEntity, "relations", graph.Single, graph.Where{}, "B"},
		{graph.SubjectEntity, "out", graph.Some, graph.Where{}, "A"},
		{graph.SubjectEntity, "in", graph.Some, graph.Where{}, "B"},
		{graph.SubjectEntity, "documents", graph.All, graph.SomeOf("claims", sure), "A B"},
		{graph.SubjectEntity, "documents", graph.Some, graph.Is("length", 20.0), "A"},
		{graph.SubjectEntity, "claims", graph.Some, graph.SomeOf("document", graph.SomeOf("source", graph.Is("name", "X"))), "A B"},
		{graph.SubjectDocument, "source", graph.None, graph.Where{}, "e"},
		{graph.SubjectDocument, "entities", graph.Some, graph.Is("name", "Aland"), "d e"},
		{graph.SubjectSource, "documents", graph.Single, graph.Where{}, "x"},
		{graph.SubjectClaim, "assertedBy", graph.Some, graph.Where{}, ""},
		{graph.SubjectClaim, "relation", graph.Some, graph.Is("disputed", true), "t u"},
	} {
		q := graph.Query{Subject: tt.subject, Where: graph.Where{Edge: tt.edge, Quantifier: tt.quantifier, Of: &tt.of}}
		if got := found(s, q); got != tt.want {
			t.Errorf("%s %s of %s: %q, want %q", tt.quantifier, tt.edge, tt.subject, got, tt.want)
		}
	}
	// One condition on two kinds of things is two conditions.
	of := graph.Where{Field: graph.FieldID, Op: graph.Contains, Value: "state:"}
	both := graph.Where{And: []graph.Where{{Edge: "claims", Quantifier: graph.None, Of: &of}, {Edge: "from", Of: &of}}}
	if got := found(s, graph.Query{Subject: graph.SubjectRelation, Where: both}); got != "1 2" {
		t.Errorf("a shared condition gives %q", got)
	}
}

func TestLogic(t *testing.T) {
	s := small()
	r, half := graph.Is("id", "r"), graph.Is("confidence", 0.5)
	for name, tt := range map[string]struct {
		where graph.Where
		want  string
	}{
		"and":      {graph.Where{And: []graph.Where{r, half}}, "r"},
		"or":       {graph.Where{Or: []graph.Where{r, half}}, "r t"},
		"both":     {graph.Where{And: []graph.Where{half}, Or: []graph.Where{r}}, "r"},
		"all set":  {graph.Where{Or: []graph.Where{half}, Not: &r, Field: "to", Op: graph.Missing, Edge: "document", Of: &graph.Where{}}, "t"},
		"not not":  {graph.Where{Not: &graph.Where{Not: &r}}, "r"},
		"nothing":  {graph.Where{And: []graph.Where{}, Or: []graph.Where{}}, "r s t u"},
		"not all":  {graph.Where{Not: &graph.Where{}}, ""},
		"or every": {graph.Where{Or: []graph.Where{r, {}}}, "r s t u"},
	} {
		if got := found(s, graph.Query{Subject: graph.SubjectClaim, Where: tt.where}); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func TestPages(t *testing.T) {
	s := small()
	by := func(orders ...graph.Order) graph.Query { return graph.Query{Subject: graph.SubjectClaim, Sort: orders} }
	when, surest := by(graph.Order{Field: "when"}), by(graph.Order{Field: "confidence", Desc: true})
	at := func(q graph.Query, id string) string {
		pages, _ := s.FindClaims(context.Background(), graph.Query{Subject: graph.SubjectClaim, Where: graph.Is("id", id)})
		return q.Cursor(&pages[0].Items[0])
	}
	with := func(q graph.Query, change func(q *graph.Query)) graph.Query { change(&q); return q }
	for name, tt := range map[string]struct {
		q    graph.Query
		want string
	}{
		"by id":             {by(), "r s t u next=false previous=false"},
		"missing first":     {when, "t r s u next=false previous=false"},
		"missing last":      {by(graph.Order{Field: "when", Desc: true}), "u s r t next=false previous=false"},
		"ties by id":        {surest, "u r t s next=false previous=false"},
		"ties turned":       {by(graph.Order{Field: "confidence"}, graph.Order{Field: graph.FieldID, Desc: true}), "s t r u next=false previous=false"},
		"first":             {with(surest, func(q *graph.Query) { q.First = 2 }), "u r next=true previous=false"},
		"first of all":      {with(surest, func(q *graph.Query) { q.First = 4 }), "u r t s next=false previous=false"},
		"after":             {with(surest, func(q *graph.Query) { q.First, q.After = 2, at(*q, "r") }), "t s next=false previous=true"},
		"after the last":    {with(surest, func(q *graph.Query) { q.After = at(*q, "s") }), " next=false previous=true"},
		"last":              {with(surest, func(q *graph.Query) { q.Last = 2 }), "t s next=false previous=true"},
		"last before":       {with(surest, func(q *graph.Query) { q.Last, q.Before = 2, at(*q, "s") }), "r t next=true previous=true"},
		"all before":        {with(surest, func(q *graph.Query) { q.Before = at(*q, "t") }), "u r next=true previous=false"},
		"between":           {with(surest, func(q *graph.Query) { q.First, q.After, q.Before = 1, at(*q, "u"), at(*q, "s") }), "r next=true previous=true"},
		"last between":      {with(surest, func(q *graph.Query) { q.Last, q.After, q.Before = 1, at(*q, "u"), at(*q, "s") }), "t next=true previous=true"},
		"after the missing": {with(when, func(q *graph.Query) { q.After = at(*q, "t") }), "r s u next=false previous=true"},
	} {
		pages, err := s.FindClaims(context.Background(), tt.q)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := fmt.Sprintf("%s next=%t previous=%t", ids(pages, nil), pages[0].HasNext, pages[0].HasPrevious); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func TestKeysAndFacets(t *testing.T) {
	s, ctx := small(), context.Background()
	q := graph.Query{Subject: graph.SubjectClaim, By: "ends", Keys: []string{"state:B", "nothing", "state:A", "state:B", ""}, First: 2, Total: true}
	pages, err := s.FindClaims(ctx, q)
	if got := ids(pages, err); got != "r s||r s|r s|" {
		t.Errorf("pages are %q", got)
	}
	totals := []int{2, 0, 4, 2, 0}
	for i, p := range pages {
		if p.Total != totals[i] || p.HasNext != (i == 2) {
			t.Errorf("page %d: total %d, next %t", i, p.Total, p.HasNext)
		}
	}
	if pages, err = s.FindClaims(ctx, graph.Query{Subject: graph.SubjectClaim, By: "kind"}); err != nil || len(pages) != 0 {
		t.Errorf("no keys give %d pages, %v", len(pages), err)
	}
	for field, want := range map[graph.Field][]graph.Facet{
		"kind":   {{Value: "ALLY_OF", Count: 2}, {Value: "ENTERED_INTO_FORCE", Count: 2}},
		"ends":   {{Value: "state:A", Count: 4}, {Value: "state:B", Count: 2}},
		"mutual": {{Value: "false", Count: 2}, {Value: "true", Count: 2}},
		"to":     {{Value: "state:B", Count: 2}},
		"rule":   {},
	} {
		got, err := s.Facets(ctx, graph.Query{Subject: graph.SubjectClaim}, field)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v (-want +got):\n%s", field, err, diff)
		}
	}
	if _, err := s.Facets(ctx, graph.Query{Subject: graph.SubjectClaim}, "when"); !errors.Is(err, graph.ErrInvalid) {
		t.Errorf("facets by a date: %v", err)
	}
}

func TestAsOfValid(t *testing.T) {
	s, ctx := small(), context.Background()
	for day, want := range map[graph.Day]string{"2024-05-01": "r s t", "2024-05-18": "r s t u", "2023-01-01": "t", "2024-06-01": "r t u", "2030-01-01": "t u"} {
		if got := found(s, graph.Query{Subject: graph.SubjectClaim, AsOf: graph.AsOf{Valid: day}}); got != want {
			t.Errorf("on %s: %q, want %q", day, got, want)
		}
	}
	late := graph.AsOf{Valid: "2030-01-01"}
	if got := found(s, graph.Query{Subject: graph.SubjectEntity, AsOf: late, Where: graph.SomeOf("relations", graph.Is("kind", "ALLY_OF"))}); got != "" {
		t.Errorf("an edge leads to what is not there: %q", got)
	}
	if got := found(s, graph.Query{Subject: graph.SubjectRelation, AsOf: late, Where: graph.Where{Edge: "claims", Quantifier: graph.Single, Of: &graph.Where{Field: "when", Op: graph.Missing}}}); got != "2" {
		t.Errorf("single counts what is not there: %q", got)
	}
	relations, err := s.Relations(ctx, []graph.RelationID{"relation:1", "relation:2", "relation:3"}, late)
	if err != nil || relations[0] != nil || relations[1] == nil || relations[2] != nil {
		t.Errorf("relations are %v, %v", relations, err)
	}
}

func TestByID(t *testing.T) {
	s, ctx := small(), context.Background()
	entities, err := s.Entities(ctx, []graph.EntityID{"state:C", "state:X", "state:B", ""}, graph.AsOf{})
	if err != nil || entities[0] == nil || entities[0].ID != "state:B" || entities[1] != nil || entities[2] == nil || entities[3] != nil {
		t.Errorf("entities are %v, %v", entities, err)
	}
	texts, _ := s.Texts(ctx, []graph.DocumentID{"document:e", "document:x"}, graph.AsOf{})
	if diff := cmp.Diff([]string{"An allied rail.", ""}, texts); diff != "" {
		t.Error(diff)
	}
	records, _ := s.Records(ctx, []graph.DocumentID{"document:x", "document:d"}, graph.AsOf{})
	if len(records) != 2 || records[0] != nil || len(records[1]) != 1 {
		t.Errorf("records are %v", records)
	}
	loads := s.WithLoads([]graph.Load{{ID: "load:2", State: graph.LoadDone}, {ID: "load:1", State: graph.LoadFailed}})
	if got := found(loads, graph.Query{Subject: graph.SubjectLoad}); got != "1 2" {
		t.Errorf("loads are %q", got)
	}
	if got := found(s, graph.Query{Subject: graph.SubjectLoad}); got != "" {
		t.Errorf("loads of the snapshot without are %q", got)
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := s.FindClaims(ended, graph.Query{Subject: graph.SubjectClaim}); !errors.Is(err, context.Canceled) {
		t.Errorf("an ended context gives %v", err)
	}
}
