package config

import (
	"net/netip"
	"net/url"
	"reflect"
	"time"
)

// TLS are the settings of encrypted connections.
type TLS struct {
	Cert string `mapstructure:"cert" doc:"File with the server's certificate and those above it (PEM); it is read again when it changes; empty: no TLS"`
	Key  string `mapstructure:"key" doc:"File with the certificate's private key (PEM)"`
}

// Limits are what requests may take. All are above 0 but for those whose
// description says what 0 means.
type Limits struct {
	Body          int64         `mapstructure:"body" doc:"Bytes of a request's body, or of its URL"`
	Nesting       int           `mapstructure:"nesting" doc:"How deep objects and lists of a body nest, and braces and brackets of a document"`
	Tokens        int           `mapstructure:"tokens" doc:"Tokens of a GraphQL document"`
	Depth         int           `mapstructure:"depth" doc:"How deep fields nest"`
	Aliases       int           `mapstructure:"aliases" doc:"Fields with an alias"`
	Directives    int           `mapstructure:"directives" doc:"Directives of an operation"`
	Fields        int           `mapstructure:"fields" doc:"Fields of an operation, fragments in their places"`
	Pages         int           `mapstructure:"pages" doc:"Paged fields of an operation"`
	Cost          int           `mapstructure:"cost" doc:"Values that an answer may hold, as far as the sizes of its pages tell"`
	Conditions    int           `mapstructure:"conditions" doc:"What all conditions of an operation weigh: a comparison 1, a pattern 2, an edge 10, and 1 for each 500 values of a list"`
	Rows          int           `mapstructure:"rows" doc:"Items that an operation may read from the store"`
	Read          time.Duration `mapstructure:"read" doc:"How long one read of the store may compute; ten times as long where the machine is busy, or a database server has yet to plan it"`
	Database      time.Duration `mapstructure:"database" doc:"How long a database server may work for one read of the store, on the clock; what it does for reads side by side is shared alike"`
	Past          int           `mapstructure:"past" doc:"How much of what was known at earlier times is kept in memory for asOf.known: claims, and a thousandth of the bytes of texts; a time at which more was known is refused"`
	Errors        int           `mapstructure:"errors" doc:"Errors that an answer lists; more are cut"`
	Rate          float64       `mapstructure:"rate" doc:"Requests a second of one key, token or address in the long run; 0: no limit. Callers on this machine without credentials have none"`
	Burst         int           `mapstructure:"burst" doc:"Requests that may come at once beyond rate"`
	Concurrent    int           `mapstructure:"concurrent" doc:"Requests for GraphQL and files that run at a time; others wait"`
	PerCaller     int           `mapstructure:"perCaller" doc:"Requests of one key, token or address that run at a time; others wait. Callers on this machine without credentials have no such limit"`
	Streams       int           `mapstructure:"streams" doc:"WebSocket connections and event streams that are open at a time"`
	Subscriptions int           `mapstructure:"subscriptions" doc:"Subscriptions that run at a time"`
	Wait          time.Duration `mapstructure:"wait" doc:"How long a request waits for its turn"`
	Connections   int           `mapstructure:"connections" doc:"Connections that are open at a time; others wait to be taken"`
}

func defaultLimits() Limits {
	return Limits{
		Body: 1 << 20, Nesting: 100, Tokens: 3000, Depth: 20, Aliases: 60, Directives: 60, Fields: 3000, Pages: 60,
		Cost: 150_000, Conditions: 100, Rows: 200_000, Read: time.Second, Database: 5 * time.Second, Past: 250_000, Errors: 10,
		Rate: 50, Burst: 100, Concurrent: 64, PerCaller: 16, Wait: 5 * time.Second, Streams: 1000, Subscriptions: 2000, Connections: 4096,
	}
}

// check tells which limits are none.
func (l Limits) check(fault faultFunc) {
	v := reflect.ValueOf(l)
	for i := range v.NumField() {
		key := "limits." + v.Type().Field(i).Tag.Get("mapstructure")
		switch f := v.Field(i); {
		case f.CanFloat() && f.Float() < 0:
			fault(key, "must be 0 or above")
		case f.CanInt() && f.Int() <= 0:
			fault(key, "must be above 0")
		}
	}
}

// checkNetwork tells the faults of what stands between clients and the server.
func (c Config) checkNetwork(fault faultFunc) {
	if (c.TLS.Cert == "") != (c.TLS.Key == "") {
		fault("tls", "tls.cert and tls.key go together")
	}
	for _, o := range c.Origins {
		u, err := url.Parse(o)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.Path != "" || u.RawQuery != "" || u.User != nil {
			fault("origins", "%q is no site such as https://graph.example, without a path", o)
		}
	}
	if _, err := c.TrustedProxies(); err != nil {
		fault("proxies", "%v", err)
	}
}

// TrustedProxies returns the networks that the setting proxies names; a bare
// address is a network of one.
func (c Config) TrustedProxies() ([]netip.Prefix, error) {
	var out []netip.Prefix
	for _, text := range c.Proxies {
		prefix, err := netip.ParsePrefix(text)
		if err != nil {
			address, bad := netip.ParseAddr(text)
			if bad != nil {
				return nil, err
			}
			prefix = netip.PrefixFrom(address, address.BitLen())
		}
		out = append(out, prefix)
	}
	return out, nil
}
