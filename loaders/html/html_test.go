package html_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"entente/graph"
	"entente/internal/golden"
	"entente/loaders/html"
	"entente/loaders/plain"
)

// decode returns the one document of a page.
func decode(page, contentType string) (plain.Item, error) {
	var item plain.Item
	err := html.DecodeAs(context.Background(), plain.Input{Reader: strings.NewReader(page), MaxBytes: 4 << 20}, contentType, func(i plain.Item) error {
		item = i
		return nil
	})
	return item, err
}

func TestDecode(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, c *golden.Case) {
		item, err := decode(c.Text(t, "in.html"), "")
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

// page returns a page with a text long enough to be an article's.
func page(head, sentence string) string {
	return "<html><head>" + head + "</head><body><article><p>" + sentence + strings.Repeat(" The two ministers spoke, at length, of trade.", 20) + "</p></article></body></html>"
}

func TestEncodings(t *testing.T) {
	const sentence = "Le Président de la Côte d’Ivoire a reçu l’envoyé."
	encode := func(e interface{ String(string) (string, error) }, s string) string {
		out, err := e.String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	latin := encode(charmap.Windows1252.NewEncoder(), sentence)
	tests := []struct {
		name, page, contentType, want string
		code                          graph.RefusalCode
	}{
		{name: "UTF-8, as declared", page: page(`<meta charset="utf-8">`, sentence), want: sentence},
		{name: "UTF-8, undeclared", page: page("", sentence), want: sentence},
		{name: "UTF-8 that says Latin-1", page: page(`<meta charset="iso-8859-1">`, sentence), want: sentence},
		{name: "Latin-1, declared", page: page(`<meta charset="iso-8859-1">`, latin), want: sentence},
		{name: "Latin-1, declared the old way", page: page(`<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">`, latin), want: sentence},
		{name: "Latin-1, declared by the server", page: page("", latin), contentType: "text/html; charset=windows-1252", want: sentence},
		{name: "Latin-1, declared in XML", page: `<?xml version="1.0" encoding="ISO-8859-1"?>` + page("", latin), want: sentence},
		{name: "Latin-1, declared late", page: page("<!--"+strings.Repeat("x", 3000)+`--><meta charset=latin1>`, latin), want: sentence},
		{name: "Latin-1, undeclared", page: page("", latin), code: graph.RefusedEncoding},
		{name: "Latin-1 that says UTF-8", page: page(`<meta charset="utf-8">`, latin), code: graph.RefusedEncoding},
		{name: "Cyrillic", page: page(`<meta charset="windows-1251">`, encode(charmap.Windows1251.NewEncoder(), "Президент Узбекистана")), want: "Президент Узбекистана"},
		{name: "Chinese", page: page(`<meta charset="gbk">`, encode(simplifiedchinese.GBK.NewEncoder(), "中国外交部")), want: "中国外交部"},
		{name: "UTF-16 with a mark", page: encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder(), page("", sentence)), want: sentence},
		{name: "unknown charset", page: page(`<meta charset="x-nothing">`, latin), code: graph.RefusedEncoding},
		{name: "a picture", page: "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe", code: graph.RefusedBinary},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			item, err := decode(tt.page, tt.contentType)
			if got := code(t, err); got != tt.code || !strings.HasPrefix(item.Text, tt.want) {
				t.Errorf("got %q (%v), text %.60q; want %q, %q", got, err, item.Text, tt.code, tt.want)
			}
		})
	}
}

// code returns the code of a refusal, "" for no error.
func code(t *testing.T, err error) graph.RefusalCode {
	t.Helper()
	var refused *graph.RefusedError
	if err != nil && !errors.As(err, &refused) {
		t.Fatalf("an error that is no refusal: %v", err)
	}
	if refused == nil {
		return ""
	}
	return refused.Code
}

