package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"entente/access"
)

func keyVerb() verb {
	return verb{
		name: "key", args: "[NAME]", short: "make an API key for the server",
		long: `
Makes an API key and prints it, once: it is kept nowhere. Its hash goes, as one line,
to the end of the file that auth.keysFile names, where a running server finds it within
a second; without that setting the line is printed on standard error. To take a key
back, delete its line. NAME says for people whose key it is.

Roles: reader reads; loader also loads documents and takes loads back; curator also
decides on identities and reviews claims; admin may everything.

  entente key --role reader --auth-keys-file keys.txt "dashboard"
  entente serve --auth-keys-file keys.txt --listen 0.0.0.0:8080
  curl -H "Authorization: Bearer $KEY" ...   (or, in a browser: any user, the key as the password)`,
		keys: []string{"auth.keysFile"},
		flags: func(f *pflag.FlagSet) {
			f.String("role", "reader", "what its holder may do: reader, loader, curator or admin")
			f.String("expires", "", "the last day on which it is good, YYYY-MM-DD; empty: always")
		},
		do: makeKey,
	}
}

func makeKey(_ context.Context, c *call) error {
	role, err := access.ParseRole(c.text("role"))
	if err != nil || role == access.None {
		return usagef("--role: %q is none of reader, loader, curator, admin", c.text("role"))
	}
	var expires time.Time
	if s := c.text("expires"); s != "" {
		if expires, err = time.Parse(time.DateOnly, s); err != nil {
			return usagef("--expires: %q is no day, YYYY-MM-DD", s)
		}
	}
	name := strings.Join(strings.Fields(strings.ReplaceAll(strings.Join(c.args, " "), ";", " ")), " ")
	key, record := access.NewKey(role, name, expires)
	if path := c.config.Auth.KeysFile; path != "" {
		if err := appendLine(path, record.String()); err != nil {
			return err
		}
	} else {
		fmt.Fprintf(c.err, "Add this line to the file that auth.keysFile names, or to ENTENTE_AUTH_KEYS:\n%s\n", record)
	}
	_, err = fmt.Fprintln(c.out, key)
	return err
}

// appendLine puts a line at the end of a file, which it makes for its owner alone.
func appendLine(path, line string) error {
	before, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	if len(before) > 0 && before[len(before)-1] != '\n' {
		line = "\n" + line
	}
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if _, err := f.WriteString(line + "\n"); err != nil {
		_ = f.Close()
		return err
	}
	return f.Close()
}
