// Command measure scores the program on labelled data and compares the result
// with what is recorded, so that a drop of quality fails the build:
//
//	go run ./internal/measure -data ../shared/data -record docs/measures.json bin/entente
//
// The data's own judge.py runs the program and prints a line for each measure. With
// -update the record takes the new values.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run returns the exit code: 0 when nothing dropped, 1 when something did or
// could not be measured, 2 for wrong usage.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("measure", flag.ContinueOnError)
	flags.SetOutput(stderr)
	data := flags.String("data", "../shared/data", "folder of the labelled data with judge.py")
	record := flags.String("record", "docs/measures.json", "file of the recorded values")
	with := flags.String("with", "python3", "program that runs judge.py")
	update := flags.Bool("update", false, "record the new values")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if flags.NArg() != 1 {
		fmt.Fprintln(stderr, "usage: measure [flags] BINARY")
		return 2
	}
	got, err := judge(ctx, *with, filepath.Join(*data, "judge.py"), flags.Arg(0), stdout, stderr)
	if err == nil && *update {
		err = got.save(*record)
	} else if err == nil {
		err = compare(*record, got, stdout)
	}
	if err != nil {
		fmt.Fprintln(stderr, "measure:", err)
		return 1
	}
	return 0
}

// judge runs the judge, shows what it prints, and returns its measures. That it
// exits with 1 when a target is missed is no error here.
func judge(ctx context.Context, with, script, binary string, stdout, stderr io.Writer) (measures, error) {
	binary, err := filepath.Abs(binary)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	cmd := exec.CommandContext(ctx, with, script, binary)
	cmd.Stdout, cmd.Stderr = io.MultiWriter(stdout, &out), stderr
	ran := cmd.Run()
	got, err := parse(out.String())
	if err != nil {
		if ran != nil {
			return nil, fmt.Errorf("judge.py: %w", ran)
		}
		return nil, err
	}
	return got, nil
}

// compare fails when a value is worse than recorded, and when the lists of
// measures differ.
func compare(record string, got measures, stdout io.Writer) error {
	want, err := load(record)
	if err != nil {
		return err
	}
	faults := want.worse(got)
	for _, f := range faults {
		fmt.Fprintln(stdout, f)
	}
	if len(faults) > 0 {
		return fmt.Errorf("%d of %d measures are worse than in %s or not in it", len(faults), len(got), record)
	}
	fmt.Fprintf(stdout, "no measure of %d is worse than in %s\n", len(got), record)
	return nil
}
