package resolvers_test

import (
	"encoding/json"
	"fmt"
	"testing"

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
