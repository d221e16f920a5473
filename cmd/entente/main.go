// Command entente is a knowledge graph of bilateral relations: it loads
// documents into a store, answers GraphQL queries on it, and prints what it
// reads in a text. `entente help` lists its verbs.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
