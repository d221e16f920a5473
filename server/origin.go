package server

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"entente/resolvers"
)

// origins are the pages of other sites that may send requests; none by default.
type origins []string

// preflight and answer headers of the CORS protocol. Credentials that a browser
// holds are never sent along: a page gives its own in the header Authorization.
func (o origins) allow(w http.ResponseWriter, origin string) {
	h := w.Header()
	h.Set("Access-Control-Allow-Origin", origin)
	h.Set("Access-Control-Expose-Headers", requestID+", Retry-After")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
}

// guard refuses what a page of another site makes a browser send, with status
// 403, unless the site is one of ours; those are answered as the CORS protocol
// asks. A person may still follow a link.
func (o origins) guard(next http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		if len(o) > 0 {
			w.Header().Add("Vary", "Origin")
		}
		if origin != "" && slices.Contains(o, origin) {
			o.allow(w, origin)
			if r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != "" {
				preflight(w)
				return
			}
			next.ServeHTTP(w, r)
			return
		}
		site, mode := r.Header.Get("Sec-Fetch-Site"), r.Header.Get("Sec-Fetch-Mode")
		foreign := (site == "cross-site" || site == "same-site") && mode != "navigate"
		if foreign || protection.Check(r) != nil || upgrades(r) && origin != "" && !ownPage(origin, r.Host) {
			refuse(w, http.StatusForbidden, resolvers.CodeBadRequest, "no requests from pages of other sites, but for those of the setting origins")
			return
		}
		next.ServeHTTP(w, r)
	})
}

// ownPage reports whether an origin is the server's own, as the request names it.
func ownPage(origin, host string) bool {
	u, err := url.Parse(origin)
	return err == nil && u.Host != "" && strings.EqualFold(u.Host, host)
}

func preflight(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Access-Control-Allow-Methods", "GET, POST")
	h.Set("Access-Control-Allow-Headers", "Authorization, Content-Type, "+requestID+", Traceparent")
	h.Set("Access-Control-Max-Age", "600")
	w.WriteHeader(http.StatusNoContent)
}
