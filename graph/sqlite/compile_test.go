package sqlite_test

import (
	"fmt"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/sqlite"
	"entente/internal/golden"
)

// queries are the shapes that answers are made of.
func queries() []struct {
	name  string
	query graph.Query
	by    graph.Field // for facets
	// index is what the plan of the statement must seek by.
	index string
} {
	some := func(e graph.Edge, of graph.Where) graph.Where { return graph.SomeOf(e, of) }
	return []struct {
		name  string
		query graph.Query
		by    graph.Field
		index string
	}{
		{name: "all entities", query: graph.Query{Subject: graph.SubjectEntity}},
		{name: "entities by alias", index: "SEARCH v USING PRIMARY KEY", query: graph.Query{Subject: graph.SubjectEntity, Where: graph.Is("names", "China")}},
		{name: "entities by code", index: "SEARCH v USING PRIMARY KEY", query: graph.Query{Subject: graph.SubjectEntity, By: "codes", Keys: []string{"CHN", "KAZ"}}},
		{name: "states by name", index: "entities_kind", query: graph.Query{Subject: graph.SubjectEntity, Where: graph.Is("kind", "State"),
			Sort: []graph.Order{{Field: "name"}}, First: 10, Total: true}},
		{name: "entities by words", query: graph.Query{Subject: graph.SubjectEntity, Where: graph.Where{Field: "text", Op: graph.Matches, Value: `Shanghai "coop`}}},
		{name: "newest claims of a dyad", index: "claims_pair", query: graph.Query{Subject: graph.SubjectClaim, Where: graph.Is("pair", "state:CHN|state:KAZ"),
			Sort: []graph.Order{{Field: "when", Desc: true}}, First: 20}},
		{name: "claims of relations", index: "claims_relation", query: graph.Query{Subject: graph.SubjectClaim, By: "relation", Keys: []string{"relation:a", "relation:b"}, First: 3, Total: true}},
		{name: "claims of documents", index: "sqlite_autoindex_claims", query: graph.Query{Subject: graph.SubjectClaim, By: "document", Keys: []string{"document:a"}}},
		{name: "claims by speaker", index: "claims_asserted_by", query: graph.Query{Subject: graph.SubjectClaim, Where: graph.Is("assertedBy", "person:x")}},
		{name: "claims of an actor as of a day", index: "claims_from", query: graph.Query{Subject: graph.SubjectClaim, Where: graph.Is("ends", "state:CHN"),
			AsOf: graph.AsOf{Valid: "2025-06-17"}}},
		{name: "newest claims of actors", index: "MERGE (UNION ALL)", query: graph.Query{Subject: graph.SubjectClaim, By: "ends", Keys: []string{"state:CHN", "state:KAZ"},
			Where: graph.Is("kind", "AID"), Sort: []graph.Order{{Field: "when", Desc: true}, {Field: "confidence"}}, First: 10}},
		{name: "claims by quote", index: "claims_words", query: graph.Query{Subject: graph.SubjectClaim, Where: graph.Where{Field: "text", Op: graph.Matches, Value: "declaration sign"}}},
		{name: "claims by source and time", query: graph.Query{Subject: graph.SubjectClaim, Where: graph.Where{And: []graph.Where{
			graph.OneOf("source", "source:a", "source:b"), {Field: "publishedOn", Op: graph.Gte, Value: "2025-06"}, {Field: "seen", Op: graph.Lt, Value: "2026"}}}}},
		{name: "relations of a dyad", index: "relations_pair", query: graph.Query{Subject: graph.SubjectRelation, Where: graph.Is("pair", "state:CHN|state:KAZ"), Total: true}},
		{name: "relations of actors", index: "relations_from", query: graph.Query{Subject: graph.SubjectRelation, By: "ends", Keys: []string{"state:CHN", "", "state:KAZ"}}},
		{name: "parties of an agreement", index: "relations_to", query: graph.Query{Subject: graph.SubjectEntity, Where: some("out", graph.Where{And: []graph.Where{
			graph.Is("to", "agreement:x"), graph.OneOf("kind", graph.Signed, graph.Ratified)}})}},
		{name: "states whose every relation is calm", query: graph.Query{Subject: graph.SubjectEntity, Where: graph.Where{Edge: "relations", Quantifier: graph.All,
			Of: &graph.Where{Not: &graph.Where{Field: "goldstein", Op: graph.Lt, Value: -5.0}}}}},
		{name: "disputed by one document", query: graph.Query{Subject: graph.SubjectRelation, Where: graph.Where{And: []graph.Where{graph.Is("disputed", true),
			{Edge: "claims", Quantifier: graph.Single, Of: &graph.Where{Edge: "document", Quantifier: graph.None, Of: &graph.Where{Field: "title", Op: graph.Missing}}}}}}},
		{name: "agreements with one party", query: graph.Query{Subject: graph.SubjectEntity, Where: graph.Where{Edge: "in", Quantifier: graph.Single, Apart: "from",
			Of: &graph.Where{Field: "kind", Op: graph.Eq, Value: "SIGNED"}}}},
		{name: "documents before a cursor", query: graph.Query{Subject: graph.SubjectDocument, Sort: []graph.Order{{Field: "publishedOn", Desc: true}, {Field: "title"}}, Last: 5,
			Where: graph.Where{Or: []graph.Where{{Field: "title", Op: graph.StartsWith, Value: "A"}, {Field: "url", Op: graph.Contains, Value: "example"}}}}},
		{name: "documents that name an entity", query: graph.Query{Subject: graph.SubjectDocument, Where: some("entities", graph.Is("id", "state:CHN"))}},
		{name: "sources of a state", query: graph.Query{Subject: graph.SubjectSource, Where: graph.Is("owner", "state:CHN")}},
		{name: "loads that failed", query: graph.Query{Subject: graph.SubjectLoad, Where: graph.Is("state", "FAILED")}},
		{name: "claims by month", by: "month", query: graph.Query{Subject: graph.SubjectClaim, Where: graph.Is("pair", "state:CHN|state:KAZ")}},
		{name: "claims by kind", by: "kind", query: graph.Query{Subject: graph.SubjectClaim}},
		{name: "claims by source", by: "source", query: graph.Query{Subject: graph.SubjectClaim}},
		{name: "relations by end", by: "ends", query: graph.Query{Subject: graph.SubjectRelation, Where: graph.Is("mutual", true)}},
		{name: "entities by document", by: "documentIds", query: graph.Query{Subject: graph.SubjectEntity}},
	}
}

