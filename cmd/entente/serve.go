package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"entente/access"
	"entente/analysis"
	"entente/config"
	"entente/examples"
	"entente/explorer"
	"entente/graph"
	"entente/graph/sqlite"
	"entente/loaders"
	"entente/resolvers"
	"entente/server"
)

// serverKeys returns the settings of the verbs that serve.
func serverKeys() []string {
	keys := []string{"listen", "hosts", "origins", "proxies", "queryTimeout", "slowQuery", "introspection", "traces", "log.format"}
	for _, s := range config.Settings(config.Default()) {
		switch group, _, _ := strings.Cut(s.Key, "."); group {
		case "auth", "tls", "limits", "persisted":
			keys = append(keys, s.Key)
		}
	}
	return keys
}

func serveVerb() verb {
	return verb{
		name: "serve", short: "serve a store",
		long: `
Serves GraphQL on /graphql, which opens a console in a browser, the explorer on
/explorer/, files for other tools on /export/FORMAT, and /healthz, /readyz and
/metrics. A store that goes away makes /readyz say so; requests work again when it
returns. So does a store that an older version filled, until entente check --repair
has made it anew. An interrupt lets the requests under way finish.

On a loopback address everybody on this machine may read. Beyond loopback it listens
only where callers say who they are, by API keys (entente key makes them) or by JSON
Web Tokens of an issuer that you name; then nobody is let in without.

  entente serve
  entente serve --store neo4j://localhost --listen 127.0.0.1:9090
  entente serve --listen 0.0.0.0:8080 --auth-keys-file keys.txt --hosts graph.example
  entente serve --listen 0.0.0.0:8080 --auth-jwt-keys https://issuer.example/jwks.json \
      --auth-jwt-issuer https://issuer.example --auth-jwt-audience entente`,
		keys: append(serverKeys(), storeKeys...),
		do: func(ctx context.Context, c *call) error {
			if len(c.args) > 0 {
				return usagef("serve takes no arguments; entente load loads documents")
			}
			return c.withStore(ctx, func(store graph.Store) error { return c.serve(ctx, store) })
		},
	}
}

func demoVerb() verb {
	return verb{
		name: "demo", short: "load the example documents into an embedded store and serve them",
		long: `
Loads the documents that come with the program into an embedded store, which is gone
when the program ends, and serves it like entente serve.

  entente demo
  entente demo --listen 127.0.0.1:9090`,
		keys: serverKeys(),
		do: func(ctx context.Context, c *call) error {
			if len(c.args) > 0 {
				return usagef("demo takes no arguments; entente load and entente serve work on documents of your own")
			}
			c.config.Store = "sqlite:" + sqlite.Memory
			return c.withStore(ctx, func(store graph.Store) error {
				record, err := c.load(ctx, store, loaders.FindFS(examples.Documents(), "examples"))
				if err != nil {
					return err
				}
				stats, err := store.Stats(ctx)
				if err != nil {
					return err
				}
				fmt.Fprintf(c.err, "%d example documents loaded: %d claims make %d relations between %d entities.\n",
					record.Counts.Added, stats.Claims, stats.Relations, stats.Entities)
				return c.serve(ctx, store)
			})
		},
	}
}

// serve listens where the settings say and serves the store until the context
// ends.
func (c *call) serve(ctx context.Context, store graph.Store) error {
	defer runtime.KeepAlive(collect(c.config.Store))
	lines := &lines{to: c.err}
	defer lines.flush()
	log := slog.New(prompt{server.LogHandler(c.loggerTo(lines).Handler()), lines})
	exporter, err := server.OTLP(ctx, c.config.Traces)
	if err != nil {
		return usagef("traces: %v", err)
	}
	telemetry, err := server.NewTelemetry(exporter)
	if err != nil {
		return usagef("traces: %v", err)
	}
	defer func() {
		if err := telemetry.Close(context.WithoutCancel(ctx)); err != nil {
			log.Warn("the last traces are lost", "error", err)
		}
	}()
	cache := new(analysis.Cache)
	parts, err := c.parts(ctx, store, cache, telemetry, log)
	if err != nil {
		return err
	}
	listener, scheme, err := c.listen(log)
	if err != nil {
		return err
	}
	defer aside(ctx, func(ctx context.Context) {
		if _, err := store.Stats(ctx); errors.Is(err, graph.ErrOutdated) {
			log.Error("not ready", "error", err)
			return
		}
		readAhead(ctx, store, cache, log)
		letGo()
	})()
	fmt.Fprintf(c.err, "GraphQL and its console: %s://%s/graphql (Ctrl-C ends)\n", scheme, listener.Addr())
	return server.Run(ctx, listener, server.New(parts), server.Options{Logger: log})
}

