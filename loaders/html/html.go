package html

import (
	"bytes"
	"context"
	"mime"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"

	"entente/graph"
	"entente/loaders/plain"
)

// Decode reads an HTML page and yields it as one document. A page without a
// main text is refused with code NO_TEXT, one nested beyond reason with FORMAT.
// Pages in other encodings than UTF-8 are converted as they declare it.
func Decode(ctx context.Context, in plain.Input, yield func(plain.Item) error) error {
	return DecodeAs(ctx, in, "", yield)
}

// DecodeAs is Decode for a page that came with a content type, as from a web
// server.
func DecodeAs(_ context.Context, in plain.Input, contentType string, yield func(plain.Item) error) error {
	page, err := utf8Page(in, contentType)
	if err != nil {
		return err
	}
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return graph.Refuse(graph.RefusedFormat, "is not HTML that can be read: %v", err)
	}
	m := readMeta(root)
	base, _ := url.Parse(m.url())
	article, err := readability.FromDocument(root, base)
	if err != nil || article.Node == nil {
		return graph.Refuse(graph.RefusedNoText, "no main text was found in the page")
	}
	text := render(article.Node)
	if plain.Blank(text) {
		return graph.Refuse(graph.RefusedNoText, "no main text was found in the page")
	}
	doc := m.document(article)
	return yield(plain.Item{Document: doc, Text: withTitle(doc.Title, text)})
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
	if utf8.Valid(data) || bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return plain.Decoded(data)
	}
	encoding, name := declared(data, contentType)
	if encoding == nil || bytes.IndexByte(data, 0) >= 0 {
		return plain.Decoded(data) // refuses it, and says why
	}
	out, err := encoding.NewDecoder().Bytes(data)
	if err != nil || tooManyReplaced(out) {
		return "", graph.Refuse(graph.RefusedEncoding, "declares %s but is not", name)
	}
	return plain.Decoded(out)
}

// How a page declares its charset, at its beginning.
var (
	inMeta = regexp.MustCompile(`(?i)<meta\s[^>]*charset\s*=\s*["']?\s*([-\w:.]+)`)
	inXML  = regexp.MustCompile(`^\s*<\?xml\s[^>]*encoding\s*=\s*["']([-\w:.]+)`)
)

// declared returns the encoding that the content type, else the page declares,
// and its name; nil for none, and for one that is not known.
func declared(data []byte, contentType string) (encoding.Encoding, string) {
	label := ""
	if _, params, err := mime.ParseMediaType(contentType); err == nil {
		label = params["charset"]
	}
	head := data[:min(len(data), 8<<10)]
	for _, pattern := range []*regexp.Regexp{inXML, inMeta} {
		if m := pattern.FindSubmatch(head); m != nil && label == "" {
			label = string(m[1])
		}
	}
	e, name := charset.Lookup(label)
	if name == "replacement" {
		return nil, name
	}
	return e, name
}

// tooManyReplaced reports whether more than one in 10,000 characters could not
// be converted. A stray byte in a comment is no reason to refuse a page.
func tooManyReplaced(text []byte) bool {
	return bytes.Count(text, []byte("\uFFFD")) > utf8.RuneCount(text)/10000
}

// blocks are the elements that stand apart from what surrounds them.
var blocks = map[string]bool{"p": true, "div": true, "section": true, "article": true, "main": true, "aside": true, "h1": true, "h2": true,
	"h3": true, "h4": true, "h5": true, "h6": true, "ul": true, "ol": true, "li": true, "blockquote": true, "table": true, "caption": true,
	"tr": true, "td": true, "th": true, "pre": true, "figure": true, "header": true, "footer": true, "address": true, "dl": true,
	"dt": true, "dd": true, "br": true, "hr": true}

// dropped are the elements whose text is not the article's.
var dropped = map[string]bool{"script": true, "style": true, "noscript": true, "figcaption": true, "button": true, "form": true, "nav": true,
	"svg": true, "math": true, "template": true, "iframe": true, "object": true, "video": true, "audio": true, "canvas": true, "select": true,
	"textarea": true}

// render returns the readable text of a tree: blocks apart by blank lines,
// white space folded within them, list items marked. The parser keeps trees
// shallow enough for recursion.
func render(root *html.Node) string {
	var parts []string
	var line strings.Builder
	flush := func() {
		if s := plain.Line(line.String()); s != "" && s != "•" {
			parts = append(parts, s)
		}
		line.Reset()
	}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := range n.ChildNodes() {
			switch {
			case c.Type == html.TextNode:
				line.WriteString(c.Data)
			case c.Type != html.ElementNode || dropped[c.Data] || c.Data == "sup" && reference(c):
			case blocks[c.Data]:
				if !bullet(&line) {
					flush()
				}
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

// bullet reports whether a line holds nothing but the mark of a list item,
// which belongs before the block that follows.
func bullet(line *strings.Builder) bool { return strings.TrimSpace(line.String()) == "•" }

// reference reports whether a raised text only points to a note, as in "[12]".
func reference(n *html.Node) bool {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	s := strings.TrimSpace(b.String())
	return strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]")
}

// attr returns an element's attribute, "" for none.
func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// absolute returns an address in its canonical form, resolved against base;
// "" for what is no address of the web.
func absolute(raw, base string) string {
	u, err := url.Parse(strings.TrimSpace(raw))
	if raw == "" || err != nil {
		return ""
	}
	if b, err := url.Parse(base); err == nil && base != "" {
		u = b.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	out, _ := plain.CanonicalURL(u.String())
	return out
}
