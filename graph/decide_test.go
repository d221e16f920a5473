package graph_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
)

func instant(n int) graph.Instant {
	return graph.Instant(fmt.Sprintf("2026-01-01T00:00:%02d.000000Z", n))
}

// same says that the second person is the first.
func same(at int, entity, other graph.EntityID) graph.Decision {
	return decision(graph.Decision{Kind: graph.DecideSame, Entity: "person:" + entity, Other: "person:" + other, At: instant(at)})
}

func different(at int, entity, other graph.EntityID) graph.Decision {
	d := same(at, entity, other)
	d.Kind = graph.DecideDifferent
	return decision(d)
}

func decision(d graph.Decision) graph.Decision {
	d.By = "tester"
	d.Identify()
	return d
}

func undone(at int, d graph.Decision) graph.Decision {
	d.Undone = instant(at)
	return d
}

func TestRulings(t *testing.T) {
	for name, tt := range map[string]struct {
		decisions []graph.Decision
		want      string // what a, b, c, d go by
	}{
		"none":              {nil, "a b c d"},
		"one":               {[]graph.Decision{same(1, "a", "b")}, "a a c d"},
		"chain":             {[]graph.Decision{same(1, "a", "b"), same(2, "b", "c")}, "b b b d"},
		"chain other way":   {[]graph.Decision{same(1, "b", "c"), same(2, "a", "b")}, "a a a d"},
		"two classes":       {[]graph.Decision{same(1, "a", "b"), same(2, "c", "d")}, "a a c c"},
		"classes joined":    {[]graph.Decision{same(1, "a", "b"), same(2, "c", "d"), same(3, "d", "b")}, "d d d d"},
		"the latest counts": {[]graph.Decision{same(1, "a", "b"), same(2, "b", "a")}, "b b c d"},
		"order by time":     {[]graph.Decision{same(2, "b", "a"), same(1, "a", "b")}, "b b c d"},
		"survivor within":   {[]graph.Decision{same(1, "a", "b"), same(2, "a", "c"), same(3, "c", "b")}, "c c c d"},
		"different":         {[]graph.Decision{same(1, "a", "b"), different(2, "b", "a")}, "a b c d"},
		"different first":   {[]graph.Decision{different(1, "a", "b"), same(2, "a", "b")}, "a b c d"},
		"different by way":  {[]graph.Decision{same(1, "a", "b"), same(2, "b", "c"), different(3, "a", "c")}, "a a c d"},
		"different undone":  {[]graph.Decision{undone(4, different(1, "a", "b")), same(2, "a", "b")}, "a a c d"},
		"undone":            {[]graph.Decision{undone(2, same(1, "a", "b"))}, "a b c d"},
		"undone later":      {[]graph.Decision{undone(11, same(1, "a", "b"))}, "a a c d"},
		"undone now":        {[]graph.Decision{undone(10, same(1, "a", "b"))}, "a b c d"},
		"later":             {[]graph.Decision{same(11, "a", "b")}, "a b c d"},
		"now":               {[]graph.Decision{same(10, "a", "b")}, "a a c d"},
		"middle undone":     {[]graph.Decision{same(1, "a", "b"), undone(5, same(2, "b", "c")), same(3, "c", "d")}, "a a c c"},
	} {
		r := graph.NewRulings(tt.decisions, instant(10))
		got := ""
		for _, id := range []graph.EntityID{"a", "b", "c", "d"} {
			got += " " + string(r.Resolve("person:" + id)[len("person:"):])
		}
		if got[1:] != tt.want {
			t.Errorf("%s: %s, want %s", name, got[1:], tt.want)
		}
		for _, id := range []graph.EntityID{"person:a", "person:b", "person:c", "person:d"} {
			if s := r.Resolve(id); r.Resolve(s) != s {
				t.Errorf("%s: %s goes by %s, which goes by %s", name, id, s, r.Resolve(s))
			}
		}
	}
	r := graph.NewRulings([]graph.Decision{same(1, "a", "c"), same(2, "a", "b")}, instant(10))
	if diff := cmp.Diff([]graph.EntityID{"person:b", "person:c"}, r.MergedInto("person:a")); diff != "" {
		t.Errorf("MergedInto (-want +got):\n%s", diff)
	}
	var none *graph.Rulings
	if none.Resolve("person:a") != "person:a" || none.MergedInto("person:a") != nil {
		t.Error("no rulings rule something")
	}
}

