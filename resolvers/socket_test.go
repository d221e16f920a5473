package resolvers_test

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/coder/websocket"

	"entente/access"
	"entente/graph"
	"entente/resolvers"
)

const protocol = "graphql-transport-ws"

// piped is a listener and a client that meet in memory, without buffers, so
// that what is not read cannot be written either.
type piped struct {
	conns  chan net.Conn
	closed chan struct{}
}

func newPiped() *piped { return &piped{make(chan net.Conn), make(chan struct{})} }

func (p *piped) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *piped) Close() error   { close(p.closed); return nil }
func (p *piped) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80} }

func (p *piped) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	near, far := net.Pipe()
	select {
	case p.conns <- far:
		return near, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// endpoint is a server that runs a handler, and a client for it.
type endpoint struct {
	url    string
	client *http.Client
}

// serve serves a handler until the test ends.
func serve(t *testing.T, h http.Handler) *endpoint {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return &endpoint{s.URL + "/graphql", s.Client()}
}

// servePiped does so in memory, for tests whose time is not real. The returned
// function ends it.
func servePiped(h http.Handler) (*endpoint, func()) {
	p := newPiped()
	s := &http.Server{Handler: h}
	done := make(chan struct{})
	go func() { _ = s.Serve(p); close(done) }()
	transport := &http.Transport{DialContext: p.dial}
	return &endpoint{"http://127.0.0.1/graphql", &http.Client{Transport: transport}}, func() {
		transport.CloseIdleConnections()
		_ = s.Close()
		<-done
	}
}

// line is a WebSocket as its client holds it.
type line struct {
	*testing.T
	*websocket.Conn
}

// dial opens a WebSocket. No headers stand for the right subprotocol.
func (e *endpoint) dial(t *testing.T, headers ...string) *line {
	t.Helper()
	o := &websocket.DialOptions{HTTPClient: e.client, HTTPHeader: http.Header{}, Subprotocols: []string{protocol}}
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i] == "Protocol" {
			o.Subprotocols = strings.Fields(headers[i+1])
			continue
		}
		o.HTTPHeader.Set(headers[i], headers[i+1])
	}
	c, _, err := websocket.Dial(t.Context(), e.url, o)
	if err != nil {
		t.Fatal(err)
	}
	c.SetReadLimit(1 << 24)
	t.Cleanup(func() { _ = c.CloseNow() })
	return &line{t, c}
}

func (l *line) say(text string) {
	l.Helper()
	if err := l.Write(l.Context(), websocket.MessageText, []byte(text)); err != nil {
		l.Fatalf("write: %v", err)
	}
}

func (l *line) hear() string {
	l.Helper()
	_, text, err := l.Read(l.Context())
	if err != nil {
		l.Fatalf("read: %v", err)
	}
	return string(text)
}

// expect hears a message that begins as told.
func (l *line) expect(begin string) {
	l.Helper()
	if got := l.hear(); !strings.HasPrefix(got, begin) {
		l.Fatalf("heard %.300s\nwant %s", got, begin)
	}
}

// closed waits for the close and returns its code and reason.
func (l *line) closed() (websocket.StatusCode, string) {
	l.Helper()
	for {
		_, text, err := l.Read(l.Context())
		var c websocket.CloseError
		switch {
		case errors.As(err, &c):
			return c.Code, c.Reason
		case err != nil:
			l.Fatalf("cut off: %v", err)
		}
		l.Logf("heard %.300s", text)
	}
}

func (l *line) init() *line {
	l.Helper()
	l.say(`{"type":"connection_init"}`)
	l.expect(`{"type":"connection_ack"}`)
	return l
}

func operation(id, query string) string {
	b, _ := json.Marshal(map[string]any{"id": id, "type": "subscribe", "payload": map[string]any{"query": query}})
	return string(b)
}

