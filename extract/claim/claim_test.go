package claim_test

import (
	"fmt"
	"sort"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/extract/claim"
	"entente/extract/lexicon"
	"entente/extract/mention"
	"entente/extract/parse"
	"entente/graph"
	"entente/internal/golden"
)

// reading is what the tests read with, opened once.
type reading struct {
	finder *mention.Finder
	rules  *claim.Rules
}

var open = sync.OnceValues(func() (reading, error) {
	lex, err := lexicon.Open()
	if err != nil {
		return reading{}, err
	}
	model, err := parse.Open()
	if err != nil {
		return reading{}, err
	}
	rules, err := claim.Open()
	return reading{mention.New(lex, rules.Grammar(model)), rules}, err
})

func claims(t testing.TB, title, date, text string) []graph.Claim {
	t.Helper()
	r, err := open()
	if err != nil {
		t.Fatal(err)
	}
	return r.rules.Claims(r.finder.Find(mention.Input{Title: title, Text: text, PublishedOn: graph.Date(date)}))
}

// line writes a claim for people: ends, kind and whatever is not the usual.
func line(c *graph.Claim) string {
	var b strings.Builder
	actor := func(a *graph.Actor) {
		b.WriteString(string(a.ID))
		if a.Role != nil {
			b.WriteString("(" + *a.Role + ")")
		}
	}
	actor(&c.From)
	b.WriteString(" " + string(c.Kind))
	if c.To != nil {
		b.WriteString(" ")
		actor(c.To)
	}
	if q := c.Quantity; q != nil {
		fmt.Fprintf(&b, " %s%s %s", q.Op, q.Value, q.Unit)
	}
	if c.Polarity == graph.Denied {
		b.WriteString(" DENIED")
	}
	if c.Modality != graph.Actual {
		b.WriteString(" " + string(c.Modality))
	}
	if c.AssertedBy != nil {
		b.WriteString(" by ")
		actor(c.AssertedBy)
	}
	qualify(&b, c)
	return b.String() + " [" + c.Rule + "]"
}

// qualify writes when, how and through what.
func qualify(b *strings.Builder, c *graph.Claim) {
	for _, d := range []struct {
		name string
		date graph.Date
	}{{" when ", c.When}, {" said ", c.SaidOn}} {
		if d.date != "" {
			b.WriteString(d.name + string(d.date))
		}
	}
	for _, k := range []string{"mutual", "by", "office", "level"} {
		if v, ok := c.Attributes[k]; ok {
			fmt.Fprintf(b, " %s=%v", k, v)
		}
	}
	if c.Via != nil {
		fmt.Fprintf(b, " via %s%s", c.Via.Group, c.Via.Agreement)
	}
}

func lines(cs []graph.Claim) string {
	out := make([]string, len(cs))
	for i := range cs {
		out[i] = "  " + line(&cs[i])
	}
	sort.Strings(out)
	if len(out) == 0 {
		return "  nothing\n"
	}
	return strings.Join(out, "\n") + "\n"
}

// TestSentences reads each line of an archive's text as a document of its own.
func TestSentences(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, c *golden.Case) {
		var got strings.Builder
		if c.Has("document") {
			got.WriteString(lines(claims(t, "", "2025-06-18", c.Text(t, "document"))))
		} else {
			for _, s := range strings.Split(strings.TrimSpace(c.Text(t, "sentences")), "\n") {
				got.WriteString(s + "\n" + lines(claims(t, "", "2025-06-18", s)))
			}
		}
		c.Want(t, "claims", got.String())
	})
}

// TestFrames holds how many frames the tables have, so that none are lost.
func TestFrames(t *testing.T) {
	r, err := claim.Open()
	if err != nil {
		t.Fatal(err)
	}
	if n := r.Frames(); n < 3000 {
		t.Errorf("%d frames, want at least 3000", n)
	}
}

// TestSame reads a text twice.
func TestSame(t *testing.T) {
	text := "France and Germany signed a treaty in Paris on Monday. Russia said that Ukraine had attacked Belgorod. The two countries agreed to help Kenya."
	if diff := cmp.Diff(claims(t, "", "2025-06-18", text), claims(t, "", "2025-06-18", text)); diff != "" {
		t.Error(diff)
	}
}

