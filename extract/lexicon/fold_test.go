package lexicon_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"entente/extract/lexicon"
)

func TestFold(t *testing.T) {
	tests := []struct {
		token string
		want  []string
	}{
		{"", nil}, {"U.S.", []string{"us"}}, {"Guinea-Bissau", []string{"guinea", "bissau"}}, {"d'Ivoire", []string{"d", "ivoire"}},
		{"-", nil}, {"—", nil}, {".", []string{"."}}, {"...", []string{"..."}}, {"'", []string{"'"}}, {",", []string{","}},
		{"St.", []string{"saint"}}, {"&", []string{"and"}}, {"São", []string{"sao"}}, {"Łódź", []string{"lodz"}},
		{"C5+1", []string{"c5", "+", "1"}}, {"İstanbul", []string{"istanbul"}}, {"Коми", []string{"коми"}}, {"Oʻzbekiston", []string{"o", "zbekiston"}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, lexicon.Fold(tt.token)); diff != "" {
			t.Errorf("Fold(%q): -want +got\n%s", tt.token, diff)
		}
	}
}

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{"Kassym-Jomart Tokayev": "kassym-jomart-tokayev", "P5+1": "p5-1", "U.S. Senate": "us-senate",
		"Recep Tayyip Erdoğan": "recep-tayyip-erdoğan", "O'Neill, Peter": "oneill-peter", "  –  ": "", "中国 2": "中国-2"} {
		if got := lexicon.Slug(name); got != want {
			t.Errorf("Slug(%q) is %q, want %q", name, got, want)
		}
	}
}

func TestPlural(t *testing.T) {
	for one, want := range map[string]string{"minister of defence": "ministers of defence", "spokeswoman": "spokeswomen", "ministry": "ministries", "embassy": "embassies", "party to the agreement": "parties to the agreement", "coach": "coaches", "": ""} {
		if got := lexicon.Plural(one); got != want {
			t.Errorf("Plural(%q) is %q, want %q", one, got, want)
		}
	}
}

func FuzzMatch(f *testing.F) {
	l := open(f)
	for _, s := range []string{"China 's ministry", "Guinea - Bissau", "U.S.-led", "\xff\xfe", "St. - - '", "é̂́", "Cote d'Ivoire"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		tokens := strings.Fields(s)
		for i := range tokens {
			for _, e := range l.Match(tokens, i) {
				if e.Len < 1 || i+e.Len > len(tokens) || l.Name(e.ID) == "" {
					t.Fatalf("%q at %d: %+v", tokens, i, e)
				}
			}
			l.OfficeAt(tokens, i)
			l.HeadsAt(tokens, i)
			for _, p := range lexicon.Fold(tokens[i]) {
				if p == "" || utf8.ValidString(s) && strings.Join(lexicon.Fold(p), "") == "" && !strings.Contains(".'-", p) {
					t.Fatalf("Fold(%q) gives %q", tokens[i], p)
				}
			}
		}
		lexicon.Slug(s)
	})
}

func BenchmarkMatch(b *testing.B) {
	l := open(b)
	tokens := strings.Fields("Chinese President Xi Jinping met his Kazakh counterpart Kassym-Jomart Tokayev in Astana on Tuesday , the foreign ministry of the Republic of Kazakhstan said .")
	for b.Loop() {
		for i := range tokens {
			l.Match(tokens, i)
			l.OfficeAt(tokens, i)
		}
	}
}
