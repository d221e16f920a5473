package markdown

import (
	"cmp"
	"context"
	"strings"

	"entente/graph"
	"entente/loaders/plain"
)

// Decode reads a Markdown file and yields it as one document. The front
// matter's keys title, url, author, source, owner (a state's id or ISO alpha-3
// code), reliability, publishedOn (or date), language and id are taken; others
// are left alone. A front matter that is no YAML, or a value that is not what
// its key wants, is refused with code FORMAT, a file without text behind it
// with NO_TEXT.
func Decode(_ context.Context, in plain.Input, yield func(plain.Item) error) error {
	raw, err := plain.Text(in)
	if err != nil {
		return err
	}
	head, body, err := frontMatter(raw)
	if err != nil {
		return err
	}
	fields, ok, err := metadata(head)
	if err != nil {
		return err
	}
	if !ok {
		body = raw
	}
	doc, err := fields.Document(graph.FormatMarkdown)
	if err != nil {
		return err
	}
	if err := reasonable(body); err != nil {
		return err
	}
	content, title := render(body)
	if plain.Blank(content) {
		return graph.Refuse(graph.RefusedNoText, "holds no text behind its front matter")
	}
	doc.Title = cmp.Or(doc.Title, plain.Line(title))
	return yield(plain.Item{Document: doc, Text: content})
}

// maxFront is the size in bytes beyond which a front matter is none.
const maxFront = 32 << 10

// frontMatter cuts the YAML between a first line of three hyphens and the next
// one, or one of three dots, off the text. Line ends become \n.
func frontMatter(s string) (head, body string, err error) {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	first, rest, _ := strings.Cut(s, "\n")
	if first = strings.TrimRight(first, " \t"); first == "+++" {
		return "", "", graph.Refuse(graph.RefusedFormat, "its front matter is TOML; write it as YAML between lines of ---")
	}
	if first != "---" {
		return "", s, nil
	}
	for at := 0; at < len(rest) && at < maxFront; {
		line, _, more := strings.Cut(rest[at:], "\n")
		end := at + len(line)
		if more {
			end++
		}
		if mark := strings.TrimRight(line, " \t"); mark == "---" || mark == "..." {
			return rest[:at], rest[end:], nil
		}
		at = end
	}
	return "", s, nil // a rule, no front matter
}
