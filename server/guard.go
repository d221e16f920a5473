package server

import (
	"maps"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"entente/resolvers"
)

// hosts are the names by which the server may be called.
type hosts struct {
	any   bool
	names []string
}

func newHosts(names []string) hosts {
	h := hosts{names: []string{"localhost"}}
	for _, n := range names {
		h.any = h.any || n == "*"
		h.names = append(h.names, strings.ToLower(n))
	}
	return h
}

// admits reports whether a Host header names the server. A page of another
// site can make its name lead here, but not an address.
func (h hosts) admits(host string) bool {
	if h.any {
		return true
	}
	name := host
	if n, _, err := net.SplitHostPort(host); err == nil {
		name = n
	}
	name = strings.ToLower(strings.Trim(name, "[]"))
	if _, err := netip.ParseAddr(name); err == nil {
		return true
	}
	return slices.Contains(h.names, strings.TrimSuffix(name, "."))
}

// only answers 421 to requests for other hosts.
func (h hosts) only(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !h.admits(r.Host) {
			refuse(w, http.StatusMisdirectedRequest, resolvers.CodeBadRequest, "the server does not go by this host: the setting hosts has its names")
			return
		}
		next.ServeHTTP(w, r)
	})
}

// withHeaders sets what keeps browsers careful. Handlers may set stricter ones.
func withHeaders(next http.Handler) http.Handler {
	careful := http.Header{
		"X-Content-Type-Options":       {"nosniff"},
		"X-Frame-Options":              {"DENY"},
		"Referrer-Policy":              {"no-referrer"},
		"Cross-Origin-Resource-Policy": {"same-origin"},
		"Content-Security-Policy":      {"default-src 'none'; frame-ancestors 'none'"},
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		maps.Copy(w.Header(), careful) // the lists are shared: all that Header does makes new ones
		next.ServeHTTP(w, r)
	})
}
