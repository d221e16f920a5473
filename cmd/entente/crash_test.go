package main_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

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
	cmd.Env = append(os.Environ(), asProgram+"=1")
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
		// start makes the engine ready and returns what empties the store.
		start func(t *testing.T) (empty func())
	}{
		{"sqlite", 8, func(t *testing.T) func() {
			alone(t)
			dir, n := t.TempDir(), 0
			return func() {
				n++
				t.Setenv("ENTENTE_STORE", fmt.Sprintf("sqlite:%s/%d.db", dir, n))
			}
		}},
		{"neo4j", 3, func(t *testing.T) func() {
			server := neo4jtest.Start(t)
			alone(t)
			t.Setenv("ENTENTE_STORE", useNeo4j(t, server))
			return func() { server.Clear(t) }
		}},
	}
	for _, tt := range tests {
		t.Run(tt.engine, func(t *testing.T) {
			empty := tt.start(t)
			args := []string{"load", wires(t, 60), examples}
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
	}
}

// fails wants one line of the store's address, exit code 1, and soon.
func fails(t *testing.T, args ...string) {
	t.Helper()
	start := time.Now()
	r := call(t, "", args...)
	if r.code != 1 || r.out != "" || !strings.Contains(r.err, strings.TrimPrefix(os.Getenv("ENTENTE_STORE"), "bolt://")) {
		t.Errorf("%v: %+v", args, r)
	}
	oneLine(t, r.err)
	if took := time.Since(start); took > 15*time.Second {
		t.Errorf("%v: took %v", args, took)
	}
}

func TestServerIsNotThere(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	t.Run("nobody listens", func(t *testing.T) {
		alone(t)
		t.Setenv("ENTENTE_STORE", "bolt://127.0.0.1:1")
		for _, args := range storeVerbs(t) {
			fails(t, args...)
		}
	})
	t.Run("no such host", func(t *testing.T) {
		alone(t)
		t.Setenv("ENTENTE_STORE", "bolt://nowhere.invalid:7687")
		fails(t, "check")
	})
	t.Run("somebody listens and never answers", func(t *testing.T) {
		alone(t)
		t.Setenv("ENTENTE_STORE", "bolt://"+listener.Addr().String())
		fails(t, "check")
	})
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
	docs := wires(t, 200)
	start := time.Now()
	must(t, "load", docs)
	whole := time.Since(start)
	want := export(t)
	t.Run("wrong password", func(t *testing.T) {
		t.Setenv("ENTENTE_NEO4J_PASSWORD", "not the password")
		for _, args := range [][]string{{"check"}, {"export", "ndjson"}} {
			fails(t, args...)
		}
	})
	if err := server.Stop(); err != nil {
		t.Fatal(err)
	}
	for _, args := range storeVerbs(t) {
		fails(t, args...)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	same(t, "after the return", want, export(t))

	server.Server().Clear(t)
	cmd, out := process(t, "load", docs)
	cut := time.AfterFunc(whole/3, server.Kill)
	defer cut.Stop()
	if err := cmd.Wait(); err != nil {
		oneLine(t, out.String()[strings.Index(out.String(), "entente:"):])
	}
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
