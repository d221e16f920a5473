package server_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"entente/explorer"
	"entente/graph/memory"
	"entente/resolvers"
	"entente/server"
)

// text is a part that answers with its text.
func text(s string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, s) })
}

func parts() server.Parts {
	return server.Parts{GraphQL: text("answer"), Console: text("console"), Explorer: text("explorer"), Export: text("export"), Hosts: []string{"Graph.example"}}
}

func request(method, target string, headers ...string) *http.Request {
	r := httptest.NewRequest(method, "http://localhost:8080"+target, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	return r
}

func TestRoutes(t *testing.T) {
	const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
	h := server.New(parts())
	tests := []struct {
		name    string
		request *http.Request
		status  int
		body    string
	}{
		{"a query", request("POST", "/graphql"), 200, "answer"},
		{"a query by GET", request("GET", "/graphql?query={__typename}"), 200, "answer"},
		{"a browser opens the page", request("GET", "/graphql", "Accept", browser), 200, "console"},
		{"a browser's script asks", request("GET", "/graphql", "Accept", "application/json, */*"), 200, "answer"},
		{"HTML is refused", request("GET", "/graphql", "Accept", "text/html;q=0, */*"), 200, "answer"},
		{"the explorer", request("GET", "/explorer/app.js"), 200, "explorer"},
		{"a file", request("GET", "/export/gexf"), 200, "export"},
		{"a file for another site's script", request("GET", "/export/gexf", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "cors"), 403, ""},
		{"the root", request("GET", "/"), 302, ""},
		{"health", request("GET", "/healthz"), 200, "ok\n"},
		{"readiness", request("GET", "/readyz"), 200, "ready\n"},
		{"something else", request("GET", "/debug/pprof/"), 404, ""},
		{"health by POST", request("POST", "/healthz"), 405, ""},
		{"an address", request("POST", "/graphql", "Host", "192.0.2.1:8080"), 200, "answer"},
		{"an address of IPv6", request("POST", "/graphql", "Host", "[::1]:8080"), 200, "answer"},
		{"a name of ours", request("POST", "/graphql", "Host", "graph.EXAMPLE."), 200, "answer"},
		{"another name", request("POST", "/graphql", "Host", "evil.example"), 421, ""},
		{"no name", request("POST", "/graphql", "Host", ""), 421, ""},
		{"another site's script", request("POST", "/graphql", "Sec-Fetch-Site", "cross-site"), 403, ""},
		{"another site's old script", request("POST", "/graphql", "Origin", "https://evil.example"), 403, ""},
		{"another site's image", request("GET", "/graphql?query={x}", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors"), 403, ""},
		{"another site's link", request("GET", "/graphql", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Accept", browser), 200, "console"},
		{"a sister site's script", request("POST", "/graphql", "Sec-Fetch-Site", "same-site"), 403, ""},
		{"our own script", request("POST", "/graphql", "Sec-Fetch-Site", "same-origin", "Origin", "http://localhost:8080"), 200, "answer"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := httptest.NewRecorder()
			h.ServeHTTP(w, tt.request)
			if w.Code != tt.status || tt.body != "" && w.Body.String() != tt.body {
				t.Errorf("got %d, %q; want %d, %q", w.Code, w.Body, tt.status, tt.body)
			}
			for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer"} {
				if got := w.Header().Get(name); got != want {
					t.Errorf("%s: %q, want %q", name, got, want)
				}
			}
			if w.Header().Get("X-Request-Id") == "" || w.Header().Get("Access-Control-Allow-Origin") != "" {
				t.Errorf("headers: %v", w.Header())
			}
		})
	}
}

func TestRequestIDs(t *testing.T) {
	var log bytes.Buffer
	p := parts()
	p.Logger = slog.New(server.LogHandler(slog.NewJSONHandler(&log, nil)))
	p.GraphQL = http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { panic("secret " + server.RequestID(r.Context())) })
	h := server.New(p)
	for given, kept := range map[string]bool{"abc-1": true, "": false, "a b": false, "a\r\nb": false, strings.Repeat("a", 65): false} {
		log.Reset()
		w := httptest.NewRecorder()
		h.ServeHTTP(w, request("POST", "/graphql", "X-Request-Id", given))
		id := w.Header().Get("X-Request-Id")
		if (id == given) != kept {
			t.Errorf("given %q, got %q", given, id)
		}
		if w.Code != 500 || strings.Contains(w.Body.String(), "secret") {
			t.Errorf("a panic is answered with %d, %s", w.Code, w.Body)
		}
		if !strings.Contains(log.String(), `"panic":"secret `+id) || strings.Count(log.String(), `"request":"`+id+`"`) != 2 {
			t.Errorf("log of %q: %s", id, log.String())
		}
	}
}

func TestReadiness(t *testing.T) {
	p := parts()
	p.Ready = func(context.Context) error { return errors.New("secret") }
	w := httptest.NewRecorder()
	server.New(p).ServeHTTP(w, request("GET", "/readyz"))
	if w.Code != 503 || w.Body.String() != "not ready\n" {
		t.Errorf("got %d, %s", w.Code, w.Body)
	}
}

func TestMetrics(t *testing.T) {
	h := server.New(parts())
	for range 3 {
		h.ServeHTTP(httptest.NewRecorder(), request("POST", "/graphql"))
	}
	h.ServeHTTP(httptest.NewRecorder(), request("BREW", "/secret"))
	w := httptest.NewRecorder()
	h.ServeHTTP(w, request("GET", "/metrics"))
	for _, want := range []string{
		`entente_http_requests_total{method="POST",route="/graphql",status="200"} 3`,
		`entente_http_requests_total{method="other",route="other",status="404"} 1`,
		`entente_http_request_duration_seconds_count{route="/graphql"} 3`,
	} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("no line %s", want)
		}
	}
	if strings.Contains(w.Body.String(), "secret") {
		t.Error("a path of a client is a label")
	}
}

