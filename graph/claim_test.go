package graph_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/graphtest"
)

// claim returns a valid claim, changed and identified.
func claim(changes ...func(*graph.Claim)) graph.Claim {
	c := graph.Claim{
		From: graph.Actor{ID: "state:KAZ", Kind: graph.KindState, Name: "Kazakhstan", End: 10},
		Kind: graph.Agree, To: &graph.Actor{ID: "state:UZB", Kind: graph.KindState, Name: "Uzbekistan", Start: 20, End: 30},
		Polarity: graph.Affirmed, Modality: graph.Actual, Confidence: 0.5, Extractor: "rules/1", Rule: "r",
		Evidence: []graph.Evidence{{Start: 0, End: 31, Quote: strings.Repeat("q", 31)}}, Document: "document:d", SHA256: "abc",
	}
	for _, change := range changes {
		change(&c)
	}
	c.Identify()
	return c
}

func TestClaimIdentity(t *testing.T) {
	role, state := "GOV", graph.EntityID("state:RUS")
	id := claim().ID
	for name, change := range map[string]func(*graph.Claim){
		"extractor":   func(c *graph.Claim) { c.Extractor = "rules/2" },
		"rule":        func(c *graph.Claim) { c.Rule = "s" },
		"confidence":  func(c *graph.Claim) { c.Confidence = 1 },
		"names":       func(c *graph.Claim) { c.From.Name, c.To.Name = "K", "U" },
		"derived":     func(c *graph.Claim) { c.Relation, c.Pair, c.Confirmed, c.KnownFrom = "relation:x", "p", true, "z" },
		"empty attrs": func(c *graph.Claim) { c.Attributes = graph.Attributes{} },
	} {
		if claim(change).ID != id {
			t.Errorf("%s changes the id", name)
		}
	}
	seen := map[graph.ClaimID]string{id: "nothing"}
	for name, change := range map[string]func(*graph.Claim){
		"document":      func(c *graph.Claim) { c.Document = "document:e" },
		"version":       func(c *graph.Claim) { c.SHA256 = "abd" },
		"from":          func(c *graph.Claim) { c.From.ID = "state:KGZ" },
		"from's role":   func(c *graph.Claim) { c.From.Role = &role },
		"from acts for": func(c *graph.Claim) { c.From.ActsFor = &state },
		"to":            func(c *graph.Claim) { c.To.ID = "state:KGZ" },
		"to's role":     func(c *graph.Claim) { c.To.Role = &role },
		"kind":          func(c *graph.Claim) { c.Kind = graph.Aid },
		"polarity":      func(c *graph.Claim) { c.Polarity = graph.Denied },
		"modality":      func(c *graph.Claim) { c.Modality = graph.Intended },
		"speaker":       func(c *graph.Claim) { c.AssertedBy = &c.From },
		"when":          func(c *graph.Claim) { c.When = "2024" },
		"said on":       func(c *graph.Claim) { c.SaidOn = "2024" },
		"quantity":      func(c *graph.Claim) { c.Quantity = &graph.Quantity{Measure: "m", Op: "=", Value: "1", Unit: "km"} },
		"via group":     func(c *graph.Claim) { c.Via = &graph.Via{Group: "group:g"} },
		"via agreement": func(c *graph.Claim) { c.Via = &graph.Via{Agreement: "group:g"} },
		"attributes":    func(c *graph.Claim) { c.Attributes = graph.Attributes{"mutual": true} },
		"attribute":     func(c *graph.Claim) { c.Attributes = graph.Attributes{"mutual": "true"} },
		"evidence":      func(c *graph.Claim) { c.Evidence[0].End-- },
		"more evidence": func(c *graph.Claim) { c.Evidence = append(c.Evidence, c.Evidence[0]) },
	} {
		other := claim(change).ID
		if was, ok := seen[other]; ok {
			t.Errorf("%s and %s have one id", name, was)
		}
		seen[other] = name
	}
}

func TestClaimValidate(t *testing.T) {
	valid := map[string]func(*graph.Claim){
		"as it is":        func(*graph.Claim) {},
		"quantity":        func(c *graph.Claim) { c.Quantity = &graph.Quantity{Op: ">", Value: "-160.50"} },
		"attributes":      func(c *graph.Claim) { c.Attributes = graph.Attributes{"a": "b", "c": true, "d": 1.5} },
		"no to":           func(c *graph.Claim) { c.Kind, c.To = graph.HasQuantity, nil },
		"unnamed speaker": func(c *graph.Claim) { c.AssertedBy = &graph.Actor{ID: "person:x", Kind: graph.KindPerson} },
	}
	for name, change := range valid {
		if c := claim(change); c.Validate() != nil {
			t.Errorf("%s: %v", name, c.Validate())
		}
	}
	for name, change := range map[string]func(*graph.Claim){
		"unknown kind":     func(c *graph.Claim) { c.Kind = "LIKE" },
		"domain":           func(c *graph.Claim) { c.From.ID, c.From.Kind = "topic:x", graph.KindTopic },
		"range":            func(c *graph.Claim) { c.Kind = graph.Signed },
		"missing to":       func(c *graph.Claim) { c.To = nil },
		"to too much":      func(c *graph.Claim) { c.Kind = graph.HasQuantity },
		"polarity":         func(c *graph.Claim) { c.Polarity = "" },
		"modality":         func(c *graph.Claim) { c.Modality = "MAYBE" },
		"confidence":       func(c *graph.Claim) { c.Confidence = 1.1 },
		"no number":        func(c *graph.Claim) { c.Confidence = math.NaN() },
		"no evidence":      func(c *graph.Claim) { c.Evidence = nil },
		"empty evidence":   func(c *graph.Claim) { c.Evidence[0].End = 0 },
		"negative span":    func(c *graph.Claim) { c.From.Start = -1 },
		"span turned":      func(c *graph.Claim) { c.From.Start = 11 },
		"kind of id":       func(c *graph.Claim) { c.From.ID = "person:x" },
		"empty id":         func(c *graph.Claim) { c.From.ID = "state:" },
		"kind of speaker":  func(c *graph.Claim) { c.AssertedBy = &graph.Actor{ID: "x", Kind: "Y"} },
		"when":             func(c *graph.Claim) { c.When = "2024-13" },
		"said on":          func(c *graph.Claim) { c.SaidOn = "yesterday" },
		"attribute":        func(c *graph.Claim) { c.Attributes = graph.Attributes{"n": 1} },
		"attribute no num": func(c *graph.Claim) { c.Attributes = graph.Attributes{"n": math.Inf(1)} },
		"number":           func(c *graph.Claim) { c.Quantity = &graph.Quantity{Op: "=", Value: "1e3"} },
		"hexadecimal":      func(c *graph.Claim) { c.Quantity = &graph.Quantity{Op: "=", Value: "0x1p-2"} },
		"operator":         func(c *graph.Claim) { c.Quantity = &graph.Quantity{Op: "=>", Value: "1"} },
	} {
		if c := claim(change); !errors.Is(c.Validate(), graph.ErrInvalid) {
			t.Errorf("%s: %v", name, c.Validate())
		}
	}
	c := claim()
	c.Kind = graph.Aid
	if err := c.Validate(); !errors.Is(err, graph.ErrInvalid) {
		t.Errorf("another id: %v", err)
	}
}

