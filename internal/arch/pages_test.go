package arch_test

import (
	"errors"
	"fmt"
	"go/ast"
	"io/fs"
	"os"
	"path"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"testing"
)

// pages are those for users and contributors; each may be absent.
var pages = []string{"README.md", "CONTRIBUTING.md", "docs/ARCHITECTURE.md", "docs/OPERATIONS.md"}

var (
	fence   = regexp.MustCompile("(?ms)^```[a-z]*\n(.*?)^```")
	inline  = regexp.MustCompile("`([^`\n]+)`")
	command = regexp.MustCompile(`(?m)(?:^|[|;&] *)\$? *(?:[A-Z_0-9]+=\S+ +)*(make|(?:\./)?(?:bin/)?entente) +([a-z]\S*(?: +[a-z]\S*)*)`)
	target  = regexp.MustCompile(`(?m)^([a-z][a-z0-9-]*(?: [a-z][a-z0-9-]*)*):(?:[^=]|$)`)
)

// commands returns what a page tells the reader to run, "make x" or "entente x",
// from its code blocks and code spans.
func commands(page string) []string {
	var code []string
	for _, m := range fence.FindAllStringSubmatch(page, -1) {
		code = append(code, m[1])
	}
	for _, m := range inline.FindAllStringSubmatch(fence.ReplaceAllString(page, ""), -1) {
		code = append(code, m[1])
	}
	seen := map[string]bool{}
	for _, m := range command.FindAllStringSubmatch(strings.Join(code, "\n"), -1) {
		words := strings.Fields(m[2])
		if path.Base(m[1]) == "entente" {
			words = words[:1] // a verb; what follows are its arguments
		}
		for _, w := range words {
			if !strings.Contains(w, "=") {
				seen[path.Base(m[1])+" "+w] = true
			}
		}
	}
	var all []string
	for c := range seen {
		all = append(all, c)
	}
	sort.Strings(all)
	return all
}

func TestCommandsOfAPage(t *testing.T) {
	const page = "Run `make demo`, then `bin/entente query -`; `made up` and make nothing.\n" +
		"```sh\nmake test lint\n$ ENTENTE_STORE=memory: entente serve --listen x\nmake bench ARGS=1\ncat x | entente load -\n```\n"
	want := []string{"entente load", "entente query", "entente serve", "make bench", "make demo", "make lint", "make test"}
	if got := commands(page); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// known returns the targets of the Makefile and the verbs of the program, with
// the same words as commands has. A verb is a string in the program's main package.
func known(t *testing.T) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	text, err := os.ReadFile(root + "/Makefile")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range target.FindAllStringSubmatch(string(text), -1) {
		for _, name := range strings.Fields(m[1]) {
			all["make "+name] = true
		}
	}
	for _, f := range read(t) {
		if f.pkg() != "cmd/entente" || f.test() {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok {
				if s, err := strconv.Unquote(lit.Value); err == nil {
					all["entente "+s] = true
				}
			}
			return true
		})
	}
	return all
}

func TestPagesNameCommandsThatExist(t *testing.T) {
	exist := known(t)
	for _, page := range pages {
		text, err := os.ReadFile(root + "/" + page)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range commands(string(text)) {
			if !exist[c] {
				t.Errorf("%s names %q, which does not exist", page, c)
			}
		}
	}
}

var link = regexp.MustCompile(`\]\(([^)#:]+)(?:#[^)]*)?\)`)

// Links between pages of the repository lead somewhere.
func TestPagesLinkToFilesThatExist(t *testing.T) {
	fsys := os.DirFS(root)
	err := walk(fsys, func(p string) error {
		if path.Ext(p) != ".md" {
			return nil
		}
		text, err := fs.ReadFile(fsys, p)
		if err != nil {
			return err
		}
		for _, m := range link.FindAllStringSubmatch(string(text), -1) {
			to := path.Join(path.Dir(p), m[1])
			if _, err := fs.Stat(fsys, to); err != nil {
				t.Errorf("%s links to %s, which does not exist", p, m[1])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