// TestTurns holds one request back and sees that the next one waits no longer
// than it should.
func TestTurns(t *testing.T) {
	p := parts()
	p.Limits = server.Limits{Concurrent: 1, Wait: 10 * time.Millisecond}
	entered, leave := make(chan bool), make(chan bool)
	p.GraphQL = http.HandlerFunc(func(http.ResponseWriter, *http.Request) { entered <- true; <-leave })
	h := server.New(p)
	ended := make(chan bool)
	go func() {
		h.ServeHTTP(httptest.NewRecorder(), request("POST", "/graphql"))
		close(ended)
	}()
	<-entered
	w := httptest.NewRecorder()
	h.ServeHTTP(w, request("POST", "/graphql"))
	if w.Code != 503 || w.Header().Get("Retry-After") == "" || !strings.Contains(w.Body.String(), `"code":"LIMIT_EXCEEDED","limit":"concurrent"`) {
		t.Errorf("got %d, %s", w.Code, w.Body)
	}
	close(leave)
	<-ended
}

// TestRun serves for real, and lets a request end that runs when it is to stop.
func TestRun(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	store := memory.Open()
	ctx, stop := context.WithCancel(t.Context())
	inside := make(chan bool)
	graphql := resolvers.NewHandler(store, resolvers.Options{})
	p := server.Parts{Console: explorer.Console("/graphql"), Explorer: explorer.Handler(),
		GraphQL: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			close(inside)
			<-ctx.Done()
			graphql.ServeHTTP(w, r)
		})}
	ended := make(chan error, 1)
	go func() { ended <- server.Run(ctx, listener, server.New(p), server.Options{}) }()
	answered := make(chan string, 1)
	go func() {
		resp, err := http.Post("http://"+listener.Addr().String()+"/graphql", "application/json", strings.NewReader(`{"query":"{stats{engine}}"}`))
		if err != nil {
			answered <- err.Error()
			return
		}
		defer resp.Body.Close()
		body, _ := io.ReadAll(resp.Body)
		answered <- string(body)
	}()
	<-inside
	stop()
	if got, want := <-answered, `{"data":{"stats":{"engine":"memory"}}}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if err := <-ended; err != nil {
		t.Errorf("run: %v", err)
	}
	if _, err := http.Get("http://" + listener.Addr().String() + "/healthz"); err == nil {
		t.Error("it serves on")
	}
}
