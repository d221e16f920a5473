package loaders

import (
	"io"
	"io/fs"
)

// FindFS returns the documents of a file system with known extensions, by path.
func FindFS(fsys fs.FS) ([]Input, error) {
	var out []Input
	err := fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || formatOf(path) == "" {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		out = append(out, Input{Name: path, Path: path, Size: info.Size(), open: func() (io.ReadCloser, error) { return fsys.Open(path) }})
		return nil
	})
	return out, err
}
