package main

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"
	"text/tabwriter"

	"github.com/spf13/pflag"

	"entente/config"
	"entente/extract"
)

func configVerb() verb {
	return verb{
		name: "config", short: "print the settings in force",
		long: `
Prints every setting with its value, the variable and the flag that set it, and what
it is for. Secrets are shown as (set). Settings are read from entente.yaml in this
folder or the user's configuration folder, then the environment, then flags.

  entente config
  entente config --json`,
		flags: func(f *pflag.FlagSet) { f.Bool("json", false, "print as JSON") },
		keys:  nil,
		do: func(_ context.Context, c *call) error {
			settings := config.Settings(c.config)
			if c.yes("json") {
				values := make(map[string]string, len(settings))
				for _, s := range settings {
					values[s.Key] = s.Value
				}
				return json.NewEncoder(c.out).Encode(values)
			}
			w := tabwriter.NewWriter(c.out, 0, 4, 2, ' ', 0)
			fmt.Fprintln(w, "KEY\tVALUE\tVARIABLE\tFLAG\tMEANING")
			for _, s := range settings {
				flag := ""
				if s.Flag != "" {
					flag = "--" + s.Flag
				}
				fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", s.Key, s.Value, s.Env, flag, s.Doc)
			}
			return w.Flush()
		},
	}
}

func versionVerb() verb {
	return verb{
		name: "version", short: "print the version",
		long: "Prints the version of the program, of its extractor and of Go.",
		do: func(_ context.Context, c *call) error {
			version := "devel"
			if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
				version = info.Main.Version
			}
			_, err := fmt.Fprintf(c.out, "entente %s, extractor %s, %s %s/%s\n", version, extract.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}