// parts returns what is served, as the settings say.
func (c *call) parts(ctx context.Context, store graph.Store, cache *analysis.Cache, telemetry *server.Telemetry, log *slog.Logger) (server.Parts, error) {
	callers, err := authenticator(ctx, c.config.Auth, log)
	if err != nil {
		return server.Parts{}, err
	}
	proxies, err := c.config.TrustedProxies()
	if err != nil {
		return server.Parts{}, usagef("proxies: %v", err)
	}
	o := resolverOptions(c.config, log)
	if o.Persisted, o.Trusted, err = persisted(c.config.Persisted); err != nil {
		return server.Parts{}, usagef("persisted.trusted: %v", err)
	}
	o.Stopping, o.Origins = ctx.Done(), c.config.Origins
	o.Authenticate, o.Watch = callers.Authenticate, telemetry.Watch()
	o.Watch.Slow, o.Cache = c.config.SlowQuery, cache
	return server.Parts{
		GraphQL:  resolvers.NewHandler(graph.Watch(store), o),
		Console:  explorer.Console("/graphql"),
		Explorer: explorer.Handler(),
		Export:   server.Export(store, server.ExportOptions{Filter: o, Point: pointOf, Logger: log}),
		Access:   callers, Hosts: c.config.Hosts, Origins: c.config.Origins, Proxies: proxies,
		Limits: serverLimits(c.config.Limits), Telemetry: telemetry, Logger: log,
		Ready: func(ctx context.Context) error {
			_, err := store.Stats(ctx)
			return err
		},
	}, nil
}

// listen listens where the settings say, and returns the scheme of the address.
func (c *call) listen(log *slog.Logger) (listener net.Listener, scheme string, err error) {
	if listener, err = net.Listen("tcp", c.config.Listen); err != nil {
		return nil, "", fmt.Errorf("cannot listen on %s: %w; --listen names another address", c.config.Listen, err)
	}
	listener = server.AtMost(listener, c.config.Limits.Connections)
	if c.config.TLS.Cert == "" {
		return listener, "http", nil
	}
	secure, err := server.Secure(listener, c.config.TLS.Cert, c.config.TLS.Key, func(err error) { log.Error("certificate", "error", err) })
	if err != nil {
		_ = listener.Close()
		return nil, "", usagef("tls: %v", err)
	}
	return secure, "https", nil
}

// persisted returns how documents go by ids, and those that are trusted.
func persisted(p config.Persisted) (resolvers.Persisted, resolvers.Trusted, error) {
	mode := map[string]resolvers.Persisted{"off": resolvers.PersistedOff, "only": resolvers.PersistedOnly}[p.Mode]
	if p.Trusted == "" {
		return mode, nil, nil
	}
	folder, name := filepath.Split(filepath.Clean(p.Trusted))
	trusted, err := resolvers.ReadTrusted(os.DirFS(cmp.Or(folder, ".")), name)
	return mode, trusted, err
}

// authenticator returns who may call, as the settings say.
func authenticator(ctx context.Context, a config.Auth, log *slog.Logger) (*access.Authenticator, error) {
	role, err := access.ParseRole(a.AnonymousRole())
	if err != nil {
		return nil, usagef("auth.anonymous: %v", err)
	}
	keys, err := access.ParseKeys(a.Keys)
	if err != nil {
		return nil, usagef("auth.keys: %v", err)
	}
	o := access.Options{Anonymous: role, Keys: keys, KeysFile: a.KeysFile,
		Watch: access.Watch{Fault: func(err error) { log.Error("authentication", "error", err) }}}
	if a.JWT.Keys != "" {
		o.Tokens = &access.TokenOptions{Keys: a.JWT.Keys, Issuer: a.JWT.Issuer, Audience: a.JWT.Audience,
			Algorithms: a.JWT.Algorithms, Claim: a.JWT.Claim, Refresh: a.JWT.Refresh}
	}
	callers, err := access.New(ctx, o)
	if err != nil {
		return nil, usagef("auth: %v", err)
	}
	return callers, nil
}

func resolverOptions(c config.Config, log *slog.Logger) resolvers.Options {
	l := c.Limits
	return resolvers.Options{Logger: log, HideSchema: !c.Introspection, Now: time.Now, Limits: resolvers.Limits{
		Body: l.Body, Nesting: l.Nesting, Tokens: l.Tokens, Depth: l.Depth, Aliases: l.Aliases, Directives: l.Directives,
		Fields: l.Fields, Pages: l.Pages, Cost: l.Cost, Conditions: l.Conditions, Rows: l.Rows, Read: l.Read, Database: l.Database, Errors: l.Errors, Time: c.QueryTimeout,
	}, Streams: resolvers.Streams{Connections: l.Streams, Subscriptions: l.Subscriptions}}
}

func serverLimits(l config.Limits) server.Limits {
	if l.Rate == 0 {
		l.Rate = -1 // none
	}
	return server.Limits{Concurrent: l.Concurrent, Wait: l.Wait, PerCaller: l.PerCaller, Rate: l.Rate, Burst: l.Burst}
}
