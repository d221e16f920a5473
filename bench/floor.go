package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// floor answers the queries by hand.
type floor interface {
	// answer returns what the query's `data` holds, ready for encoding/json.
	answer(ctx context.Context, query string, vars map[string]string) (any, error)
}

// The shapes of answers, as GraphQL gives them.
type (
	named struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	}
	end struct {
		Entity named `json:"entity"`
	}
	source struct {
		ID          string `json:"id"`
		Title       string `json:"title"`
		PublishedOn string `json:"publishedOn"`
	}
	claim struct {
		ID         string  `json:"id"`
		Kind       string  `json:"kind"`
		When       string  `json:"when"`
		Polarity   string  `json:"polarity"`
		Modality   string  `json:"modality"`
		Confidence float64 `json:"confidence"`
		From       end     `json:"from"`
		To         end     `json:"to"`
		Document   source  `json:"document"`
	}
	entity struct {
		ID            string `json:"id"`
		Kind          string `json:"kind"`
		Name          string `json:"name"`
		DocumentCount int64  `json:"documentCount"`
		MentionCount  int64  `json:"mentionCount"`
	}
	month struct {
		Value     string  `json:"value"`
		Count     int64   `json:"count"`
		Goldstein float64 `json:"goldstein"`
	}
	neighbour struct {
		Claims int64 `json:"claims"`
		A      named `json:"a"`
		B      named `json:"b"`
	}
	path struct {
		Length   int     `json:"length"`
		Support  int64   `json:"support"`
		Entities []named `json:"entities"`
	}
	brief struct {
		ID       string `json:"id"`
		Kind     string `json:"kind"`
		When     string `json:"when"`
		Polarity string `json:"polarity"`
	}
	hit struct {
		ID     string       `json:"id"`
		Kind   string       `json:"kind"`
		Name   string       `json:"name"`
		Claims list[*brief] `json:"claims"`
	}
	hitNode struct {
		Node *hit `json:"node"`
	}
	list[T any] struct {
		Nodes []T `json:"nodes"`
	}
)

// in wraps an answer in objects of one field.
func in(v any, path ...string) any {
	for i := len(path) - 1; i >= 0; i-- {
		v = map[string]any{path[i]: v}
	}
	return v
}

// month is written as GraphQL's facets are: most frequent first, then by value.
func monthsBefore(a, b month) int {
	if a.Count != b.Count {
		return int(b.Count - a.Count)
	}
	return strings.Compare(a.Value, b.Value)
}

// serveFloor serves a floor until it is killed, and prints its address.
func serveFloor(ctx context.Context, store string) error {
	f, err := openFloor(ctx, store)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	mux := http.NewServeMux()
	mux.Handle("/metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	mux.HandleFunc("POST /ask/{query}", func(w http.ResponseWriter, r *http.Request) {
		var vars map[string]string
		err := json.NewDecoder(r.Body).Decode(&vars)
		var data any
		if err == nil {
			data, err = f.answer(r.Context(), r.PathValue("query"), vars)
		}
		var body []byte
		if err == nil {
			body, err = json.Marshal(map[string]any{"data": data})
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(body)
	})
	fmt.Fprintf(os.Stderr, "floor: http://%s/\n", listener.Addr())
	return http.Serve(listener, mux)
}

func openFloor(ctx context.Context, store string) (floor, error) {
	if path, ok := strings.CutPrefix(store, "sqlite:"); ok {
		return openSQLFloor(path)
	}
	return openBoltFloor(ctx, store)
}
