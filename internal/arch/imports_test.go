package arch_test

import (
	"fmt"
	"go/ast"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// row says what the packages that match pkg may import: of our own packages
// those that match own, and third-party packages below the given paths. A
// pattern "a/*" matches each package below a, at any depth.
type row struct {
	pkg   string
	own   []string
	third []string
	tests []string // what its tests may import besides, to be run on what users get
}

const anything = "*"

const (
	text        = "golang.org/x/text"
	cmp         = "github.com/google/go-cmp"
	gqlgen      = "github.com/99designs/gqlgen"
	gqlast      = "github.com/vektah/gqlparser/v2"
	driver      = "github.com/neo4j/neo4j-go-driver/v5"
	modernc     = "modernc.org/sqlite"
	viper       = "github.com/spf13/viper"
	flags       = "github.com/spf13/pflag"
	gonum       = "gonum.org/v1/gonum"
	readability = "codeberg.org/readeck/go-readability/v2"
	txtarIn     = "golang.org/x/tools/txtar"
	websocket   = "github.com/coder/websocket"
	semaphore   = "golang.org/x/sync/semaphore"
)

// table is the architecture, bottom up. The first row that matches a package counts.
var table = []row{
	{pkg: "graph", third: []string{text}},
	{pkg: "graph/graphtest", own: []string{"graph"}, third: []string{cmp}},
	{pkg: "graph/memory", own: []string{"graph"}},
	{pkg: "graph/sqlite", own: []string{"graph"}, third: []string{modernc}},
	{pkg: "graph/neo4j", own: []string{"graph"}, third: []string{driver}},

	// Each stage may import those before it.
	{pkg: "extract/lexicon", own: []string{"graph"}, third: []string{text}},
	{pkg: "extract/segment", own: []string{"graph", "extract/lexicon"}, third: []string{text}},
	{pkg: "extract/parse", own: []string{"graph", "extract/lexicon", "extract/segment"}, third: []string{text}},
	{pkg: "extract/names", own: []string{"graph", "extract/lexicon", "extract/segment", "extract/parse"}, third: []string{text}},
	{pkg: "extract/names/train", own: []string{"extract/lexicon", "extract/segment", "extract/parse", "extract/names", "extract/mention", "extract/claim"}},
	{pkg: "extract/mention", own: []string{"graph", "extract/lexicon", "extract/segment", "extract/parse", "extract/names"}, third: []string{text}, tests: []string{"extract/claim"}},
	{pkg: "extract/claim", own: []string{"graph", "extract/lexicon", "extract/segment", "extract/parse", "extract/mention"}, third: []string{text}},
	{pkg: "extract/eval", own: []string{"graph", "extract"}},
	{pkg: "extract", own: []string{"graph", "extract/lexicon", "extract/segment", "extract/parse", "extract/mention", "extract/claim"}},

	{pkg: "loaders/html", own: []string{"graph", "loaders/plain"}, third: []string{text, readability, "golang.org/x/net/html"}},
	{pkg: "loaders/markdown", own: []string{"graph", "loaders/plain"}, third: []string{text, "github.com/yuin/goldmark", "github.com/goccy/go-yaml"}},
	{pkg: "loaders/*", own: []string{"graph", "loaders/plain"}, third: []string{text}},
	{pkg: "loaders", own: []string{"graph", "extract", "loaders/*"}, third: []string{semaphore}},
	{pkg: "analysis", own: []string{"graph"}, third: []string{gonum}},
	{pkg: "export", own: []string{"graph", "analysis"}},

	{pkg: "resolvers/internal/socket", third: []string{websocket}},
	{pkg: "resolvers/internal/*", own: []string{"graph", "analysis", "resolvers/internal/*"}, third: []string{gqlgen, gqlast}},
	// go-jose verifies signatures, which nobody should write anew.
	{pkg: "access", third: []string{"github.com/go-jose/go-jose/v4"}},
	{pkg: "resolvers", own: []string{"graph", "access", "loaders", "analysis", "resolvers/internal/*"}, third: []string{gqlgen, gqlast}},
	{pkg: "config", third: []string{viper, flags, "github.com/go-viper/mapstructure/v2"}}, // viper's own types
	{pkg: "explorer"},
	{pkg: "explorer/*"},
	{pkg: "server", own: []string{"graph", "access", "resolvers", "export", "explorer"}, third: httpLibraries},

	{pkg: "cmd/*", own: []string{
		"graph", "graph/*", "extract", "extract/*", "loaders", "loaders/*", "analysis", "export",
		"resolvers", "config", "explorer", "server", "examples", "access",
	}, third: append(terminalLibraries, semaphore)},

	{pkg: "examples"},
	{pkg: "bench", own: []string{anything}, third: []string{anything}},
	{pkg: "internal/neo4jtest", own: []string{anything}, third: []string{anything}},
	{pkg: "internal/neo4jtest/*", own: []string{anything}, third: []string{anything}},
	{pkg: "internal/golden", third: []string{cmp, txtarIn}},
	{pkg: "internal/arch"},
	{pkg: "internal/measure"},
	{pkg: "internal/rulespage", own: []string{"graph", "extract", "extract/claim"}},
}

// httpLibraries serve and measure; x/time has the token bucket, x/net the limit of connections.
var httpLibraries = []string{gqlgen, "github.com/prometheus/client_golang", "golang.org/x/time/rate", "golang.org/x/net/netutil", "go.opentelemetry.io/otel"}

// terminalLibraries read flags and tell a terminal from a file.
var terminalLibraries = []string{flags, "github.com/mattn/go-isatty", "golang.org/x/term"}

// forTests is what tests may import besides what their package may: clients too.
var (
	forTests      = []string{"graph/memory", "graph/graphtest", "internal/golden", "internal/neo4jtest"}
	forTestsThird = []string{cmp, txtarIn, websocket}
)

// drivers are blank imports that register a driver, each with the one package that needs it.
var drivers = map[string]string{modernc: "graph/sqlite"}

func matches(pkg string, patterns []string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		below, all := strings.CutSuffix(p, "/*")
		return p == anything || p == pkg || all && strings.HasPrefix(pkg, below+"/")
	})
}

