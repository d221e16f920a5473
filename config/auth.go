package config

import (
	"net"
	"net/url"
	"slices"
	"time"
)

// Auth are the settings of who may call the server.
type Auth struct {
	Anonymous string `mapstructure:"anonymous" doc:"Role of callers without credentials: none, reader, loader, curator or admin, on loopback only; empty: reader, or none where there are keys or tokens"`
	KeysFile  string `mapstructure:"keysFile" doc:"File with the hashes of API keys, one a line, as entente key writes it; it is read again when it changes"`
	Keys      string `mapstructure:"keys" secret:"true" doc:"Lines of such a file, separated by semicolons; from file or environment only"`
	JWT       JWT    `mapstructure:"jwt"`
}

// JWT are the settings of JSON Web Tokens.
type JWT struct {
	Keys       string        `mapstructure:"keys" doc:"Where the issuer's keys (JWKS) are: a file, or an https URL; empty: no tokens are taken"`
	Issuer     string        `mapstructure:"issuer" doc:"The issuer (iss) of tokens"`
	Audience   string        `mapstructure:"audience" doc:"The audience (aud) of tokens"`
	Algorithms []string      `mapstructure:"algorithms" doc:"Signatures that are taken: RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA"`
	Claim      string        `mapstructure:"claim" doc:"Claim with the caller's roles, a text or a list; a dot leads into an object (realm_access.roles)"`
	Refresh    time.Duration `mapstructure:"refresh" doc:"How long keys of a URL are used before they are fetched again"`
}

// roles are the names that auth.anonymous may have.
var roles = []string{"none", "reader", "loader", "curator", "admin"}

// Roles returns the names of roles that the settings know.
func Roles() []string { return slices.Clone(roles) }

// Enabled reports whether callers can prove who they are.
func (a Auth) Enabled() bool { return a.Keys != "" || a.KeysFile != "" || a.JWT.Keys != "" }

// AnonymousRole returns the role of callers without credentials.
func (a Auth) AnonymousRole() string {
	switch {
	case a.Anonymous != "":
		return a.Anonymous
	case a.Enabled():
		return "none"
	}
	return "reader"
}

// loopback reports whether an address HOST:PORT can be reached from this
// machine alone.
func loopback(address string) bool {
	host, _, _ := net.SplitHostPort(address)
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// check tells the faults of who may call. Beyond loopback nobody may without
// having said who he is.
func (a Auth) check(listen string, fault faultFunc) {
	if a.Anonymous != "" && !slices.Contains(roles, a.Anonymous) {
		fault("auth.anonymous", "%q is none of none, reader, loader, curator, admin", a.Anonymous)
	}
	switch {
	case loopback(listen):
	case !a.Enabled():
		fault("listen", "%q can be reached from other machines, and nobody would be asked who he is; set auth.keysFile (entente key makes keys) or auth.jwt.keys, or listen on 127.0.0.1", listen)
	case a.AnonymousRole() != "none":
		fault("auth.anonymous", "must be none where listen (%q) can be reached from other machines", listen)
	}
	if a.JWT.Keys == "" {
		return
	}
	if a.JWT.Issuer == "" {
		fault("auth.jwt.issuer", "is needed with auth.jwt.keys")
	}
	if a.JWT.Audience == "" {
		fault("auth.jwt.audience", "is needed with auth.jwt.keys")
	}
	if u, err := url.Parse(a.JWT.Keys); err == nil && u.Scheme == "http" && !loopback(net.JoinHostPort(u.Hostname(), "80")) {
		fault("auth.jwt.keys", "keys come from a file or by https")
	}
	if a.JWT.Refresh <= 0 {
		fault("auth.jwt.refresh", "must be above 0")
	}
}
