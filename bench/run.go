package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/go-cmp/cmp"
)

// contest is our server and one to compare it with, on the same data.
type contest struct {
	engine       string
	ours, theirs *target
	queries      []query
	// alike returns how answers differ; nil compares them as they are.
	alike func(q query, ours, theirs any) string
}

// compare asks both everything and returns an error where answers differ.
func (c *contest) compare(ctx context.Context) error {
	for _, q := range c.queries {
		for i, vars := range q.vars {
			var answers [2]any
			for k, t := range []*target{c.ours, c.theirs} {
				path, body := t.request(q, vars)
				answer, err := t.ask(ctx, path, body)
				if err != nil {
					return fmt.Errorf("%s %v: %w", q.name, vars, err)
				}
				if err := json.Unmarshal(answer, &answers[k]); err != nil {
					return err
				}
			}
			if diff := c.differ(q, answers[0], answers[1]); diff != "" {
				return fmt.Errorf("%s %d %v: our answer is another than the %s's (-%s +ours):\n%s", q.name, i, vars, c.theirs.name, c.theirs.name, diff)
			}
		}
	}
	return nil
}

func (c *contest) differ(q query, ours, theirs any) string {
	if c.alike != nil {
		return c.alike(q, ours, theirs)
	}
	return cmp.Diff(theirs, ours)
}

// press asks a target in a loop by a number of clients for a time.
func press(ctx context.Context, t *target, q query, clients int, length time.Duration) (slice, error) {
	var paths []string
	var bodies [][]byte
	for _, vars := range q.vars {
		path, body := t.request(q, vars)
		paths, bodies = append(paths, path), append(bodies, body)
	}
	before, err := t.gauge(ctx)
	if err != nil {
		return slice{}, err
	}
	var next atomic.Int64
	var mu sync.Mutex
	var out slice
	var failed error
	var group sync.WaitGroup
	begun := time.Now()
	for range clients {
		group.Go(func() {
			var times []time.Duration
			for time.Since(begun) < length {
				i := int(next.Add(1)) % len(bodies)
				sent := time.Now()
				if _, err := t.ask(ctx, paths[i], bodies[i]); err != nil {
					mu.Lock()
					failed = err
					mu.Unlock()
					return
				}
				times = append(times, time.Since(sent))
			}
			mu.Lock()
			out.times = append(out.times, times...)
			mu.Unlock()
		})
	}
	group.Wait()
	out.seconds, out.requests = time.Since(begun).Seconds(), len(out.times)
	after, err := t.gauge(ctx)
	if failed != nil {
		err = failed
	}
	n := float64(max(1, out.requests))
	out.cpu, out.allocated = (after.cpu-before.cpu)/n*1e6, (after.allocations-before.allocations)/n
	slices.Sort(out.times)
	return out, err
}

func (s *slice) rate() float64 { return float64(s.requests) / s.seconds }

func (s *slice) p99() float64 {
	if len(s.times) == 0 {
		return 0
	}
	return s.times[len(s.times)*99/100].Seconds() * 1000
}

func median(values []float64) float64 {
	slices.Sort(values)
	if len(values) == 0 {
		return 0
	}
	return values[len(values)/2]
}

// run lets the two take turns and prints a row a query and number of clients.
func (c *contest) run(ctx context.Context, w io.Writer, rounds int, length time.Duration) error {
	fmt.Fprintf(w, "\n%s: ours / %s\n", c.engine, c.theirs.name)
	fmt.Fprintf(w, "%-4s %3s %8s %8s | %9s %9s %9s %9s | %8s %8s\n", "", "c", "req/s ÷", "p99 ÷", "ours/s", "theirs/s", "ours µs", "theirs µs", "ours al", "their al")
	for _, q := range c.queries {
		for _, clients := range []int{1, 16} {
			var rates, tails, ours, theirs, cpu, theirCPU, allocated, theirAllocated []float64
			for round := range rounds {
				var found [2]slice
				order := []int{0, 1}
				if round%2 == 1 {
					order = []int{1, 0}
				}
				for _, k := range order {
					s, err := press(ctx, []*target{c.ours, c.theirs}[k], q, clients, length)
					if err != nil {
						return err
					}
					found[k] = s
				}
				a, b := &found[0], &found[1]
				rates, tails = append(rates, a.rate()/b.rate()), append(tails, a.p99()/b.p99())
				ours, theirs = append(ours, a.rate()), append(theirs, b.rate())
				cpu, theirCPU = append(cpu, a.cpu), append(theirCPU, b.cpu)
				allocated, theirAllocated = append(allocated, a.allocated), append(theirAllocated, b.allocated)
			}
			fmt.Fprintf(w, "%-4s %3d %8.2f %8.2f | %9.0f %9.0f %9.0f %9.0f | %8.0f %8.0f\n", q.name, clients, median(rates), median(tails),
				median(ours), median(theirs), median(cpu), median(theirCPU), median(allocated), median(theirAllocated))
		}
	}
	g, err := c.ours.gauge(ctx)
	fmt.Fprintf(w, "resident: %.0f MB\n", g.resident/1e6)
	return err
}