// after gives the query cursors, as an answer would.
func after(t *testing.T, q graph.Query) *graph.Plan {
	t.Helper()
	if q.Subject == graph.SubjectDocument && q.Last > 0 {
		q.Before = q.Cursor(&graph.Document{ID: "document:m", Title: "M", PublishedOn: "2025-06"})
		q.After = q.Cursor(&graph.Document{ID: "document:c", Title: "C", PublishedOn: "2026"})
	}
	plan, err := q.Plan()
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

func TestCompile(t *testing.T) {
	var b strings.Builder
	show := func(s sqlite.Statement) {
		text := s.Text
		for _, word := range []string{" FROM ", " WHERE ", " ORDER BY ", " CROSS JOIN ", " AND ", " GROUP BY "} {
			text = strings.ReplaceAll(text, word, "\n "+word)
		}
		fmt.Fprintf(&b, "%s\n-- %q\n", text, s.Args)
	}
	for _, x := range queries() {
		fmt.Fprintf(&b, "-- %s\n", x.name)
		plan := after(t, x.query)
		if x.by != "" {
			show(sqlite.Facets(plan, x.by))
		} else {
			show(sqlite.Pages(plan))
		}
		if plan.Total {
			show(sqlite.Totals(plan))
		}
		b.WriteString("\n")
	}
	golden.Compare(t, "testdata/compiled.sql", []byte(b.String()))
}

// TestPlans holds that the queries which answers are made of seek by an index.
func TestPlans(t *testing.T) {
	s := open(t)
	for _, x := range queries() {
		if x.index == "" {
			continue
		}
		t.Run(x.name, func(t *testing.T) {
			statement := sqlite.Pages(after(t, x.query))
			steps, err := s.Query(t.Context(), "EXPLAIN QUERY PLAN "+statement.Text, statement.Args...)
			if err != nil {
				t.Fatal(err)
			}
			plan := strings.Join(steps, "\n")
			if !strings.Contains(plan, x.index) || strings.Contains(plan, "SCAN x") {
				t.Errorf("does not seek by %s:\n%s", x.index, plan)
			}
		})
	}
}

// TestFields holds that the compiler knows exactly the fields of the graph.
func TestFields(t *testing.T) {
	for _, s := range []graph.Subject{graph.SubjectEntity, graph.SubjectRelation, graph.SubjectClaim, graph.SubjectDocument, graph.SubjectSource, graph.SubjectLoad} {
		fields := graph.Fields(s)
		for _, f := range fields {
			if !sqlite.HasField(s, f) {
				t.Errorf("%s: field %s is unknown or of another type", s, f.Name)
			}
		}
		if n := sqlite.CountFields(s); n != len(fields) {
			t.Errorf("%s: the compiler knows %d fields, the graph %d", s, n, len(fields))
		}
	}
}

// FuzzCompile holds that no value of a query reaches a text, and that the text
// is one that SQLite takes.
func FuzzCompile(f *testing.F) {
	for _, v := range []string{"China", "x' OR 1=1 --", `"a" OR b*`, "?", "@", "$", "k.value", "\u200b", "ſ Straße", "%_\\"} {
		f.Add(v, uint8(0), uint8(1))
		f.Add(v, uint8(7), uint8(4))
	}
	s := open(f)
	f.Fuzz(func(t *testing.T, value string, field, op uint8) {
		value = "zq" + value + "qz" // no part of a statement
		ops := []graph.Op{graph.Eq, graph.In, graph.Gt, graph.Gte, graph.Lt, graph.Lte, graph.Contains, graph.StartsWith, graph.Matches}
		for _, subject := range []graph.Subject{graph.SubjectEntity, graph.SubjectRelation, graph.SubjectClaim, graph.SubjectDocument} {
			fields := graph.Fields(subject)
			info := fields[int(field)%len(fields)]
			leaf := graph.Where{Field: info.Name, Op: ops[int(op)%len(ops)], Value: value}
			if leaf.Op == graph.In {
				leaf.Value = []string{value, ""}
			}
			edge := graph.Edges(subject)[0]
			q := graph.Query{Subject: subject, Where: graph.Where{Or: []graph.Where{leaf, graph.SomeOf(edge.Name, graph.Is(graph.FieldID, value))}},
				By: graph.FieldID, Keys: []string{value}, Total: true}
			plan, err := q.Plan()
			if err != nil {
				continue
			}
			for _, st := range []sqlite.Statement{sqlite.Pages(plan), sqlite.Totals(plan), sqlite.Facets(plan, graph.FieldID)} {
				if strings.Contains(st.Text, "zq") || strings.Contains(st.Text, "qz") {
					t.Errorf("the value %q is in %s", value, st.Text)
				}
				if n := strings.Count(st.Text, "?"); n != len(st.Args) {
					t.Errorf("%d places for %d values in %s", n, len(st.Args), st.Text)
				}
				if _, err := s.Query(t.Context(), st.Text, st.Args...); err != nil {
					t.Errorf("%s: %v", st.Text, err)
				}
			}
		}
	})
}
