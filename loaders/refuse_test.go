package loaders_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/memory"
	"entente/loaders"
)

// Whatever is wrong with some documents, the others are loaded.
func TestRefusals(t *testing.T) {
	dir := folder(t, map[string]string{
		"good.txt":     "China and Russia signed a treaty.",
		"empty.txt":    "",
		"blank.md":     " \n\t\n",
		"image.txt":    "\x89PNG\r\n\x1a\n\x00\x00",
		"latin.txt":    "Pr\xe9sident",
		"large.txt":    strings.Repeat("word ", 5000),
		"date.md":      "---\ndate: soon\n---\ntext",
		"empty.html":   "<html><body><script>x</script></body></html>",
		"deep.html":    strings.Repeat("<p><div>", 1000),
		"nul.jsonl":    `{"id":"x","text":"a\u0000b"}` + "\n{\n" + `{"id":"y","text":"Japan thanked India."}`,
		"unknown.pdf":  "%PDF-1.4",
		".hidden.txt":  "France accused Italy.",
		".git/log.txt": "Spain accused Portugal.",
	})
	if err := os.Symlink("nowhere", filepath.Join(dir, "gone.txt")); err != nil {
		t.Fatal(err)
	}
	o := options(t)
	o.MaxBytes = 10_000
	store := memory.Open()
	l := load(t, store, find(t, dir), o)
	got := make(map[string]graph.RefusalCode)
	for _, r := range l.Refusals {
		rel, err := filepath.Rel(dir, r.Input)
		if err != nil || r.Message == "" {
			t.Errorf("%+v: %v", r, err)
		}
		if r.Line > 0 {
			rel += fmt.Sprint(":", r.Line)
		}
		got[rel] = r.Code
	}
	want := map[string]graph.RefusalCode{
		"empty.txt": "EMPTY", "blank.md": "EMPTY", "image.txt": "BINARY", "latin.txt": "ENCODING", "large.txt": "TOO_LARGE", "date.md": "FORMAT",
		"empty.html": "NO_TEXT", "deep.html": "FORMAT", "nul.jsonl:1": "BINARY", "nul.jsonl:2": "FORMAT", "gone.txt": "READ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("refusals (-want +got):\n%s", diff)
	}
	if l.Counts.Added != 2 || l.Counts.Refused != len(want) {
		t.Errorf("%+v", l.Counts)
	}
}

func TestManyRefusalsAreCounted(t *testing.T) {
	l := load(t, memory.Open(), []loaders.Input{loaders.FromReader("bad.jsonl", strings.NewReader(strings.Repeat("{\n", 3000)))}, options(t))
	if l.Counts.Refused != 3000 || len(l.Refusals) != 1000 {
		t.Errorf("counted %d, listed %d", l.Counts.Refused, len(l.Refusals))
	}
}

func TestNamesThatNoStoreHolds(t *testing.T) {
	in := loaders.FromReader("a\xff\x00.txt", strings.NewReader("China met Russia."))
	l := load(t, memory.Open(), []loaders.Input{in}, options(t))
	if len(l.Refusals) != 1 || l.Refusals[0].Code != graph.RefusedEncoding {
		t.Errorf("%+v", l.Refusals)
	}
}

// Two files of one name in one load must not silently take each other's place.
func TestFilesCalledAlike(t *testing.T) {
	dir := folder(t, map[string]string{
		"a/x.txt": "China met Russia.", "b/x.txt": "Japan met India.", "c/x.txt": "China met Russia.",
		"a/u.md": "---\nurl: https://wire.example/u\n---\nChina met Japan.", "b/u.md": "---\nurl: https://wire.example/u#2\n---\nChina met India.",
	})
	at := func(name string) string { return filepath.Join(dir, name) }
	l := load(t, memory.Open(), find(t, at("a/x.txt"), at("b/x.txt"), at("c/x.txt")), options(t))
	if len(l.Refusals) != 1 || l.Refusals[0].Input != at("b/x.txt") || l.Counts.Added != 1 || l.Counts.Unchanged != 1 {
		t.Errorf("%+v, %+v", l.Refusals, l.Counts)
	}
	l = load(t, memory.Open(), find(t, dir), options(t))
	if len(l.Refusals) != 0 || l.Counts.Added != 4 || l.Counts.Changed != 1 {
		t.Errorf("of a folder: %+v, %+v", l.Refusals, l.Counts)
	}
}

