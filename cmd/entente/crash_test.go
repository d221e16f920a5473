package main_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	entente "entente/cmd/entente"
	"entente/internal/neo4jtest"
)

// wires writes JSON lines with n small documents, enough for several batches.
func wires(t *testing.T, n int) string {
	t.Helper()
	states := []string{"China", "Kazakhstan", "Uzbekistan", "Japan", "India", "Germany", "France"}
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "{\"id\": \"wire-%d\", \"text\": \"%s and %s signed agreement number %d on 17 June 2025. %s thanked %s.\"}\n",
			i, states[i%7], states[(i+1+i%5)%7], i, states[(i+3)%7], states[i%7])
	}
	return write(t, filepath.Join(t.TempDir(), "wires.jsonl"), b.String())
}

// process starts the program as a process of its own.
func process(t *testing.T, args ...string) (cmd *exec.Cmd, out *bytes.Buffer) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	out = new(bytes.Buffer)
	cmd = exec.Command(self, args...)
	cmd.Env = append(os.Environ(), entente.AsProgram+"=1")
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, out
}

// killed starts the program and kills it after a while, as by kill -9. It
// reports whether it was still at work.
func killed(t *testing.T, after time.Duration, args ...string) bool {
	t.Helper()
	cmd, out := process(t, args...)
	kill := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	defer kill.Stop()
	err := cmd.Wait()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() > 0 {
		t.Fatalf("entente %s ended with %v: %s", strings.Join(args, " "), err, out)
	}
	return err != nil
}

// A load that is killed at any point, and then done again, gives the dump of
// one that nobody disturbed. What it leaves in between holds together.
func TestKilledLoad(t *testing.T) {
	examples := examplesFolder(t)
	tests := []struct {
		engine string
		times  int
		// documents are loaded besides the wires; a server takes its time.
		documents []string
		// start makes the engine ready and returns what empties the store.
		start func(t *testing.T) (empty func())
	}{
		{"sqlite", 8, []string{examples}, func(t *testing.T) func() {
			alone(t)
			dir, n := t.TempDir(), 0
			return func() {
				n++
				t.Setenv("ENTENTE_STORE", fmt.Sprintf("sqlite:%s/%d.db", dir, n))
			}
		}},
		{"neo4j", 3, []string{filepath.Join(examples, "astana-summit-report.md"), filepath.Join(examples, "eu-central-asia-summit.html")}, func(t *testing.T) func() {
			server := neo4jtest.Start(t)
			alone(t)
			t.Setenv("ENTENTE_STORE", useNeo4j(t, server))
			return func() { server.Clear(t) }
		}},
	}
	for _, tt := range tests {
		t.Run(tt.engine, func(t *testing.T) {
			empty := tt.start(t)
			args := append([]string{"load", wires(t, 60)}, tt.documents...)
			empty()
			killed(t, time.Minute, args...) // the first one also makes a schema
			empty()
			start := time.Now()
			if killed(t, time.Minute, args...) {
				t.Fatal("the load took a minute")
			}
			whole := time.Since(start)
			want := export(t)
			random := rand.New(rand.NewPCG(1, uint64(len(tt.engine))))
			for i := range tt.times {
				empty()
				after := time.Duration((0.2 + 0.7*random.Float64()) * float64(whole))
				hit := killed(t, after, args...)
				left := export(t)
				t.Logf("%d: after %v of %v, at work: %v, %d of %d lines", i, after.Round(time.Millisecond), whole.Round(time.Millisecond), hit, strings.Count(left, "\n"), strings.Count(want, "\n"))
				if out := must(t, "check"); !strings.HasSuffix(out, " 0 faults\n") {
					t.Errorf("after the kill: %s", out)
				}
				must(t, args...)
				same(t, "loaded again after a kill", want, export(t))
			}
		})
	}
}

// storeVerbs are the calls that need a store.
func storeVerbs(t *testing.T) [][]string {
	t.Helper()
	doc := write(t, "a.txt", "China met Russia.")
	query := write(t, "q.graphql", "{ states(first: 1) { nodes { name } } }")
	return [][]string{
		{"load", doc}, {"load", "--resume", "load:x", doc}, {"unload", "load:x"}, {"export", "ndjson"}, {"check"}, {"check", "--repair"}, {"query", query},
		{"serve", "--listen", "127.0.0.1:0"},
	}
}

