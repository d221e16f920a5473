package graph_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
)

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"":                              "",
		"The Astana Declaration, 2025.": "the astana declaration 2025",
		"Déclaration e\u0301tat":        "declaration etat",
		"ﬁnance ① ² Ⅳ":                  "finance",
		"中国外交部":                         "中 国 外 交 部",
		"외교부":                           "외 교 부",
		"カー":                            "カ ー",
		"İstanbul ISTANBUL":             "istanbul istanbul",
		"Straße":                        "straße",
		"МОСКВА й":                      "москва и",
		"C5+1 O'Brien U.S.":             "c5 1 o brien u s",
		"a\x00b\u200bc":                 "a b c",
		"\u0301":                        "",
		"١٢٣":                           "١٢٣",
	} {
		if got := graph.Fold(text); got != want {
			t.Errorf("Fold(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestMatchesText(t *testing.T) {
	text := graph.Fold("The railway connects China, Kyrgyzstan and 中国.")
	for query, want := range map[string]bool{
		"": false, "!": false, "railway": true, "RAIL": true, "rail connects": false, "connects rail": true, "railway railway": true, "ail": false,
		"kyrgyzstan the": true, "nothing": false, "railway nothing": false, "中": true, "国 中": true, "外": false, "\"railway\"*": true, "zzz": false, "railwayx": false,
	} {
		if got := graph.MatchesText(text, query); got != want {
			t.Errorf("%q matches: %t", query, got)
		}
	}
	if graph.MatchesText("", "a") {
		t.Error("an empty text matches")
	}
}

func TestHighlight(t *testing.T) {
	want := []graph.Token{{Text: "railway", Start: 4, End: 11}, {Text: "etat", Start: 12, End: 17}, {Text: "国", Start: 19, End: 20}, {Text: "railways", Start: 22, End: 30}}
	if diff := cmp.Diff(want, graph.Highlight("The Railway e\u0301tat 中国, railways", "état 国 rail")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := graph.Highlight("The railway", "ways"); len(got) != 0 {
		t.Errorf("nothing to find gives %v", got)
	}
}

func TestTextSlices(t *testing.T) {
	s := strings.Repeat("aé中😀", 100)
	text, runes := graph.NewText(s), []rune(s)
	if text.Len() != len(runes) {
		t.Fatalf("the length is %d, want %d", text.Len(), len(runes))
	}
	for _, span := range [][2]int{{0, 0}, {0, 1}, {63, 65}, {64, 64}, {127, 300}, {0, 400}, {399, 400}, {400, 400}} {
		got, ok := text.Slice(span[0], span[1])
		if want := string(runes[span[0]:span[1]]); !ok || got != want {
			t.Errorf("%v is %q, %t, want %q", span, got, ok, want)
		}
	}
	for _, span := range [][2]int{{-1, 0}, {2, 1}, {0, 401}, {401, 401}} {
		if got, ok := text.Slice(span[0], span[1]); ok {
			t.Errorf("%v is %q", span, got)
		}
	}
	if got, ok := (graph.Text{}).Slice(0, 0); !ok || got != "" {
		t.Error("an empty text has no empty slice")
	}
}

// Searching, folding and highlighting agree, and spans lie inside the text.
func FuzzText(f *testing.F) {
	for _, s := range [][2]string{{"The railway", "rail"}, {"中国", "国"}, {"e\u0301tat ﬁ", "état fi"}, {"ﷺ ㎏ ǆ", "صلى"}, {"ｶﾞ ㄱ 가", "가"}, {"İ\xff", "i"}, {"\u0e33 ไทำ", "า"}} {
		f.Add(s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, text, query string) {
		folded := graph.Fold(text)
		if again := graph.Fold(folded); again != folded {
			t.Errorf("Fold(%q) = %q, and again %q", text, folded, again)
		}
		length := utf8.RuneCountInString(text)
		last := 0
		for _, token := range graph.Tokens(text) {
			if token.Start < last || token.End <= token.Start || token.End > length || token.Text == "" || strings.ContainsAny(token.Text, " \n") {
				t.Errorf("the token %v of %q", token, text)
			}
			last = token.End
		}
		if graph.MatchesText(folded, query) && len(graph.Highlight(text, query)) == 0 {
			t.Errorf("%q matches %q, but nothing is highlighted", query, text)
		}
		if folded != "" && !graph.MatchesText(folded, text) {
			t.Errorf("%q does not match itself", text)
		}
		for _, token := range graph.Tokens(text) {
			if !graph.MatchesText(folded, token.Text) {
				t.Errorf("%q does not match its word %q", text, token.Text)
			}
		}
	})
}
