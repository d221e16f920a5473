package loaders

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"entente/graph"
	"entente/loaders/html"
	"entente/loaders/markdown"
	"entente/loaders/plain"
)

// Input is one file to load.
type Input struct {
	// Name is how messages call it: the path as given, or "-".
	Name string
	// Path is relative to the argument that led to it, with slashes; it names
	// the document where nothing better does.
	Path string
	// Size is the size in bytes, -1 for unknown.
	Size int64
	open func() (io.ReadCloser, error)
}

// FromReader returns an input that is read from r, once. The extension of the
// name tells its format.
func FromReader(name string, r io.Reader) Input {
	return Input{Name: name, Path: name, Size: -1, open: func() (io.ReadCloser, error) { return io.NopCloser(r), nil }}
}

// Find returns the inputs that arguments name, in order: a file as it is, a
// folder's files with known extensions (recursively, by path, hidden ones left
// out), "-" for standard input. The error names the argument that is not there.
func Find(args []string, stdin io.Reader) ([]Input, error) {
	var out []Input
	for _, arg := range args {
		if arg == "-" {
			in := FromReader("-", stdin)
			in.Path = ""
			out = append(out, in)
			continue
		}
		info, err := os.Stat(arg)
		if err != nil {
			return nil, fmt.Errorf("%w: %v", graph.ErrNotFound, err)
		}
		if !info.IsDir() {
			out = append(out, file(arg, filepath.Base(arg), info.Size()))
			continue
		}
		inputs, err := folder(arg)
		if err != nil {
			return nil, err
		}
		out = append(out, inputs...)
	}
	return out, nil
}

func folder(root string) ([]Input, error) {
	var out []Input
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case path != root && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		case d.IsDir() || formatOf(path) == "":
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if !info.Mode().IsRegular() {
			return nil
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		out = append(out, file(path, filepath.ToSlash(rel), info.Size()))
		return nil
	})
	slices.SortFunc(out, func(a, b Input) int { return strings.Compare(a.Path, b.Path) })
	return out, err
}

func file(path, rel string, size int64) Input {
	return Input{Name: path, Path: rel, Size: size, open: func() (io.ReadCloser, error) { return os.Open(path) }}
}

// formatOf returns the format that a file's extension tells, "" for none known.
func formatOf(name string) graph.Format {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".txt", ".text":
		return graph.FormatText
	case ".md", ".markdown":
		return graph.FormatMarkdown
	case ".html", ".htm", ".xhtml":
		return graph.FormatHTML
	}
	return ""
}

// Decode reads an input in the format that its name tells, plain text where it
// tells none, and yields its documents with their texts. A document without an
// id is named by its URL, else its path, else its text. Errors are
// *graph.RefusedError where the input is to blame, else yield's.
func Decode(ctx context.Context, in Input, maxBytes int64, yield func(graph.Document, string) error) error {
	if maxBytes > 0 && in.Size > maxBytes {
		return graph.Refuse(graph.RefusedTooLarge, "larger than %d bytes; raise maxDocumentBytes to load it", maxBytes)
	}
	r, err := in.open()
	if err != nil {
		return graph.Refuse(graph.RefusedRead, "cannot be opened: %v", err)
	}
	defer r.Close()
	decode := plain.Decode
	switch formatOf(in.Name) {
	case graph.FormatMarkdown:
		decode = markdown.Decode
	case graph.FormatHTML:
		decode = html.Decode
	}
	return decode(ctx, plain.Input{Reader: r, MaxBytes: maxBytes}, func(doc graph.Document, text string) error {
		path := ""
		if in.Path != "" {
			path = "path:" + in.Path
			if doc.Source.ID != "" {
				path = "path:" + strings.TrimPrefix(string(doc.Source.ID), "source:") + "/" + in.Path
			}
		}
		if doc.ID == "" {
			doc.ID = graph.NewDocumentID(doc.URL, path)
		}
		if doc.Title == "" {
			doc.Title = firstLine(text)
		}
		return yield(doc, text)
	})
}

// firstLine returns the text's first line as a title, where it is short enough
// to be one.
func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	line = strings.TrimSpace(line)
	if n := len([]rune(line)); n > 160 {
		return ""
	}
	return line
}
