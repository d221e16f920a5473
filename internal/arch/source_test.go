package arch_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"sort"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// root is the module's root as seen from this package.
const root = "../.."

// source is one Go file of the module.
type source struct {
	path string // slash-separated, from the module's root
	text string
	fset *token.FileSet
	ast  *ast.File
}

// pkg is the package's path below the module, "" for the root.
func (s source) pkg() string {
	if dir := path.Dir(s.path); dir != "." {
		return dir
	}
	return ""
}

func (s source) test() bool { return strings.HasSuffix(s.path, "_test.go") }

// generated reports whether a tool writes the file; such packages are exempt
// from what concerns style.
func (s source) generated() bool {
	return under(s.pkg(), "resolvers/internal/exec") || under(s.pkg(), "resolvers/internal/model")
}

// at formats a position for a message.
func (s source) at(n ast.Node) string {
	return s.fset.Position(n.Pos()).String()
}

// under reports whether a path is a folder or below it.
func under(p, folder string) bool { return p == folder || strings.HasPrefix(p, folder+"/") }

// skipped are folders that hold no code of ours.
func skipped(dir string) bool {
	base := path.Base(dir)
	return base == "testdata" || base == "node_modules" || dir == "explorer/dist" || dir == "bin" ||
		(strings.HasPrefix(base, ".") && base != ".")
}

// walk calls f with each file below fsys that may be ours.
func walk(fsys fs.FS, f func(p string) error) error {
	return fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && skipped(p):
			return fs.SkipDir
		case d.IsDir():
			return nil
		}
		return f(p)
	})
}

// read returns all Go files of the module, parsed.
func read(t *testing.T) []source {
	t.Helper()
	fsys := os.DirFS(root)
	var all []source
	err := walk(fsys, func(p string) error {
		if path.Ext(p) != ".go" {
			return nil
		}
		text, err := fs.ReadFile(fsys, p)
		if err != nil {
			return err
		}
		all = append(all, parse(t, p, string(text)))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("no Go files found")
	}
	return all
}

func parse(t *testing.T, p, text string) source {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, p, text, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	return source{p, text, fset, f}
}

// check runs one rule over the module, and first over an archive of made-up
// files, where it must find exactly the faults that are listed: a rule that
// finds nothing anywhere would pass unseen.
func check(t *testing.T, sample string, faults []string, rule func([]source) []string) {
	t.Helper()
	var files []source
	for _, f := range txtar.Parse([]byte(sample)).Files {
		files = append(files, parse(t, f.Name, string(f.Data)))
	}
	got := rule(files)
	sort.Strings(got)
	sort.Strings(faults)
	if strings.Join(got, "\n") != strings.Join(faults, "\n") {
		t.Errorf("on the sample the rule found\n\t%s\nwant\n\t%s",
			strings.Join(got, "\n\t"), strings.Join(faults, "\n\t"))
	}
	for _, fault := range rule(read(t)) {
		t.Error(fault)
	}
}
