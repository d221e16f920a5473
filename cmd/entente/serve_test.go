package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"entente/config"
	"entente/graph"
	"entente/graph/memory"
)

// serving serves a store until the context ends. It waits until the server says
// where it listens and what is wanted, and returns its address and where its exit
// code will be.
func serving(ctx context.Context, t *testing.T, store graph.Store, wanted string) (address string, ended <-chan int) {
	t.Helper()
	read, errOut := io.Pipe()
	c := &call{streams: streams{strings.NewReader(""), io.Discard, errOut}, config: config.Default()}
	c.config.Listen = "127.0.0.1:0"
	code := make(chan int, 1)
	go func() {
		code <- exitCode(c.streams, c.serve(ctx, store))
		_ = errOut.Close()
	}()
	r := bufio.NewReader(read)
	said := ""
	for address == "" || !strings.Contains(said, wanted) {
		line, err := r.ReadString('\n')
		if err != nil {
			t.Fatalf("serve says %q, %v", said+line, err)
		}
		if _, rest, ok := strings.Cut(line, "http://"); ok {
			address, _, _ = strings.Cut(rest, "/")
		}
		said += line
	}
	go func() { _, _ = io.Copy(io.Discard, r) }()
	return address, code
}

// answered returns what a server answers, with its status.
func answered(resp *http.Response, err error) string {
	if err != nil {
		return err.Error()
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return err.Error()
	}
	return fmt.Sprintf("%d %s", resp.StatusCode, body)
}

// held is a store whose answer waits.
type held struct {
	graph.Store
	asked, leave chan struct{}
}

func (h held) FindLoads(ctx context.Context, q graph.Query) ([]graph.Page[graph.Load], error) {
	close(h.asked)
	<-h.leave
	return h.Store.FindLoads(ctx, q)
}

// TestServeEnds holds that a server which is to stop takes no new connection,
// lets a request that runs come to its end, and exits with 0.
func TestServeEnds(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	store := held{memory.Open(), make(chan struct{}), make(chan struct{})}
	address, ended := serving(ctx, t, store, "")
	got := make(chan string, 1)
	go func() {
		got <- answered(http.Post("http://"+address+"/graphql", "application/json", strings.NewReader(`{"query":"{loads{nodes{id}}}"}`)))
	}()
	<-store.asked
	stop()
	for { // until the listener is closed
		conn, err := net.Dial("tcp", address)
		if err != nil {
			break
		}
		_ = conn.Close()
	}
	select {
	case early := <-got:
		t.Errorf("answered %q before the store did", early)
	case code := <-ended:
		t.Errorf("ended with %d while a request ran", code)
	default:
	}
	close(store.leave)
	if got, want := <-got, `200 {"data":{"loads":{"nodes":[]}}}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if code := <-ended; code != exitDone {
		t.Errorf("exit code %d", code)
	}
}

// outdated is a store that has to be repaired first.
type outdated struct{ graph.Store }

func (outdated) Stats(context.Context) (graph.Stats, error) {
	return graph.Stats{}, fmt.Errorf("the store: %w; do so", graph.ErrOutdated)
}

// TestServeOutdated holds that a server says at start what to do with a store
// that has to be repaired, is not ready, and tells clients no more than that.
func TestServeOutdated(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	address, ended := serving(ctx, t, outdated{memory.Open()}, "an older version filled the store, or its repair was interrupted; do so")
	if got := answered(http.Get("http://" + address + "/readyz")); got != "503 not ready\n" {
		t.Errorf("/readyz is %q", got)
	}
	got := answered(http.Post("http://"+address+"/graphql", "application/json", strings.NewReader(`{"query":"{stats{engine}}"}`)))
	if !strings.Contains(got, `has to be repaired by its operator"`) || !strings.Contains(got, `"UNAVAILABLE"`) || strings.Contains(got, "do so") {
		t.Errorf("a client gets %s", got)
	}
	stop()
	if code := <-ended; code != exitDone {
		t.Errorf("exit code %d", code)
	}
}
