package markdown

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"entente/loaders/plain"
)

// render returns the readable text, blocks apart by blank lines, and the first
// heading of level one.
func render(body string) (content, title string) {
	source := []byte(body)
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Footnote, extension.DefinitionList, extension.TaskList))
	root := md.Parser().Parse(text.NewReader(source))
	var out strings.Builder
	write := func(s, prefix string) {
		if s = strings.TrimSpace(plain.Seen(s)); s == "" {
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
		case *ast.Paragraph, *ast.TextBlock, *extast.TableCell, *extast.DefinitionTerm:
			prefix := ""
			if _, item := n.Parent().(*ast.ListItem); item && n.PreviousSibling() == nil {
				prefix = "• "
			}
			write(inline(n, source), prefix)
		case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
		default:
			return ast.WalkContinue, nil
		}
		return ast.WalkSkipChildren, nil
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
			out.Write(plainText(c, source))
			switch {
			case c.HardLineBreak():
				out.WriteByte('\n')
			case c.SoftLineBreak():
				out.WriteByte(' ')
			}
		case *ast.String:
			out.Write(c.Value)
		case *ast.AutoLink:
			out.Write(c.Label(source))
		case *ast.RawHTML:
			if tag := c.Segments.Value(source); len(tag) > 2 && strings.EqualFold(string(tag[:3]), "<br") {
				out.WriteByte('\n')
			}
			return ast.WalkSkipChildren, nil
		case *ast.Image:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return out.String()
}

// plainText returns a text as a reader sees it, without backslashes before
// punctuation and with entities resolved; code stays as it is.
func plainText(t *ast.Text, source []byte) []byte {
	value := t.Segment.Value(source)
	if _, code := t.Parent().(*ast.CodeSpan); code || t.IsRaw() {
		return value
	}
	return resolve(value)
}

// resolve unescapes piece by piece, so that an escaped ampersand begins no
// entity.
func resolve(value []byte) []byte {
	var out []byte
	start := 0
	for i := 0; i < len(value); i++ {
		if value[i] != '\\' || i+1 == len(value) || !util.IsPunct(value[i+1]) {
			continue
		}
		out = append(out, util.ResolveEntityNames(util.ResolveNumericReferences(value[start:i]))...)
		out = append(out, value[i+1])
		i++
		start = i + 1
	}
	return append(out, util.ResolveEntityNames(util.ResolveNumericReferences(value[start:]))...)
}
