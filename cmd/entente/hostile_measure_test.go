package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"strings"
	"syscall"
	"testing"
	"text/tabwriter"
	"time"

	"entente/analysis"
	"entente/graph"
	"entente/internal/neo4jtest"
	"entente/resolvers"
)

// What a hostile query may cost under the default limits. More memory fails the
// test; more time is only shown, since a busy machine doubles what programs compute.
const (
	mostComputed = time.Second
	mostHeld     = 100 << 20
)

// cost is what a query costs: the time on the clock, how long this process and
// the database's computed for it, by how much the heap grew, and how long the
// slowest of small queries waited that were asked meanwhile.
type cost struct {
	name, answer         string
	clock, own, database time.Duration
	heap                 uint64
	others               int
	slowest              time.Duration
}

// prey is a server of GraphQL that hostile queries are sent to.
type prey struct {
	url string
	// database is the zero value for an engine within this process.
	database neo4jtest.Server
	log      bytes.Buffer
}

// measureHostile sends every hostile query to a server on the store, shows what
// each costs, and fails for those that hold too much, or are neither answered nor
// refused for a limit. The server has read and planned ahead by then.
func measureHostile(t *testing.T, store graph.Store, database neo4jtest.Server) {
	files, err := filepath.Glob("../../resolvers/testdata/hostile/*.graphql")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d queries: %v", len(files), err)
	}
	p := &prey{database: database}
	cache := new(analysis.Cache)
	server := httptest.NewServer(resolvers.NewHandler(store, resolvers.Options{Now: clock, Cache: cache, Logger: slog.New(slog.NewTextHandler(&p.log, nil))}))
	defer server.Close()
	p.url = server.URL
	// As serve does, only that it serves meanwhile.
	base := p.computed()
	var ahead bytes.Buffer
	readAhead(t.Context(), store, cache, slog.New(slog.NewTextHandler(&ahead, nil)))
	t.Logf("%v of the database's processor time before the first query: %s", p.computed()-base, &ahead)
	// The network is read once, ahead on a store with a server, and then follows the store.
	first := p.measure(t, "the first of all: ranking by pagerank", `{ ranking(metric: PAGERANK, first: 10) { periods { ranks { score } } } }`)
	costs := []cost{first}
	for _, file := range files {
		query, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		c := p.measure(t, strings.TrimSuffix(filepath.Base(file), ".graphql"), string(query))
		costs = append(costs, c)
		if c.heap > mostHeld {
			t.Errorf("%s holds %d MB", c.name, c.heap>>20)
		}
	}
	t.Logf("hostile queries under the default limits:\n%s", tabled(costs))
	if p.log.Len() > 0 {
		t.Errorf("the server logs\n%.5000s", p.log.String())
	}
}

// measure asks a query while others ask small ones.
func (p *prey) measure(t *testing.T, name, query string) cost {
	t.Helper()
	runtime.GC()
	c := cost{name: name}
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		p.others(t, stop, &c)
	}()
	heap, base := make(chan uint64), inHeap()
	go func() { heap <- highest(stop) }()
	own, database, begun := processed(), p.computed(), time.Now()
	c.answer = p.ask(t, name, query)
	c.clock, c.own, c.database = time.Since(begun), processed()-own, p.computed()-database
	close(stop)
	<-done
	if high := <-heap; high > base {
		c.heap = high - base
	}
	return c
}

func (p *prey) computed() time.Duration {
	d, _ := p.database.Computed()
	return d
}

// ask returns "answered", or the limit that refuses the query.
func (p *prey) ask(t *testing.T, name, query string) string {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.Post(p.url, "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Errors []struct {
			Message    string
			Extensions struct{ Code, Limit string }
		}
	}
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Errors) == 0 {
		return fmt.Sprintf("%d KB", len(text)>>10)
	}
	e := got.Errors[0]
	if e.Extensions.Code != resolvers.CodeLimitExceeded || e.Extensions.Limit == "" {
		t.Errorf("%s: %s: %s", name, e.Extensions.Code, e.Message)
	}
	return "refused: " + e.Extensions.Limit
}

// others asks small queries, one after the other, until it is stopped.
func (p *prey) others(t *testing.T, stop <-chan struct{}, c *cost) {
	pause := time.NewTicker(100 * time.Millisecond)
	defer pause.Stop()
	for {
		begun := time.Now()
		p.ask(t, "a small query", `{ state(code: "KAZ") { name } }`)
		c.others, c.slowest = c.others+1, max(c.slowest, time.Since(begun))
		select {
		case <-stop:
			return
		case <-pause.C:
		}
	}
}

// processed returns how long this process has computed.
func processed() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// highest returns the most that the heap held until it is stopped.
func highest(stop <-chan struct{}) (most uint64) {
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-stop:
			return max(most, inHeap())
		case <-tick.C:
			most = max(most, inHeap())
		}
	}
}

// inHeap returns how many bytes of the heap objects take, those no longer used
// too until they are collected.
func inHeap() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

func tabled(costs []cost) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "query\tanswer\tclock ms\tprocessor ms\tof which database\theap MB\tothers asked\tslowest ms\t")
	for _, c := range costs {
		over := ""
		if c.own+c.database > mostComputed {
			over = "over"
		}
		fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%d\t%d\t%d\t%d\t%s\n", c.name, c.answer, c.clock.Milliseconds(), (c.own + c.database).Milliseconds(),
			c.database.Milliseconds(), c.heap>>20, c.others, c.slowest.Milliseconds(), over)
	}
	w.Flush()
	return b.String()
}
