package server_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"runtime"
	"strings"
	"testing"
	"time"

	"entente/access"
	"entente/server"
)

// from is a request that comes from an address.
func from(address string, headers ...string) *http.Request {
	r := request("POST", "/graphql", headers...)
	r.RemoteAddr = address
	return r
}

// TestRates sends more than callers may, with a bucket that does not fill again
// while the test runs.
func TestRates(t *testing.T) {
	a, keys := keyed(t, access.Reader)
	h := server.New(server.Parts{GraphQL: whoami, Access: a, Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")},
		Limits: server.Limits{Rate: 1e-6, Burst: 3}})
	send := func(r *http.Request) int {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code == 429 && (w.Header().Get("Retry-After") == "" || !strings.Contains(w.Body.String(), `"code":"LIMIT_EXCEEDED","limit":"rate"`)) {
			t.Errorf("429 with %v, %s", w.Header(), w.Body)
		}
		return w.Code
	}
	bearer := func(r access.Role) []string { return []string{"Authorization", "Bearer " + keys[r]} }
	tests := []struct {
		name    string
		request func(i int) *http.Request
		limited bool
	}{
		{"an address", func(int) *http.Request { return from("192.0.2.1:1000") }, true},
		{"another port", func(i int) *http.Request { return from(fmt.Sprintf("192.0.2.2:%d", 1000+i)) }, true},
		{"several addresses", func(i int) *http.Request { return from(fmt.Sprintf("192.0.3.%d:1", i)) }, false},
		{"a network of IPv6", func(i int) *http.Request { return from(fmt.Sprintf("[2001:db8::%d]:1", i+1)) }, true},
		{"a key at several addresses", func(i int) *http.Request { return from(fmt.Sprintf("192.0.4.%d:1", i), bearer(access.Reader)...) }, true},
		{"another key there", func(i int) *http.Request { return from("192.0.2.1:1", bearer(access.Loader)...) }, true},
		{"this machine", func(int) *http.Request { return from("127.0.0.1:1") }, false},
		{"a key on this machine", func(int) *http.Request { return from("127.0.0.1:1", bearer(access.Admin)...) }, true},
		{"guesses", func(i int) *http.Request { return from("192.0.5.1:1", "Authorization", fmt.Sprintf("Bearer x%d", i)) }, true},
		{"one behind a proxy", func(int) *http.Request { return from("10.0.0.1:1", "X-Forwarded-For", "192.0.6.1") }, true},
		{"several behind a proxy", func(i int) *http.Request {
			return from("10.0.0.1:1", "X-Forwarded-For", fmt.Sprintf("192.0.7.%d, 10.0.0.2", i))
		}, false},
		{"one who claims to be several", func(i int) *http.Request {
			return from("10.0.0.1:1", "X-Forwarded-For", fmt.Sprintf("203.0.113.%d, 192.0.8.1", i))
		}, true},
		{"no proxy of ours", func(i int) *http.Request {
			return from("192.0.9.1:1", "X-Forwarded-For", fmt.Sprintf("203.0.113.%d", i))
		}, true},
		{"a proxy with nonsense", func(i int) *http.Request { return from("10.0.0.7:1", "X-Forwarded-For", "nonsense") }, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			limited := 0
			for i := range 6 {
				if send(tt.request(i)) == http.StatusTooManyRequests {
					limited++
				}
			}
			if want := map[bool]int{true: 3, false: 0}[tt.limited]; limited != want {
				t.Errorf("%d of 6 refused, want %d", limited, want)
			}
		})
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, request("GET", "/healthz"))
	if w.Code != 200 {
		t.Errorf("health: %d", w.Code)
	}
}

// TestCallersAreForgotten sends from more addresses than are remembered.
func TestCallersAreForgotten(t *testing.T) {
	h := server.New(server.Parts{GraphQL: whoami, Limits: server.Limits{Rate: 1, Burst: 1}})
	send := func(n, salt int) uint64 {
		for i := range n {
			h.ServeHTTP(httptest.NewRecorder(), from(fmt.Sprintf("[2001:%x:%x:%x::1]:1", salt, i>>16, i&0xffff)))
		}
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	full := send(20_000, 1)
	if more := send(25_000, 2); more > full+4<<20 {
		t.Errorf("the heap grows from %d to %d bytes", full, more)
	}
}

// TestTurnsOfACaller lets one caller take all of his places: he waits, others do not.
func TestTurnsOfACaller(t *testing.T) {
	entered, leave := make(chan bool), make(chan bool)
	part := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Slow") != "" {
			entered <- true
			<-leave
		}
	})
	h := server.New(server.Parts{GraphQL: part, Limits: server.Limits{PerCaller: 2, Concurrent: 4, Wait: 10 * time.Millisecond}})
	ended := make(chan bool)
	for range 2 {
		go func() {
			h.ServeHTTP(httptest.NewRecorder(), from("192.0.2.1:1", "Slow", "yes"))
			ended <- true
		}()
		<-entered
	}
	for address, want := range map[string]int{"192.0.2.1:2": 503, "192.0.2.2:1": 200} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, from(address))
		if w.Code != want {
			t.Errorf("%s: %d, want %d: %s", address, w.Code, want, w.Body)
		}
	}
	close(leave)
	<-ended
	<-ended
}

func TestOrigins(t *testing.T) {
	const ours = "https://graph.example"
	h := server.New(server.Parts{GraphQL: whoami, Export: whoami, Origins: []string{ours}})
	preflight := []string{"Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "content-type"}
	tests := []struct {
		name, method, path string
		headers            []string
		status             int
		allowed            string
	}{
		{"our script", "POST", "/graphql", []string{"Origin", ours, "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "cors"}, 200, ours},
		{"it asks before", "OPTIONS", "/graphql", append([]string{"Origin", ours, "Sec-Fetch-Site", "cross-site"}, preflight...), 204, ours},
		{"it reads a file", "GET", "/export/gexf", []string{"Origin", ours, "Sec-Fetch-Site", "cross-site"}, 200, ours},
		{"another's script", "POST", "/graphql", []string{"Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"}, 403, ""},
		{"another asks before", "OPTIONS", "/graphql", append([]string{"Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"}, preflight...), 403, ""},
		{"nearly ours", "POST", "/graphql", []string{"Origin", ours + ".evil.example", "Sec-Fetch-Site", "cross-site"}, 403, ""},
		{"ours in the clear", "POST", "/graphql", []string{"Origin", "http://graph.example", "Sec-Fetch-Site", "cross-site"}, 403, ""},
		{"no site", "POST", "/graphql", []string{"Origin", "null", "Sec-Fetch-Site", "cross-site"}, 403, ""},
		{"a program", "POST", "/graphql", nil, 200, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := httptest.NewRecorder()
			h.ServeHTTP(w, request(tt.method, tt.path, tt.headers...))
			if w.Code != tt.status || w.Header().Get("Access-Control-Allow-Origin") != tt.allowed || w.Header().Get("Access-Control-Allow-Credentials") != "" {
				t.Errorf("got %d, %v", w.Code, w.Header())
			}
			if w.Header().Get("Vary") == "" {
				t.Error("no Vary")
			}
		})
	}
}
