package server

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"go.opentelemetry.io/otel/trace"

	"entente/access"
	"entente/resolvers"
)

const requestID = "X-Request-Id"

type requestKey struct{}

// trail is what is known of a request.
type trail struct{ id, caller string }

// RequestID returns the id of the request that the context belongs to, "" for none.
func RequestID(ctx context.Context) string {
	if t, ok := ctx.Value(requestKey{}).(*trail); ok {
		return t.id
	}
	return ""
}

// noteCaller notes the caller of a request for its log.
func noteCaller(ctx context.Context, p access.Principal) {
	if t, ok := ctx.Value(requestKey{}).(*trail); ok {
		t.caller = p.ID
	}
}

// callerOf returns the caller of a request, "" for an anonymous one.
func callerOf(ctx context.Context) string {
	if t, ok := ctx.Value(requestKey{}).(*trail); ok {
		return t.caller
	}
	return ""
}

// LogHandler returns a handler that adds the id of the request ("request"), and
// that of its trace ("trace") where there is one, to the records that are logged
// with its context.
func LogHandler(next slog.Handler) slog.Handler { return logHandler{next} }

type logHandler struct{ slog.Handler }

// Handle adds the ids.
func (h logHandler) Handle(ctx context.Context, r slog.Record) error {
	if id := RequestID(ctx); id != "" {
		r.AddAttrs(slog.String("request", id))
	}
	if span := trace.SpanContextFromContext(ctx); span.HasTraceID() {
		r.AddAttrs(slog.String("trace", span.TraceID().String()))
	}
	return h.Handler.Handle(ctx, r)
}

// WithAttrs keeps the id.
func (h logHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return logHandler{h.Handler.WithAttrs(attrs)}
}

// WithGroup keeps the id.
func (h logHandler) WithGroup(name string) slog.Handler { return logHandler{h.Handler.WithGroup(name)} }

// numbered gives each request an id: the client's, where it is short and
// plain, else one of our own. The answer carries it.
func numbered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := r.Header.Get(requestID)
		if !plainID(id) {
			id = newID()
		}
		w.Header().Set(requestID, id)
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), requestKey{}, &trail{id: id})))
	})
}

func plainID(id string) bool {
	const allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."
	return id != "" && len(id) <= 64 && strings.Trim(id, allowed) == ""
}

func newID() string {
	var b [12]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

// method returns the method as a label: a client's own words are none.
func method(r *http.Request) string {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodOptions:
		return r.Method
	}
	return "other"
}

// recorder remembers what was answered. It lets the writer's other abilities,
// such as flushing, be found by http.ResponseController.
type recorder struct {
	http.ResponseWriter
	status int
	bytes  int64
}

// Unwrap returns the writer below.
func (w *recorder) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// WriteHeader remembers the status.
func (w *recorder) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write counts the bytes.
func (w *recorder) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

// watched logs and counts requests, and answers 500 where a handler panics.
func watched(log *slog.Logger, m *metrics, route func(*http.Request) string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rec, start := &recorder{ResponseWriter: w}, time.Now()
		m.running.Inc()
		defer func() {
			panicked := recover()
			if panicked != nil && panicked != http.ErrAbortHandler {
				log.ErrorContext(r.Context(), "panic", "panic", fmt.Sprint(panicked), "stack", string(debug.Stack()))
				if rec.status == 0 {
					refuse(rec, http.StatusInternalServerError, resolvers.CodeInternal, "internal error")
				}
			}
			took, name := time.Since(start), route(r)
			m.running.Dec()
			m.answered(name, method(r), rec.status, took)
			tell(log, r, name, rec, took)
			if panicked == http.ErrAbortHandler {
				panic(panicked) // net/http ends the connection
			}
		}()
		next.ServeHTTP(rec, r)
	})
}

// tell logs a request. The record says nothing of the place in the code, which
// would take as long to find as the rest takes to write.
func tell(log *slog.Logger, r *http.Request, route string, rec *recorder, took time.Duration) {
	level, ctx := slog.LevelInfo, r.Context()
	if route == "/healthz" || route == "/readyz" || route == "/metrics" {
		level = slog.LevelDebug
	}
	if !log.Enabled(ctx, level) {
		return
	}
	record := slog.NewRecord(time.Now(), level, "request", 0)
	record.AddAttrs(slog.String("method", r.Method), slog.String("route", route), slog.Int("status", rec.status),
		slog.Int64("bytes", rec.bytes), slog.Int64("ms", took.Milliseconds()), slog.String("caller", callerOf(ctx)), slog.String("remote", r.RemoteAddr))
	_ = log.Handler().Handle(ctx, record)
}
