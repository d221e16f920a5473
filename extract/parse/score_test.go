package parse_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"entente/extract/parse"
	"entente/extract/segment"
	"entente/internal/golden"
)

// treebank reads the development part of the treebank from the folder of
// labelled data, or skips.
func treebank(t testing.TB) []byte {
	t.Helper()
	root := os.Getenv("ENTENTE_DATA")
	if root == "" {
		t.Skip("ENTENTE_DATA is not set")
	}
	data, err := os.ReadFile(filepath.Join(root, "language", "en_ewt-dev.conllu"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func model(t testing.TB) *parse.Model {
	t.Helper()
	m, err := parse.Open()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestMeasureScores holds the totals on the development part of the treebank, with
// its own tokens and from its text alone.
func TestMeasureScores(t *testing.T) {
	data, m := treebank(t), model(t)
	start := time.Now()
	gold, err := parse.Score(bytes.NewReader(data), m)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%.0f words/s", float64(gold.Words)/time.Since(start).Seconds())
	raw, err := parse.ScoreText(bytes.NewReader(data), m)
	if err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, filepath.Join("testdata", "scores.golden"), []byte("gold tokens: "+gold.String()+"\nraw text:    "+raw.String()+"\n"))
}

func BenchmarkParse(b *testing.B) {
	benchmark(b, model(b))
}

func BenchmarkParseScalar(b *testing.B) {
	m, err := parse.OpenScalar()
	if err != nil {
		b.Fatal(err)
	}
	benchmark(b, m)
}

func benchmark(b *testing.B, m *parse.Model) {
	sentences := segment.Split("The foreign ministers of Kazakhstan and China signed a memorandum of understanding on transit in Astana on Tuesday. " +
		"Tehran has repeatedly denied that it supplied weapons to the rebels, and accused Washington of \"interference\". " +
		"The two sides agreed to hold talks next month. He said so.")
	words := 0
	for _, s := range sentences {
		words += len(s.Tokens)
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range sentences {
			m.Parse(s)
		}
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		model(b)
	}
}
