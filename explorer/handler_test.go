package explorer_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"entente/explorer"

	"github.com/google/go-cmp/cmp"
)

func get(h http.Handler, method, target string, header ...string) *http.Response {
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

var long = strings.Repeat("const x = 1;\n", 500)

func files(extra ...string) fstest.MapFS {
	fsys := fstest.MapFS{"dist/index.html": {Data: []byte("<p>hello")}, "dist/deep/long.js": {Data: []byte(long)}}
	for _, name := range []string{"graphiql.html", "plain.html", "plain.js"} {
		text, err := os.ReadFile("console/" + name)
		if err != nil {
			panic(err)
		}
		fsys["console/"+name] = &fstest.MapFile{Data: text}
	}
	for _, name := range extra {
		fsys[name] = &fstest.MapFile{}
	}
	return fsys
}

func TestHandler(t *testing.T) {
	h := explorer.HandlerOf(files())
	tests := []struct {
		method, path string
		status       int
		kind         string
	}{
		{"GET", "/explorer/", 200, "text/html; charset=utf-8"},
		{"HEAD", "/explorer/deep/long.js", 200, "text/javascript; charset=utf-8"},
		{"GET", "/explorer/console/plain.js", 200, "text/javascript; charset=utf-8"},
		{"GET", "/explorer/deep", 404, "text/plain; charset=utf-8"},
		{"GET", "/explorer/../go.mod", 404, "text/plain; charset=utf-8"},
		{"GET", "/index.html", 404, "text/plain; charset=utf-8"},
		{"POST", "/explorer/", 405, "text/plain; charset=utf-8"},
	}
	for _, test := range tests {
		t.Run(test.method+test.path, func(t *testing.T) {
			r := get(h, test.method, test.path)
			if r.StatusCode != test.status || r.Header.Get("Content-Type") != test.kind {
				t.Errorf("got %d, %s; want %d, %s", r.StatusCode, r.Header.Get("Content-Type"), test.status, test.kind)
			}
			if r.StatusCode == 200 && !strings.HasPrefix(r.Header.Get("Content-Security-Policy"), "default-src 'none'") {
				t.Errorf("policy %q", r.Header.Get("Content-Security-Policy"))
			}
		})
	}
}

func TestConditionalRequests(t *testing.T) {
	h := explorer.HandlerOf(files())
	tag := get(h, "GET", "/explorer/deep/long.js").Header.Get("ETag")
	if again := get(h, "GET", "/explorer/deep/long.js", "If-None-Match", tag); again.StatusCode != 304 {
		t.Errorf("status %d for an ETag that is current", again.StatusCode)
	}
	if other := get(h, "GET", "/explorer/", "If-None-Match", tag); other.StatusCode != 200 {
		t.Errorf("status %d for another file's ETag", other.StatusCode)
	}
}

func TestCompression(t *testing.T) {
	h := explorer.HandlerOf(files())
	tests := []struct {
		path, accept, coding string
	}{
		{"/explorer/deep/long.js", "br, gzip", "gzip"},
		{"/explorer/deep/long.js", "gzip;q=0.5", "gzip"},
		{"/explorer/deep/long.js", "gzip;q=0", ""},
		{"/explorer/deep/long.js", "", ""},
		{"/explorer/", "gzip", ""}, // too short to gain
	}
	for _, test := range tests {
		r := get(h, "GET", test.path, "Accept-Encoding", test.accept)
		if got := r.Header.Get("Content-Encoding"); got != test.coding {
			t.Errorf("%s accepting %q: coding %q, want %q", test.path, test.accept, got, test.coding)
		}
		if test.coding != "gzip" {
			continue
		}
		z, err := gzip.NewReader(r.Body)
		if err != nil {
			t.Fatal(err)
		}
		plain, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(long, string(plain)); diff != "" {
			t.Error(diff)
		}
	}
}

func TestConsole(t *testing.T) {
	tests := []struct {
		name string
		h    http.Handler
		want string
	}{
		{"built", explorer.ConsoleOf(files("dist/graphiql/graphiql.min.js"), "/graphql"), "/explorer/graphiql/graphiql.min.js"},
		{"not built", explorer.ConsoleOf(files(), "/graphql"), "<form id="},
		{"embedded", explorer.Console("/graphql"), "/explorer/console/"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			page := body(t, get(test.h, "GET", "/graphql", "Accept", "text/html"))
			if !strings.Contains(page, test.want) || !strings.Contains(page, `content="/graphql"`) {
				t.Errorf("the page lacks %q or its endpoint:\n%s", test.want, page)
			}
		})
	}
	odd := body(t, get(explorer.ConsoleOf(files(), `/q"><script>`), "GET", "/"))
	if strings.Contains(odd, `"><script>`) {
		t.Errorf("the endpoint is not escaped:\n%s", odd)
	}
}

var reference = regexp.MustCompile(`(?:src|href)="([^"]*)"`)

// Every file that an embedded page refers to is there, and on this server.
func TestPagesAreComplete(t *testing.T) {
	h := explorer.Handler()
	for name, page := range map[string]string{
		"console":     body(t, get(explorer.Console("/graphql"), "GET", "/graphql")),
		"placeholder": body(t, get(h, "GET", "/explorer/")),
	} {
		for _, m := range reference.FindAllStringSubmatch(page, -1) {
			switch {
			case m[1] == "data:," || !strings.HasPrefix(m[1], explorer.Prefix) && strings.HasPrefix(m[1], "/") && !strings.HasPrefix(m[1], "//"):
			case get(h, "GET", m[1]).StatusCode != 200:
				t.Errorf("%s refers to %s, which is not served", name, m[1])
			}
		}
	}
}
