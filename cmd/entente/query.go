package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/pflag"

	"entente/graph"
	"entente/resolvers"
)

func queryVerb() verb {
	return verb{
		name: "query", args: "FILE|-", short: "run a GraphQL document against a store, without a server",
		long: `
Runs the GraphQL document of a file, or of standard input for -, and prints the
answer. Variables are a JSON object, or @FILE that holds one. An answer with errors
is printed and exits with 1.

  entente query question.graphql
  entente query --variables '{"a": "CHN", "b": "KAZ"}' dyad.graphql
  echo '{ dyad(a: "CHN", b: "KAZ") { agreements { nodes { name } } } }' | entente query -`,
		keys: append([]string{"queryTimeout"}, storeKeys...),
		flags: func(f *pflag.FlagSet) {
			f.String("variables", "", "values of the variables: a JSON object, or @FILE")
			f.String("operation", "", "the operation to run, where the document has several")
			f.Bool("compact", false, "print the answer on one line")
		},
		do: runQuery,
	}
}

func runQuery(ctx context.Context, c *call) error {
	if len(c.args) != 1 {
		return usagef("name one file with a GraphQL document, or - for standard input")
	}
	document, err := c.readArg(c.args[0])
	if err != nil {
		return err
	}
	variables, err := c.variables()
	if err != nil {
		return err
	}
	return c.withStore(ctx, func(store graph.Store) error {
		if _, err := store.Stats(ctx); err != nil {
			return err
		}
		a := resolvers.Execute(ctx, store, resolvers.Request{Query: document, Operation: c.text("operation"), Variables: variables},
			resolverOptions(c.config, c.logger()))
		if err := c.printAnswer(a); err != nil {
			return err
		}
		if len(a.Errors) > 0 {
			return errFindings
		}
		return nil
	})
}

func (c *call) readArg(name string) (string, error) {
	if name == "-" {
		b, err := io.ReadAll(c.in)
		return string(b), err
	}
	b, err := os.ReadFile(name)
	if err != nil {
		return "", usagef("%v", err)
	}
	return string(b), nil
}

func (c *call) variables() (map[string]any, error) {
	text := c.text("variables")
	if text == "" {
		return nil, nil
	}
	if name, ok := strings.CutPrefix(text, "@"); ok {
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, usagef("--variables: %v", err)
		}
		text = string(b)
	}
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var out map[string]any
	if err := d.Decode(&out); err != nil {
		return nil, usagef("--variables is no JSON object: %v", err)
	}
	return out, nil
}

func (c *call) printAnswer(a *resolvers.Answer) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if !c.yes("compact") {
		e.SetIndent("", "  ")
	}
	if err := e.Encode(a); err != nil {
		return err
	}
	_, err := fmt.Fprint(c.out, b.String())
	return err
}