// TestProtocol plays through the subprotocol. A step "> text" is what the client
// says, "< text" how the answer begins, a number the code of the close.
func TestProtocol(t *testing.T) {
	const (
		begin, ack = `> {"type":"connection_init"}`, `< {"type":"connection_ack"}`
		news       = `subscription {claimAdded {cursor}}`
	)
	long := strings.Repeat("x", 300)
	tests := []struct {
		name  string
		steps []string
	}{
		{"a payload of the init", []string{`> {"type":"connection_init","payload":{"a":[1]}}`, ack}},
		{"no payload of the init", []string{`> {"type":"connection_init","payload":null}`, ack}},
		{"a broken payload of the init", []string{`> {"type":"connection_init","payload":1}`, "4400"}},
		{"a second init", []string{begin, ack, begin, "4429"}},
		{"two inits at once", []string{begin, begin, ack, "4429"}},
		{"no init", []string{"> " + operation("1", "{__typename}"), "4401"}},
		{"a ping before the init", []string{`> {"type":"ping","payload":{"a":1}}`, `< {"type":"pong","payload":{"a":1}}`}},
		{"a ping", []string{begin, ack, `> {"type":"ping"}`, `< {"type":"pong"}`, `> {"type":"pong"}`, `> {"type":"ping","payload":null}`, `< {"type":"pong"}`}},
		{"a broken ping", []string{begin, ack, `> {"type":"ping","payload":"x"}`, "4400"}},
		{"no JSON", []string{begin, ack, `> {`, "4400"}},
		{"an array", []string{begin, ack, `> [{"type":"ping"}]`, "4400"}},
		{"null", []string{begin, ack, `> null`, "4400"}},
		{"text after the value", []string{begin, ack, `> {"type":"ping"} x`, "4400"}},
		{"no type", []string{begin, ack, `> {"id":"1"}`, "4400"}},
		{"a null type", []string{begin, ack, `> {"type":null}`, "4400"}},
		{"an unknown type", []string{begin, ack, `> {"type":"start","id":"1","payload":{"query":"{__typename}"}}`, "4400"}},
		{"a server's message", []string{begin, ack, `> {"type":"next","id":"1","payload":{}}`, "4400"}},
		{"another case", []string{begin, ack, `> {"TYPE":"ping"}`, "4400"}},
		{"no id", []string{begin, ack, `> {"type":"subscribe","payload":{"query":"{__typename}"}}`, "4400"}},
		{"an empty id", []string{begin, ack, `> {"type":"subscribe","id":"","payload":{"query":"{__typename}"}}`, "4400"}},
		{"an id that is no text", []string{begin, ack, `> {"type":"subscribe","id":1,"payload":{"query":"{__typename}"}}`, "4400"}},
		{"a long id", []string{begin, ack, "> " + operation(long, "{__typename}"), "4400"}},
		{"no payload", []string{begin, ack, `> {"type":"subscribe","id":"1"}`, "4400"}},
		{"no query", []string{begin, ack, `> {"type":"subscribe","id":"1","payload":{}}`, "4400"}},
		{"variables that are none", []string{begin, ack, `> {"type":"subscribe","id":"1","payload":{"query":"{__typename}","variables":3}}`, "4400"}},
		{"complete without an id", []string{begin, ack, `> {"type":"complete"}`, "4400"}},
		{"a query", []string{begin, ack, "> " + operation("1", "{__typename}"),
			`< {"id":"1","type":"next","payload":{"data":{"__typename":"Query"}}}`, `< {"id":"1","type":"complete"}`}},
		{"an id again", []string{begin, ack, "> " + operation("1", "{__typename}"), `< {"id":"1","type":"next"`, `< {"id":"1","type":"complete"}`,
			"> " + operation("1", "{__typename}"), `< {"id":"1","type":"next"`, `< {"id":"1","type":"complete"}`}},
		{"a query that is none", []string{begin, ack, "> " + operation("1", "{"), `< {"id":"1","type":"error","payload":[{"message":"Expected Name, found \u003cEOF\u003e"`,
			`> {"type":"ping"}`, `< {"type":"pong"}`}},
		{"an unknown field", []string{begin, ack, "> " + operation("1", "{nonsense}"), `< {"id":"1","type":"error","payload":[{"message":"Cannot query field`,
			`> {"type":"ping"}`, `< {"type":"pong"}`}},
		{"an error below a field", []string{begin, ack, "> " + operation("1", `{dyad(a: "CHN", b: "Atlantis") {id}}`),
			`< {"id":"1","type":"next","payload":{"data":{"dyad":null},"errors":[{"message":"nothing goes by`, `< {"id":"1","type":"complete"}`}},
		{"a limit", []string{begin, ack, "> " + operation("1", strings.Repeat("{claims{nodes{from{entity", 1)+strings.Repeat("{relations(first:1000){nodes{from", 6)+"{id}"+strings.Repeat("}}}", 6)+"}}}}"),
			`< {"id":"1","type":"error","payload":[{"message":`}},
		{"a cost that a batch of events makes", []string{begin, ack, "> " + operation("1", `subscription {relationChanged {relation {claims(first: 1000) {nodes {id kind when}}}}}`),
			`< {"id":"1","type":"error","payload":[{"message":"the query exceeds the limit cost`}},
		{"two root fields", []string{begin, ack, "> " + operation("1", `subscription {claimAdded {cursor} relationChanged {cursor}}`),
			`< {"id":"1","type":"error","payload":[{"message":`}},
		{"a cursor that is none", []string{begin, ack, "> " + operation("1", `subscription {claimAdded(after: "?") {cursor}}`),
			`< {"id":"1","type":"error","payload":[{"message":"malformed cursor: take the cursor of an event, of an entry of changes, or its endCursor","path":["claimAdded"],"locations":[{"line":1,"column":15}],"extensions":{"code":"BAD_USER_INPUT"}}]}`,
			`> {"type":"ping"}`, `< {"type":"pong"}`}},
		{"a foreign cursor", []string{begin, ack, "> " + operation("1", `subscription {claimAdded(after: "MTIgMDEyMzQ1Njc4OWFi") {cursor}}`),
			`< {"id":"1","type":"error","payload":[{"message":"the cursor is of no entry in this change feed: begin anew","path":["claimAdded"],"locations":[{"line":1,"column":15}],"extensions":{"code":"CURSOR_EXPIRED"}}]}`}},
		{"no such load", []string{begin, ack, "> " + operation("1", `subscription {loadProgress(loadId: "load:none") {cursor}}`),
			`< {"id":"1","type":"error","payload":[{"message":"nothing goes by`}},
		{"a load that has ended", []string{begin, ack, "> " + operation("1", `subscription {loadProgress(loadId: "load:one") {load {state}}}`),
			`< {"id":"1","type":"next","payload":{"data":{"loadProgress":{"load":{"state":"DONE"}}}}}`, `< {"id":"1","type":"complete"}`}},
		{"an id in use", []string{begin, ack, "> " + operation("1", news), "> " + operation("1", "{__typename}"), "4409"}},
		{"an id given back", []string{begin, ack, "> " + operation("1", news), `> {"type":"complete","id":"1"}`, "> " + operation("1", "{__typename}"),
			`< {"id":"1","type":"next"`, `< {"id":"1","type":"complete"}`, `> {"type":"ping"}`, `< {"type":"pong"}`}},
		{"complete of none", []string{begin, ack, `> {"type":"complete","id":"7"}`, `> {"type":"ping"}`, `< {"type":"pong"}`}},
		{"a backlog", []string{begin, ack, "> " + operation("1", `subscription {claimAdded(after: "MA", where: {kind: {eq: AID}, modality: {eq: INTENDED}}) {claim {kind from {id}}}}`),
			`< {"id":"1","type":"next","payload":{"data":{"claimAdded":{"claim":{"kind":"AID","from":{"id":"state:CHN"}}}}}}`,
			`> {"type":"complete","id":"1"}`, `> {"type":"ping"}`, `< {"type":"pong"}`}},
	}
	server := serve(t, resolvers.NewHandler(world(t, 0), resolvers.Options{Now: now}))
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			l := server.dial(t)
			for _, step := range tt.steps {
				switch {
				case strings.HasPrefix(step, "> "):
					l.say(step[2:])
				case strings.HasPrefix(step, "< "):
					l.expect(step[2:])
				default:
					if code, reason := l.closed(); jsonOf(code) != step {
						t.Errorf("closed with %d %s, want %s", code, reason, step)
					}
				}
			}
		})
	}
}

