package resolvers_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/graph"
	"entente/resolvers/internal/exec"
	"entente/resolvers/internal/view"
)

func schema() *ast.Schema { return exec.NewExecutableSchema(exec.Config{}).Schema() }

func texts[S ~string](values []S) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}

// TestEnums walks the graph's closed lists and the schema's enums.
func TestEnums(t *testing.T) {
	var kinds []graph.RelationKind
	var quads []graph.Quad
	for _, k := range graph.Kinds() {
		kinds = append(kinds, k.Kind)
		if k.Quad != "" && !slices.Contains(quads, k.Quad) {
			quads = append(quads, k.Quad)
		}
	}
	for name, want := range map[string][]string{
		"RelationKind": texts(kinds),
		"EntityKind":   texts(graph.EntityKinds()),
		"Quad":         texts(quads),
		"Modality":     texts(graph.Modalities()),
		"Polarity":     texts([]graph.Polarity{graph.Affirmed, graph.Denied}),
		"LoadState":    texts([]graph.LoadState{graph.LoadRunning, graph.LoadDone, graph.LoadFailed, graph.LoadUnloaded}),
		"Precision":    texts([]graph.Precision{graph.PrecisionUnknown, graph.PrecisionDay, graph.PrecisionMonth, graph.PrecisionYear, graph.PrecisionInterval}),
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, v := range schema().Types[name].EnumValues {
				got = append(got, v.Name)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("values (-graph +schema):\n%s", diff)
			}
		})
	}
	for _, k := range graph.Kinds() {
		if got := schema().Types["RelationKind"].EnumValues.ForName(string(k.Kind)).Description; got != k.Doc {
			t.Errorf("%s is described as %q, the graph says %q", k.Kind, got, k.Doc)
		}
	}
}

// subjects are the subjects of queries as the schema names them.
var subjects = map[graph.Subject]string{
	graph.SubjectEntity: "Entity", graph.SubjectRelation: "Relation", graph.SubjectClaim: "Claim",
	graph.SubjectDocument: "Document", graph.SubjectSource: "Source", graph.SubjectLoad: "Load",
}

// elsewhere says where a condition on a field of the graph stands in the schema
// where it has no field of its own.
var elsewhere = map[graph.Subject]map[graph.Field]string{
	graph.SubjectEntity:   {"mentions": "mentionCount", "documents": "documentCount", "documentIds": "documents"},
	graph.SubjectRelation: {"claims": "claimCount", "denials": "denialCount", "sources": "sourceCount", "fromKind": "from", "toKind": "to", "pair": "between"},
	graph.SubjectClaim:    {"fromKind": "from", "toKind": "to", "pair": "between"},
}

// TestConditions walks the graph's tables of fields and edges and the schema's
// conditions, sorts and facets.
func TestConditions(t *testing.T) {
	for subject, name := range subjects {
		where, sort, facet := schema().Types[name+"Where"], schema().Types[name+"Sort"], schema().Types[name+"Facet"]
		for _, f := range graph.Fields(subject) {
			field := string(f.Name)
			if other, ok := elsewhere[subject][f.Name]; ok {
				field = other
			}
			if where.Fields.ForName(field) == nil {
				t.Errorf("%s has no condition on %s", where.Name, f.Name)
			}
			if f.Sortable() && f.Name != "pair" {
				if name := sortName(subject, f.Name); sort.Fields.ForName(name) == nil {
					t.Errorf("%s has no field %s", sort.Name, name)
				}
			}
		}
		for _, e := range graph.Edges(subject) {
			if where.Fields.ForName(string(e.Name)) == nil {
				t.Errorf("%s has no condition on the edge %s", where.Name, e.Name)
			}
		}
		for _, v := range facet.EnumValues {
			if v.Name == "SOURCE_OWNER" {
				continue
			}
			if _, err := (graph.Query{Subject: subject}).PlanFacets(view.FieldOf(v.Name)); err != nil {
				t.Errorf("%s.%s: %v", facet.Name, v.Name, err)
			}
		}
	}
}

func sortName(s graph.Subject, f graph.Field) string {
	switch name := elsewhere[s][f]; {
	case strings.HasSuffix(name, "Count"):
		return name
	default:
		return string(f)
	}
}

// TestEverythingIsDescribed holds the schema to one sentence at least for every
// type, field, argument and value.
func TestEverythingIsDescribed(t *testing.T) {
	for name, def := range schema().Types {
		if def.BuiltIn {
			continue
		}
		if def.Description == "" {
			t.Errorf("%s is not described", name)
		}
		for _, f := range def.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			if f.Description == "" {
				t.Errorf("%s.%s is not described", name, f.Name)
			}
			for _, a := range f.Arguments {
				if a.Description == "" {
					t.Errorf("%s.%s(%s) is not described", name, f.Name, a.Name)
				}
			}
		}
		for _, v := range def.EnumValues {
			if v.Description == "" {
				t.Errorf("%s.%s is not described", name, v.Name)
			}
		}
	}
}

// TestConnections holds every connection to the shape that Relay asks for.
func TestConnections(t *testing.T) {
	for name, def := range schema().Types {
		base, ok := strings.CutSuffix(name, "Connection")
		if !ok {
			continue
		}
		want := map[string]string{"edges": "[" + base + "Edge!]!", "pageInfo": "PageInfo!", "totalCount": "Int!"}
		for field, typ := range want {
			if f := def.Fields.ForName(field); f == nil || f.Type.String() != typ {
				t.Errorf("%s.%s is not %s", name, field, typ)
			}
		}
		edge, nodes := schema().Types[base+"Edge"], def.Fields.ForName("nodes")
		if edge.Fields.ForName("cursor").Type.String() != "String!" || "["+edge.Fields.ForName("node").Type.String()+"]!" != nodes.Type.String() {
			t.Errorf("%s does not fit %s", edge.Name, name)
		}
	}
}

// TestNodeIsRelays holds `node` to what Relay's compiler wants before it makes a
// query that fetches a fragment again: one argument, the id.
func TestNodeIsRelays(t *testing.T) {
	node := schema().Query.Fields.ForName("node")
	if len(node.Arguments) != 1 || node.Arguments[0].Name != "id" || node.Arguments[0].Type.String() != "ID!" || node.Type.String() != "Node" {
		t.Errorf("node takes %v and gives %s", node.Arguments, node.Type)
	}
}
