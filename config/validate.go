package config

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strings"
)

// faultFunc is told of a fault of a key.
type faultFunc func(key, format string, args ...any)

// Validate returns all faults of the settings at once, nil for none.
func (c Config) Validate() error {
	var faults []error
	fault := func(key, format string, args ...any) {
		faults = append(faults, fmt.Errorf("%s: %s", key, fmt.Sprintf(format, args...)))
	}
	c.checkStore(fault)
	if _, _, err := net.SplitHostPort(c.Listen); err != nil {
		fault("listen", "%q is not HOST:PORT", c.Listen)
	} else {
		c.Auth.check(c.Listen, fault)
	}
	c.checkNetwork(fault)
	c.Limits.check(fault)
	if c.MaxDocumentBytes <= 0 {
		fault("maxDocumentBytes", "must be above 0")
	}
	if c.QueryTimeout <= 0 {
		fault("queryTimeout", "must be above 0")
	}
	if c.SlowQuery < 0 {
		fault("slowQuery", "must be 0 or above")
	}
	if !slices.Contains([]string{"automatic", "off", "only"}, c.Persisted.Mode) {
		fault("persisted.mode", "%q is none of automatic, off, only", c.Persisted.Mode)
	} else if c.Persisted.Mode == "only" && c.Persisted.Trusted == "" {
		fault("persisted.trusted", "is needed where persisted.mode is only")
	}
	if u, err := url.Parse(c.Traces); err != nil || c.Traces != "" && (u.Scheme != "http" && u.Scheme != "https" || u.Host == "") {
		fault("traces", "%q is no address such as http://collector:4318", c.Traces)
	}
	if !slices.Contains([]string{"debug", "info", "warn", "error"}, c.Log.Level) {
		fault("log.level", "%q is none of debug, info, warn, error", c.Log.Level)
	}
	if !slices.Contains([]string{"text", "json"}, c.Log.Format) {
		fault("log.format", "%q is neither text nor json", c.Log.Format)
	}
	return errors.Join(faults...)
}

func (c Config) checkStore(fault faultFunc) {
	schemes := []string{"sqlite", "memory", "neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"}
	scheme, rest, ok := strings.Cut(c.Store, ":")
	switch {
	case !ok || !slices.Contains(schemes, scheme) || scheme == "sqlite" && rest == "":
		fault("store", "%q is none of sqlite:PATH, neo4j://HOST, bolt://HOST, memory:", c.Store)
	case strings.Contains(rest, "@"):
		fault("store", "give user and password as neo4j.user and neo4j.password, not in the address")
	}
}
