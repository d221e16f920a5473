package server_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"entente/graph"
	"entente/graph/memory"
	"entente/resolvers"
	"entente/server"
)

// speaking is a store that tells a statement.
type speaking struct{ graph.Reader }

func (s speaking) Stats(ctx context.Context) (graph.Stats, error) {
	graph.TellStatement(ctx, "SELECT 1")
	return s.Reader.Stats(ctx)
}

// TestTraces follows a request from HTTP through the operation to the store.
func TestTraces(t *testing.T) {
	spans := tracetest.NewInMemoryExporter()
	telemetry, err := server.NewTelemetry(spans)
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	h := server.New(server.Parts{Telemetry: telemetry,
		GraphQL: resolvers.NewHandler(speaking{memory.Open()}, resolvers.Options{Watch: telemetry.Watch()}),
		Logger:  slog.New(server.LogHandler(slog.NewTextHandler(&log, nil)))})
	r := request("POST", "/graphql", "Content-Type", "application/json", "Traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
	r.Body = io.NopCloser(strings.NewReader(`{"query":"query Q {stats {engine}}"}`))
	h.ServeHTTP(httptest.NewRecorder(), r)
	// The exporter forgets when it is shut down: look before.
	if err := telemetry.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	type seen struct{ name, parent, note string }
	ids := map[string]string{"b7ad6b7169203331": "client"}
	var got []seen
	all := spans.GetSpans()
	for _, s := range all {
		ids[s.SpanContext.SpanID().String()] = s.Name
	}
	for _, s := range all {
		if id := s.SpanContext.TraceID().String(); id != "0af7651916cd43dd8448eb211c80319c" {
			t.Errorf("%s is in the trace %s", s.Name, id)
		}
		note := ""
		for _, a := range s.Attributes {
			if k := string(a.Key); k == "graphql.operation.name" || k == "db.query.text" || k == "http.response.status_code" {
				note = a.Value.String()
			}
		}
		got = append(got, seen{s.Name, ids[s.Parent.SpanID().String()], note})
	}
	want := []seen{{"store Stats", "graphql query", "SELECT 1"}, {"graphql query", "POST /graphql", "Q"}, {"POST /graphql", "client", "200"}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(seen{})); diff != "" {
		t.Errorf("spans (-want +got):\n%s", diff)
	}
	if !strings.Contains(log.String(), "trace=0af7651916cd43dd8448eb211c80319c") {
		t.Errorf("the log does not name the trace: %s", log.String())
	}
	if err := telemetry.Close(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestCounts sees what operations leave in the metrics.
func TestCounts(t *testing.T) {
	telemetry, err := server.NewTelemetry(nil)
	if err != nil {
		t.Fatal(err)
	}
	h := server.New(server.Parts{Telemetry: telemetry, GraphQL: resolvers.NewHandler(memory.Open(), resolvers.Options{Watch: telemetry.Watch()})})
	for _, q := range []string{`{stats {engine}}`, `{dyad(a: \"A\", b: \"B\") {id}}`, "{" + strings.Repeat("__typename ", 5000) + "}"} {
		r := request("POST", "/graphql", "Content-Type", "application/json")
		r.Body = io.NopCloser(strings.NewReader(`{"query":"` + q + `"}`))
		h.ServeHTTP(httptest.NewRecorder(), r)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, request("GET", "/metrics"))
	for _, want := range []string{
		`entente_graphql_operations_total{kind="query",result="ok"} 1`,
		`entente_graphql_operations_total{kind="query",result="NOT_FOUND"} 1`,
		`entente_graphql_operation_duration_seconds_count{kind="query"} 2`,
		`entente_store_calls_total{method="Stats",result="ok"} 1`,
		`entente_store_call_duration_seconds_count{method="Stats"} 1`,
		`entente_limited_total{limit="tokens"} 1`,
	} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("no line %s", want)
		}
	}
}

// TestMetricsAreTold walks the metrics and the page that tells of them.
func TestMetricsAreTold(t *testing.T) {
	page, err := os.ReadFile("../docs/OPERATIONS.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range server.MetricNames() {
		if !strings.Contains(string(page), "`"+name+"`") {
			t.Errorf("docs/OPERATIONS.md does not name %s", name)
		}
	}
}

// TestOTLP looks at what switches traces on.
func TestOTLP(t *testing.T) {
	tests := []struct {
		name, endpoint string
		env            map[string]string
		on, fails      bool
	}{
		{name: "nothing"},
		{name: "a setting", endpoint: "http://127.0.0.1:4318", on: true},
		{name: "the environment", env: map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318"}, on: true},
		{name: "switched off", endpoint: "http://127.0.0.1:4318", env: map[string]string{"OTEL_SDK_DISABLED": "true"}},
		{name: "none", endpoint: "http://127.0.0.1:4318", env: map[string]string{"OTEL_TRACES_EXPORTER": "none"}},
		{name: "another protocol", endpoint: "http://127.0.0.1:4318", env: map[string]string{"OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"}, fails: true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for k, v := range tt.env {
				t.Setenv(k, v)
			}
			got, err := server.OTLP(t.Context(), tt.endpoint)
			if (err != nil) != tt.fails || (got != nil) != tt.on {
				t.Errorf("got %v, %v", got, err)
			}
		})
	}
}