func TestApply(t *testing.T) {
	c := claim()
	verdict := func(at int, kind graph.DecisionKind, correction *graph.Correction) graph.Decision {
		return decision(graph.Decision{Kind: kind, Claim: c.ID, Correction: correction, At: instant(at)})
	}
	when := graph.Date("2024-05")
	unknown := graph.Date("")
	for name, tt := range map[string]struct {
		decisions         []graph.Decision
		stands, confirmed bool
		kind              graph.RelationKind
		when              graph.Date
	}{
		"none":             {nil, true, false, graph.Agree, ""},
		"confirm":          {[]graph.Decision{verdict(1, graph.DecideConfirm, nil)}, true, true, graph.Agree, ""},
		"reject":           {[]graph.Decision{verdict(1, graph.DecideReject, nil)}, false, false, graph.Agree, ""},
		"the last counts":  {[]graph.Decision{verdict(2, graph.DecideReject, nil), verdict(1, graph.DecideConfirm, nil)}, false, false, graph.Agree, ""},
		"confirmed again":  {[]graph.Decision{verdict(1, graph.DecideReject, nil), verdict(2, graph.DecideConfirm, nil)}, true, true, graph.Agree, ""},
		"correct":          {[]graph.Decision{verdict(1, graph.DecideCorrect, &graph.Correction{Kind: graph.Aid, When: &when})}, true, false, graph.Aid, when},
		"correct twice":    {[]graph.Decision{verdict(1, graph.DecideCorrect, &graph.Correction{Kind: graph.Aid, When: &when}), verdict(2, graph.DecideCorrect, &graph.Correction{When: &unknown})}, true, false, graph.Aid, ""},
		"reject undone":    {[]graph.Decision{undone(3, verdict(1, graph.DecideReject, nil))}, true, false, graph.Agree, ""},
		"corrected denial": {[]graph.Decision{verdict(1, graph.DecideCorrect, &graph.Correction{Polarity: graph.Denied})}, true, false, graph.Agree, ""},
	} {
		got := c
		stands := graph.NewRulings(tt.decisions, instant(10)).Apply(&got, graph.Document{ID: "document:d", SHA256: "abc", PublishedOn: "2025"})
		if stands != tt.stands || got.Confirmed != tt.confirmed || got.Kind != tt.kind || got.When != tt.when || got.PublishedOn != "2025" || got.ID != c.ID {
			t.Errorf("%s: stands %t, %+v", name, stands, got)
		}
		if got.Relation != got.Key(nil).ID() {
			t.Errorf("%s: the relation is not that of what the claim says now", name)
		}
	}
	merged := graph.NewRulings([]graph.Decision{decision(graph.Decision{Kind: graph.DecideSame, Entity: "state:RUS", Other: "state:KAZ", At: instant(1)})}, instant(10))
	spoken := claim(func(c *graph.Claim) { c.AssertedBy = &graph.Actor{ID: "state:KAZ", Kind: graph.KindState} })
	merged.Apply(&spoken, graph.Document{})
	if spoken.FromID != "state:RUS" || spoken.AssertedByID != "state:RUS" || spoken.ToID != "state:UZB" || spoken.Pair != "state:RUS|state:UZB" || spoken.From.ID != "state:KAZ" {
		t.Errorf("the claim under identity decisions is %+v", spoken)
	}
}

func TestDecisionValidate(t *testing.T) {
	when := graph.Date("2024-13")
	valid := same(1, "a", "b")
	if err := valid.Validate(); err != nil {
		t.Error(err)
	}
	for name, d := range map[string]graph.Decision{
		"the same twice":    same(1, "a", "a"),
		"no other":          {Kind: graph.DecideDifferent, Entity: "state:A", At: instant(1)},
		"kinds":             {Kind: graph.DecideSame, Entity: "state:A", Other: "person:a", At: instant(1)},
		"no entities":       {Kind: graph.DecideDifferent, Entity: "a", Other: "b", At: instant(1)},
		"no claim":          {Kind: graph.DecideConfirm, At: instant(1)},
		"no correction":     {Kind: graph.DecideCorrect, Claim: "claim:c", At: instant(1)},
		"correction":        {Kind: graph.DecideReject, Claim: "claim:c", Correction: &graph.Correction{}, At: instant(1)},
		"corrected date":    {Kind: graph.DecideCorrect, Claim: "claim:c", Correction: &graph.Correction{When: &when}, At: instant(1)},
		"corrected kind":    {Kind: graph.DecideCorrect, Claim: "claim:c", Correction: &graph.Correction{Kind: "LIKE"}, At: instant(1)},
		"corrected no":      {Kind: graph.DecideCorrect, Claim: "claim:c", Correction: &graph.Correction{Polarity: "NO"}, At: instant(1)},
		"corrected maybe":   {Kind: graph.DecideCorrect, Claim: "claim:c", Correction: &graph.Correction{Modality: "MAYBE"}, At: instant(1)},
		"malformed instant": {Kind: graph.DecideConfirm, Claim: "claim:c", At: "now"},
		"kind":              {Kind: "GUESS", Claim: "claim:c", At: instant(1)},
		"a NUL":             {Kind: graph.DecideConfirm, Claim: "claim:c", Why: "\x00", At: instant(1)},
	} {
		d = decision(d)
		if err := d.Validate(); !errors.Is(err, graph.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	valid.Why = "because"
	if err := valid.Validate(); !errors.Is(err, graph.ErrInvalid) {
		t.Errorf("another id: %v", err)
	}
	nobody := same(1, "a", "b")
	nobody.By = ""
	nobody.Identify()
	if err := nobody.Validate(); !errors.Is(err, graph.ErrInvalid) {
		t.Errorf("by nobody: %v", err)
	}
}

func TestDecisionJSON(t *testing.T) {
	unknown, when := graph.Date(""), graph.Date("2024")
	for _, want := range []*graph.Correction{nil, {}, {When: &unknown}, {When: &when, Kind: graph.Aid, Polarity: graph.Denied, Modality: graph.Actual}} {
		b, err := json.Marshal(graph.Decision{Correction: want})
		if err != nil {
			t.Fatal(err)
		}
		var got graph.Decision
		if err := json.Unmarshal(b, &got); err != nil {
			t.Fatalf("%s: %v", b, err)
		}
		if diff := cmp.Diff(want, got.Correction); diff != "" {
			t.Errorf("%s (-want +got):\n%s", b, diff)
		}
	}
}
