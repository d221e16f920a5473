package neo4j_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/neo4j"
	"entente/internal/golden"
)

// TestCompile holds the statements of typical queries in a golden file.
func TestCompile(t *testing.T) {
	newest := []graph.Order{{Field: "when", Desc: true}}
	pair := graph.Is("pair", "state:CHN|state:KAZ")
	cursor := (&graph.Query{Subject: graph.SubjectClaim, Sort: newest}).Cursor(&graph.Claim{ID: "claim:1", When: "2025-06-17"})
	tests := []struct {
		name  string
		query graph.Query
	}{
		{"first page", graph.Query{Subject: graph.SubjectEntity}},
		{"newest of a pair", graph.Query{Subject: graph.SubjectClaim, Where: pair, Sort: newest, First: 20, Total: true}},
		{"after a cursor", graph.Query{Subject: graph.SubjectClaim, Where: pair, Sort: newest, After: cursor}},
		{"last before a cursor", graph.Query{Subject: graph.SubjectClaim, Where: pair, Sort: newest, Last: 5, Before: cursor}},
		{"a page a key", graph.Query{Subject: graph.SubjectClaim, By: "relation", Keys: []string{"relation:1", "relation:2"}, First: 3}},
		{"entities of documents", graph.Query{Subject: graph.SubjectEntity, By: "documentIds", Keys: []string{"document:a"}}},
		{"by any name", graph.Query{Subject: graph.SubjectEntity, By: "names", Keys: []string{"Kazakhstan"}}},
		{"full text", graph.Query{Subject: graph.SubjectDocument, Where: graph.Where{Field: "text", Op: graph.Matches, Value: "Astana decl"}}},
		{"an edge", graph.Query{Subject: graph.SubjectRelation, Where: graph.SomeOf("to", graph.Is("name", "Astana Declaration"))}},
		{"all at an edge", graph.Query{Subject: graph.SubjectEntity, Where: graph.Where{Edge: "relations", Quantifier: graph.All, Of: &graph.Where{Field: "when", Op: graph.Gte, Value: "2022"}}}},
		{"one party", graph.Query{Subject: graph.SubjectEntity, Where: graph.Where{Edge: "in", Quantifier: graph.Single, Apart: "from", Of: &graph.Where{Field: "kind", Op: graph.Eq, Value: "SIGNED"}}}},
		{"on a day", graph.Query{Subject: graph.SubjectRelation, AsOf: graph.AsOf{Valid: "2025-06-17"}, Where: graph.Is("ends", "state:KAZ")}},
		{"newest of an actor", graph.Query{Subject: graph.SubjectClaim, Where: graph.Where{And: []graph.Where{graph.Is("ends", "state:KAZ"), graph.Is("kind", "AGREE")}}, Sort: newest, After: cursor}},
		{"newest of actors", graph.Query{Subject: graph.SubjectClaim, By: "ends", Keys: []string{"state:KAZ", "state:CHN"}, Sort: newest, First: 3}},
		{"with their ends", graph.Query{Subject: graph.SubjectClaim, Where: pair, Sort: newest, Total: true, With: []graph.With{{Edge: "document"}, {Edge: "from"}, {Edge: "to"}}}},
		{"with their newest", graph.Query{Subject: graph.SubjectEntity, With: []graph.With{{Edge: "claims", Where: graph.Is("kind", "AGREE"), Sort: newest, First: 3}}}},
		{"newest of actors, briefly", graph.Query{Subject: graph.SubjectClaim, By: "ends", Keys: []string{"state:KAZ"}, Sort: newest, First: 3, Extent: graph.Brief}},
		{"with their newest, briefly", graph.Query{Subject: graph.SubjectEntity, With: []graph.With{{Edge: "claims", Sort: newest, First: 3, Extent: graph.Brief}}}},
		{"not", graph.Query{Subject: graph.SubjectClaim, Where: graph.Where{Not: &graph.Where{Or: []graph.Where{graph.Is("kind", "AGREE"), graph.OneOf("modality", "INTENDED", "POSSIBLE")}}}}},
	}
	var b strings.Builder
	for _, test := range tests {
		plan, err := test.query.Plan()
		if err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		s := neo4j.Compile(plan)
		params, err := json.Marshal(s.Params)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "-- %s --\n%s\n%s\n\n", test.name, s.Text, params)
	}
	for _, test := range []struct {
		name  string
		query graph.Query
		by    graph.Field
	}{
		{"months of a pair", graph.Query{Subject: graph.SubjectClaim, Where: pair}, "month"},
		{"ids of relations with claims", graph.Query{Subject: graph.SubjectRelation, Where: graph.SomeOf("claims", graph.Is("kind", "AGREE"))}, graph.FieldID},
		{"ids of relations with claims on a day", graph.Query{Subject: graph.SubjectRelation, Where: graph.SomeOf("claims", graph.Is("kind", "AGREE")), AsOf: graph.AsOf{Valid: "2025-06-17"}}, graph.FieldID},
	} {
		plan, err := test.query.PlanFacets(test.by)
		if err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		fmt.Fprintf(&b, "-- %s --\n%s\n\n", test.name, neo4j.CompileFacets(plan, test.by).Text)
	}
	golden.Compare(t, "testdata/compile.txt", []byte(b.String()))
}

// FuzzCompile checks that no value of a query appears in the text, and that the
// text depends on the query's shape alone.
func FuzzCompile(f *testing.F) {
	f.Add("Kazakhstan", "x'}) DETACH DELETE n //", "2025-06")
	f.Add("名前", "`", "`when`")
	f.Fuzz(func(t *testing.T, a, b, date string) {
		texts := func(a, b, date string) string {
			var out strings.Builder
			for _, s := range []graph.Subject{graph.SubjectEntity, graph.SubjectRelation, graph.SubjectClaim, graph.SubjectDocument} {
				for _, info := range graph.Fields(s) {
					for _, op := range []graph.Op{graph.Eq, graph.Gt, graph.Lte, graph.Contains, graph.Matches} {
						value := a
						if info.Type == graph.TypeDate {
							value = date
						}
						q := graph.Query{Subject: s, Where: graph.Where{Or: []graph.Where{{Field: info.Name, Op: op, Value: value}, graph.OneOf("id", b)}}}
						if plan, err := q.Plan(); err == nil {
							out.WriteString(neo4j.Compile(plan).Text)
						}
					}
				}
			}
			return out.String()
		}
		got := texts("marker"+a, "marker"+b, date)
		if strings.Contains(got, "marker") {
			t.Fatalf("a value is in the text:\n%s", got)
		}
	})
}
