package server

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"os"
	"strings"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"

	"entente/graph"
	"entente/resolvers"
)

// Telemetry counts, times and traces what the server does. It is safe for
// concurrent use.
type Telemetry struct {
	metrics  *metrics
	provider *sdktrace.TracerProvider // nil where nothing is traced
	tracer   trace.Tracer             // nil where nothing is traced
}

// NewTelemetry returns a Telemetry. Traces go to the exporter; nil traces nothing.
func NewTelemetry(exporter sdktrace.SpanExporter) (*Telemetry, error) {
	t := &Telemetry{metrics: newMetrics()}
	if exporter == nil {
		return t, nil
	}
	// The environment (OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES) goes before our name.
	about, err := resource.Merge(resource.NewSchemaless(attribute.String("service.name", "entente")), resource.Environment())
	if err != nil {
		return nil, err
	}
	t.provider = sdktrace.NewTracerProvider(sdktrace.WithBatcher(exporter), sdktrace.WithResource(about))
	t.tracer = t.provider.Tracer("entente/server")
	return t, nil
}

// Flush sends the traces that wait.
func (t *Telemetry) Flush(ctx context.Context) error {
	if t.provider == nil {
		return nil
	}
	return t.provider.ForceFlush(ctx)
}

// Close sends the traces that wait, and traces nothing more.
func (t *Telemetry) Close(ctx context.Context) error {
	if t.provider == nil {
		return nil
	}
	return t.provider.Shutdown(ctx)
}

// OTLP returns an exporter that sends traces by OTLP over HTTP to an address
// such as http://collector:4318, or where the standard variables of the
// environment (OTEL_EXPORTER_OTLP_ENDPOINT and so on) say; nil where neither
// does, or where they switch traces off.
func OTLP(ctx context.Context, endpoint string) (sdktrace.SpanExporter, error) {
	off := strings.EqualFold(os.Getenv("OTEL_SDK_DISABLED"), "true") || os.Getenv("OTEL_TRACES_EXPORTER") == "none"
	named := cmp.Or(endpoint, os.Getenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"), os.Getenv("OTEL_EXPORTER_OTLP_ENDPOINT"))
	if off || named == "" {
		return nil, nil
	}
	protocol := cmp.Or(os.Getenv("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"), os.Getenv("OTEL_EXPORTER_OTLP_PROTOCOL"), "http/protobuf")
	if protocol != "http/protobuf" {
		return nil, errors.New("traces are sent as http/protobuf, which OTEL_EXPORTER_OTLP_PROTOCOL must name")
	}
	var options []otlptracehttp.Option
	if endpoint != "" {
		options = append(options, otlptracehttp.WithEndpointURL(strings.TrimSuffix(endpoint, "/")+"/v1/traces"))
	}
	return otlptracehttp.New(ctx, options...)
}

// traced begins the trace of a request, or goes on with that of its client.
func (t *Telemetry) traced(route func(*http.Request) string, next http.Handler) http.Handler {
	parent := propagation.TraceContext{}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Traceparent") != "" {
			r = r.WithContext(parent.Extract(r.Context(), propagation.HeaderCarrier(r.Header)))
		}
		if t.tracer == nil {
			next.ServeHTTP(w, r)
			return
		}
		name := route(r)
		ctx, span := t.tracer.Start(r.Context(), method(r)+" "+name, trace.WithSpanKind(trace.SpanKindServer), trace.WithAttributes(
			attribute.String("http.request.method", method(r)), attribute.String("http.route", name), attribute.String("entente.request.id", RequestID(r.Context()))))
		defer span.End()
		rec := &recorder{ResponseWriter: w}
		defer func() {
			span.SetAttributes(attribute.Int("http.response.status_code", rec.status))
			if rec.status >= http.StatusInternalServerError {
				span.SetStatus(codes.Error, "")
			}
		}()
		next.ServeHTTP(rec, r.WithContext(ctx))
	})
}

// Watch returns what tells a Telemetry of GraphQL operations.
func (t *Telemetry) Watch() resolvers.Watch {
	return resolvers.Watch{
		Operation: t.operation,
		Call:      t.call,
		Open:      t.metrics.open,
		Refused:   func(_ context.Context, limit string) { t.metrics.limited.WithLabelValues(limit).Inc() },
	}
}

func (t *Telemetry) operation(ctx context.Context, o resolvers.Operation) (context.Context, func([]string)) {
	begun := time.Now()
	var span trace.Span
	if t.tracer != nil {
		ctx, span = t.tracer.Start(ctx, "graphql "+o.Kind, trace.WithAttributes(
			attribute.String("graphql.operation.type", o.Kind), attribute.String("graphql.operation.name", o.Name)))
	}
	return ctx, func(errs []string) {
		result := "ok"
		if len(errs) > 0 {
			result = errs[0]
		}
		t.metrics.operated(o.Kind, result, time.Since(begun))
		if span == nil {
			return
		}
		if len(errs) > 0 {
			span.SetStatus(codes.Error, "")
			span.SetAttributes(attribute.String("error.type", result))
		}
		span.End()
	}
}

func (t *Telemetry) call(ctx context.Context, name string) (context.Context, func(error)) {
	begun := time.Now()
	var span trace.Span
	if t.tracer != nil {
		ctx, span = t.tracer.Start(ctx, "store "+name, trace.WithSpanKind(trace.SpanKindClient), trace.WithAttributes(attribute.String("db.operation.name", name)))
		ctx = graph.WithStatements(ctx, func(text string) { span.SetAttributes(attribute.String("db.query.text", text)) })
	}
	return ctx, func(err error) {
		result := "ok"
		switch {
		case errors.Is(err, graph.ErrUnavailable):
			result = "unavailable"
		case err != nil && ctx.Err() != nil:
			result = "cancelled"
		case err != nil:
			result = "error"
		}
		t.metrics.called(name, result, time.Since(begun))
		if span == nil {
			return
		}
		if err != nil {
			span.SetStatus(codes.Error, "")
			span.SetAttributes(attribute.String("error.type", result))
		}
		span.End()
	}
}