func TestParty(t *testing.T) {
	state := graph.EntityID("state:KAZ")
	none := graph.EntityID("")
	for _, tt := range []struct {
		actor *graph.Actor
		want  graph.EntityID
	}{{nil, ""}, {&graph.Actor{ID: "person:x"}, "person:x"}, {&graph.Actor{ID: "person:x", ActsFor: &state}, state}, {&graph.Actor{ID: "person:x", ActsFor: &none}, "person:x"}} {
		if got := tt.actor.Party(); got != tt.want {
			t.Errorf("the party of %v is %q", tt.actor, got)
		}
	}
}

func TestIdentifyContribution(t *testing.T) {
	c := graphtest.NewDoc("d").Say("state:B", graph.Agree, "group:g").Say("state:B", graph.Agree, "state:A").Raw()
	group := c.Claims[0]
	if group.To.ID != "group:g" {
		group = c.Claims[1]
	}
	member := claim(func(m *graph.Claim) {
		m.Via = &graph.Via{Group: "group:g", Claim: "as the extractor called it"}
		m.Evidence = group.Evidence
	})
	group.ID = "as the extractor called it"
	c.Claims = []graph.Claim{member, group, group}
	via := member.Via
	c.Identify()
	if len(c.Claims) != 2 {
		t.Fatalf("%d claims, want 2 without the duplicate", len(c.Claims))
	}
	for i := range c.Claims {
		m := c.Claims[i]
		if m.Document != c.Document.ID || m.SHA256 != c.Document.SHA256 {
			t.Errorf("claim %s is of %s %s", m.ID, m.Document, m.SHA256)
		}
		if m.Via != nil && m.Via.Claim != c.Claims[1-i].ID {
			t.Errorf("via names %s, want %s", m.Via.Claim, c.Claims[1-i].ID)
		}
	}
	if via.Claim != "as the extractor called it" {
		t.Error("Identify changed a via that others may hold")
	}
	again := c
	again.Identify()
	if again.ID() != c.ID() || again.Claims[0].ID > again.Claims[1].ID || c.Entities[0].ID > c.Entities[1].ID {
		t.Error("identifying twice is not identifying once, or nothing is sorted")
	}
}

func TestContributionID(t *testing.T) {
	one := graphtest.NewDoc("d").Say("state:A", graph.Agree, "state:B").Done()
	two := graphtest.NewDoc("d").Say("state:A", graph.Agree, "state:B", func(c *graph.Claim) { c.Confidence = 0.9 }).Done()
	three := graphtest.NewDoc("d").On("2024").Say("state:A", graph.Agree, "state:B").Done()
	again := graphtest.NewDoc("d").Say("state:A", graph.Agree, "state:B").Done()
	if one.ID() == two.ID() || one.ID() == three.ID() || one.ID() != again.ID() {
		t.Error("the id of a contribution is not that of its content")
	}
	parts := graphtest.Table("t", 1, graphtest.Row{From: "state:A", Kind: graph.Aid, To: "state:B"}, graphtest.Row{From: "state:A", Kind: graph.Aid, To: "state:C"})
	if parts[0].ID() != parts[1].ID() {
		t.Error("the parts of a table have several ids")
	}
	if parts[1].Document.Length == 0 || parts[0].Document.SHA256 != parts[1].Document.SHA256 {
		t.Error("the parts of a table are of several versions")
	}
}

func TestNames(t *testing.T) {
	state := graph.EntityID("state:RUS")
	c := claim(func(c *graph.Claim) {
		c.From = graph.Actor{ID: "person:x", Kind: graph.KindPerson, ActsFor: &state}
		c.AssertedBy = &graph.Actor{ID: "person:x", Kind: graph.KindPerson}
		c.Via = &graph.Via{Group: "group:g", Agreement: "agreement:a", Claim: "claim:c"}
	})
	want := []graph.EntityID{"person:x", "state:RUS", "state:UZB", "group:g", "agreement:a"}
	if got := c.Names(); len(got) != len(want) || strings.Join(texts(got), " ") != strings.Join(texts(want), " ") {
		t.Errorf("Names gives %v, want %v", got, want)
	}
}

func texts[S ~string](ids []S) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return out
}
