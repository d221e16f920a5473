package names_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/extract/lexicon"
	"entente/extract/names"
	"entente/extract/parse"
	"entente/extract/segment"
)

func open(t testing.TB) (*parse.Model, *names.Labeller) {
	t.Helper()
	model, err := parse.Open()
	if err != nil {
		t.Fatal(err)
	}
	lex, err := lexicon.Open()
	if err != nil {
		t.Fatal(err)
	}
	return model, names.New(lex, model.Knows)
}

// label gives the names in a text, each with its class.
func label(model *parse.Model, l *names.Labeller, text string) []string {
	var out []string
	for s := range segment.All(text) {
		words := model.Parse(s).Words
		for i := 0; i < len(words); {
			var found []names.Span
			found, i = l.Label(words, i)
			for _, n := range found {
				var ws []string
				for _, w := range words[n.Lo:n.Hi] {
					ws = append(ws, w.Text)
				}
				out = append(out, string("?POL"[n.Class])+" "+strings.Join(ws, " "))
			}
		}
	}
	return out
}

func TestLabel(t *testing.T) {
	model, l := open(t)
	for text, want := range map[string][]string{
		"Yesterday Okeyo and Marta Lindqvist drove to Kisumu.": {"P Okeyo", "P Marta Lindqvist", "L Kisumu"},
		"She works for Microsoft in Gothenburg.":               {"O Microsoft", "L Gothenburg"},
		"nothing here has a name":                              nil,
		"":                                                     nil,
	} {
		if diff := cmp.Diff(want, label(model, l, text)); diff != "" {
			t.Errorf("%q: (-want +got)\n%s", text, diff)
		}
	}
}

func TestState(t *testing.T) {
	for name, want := range map[string]string{"Kisumu": "state:KEN", "Sfax": "state:TUN", "Qyzzyx": ""} {
		if got := names.State(name); got != want {
			t.Errorf("State(%q) = %q, want %q", name, got, want)
		}
	}
}

// The records of a list are in order, each name once.
func TestLists(t *testing.T) {
	for _, file := range []string{"given.bin", "family.bin", "towns.bin"} {
		data, err := os.ReadFile(file)
		if err != nil || len(data) == 0 || len(data)%4 != 0 {
			t.Fatalf("%s: %d bytes, %v", file, len(data), err)
		}
		var keys []string
		for r := range slices.Chunk(data, 4) {
			keys = append(keys, string(r[:3]))
		}
		if !slices.IsSorted(keys) || len(slices.Compact(keys)) != len(data)/4 {
			t.Errorf("%s is not in order", file)
		}
	}
}

func FuzzLabel(f *testing.F) {
	model, l := open(f)
	f.Add("Al-Jazeera and St. John's of the - of")
	f.Fuzz(func(t *testing.T, text string) {
		for s := range segment.All(text) {
			words := model.Parse(s).Words
			for i := 0; i < len(words); {
				found, next := l.Label(words, i)
				if next <= i || next > len(words) {
					t.Fatalf("from %d to %d of %d", i, next, len(words))
				}
				for _, n := range found {
					if n.Lo < 0 || n.Lo >= n.Hi || n.Hi > len(words) {
						t.Fatalf("span %v of %d", n, len(words))
					}
				}
				i = next
			}
		}
	})
}
