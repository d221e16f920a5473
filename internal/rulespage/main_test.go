package main

import (
	"os"
	"strings"
	"testing"

	"entente/extract"
	"entente/extract/claim"
	"entente/graph"
)

// Every sentence of the page makes its rule fire, and nearly every rule has one.
func TestPage(t *testing.T) {
	raw, err := os.ReadFile("../../docs/RULES.md")
	if err != nil {
		t.Fatal(err)
	}
	rules, err := claim.Open()
	if err != nil {
		t.Fatal(err)
	}
	e, err := extract.New(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	shown, list := examples(string(raw)), rules.List()
	step := 1
	if testing.Short() {
		step = 20
	}
	for i, r := range list {
		sentence := shown[key(r)]
		if sentence != "" && i%step == 0 && !fires(e, r.Name, r.Kind, sentence) {
			t.Errorf("%s %s does not fire in %q", r.Name, r.Kind, sentence)
		}
	}
	if n := len(shown); n*100 < len(list)*95 {
		t.Errorf("%d of %d rules have a sentence", n, len(list))
	}
	if fires(e, "verb/meet", graph.Accuse, "France met Germany.") || fires(e, "verb/accuse", "", "France met Germany.") {
		t.Error("what does not fire is said to")
	}
}

func TestExamples(t *testing.T) {
	got := examples("# x\n| rule | kind | a sentence |\n| `verb/meet` | CONSULT | France met Germany. |\n| `nominal/end` |  | The end. |\n")
	if len(got) != 2 || got["verb/meet CONSULT"] != "France met Germany." || got["nominal/end "] != "The end." {
		t.Errorf("%q", got)
	}
}

// What explain prints and the page lists are the same names.
func TestNames(t *testing.T) {
	rules, err := claim.Open()
	if err != nil {
		t.Fatal(err)
	}
	known := make(map[string]bool)
	for _, r := range rules.List() {
		known[r.Name] = true
	}
	e, err := extract.New(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	text := "France accused Germany of theft. China and Kazakhstan signed the Astana Declaration. Talks between Iran and Iraq ended. Japan is a critic of India."
	for _, c := range e.Extract(graph.Document{}, text).Claims {
		if !known[c.Rule] && strings.Count(c.Rule, "/") == 1 {
			t.Errorf("%s is no rule of the page", c.Rule)
		}
	}
}
