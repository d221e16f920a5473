package server

import (
	"context"
	"math"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"entente/access"
	"entente/resolvers"
)

// Limits bound what callers take of the server together and alone. A zero
// field stands for its default, a negative one for no limit.
type Limits struct {
	// Concurrent is how many requests for GraphQL and files run at a time, by
	// default 64; others wait for their turn, at most Wait, by default five
	// seconds, and are then answered with 503.
	Concurrent int
	Wait       time.Duration
	// PerCaller is how many of one caller's run at a time, by default 16; others
	// of his wait like that.
	PerCaller int
	// Rate is how many requests a caller may send a second in the long run, by
	// default 50, and Burst how many at once, by default twice as many. More are
	// answered with 429.
	Rate  float64
	Burst int
}

// DefaultLimits returns the limits that stand for zero fields.
func DefaultLimits() Limits { return Limits{}.complete() }

func (l Limits) complete() Limits {
	if l.Concurrent == 0 {
		l.Concurrent = 64
	}
	if l.Wait == 0 {
		l.Wait = 5 * time.Second
	}
	if l.PerCaller == 0 {
		l.PerCaller = 16
	}
	if l.Rate == 0 {
		l.Rate = 50
	}
	if l.Burst == 0 {
		l.Burst = max(1, int(2*l.Rate))
	}
	return l
}

// remembered is how many callers are kept in each of two generations.
const remembered = 10_000

// caller is what a caller has taken.
type caller struct {
	bucket *rate.Limiter
	slots  chan struct{}
}

// callers keeps what callers have taken. Those that were not seen for long are
// forgotten, so that it stays small: when the young are many, the old go.
type callers struct {
	limits     Limits
	mu         sync.Mutex
	young, old map[string]*caller
	slots      chan struct{} // of all
}

func newCallers(l Limits) *callers {
	l = l.complete()
	return &callers{limits: l, young: make(map[string]*caller), slots: make(chan struct{}, places(l.Concurrent))}
}

func places(n int) int {
	if n < 0 {
		return math.MaxInt16
	}
	return n
}

// of returns the caller with a name.
func (c *callers) of(name string) *caller {
	c.mu.Lock()
	defer c.mu.Unlock()
	found, ok := c.young[name]
	if ok {
		return found
	}
	if found, ok = c.old[name]; !ok {
		limit := rate.Limit(c.limits.Rate)
		if limit < 0 {
			limit = rate.Inf
		}
		found = &caller{rate.NewLimiter(limit, c.limits.Burst), make(chan struct{}, places(c.limits.PerCaller))}
	}
	if len(c.young) >= remembered {
		c.young, c.old = make(map[string]*caller), c.young
	}
	c.young[name] = found
	return found
}

// admit takes one request of the caller's rate; it answers 429 and returns
// false where there is none left. "" names a caller without limits of his own.
func (c *callers) admit(w http.ResponseWriter, name string, m *metrics) bool {
	if name == "" {
		return true
	}
	r := c.of(name).bucket.Reserve()
	wait := r.Delay()
	if r.OK() && wait == 0 {
		return true
	}
	r.Cancel()
	m.limited.WithLabelValues("rate").Inc()
	w.Header().Set("Retry-After", strconv.Itoa(max(1, int(math.Ceil(wait.Seconds())))))
	refuseLimit(w, http.StatusTooManyRequests, "rate", "too many requests in a short time")
	return false
}

// turns lets requests through as there are places, the caller's own first;
// others wait for their turn.
func (c *callers) turns(addresses proxies, m *metrics, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		who, _ := access.From(r.Context())
		if name := addresses.caller(who, r); name != "" {
			own := c.of(name).slots
			if !take(r.Context(), own, c.limits.Wait) {
				tooBusy(w, r, "perCaller", m)
				return
			}
			defer func() { <-own }()
		}
		if !take(r.Context(), c.slots, c.limits.Wait) {
			tooBusy(w, r, "concurrent", m)
			return
		}
		defer func() { <-c.slots }()
		next.ServeHTTP(w, r)
	})
}

// take takes a place and reports whether there was one in time.
func take(ctx context.Context, slots chan struct{}, wait time.Duration) bool {
	select {
	case slots <- struct{}{}:
		return true
	default:
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case slots <- struct{}{}:
		return true
	case <-ctx.Done():
	case <-timer.C:
	}
	return false
}

// tooBusy answers that there was no place in time; m is nil where nothing counts.
func tooBusy(w http.ResponseWriter, r *http.Request, limit string, m *metrics) {
	if r.Context().Err() != nil {
		refuse(w, http.StatusServiceUnavailable, resolvers.CodeCancelled, "the request was cancelled")
		return
	}
	if m != nil {
		m.limited.WithLabelValues(limit).Inc()
	}
	w.Header().Set("Retry-After", "1")
	refuseLimit(w, http.StatusServiceUnavailable, limit, "too many requests at a time")
}

// proxies are those whose word on a client's address counts.
type proxies []netip.Prefix

// address returns the client's address: that of the connection, or where a
// proxy of ours connected, the last one of X-Forwarded-For that is no proxy.
func (p proxies) address(r *http.Request) netip.Addr {
	at, _ := netip.ParseAddrPort(r.RemoteAddr)
	client := at.Addr().Unmap()
	if !p.trusts(client) {
		return client
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && p.trusts(client); i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		client = hop.Unmap()
	}
	return client
}

func (p proxies) trusts(a netip.Addr) bool {
	for _, prefix := range p {
		if prefix.Contains(a) {
			return true
		}
	}
	return false
}

// caller returns the name by which a caller's limits are kept: his own, else
// his address, of IPv6 the network of 64 bits that one client has. An anonymous
// caller on this machine has no limits of his own: "".
func (p proxies) caller(who access.Principal, r *http.Request) string {
	if !who.Anonymous() {
		return who.ID
	}
	return p.network(r)
}

func (p proxies) network(r *http.Request) string {
	a := p.address(r)
	switch {
	case a.IsLoopback():
		return ""
	case a.Is6():
		prefix, _ := a.WithZone("").Prefix(64)
		return "address:" + prefix.String()
	}
	return "address:" + a.String()
}
