// Command train makes the files of extract/names: lists from words in text files, weights
// from sentences with their names. See README.md beside it.
package main

import (
	"fmt"
	"os"

	"entente/extract/claim"
	"entente/extract/lexicon"
	"entente/extract/names"
	"entente/extract/parse"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 3 && args[0] == "list" {
		return list(args[1], args[2])
	}
	if len(args) != 3 || args[0] != "learn" && args[0] != "fold" {
		return fmt.Errorf("usage: train list WORDS.tsv LIST.bin | train learn SENTENCES.jsonl WEIGHTS.bin | train fold SENTENCES.jsonl PARTS")
	}
	model, err := parse.Open()
	if err != nil {
		return err
	}
	lex, err := lexicon.Open()
	if err != nil {
		return err
	}
	rules, err := claim.Open()
	if err != nil {
		return err
	}
	g := rules.Grammar(model)
	in, err := read(args[1], names.New(lex, g.Knows), g)
	if err != nil {
		return err
	}
	if args[0] == "fold" {
		folds(in, args[2])
		return nil
	}
	return os.WriteFile(args[2], pack(learn(in)), 0o644)
}
