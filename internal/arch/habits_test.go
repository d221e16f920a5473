package arch_test

import (
	"fmt"
	"go/ast"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// maxLines is how long a file with functions may be.
const maxLines = 600

// longFiles lists files that are too long. Tests may be, and tables: files of
// declarations without a function.
func longFiles(files []source) []string {
	var faults []string
	for _, f := range files {
		n := strings.Count(f.text, "\n")
		if n > maxLines && !f.test() && !f.generated() && hasFunction(f) {
			faults = append(faults, fmt.Sprintf("%s has %d lines, more than %d", f.path, n, maxLines))
		}
	}
	return faults
}

func hasFunction(f source) bool {
	for _, d := range f.ast.Decls {
		if _, ok := d.(*ast.FuncDecl); ok {
			return true
		}
	}
	return false
}

func TestFilesAreShort(t *testing.T) {
	long := strings.Repeat("\n", maxLines+1)
	sample := "-- a/a.go --\npackage a\nfunc f() {}" + long +
		"-- a/table.go --\npackage a\nvar t = 1" + long +
		"-- a/a_test.go --\npackage a\nfunc f() {}" + long +
		"-- resolvers/internal/exec/a.go --\npackage exec\nfunc f() {}" + long
	check(t, sample, []string{"a/a.go has 602 lines, more than 600"}, longFiles)

	fsys := os.DirFS(root)
	err := walk(fsys, func(p string) error {
		switch path.Ext(p) {
		case ".ts", ".tsx", ".js", ".py", ".sh":
		default:
			return nil
		}
		text, err := fs.ReadFile(fsys, p)
		if n := strings.Count(string(text), "\n"); n > maxLines {
			t.Errorf("%s has %d lines, more than %d", p, n, maxLines)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// later are the words of things left for later.
var (
	later         = regexp.MustCompile(`\b(TODO|FIXME|XXX|HACK)\b`)
	unimplemented = regexp.MustCompile(`(?i)\bnot (yet )?implemented\b|\bunimplemented\b`)
)

// leftForLater lists comments and messages that admit that something is missing.
func leftForLater(files []source) []string {
	var faults []string
	for _, f := range files {
		if f.generated() || under(f.pkg(), "internal/arch") {
			continue
		}
		for _, group := range f.ast.Comments {
			for _, c := range group.List {
				if later.MatchString(c.Text) {
					faults = append(faults, f.at(c)+": "+c.Text)
				}
			}
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && !f.test() && unimplemented.MatchString(lit.Value) {
				faults = append(faults, f.at(lit)+": "+lit.Value)
			}
			return true
		})
	}
	return faults
}

func TestNothingIsLeftForLater(t *testing.T) {
	const sample = `
-- a/a.go --
package a
// TODO: all of it
var methods = "TODO"
func f() { panic("not implemented") }
`
	check(t, sample, []string{"a/a.go:2:1: // TODO: all of it", `a/a.go:4:18: "not implemented"`}, leftForLater)
}

// initFunctions lists functions that run before main.
func initFunctions(files []source) []string {
	var faults []string
	for _, f := range files {
		for _, d := range f.ast.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" && !f.generated() {
				faults = append(faults, f.at(fn)+": init function")
			}
		}
	}
	return faults
}

func TestNoInitFunctions(t *testing.T) {
	check(t, "-- a/a.go --\npackage a\nfunc init() {}\ntype t int\nfunc (t) init() {}\n",
		[]string{"a/a.go:2:1: init function"}, initFunctions)
}

// vague are package names that say nothing.
var vague = []string{"util", "utils", "common", "helper", "helpers", "base", "manager", "service", "types", "misc"}

// vaguePackages lists packages whose name says nothing.
func vaguePackages(files []source) []string {
	var faults []string
	for _, f := range files {
		if slices.Contains(vague, f.ast.Name.Name) {
			faults = append(faults, f.path+": package "+f.ast.Name.Name+" has a name that says nothing")
		}
	}
	return faults
}

func TestPackagesHaveNamesThatSayWhat(t *testing.T) {
	check(t, "-- a/util/a.go --\npackage util\n-- b/a.go --\npackage utility\n",
		[]string{"a/util/a.go: package util has a name that says nothing"}, vaguePackages)
}

// sleepingTests lists tests that wait for time to pass instead of for something.
func sleepingTests(files []source) []string {
	var faults []string
	for _, f := range files {
		if !f.test() {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok && s.Sel.Name == "Sleep" {
				if id, ok := s.X.(*ast.Ident); ok && id.Name == "time" {
					faults = append(faults, f.at(s)+": a test sleeps")
				}
			}
			return true
		})
	}
	return faults
}

func TestTestsDoNotSleep(t *testing.T) {
	const sample = "-- a/a_test.go --\npackage a\nfunc f() { time.Sleep(1) }\n-- a/a.go --\npackage a\nfunc g() { time.Sleep(1) }\n"
	check(t, sample, []string{"a/a_test.go:2:12: a test sleeps"}, sleepingTests)
}

// changedVariables lists assignments to package-level variables and to what is
// in them, as far as the syntax shows them.
func changedVariables(files []source) []string {
	variables := map[string]map[string]bool{} // by package and name
	for _, f := range files {
		for _, name := range packageVariables(f) {
			if variables[f.pkg()] == nil {
				variables[f.pkg()] = map[string]bool{}
			}
			variables[f.pkg()][name.Name] = true
		}
	}
	var faults []string
	for _, f := range files {
		if f.generated() || f.test() {
			continue
		}
		local := localNames(f)
		for _, target := range assigned(f) {
			id := rootIdent(target)
			if id != nil && variables[f.pkg()][id.Name] && !local(id) {
				faults = append(faults, fmt.Sprintf("%s: package-level variable %s changes", f.at(id), id.Name))
			}
		}
	}
	return faults
}

// packageVariables returns the names that a file declares by var outside functions.
func packageVariables(f source) []*ast.Ident {
	var names []*ast.Ident
	for _, d := range f.ast.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
			for _, s := range g.Specs {
				for _, name := range s.(*ast.ValueSpec).Names {
					if name.Name != "_" {
						names = append(names, name)
					}
				}
			}
		}
	}
	return names
}

