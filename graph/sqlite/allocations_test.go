package sqlite_test

import (
	"fmt"
	"testing"

	"entente/graph"
	"entente/graph/graphtest"
)

// maxAllocations is how many allocations it may take to read twenty claims of a
// dyad with their ends and documents, and the two actors; they take 413.
const maxAllocations = 600

func TestAllocationsOfTwentyClaims(t *testing.T) {
	s := open(t)
	if err := s.SaveLoad(t.Context(), killLoad); err != nil {
		t.Fatal(err)
	}
	var all []graph.Contribution
	for n := range 40 {
		d := graphtest.NewDoc(fmt.Sprint("doc", n)).From(fmt.Sprint("source ", n%5)).On(day(n))
		c := d.Say("state:AAA", graph.Consult, "state:BBB", graphtest.When(day(n*31))).Raw()
		c.Identify()
		all = append(all, c)
	}
	if _, err := s.Put(t.Context(), killLoad.ID, instant(1), all); err != nil {
		t.Fatal(err)
	}
	q := graph.Query{Subject: graph.SubjectClaim, Where: graph.Is("pair", "state:AAA|state:BBB"), First: 20, Sort: []graph.Order{{Field: "when", Desc: true}},
		With: []graph.With{{Edge: "document"}, {Edge: "from"}, {Edge: "to"}}}
	asks := []graph.Ask{{Entities: []graph.EntityID{"state:AAA", "state:BBB"}}, {Claims: &q}}
	var answers []graph.Answer
	var err error
	got := testing.AllocsPerRun(20, func() { answers, err = s.Together(t.Context(), asks) })
	if err != nil || len(answers[1].Claims[0].Items) != 20 {
		t.Fatal(len(answers), err)
	}
	if got > maxAllocations {
		t.Errorf("%.0f allocations, more than %d", got, maxAllocations)
	}
	t.Logf("%.0f allocations", got)
}
