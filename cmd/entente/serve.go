package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"time"

	"entente/config"
	"entente/examples"
	"entente/explorer"
	"entente/graph"
	"entente/graph/sqlite"
	"entente/loaders"
	"entente/resolvers"
	"entente/server"
)

// serverKeys are the settings of the verbs that serve.
var serverKeys = []string{"listen", "queryTimeout", "introspection", "log.format"}

func serveVerb() verb {
	return verb{
		name: "serve", short: "serve a store",
		long: `
Serves GraphQL on /graphql, which opens a console in a browser, the explorer on
/explorer/, and /healthz, /readyz and /metrics. It listens on a loopback address
only. A store that goes away makes /readyz say so; requests work again when it
returns. An interrupt lets the requests under way finish.

  entente serve
  entente serve --store neo4j://localhost --listen 127.0.0.1:9090`,
		keys: append(append([]string{}, serverKeys...), storeKeys...),
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
		keys: serverKeys,
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
	listener, err := net.Listen("tcp", c.config.Listen)
	if err != nil {
		return fmt.Errorf("cannot listen on %s: %w; --listen names another address", c.config.Listen, err)
	}
	log := slog.New(server.LogHandler(c.logger().Handler()))
	handler := server.New(server.Parts{
		GraphQL:  resolvers.NewHandler(store, resolverOptions(c.config, log)),
		Console:  explorer.Console("/graphql"),
		Explorer: explorer.Handler(),
		Logger:   log,
		Ready: func(ctx context.Context) error {
			_, err := store.Stats(ctx)
			return err
		},
	})
	fmt.Fprintf(c.err, "GraphQL and its console: http://%s/graphql (Ctrl-C ends)\n", listener.Addr())
	return server.Run(ctx, listener, handler, server.Options{})
}

func resolverOptions(c config.Config, log *slog.Logger) resolvers.Options {
	return resolvers.Options{Logger: log, HideSchema: !c.Introspection, Now: time.Now, Limits: resolvers.Limits{Time: c.QueryTimeout}}
}