func jsonOf(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}

func TestHandshake(t *testing.T) {
	server := serve(t, resolvers.NewHandler(world(t, 0), resolvers.Options{Origins: []string{"friend.example"}}))
	for name, tt := range map[string]struct {
		headers []string
		status  int
		code    websocket.StatusCode
	}{
		"no subprotocol":      {[]string{"Protocol", ""}, 101, 4406},
		"the old subprotocol": {[]string{"Protocol", "graphql-ws"}, 101, 4406},
		"one of several":      {[]string{"Protocol", "graphql-ws graphql-transport-ws"}, 101, 0},
		"a foreign page":      {[]string{"Origin", "https://foe.example"}, 403, 0},
		"no page":             {[]string{"Origin", "null"}, 403, 0},
		"an own page":         {[]string{"Origin", strings.TrimSuffix(server.url, "/graphql")}, 101, 0},
		"a friend's page":     {[]string{"Origin", "https://friend.example"}, 101, 0},
	} {
		t.Run(name, func(t *testing.T) {
			if tt.status != 101 {
				_, r, err := websocket.Dial(t.Context(), server.url, &websocket.DialOptions{
					Subprotocols: []string{protocol}, HTTPHeader: http.Header{tt.headers[0]: tt.headers[1:]}})
				if err == nil || r.StatusCode != tt.status {
					t.Errorf("%v, %v", r, err)
				}
				return
			}
			l := server.dial(t, tt.headers...)
			if tt.code == 0 {
				l.init()
			} else if code, _ := l.closed(); code != tt.code {
				t.Errorf("closed with %d, want %d", code, tt.code)
			}
		})
	}
}