func TestRefusals(t *testing.T) {
	tests := []struct {
		name, page string
		code       graph.RefusalCode
	}{
		{"nothing", "", graph.RefusedEmpty},
		{"only tags", "<html><head><title>A title</title></head><body><img src=x></body></html>", graph.RefusedNoText},
		{"only a script", "<html><body><script>render('China attacks Russia')</script></body></html>", graph.RefusedNoText},
		{"only what has no width", "<html><body><p>&#8203;&shy;&#65279;</p></body></html>", graph.RefusedNoText},
		{"too large", "<p>" + strings.Repeat("word ", 1<<20), graph.RefusedTooLarge},
		{"deep", strings.Repeat("<div>", 500_000) + "text", graph.RefusedFormat},
		{"deep in line", strings.Repeat("<b><i>", 250_000) + "text", graph.RefusedFormat},
		{"deep tables", strings.Repeat("<table><tr><td>", 100_000) + "text", graph.RefusedFormat},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			start := time.Now()
			_, err := decode(tt.page, "")
			if got := code(t, err); got != tt.code {
				t.Errorf("got %q (%v), want %q", got, err, tt.code)
			}
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

// Metadata that pages get wrong.
func TestMetadata(t *testing.T) {
	tests := []struct {
		name, head string
		want       graph.Document
	}{
		{"addresses that are none", `<link rel=canonical href="javascript:void(0)"><meta property="og:url" content="/relative">`, graph.Document{}},
		{"canonical against og:url", `<link rel=canonical href="../b"><meta property="og:url" content="https://a.example/x/y/z?a=1">`,
			graph.Document{URL: "https://a.example/x/b", Source: graph.Source{ID: "source:aexample", Name: "a.example"}}},
		{"base", `<base href="https://a.example/x/"><link rel=canonical href="b">`,
			graph.Document{URL: "https://a.example/x/b", Source: graph.Source{ID: "source:aexample", Name: "a.example"}}},
		{"dates with slashes", `<meta name="date" content="2025/04/05">`, graph.Document{PublishedOn: "2025-04-05"}},
		{"the first date that is one", `<meta name="date" content="yesterday"><meta name="pubdate" content="2025-04">`, graph.Document{PublishedOn: "2025-04"}},
		{"author that is an address", `<meta name="author" content="https://a.example/me">`, graph.Document{}},
		{"language of Open Graph", `<meta property="og:locale" content="uz_UZ">`, graph.Document{Language: "uz"}},
		{"title on several lines", "<meta property='og:title' content='A\n  title'>", graph.Document{Title: "A title"}},
		{"NUL by reference", `<meta name="author" content="A&#0;B">`, graph.Document{Author: "A\uFFFDB"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			item, err := decode(page(tt.head, "Kazakhstan met Uzbekistan."), "")
			if err != nil {
				t.Fatal(err)
			}
			tt.want.Format = graph.FormatHTML
			if diff := cmp.Diff(tt.want, item.Document); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// A page of some megabytes takes no more than seconds.
func TestLargePage(t *testing.T) {
	start := time.Now()
	item, err := decode("<html><body><article>"+strings.Repeat("<p>Kazakhstan met <a href=x>Uzbekistan</a>, and they spoke of trade, water and roads.</p>\n", 20_000)+"</article></body></html>", "")
	if err != nil || strings.Count(item.Text, "Uzbekistan") != 20_000 {
		t.Errorf("%d paragraphs, %v", strings.Count(item.Text, "Uzbekistan"), err)
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(page("<meta charset=gbk>", "a \xd6\xd0 b")))
	f.Add([]byte(page(`<link rel=canonical href="//a/../b">`, "&#0;&shy;<table><li><sup>[1]</sup>")))
	f.Add([]byte(`<script type="application/ld+json">[{"@type":"Article","author":[[{"name":7}]]}]</script><p>text`))
	f.Fuzz(func(t *testing.T, data []byte) {
		item, err := decode(string(data), "")
		code(t, err)
		for _, s := range []string{item.Text, item.Document.Title, item.Document.Author, item.Document.URL, item.Document.Source.Name} {
			if !utf8.ValidString(s) || strings.Contains(s, "\x00") {
				t.Errorf("%q was taken as %q", data, s)
			}
		}
		if again, _ := decode(string(data), ""); again.Text != item.Text || again.Document != item.Document {
			t.Errorf("%q reads differently the second time", data)
		}
	})
}
