package parse_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/extract/parse"
	"entente/extract/segment"
	"entente/graph"
)

// What pages give back is what was added, in any order of asking.
func checkPages(t *testing.T, m *parse.Model, text string) {
	t.Helper()
	pages := parse.NewPages(graph.NewText(text))
	sentences := segment.Split(text)
	var want []*parse.Tree
	for i, s := range sentences {
		tree := parse.Flat(s)
		if i%3 > 0 {
			tree = m.Parse(s)
		}
		want = append(want, tree)
		pages.Add(s, tree)
	}
	if pages.Len() != len(sentences) {
		t.Fatalf("%d sentences of %d", pages.Len(), len(sentences))
	}
	for i := len(sentences) - 1; i >= 0; i-- {
		if i%6 == 0 {
			want[i] = m.Parse(sentences[i])
			pages.SetTree(i, sentences[i].Paragraph, want[i])
		}
		if diff := cmp.Diff(sentences[i], pages.Sentence(i)); diff != "" {
			t.Errorf("sentence %d (-want +got):\n%s", i, diff)
		}
		if diff := cmp.Diff(want[i], pages.Tree(i)); diff != "" {
			t.Errorf("tree %d (-want +got):\n%s", i, diff)
		}
		if pages.Parsed(i) == (i%3 == 0 && i%6 != 0) {
			t.Errorf("sentence %d parsed: %t", i, pages.Parsed(i))
		}
	}
}

// The words of an earlier line that a sentence begins with come back as well.
func TestPagesBehindEarlierWords(t *testing.T) {
	text := "The ministers welcomed:\n" + strings.Repeat("- Été.\n", 80) + "- the truce."
	sentences := segment.Split(text)
	last := sentences[len(sentences)-1]
	last.Tokens = append(sentences[0].Tokens[:3:3], last.Tokens[1:]...)
	if last.Led() != 3 {
		t.Errorf("led by %d words", last.Led())
	}
	pages := parse.NewPages(graph.NewText(text))
	pages.Add(last, parse.Flat(last))
	if diff := cmp.Diff(last, pages.Sentence(0)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Pages of more data than a block holds come back as well.
func TestPagesInBlocks(t *testing.T) {
	text := strings.Repeat("( ", 200_000)
	pages := parse.NewPages(graph.NewText(text))
	sentences := segment.Split(text)
	for _, s := range sentences {
		pages.Add(s, parse.Flat(s))
	}
	for i, s := range sentences {
		if diff := cmp.Diff(parse.Flat(s), pages.Tree(i)); diff != "" {
			t.Fatalf("tree %d of %d (-want +got):\n%s", i, len(sentences), diff)
		}
	}
}

func FuzzPages(f *testing.F) {
	for _, text := range []string{"", "A", "The ministers met. They signed.\n\nIt’s done — “really”. No.\nZ. Y. X! W? V.", "\xff\xfe中国和美国。Ünïcode é\u0301 𝔗est. End."} {
		f.Add(text)
	}
	m := model(f)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) < 4000 {
			checkPages(t, m, text)
		}
	})
}

func TestStrings(t *testing.T) {
	var s parse.Strings
	a, b := s.ID("a"), s.ID("b")
	if s.ID("a") != a || s.ID("b") != b || a == b || s.Text(a) != "a" || s.Text(b) != "b" {
		t.Errorf("numbers %d and %d", a, b)
	}
}
