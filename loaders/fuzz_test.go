package loaders_test

import (
	"context"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/memory"
	"entente/loaders"
)

// FuzzLoad loads anything in any format: no input fails the load, what lands
// holds together, and loading twice is loading once.
func FuzzLoad(f *testing.F) {
	names := []string{"a.txt", "a.md", "a.html", "a.jsonl", "-", "a.tsv"}
	for i, s := range []string{
		"China and Russia signed a treaty on 17 June 2025.",
		"---\nurl: https://wire.example/a\nsource: Wire\nowner: KAZ\n---\n# Talks\n\n* Japan thanked India.",
		"<title>Talks</title><p>France accused Italy of theft.<table><tr><td>Spain",
		"{\"id\":\"1\",\"text\":\"\U0001f600 Iran met Iraq.\"}\n{\"id\":\"1\",\"text\":\"Iran did not meet Iraq.\"}\n{",
		"2014-01-01\tPolice (Australia)\tConsult\tCitizen (India)\n2014\t--\tConsult\tx\n~2014-02\tAngela Merkel\t190\tNATO",
		"\ufeff<html>\u202e &#0; \u00ad President Xi Jinping of China met him.",
	} {
		f.Add(byte(i), s)
	}
	f.Fuzz(func(t *testing.T, format byte, text string) {
		if len(text) > 4000 {
			return
		}
		name := names[int(format)%len(names)]
		input := func() []loaders.Input { return []loaders.Input{loaders.FromReader(name, strings.NewReader(text))} }
		store := memory.Open()
		first := load(t, store, input(), options(t))
		if first.Counts.Added == 0 && first.Counts.Refused == 0 {
			t.Errorf("%s with %q: neither taken nor refused: %+v", name, text, first.Counts)
		}
		for _, r := range first.Refusals {
			if strings.Contains(r.Message, "failed on it") {
				t.Errorf("%s with %q: %s", name, text, r.Message)
			}
		}
		once := graphtest.Dump(t, store)
		load(t, store, input(), options(t))
		if twice := graphtest.Dump(t, store); twice != once {
			t.Errorf("%s with %q: loaded twice\n%s\nis not loaded once\n%s", name, text, twice, once)
		}
		if err := graph.Check(context.Background(), store, func(fault string) { t.Error(fault) }); err != nil {
			t.Error(err)
		}
	})
}
