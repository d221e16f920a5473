package server_test

import (
	"bufio"
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/coder/websocket"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/resolvers"
	"entente/server"
)

// piped is a listener whose clients meet it in memory, so that time need not be
// real.
type piped struct {
	conns  chan net.Conn
	closed chan struct{}
}

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

func (p *piped) client() *http.Client {
	return &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		near, far := net.Pipe()
		select {
		case p.conns <- far:
			return near, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}}}
}

const news = "subscription {claimAdded {claim {from {id}}}}"

// listen opens an event stream and returns what comes, but for signs of life.
func listen(t *testing.T, client *http.Client) <-chan string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://127.0.0.1/graphql", strings.NewReader(`{"query":"`+news+`"}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "text/event-stream")
	w, err := client.Do(r)
	if err != nil || w.StatusCode != 200 {
		t.Fatal(w, err)
	}
	lines := make(chan string, 100)
	go func() {
		defer close(lines)
		defer w.Body.Close()
		for s := bufio.NewScanner(w.Body); s.Scan(); {
			if text := s.Text(); text != "" && text != ":" {
				lines <- text
			}
		}
	}()
	return lines
}

// TestStreams lets streams by the limits on the time and number of requests,
// and ends them when the server does.
func TestStreams(t *testing.T) {
	store, _ := spoken(t, 1)
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		p := &piped{make(chan net.Conn), make(chan struct{})}
		h := server.New(server.Parts{GraphQL: resolvers.NewHandler(store, resolvers.Options{Stopping: ctx.Done()}), Limits: server.Limits{Concurrent: 1, Rate: -1}})
		ended := make(chan error)
		go func() { ended <- server.Run(ctx, p, h, server.Options{}) }()
		client := p.client()
		streams := []<-chan string{listen(t, client), listen(t, client)}
		ws, _, err := websocket.Dial(t.Context(), "http://127.0.0.1/graphql", &websocket.DialOptions{HTTPClient: client, Subprotocols: []string{"graphql-transport-ws"}})
		if err != nil {
			t.Fatal(err)
		}
		messages, closed := make(chan string, 100), make(chan websocket.StatusCode)
		go func() {
			for {
				_, text, err := ws.Read(context.Background())
				if err != nil {
					var c websocket.CloseError
					errors.As(err, &c)
					closed <- c.Code
					return
				}
				messages <- string(text)
			}
		}()
		say := func(text string) {
			if err := ws.Write(t.Context(), websocket.MessageText, []byte(text)); err != nil {
				t.Fatal(err)
			}
		}
		say(`{"type":"connection_init"}`)
		say(`{"type":"subscribe","id":"1","payload":{"query":"` + news + `"}}`)
		if got := <-messages; got != `{"type":"connection_ack"}` {
			t.Fatal(got)
		}
		<-time.After(10 * time.Minute)
		at := graph.NewInstant(time.Date(2025, 10, 2, 0, 0, 0, 0, time.UTC))
		if _, err := store.Put(t.Context(), "load:one", at, []graph.Contribution{graphtest.NewDoc("late").Say("state:C", graph.Aid, "state:B").Done()}); err != nil {
			t.Fatal(err)
		}
		const event = `{"data":{"claimAdded":{"claim":{"from":{"id":"state:C"}}}}}`
		for _, lines := range streams {
			if a, b, c := <-lines, <-lines, <-lines; a != "event: next" || !strings.HasPrefix(b, "id: ") || c != "data: "+event {
				t.Errorf("%s, %s, %s", a, b, c)
			}
		}
		if got, want := <-messages, `{"id":"1","type":"next","payload":`+event+`}`; got != want {
			t.Errorf("%s, want %s", got, want)
		}
		stop()
		for _, lines := range streams {
			if text := <-lines; text != ": the server is stopping" {
				t.Errorf("at the end: %s", text)
			}
			if text, more := <-lines; more {
				t.Errorf("after the end: %s", text)
			}
		}
		if code := <-closed; code != 1001 {
			t.Errorf("closed with %d", code)
		}
		if err := <-ended; err != nil {
			t.Error(err)
		}
		client.CloseIdleConnections()
	})
}