// check holds what is true of every claim of any text.
func check(t *testing.T, text string, cs []graph.Claim) {
	t.Helper()
	doc := graph.NewText(text)
	for i := range cs {
		c := &cs[i]
		for _, e := range c.Evidence {
			if q, ok := doc.Slice(e.Start, e.End); !ok || q != e.Quote {
				t.Errorf("%s: evidence %d-%d is not %q", line(c), e.Start, e.End, e.Quote)
			}
		}
		for _, a := range []*graph.Actor{&c.From, c.To, c.AssertedBy} {
			if a == nil {
				continue
			}
			if _, ok := doc.Slice(a.Start, a.End); !ok {
				t.Errorf("%s: span %d-%d of %s", line(c), a.Start, a.End, a.ID)
			}
		}
		if c.Rule == "" || c.Confidence <= 0 || c.Confidence > 1 {
			t.Errorf("%s: rule %q, confidence %v", line(c), c.Rule, c.Confidence)
		}
		d := *c
		d.Identify()
		if err := d.Validate(); err != nil {
			t.Error(err)
		}
	}
}

func FuzzClaims(f *testing.F) {
	f.Add("France recalled its ambassador from Algeria on Tuesday, a spokesman said.")
	f.Add("Presidents X and Y, of the six countries, who agreed to agree to agree.")
	f.Add("AGREEMENT BETWEEN JAPAN AND PERU\n\nJapan and Peru (hereinafter \"the Parties\"), HAVE AGREED as follows:\n\nArticle 1\n\nDone at Lima, 3 May 2011.")
	f.Add("Will China attack? If it does, Russia won't. \"“—")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4000 || strings.ToValidUTF8(text, "") != text {
			t.Skip()
		}
		check(t, text, claims(t, "", "2025-06-18", text))
	})
}

func TestClassify(t *testing.T) {
	r, err := open()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ from, to, text, want string }{
		{"France", "Germany", "France condemned Germany.", "ACCUSE"},
		{"France", "Germany", "France signed a treaty with Germany.", "SUPPORT"},
		{"Kenya", "Haiti", "Kenya has sent food to Haiti.", "AID"},
		{"Kenya", "Haiti", "Kenya agreed to send food to Haiti.", "AGREE"},
		{"Kenya", "Haiti", "Kenya refused to meet the president of Haiti.", "REJECT"},
		{"Iran", "Iraq", "Iraq was bombed by Iran.", "ASSAULT"},
		{"Iran", "Iraq", "Iran lifted its sanctions on Iraq.", "CONCEDE"},
		{"Iran", "Iraq", "Iran will not release the prisoners from Iraq.", "REJECT"},
		{"Iran", "Iraq", "Iran warned Iraq of consequences.", "THREATEN"},
		{"Iran", "Iraq", "The minister of Iran held talks with the president of Iraq.", "CONSULT"},
		{"police", "protesters", "The police arrested dozens of protesters.", "COERCE"},
		{"Peru", "Chile", "Peru, Chile", "CONSULT"},
	} {
		t.Run(c.text, func(t *testing.T) {
			at := func(s string) [2]int { i := strings.Index(c.text, s); return [2]int{i, i + len(s)} }
			kind, _, _ := r.rules.Classify(r.finder.Find(mention.Input{Text: c.text}), at(c.from), at(c.to))
			if string(kind) != c.want {
				t.Errorf("%s, want %s", kind, c.want)
			}
		})
	}
	kind, polarity, modality := r.rules.Classify(r.finder.Find(mention.Input{}), [2]int{}, [2]int{})
	if kind.Quad() == "" || polarity != graph.Affirmed || modality != graph.Actual {
		t.Errorf("an empty text is %s %s %s", kind, polarity, modality)
	}
}

func BenchmarkClaims(b *testing.B) {
	r, err := open()
	if err != nil {
		b.Fatal(err)
	}
	text := "France and Germany signed a treaty in Paris on Monday. Russia said that Ukraine had attacked Belgorod. The two countries agreed to help Kenya.\n\n"
	for _, n := range []int{10, 100, 1000} {
		doc := r.finder.Find(mention.Input{Text: strings.Repeat(text, n)})
		b.Run(fmt.Sprint(3*n, "sentences"), func(b *testing.B) {
			for b.Loop() {
				r.rules.Claims(doc)
			}
			b.ReportMetric(float64(b.N*3*n)/b.Elapsed().Seconds(), "sentences/s")
		})
	}
}
