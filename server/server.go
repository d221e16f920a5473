package server

import (
	"cmp"
	"context"
	"encoding/json"
	"log/slog"
	"mime"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"entente/access"
	"entente/resolvers"
)

// Parts are what a server serves. Parts that are nil answer 404.
type Parts struct {
	// GraphQL answers /graphql.
	GraphQL http.Handler
	// Console answers GET /graphql where HTML is asked for.
	Console http.Handler
	// Explorer answers what lies below /explorer/.
	Explorer http.Handler
	// Export answers what lies below /export/, with the guards of GraphQL.
	Export http.Handler
	// Access finds out who calls; nil takes everybody for an anonymous reader.
	// GraphQL, its console, the explorer, files and metrics are for readers, and
	// find the caller in the request's context, see access.From.
	Access *access.Authenticator
	// Ready says whether requests can be answered now, for /readyz; nil for
	// always. Its error goes to the log alone. It is given two seconds.
	Ready func(ctx context.Context) error
	// Telemetry counts and traces; nil counts by itself and traces nothing.
	Telemetry *Telemetry
	// Logger gets a line a request, and what goes wrong; nil drops them.
	Logger *slog.Logger
	// Hosts are the names by which clients may call the server, beside
	// "localhost" and IP addresses, which no other site's page can take over;
	// "*" admits any.
	Hosts []string
	// Origins are the sites whose pages may send requests from browsers, such as
	// "https://graph.example"; none by default.
	Origins []string
	// Proxies are the addresses of those whose X-Forwarded-For counts.
	Proxies []netip.Prefix
	// Limits bound what callers take. Streams, which the resolvers limit, do not count.
	Limits Limits
}

// New returns the handler that serves the parts:
//
//	/graphql     GraphQL, and its console for browsers
//	/explorer/   the explorer; / leads there
//	/export/     files for other tools
//	/healthz     200 while the process runs
//	/readyz      200 while requests can be answered, else 503
//	/metrics     counts and times in the Prometheus text format
func New(p Parts) http.Handler {
	if p.Logger == nil {
		p.Logger = slog.New(slog.DiscardHandler)
	}
	mux := http.NewServeMux()
	telemetry := p.Telemetry
	if telemetry == nil {
		telemetry = &Telemetry{metrics: newMetrics()}
	}
	m := telemetry.metrics
	all := newCallers(p.Limits)
	g := gate{p.Access, all, p.Proxies, p.Logger, m}
	same := origins(p.Origins).guard
	turns := func(h http.Handler) http.Handler { return all.turns(p.Proxies, m, h) }
	mux.Handle("/graphql", same(g.needs(access.Reader, p.graphql(turns))))
	if p.Explorer != nil {
		mux.Handle("/explorer/", g.needs(access.Reader, p.Explorer))
		mux.Handle("GET /{$}", http.RedirectHandler("/explorer/", http.StatusFound))
	}
	if p.Export != nil {
		mux.Handle("GET /export/", same(g.needs(access.Reader, turns(p.Export))))
	}
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { plain(w, http.StatusOK, "ok") })
	mux.HandleFunc("GET /readyz", p.ready)
	mux.Handle("GET /metrics", g.needs(access.Reader, m.handler()))
	hosts := newHosts(p.Hosts)
	inner := withHeaders(hosts.only(mux))
	return numbered(telemetry.traced(route(mux), watched(p.Logger, m, route(mux), inner)))
}

// graphql tells browsers that open the page from clients that query.
func (p Parts) graphql(turns func(http.Handler) http.Handler) http.Handler {
	if p.GraphQL == nil {
		return http.NotFoundHandler()
	}
	queries := turns(p.GraphQL)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if p.Console != nil && (r.Method == http.MethodGet || r.Method == http.MethodHead) && wantsHTML(r) {
			p.Console.ServeHTTP(w, r)
			return
		}
		if resolvers.IsStream(r) {
			p.GraphQL.ServeHTTP(w, r)
			return
		}
		queries.ServeHTTP(w, r)
	})
}

// wantsHTML reports whether the client names HTML among what it accepts, as
// browsers do when a person opens a page.
func wantsHTML(r *http.Request) bool {
	for part := range strings.SplitSeq(strings.Join(r.Header.Values("Accept"), ","), ",") {
		if media, params, err := mime.ParseMediaType(part); err == nil && media == "text/html" && params["q"] != "0" {
			return true
		}
	}
	return false
}

func (p Parts) ready(w http.ResponseWriter, r *http.Request) {
	if p.Ready != nil {
		ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
		defer cancel()
		if err := p.Ready(ctx); err != nil {
			p.Logger.WarnContext(r.Context(), "not ready", "error", err)
			plain(w, http.StatusServiceUnavailable, "not ready")
			return
		}
	}
	plain(w, http.StatusOK, "ready")
}

func plain(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text + "\n"))
}

// refuse answers with a GraphQL error.
func refuse(w http.ResponseWriter, status int, code, message string) {
	answer(w, status, code, "", message)
}

// refuseLimit answers that a limit was exceeded.
func refuseLimit(w http.ResponseWriter, status int, limit, message string) {
	answer(w, status, resolvers.CodeLimitExceeded, limit, message)
}

func answer(w http.ResponseWriter, status int, code, limit, message string) {
	type extensions struct {
		Code  string `json:"code"`
		Limit string `json:"limit,omitempty"`
	}
	type fault struct {
		Message    string     `json:"message"`
		Extensions extensions `json:"extensions"`
	}
	body, _ := json.Marshal(map[string][]fault{"errors": {{message, extensions{code, limit}}}})
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

// route returns the pattern of the mux that a request matches, for logs and
// metrics: a path of a client is no label. What the mux has served tells itself.
func route(mux *http.ServeMux) func(*http.Request) string {
	return func(r *http.Request) string {
		pattern := r.Pattern
		if pattern == "" {
			_, pattern = mux.Handler(&http.Request{Method: r.Method, Host: "localhost", URL: &url.URL{Path: r.URL.Path}})
		}
		if _, path, ok := strings.Cut(pattern, " "); ok {
			pattern = path
		}
		return cmp.Or(pattern, "other")
	}
}
