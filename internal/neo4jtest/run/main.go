// Command run starts one Neo4j server, runs a command that may use it, and stops
// the server:
//
//	go run ./internal/neo4jtest/run [-bench] -- go test ./...
//
// The command finds the server in ENTENTE_TEST_NEO4J; ENTENTE_REQUIRE_NEO4J=1
// says that its tests may not skip. A server that the environment names
// already is used as it is. The exit code is the command's.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"

	"entente/internal/neo4jtest"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stderr)
	stop()
	os.Exit(code)
}

// run returns the exit code: the command's, 1 without a server, 2 for wrong usage.
func run(ctx context.Context, args []string, stderr io.Writer) int {
	flags := flag.NewFlagSet("run", flag.ContinueOnError)
	flags.SetOutput(stderr)
	bench := flags.Bool("bench", false, "give the server the memory and compiler of a production server")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if flags.NArg() == 0 {
		fmt.Fprintln(stderr, "usage: run [-bench] -- command [argument...]")
		return 2
	}
	if os.Getenv(neo4jtest.AddressVariable) != "" {
		return execute(ctx, flags.Args(), os.Environ(), stderr)
	}
	begun := time.Now()
	p, err := neo4jtest.Launch(ctx, neo4jtest.Options{Bench: *bench, Long: true})
	if err != nil {
		fmt.Fprintln(stderr, err)
		return 1
	}
	defer func() {
		if err := p.Stop(); err != nil {
			fmt.Fprintln(stderr, err)
		}
	}()
	fmt.Fprintf(stderr, "Neo4j %s answers after %.1f s\n", neo4jtest.Version, time.Since(begun).Seconds())
	env := append(os.Environ(), neo4jtest.AddressVariable+"="+p.Server().URL(), neo4jtest.RequireVariable+"=1")
	return execute(ctx, flags.Args(), env, stderr)
}

// execute runs the command with our standard streams. An interrupt is passed on
// and the command has ten seconds to end.
func execute(ctx context.Context, args, env []string, stderr io.Writer) int {
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Env = env
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit) && exit.ExitCode() > 0:
		return exit.ExitCode()
	default:
		fmt.Fprintln(stderr, err)
		return 1
	}
}
