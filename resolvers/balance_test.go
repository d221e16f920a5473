package resolvers_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	. "entente/graph/graphtest"
	"entente/graph/memory"
)

// correlation is a Response of the schema.
type correlation struct {
	N                      int
	Correlation, Low, High float64
}

// TestReciprocity makes one side repeat, a month later, what the other did.
func TestReciprocity(t *testing.T) {
	store := memory.Open()
	if err := store.SaveLoad(t.Context(), graph.Load{ID: "load:one", State: graph.LoadDone, Started: at(0), Ended: at(1)}); err != nil {
		t.Fatal(err)
	}
	d := NewDoc("series")
	for month, n := range []int{1, 3, 0, 2, 5, 1, 4} {
		for day := range n {
			d.Say(kgz, graph.Support, tjk, When(graph.Date(fmt.Sprintf("2024-%02d-%02d", month+1, day+1))))
			d.Say(tjk, graph.Support, kgz, When(graph.Date(fmt.Sprintf("2024-%02d-%02d", month+2, day+1))))
		}
	}
	// March has no event of the one side; it is covered by what the other does.
	if _, err := store.Put(t.Context(), "load:one", at(1), []graph.Contribution{d.Done()}); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Data struct {
			Dyad struct{ Answers, Same map[string]correlation }
		}
	}
	answer := ask(t, store, `{dyad(a: "KGZ", b: "TJK") {
		answers: reciprocity(lag: 1) {backward {n correlation low high} forward {n correlation low high}}
		same: reciprocity(lag: 0) {backward {n correlation low high} forward {n correlation low high}}
	}}`, nil)
	if err := json.Unmarshal([]byte(answer), &got); err != nil {
		t.Fatal(err)
	}
	if r := got.Data.Dyad.Answers["backward"]; r.N != 7 || r.Correlation < 1-1e-9 {
		t.Errorf("what is repeated: %+v\n%s", r, answer)
	}
	if f, b := got.Data.Dyad.Same["forward"], got.Data.Dyad.Same["backward"]; f != b || f.N != 8 || f.Correlation > 0.5 || !(f.Low < f.Correlation && f.Correlation < f.High) {
		t.Errorf("at one time: %+v, %+v", f, b)
	}
}

// TestCoverageOfTables lets a document of a stretch of time cover each bucket
// that it touches: a month without an event is zero there, and unknown outside.
// An event that tables weigh has the mean of their weights.
func TestCoverageOfTables(t *testing.T) {
	store := memory.Open()
	if err := store.SaveLoad(t.Context(), graph.Load{ID: "load:one", State: graph.LoadDone, Started: at(0), Ended: at(1)}); err != nil {
		t.Fatal(err)
	}
	weighed := func(w float64) func(*graph.Claim) { return attributes(graph.Attributes{"goldstein": w}) }
	table := NewDoc("table").On("2024-01-10/2024-04-20").
		Say(kgz, graph.Support, tjk, When("2024-01-11"), weighed(2)).Say(kgz, graph.Support, tjk, When("2024-01-11"), weighed(3), SaidOn("2024-01-12")).
		Say(tjk, graph.Accuse, kgz, When("2024-06-01"))
	batch := []graph.Contribution{table.Done()}
	for i := range 9 {
		batch = append(batch, NewDoc(fmt.Sprint("wire ", i)).On("2024-02-03").Say(kgz, graph.Borders, tjk).Done())
	}
	if _, err := store.Put(t.Context(), "load:one", at(1), batch); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Data struct {
			Dyad struct {
				Balance struct {
					Buckets []struct {
						Period string
						Value  *float64
					}
				}
				Coverage struct {
					Periods []struct {
						Period, Level string
						DocumentCount int
					}
				}
			}
		}
	}
	answer := ask(t, store, `{dyad(a: "KGZ", b: "TJK") {balance(weight: GOLDSTEIN) {buckets {period value}} coverage {periods(until: "2024-05-31") {period level documentCount}}}}`, nil)
	if err := json.Unmarshal([]byte(answer), &got); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, b := range got.Data.Dyad.Balance.Buckets {
		value := "not covered"
		if b.Value != nil {
			value = fmt.Sprint(*b.Value)
		}
		lines = append(lines, b.Period+" "+value)
	}
	for _, p := range got.Data.Dyad.Coverage.Periods {
		lines = append(lines, fmt.Sprint(p.Period, " ", p.Level, " ", p.DocumentCount))
	}
	want := []string{"2024-01 2.5", "2024-02 0", "2024-03 0", "2024-04 0", "2024-05 not covered", "2024-06 -2",
		"2024-01 THIN 1", "2024-02 NORMAL 10", "2024-03 THIN 1", "2024-04 THIN 1", "2024-05 NONE 0"}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("(-want +got):\n%s\n%s", diff, answer)
	}
}
