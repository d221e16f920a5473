package graph_test

import (
	"testing"
	"unicode/utf8"

	"entente/graph"
)

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b   string
		most   int
		prefix bool
		want   int
	}{
		{"kazakhstan", "kazakhstan", 2, false, 0}, {"kazahstan", "kazakhstan", 2, false, 1}, {"kazkahstan", "kazakhstan", 2, false, 1},
		{"kazakstn", "kazakhstan", 2, false, 2}, {"kzkstn", "kazakhstan", 2, false, 3}, {"putin", "putni", 1, false, 1}, {"abc", "cba", 3, false, 2},
		{"kazah", "kazakhstan", 1, true, 1}, {"kazah", "kazakhstan", 1, false, 2}, {"tokaev", "tokayev", 1, true, 1}, {"", "abc", 5, false, 3}, {"", "abc", 1, true, 0},
		{"习近平", "习近", 1, false, 1}, {"мирзиеев", "мирзияев", 1, false, 1},
	} {
		if got := graph.Distance(c.a, c.b, c.most, c.prefix); got != c.want {
			t.Errorf("%s, %s, %d, %v: %d, want %d", c.a, c.b, c.most, c.prefix, got, c.want)
		}
	}
}

func FuzzDistance(f *testing.F) {
	f.Add("kazakhstan", "kazahstan", 2)
	f.Fuzz(func(t *testing.T, a, b string, most int) {
		most &= 3
		if len(a) > 50 || len(b) > 50 {
			return
		}
		d := graph.Distance(a, b, most, false)
		if d != graph.Distance(b, a, most, false) || d < 0 || d > most+1 {
			t.Errorf("%q, %q: %d there, %d back", a, b, d, graph.Distance(b, a, most, false))
		}
		if same := string([]rune(a)) == string([]rune(b)); same != (d == 0) {
			t.Errorf("%q, %q: %d", a, b, d)
		}
		if p := graph.Distance(a, b, most, true); p > d {
			t.Errorf("%q, %q: %d as a prefix, %d whole", a, b, p, d)
		}
		if n := utf8.RuneCountInString(a) - utf8.RuneCountInString(b); d <= most && (n > d || -n > d) {
			t.Errorf("%q, %q: %d for lengths that differ by %d", a, b, d, n)
		}
	})
}
