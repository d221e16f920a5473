package mention_test

import (
	"fmt"
	"strings"
	"testing"

	"entente/extract/claim"
	"entente/extract/lexicon"
	"entente/extract/mention"
	"entente/extract/parse"
	"entente/graph"
	"entente/internal/golden"
)

func finder(t testing.TB) *mention.Finder { return mention.New(grammar(t)) }

func grammar(t testing.TB) (*lexicon.Lexicon, mention.Grammar) {
	t.Helper()
	lex, err := lexicon.Open()
	if err != nil {
		t.Fatal(err)
	}
	model, err := parse.Open()
	if err != nil {
		t.Fatal(err)
	}
	rules, err := claim.Open()
	if err != nil {
		t.Fatal(err)
	}
	return lex, rules.Grammar(model)
}

// TestCases reads the archives in testdata: a comment says what they are about,
// each section is a text, and the section of its name with ".want" has what is
// found in it. A first line "published: DAY" dates the text.
func TestCases(t *testing.T) {
	f := finder(t)
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, c *golden.Case) {
		for _, name := range c.Sections() {
			if strings.HasSuffix(name, ".want") {
				continue
			}
			t.Run(name, func(t *testing.T) {
				in := mention.Input{Text: c.Text(t, name), PublishedOn: "2025-06-20"}
				if first, rest, ok := strings.Cut(in.Text, "\n"); ok && strings.HasPrefix(first, "published: ") {
					in.PublishedOn, in.Text = graph.Date(strings.TrimPrefix(first, "published: ")), rest
				}
				c.Want(t, name+".want", show(f.Find(in)))
			})
		}
	})
}

// every puts together what a document has of each sentence.
func every[T any](d *mention.Doc, of func(int) []T) []T {
	var out []T
	for i := range d.Len() {
		out = append(out, of(i)...)
	}
	return out
}

// show writes mentions, times and figures, one a line: the phrase, the name in
// it where it is another, and what was made of it.
func show(d *mention.Doc) string {
	var b strings.Builder
	slice := func(start, end int) string {
		s, _ := d.Text.Slice(start, end)
		return strings.Join(strings.Fields(s), " ")
	}
	for _, m := range every(d, d.In) {
		b.WriteString(slice(m.Start, m.End))
		if name := slice(m.NameStart, m.NameEnd); name != slice(m.Start, m.End) {
			fmt.Fprintf(&b, " [%s]", name)
		}
		id := string(m.Entity)
		if id == "" {
			id = "two"
		}
		fmt.Fprintf(&b, " = %s %s", id, m.Form)
		for _, x := range []struct{ label, value string }{{"as", m.Role}, {"office", m.Office}, {"for", string(m.ActsFor)}} {
			if x.value != "" {
				fmt.Fprintf(&b, " %s %s", x.label, strings.ReplaceAll(x.value, " ", "-"))
			}
		}
		for _, id := range m.Members {
			fmt.Fprintf(&b, " +%s", id)
		}
		if m.Modifier {
			b.WriteString(" modifier")
		}
		b.WriteByte('\n')
	}
	for _, x := range every(d, d.Times) {
		future := ""
		if x.Future {
			future = " future"
		}
		fmt.Fprintf(&b, "%s = time %s%s\n", slice(x.Start, x.End), x.Date, future)
	}
	for _, x := range every(d, d.Figures) {
		fmt.Fprintf(&b, "%s = figure %s %s %s\n", slice(x.Start, x.End), x.Quantity.Op, x.Quantity.Value, x.Quantity.Unit)
	}
	return b.String()
}
