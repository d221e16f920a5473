package loaders

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"entente/graph"
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
	// Source names the source of the documents that name none, and for a table
	// the data set that asserts it; "" for none, and for the format's own.
	Source string
	open   func() (io.ReadCloser, error)
}

// FromReader returns an input that is read from r, once. The extension of the
// name tells its format, else its first bytes do.
func FromReader(name string, r io.Reader) Input {
	return Input{Name: name, Path: name, Size: -1, open: func() (io.ReadCloser, error) { return io.NopCloser(r), nil }}
}

// Find returns the inputs that arguments name, in order: a file as it is, a
// folder's files with known extensions (recursively, by path, hidden ones left
// out), "-" for standard input. A part of a folder that cannot be read is an
// input that is refused later. The error names the argument that is not there.
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
		out = append(out, FindFS(os.DirFS(arg), arg)...)
	}
	return out, nil
}

// FindFS returns the documents of a file system as Find does those of a
// folder, by path; messages call them by their path below root. Links to files
// are followed, those to folders are not.
func FindFS(fsys fs.FS, root string) []Input {
	var out []Input
	_ = fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		hidden := path != "." && strings.HasPrefix(pathBase(path), ".")
		switch {
		case hidden && d != nil && d.IsDir():
			return fs.SkipDir
		case hidden:
			return nil
		case err != nil:
			out = append(out, unreadable(root, path, err))
			return nil
		case d.IsDir() || formatOf(path) == formatUnknown:
			return nil
		}
		info, err := fs.Stat(fsys, path)
		switch {
		case err != nil:
			out = append(out, unreadable(root, path, err))
		case info.Mode().IsRegular():
			out = append(out, Input{Name: filepath.Join(root, filepath.FromSlash(path)), Path: path, Size: info.Size(),
				open: func() (io.ReadCloser, error) { return fsys.Open(path) }})
		}
		return nil
	})
	slices.SortFunc(out, func(a, b Input) int { return strings.Compare(a.Path, b.Path) })
	return out
}

func pathBase(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }

// unreadable returns an input whose reading fails.
func unreadable(root, path string, err error) Input {
	return Input{Name: filepath.Join(root, filepath.FromSlash(path)), Path: path, Size: -1, open: func() (io.ReadCloser, error) { return nil, err }}
}

func file(path, rel string, size int64) Input {
	return Input{Name: path, Path: rel, Size: size, open: func() (io.ReadCloser, error) { return os.Open(path) }}
}
