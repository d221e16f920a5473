package server

import (
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics are what /metrics tells. Labels have few values: none is a client's
// own word.
type metrics struct {
	registry *prometheus.Registry

	requests, operations, calls, refusals, limited *prometheus.CounterVec
	seconds, operationSeconds, callSeconds         *prometheus.HistogramVec
	running                                        prometheus.Gauge
	streams                                        *prometheus.GaugeVec

	seen tallies
}

// outcome names what is counted and timed: a request, an operation or a call,
// which one, and how it ended.
type outcome struct {
	what, which, how string
	status           int
}

// tally counts and times outcomes of one kind.
type tally struct {
	count prometheus.Counter
	time  prometheus.Observer
}

func (t tally) add(took time.Duration) {
	t.count.Inc()
	t.time.Observe(took.Seconds())
}

// tallies keeps what counts each outcome, which takes longer to find by its labels
// than to count. It is safe for concurrent use.
type tallies struct {
	mu   sync.RWMutex
	kept map[outcome]tally
}

// of returns the tally of an outcome, the first time as find gives it.
func (t *tallies) of(o outcome, find func() tally) tally {
	t.mu.RLock()
	found, ok := t.kept[o]
	t.mu.RUnlock()
	if ok {
		return found
	}
	found = find()
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.kept == nil {
		t.kept = make(map[outcome]tally)
	}
	t.kept[o] = found
	return found
}

func newMetrics() *metrics {
	registry := prometheus.NewRegistry()
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		c := prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
		registry.MustRegister(c)
		return c
	}
	times := func(name, help string, labels ...string) *prometheus.HistogramVec {
		h := prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: name, Help: help,
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30}}, labels)
		registry.MustRegister(h)
		return h
	}
	m := &metrics{
		registry:         registry,
		requests:         counter("entente_http_requests_total", "HTTP requests by route, method and status.", "route", "method", "status"),
		seconds:          times("entente_http_request_duration_seconds", "How long HTTP requests took, in seconds, by route.", "route"),
		operations:       counter("entente_graphql_operations_total", "GraphQL operations that ran, by kind and by the code of their first error, ok for none.", "kind", "result"),
		operationSeconds: times("entente_graphql_operation_duration_seconds", "How long GraphQL operations ran, in seconds, by kind.", "kind"),
		calls:            counter("entente_store_calls_total", "Calls to the store by method and result: ok, unavailable, cancelled or error.", "method", "result"),
		callSeconds:      times("entente_store_call_duration_seconds", "How long calls to the store took, in seconds, by method.", "method"),
		refusals:         counter("entente_auth_failures_total", "Callers refused: a bad key, token or scheme, none where one is needed, or too small a role.", "reason"),
		limited:          counter("entente_limited_total", "Requests refused for a limit, by its name.", "limit"),
		running: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "entente_http_requests_running", Help: "HTTP requests that are being answered.",
		}),
	}
	m.streams = prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "entente_streams_open", Help: "Connections that stream, and subscriptions, that are open."}, []string{"what"})
	registry.MustRegister(m.running, m.streams, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// answered counts a request that was answered with a status.
func (m *metrics) answered(route, method string, status int, took time.Duration) {
	m.seen.of(outcome{"request", route, method, status}, func() tally {
		return tally{m.requests.WithLabelValues(route, method, strconv.Itoa(status)), m.seconds.WithLabelValues(route)}
	}).add(took)
}

// operated counts a GraphQL operation that ended with a result.
func (m *metrics) operated(kind, result string, took time.Duration) {
	m.seen.of(outcome{"operation", kind, result, 0}, func() tally {
		return tally{m.operations.WithLabelValues(kind, result), m.operationSeconds.WithLabelValues(kind)}
	}).add(took)
}

// called counts a call to the store that ended with a result.
func (m *metrics) called(name, result string, took time.Duration) {
	m.seen.of(outcome{"call", name, result, 0}, func() tally {
		return tally{m.calls.WithLabelValues(name, result), m.callSeconds.WithLabelValues(name)}
	}).add(took)
}

// open counts connections that stream, and subscriptions.
func (m *metrics) open(what string, begun bool) {
	if begun {
		m.streams.WithLabelValues(what).Inc()
	} else {
		m.streams.WithLabelValues(what).Dec()
	}
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{MaxRequestsInFlight: 4})
}
