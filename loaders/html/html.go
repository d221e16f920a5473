package html

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"entente/graph"
	"entente/loaders/plain"
)

// maxDepth is the nesting of elements beyond which a page is refused: no page
// for people comes near it, and walking deeper ones costs without end.
const maxDepth = 600

// Decode reads an HTML page and yields it as one document. A page without a
// main text is refused with code NO_TEXT, one nested beyond reason with FORMAT.
// Pages in other encodings than UTF-8 are converted as they declare it.
func Decode(ctx context.Context, in plain.Input, yield func(graph.Document, string) error) error {
	return DecodeAs(ctx, in, "", yield)
}

// DecodeAs is Decode for a page that came with a content type, as from a web
// server.
func DecodeAs(_ context.Context, in plain.Input, contentType string, yield func(graph.Document, string) error) error {
	data, err := utf8Page(in, contentType)
	if err != nil {
		return err
	}
	root, err := html.Parse(strings.NewReader(data))
	if err != nil {
		return graph.Refuse(graph.RefusedFormat, "is not HTML: %v", err)
	}
	meta, err := readMeta(root)
	if err != nil {
		return err
	}
	base, _ := url.Parse(meta["canonical"])
	article, err := readability.FromDocument(root, base)
	if err != nil || article.Node == nil {
		return graph.Refuse(graph.RefusedNoText, "no main text was found in the page")
	}
	text := render(article.Node)
	if strings.TrimSpace(text) == "" {
		return graph.Refuse(graph.RefusedNoText, "no main text was found in the page")
	}
	return yield(document(meta, article), withTitle(article.Title(), text))
}

// withTitle puts the title before a text that does not begin with it.
func withTitle(title, text string) string {
	if title == "" || strings.HasPrefix(text, title) {
		return text
	}
	return title + "\n\n" + text
}

// utf8Page reads the page as UTF-8, converting from the charset that the page
// or, failing that, its content type declares.
func utf8Page(in plain.Input, contentType string) (string, error) {
	data, err := plain.Bytes(in)
	if err != nil {
		return "", err
	}
	if utf8.Valid(data) {
		return plain.Decoded(data)
	}
	encoding, name, certain := charset.DetermineEncoding(data, contentType)
	if !certain {
		return plain.Decoded(data)
	}
	out, err := encoding.NewDecoder().Bytes(data)
	if err != nil {
		return "", graph.Refuse(graph.RefusedEncoding, "declares %s but is not: %v", name, err)
	}
	return plain.Decoded(out)
}

func document(meta map[string]string, a readability.Article) graph.Document {
	doc := graph.Document{
		Format: graph.FormatHTML,
		Title:  strings.TrimSpace(cmp.Or(meta["og:title"], a.Title())),
		URL:    cmp.Or(meta["canonical"], meta["og:url"]),
		Author: strings.TrimSpace(cmp.Or(meta["author"], meta["article:author"], a.Byline())),
	}
	if lang := cmp.Or(meta["lang"], a.Language()); lang != "" {
		doc.Language, _, _ = strings.Cut(strings.ReplaceAll(lang, "_", "-"), "-")
		doc.Language = strings.ToLower(doc.Language)
	}
	if site := strings.TrimSpace(cmp.Or(meta["og:site_name"], a.SiteName(), host(doc.URL))); site != "" {
		doc.Source = graph.Source{ID: graph.NewSourceID(site), Name: site}
	}
	doc.PublishedOn = published(meta, a)
	return doc
}

func host(raw string) string {
	if u, err := url.Parse(raw); err == nil {
		return strings.TrimPrefix(u.Hostname(), "www.")
	}
	return ""
}

// published returns the day of publication in the page's own zone.
func published(meta map[string]string, a readability.Article) graph.Date {
	for _, key := range []string{"article:published_time", "datepublished", "dc.date", "dcterms.created", "date", "publishdate", "pubdate", "time"} {
		if v := meta[key]; len(v) >= 4 {
			if len(v) > 10 {
				v = v[:10]
			}
			if d, err := graph.ParseDate(v); err == nil {
				return d
			}
		}
	}
	t, err := a.PublishedTime()
	if errors.Is(err, readability.ErrTimestampMissing) || err != nil || t.IsZero() {
		return ""
	}
	return graph.Date(t.Format(time.DateOnly))
}

// readMeta collects the page's metadata by lower-case name.
func readMeta(root *html.Node) (map[string]string, error) {
	meta := make(map[string]string)
	set := func(key, value string) {
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		if key != "" && value != "" && meta[key] == "" {
			meta[key] = value
		}
	}
	depth := 0
	for n := root; n != nil; n, depth = next(n, root, depth) {
		if depth > maxDepth {
			return nil, graph.Refuse(graph.RefusedFormat, "its elements are nested more than %d deep", maxDepth)
		}
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "html":
			set("lang", attr(n, "lang"))
		case "meta":
			set(cmp.Or(attr(n, "property"), attr(n, "name"), attr(n, "itemprop")), attr(n, "content"))
		case "link":
			if strings.EqualFold(attr(n, "rel"), "canonical") {
				set("canonical", attr(n, "href"))
			}
		case "time":
			set("time", attr(n, "datetime"))
		}
	}
	return meta, nil
}

// next returns the node after n in document order and its depth, without
// recursion.
func next(n, root *html.Node, depth int) (*html.Node, int) {
	if n.FirstChild != nil {
		return n.FirstChild, depth + 1
	}
	for n != root && n.NextSibling == nil {
		n, depth = n.Parent, depth-1
		if n == nil {
			return nil, 0
		}
	}
	if n == root {
		return nil, 0
	}
	return n.NextSibling, depth
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// blocks are the elements that stand apart from what surrounds them.
var blocks = map[string]bool{"p": true, "div": true, "section": true, "article": true, "h1": true, "h2": true, "h3": true, "h4": true,
	"h5": true, "h6": true, "ul": true, "ol": true, "li": true, "blockquote": true, "table": true, "tr": true, "td": true, "th": true,
	"pre": true, "figure": true, "figcaption": true, "header": true, "footer": true, "dl": true, "dt": true, "dd": true, "br": true, "hr": true}

// dropped are the elements whose text is not the article's.
var dropped = map[string]bool{"script": true, "style": true, "noscript": true, "figcaption": true, "button": true, "form": true, "nav": true, "svg": true, "template": true}

// render returns the readable text of a tree: blocks apart by blank lines,
// white space folded within them, list items marked.
func render(root *html.Node) string {
	var parts []string
	var line strings.Builder
	flush := func() {
		if s := strings.Join(strings.Fields(line.String()), " "); s != "" && s != "•" {
			parts = append(parts, s)
		}
		line.Reset()
	}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				line.WriteString(c.Data)
			case c.Type != html.ElementNode || dropped[c.Data]:
			case blocks[c.Data]:
				flush()
				if c.Data == "li" {
					line.WriteString("• ")
				}
				walk(c)
				flush()
			default:
				walk(c)
			}
		}
	}
	walk(root)
	flush()
	return strings.Join(parts, "\n\n")
}
