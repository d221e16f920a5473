package arch_test

import (
	"fmt"
	"go/ast"
	"path"
	"testing"
)

// undocumented lists exported names without a comment: packages, functions,
// types, methods of exported types, methods of interfaces, constants and
// variables. A comment on a group of constants or variables counts for all in it.
func undocumented(files []source) []string {
	var faults []string
	for _, f := range files {
		if f.test() || f.generated() {
			continue
		}
		add := func(n ast.Node, what, name string) {
			faults = append(faults, fmt.Sprintf("%s: %s %s has no comment", f.at(n), what, name))
		}
		for _, d := range f.ast.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() && exportedReceiver(d) && d.Doc == nil {
					add(d, "function", d.Name.Name)
				}
			case *ast.GenDecl:
				undocumentedSpecs(f, d, add)
			}
		}
	}
	return append(faults, undocumentedPackages(files)...)
}

// exportedReceiver is true for plain functions, too.
func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	t := d.Recv.List[0].Type
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			return x.IsExported()
		default:
			return false
		}
	}
}

func undocumentedSpecs(f source, d *ast.GenDecl, add func(n ast.Node, what, name string)) {
	for _, s := range d.Specs {
		switch s := s.(type) {
		case *ast.TypeSpec:
			if !s.Name.IsExported() {
				continue
			}
			if s.Doc == nil && (d.Doc == nil || d.Lparen.IsValid()) {
				add(s, "type", s.Name.Name)
			}
			if i, ok := s.Type.(*ast.InterfaceType); ok {
				undocumentedMethods(f, s.Name.Name, i, add)
			}
		case *ast.ValueSpec:
			for _, name := range s.Names {
				if name.IsExported() && d.Doc == nil && s.Doc == nil && s.Comment == nil {
					add(s, d.Tok.String(), name.Name)
				}
			}
		}
	}
}

// undocumentedMethods lets a comment speak for the methods that follow it
// line by line, as one speaks for a group of constants, and the comment of
// the interface for the methods at its head.
func undocumentedMethods(f source, of string, i *ast.InterfaceType, add func(n ast.Node, what, name string)) {
	covered := f.fset.Position(i.Methods.Opening).Line + 1 // the line below what has a comment
	line := func(n ast.Node) int { return f.fset.Position(n.End()).Line }
	for _, m := range i.Methods.List {
		if m.Doc != nil || m.Comment != nil || line(m) == covered {
			covered = line(m) + 1
			continue
		}
		for _, name := range m.Names {
			if name.IsExported() {
				add(m, "method", of+"."+name.Name)
			}
		}
	}
}

// undocumentedPackages lists packages without a comment, which stands in doc.go
// but for commands.
func undocumentedPackages(files []source) []string {
	type state struct{ command, commented, doc bool }
	packages := map[string]*state{}
	for _, f := range files {
		if f.test() || f.generated() {
			continue
		}
		s := packages[f.pkg()]
		if s == nil {
			s = &state{}
			packages[f.pkg()] = s
		}
		s.command = s.command || f.ast.Name.Name == "main"
		s.commented = s.commented || f.ast.Doc != nil
		s.doc = s.doc || f.ast.Doc != nil && path.Base(f.path) == "doc.go"
	}
	var faults []string
	for pkg, s := range packages {
		if !s.commented || !s.command && !s.doc {
			faults = append(faults, fmt.Sprintf("package %s has no comment in doc.go", pkg))
		}
	}
	return faults
}

func TestExportsAreDocumented(t *testing.T) {
	const sample = `
-- a/a.go --
package a
func F() {}
// G does.
func G() {}
type T int
func (*T) M() {}
type t int
func (t) M() {}
// I is.
type I interface {
	L()

	N()
	// O does, and so does P.
	O()
	P()

	Q()
}
// All of them.
const (
	A = 1
	B = 2
)
const (
	C = 1
	D = 2 // D is.
)
var V int
-- cmd/a/main.go --
// Command a is.
package main
`
	check(t, sample, []string{
		"a/a.go:2:1: function F has no comment",
		"a/a.go:5:6: type T has no comment",
		"a/a.go:6:1: function M has no comment",
		"a/a.go:13:2: method I.N has no comment",
		"a/a.go:26:2: const C has no comment",
		"a/a.go:18:2: method I.Q has no comment",
		"a/a.go:29:5: var V has no comment",
		"package a has no comment in doc.go",
	}, undocumented)
}
