package markdown

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"entente/graph"
	"entente/loaders/plain"
)

// Decode reads a Markdown file and yields it as one document. The front
// matter's keys title, url, author, source, owner (a state id or ISO alpha-3
// code), publishedOn (or date), language and id are taken; others are left
// alone. A front matter that is no YAML, or a date that is none, is refused
// with code FORMAT.
func Decode(_ context.Context, in plain.Input, yield func(graph.Document, string) error) error {
	raw, err := plain.Text(in)
	if err != nil {
		return err
	}
	doc := graph.Document{Format: graph.FormatMarkdown}
	head, body, ok := frontMatter(raw)
	if ok {
		if err := metadata(head, &doc); err != nil {
			return err
		}
	}
	content, title := render(body)
	if strings.TrimSpace(content) == "" {
		return graph.Refuse(graph.RefusedNoText, "holds no text behind its front matter")
	}
	doc.Title = cmp.Or(doc.Title, title)
	return yield(doc, content)
}

// frontMatter cuts the YAML between two lines of three hyphens off the text.
func frontMatter(s string) (head, body string, ok bool) {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	rest, found := strings.CutPrefix(s, "---\n")
	if !found {
		return "", s, false
	}
	if head, body, ok = strings.Cut(rest, "\n---\n"); ok {
		return head, body, true
	}
	if head, ok = strings.CutSuffix(rest, "\n---"); ok {
		return head, "", true
	}
	return "", s, false
}

func metadata(head string, doc *graph.Document) error {
	values := make(map[string]any)
	if err := yaml.Unmarshal([]byte(head), &values); err != nil {
		return graph.Refuse(graph.RefusedFormat, "its front matter is not YAML: %s", firstLine(err.Error()))
	}
	get := func(keys ...string) string {
		for _, k := range keys {
			switch v := values[k].(type) {
			case nil:
			case time.Time:
				return v.Format(time.DateOnly)
			default:
				return strings.TrimSpace(fmt.Sprint(v))
			}
		}
		return ""
	}
	doc.Title, doc.Author, doc.Language = get("title"), get("author"), get("language", "lang")
	doc.URL = get("url", "canonical")
	if id := get("id"); id != "" && doc.URL == "" {
		doc.ID = graph.NewDocumentID(id)
	}
	if name := get("source"); name != "" {
		doc.Source = graph.Source{ID: graph.NewSourceID(name), Name: name, Owner: owner(get("owner")), Reliability: get("reliability")}
	}
	date, err := graph.ParseDate(get("publishedOn", "date"))
	if err != nil {
		return graph.Refuse(graph.RefusedFormat, "publishedOn in its front matter: %v", err)
	}
	doc.PublishedOn = date
	return nil
}

func owner(s string) graph.EntityID {
	if s == "" || strings.Contains(s, ":") {
		return graph.EntityID(s)
	}
	return graph.NewEntityID(graph.KindState, strings.ToUpper(s))
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// render returns the readable text, blocks apart by blank lines, and the first
// heading of level one.
func render(body string) (content, title string) {
	source := []byte(body)
	root := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough)).Parser().Parse(text.NewReader(source))
	var out strings.Builder
	write := func(s, prefix string) {
		if s = strings.TrimSpace(s); s == "" {
			return
		}
		if out.Len() > 0 {
			out.WriteString("\n\n")
		}
		out.WriteString(prefix + s)
	}
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			s := inline(n, source)
			if n.Level == 1 && title == "" {
				title = s
			}
			write(s, "")
			return ast.WalkSkipChildren, nil
		case *ast.Paragraph, *ast.TextBlock, *extast.TableCell:
			prefix := ""
			if _, item := n.Parent().(*ast.ListItem); item && n.PreviousSibling() == nil {
				prefix = "• "
			}
			write(inline(n, source), prefix)
			return ast.WalkSkipChildren, nil
		case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return out.String(), title
}

// inline returns the text of a block's inline content; soft breaks are blanks.
func inline(n ast.Node, source []byte) string {
	var out strings.Builder
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch c := c.(type) {
		case *ast.Text:
			out.Write(c.Segment.Value(source))
			if c.SoftLineBreak() {
				out.WriteByte(' ')
			} else if c.HardLineBreak() {
				out.WriteByte('\n')
			}
		case *ast.String:
			out.Write(c.Value)
		case *ast.AutoLink:
			out.Write(c.Label(source))
		case *ast.RawHTML, *ast.Image:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return out.String()
}
