package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"

	"github.com/spf13/pflag"

	"entente/config"
)

// The exit codes, as the manual has them.
const (
	exitDone    = 0
	exitFailed  = 1
	exitUsage   = 2
	exitRefused = 3
)

// streams are what a verb talks to.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// verb is one word of the command line.
type verb struct {
	name, args, short string
	// long teaches: what it does, what comes out, with examples.
	long string
	// keys are the settings that it takes as flags.
	keys []string
	// flags adds the verb's own flags; do runs it with what is left.
	flags func(*pflag.FlagSet)
	do    func(ctx context.Context, c *call) error
}

// call is one use of a verb.
type call struct {
	streams
	config config.Config
	flags  *pflag.FlagSet
	args   []string
}

func (c *call) text(flag string) string {
	s, _ := c.flags.GetString(flag)
	return s
}

func (c *call) yes(flag string) bool {
	b, _ := c.flags.GetBool(flag)
	return b
}

func verbs() []verb {
	return []verb{demoVerb(), serveVerb(), loadVerb(), unloadVerb(), extractVerb(), classifyVerb(), queryVerb(), exportVerb(),
		checkVerb(), evalVerb(), keyVerb(), configVerb(), versionVerb()}
}

// usageError is a fault of the command line; it exits with 2.
type usageError struct{ msg string }

func (e *usageError) Error() string { return e.msg }

func usagef(format string, args ...any) error { return &usageError{fmt.Sprintf(format, args...)} }

// errFindings says that a verb did its work and found something wrong, which
// it has printed.
var errFindings = errors.New("findings")

// errRefused says that some documents were refused, which has been printed.
var errRefused = errors.New("some documents were refused")

// run is the program: it returns the exit code.
func run(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer) int {
	s := streams{in, out, errOut}
	if len(args) == 0 {
		help(errOut)
		return exitUsage
	}
	switch args[0] {
	case "help", "--help", "-h":
		return runHelp(s, args[1:])
	case "--version":
		args = []string{"version"}
	}
	for _, v := range verbs() {
		if v.name == args[0] {
			return exitCode(s, runVerb(ctx, v, s, args[1:]))
		}
	}
	fmt.Fprintf(errOut, "entente: there is no verb %q; entente help lists them\n", args[0])
	return exitUsage
}

func runVerb(ctx context.Context, v verb, s streams, args []string) error {
	c := &call{streams: s, flags: flagSet(v)}
	c.flags.SetOutput(io.Discard)
	if err := c.flags.Parse(args); err != nil {
		if errors.Is(err, pflag.ErrHelp) {
			verbHelp(s.out, v)
			return nil
		}
		return usagef("%v; entente help %s tells more", err, v.name)
	}
	c.args = c.flags.Args()
	var err error
	if c.config, err = config.Load(c.flags); err != nil {
		return usagef("%v", err)
	}
	return v.do(ctx, c)
}

func flagSet(v verb) *pflag.FlagSet {
	set := pflag.NewFlagSet(v.name, pflag.ContinueOnError)
	set.SortFlags = false
	if v.flags != nil {
		v.flags(set)
	}
	config.Flags(set, append([]string{"log.level"}, v.keys...)...)
	return set
}

// exitCode prints an error in one line and turns it into the exit code.
func exitCode(s streams, err error) int {
	var usage *usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errFindings):
		return exitFailed
	case errors.Is(err, errRefused):
		return exitRefused
	case errors.As(err, &usage):
		fmt.Fprintln(s.err, "entente:", strings.ReplaceAll(usage.msg, "\n", "\nentente: "))
		return exitUsage
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(s.err, "entente: interrupted")
		return exitFailed
	}
	fmt.Fprintln(s.err, "entente:", oneLine(err))
	return exitFailed
}

func oneLine(err error) string {
	return strings.Join(strings.Fields(err.Error()), " ")
}

func runHelp(s streams, args []string) int {
	if len(args) == 0 {
		help(s.out)
		return exitDone
	}
	for _, v := range verbs() {
		if v.name == args[0] {
			verbHelp(s.out, v)
			return exitDone
		}
	}
	fmt.Fprintf(s.err, "entente: there is no verb %q; entente help lists them\n", args[0])
	return exitUsage
}

func help(w io.Writer) {
	fmt.Fprint(w, "entente is a knowledge graph of bilateral relations: documents in, a graph with its evidence out.\n\n")
	for _, v := range verbs() {
		fmt.Fprintf(w, "  entente %-28s %s\n", strings.TrimSpace(v.name+" "+v.args), v.short)
	}
	fmt.Fprintf(w, "  entente %-28s %s\n", "help [VERB]", "explain a verb")
	fmt.Fprint(w, "\nSettings come from flags, the environment (ENTENTE_...) and entente.yaml; entente config lists them.\n")
}

func verbHelp(w io.Writer, v verb) {
	fmt.Fprintf(w, "usage: entente %s\n\n%s\n", strings.TrimSpace(v.name+" [flags] "+v.args), strings.TrimSpace(v.long))
	fmt.Fprintf(w, "\nFlags:\n%s", flagSet(v).FlagUsages())
}

// logger writes to standard error as the settings say.
func (c *call) logger() *slog.Logger { return c.loggerTo(c.err) }

func (c *call) loggerTo(w io.Writer) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.config.Log.Level)); err != nil {
		level = slog.LevelInfo
	}
	o := &slog.HandlerOptions{Level: level}
	if c.config.Log.Format == "json" {
		return slog.New(slog.NewJSONHandler(w, o))
	}
	return slog.New(newText(w, o))
}
