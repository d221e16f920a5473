package main

import (
	"context"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"
	"syscall"
	"time"

	"entente/extract"
	"entente/graph"
	"entente/internal/neo4jtest"
	"entente/loaders"
)

// cargo is what is loaded: contributions, as many together as a store is given
// at once.
type cargo struct {
	name    string
	claims  int
	batches iter.Seq[[]graph.Contribution]
}

// cargo returns a set of generated data as cargo.
func (s *set) cargo() cargo {
	return cargo{fmt.Sprintf("%d documents", s.documents()), s.claims, func(yield func([]graph.Contribution) bool) {
		for n := 0; n < s.documents(); n += batch {
			docs := make([]graph.Contribution, 0, batch)
			for i := n; i < min(n+batch, s.documents()); i++ {
				docs = append(docs, s.document(i))
			}
			if !yield(docs) {
				return
			}
		}
	}}
}

// table returns a table of coded events as cargo, part by part.
func table(ctx context.Context, path string) (cargo, error) {
	e, err := extract.New(extract.Options{})
	if err != nil {
		return cargo{}, err
	}
	inputs, err := loaders.Find([]string{path}, nil)
	if err != nil {
		return cargo{}, err
	}
	c := cargo{name: "a table"}
	var parts [][]graph.Contribution
	err = loaders.Decode(ctx, inputs[0], 0, func(item loaders.Item) error {
		if item.Refused != nil || item.Table == nil {
			return item.Refused
		}
		part := loaders.Coded(item, e)
		c.claims += len(part.Claims)
		parts = append(parts, []graph.Contribution{part})
		return nil
	})
	c.batches = slices.Values(parts)
	return c, err
}

// cost is what a load took.
type cost struct{ clock, processor time.Duration }

// spend runs work and adds what it took.
func (c *cost) spend(work func() error) error {
	used, begun := processor(), time.Now()
	err := work()
	c.clock += time.Since(begun)
	c.processor += processor() - used
	return err
}

// processor returns the time that the process has used the processor.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// hold is where an engine's loads and floors are measured.
type hold interface {
	// ours fills an empty store.
	ours(ctx context.Context, c cargo) (cost, error)
	// floor writes, by plain statements, what the store has that ours filled, into
	// an empty database with the same schema.
	floor(ctx context.Context) (cost, error)
}

// put fills a store with a load and returns what that took; making the
// contributions is not counted.
func (c cargo) put(ctx context.Context, store graph.Store) (spent cost, err error) {
	load := graph.Load{ID: "load:bench", State: graph.LoadRunning, Started: graph.NewInstant(time.Unix(1e9, 0))}
	if err := spent.spend(func() error { return store.SaveLoad(ctx, load) }); err != nil {
		return spent, err
	}
	for contributions := range c.batches {
		err := spent.spend(func() error {
			_, err := store.Put(ctx, load.ID, load.Started, contributions)
			return err
		})
		if err != nil {
			return spent, err
		}
	}
	return spent, nil
}

// compareLoads measures loads of the engines against their floors, in turns.
func (o *options) compareLoads(ctx context.Context, out io.Writer, s *set) error {
	all := []cargo{s.cargo()}
	if o.table != "" {
		t, err := table(ctx, o.table)
		if err != nil {
			return err
		}
		all = append(all, t)
	}
	for engine := range strings.SplitSeq(o.engines, ",") {
		if err := o.compareLoad(ctx, out, engine, all); err != nil {
			return fmt.Errorf("%s: %w", engine, err)
		}
	}
	return nil
}

func (o *options) compareLoad(ctx context.Context, out io.Writer, engine string, all []cargo) error {
	folder, err := os.MkdirTemp("", "entente-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	var h hold = &sqlHold{folder: folder}
	if engine != "sqlite" {
		server, err := neo4jtest.Parse(os.Getenv(neo4jtest.AddressVariable))
		if err != nil {
			return fmt.Errorf("%s: %w; run it by go run ./internal/neo4jtest/run -bench --", neo4jtest.AddressVariable, err)
		}
		if h, err = openBoltHold(ctx, server, folder); err != nil {
			return err
		}
	}
	// A small load first, for what is compiled and planned at its first use.
	if _, _, err := turn(ctx, h, newSet(2000).cargo()); err != nil {
		return err
	}
	for _, c := range all {
		var clocks, processors []float64
		for range o.rounds {
			ours, floor, err := turn(ctx, h, c)
			if err != nil {
				return err
			}
			clocks = append(clocks, floor.clock.Seconds()/ours.clock.Seconds())
			processors = append(processors, floor.processor.Seconds()/ours.processor.Seconds())
			n := float64(c.claims)
			fmt.Fprintf(out, "%s, %s with %d claims: ours %.0f claims a second, %.1f µs of processor time a claim; floor %.0f, %.1f; ratio by the clock %.2f, by processor time %.2f\n",
				engine, c.name, c.claims, n/ours.clock.Seconds(), ours.processor.Seconds()*1e6/n, n/floor.clock.Seconds(), floor.processor.Seconds()*1e6/n,
				clocks[len(clocks)-1], processors[len(processors)-1])
		}
		fmt.Fprintf(out, "%s, %s with %d claims: median ratio of the floor by the clock %.2f, by processor time %.2f\n", engine, c.name, c.claims, median(clocks), median(processors))
	}
	return nil
}

// turn measures a load, and the floor for the same content right after it.
func turn(ctx context.Context, h hold, c cargo) (ours, floor cost, err error) {
	if ours, err = h.ours(ctx, c); err == nil {
		floor, err = h.floor(ctx)
	}
	return ours, floor, err
}
