package examples

import (
	"embed"
	"io/fs"
)

//go:embed documents
var files embed.FS

// Documents returns the example documents as a file system.
func Documents() fs.FS {
	sub, err := fs.Sub(files, "documents")
	if err != nil {
		return files
	}
	return sub
}
