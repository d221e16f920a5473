package main

import (
	"context"
	"fmt"

	"github.com/spf13/pflag"

	"entente/graph"
)

func checkVerb() verb {
	return verb{
		name: "check", short: "verify a store: every quote, every projection, every id",
		long: `
Reads the whole store and prints a line for each fault: a quote that its document
does not hold, an id that is not its content, anything that shows and is not what
was loaded, an entity or relation that is not what the claims add up to. The exit
code is 1 if there are faults, or if the store changes meanwhile. --repair makes
entities and relations anew from the claims.

  entente check --store sqlite:entente.db`,
		keys:  storeKeys,
		flags: func(f *pflag.FlagSet) { f.Bool("repair", false, "make entities and relations anew from the claims") },
		do: func(ctx context.Context, c *call) error {
			return c.withStore(ctx, func(store graph.Store) error {
				if c.yes("repair") {
					if err := store.Rebuild(ctx); err != nil {
						return err
					}
				}
				faults := 0
				err := graph.Check(ctx, store, func(fault string) {
					faults++
					fmt.Fprintln(c.out, fault)
				})
				if err != nil {
					return err
				}
				stats, err := store.Stats(ctx)
				if err != nil {
					return err
				}
				fmt.Fprintf(c.out, "%d documents, %d claims, %d relations, %d entities checked: %d faults\n", stats.Documents, stats.Claims, stats.Relations, stats.Entities, faults)
				if faults > 0 {
					return errFindings
				}
				return nil
			})
		},
	}
}
