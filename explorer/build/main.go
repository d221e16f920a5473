// Command build puts what npm has fetched for the browser into explorer/dist,
// with the licence texts of every package in it:
//
//	cd explorer/web && npm ci --ignore-scripts && cd ../.. && go run ./explorer/build
//
// It runs from the root of the repository.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// copies are the files of other projects, from below node_modules to below dist.
var copies = map[string]string{
	"graphiql/graphiql.min.js":                  "graphiql/graphiql.min.js",
	"graphiql/graphiql.min.css":                 "graphiql/graphiql.min.css",
	"react/umd/react.production.min.js":         "graphiql/react.production.min.js",
	"react-dom/umd/react-dom.production.min.js": "graphiql/react-dom.production.min.js",
}

func main() {
	if err := build("explorer/web", "explorer/dist"); err != nil {
		fmt.Fprintln(os.Stderr, "build the explorer:", err)
		os.Exit(1)
	}
}

// build writes dist from what is installed below web. GraphiQL itself comes
// last, since its presence says that the console is whole.
func build(web, dist string) error {
	notices, err := licences(web)
	if err != nil {
		return err
	}
	if err := put(filepath.Join(dist, "LICENSES.txt"), notices); err != nil {
		return err
	}
	names := slices.Sorted(maps.Keys(copies))
	slices.Reverse(names)
	for _, from := range names {
		body, err := os.ReadFile(filepath.Join(web, "node_modules", filepath.FromSlash(from)))
		if err != nil {
			return err
		}
		if err := put(filepath.Join(dist, filepath.FromSlash(copies[from])), withoutMap(body)); err != nil {
			return err
		}
	}
	return nil
}

func put(file string, body []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, body, 0o644)
}

// withoutMap drops the line that points to a source map, which is not shipped.
func withoutMap(body []byte) []byte {
	if i := bytes.LastIndex(body, []byte("//# sourceMappingURL=")); i >= 0 {
		return body[:i]
	}
	return body
}

// lock is what we read of a package-lock.json.
type lock struct {
	Packages map[string]struct {
		Version string
		License string
		Dev     bool
	}
}

// licences joins the licence texts of all packages that are not for
// development only. It fails when a package has neither a text nor a licence's name.
func licences(web string) ([]byte, error) {
	text, err := os.ReadFile(filepath.Join(web, "package-lock.json"))
	if err != nil {
		return nil, err
	}
	var l lock
	if err := json.Unmarshal(text, &l); err != nil {
		return nil, fmt.Errorf("package-lock.json: %w", err)
	}
	var folders []string
	for folder, p := range l.Packages {
		if folder != "" && !p.Dev {
			folders = append(folders, folder)
		}
	}
	slices.Sort(folders)
	var b bytes.Buffer
	fmt.Fprintf(&b, "Parts of these packages are in the files of this folder.\n")
	for _, folder := range folders {
		p := l.Packages[folder]
		_, name, _ := cutLast(folder, "node_modules/")
		own, err := licence(filepath.Join(web, filepath.FromSlash(folder)))
		if err != nil {
			return nil, err
		}
		if own == "" && p.License == "" {
			return nil, fmt.Errorf("%s: no licence found", name)
		}
		fmt.Fprintf(&b, "\n%s\n%s %s (%s)\n\n%s", strings.Repeat("=", 78), name, p.Version, p.License, own)
	}
	return b.Bytes(), nil
}

// licence returns the licence and notice files of one installed package. A
// package for another system may be absent; nothing of it is shipped.
func licence(folder string) (string, error) {
	entries, err := os.ReadDir(folder)
	if os.IsNotExist(err) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	var all strings.Builder
	for _, e := range entries {
		upper := strings.ToUpper(e.Name())
		if e.IsDir() || !strings.HasPrefix(upper, "LICEN") && !strings.HasPrefix(upper, "NOTICE") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			return "", err
		}
		all.WriteString(strings.TrimSpace(string(text)) + "\n")
	}
	return all.String(), nil
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, s, false
}