// TestConnect tells callers by the first message, else by the request.
func TestConnect(t *testing.T) {
	seen := make(chan access.Principal, 1)
	store := spy{world(t, 0), func(ctx context.Context) {
		who, _ := access.From(ctx)
		seen <- who
	}}
	h := resolvers.NewHandler(store, resolvers.Options{Authenticate: func(_ context.Context, authorization string) (access.Principal, error) {
		switch authorization {
		case "":
			return access.Principal{}, nil
		case "Bearer good":
			return access.Principal{ID: "key:good", Role: access.Reader}, nil
		}
		return access.Principal{}, errors.New("no such key")
	}})
	server := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if id := r.Header.Get("X-Caller"); id != "" {
			r = r.WithContext(access.With(r.Context(), access.Principal{ID: id, Role: access.Reader}))
		}
		h.ServeHTTP(w, r)
	}))
	for _, tt := range []struct{ header, payload, want string }{
		{"", `{"Authorization":"Bearer good"}`, "key:good"},
		{"", `{"authorization":"Bearer good"}`, "key:good"},
		{"key:other", `{"Authorization":"Bearer good"}`, "key:good"},
		{"key:other", `{}`, "key:other"},
		{"key:other", `{"Authorization":"Bearer bad"}`, ""},
		{"key:other", `{"Authorization":1}`, ""},
		{"", `{"Authorization":"Bearer bad"}`, ""},
		{"", `{}`, ""},
		{"", `null`, ""},
	} {
		l := server.dial(t, "X-Caller", tt.header)
		l.say(`{"type":"connection_init","payload":` + tt.payload + `}`)
		if tt.want == "" {
			if code, reason := l.closed(); code != 4403 || reason != "Forbidden" {
				t.Errorf("%+v: closed with %d %s", tt, code, reason)
			}
			continue
		}
		l.expect(`{"type":"connection_ack"}`)
		l.say(operation("1", "{stats {claims}}"))
		l.expect(`{"id":"1","type":"next"`)
		if who := <-seen; who.ID != tt.want {
			t.Errorf("%+v: asked by %+v", tt, who)
		}
	}
}

