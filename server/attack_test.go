package server_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/access"
	"entente/resolvers"
	"entente/server"
)

// serving runs a server as entente serve does, with short timeouts, and returns
// its address.
func serving(t *testing.T, p server.Parts, o server.Options) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- server.Run(ctx, listener, server.New(p), o) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("run: %v", err)
		}
	})
	return listener.Addr().String()
}

// asked sends a good query and wants its answer.
func asked(t *testing.T, address string) {
	t.Helper()
	resp, err := http.Post("http://"+address+"/graphql", "application/json", strings.NewReader(`{"query":"{stats {engine}}"}`))
	if err != nil {
		t.Error(err)
		return
	}
	defer resp.Body.Close()
	if body, _ := io.ReadAll(resp.Body); string(body) != `{"data":{"stats":{"engine":"memory"}}}` {
		t.Errorf("a good query gets %s", body)
	}
}

// TestSlowClients holds connections open in several ways. The server answers
// others meanwhile, and ends each of them by itself.
func TestSlowClients(t *testing.T) {
	address := serving(t, server.Parts{GraphQL: resolvers.NewHandler(world(t), resolvers.Options{})},
		server.Options{ReadHeader: 50 * time.Millisecond, Read: 100 * time.Millisecond, Idle: 50 * time.Millisecond})
	const head = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
	var held []net.Conn
	for i, sent := range []string{
		"", "P", "POST /graphql HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", head,
		head + "Content-Length: 100\r\n\r\n{\"query\":", head + "Content-Length: 100\r\n\r\n",
		head + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"que", head + "Expect: 100-continue\r\nContent-Length: 100\r\n\r\n",
		"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n", // and then nothing
	} {
		for range 10 {
			conn, err := net.Dial("tcp", address)
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			if _, err := io.WriteString(conn, sent); err != nil {
				t.Fatalf("%d: %v", i, err)
			}
			held = append(held, conn)
		}
	}
	asked(t, address)
	for i, conn := range held {
		// It ends when the server closes it; a server that does not lets the test run out of time.
		if _, err := io.Copy(io.Discard, conn); err != nil && !strings.Contains(err.Error(), "reset") {
			t.Errorf("connection %d: %v", i, err)
		}
	}
	asked(t, address)
}

// TestHugeRequests sends more than a server should read.
func TestHugeRequests(t *testing.T) {
	address := serving(t, server.Parts{GraphQL: resolvers.NewHandler(world(t), resolvers.Options{})}, server.Options{})
	endless := func(prefix string) io.Reader { return io.MultiReader(strings.NewReader(prefix), letters{}) }
	tests := []struct {
		name    string
		request func() (*http.Response, error)
		status  int
	}{
		{"a body without end", func() (*http.Response, error) {
			return http.Post("http://"+address+"/graphql", "application/json", endless(`{"query":"`))
		}, 413},
		{"a body that says how long it is", func() (*http.Response, error) {
			return http.Post("http://"+address+"/graphql", "application/json", bytes.NewReader(make([]byte, 20<<20)))
		}, 413},
		{"headers", func() (*http.Response, error) {
			r, _ := http.NewRequest("GET", "http://"+address+"/healthz", nil)
			r.Header.Set("X-Large", strings.Repeat("x", 64<<10))
			return http.DefaultClient.Do(r)
		}, 431},
		{"a URL", func() (*http.Response, error) {
			return http.Get("http://" + address + "/graphql?query=" + strings.Repeat("x", 64<<10))
		}, 431},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			resp, err := tt.request()
			runtime.ReadMemStats(&after)
			if n := after.TotalAlloc - before.TotalAlloc; n > 60<<20 {
				t.Errorf("%d bytes are allocated", n)
			}
			if err != nil { // the server may close before it has read all
				if !strings.Contains(err.Error(), "reset") && !strings.Contains(err.Error(), "broken pipe") && !strings.Contains(err.Error(), "closed") {
					t.Error(err)
				}
				return
			}
			defer resp.Body.Close()
			if resp.StatusCode != tt.status {
				t.Errorf("got %d, want %d", resp.StatusCode, tt.status)
			}
		})
	}
	asked(t, address)
}

// letters never ends.
type letters struct{}

func (letters) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 'x'
	}
	return len(b), nil
}

// TestSmuggling sends requests whose length is unclear.
func TestSmuggling(t *testing.T) {
	address := serving(t, server.Parts{GraphQL: resolvers.NewHandler(world(t), resolvers.Options{})}, server.Options{})
	const head = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
	for _, sent := range []string{
		head + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nxxxxxx",
		head + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
		head + "Content-Length: -1\r\n\r\n",
		"POST /graphql HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
		"GET /graphql HTTP/1.1\r\n\r\n",
		"GET /graphql\r\n\r\n",
	} {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(conn, sent)
		resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil || resp.StatusCode < 400 || resp.StatusCode >= 600 {
			t.Errorf("%q: %v, %v", sent, resp, err)
		}
		_ = conn.Close()
	}
	asked(t, address)
}

