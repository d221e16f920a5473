package segment_test

import (
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"entente/extract/segment"
)

// show writes each sentence as its tokens with blanks between.
func show(text string) []string {
	var out []string
	for _, s := range segment.Split(text) {
		words := make([]string, len(s.Tokens))
		for i, t := range s.Tokens {
			words[i] = t.Text
		}
		out = append(out, strings.Join(words, " "))
	}
	return out
}

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"nothing", " \n\t\n", nil},
		{"dateline", "KABUL, Aug. 4 (Reuters) - The ministry said it hadn't decided.",
			[]string{"KABUL , Aug. 4 ( Reuters ) -", "The ministry said it had n't decided ."}},
		{"dateline of two words", "NEW YORK (AP) — Stocks fell.", []string{"NEW YORK ( AP ) —", "Stocks fell ."}},
		{"dateline in small letters", "Tashkent, 17 June 2025 – The ministers met.", []string{"Tashkent , 17 June 2025 –", "The ministers met ."}},
		{"dateline with a state", "Beirut, Lebanon — Israel struck targets.", []string{"Beirut , Lebanon —", "Israel struck targets ."}},
		{"no dateline", "Dawn is breaking - and it is bright. NATO - the alliance - said so.", []string{"Dawn is breaking - and it is bright .", "NATO - the alliance - said so ."}},
		{"document symbols and money", "Under A/RES/78/1 it pays US$5bn.", []string{"Under A/RES/78/1 it pays US$ 5 bn ."}},
		{"tokenised before", "It began on Dec . 10 . It cost 43 . 7 million . He left .", []string{"It began on Dec . 10 .", "It cost 43 . 7 million .", "He left ."}},
		{"initials before a hyphen", "The UN-backed pre-election talks, ANTI-DUMPING", []string{"The UN - backed pre-election talks , ANTI-DUMPING"}},
		{"titles and initials", "Gen. J. Smith Jr. met Mr. Karimov in St. Petersburg.",
			[]string{"Gen. J. Smith Jr. met Mr. Karimov in St. Petersburg ."}},
		{"country initials go on", "The U.S. Senate and the U.N. agreed.", []string{"The U.S. Senate and the U.N. agreed ."}},
		{"country initials end", "They flew to the U.S. The talks failed.", []string{"They flew to the U.S.", "The talks failed ."}},
		{"months", "It was signed on Nov. 3. It lapsed in Dec. The parties met.",
			[]string{"It was signed on Nov. 3 .", "It lapsed in Dec.", "The parties met ."}},
		{"quotes after the stop", `"We can't," he said. "Why?" he asked. “No.” She left.`,
			[]string{`" We ca n't , " he said .`, `" Why ? " he asked .`, `“ No . ”`, `She left .`}},
		{"decimals and money", "Trade rose 3.5% to $1,200.50 in 2022-2023.", []string{"Trade rose 3.5 % to $ 1,200.50 in 2022 - 2023 ."}},
		{"addresses", "See http://example.org/a-b.html, or mail a.b@mfa.example.", []string{"See http://example.org/a-b.html , or mail a.b@mfa.example ."}},
		{"possessives and dashes", "Iran’s and the states' China–Kazakhstan line",
			[]string{"Iran ’s and the states ' China – Kazakhstan line"}},
		{"affixes", "non-interference, so-called co-operation", []string{"non-interference , so - called co-operation"}},
		{"speakers", "Q: What is new?\nA: Nothing.\nWang Wenbin: China opposes it.",
			[]string{"Q :", "What is new ?", "A :", "Nothing .", "Wang Wenbin :", "China opposes it ."}},
		{"speakers with what is behind their names", "Mr. Fu (People's Republic of China): China agrees.\n**Minister of Trade:** No.\nQ2: Why?\n(Interview: Li): No.\nFor the Republic of Chad: Mahamat Déby",
			[]string{"Mr. Fu ( People 's Republic of China ) :", "China agrees .", "** Minister of Trade : **", "No .", "Q2 :", "Why ?", "( Interview : Li ) : No .", "For the Republic of Chad : Mahamat Déby"}},
		{"articles", "Article 3. The Parties shall cooperate.\nArticle 4. They shall meet.",
			[]string{"Article 3 .", "The Parties shall cooperate .", "Article 4 .", "They shall meet ."}},
		{"list items", "1. Trade\n2) Transit, No. 5\n(c) Water\n• Energy", []string{"1 . Trade", "2 ) Transit , No. 5", "( c ) Water", "• Energy"}},
		{"numbers in a line", "It applies. 2. Each Party shall publish it. 3. It ends.", []string{"It applies .", "2 . Each Party shall publish it .", "3 . It ends ."}},
		{"menu", "Home\nAbout us\nContact", []string{"Home", "About us", "Contact"}},
		{"heading", "Ministers meet in Astana\nThe ministers of five countries met on Monday to talk about water and trade.",
			[]string{"Ministers meet in Astana", "The ministers of five countries met on Monday to talk about water and trade ."}},
		{"hard wrap", "The leaders of the five countries met in Astana on Monday and agreed to\ndeepen trade. They thanked Mr.\nTokayev for the welcome that he had given to all of the\ndelegations.",
			[]string{"The leaders of the five countries met in Astana on Monday and agreed to deepen trade .",
				"They thanked Mr. Tokayev for the welcome that he had given to all of the delegations ."}},
		{"blank line", "One\n\ntwo.", []string{"One", "two ."}},
		{"missing space", "It was signed.The end.", []string{"It was signed .", "The end ."}},
		{"dots and marks", "Well... maybe?! Yes!!! No…", []string{"Well ... maybe ?!", "Yes !!!", "No …"}},
		{"times", "He left at 5 p.m. Moscow time, at 10:30am.", []string{"He left at 5 p.m. Moscow time , at 10:30 am ."}},
		{"slashes", "and/or on 9/11, w/o", []string{"and / or on 9/11 , w/o"}},
		{"lower-case beginnings", "i bought the printer yesterday. it was good.", []string{"i bought the printer yesterday .", "it was good ."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, show(c.text)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestParagraphs(t *testing.T) {
	var got []int
	for _, s := range segment.Split("One. Two.\n \nThree.\r\n\r\nFour.") {
		got = append(got, s.Paragraph)
	}
	if diff := cmp.Diff([]int{0, 0, 1, 2}, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("KABUL, Aug. 4 (Reuters) - It isn't 3.5%.\n\nQ: Why?\n1. a\n")
	f.Add("“C’est”—“x”... -- 5-10 a/b 1/2 #1 €5 ’90s http://x.y \xff\u200b")
	f.Fuzz(func(t *testing.T, text string) {
		runes := []rune(text)
		covered := make([]bool, len(runes))
		at, paragraph := 0, 0
		for _, s := range segment.Split(text) {
			if len(s.Tokens) == 0 || s.Start != s.Tokens[0].Start || s.End != s.Tokens[len(s.Tokens)-1].End || s.Paragraph < paragraph {
				t.Fatalf("bad sentence %+v", s)
			}
			paragraph = s.Paragraph
			for _, k := range s.Tokens {
				if k.Start < at || k.End <= k.Start || k.End > len(runes) {
					t.Fatalf("bad span %+v after %d", k, at)
				}
				if string([]rune(k.Text)) != string(runes[k.Start:k.End]) {
					t.Fatalf("text of %+v is %q", k, string(runes[k.Start:k.End]))
				}
				for at = k.Start; at < k.End; at++ {
					covered[at] = true
				}
			}
		}
		for i, r := range runes {
			if !covered[i] && !unicode.IsSpace(r) {
				t.Fatalf("rune %d %q in no token", i, r)
			}
		}
	})
}

// What is no prose is cut, so that no sentence or word is longer than the work
// on it allows.
func TestSplitCuts(t *testing.T) {
	for _, c := range []struct {
		part string
		want int
	}{{"on and ", 5}, {"x", 1}, {",", 3}} {
		longest, words := 0, 0
		sentences := segment.Split(strings.Repeat(c.part, 2500))
		for _, s := range sentences {
			longest = max(longest, len(s.Tokens))
			for _, k := range s.Tokens {
				words = max(words, len(k.Text))
			}
		}
		if len(sentences) != c.want || longest > 1000 || words > 1000 {
			t.Errorf("%q: %d sentences, %d tokens, %d letters", c.part, len(sentences), longest, words)
		}
	}
}

// TestSplitIsLinear splits repeated signs; work that grew with the square of the
// length would run into the time limit of the whole test.
func TestSplitIsLinear(t *testing.T) {
	for _, part := range []string{"a", "-", "1-", "a-", "'", "\"", ".", ". ", "a.", "(", ")", "n't", "1/", "A: ", "U.", "a\n", "\n", "A\n", "– ", "!", "x@", "No. ", "X "} {
		text := strings.Repeat(part, 200000)
		end := 0
		for _, s := range segment.Split(text) {
			if s.Start < end || s.End < s.Start {
				t.Fatalf("%q: a sentence at [%d, %d) behind %d", part, s.Start, s.End, end)
			}
			end = s.End
		}
	}
}

func BenchmarkSplit(b *testing.B) {
	text := strings.Repeat("The U.S. and Iran didn't agree on Nov. 3, Gen. J. Smith said. \"We can't,\" he added.\n", 1000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		segment.Split(text)
	}
}
