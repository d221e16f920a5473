package markdown_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"entente/graph"
	"entente/internal/golden"
	"entente/loaders/markdown"
	"entente/loaders/plain"
)

// decode returns the one document of a file.
func decode(text string) (plain.Item, error) {
	var item plain.Item
	err := markdown.Decode(context.Background(), plain.Input{Reader: strings.NewReader(text), MaxBytes: 1 << 20}, func(i plain.Item) error {
		item = i
		return nil
	})
	return item, err
}

func TestDecode(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, c *golden.Case) {
		item, err := decode(c.Text(t, "in.md"))
		if err != nil {
			t.Fatal(err)
		}
		doc, err := json.MarshalIndent(item.Document, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		c.Want(t, "document", string(doc))
		c.Want(t, "text", item.Text)
	})
}

func TestRefusals(t *testing.T) {
	bomb := "a: &a [x, x]\n"
	for i := range 9 {
		bomb += fmt.Sprintf("%c: &%c [*%c, *%c]\n", 'b'+i, 'b'+i, 'a'+i, 'a'+i)
	}
	tests := []struct {
		name, in string
		code     graph.RefusalCode
		says     string
	}{
		{"nothing", "", graph.RefusedEmpty, "no text"},
		{"binary", "# a\x00b", graph.RefusedBinary, "control bytes"},
		{"Latin-1", "# Pr\xe9sident", graph.RefusedEncoding, "UTF-8"},
		{"only front matter", "---\ntitle: a\n---\n", graph.RefusedNoText, "front matter"},
		{"only a picture", "![a map](map.png)\n", graph.RefusedNoText, "no text"},
		{"too large", strings.Repeat("word ", 300_000), graph.RefusedTooLarge, "maxDocumentBytes"},
		{"date", "---\npublishedOn: 18 June 2025\n---\ntext", graph.RefusedFormat, "publishedOn"},
		{"day that is none", "---\ndate: 2025-02-30\n---\ntext", graph.RefusedFormat, "publishedOn"},
		{"address", "---\nurl: /news/1\n---\ntext", graph.RefusedFormat, "url"},
		{"owner", "---\nsource: S\nowner: Kazakhstan\n---\ntext", graph.RefusedFormat, "owner"},
		{"reliability", "---\nsource: S\nreliability: high\n---\ntext", graph.RefusedFormat, "reliability"},
		{"YAML", "---\ntitle: [a\n---\ntext", graph.RefusedFormat, "YAML"},
		{"colon in a title", "---\ntitle: Talks: what was said\n---\ntext", graph.RefusedFormat, "YAML"},
		{"NUL by escape", "---\ntitle: \"a\\0b\"\n---\ntext", graph.RefusedEncoding, "NUL"},
		{"TOML", "+++\ntitle = \"a\"\n+++\ntext", graph.RefusedFormat, "TOML"},
		{"anchors", "---\n" + bomb + "---\ntext", graph.RefusedFormat, "anchors"},
		{"deep YAML", "---\na: " + strings.Repeat("[", 10_000) + "\n---\ntext", graph.RefusedFormat, "deep"},
		{"deep quotes", strings.Repeat(">", 100_000) + "x", graph.RefusedFormat, "deep"},
		{"deep lists", strings.Repeat("- ", 100_000) + "x", graph.RefusedFormat, "deep"},
		{"deep lists by blanks", strings.Repeat(" ", 300) + "- x", graph.RefusedFormat, "deep"},
		{"brackets", strings.Repeat("[a](", 50_000), graph.RefusedFormat, "brackets"},
		{"notes", strings.Repeat("x[^a]\n\n", 50_000), graph.RefusedFormat, "footnotes"},
		{"cells", "|" + strings.Repeat("a|", 2000) + "\n|" + strings.Repeat("-|", 2000) + "\n" + strings.Repeat("|a\n", 2000), graph.RefusedFormat, "cells"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			start := time.Now()
			_, err := decode(tt.in)
			var refused *graph.RefusedError
			if !errors.As(err, &refused) || refused.Code != tt.code || !strings.Contains(refused.Message, tt.says) {
				t.Errorf("got %v, want %s that says %q", err, tt.code, tt.says)
			}
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

// Long files that people make stay below the limits.
func TestLongFiles(t *testing.T) {
	for name, in := range map[string]string{
		"many paragraphs": strings.Repeat("Kazakhstan met [Uzbekistan](https://uz.example).\n\n", 10_000),
		"a long list":     strings.Repeat("* [a link](https://a.example)\n", 10_000),
		"a long table":    "| a | b | c |\n|---|---|---|\n" + strings.Repeat("| China | Russia | 1992 |\n", 10_000),
		"one long line":   strings.Repeat("word ", 200_000),
	} {
		t.Run(name, func(t *testing.T) {
			if item, err := decode(in); err != nil || len(item.Text) < len(in)/4 {
				t.Errorf("%d bytes of text, %v", len(item.Text), err)
			}
		})
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{"# a\n\nb *c* [d](e)", "---\ntitle: a\ndate: 2025\n---\nb", "---\na: &b c\n", "| a |\n|--|\n| b |", "- a\n  1. b\n> c", "a[^1]\n\n[^1]: b", "a\n: b", "&#0;\\*\\"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		item, err := decode(in)
		var refused *graph.RefusedError
		if err != nil && !errors.As(err, &refused) {
			t.Fatalf("an error that is no refusal: %v", err)
		}
		for _, s := range []string{item.Text, item.Document.Title, item.Document.Author, item.Document.URL, string(item.Document.ID)} {
			if !utf8.ValidString(s) || strings.Contains(s, "\x00") {
				t.Errorf("%q was taken as %q", in, s)
			}
		}
		if again, _ := decode(in); again.Text != item.Text || again.Document != item.Document {
			t.Errorf("%q reads differently the second time", in)
		}
	})
}
