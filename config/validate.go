package config

import (
	"errors"
	"fmt"
	"net"
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
	if c.MaxDocumentBytes <= 0 {
		fault("maxDocumentBytes", "must be above 0")
	}
	if c.QueryTimeout <= 0 {
		fault("queryTimeout", "must be above 0")
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
