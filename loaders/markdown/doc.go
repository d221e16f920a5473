// Package markdown decodes Markdown with YAML front matter: the front matter
// gives the document's metadata, the text is what a reader sees, one block a
// paragraph, without marks, code blocks and raw HTML.
package markdown