// fails wants one line with the store's address, exit code 1, and soon.
func fails(t *testing.T, store string, args ...string) {
	t.Helper()
	start := time.Now()
	r := call(t, "", append(args, "--store", store)...)
	if r.code != 1 || r.out != "" || !strings.Contains(r.err, strings.TrimPrefix(store, "bolt://")) {
		t.Errorf("%v: %+v", args, r)
	}
	oneLine(t, r.err)
	if took := time.Since(start); took > 15*time.Second {
		t.Errorf("%v: took %v", args, took)
	}
}

func TestServerIsNotThere(t *testing.T) {
	mute, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer mute.Close()
	alone(t)
	var all sync.WaitGroup
	for _, args := range storeVerbs(t) {
		all.Go(func() { fails(t, "bolt://127.0.0.1:1", args...) })
	}
	all.Go(func() { fails(t, "bolt://nowhere.invalid:7687", "check") })
	all.Go(func() { fails(t, "bolt://"+mute.Addr().String(), "check") })
	all.Wait()
}

// endpoint runs the program as a server until the test ends, and returns the
// address of its GraphQL.
func endpoint(t *testing.T) string {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	logs, errOut := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- entente.Run(ctx, []string{"serve", "--listen", "127.0.0.1:0"}, strings.NewReader(""), io.Discard, errOut)
		errOut.Close()
	}()
	lines := bufio.NewReader(logs)
	first, err := lines.ReadString('\n')
	address := regexp.MustCompile(`http://\S+/graphql`).FindString(first)
	if err != nil || address == "" {
		t.Fatalf("serve says %q, %v", first, err)
	}
	go func() { _, _ = io.Copy(io.Discard, lines) }()
	t.Cleanup(func() {
		stop()
		if code := <-ended; code != 0 {
			t.Errorf("serve ended with %d", code)
		}
	})
	return address
}

// serving runs the program as a server until the test ends, and returns a
// function that asks it for a state.
func serving(t *testing.T) func() (answer string, code int) {
	t.Helper()
	address := endpoint(t)
	return func() (string, int) {
		t.Helper()
		r, err := http.Post(address, "application/json", strings.NewReader(`{"query": "{ state(code: \"CHN\") { name } }"}`))
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Fatal(err)
		}
		return string(body), r.StatusCode
	}
}

// A server that is stopped, and one that is cut off in the middle of a load,
// are one clear line; when it is back, everything goes on.
func TestServerGoesAndReturns(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a server three times")
	}
	server := neo4jtest.Own(t)
	alone(t)
	t.Setenv("ENTENTE_STORE", useNeo4j(t, server.Server()))
	docs := wires(t, 80)
	start := time.Now()
	must(t, "load", docs)
	whole := time.Since(start)
	want := export(t)
	ask := serving(t)
	answer, code := ask()
	if code != 200 || !strings.Contains(answer, `"China"`) {
		t.Fatalf("serving: %d %s", code, answer)
	}
	t.Run("wrong password", func(t *testing.T) {
		t.Setenv("ENTENTE_NEO4J_PASSWORD", "not the password")
		for _, args := range [][]string{{"check"}, {"export", "ndjson"}} {
			fails(t, server.Server().URI, args...)
		}
	})
	if err := server.Stop(); err != nil {
		t.Fatal(err)
	}
	for _, args := range storeVerbs(t) {
		fails(t, server.Server().URI, args...)
	}
	if got, _ := ask(); !strings.Contains(got, `"UNAVAILABLE"`) {
		t.Errorf("serving without the server: %s", got)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	if got, code := ask(); code != 200 || got != answer {
		t.Errorf("serving after the return: %d %s", code, got)
	}
	same(t, "after the return", want, export(t))

	server.Server().Clear(t)
	cmd, out := process(t, "load", docs)
	cut := time.AfterFunc(whole/3, server.Kill)
	if err := cmd.Wait(); err != nil {
		oneLine(t, out.String()[strings.Index(out.String(), "entente:"):])
	}
	cut.Stop() // a quick load ends before, and what starts now is not to be cut
	server.Kill()
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	if out := must(t, "check"); !strings.HasSuffix(out, " 0 faults\n") {
		t.Errorf("after the cut: %s", out)
	}
	must(t, "load", docs)
	same(t, "loaded again after a cut", want, export(t))
}
