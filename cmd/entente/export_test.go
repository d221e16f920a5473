package main

import (
	"context"
	"io"
)

// Run is the program, for tests from outside.
func Run(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer) int {
	return run(ctx, args, in, out, errOut)
}
