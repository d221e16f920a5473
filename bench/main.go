package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"entente/graph"
	"entente/graph/neo4j"
	"entente/graph/sqlite"
	"entente/internal/neo4jtest"
)

// options are the settings of a run.
type options struct {
	short   bool
	engines string
	only    string
	rounds  int
	slice   time.Duration
	program string
	floor   string
	peer    string
	load    bool
	claims  int
	table   string
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	var o options
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.BoolVar(&o.short, "short", false, "a tenth of the data")
	flags.IntVar(&o.claims, "claims", 0, "how many claims the data has; 0 means all or, with -short, a tenth of them")
	flags.StringVar(&o.engines, "engines", "sqlite,neo4j", "which engines")
	flags.StringVar(&o.only, "queries", "", "which queries, such as Q1,Q2; all where empty")
	flags.IntVar(&o.rounds, "rounds", 3, "rounds of slices")
	flags.DurationVar(&o.slice, "slice", time.Second, "how long a slice is")
	flags.StringVar(&o.program, "entente", "bin/entente", "the program")
	flags.StringVar(&o.floor, "floor", "", "only serve the floor of a store")
	flags.StringVar(&o.peer, "peer", "", "the folder of the peer, to compare with it on Neo4j and not with the floors")
	flags.BoolVar(&o.load, "load", false, "measure loading, and no queries")
	flags.StringVar(&o.table, "table", "", "a table of events to load as well, with -load")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if o.floor != "" {
		return serveFloor(ctx, o.floor)
	}
	if o.claims == 0 {
		o.claims = allClaims
		if o.short {
			o.claims /= 10
		}
	}
	s := newSet(o.claims)
	if o.load {
		return o.compareLoads(ctx, out, s)
	}
	folder, err := os.MkdirTemp("", "entente-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	for engine := range strings.SplitSeq(o.engines, ",") {
		if err := o.engine(ctx, out, s, engine, folder); err != nil {
			return fmt.Errorf("%s: %w", engine, err)
		}
	}
	return nil
}

// engine measures one engine.
func (o *options) engine(ctx context.Context, out io.Writer, s *set, engine, folder string) error {
	store, address, floor, env, err := open(ctx, engine, folder)
	if err != nil {
		return err
	}
	if err := errorsOf(s.load(ctx, out, engine, store), store.Close(ctx)); err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	ours, err := start(ctx, "entente", env, o.program, "serve", "--store", address, "--listen", "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer ours.stop()
	ours.request = asGraphQL
	if engine == "neo4j" {
		ours.settle(ctx)
	}
	if o.peer != "" {
		return o.meet(ctx, out, s, ours, floor)
	}
	theirs, err := start(ctx, "floor", nil, self, "-floor", floor)
	if err != nil {
		return err
	}
	defer theirs.stop()
	theirs.request = asFloor
	c := &contest{engine: engine, ours: ours, theirs: theirs, queries: o.asked(s)}
	if err := c.compare(ctx); err != nil {
		return err
	}
	return c.run(ctx, out, o.rounds, o.slice)
}

// load fills a store that has not the set already, as a server has it that was
// measured before.
func (s *set) load(ctx context.Context, out io.Writer, engine string, store graph.Store) error {
	stats, err := store.Stats(ctx)
	if err != nil || stats.Claims == s.claims {
		return err
	}
	took, err := s.fill(ctx, store)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s: %d claims in %d documents between %d entities loaded in %.1f s, %.0f claims a second\n", engine,
		s.claims, s.documents(), len(s.entities), took.Seconds(), float64(s.claims)/took.Seconds())
	return nil
}

// asked returns the queries that are to be measured.
func (o *options) asked(s *set) []query {
	queries := s.queries()
	if o.only != "" {
		queries = slices.DeleteFunc(queries, func(q query) bool { return !slices.Contains(strings.Split(o.only, ","), q.name) })
	}
	return queries
}

// open opens an empty store of the engine and returns its address for our
// program and for the floor.
func open(ctx context.Context, engine, folder string) (store graph.Store, address, floor string, env []string, err error) {
	if engine == "sqlite" {
		path := filepath.Join(folder, "bench.db")
		store, err = sqlite.Open(ctx, path, sqlite.Options{})
		return store, "sqlite:" + path, "sqlite:" + path, nil, err
	}
	address = os.Getenv(neo4jtest.AddressVariable)
	server, err := neo4jtest.Parse(address)
	if err != nil {
		return nil, "", "", nil, fmt.Errorf("%s: %w; run it by go run ./internal/neo4jtest/run -bench --", neo4jtest.AddressVariable, err)
	}
	store, err = neo4j.Open(ctx, neo4j.Options{URI: server.URI, User: server.User, Password: server.Password})
	env = []string{"ENTENTE_NEO4J_USER=" + server.User, "ENTENTE_NEO4J_PASSWORD=" + server.Password}
	return store, server.URI, address, env, err
}

func errorsOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
