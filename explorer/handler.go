package explorer

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"strings"
)

// Prefix is the path below which [Handler] must be mounted; the pages refer to
// their files by it.
const Prefix = "/explorer/"

//go:embed all:dist console
var embedded embed.FS

// graphiql is the file whose presence tells that the console was built.
const graphiql = "graphiql/graphiql.min.js"

// Handler serves the explorer and the files of the console, to be mounted at
// [Prefix]. It answers GET and HEAD, with an ETag that is the file's SHA-256,
// and 404 for what is not there. Files are read once, when it is called.
func Handler() http.Handler { return handler(embedded) }

func handler(fsys fs.FS) http.Handler {
	files := map[string]asset{}
	for folder, under := range map[string]string{"dist": "", "console": "console/"} {
		all, err := assets(fsys, folder)
		if err != nil {
			return broken(err)
		}
		for name, a := range all {
			files[under+name] = a
		}
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, ok := strings.CutPrefix(r.URL.Path, Prefix)
		if name == "" {
			name = "index.html"
		}
		a, found := files[name]
		if !ok || !found {
			http.NotFound(w, r)
			return
		}
		a.ServeHTTP(w, r)
	})
}

// Console serves the page on which people write queries against an endpoint, a
// path on the same server such as "/graphql". It may be served at the
// endpoint itself, for requests that accept HTML. The page is GraphiQL where it
// was built in, and a plain form otherwise; its files come from [Handler].
func Console(endpoint string) http.Handler { return console(embedded, endpoint) }

func console(fsys fs.FS, endpoint string) http.Handler {
	name := "console/plain.html"
	if _, err := fs.Stat(fsys, "dist/"+graphiql); err == nil {
		name = "console/graphiql.html"
	}
	page, err := template.ParseFS(fsys, name)
	if err != nil {
		return broken(err)
	}
	var b bytes.Buffer
	if err := page.Execute(&b, struct{ Endpoint, Prefix string }{endpoint, Prefix}); err != nil {
		return broken(err)
	}
	return newAsset(name, b.Bytes())
}

// broken answers for a binary whose own files cannot be read, which only a
// wrong build makes possible.
func broken(err error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Error(w, fmt.Sprintf("the explorer's files cannot be read: %v", err), http.StatusInternalServerError)
	})
}
