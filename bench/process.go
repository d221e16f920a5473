package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// target is a running server and how to ask it.
type target struct {
	name string
	base string
	cmd  *exec.Cmd
	// request returns the path and the body that ask for a query.
	request func(q query, vars map[string]any) (path string, body []byte)
	client  *http.Client
	// settled is closed when the server has had a database plan ahead, or ends.
	settled chan struct{}
}

var planned = regexp.MustCompile(`plann(ed|ing) ahead`)

var address = regexp.MustCompile(`http://[0-9.:]+`)

// start starts a server and waits until it prints its address.
func start(ctx context.Context, name string, env []string, command ...string) (*target, error) {
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Env = append(os.Environ(), env...)
	stderr, err := cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(stderr)
	for lines.Scan() {
		if base := address.FindString(lines.Text()); base != "" {
			t := &target{name: name, base: base, cmd: cmd, settled: make(chan struct{}),
				client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}}
			go func() {
				for lines.Scan() && !planned.Match(lines.Bytes()) {
				}
				close(t.settled)
				_, _ = io.Copy(io.Discard, stderr)
			}()
			return t, nil
		}
		fmt.Fprintln(os.Stderr, lines.Text())
	}
	return nil, fmt.Errorf("%s ended: %v", name, cmd.Wait())
}

// settle waits until the server has had a database plan ahead, which would take
// a part of what is measured; it waits for longer than that may take at most.
func (t *target) settle(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	select {
	case <-t.settled:
	case <-ctx.Done():
	}
}

func (t *target) stop() {
	_ = t.cmd.Process.Kill()
	_ = t.cmd.Wait()
}

func asGraphQL(q query, vars map[string]any) (string, []byte) {
	body, _ := json.Marshal(map[string]any{"query": q.text, "variables": vars})
	return "/graphql", body
}

func asFloor(q query, vars map[string]any) (string, []byte) {
	body, _ := json.Marshal(vars)
	return "/ask/" + q.name, body
}

// ask sends one request and returns the answer's body.
func (t *target) ask(ctx context.Context, path string, body []byte) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, t.base+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	response, err := t.client.Do(r)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err == nil && (response.StatusCode != http.StatusOK || bytes.HasPrefix(answer, []byte(`{"errors`)) || bytes.Contains(answer, []byte(`"errors":[`))) {
		err = fmt.Errorf("%s: status %d: %.300s", t.name, response.StatusCode, answer)
	}
	return answer, err
}

// gauge is what a process tells of itself.
type gauge struct {
	cpu, allocations, resident float64 // seconds, count, bytes
}

func (t *target) gauge(ctx context.Context) (g gauge, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, t.base+"/metrics", nil)
	if err != nil {
		return g, err
	}
	response, err := t.client.Do(r)
	if err != nil {
		return g, err
	}
	defer response.Body.Close()
	lines := bufio.NewScanner(response.Body)
	for lines.Scan() {
		name, value, _ := strings.Cut(lines.Text(), " ")
		v, _ := strconv.ParseFloat(value, 64)
		switch name {
		case "process_cpu_seconds_total":
			g.cpu = v
		case "go_memstats_mallocs_total":
			g.allocations = v
		case "process_resident_memory_bytes":
			g.resident = v
		}
	}
	return g, lines.Err()
}

// slice is what a target did in a slice of time.
type slice struct {
	requests       int
	seconds        float64
	times          []time.Duration
	cpu, allocated float64 // a request: µs, count
}