// TestForgedRequests are those that a page of another site can make a browser
// send: forms, images, scripts, links and websockets, in browsers that say where
// a request comes from and in old ones that say no more than the origin.
func TestForgedRequests(t *testing.T) {
	ran := 0
	part := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { ran++ })
	a, _ := keyed(t, access.Admin) // even where everybody may everything
	h := server.New(server.Parts{GraphQL: part, Export: part, Access: a})
	modern := func(mode string) []string {
		return []string{"Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", mode}
	}
	old := []string{"Origin", "https://evil.example"}
	socket := []string{"Connection", "Upgrade", "Upgrade", "websocket", "Sec-WebSocket-Protocol", "graphql-transport-ws"}
	tests := []struct {
		name, method, path string
		headers            []string
	}{
		{"a form", "POST", "/graphql", append(modern("navigate"), "Content-Type", "application/x-www-form-urlencoded")},
		{"a form with files", "POST", "/graphql", append(modern("no-cors"), "Content-Type", "multipart/form-data; boundary=x")},
		{"a form in plain text", "POST", "/graphql", append(modern("no-cors"), "Content-Type", "text/plain")},
		{"an old form", "POST", "/graphql", append(old, "Content-Type", "text/plain")},
		{"an old script", "POST", "/graphql", append(old, "Content-Type", "application/json")},
		{"a page without origin", "POST", "/graphql", []string{"Origin", "null", "Content-Type", "application/json"}},
		{"a script", "POST", "/graphql", append(modern("cors"), "Content-Type", "application/json")},
		{"a script's GET", "GET", "/graphql?query={a}", modern("cors")},
		{"an image", "GET", "/graphql?query={a}", modern("no-cors")},
		{"a sister site", "GET", "/graphql?query={a}", []string{"Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "cors"}},
		{"a file as a script", "GET", "/export/gexf", modern("no-cors")},
		{"a websocket", "GET", "/graphql", append(modern("websocket"), socket...)},
		{"an old websocket", "GET", "/graphql", append(slices.Clone(old), socket...)},
		{"a websocket without origin", "GET", "/graphql", append([]string{"Origin", "null"}, socket...)},
		{"another host", "POST", "/graphql", []string{"Host", "evil.example", "Content-Type", "application/json"}},
		{"a host that begins like ours", "POST", "/graphql", []string{"Host", "localhost.evil.example"}},
		{"a host with a user", "POST", "/graphql", []string{"Host", "localhost@evil.example"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := httptest.NewRecorder()
			h.ServeHTTP(w, request(tt.method, tt.path, tt.headers...))
			want := 403
			if strings.Contains(tt.name, "host") {
				want = 421
			}
			if w.Code != want || ran > 0 {
				t.Errorf("got %d, want %d; %d ran", w.Code, want, ran)
			}
			ran = 0
		})
	}
	own := httptest.NewRecorder()
	h.ServeHTTP(own, request("GET", "/graphql", append([]string{"Origin", "http://localhost:8080"}, socket...)...))
	if ran != 1 {
		t.Errorf("a websocket of our own page: %d", own.Code)
	}
}

// TestEveryRefusalHasACode sends nonsense to every route: each answer with a
// status of 400 or more that is JSON has errors with codes of the closed list.
func TestEveryRefusalHasACode(t *testing.T) {
	a, _ := keyed(t, access.Reader)
	h := server.New(server.Parts{GraphQL: resolvers.NewHandler(world(t), resolvers.Options{}), Access: a,
		Export: server.Export(world(t), server.ExportOptions{})})
	var requests []*http.Request
	for _, method := range []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"} {
		for _, path := range []string{"/graphql", "/graphql?query=%ff", "/graphql?query={", "/graphql/x", "/export/", "/export/x", "/export/gexf?where=x", "/", "//graphql", "/../graphql"} {
			for _, headers := range [][]string{nil, {"Accept", "text/csv"}, {"Authorization", "Bearer x"}, {"Authorization", "\xff"}, {"Host", "evil"},
				{"Content-Type", "application/json"}, {"Content-Type", "x"}, {"Content-Encoding", "gzip", "Content-Type", "application/json"}} {
				r := request(method, "/", headers...)
				r.URL, _ = url.ParseRequestURI(path)
				requests = append(requests, r)
			}
		}
	}
	for _, r := range requests {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code < 400 || !strings.Contains(w.Header().Get("Content-Type"), "json") {
			continue
		}
		var got struct {
			Data   any
			Errors []struct{ Extensions struct{ Code string } }
		}
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || len(got.Errors) == 0 || got.Data != nil {
			t.Errorf("%s %s %v: %d, %s", r.Method, r.URL, r.Header, w.Code, w.Body)
		}
		for _, e := range got.Errors {
			if !slices.Contains(resolvers.Codes(), e.Extensions.Code) {
				t.Errorf("%s %s %v: code %q", r.Method, r.URL, r.Header, e.Extensions.Code)
			}
		}
	}
}

// TestHostileQueriesLeaveRoom fills the server with queries that run long: a
// caller beside them is answered.
func TestHostileQueriesLeaveRoom(t *testing.T) {
	entered, leave := make(chan bool), make(chan bool)
	good := resolvers.NewHandler(world(t), resolvers.Options{})
	part := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Hostile") != "" {
			entered <- true
			<-leave
			return
		}
		good.ServeHTTP(w, r)
	})
	h := server.New(server.Parts{GraphQL: part, Limits: server.Limits{Rate: -1, Wait: time.Millisecond}})
	n := server.DefaultLimits().PerCaller
	ended := make(chan int, 3*n)
	for i := range 3 * n { // three times what one caller may
		go func() {
			w := httptest.NewRecorder()
			h.ServeHTTP(w, from(fmt.Sprintf("192.0.2.1:%d", i+1), "Hostile", "yes"))
			ended <- w.Code
		}()
	}
	for range n {
		<-entered
	}
	refused := 0
	for range 2 * n {
		if <-ended == http.StatusServiceUnavailable {
			refused++
		}
	}
	w := httptest.NewRecorder()
	r := from("192.0.2.2:1", "Content-Type", "application/json")
	r.Body = io.NopCloser(strings.NewReader(`{"query":"{stats {engine}}"}`))
	h.ServeHTTP(w, r)
	if w.Code != 200 || refused != 2*n {
		t.Errorf("another caller gets %d, %s; %d refused, want %d", w.Code, w.Body, refused, 2*n)
	}
	close(leave)
	for range n {
		<-ended
	}
}