// assigned returns what the statements of a file assign to.
func assigned(f source) []ast.Expr {
	var all []ast.Expr
	ast.Inspect(f.ast, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				all = append(all, n.Lhs...)
			}
		case *ast.IncDecStmt:
			all = append(all, n.X)
		}
		return true
	})
	return all
}

// localNames returns a function that tells a name declared in a function or
// imported from one that is the package's. The parser resolves names within a
// file, which is enough for that.
func localNames(f source) func(*ast.Ident) bool {
	top := map[*ast.Ident]bool{}
	for _, id := range packageVariables(f) {
		top[id] = true
	}
	return func(id *ast.Ident) bool {
		if id.Obj == nil { // declared in no file or in another one of the package
			return false
		}
		spec, ok := id.Obj.Decl.(*ast.ValueSpec)
		return !ok || !top[spec.Names[0]]
	}
}

// rootIdent returns x for x, x.f, x[i], *x and combinations, nil for the rest.
func rootIdent(e ast.Expr) *ast.Ident {
	for {
		switch x := e.(type) {
		case *ast.Ident:
			return x
		case *ast.SelectorExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		default:
			return nil
		}
	}
}

func TestPackageVariablesDoNotChange(t *testing.T) {
	const sample = `
-- a/a.go --
package a
var total, seen = 0, map[string]bool{}
func f(other int) {
	total++
	seen["x"] = true
	total := other
	total = 2
	shared.n = 1
	_ = other
}
var _ = total
func g(seen map[string]bool) { seen["x"] = true }
-- a/b.go --
package a
var shared struct{ n int }
`
	check(t, sample, []string{
		"a/a.go:4:2: package-level variable total changes",
		"a/a.go:5:2: package-level variable seen changes",
		"a/a.go:8:2: package-level variable shared changes",
	}, changedVariables)
}
