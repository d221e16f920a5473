package server

import (
	"net/http"
	"strconv"
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
	m.requests.WithLabelValues(route, method, strconv.Itoa(status)).Inc()
	m.seconds.WithLabelValues(route).Observe(took.Seconds())
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
