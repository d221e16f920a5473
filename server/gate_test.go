package server_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"entente/access"
	"entente/graph/memory"
	"entente/resolvers"
	"entente/server"
)

// whoami is a part that answers with the caller of the request's context.
var whoami = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
	p, ok := access.From(r.Context())
	_ = json.NewEncoder(w).Encode(map[string]any{"id": p.ID, "role": p.Role.String(), "ok": ok})
})

// keyed returns an authenticator with a key of each role.
func keyed(t *testing.T, anonymous access.Role) (*access.Authenticator, map[access.Role]string) {
	t.Helper()
	keys := make(map[access.Role]string)
	var records []access.KeyRecord
	for _, role := range access.Roles()[1:] {
		key, record := access.NewKey(role, "", time.Time{})
		keys[role] = key
		records = append(records, record)
	}
	a, err := access.New(t.Context(), access.Options{Keys: records, Anonymous: anonymous})
	if err != nil {
		t.Fatal(err)
	}
	return a, keys
}

// TestEveryRouteAsks sends requests without credentials, with bad ones and with
// good ones to every route.
func TestEveryRouteAsks(t *testing.T) {
	a, keys := keyed(t, access.None)
	p := server.Parts{GraphQL: whoami, Console: whoami, Explorer: whoami, Export: whoami, Access: a}
	h := server.New(p)
	bearer := func(key string) []string { return []string{"Authorization", "Bearer " + key} }
	basic := []string{"Authorization", "Basic " + base64.StdEncoding.EncodeToString([]byte("me:"+keys[access.Reader]))}
	tests := []struct {
		method, path string
		open         bool
	}{
		{"POST", "/graphql", false}, {"GET", "/graphql", false}, {"PUT", "/graphql", false}, {"GET", "/explorer/x", false},
		{"GET", "/export/gexf", false}, {"HEAD", "/export/gexf", false}, {"GET", "/metrics", false},
		{"GET", "/healthz", true}, {"GET", "/readyz", true},
	}
	for _, tt := range tests {
		t.Run(tt.method+" "+tt.path, func(t *testing.T) {
			for name, c := range map[string]struct {
				headers []string
				status  int
			}{
				"nobody":        {nil, 401},
				"a bad key":     {bearer("entente_x_y"), 401},
				"a bad scheme":  {[]string{"Authorization", "Negotiate x"}, 401},
				"a reader":      {bearer(keys[access.Reader]), 200},
				"an admin":      {bearer(keys[access.Admin]), 200},
				"by Basic":      {basic, 200},
				"a websocket":   {[]string{"Upgrade", "websocket"}, map[bool]int{true: 200, false: 401}[tt.method == "GET"]},
				"its bad key":   {append(bearer("x"), "Upgrade", "websocket"), 401},
				"its good key":  {append(bearer(keys[access.Reader]), "Upgrade", "websocket"), 200},
				"an empty name": {[]string{"Authorization", "Basic " + base64.StdEncoding.EncodeToString([]byte(":"))}, 401},
			} {
				if tt.open {
					c.status = 200
				}
				w := httptest.NewRecorder()
				h.ServeHTTP(w, request(tt.method, tt.path, c.headers...))
				if w.Code != c.status {
					t.Errorf("%s: %d, want %d: %s", name, w.Code, c.status, w.Body)
				}
				if w.Code == 401 && (len(w.Header().Values("WWW-Authenticate")) != 2 || !strings.Contains(w.Body.String(), "UNAUTHENTICATED")) {
					t.Errorf("%s: %v, %s", name, w.Header(), w.Body)
				}
			}
		})
	}
}

