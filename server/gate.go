package server

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"entente/access"
	"entente/resolvers"
)

// gate finds out who calls and lets in whose role is large enough.
type gate struct {
	// access is nil where everybody is an anonymous reader.
	access  *access.Authenticator
	callers *callers
	proxies proxies
	log     *slog.Logger
	counts  *metrics
}

func (g gate) authenticate(ctx context.Context, authorization string) (access.Principal, error) {
	if g.access == nil {
		return access.Principal{Role: access.Reader}, nil
	}
	return g.access.Authenticate(ctx, authorization)
}

// needs lets in callers with a role and answers 401 or 403 to others. The
// request's context names the caller for what comes after. A connection for a
// websocket comes in without credentials, since browsers cannot give it any:
// its caller may nothing before his first message tells who he is.
func (g gate) needs(role access.Role, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		given := r.Header.Get("Authorization")
		caller, err := g.authenticate(r.Context(), given)
		if err != nil {
			g.refused(w, r, err)
			return
		}
		if caller.Role < role && !(given == "" && upgrades(r)) {
			g.forbidden(w, r, caller, role)
			return
		}
		noteCaller(r.Context(), caller)
		if !g.callers.admit(w, g.proxies.caller(caller, r), g.counts) {
			return
		}
		next.ServeHTTP(w, r.WithContext(access.With(r.Context(), caller)))
	})
}

// refused answers a caller whose credentials are not good.
func (g gate) refused(w http.ResponseWriter, r *http.Request, err error) {
	var refused *access.RefusedError
	kind := "other"
	if errors.As(err, &refused) {
		kind = refused.Kind
	}
	g.counts.refusals.WithLabelValues(kind).Inc()
	g.log.WarnContext(r.Context(), "credentials refused", "error", err, "remote", r.RemoteAddr)
	if refused != nil && refused.Unavailable() {
		w.Header().Set("Retry-After", "30")
		refuse(w, http.StatusServiceUnavailable, resolvers.CodeUnavailable, "tokens cannot be checked now")
		return
	}
	if g.callers.admit(w, g.proxies.network(r), g.counts) { // guesses count for the address
		challenge(w)
		message := "the credentials are not good"
		if refused != nil && refused.Expired() {
			message = "the token has expired: get a new one from its issuer"
		}
		refuse(w, http.StatusUnauthorized, resolvers.CodeUnauthenticated, message)
	}
}

// forbidden answers a caller whose role is too small.
func (g gate) forbidden(w http.ResponseWriter, r *http.Request, caller access.Principal, need access.Role) {
	if !g.callers.admit(w, g.proxies.caller(caller, r), g.counts) {
		return
	}
	if caller.Anonymous() && caller.Role == access.None {
		g.counts.refusals.WithLabelValues("none").Inc()
		challenge(w)
		refuse(w, http.StatusUnauthorized, resolvers.CodeUnauthenticated, "this needs credentials: a key or a token in the header Authorization")
		return
	}
	g.counts.refusals.WithLabelValues("role").Inc()
	refuse(w, http.StatusForbidden, resolvers.CodeForbidden, "this is for the role "+strings.ToUpper(need.String())+", which this caller has not")
}

// challenge says how to authenticate; a browser asks its user for Basic.
func challenge(w http.ResponseWriter) {
	w.Header().Add("WWW-Authenticate", `Bearer realm="entente"`)
	w.Header().Add("WWW-Authenticate", `Basic realm="entente: any user, a key as the password", charset="UTF-8"`)
}

// upgrades reports whether a request opens a websocket.
func upgrades(r *http.Request) bool {
	return r.Method == http.MethodGet && strings.EqualFold(r.Header.Get("Upgrade"), "websocket")
}