// spy looks at who asks for the counts of a store.
type spy struct {
	graph.Store
	look func(context.Context)
}

func (s spy) Stats(ctx context.Context) (graph.Stats, error) {
	s.look(ctx)
	return s.Store.Stats(ctx)
}

func TestStreamLimits(t *testing.T) {
	store := world(t, 0)
	const news, backlog = "subscription {claimAdded {cursor}}", `subscription {claimAdded(after: "MA") {cursor}}`
	limited := func(streams resolvers.Streams) *endpoint {
		return serve(t, resolvers.NewHandler(store, resolvers.Options{Streams: streams, Limits: resolvers.Limits{Body: 4096}}))
	}
	refusal := func(id, limit string) string {
		return `{"id":"` + id + `","type":"error","payload":[{"message":"the server's limit ` + limit + ` is reached","extensions":{"code":"LIMIT_EXCEEDED","limit":"` + limit + `","max":1}}]}`
	}
	t.Run("operations", func(t *testing.T) {
		l := limited(resolvers.Streams{Operations: 1}).dial(t).init()
		l.say(operation("1", news))
		l.say(operation("2", news))
		l.expect(refusal("2", "operations"))
		l.say(`{"type":"complete","id":"1"}`)
		l.say(operation("3", backlog))
		l.expect(`{"id":"3","type":"next"`)
	})
	t.Run("subscriptions", func(t *testing.T) {
		server := limited(resolvers.Streams{Subscriptions: 1})
		one, two := server.dial(t).init(), server.dial(t).init()
		one.say(operation("1", backlog))
		one.expect(`{"id":"1","type":"next"`)
		two.say(operation("2", news))
		two.expect(refusal("2", "subscriptions"))
		two.say(operation("3", "{__typename}"))
		two.expect(`{"id":"3","type":"next"`)
		a, _ := server.listen(t.Context(), t, news).answer()
		if len(a.Errors) != 1 || a.Errors[0].Extensions.Limit != "subscriptions" {
			t.Errorf("%+v", a)
		}
	})
	t.Run("connections", func(t *testing.T) {
		server := limited(resolvers.Streams{Connections: 1})
		server.dial(t).init()
		_, r, err := websocket.Dial(t.Context(), server.url, &websocket.DialOptions{Subprotocols: []string{protocol}})
		if err == nil || r.StatusCode != 503 {
			t.Errorf("a connection too many: %v, %v", r, err)
		}
		if s := server.listen(t.Context(), t, news); s.body.StatusCode != 503 {
			t.Errorf("a stream too many: %v", s.body.Status)
		}
	})
	t.Run("body", func(t *testing.T) {
		l := limited(resolvers.Streams{}).dial(t).init()
		l.say(operation("1", "{__typename}"+strings.Repeat(" ", 5000)))
		if code, reason := l.closed(); code != 1009 {
			t.Errorf("closed with %d %s", code, reason)
		}
	})
}

func TestInitTimeout(t *testing.T) {
	store := world(t, 0)
	synctest.Test(t, func(t *testing.T) {
		server, end := servePiped(resolvers.NewHandler(store, resolvers.Options{}))
		defer end()
		l := server.dial(t)
		start := time.Now()
		if code, reason := l.closed(); code != 4408 || reason != "Connection initialisation timeout" || time.Since(start) != 5*time.Second {
			t.Errorf("closed with %d %s after %v", code, reason, time.Since(start))
		}
		other, heard := server.dial(t).init(), make(chan string)
		go func() { heard <- other.hear() }()
		<-time.After(time.Minute + time.Second) // between heartbeats: the pipe has no buffer in which messages could cross
		other.say(`{"type":"ping"}`)
		if got := <-heard; got != `{"type":"pong"}` {
			t.Error(got)
		}
		_ = other.Close(1000, "")
	})
}