func TestIDs(t *testing.T) {
	files := map[string]string{
		"url.md":    "---\nurl: HTTPS://Wire.example:443/a?utm_source=x#b\nid: not-this\n---\nText.",
		"id.md":     "---\nid: wire-7\n---\nText.",
		"source.md": "---\nsource: Steppe Dispatch\n---\nText.",
		"d/p.txt":   "A title\nText.",
		"l.jsonl":   `{"id":"7","text":"Text."}` + "\n" + `{"text":"Text."}` + "\n" + `{"id":"8","url":"https://wire.example/b#c","text":"Text."}`,
	}
	sum := graph.SHA256("Text.")
	want := []string{"path:d/p.txt (A title)", "wire-7 (Text.)", "7 (Text.)", "sha256:" + sum + " (Text.)", "https://wire.example/b (Text.)",
		"path:steppe-dispatch/source.md (Text.)", "https://wire.example/a (Text.)"}
	var got []string
	for _, in := range find(t, folder(t, files)) {
		got = append(got, ids(t, in)...)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// ids returns ids and titles of an input's documents.
func ids(t *testing.T, in loaders.Input) []string {
	t.Helper()
	var got []string
	err := loaders.Decode(context.Background(), in, 0, func(item loaders.Item) error {
		if item.Refused != nil {
			return item.Refused
		}
		got = append(got, fmt.Sprintf("%s (%s)", item.Document.ID.Key(), item.Document.Title))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestFormatOfStandardInput(t *testing.T) {
	article := "<article><p>" + strings.Repeat("China met Russia, and they spoke of trade. ", 10) + "</p></article>"
	for text, want := range map[string]graph.Format{
		"China met Russia.":                                     graph.FormatText,
		"\ufeff  <!DOCTYPE HTML><html><body>" + article:         graph.FormatHTML,
		"<html><body>" + article:                                graph.FormatHTML,
		"---\r\ntitle: A\r\n---\r\nChina met Russia.":           graph.FormatMarkdown,
		`{"id": "1", "text": "China met Russia."}`:              graph.FormatText,
		"{\"is a brace\": but no line of JSON, and has no text": graph.FormatText,
	} {
		inputs, err := loaders.Find([]string{"-"}, strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		err = loaders.Decode(context.Background(), inputs[0], 0, func(item loaders.Item) error {
			if item.Document.Format != want || item.Refused != nil || strings.HasPrefix(text, `{"id`) && item.Line != 1 {
				t.Errorf("%.40q: %+v", text, item)
			}
			return nil
		})
		if err != nil {
			t.Errorf("%.40q: %v", text, err)
		}
	}
}

func TestFind(t *testing.T) {
	dir := folder(t, map[string]string{"b.txt": "b", "a/z.MD": "z", "a.html": "a", "a/.x.txt": "x", "n.jsonl": "{}", "r.pdf": "r", "noext": "n"})
	if err := os.Symlink(filepath.Join(dir, "b.txt"), filepath.Join(dir, "link.txt")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(dir, filepath.Join(dir, "loop")); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, in := range find(t, dir, filepath.Join(dir, "noext"), "-") {
		got = append(got, in.Path)
	}
	if diff := cmp.Diff([]string{"a.html", "a/z.MD", "b.txt", "link.txt", "n.jsonl", "noext", ""}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, err := loaders.Find([]string{dir, filepath.Join(dir, "nothing.txt")}, nil); !errors.Is(err, graph.ErrNotFound) || !strings.Contains(err.Error(), "nothing.txt") {
		t.Errorf("a missing argument: %v", err)
	}
}

// broken is a file system with a folder and a file that cannot be read.
type broken struct{ fstest.MapFS }

func (b broken) Open(name string) (fs.File, error) {
	if strings.Contains(name, "locked") {
		return nil, fs.ErrPermission
	}
	return b.MapFS.Open(name)
}

func (b broken) ReadDir(name string) ([]fs.DirEntry, error) {
	if strings.Contains(name, "locked") {
		return nil, fs.ErrPermission
	}
	return b.MapFS.ReadDir(name)
}

func TestUnreadable(t *testing.T) {
	files := broken{fstest.MapFS{"a.txt": {Data: []byte("China met Russia.")}, "locked.txt": {Data: []byte("x")}, "lockedfolder/b.txt": {Data: []byte("x")}, "z.txt": {Data: []byte("Japan met India.")}}}
	l := load(t, memory.Open(), loaders.FindFS(files, "root"), options(t))
	var got []string
	for _, r := range l.Refusals {
		got = append(got, filepath.ToSlash(r.Input)+" "+string(r.Code))
	}
	if diff := cmp.Diff([]string{"root/locked.txt READ", "root/lockedfolder READ"}, got); diff != "" || l.Counts.Added != 2 {
		t.Errorf("%+v (-want +got):\n%s", l.Counts, diff)
	}
}

func TestLines(t *testing.T) {
	var got []string
	err := loaders.Lines(loaders.FromReader("-", strings.NewReader("\ufeffone\n\n two \r\nthree")), func(next func() ([]byte, error)) error {
		for {
			line, err := next()
			if errors.Is(err, io.EOF) {
				return nil
			}
			got = append(got, string(line))
		}
	})
	if diff := cmp.Diff([]string{"one", "two", "three"}, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}
