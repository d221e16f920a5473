package export_test

import (
	"encoding/csv"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/export"
	"entente/graph"
	. "entente/graph/graphtest"
)

// TestPanel counts what states did to each other by year: both ways where it is
// mutual, once a day however often it is told, nothing where nobody tells
// anything, and zero where somebody does.
func TestPanel(t *testing.T) {
	one := NewDoc("one").On("2023-05-01").From("Outlet")
	one.Record("state:KAZ", func(r *graph.EntityRecord) {
		r.Codes = []graph.Code{{Scheme: "iso3", Value: "KAZ"}, {Scheme: "cow", Value: "705"}, {Scheme: "gw", Value: "705"}}
	})
	one.Say("state:KAZ", graph.Aid, "state:UZB", When("2021-03-04")).Say("state:KAZ", graph.Accuse, "state:UZB", When("2023-01-02")).
		Say("state:KAZ", graph.Consult, "state:UZB", When("2023-02-03"), Mutual).Say("state:UZB", graph.Consult, "state:KAZ", When("2023-02-03"), Mutual).
		Say("state:KAZ", graph.Sanction, "state:UZB", When("2023-02-03"), As(graph.Possible)).Say("person:someone", graph.Aid, "state:UZB", When("2023-02-03"))
	two := NewDoc("two").On("2023-06").From("Other").Say("state:KAZ", graph.Accuse, "state:UZB", When("2023-01-02"))
	three := NewDoc("three").On("2024-06").From("Other").Say("state:UZB", graph.Comment, "state:TJK")
	s := store(t, one.Done(), two.Done(), three.Done())
	rows := func(o export.Options) [][]string {
		t.Helper()
		all, err := csv.NewReader(strings.NewReader(string(write(t, s, export.FormatPanel, o)))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	pair := export.Options{Entities: graph.OneOf("id", "state:KAZ", "state:UZB", "person:someone")}
	want := [][]string{
		{"year", "from", "to", "iso3From", "cowFrom", "gwFrom", "iso3To", "cowTo", "gwTo",
			"verbalCooperation", "materialCooperation", "verbalConflict", "materialConflict", "neutral", "events", "documents"},
		{"2021", "state:KAZ", "state:UZB", "KAZ", "705", "705", "", "", "", "0", "1", "0", "0", "0", "1", "0"},
		{"2021", "state:UZB", "state:KAZ", "", "", "", "KAZ", "705", "705", "", "", "", "", "", "", "0"},
		{"2022", "state:KAZ", "state:UZB", "KAZ", "705", "705", "", "", "", "", "", "", "", "", "", "0"},
		{"2022", "state:UZB", "state:KAZ", "", "", "", "KAZ", "705", "705", "", "", "", "", "", "", "0"},
		{"2023", "state:KAZ", "state:UZB", "KAZ", "705", "705", "", "", "", "1", "0", "1", "0", "0", "2", "2"},
		{"2023", "state:UZB", "state:KAZ", "", "", "", "KAZ", "705", "705", "1", "0", "0", "0", "0", "1", "2"},
		{"2024", "state:KAZ", "state:UZB", "KAZ", "705", "705", "", "", "", "", "", "", "", "", "", "0"},
		{"2024", "state:UZB", "state:KAZ", "", "", "", "KAZ", "705", "705", "", "", "", "", "", "", "0"},
	}
	if diff := cmp.Diff(want, rows(pair)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := len(rows(export.Options{})); got != 1+4*6 {
		t.Errorf("%d rows of three states in four years", got)
	}
	_, err := export.Write(t.Context(), s, new(strings.Builder), export.FormatPanel, export.Options{Where: graph.Is("kind", "AID")})
	if !errors.Is(err, graph.ErrInvalid) {
		t.Errorf("a condition on relations: %v", err)
	}
}