func allowed(pkg string) (row, bool) {
	i := slices.IndexFunc(table, func(r row) bool { return matches(pkg, []string{r.pkg}) })
	if i < 0 {
		return row{}, false
	}
	return table[i], true
}

// importFaults lists imports that no row of the table allows.
func importFaults(files []source) []string {
	var faults []string
	for _, f := range files {
		r, ok := allowed(f.pkg())
		if !ok {
			faults = append(faults, f.path+": the package is in no row of the table")
			continue
		}
		for _, spec := range f.ast.Imports {
			if fault := importFault(f, r, spec); fault != "" {
				faults = append(faults, fmt.Sprintf("%s: %s", f.at(spec), fault))
			}
		}
	}
	return faults
}

func importFault(f source, r row, spec *ast.ImportSpec) string {
	name, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		return err.Error()
	}
	host, _, _ := strings.Cut(name, "/")
	own, isOwn := strings.CutPrefix(name, "entente/")
	switch {
	case isOwn && (matches(own, r.own) || f.test() && (own == f.pkg() || matches(own, forTests) || matches(own, r.tests))):
	case isOwn:
		return f.pkg() + " may not import " + own
	case strings.Contains(host, ".") && !third(name, r.third) && !(f.test() && third(name, forTestsThird)):
		return f.pkg() + " may not import " + name
	}
	if spec.Name != nil && spec.Name.Name == "_" && name != "embed" && drivers[name] != f.pkg() {
		return "blank import of " + name
	}
	return ""
}

// third reports whether a package lies below one of the allowed paths.
func third(name string, allowed []string) bool {
	return slices.ContainsFunc(allowed, func(a string) bool { return a == anything || under(name, a) })
}

func TestImports(t *testing.T) {
	const sample = `
-- graph/a.go --
package graph
import "entente/graph/memory"
import "golang.org/x/text/unicode/norm"
-- graph/a_test.go --
package graph_test
import "entente/graph"
import "entente/graph/memory"
import "entente/graph/sqlite"
-- graph/sqlite/a.go --
package sqlite
import _ "modernc.org/sqlite"
import _ "embed"
-- graph/memory/a.go --
package memory
import _ "modernc.org/sqlite"
import _ "net/http/pprof"
-- loaders/html/a.go --
package html
import "entente/loaders"
-- extract/segment/a.go --
package segment
import "entente/extract/parse"
-- new/a.go --
package new
-- cmd/entente/a.go --
package main
import "entente/graph/neo4j"
import "github.com/spf13/viper"
`
	check(t, sample, []string{
		"graph/a.go:2:8: graph may not import graph/memory",
		"graph/a_test.go:4:8: graph may not import graph/sqlite",
		"graph/memory/a.go:2:8: graph/memory may not import modernc.org/sqlite",
		"graph/memory/a.go:3:8: blank import of net/http/pprof",
		"loaders/html/a.go:2:8: loaders/html may not import loaders",
		"extract/segment/a.go:2:8: extract/segment may not import extract/parse",
		"new/a.go: the package is in no row of the table",
		"cmd/entente/a.go:3:8: cmd/entente may not import github.com/spf13/viper",
	}, importFaults)
}
