package main

import (
	"context"
	"io"

	"entente/config"
	"entente/resolvers"
)

// AsProgram is set in the environment of a copy of the test binary that stands
// for the program.
const AsProgram = "ENTENTE_TEST_AS_PROGRAM"

// Run is the program, for tests from outside.
func Run(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer) int {
	return run(ctx, args, in, out, errOut)
}

// ServerLimits and ResolverLimits are what the settings make of limits.
var ServerLimits = serverLimits

// ResolverLimits returns the limits of resolvers and of their streams.
func ResolverLimits(c config.Config) (resolvers.Limits, resolvers.Streams) {
	o := resolverOptions(c, nil)
	return o.Limits, o.Streams
}

// StatusFile in the environment of such a copy names a file for what Linux tells
// of it at its end. What a parent is told of the memory of a child counts its own,
// out of which the child was made.
const StatusFile = "ENTENTE_TEST_STATUS_FILE"
