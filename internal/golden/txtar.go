package golden

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// Case is one txtar archive: a comment, then named sections. A case belongs to
// the test that got it.
type Case struct {
	// Name is the file's name without folder and suffix.
	Name string
	// Comment is the text before the first section, without space at its ends.
	Comment string

	file    string
	archive *txtar.Archive
}

// Run calls f in a subtest for each archive that the pattern matches, in the
// order of their names. It fails when no file matches, for then the test would
// pass without testing anything. With -update what f passes to [Case.Want] is
// written to the archives.
func Run(t *testing.T, pattern string, f func(t *testing.T, c *Case)) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatalf("no file matches %s", pattern)
	}
	for _, file := range files {
		c := Read(t, file)
		t.Run(c.Name, func(t *testing.T) {
			f(t, c)
			if *update {
				c.save(t)
			}
		})
	}
}

// Read returns the archive in a file. It fails the test when there is none.
func Read(t testing.TB, file string) *Case {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	a := txtar.Parse(data)
	name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	return &Case{Name: name, Comment: strings.TrimSpace(string(a.Comment)), file: file, archive: a}
}

// Sections returns the names of the sections in the order of the file.
func (c *Case) Sections() []string {
	var names []string
	for _, f := range c.archive.Files {
		names = append(names, f.Name)
	}
	return names
}

// Has reports whether the archive has a section of this name.
func (c *Case) Has(section string) bool { return c.index(section) >= 0 }

// Text returns a section as it stands, each line with its line end. It fails the
// test when the archive has no such section.
func (c *Case) Text(t testing.TB, section string) string {
	t.Helper()
	i := c.index(section)
	if i < 0 {
		t.Fatalf("%s has no section %q", c.file, section)
	}
	return string(c.archive.Files[i].Data)
}

// Want fails the test when got is not what the section holds; a last line end
// may be missing in got, since an archive cannot be without. With -update
// the section is set to got, and added at the end where it was missing.
func (c *Case) Want(t testing.TB, section, got string) {
	t.Helper()
	if got != "" && !strings.HasSuffix(got, "\n") {
		got += "\n"
	}
	i := c.index(section)
	switch {
	case *update && i < 0:
		c.archive.Files = append(c.archive.Files, txtar.File{Name: section, Data: []byte(got)})
	case *update:
		c.archive.Files[i].Data = []byte(got)
	case i < 0:
		t.Fatalf("%s has no section %q; -update adds it", c.file, section)
	default:
		if diff := cmp.Diff(lines(c.archive.Files[i].Data), lines([]byte(got))); diff != "" {
			t.Errorf("%s, section %s (-file +got; -update accepts it):\n%s", c.file, section, diff)
		}
	}
}

func (c *Case) index(section string) int {
	return slices.IndexFunc(c.archive.Files, func(f txtar.File) bool { return f.Name == section })
}

// save writes the archive back to its file.
func (c *Case) save(t testing.TB) {
	t.Helper()
	old, err := os.ReadFile(c.file)
	if err != nil {
		t.Fatal(err)
	}
	write(t, c.file, old, txtar.Format(c.archive))
}
