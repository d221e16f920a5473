package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"strings"
	"time"

	"entente/access"
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
	keys := []string{"listen", "hosts", "queryTimeout", "introspection", "log.format"}
	for _, s := range config.Settings(config.Default()) {
		if strings.HasPrefix(s.Key, "auth.") {
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
returns. An interrupt lets the requests under way finish.

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
	log := slog.New(server.LogHandler(c.logger().Handler()))
	callers, err := authenticator(ctx, c.config.Auth, log)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.config.Listen)
	if err != nil {
		return fmt.Errorf("cannot listen on %s: %w; --listen names another address", c.config.Listen, err)
	}
	o := resolverOptions(c.config, log)
	o.Authenticate = callers.Authenticate
	o.Stopping = ctx.Done()
	handler := server.New(server.Parts{
		GraphQL:  resolvers.NewHandler(graph.Watch(store), o),
		Console:  explorer.Console("/graphql"),
		Explorer: explorer.Handler(),
		Export:   server.Export(store, server.ExportOptions{Filter: o, Logger: log}),
		Access:   callers,
		Hosts:    c.config.Hosts,
		Logger:   log,
		Ready: func(ctx context.Context) error {
			_, err := store.Stats(ctx)
			return err
		},
	})
	fmt.Fprintf(c.err, "GraphQL and its console: http://%s/graphql (Ctrl-C ends)\n", listener.Addr())
	return server.Run(ctx, listener, handler, server.Options{Logger: log})
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
	return resolvers.Options{Logger: log, HideSchema: !c.Introspection, Now: time.Now, Limits: resolvers.Limits{Time: c.QueryTimeout}}
}
