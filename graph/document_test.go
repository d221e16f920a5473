package graph_test

import (
	"errors"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/graphtest"
)

func TestContributionValidate(t *testing.T) {
	build := func() *graphtest.Doc {
		return graphtest.NewDoc("d").Write("Étude. ").Say("state:KAZ", graph.Agree, "state:UZB").From("Agency")
	}
	if c := build().Raw(); c.Validate() != nil {
		t.Fatal(c.Validate())
	}
	for name, change := range map[string]func(*graph.Contribution){
		"no id":              func(c *graph.Contribution) { c.Document.ID = "" },
		"no sha256":          func(c *graph.Contribution) { c.Document.SHA256 = "" },
		"other text":         func(c *graph.Contribution) { c.Text += "x" },
		"other length":       func(c *graph.Contribution) { c.Document.Length++ },
		"id of another kind": func(c *graph.Contribution) { c.Document.ID = "state:KAZ" },
		"id without key":     func(c *graph.Contribution) { c.Document.ID = "document:" },
		"long id":            func(c *graph.Contribution) { c.Document.ID += graph.DocumentID(strings.Repeat("x", 1000)) },
		"source":             func(c *graph.Contribution) { c.Document.Source.ID = "agency" },
		"owner":              func(c *graph.Contribution) { c.Document.Source.Owner = "KAZ" },
		"date":               func(c *graph.Contribution) { c.Document.PublishedOn = "18 June" },
		"not UTF-8":          func(c *graph.Contribution) { c.Document.Title = "\xff" },
		"a NUL":              func(c *graph.Contribution) { c.Document.Author = "a\x00" },
		"a NUL in a name":    func(c *graph.Contribution) { c.Entities[0].Names = []graph.Name{{Text: "\x00"}} },
		"a NUL in a role":    func(c *graph.Contribution) { c.Claims[0].From.Role = &[]string{"\x00"}[0] },
		"a NUL in a key":     func(c *graph.Contribution) { c.Claims[0].Attributes = graph.Attributes{"\x00": 1.0} },
		"negative part":      func(c *graph.Contribution) { c.Part = -1 },
		"more of a whole":    func(c *graph.Contribution) { c.More = true },
		"offset of a whole":  func(c *graph.Contribution) { c.Offset = 1 },
		"entity twice":       func(c *graph.Contribution) { c.Entities = append(c.Entities, c.Entities[0]) },
		"entity's kind":      func(c *graph.Contribution) { c.Entities[0].Kind = graph.KindPerson },
		"mention's text":     func(c *graph.Contribution) { c.Entities[0].Mentions[0].Text = "KAS" },
		"mention outside":    func(c *graph.Contribution) { c.Entities[0].Mentions[0].End = 1000 },
		"quote":              func(c *graph.Contribution) { c.Claims[0].Evidence[0].Quote = "KAS agree UZB." },
		"claim of another":   func(c *graph.Contribution) { c.Claims[0].Document = "document:e" },
		"claim's version":    func(c *graph.Contribution) { c.Claims[0].SHA256 = "e" },
		"claim's content":    func(c *graph.Contribution) { c.Claims[0].Polarity = graph.Denied },
		"unrecorded entity":  func(c *graph.Contribution) { c.Entities = c.Entities[1:] },
		"actor outside":      func(c *graph.Contribution) { c.Claims[0].From.End = 1000 },
	} {
		c := build().Raw()
		change(&c)
		if err := c.Validate(); !errors.Is(err, graph.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestValidateBeyondTheFirstPlane(t *testing.T) {
	c := graphtest.NewDoc("d").Write("😀 中国 é\u0301 ").Call("state:CHN", "中华😀").Say("state:CHN", graph.Agree, "state:UZB").Done()
	if m := c.Entities[0].Mentions[0]; m.Start != 8 || m.End != 11 {
		t.Errorf("offsets are %d-%d, not code points", m.Start, m.End)
	}
}

func TestLoadValidate(t *testing.T) {
	valid := graph.Load{ID: "load:1", State: graph.LoadDone, Started: instant(1), Ended: instant(2), Inputs: []string{"a"}}
	if err := valid.Validate(); err != nil {
		t.Error(err)
	}
	for name, change := range map[string]func(*graph.Load){
		"id":      func(l *graph.Load) { l.ID = "1" },
		"no key":  func(l *graph.Load) { l.ID = "load:" },
		"long id": func(l *graph.Load) { l.ID += graph.LoadID(strings.Repeat("x", 1000)) },
		"state":   func(l *graph.Load) { l.State = "" },
		"started": func(l *graph.Load) { l.Started = "" },
		"ended":   func(l *graph.Load) { l.Ended = "later" },
		"text":    func(l *graph.Load) { l.Refusals = []graph.Refusal{{Message: "\x00"}} },
	} {
		l := valid
		change(&l)
		if err := l.Validate(); !errors.Is(err, graph.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCountsAdd(t *testing.T) {
	one := graph.Counts{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
	sum := one
	sum.Add(one)
	if want := (graph.Counts{2, 4, 6, 8, 10, 12, 14, 16, 18, 20}); sum != want {
		t.Errorf("the sum is %v", sum)
	}
}