// TestContextNamesTheCaller sees whom a part sees.
func TestContextNamesTheCaller(t *testing.T) {
	a, keys := keyed(t, access.None)
	parts := server.Parts{GraphQL: whoami, Export: whoami}
	open := server.New(parts)
	parts.Access = a
	shut := server.New(parts)
	for _, tt := range []struct {
		name    string
		h       http.Handler
		request *http.Request
		want    string
	}{
		{"without access", open, request("POST", "/graphql"), `{"id":"","ok":true,"role":"reader"}`},
		{"a loader", shut, request("GET", "/export/x", "Authorization", "Bearer "+keys[access.Loader]), `"ok":true,"role":"loader"}`},
		{"a websocket before its first message", shut, request("GET", "/graphql", "Upgrade", "websocket"), `{"id":"","ok":true,"role":"none"}`},
	} {
		w := httptest.NewRecorder()
		tt.h.ServeHTTP(w, tt.request)
		if !strings.HasSuffix(strings.TrimSpace(w.Body.String()), tt.want) {
			t.Errorf("%s: %s, want %s", tt.name, w.Body, tt.want)
		}
	}
}

// TestWebsocketWithoutCredentials sends a query along with the request that a
// browser may make without credentials.
func TestWebsocketWithoutCredentials(t *testing.T) {
	a, _ := keyed(t, access.None)
	h := server.New(server.Parts{GraphQL: resolvers.NewHandler(memory.Open(), resolvers.Options{}), Access: a})
	w := httptest.NewRecorder()
	h.ServeHTTP(w, request("GET", "/graphql?query={stats{engine}}", "Upgrade", "websocket"))
	if strings.Contains(w.Body.String(), `"data"`) || strings.Contains(w.Body.String(), "memory") {
		t.Errorf("got %d, %s", w.Code, w.Body)
	}
}

// TestSecretsStayOutOfLogs refuses a key and takes one, and looks for both.
func TestSecretsStayOutOfLogs(t *testing.T) {
	var log bytes.Buffer
	a, keys := keyed(t, access.None)
	h := server.New(server.Parts{GraphQL: resolvers.NewHandler(memory.Open(), resolvers.Options{}), Access: a,
		Logger: slog.New(server.LogHandler(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})))})
	const bad = "entente_abc_verysecret"
	for _, key := range []string{bad, keys[access.Reader]} {
		r := request("POST", "/graphql", "Authorization", "Bearer "+key, "Content-Type", "application/json")
		r.Body = io.NopCloser(strings.NewReader(`{"query":"{node(id: \"private\") {id}}"}`))
		h.ServeHTTP(httptest.NewRecorder(), r)
	}
	good := strings.Split(keys[access.Reader], "_")
	for _, secret := range []string{"verysecret", good[2], "private"} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("the log has %s:\n%s", secret, log.String())
		}
	}
	if !strings.Contains(log.String(), `"caller":"key:`+good[1]) {
		t.Errorf("the log does not name the caller:\n%s", log.String())
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, request("GET", "/metrics", "Authorization", "Bearer "+keys[access.Reader]))
	if want := `entente_auth_failures_total{reason="key"} 1`; !strings.Contains(w.Body.String(), want) {
		t.Errorf("no line %s", want)
	}
}

// TestTokensWithoutKeys has an issuer that cannot be reached.
func TestTokensWithoutKeys(t *testing.T) {
	away := httptest.NewServer(nil)
	away.Close()
	faults := make(chan error, 4)
	a, err := access.New(t.Context(), access.Options{Tokens: &access.TokenOptions{Keys: away.URL, Issuer: "x", Audience: "x"},
		Watch: access.Watch{Fault: func(err error) { faults <- err }}})
	if err != nil {
		t.Fatal(err)
	}
	if err := <-faults; errors.Is(err, nil) {
		t.Error("no fault is told")
	}
	h := server.New(server.Parts{GraphQL: whoami, Access: a})
	w := httptest.NewRecorder()
	const token = "eyJhbGciOiJFUzI1NiJ9.e30.MEUCIQDgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	h.ServeHTTP(w, request("POST", "/graphql", "Authorization", "Bearer "+token))
	if w.Code != 503 || w.Header().Get("Retry-After") == "" || !strings.Contains(w.Body.String(), "UNAVAILABLE") {
		t.Errorf("got %d, %s", w.Code, w.Body)
	}
}
