package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"entente/extract"
	"entente/extract/eval"
	"entente/extract/parse"
	"entente/loaders"
)

func evalVerb() verb {
	return verb{
		name: "eval", args: "SET FILE", short: "score extraction against labelled data",
		long: `
Scores extraction on a labelled file and prints a table and totals. SET says what
the file holds:

  documents    whole documents with their entities and relations, JSON lines; a
               document stands in "text", or in the file that "file" names beside FILE
  sentences    texts with the spans of who acts on whom, JSON lines
  parties      the same, where labels say whose the two ends are: their states,
               organisations or persons and whom these act for, JSON lines
  relations    whole documents with the spans of who is related to whom, in the
               words of re3d, JSON lines
  pairs        texts with the spans of a pair each, where only the kind of event is
               asked for
  constructed  texts about invented states, whose names FILE_aliases.jsonl beside
               the file holds
  actors       phrases for actors and their states, JSON lines
  treaties     openings of treaties and their signatories, JSON lines
  names        names of people, organisations and places, IOB2 as in Universal NER
  parser       a treebank, CoNLL-U: tags, lemmas and trees, on gold tokens and raw text

-v tells what was missed and what was made up. The exit code is 0 whatever the
scores are.

  entente eval documents examples/expected.jsonl`,
		keys: []string{"actors", "maxDocumentBytes"},
		flags: func(f *pflag.FlagSet) {
			f.Bool("json", false, "print the report as one JSON object")
			f.BoolP("verbose", "v", false, "tell what was missed and what was made up")
		},
		do: runEval,
	}
}

func runEval(ctx context.Context, c *call) error {
	if len(c.args) != 2 {
		return usagef("name the set and the file; entente help eval lists the sets")
	}
	r, err := c.evaluate(ctx, c.args[0], c.args[1])
	if err != nil {
		return err
	}
	if !c.yes("json") {
		return r.Write(c.out, c.yes("verbose"))
	}
	if !c.yes("verbose") {
		for i := range r.Rows {
			r.Rows[i].Notes = nil
		}
	}
	e := json.NewEncoder(c.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

// evaluate scores one file.
func (c *call) evaluate(ctx context.Context, set, path string) (eval.Report, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return eval.Report{}, usagef("%v", err)
	}
	in := bytes.NewReader(content)
	switch set {
	case "parser":
		return evalParser(content)
	case "constructed":
		return c.evalConstructed(path, in)
	}
	e, err := c.extractor()
	if err != nil {
		return eval.Report{}, err
	}
	switch set {
	case "documents":
		return c.evalDocuments(ctx, e, filepath.Dir(path), in)
	case "names":
		return evalLines(in, eval.ReadNames, func(s []eval.NamedSentence) eval.Report { return eval.Names(e, s) })
	case "sentences":
		return evalLines(in, eval.Lines[eval.Sentence], func(s []eval.Sentence) eval.Report { return eval.Sentences(e, s) })
	case "parties":
		return evalLines(in, eval.Lines[eval.Sentence], func(s []eval.Sentence) eval.Report { return eval.Parties(e, s) })
	case "relations":
		return evalLines(in, eval.Lines[eval.Sentence], func(s []eval.Sentence) eval.Report { return eval.Relations(e, s) })
	case "pairs":
		return evalLines(in, eval.Lines[eval.Sentence], func(s []eval.Sentence) eval.Report { return eval.Pairs(e, s) })
	case "actors":
		return evalLines(in, eval.Lines[eval.Sentence], func(s []eval.Sentence) eval.Report { return eval.Actors(e, s) })
	case "treaties":
		return evalLines(in, eval.Lines[eval.Sentence], func(s []eval.Sentence) eval.Report { return eval.Treaties(e, s) })
	}
	return eval.Report{}, usagef("there is no set %q; entente help eval lists them", set)
}

func evalLines[T any](in io.Reader, read func(io.Reader) ([]T, error), score func([]T) eval.Report) (eval.Report, error) {
	lines, err := read(in)
	if err != nil {
		return eval.Report{}, err
	}
	return score(lines), nil
}

// evalDocuments reads the documents that the labels name beside their file.
func (c *call) evalDocuments(ctx context.Context, e *extract.Extractor, folder string, in io.Reader) (eval.Report, error) {
	docs, err := eval.Lines[eval.Document](in)
	if err != nil {
		return eval.Report{}, err
	}
	for i := range docs {
		if docs[i].File == "" {
			continue
		}
		inputs, err := loaders.Find([]string{filepath.Join(folder, docs[i].File)}, nil)
		if err != nil {
			return eval.Report{}, err
		}
		for _, input := range inputs {
			if err := loaders.Decode(ctx, input, c.config.MaxDocumentBytes, func(item loaders.Item) error {
				docs[i].Text = item.Text
				return nil
			}); err != nil {
				return eval.Report{}, err
			}
		}
	}
	return eval.Documents(e, docs), nil
}

// evalConstructed reads with the actors whose names stand beside the file.
func (c *call) evalConstructed(path string, in io.Reader) (eval.Report, error) {
	var aliases []eval.Alias
	ext := filepath.Ext(path)
	beside, err := os.Open(strings.TrimSuffix(path, ext) + "_aliases" + ext)
	if err == nil {
		defer beside.Close()
		aliases, err = eval.Lines[eval.Alias](beside)
	} else if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	if err != nil {
		return eval.Report{}, err
	}
	var table bytes.Buffer
	if err := eval.ActorTable(&table, aliases); err != nil {
		return eval.Report{}, err
	}
	e, err := extract.New(extract.Options{Actors: &table})
	if err != nil {
		return eval.Report{}, err
	}
	return evalLines(in, eval.Lines[eval.Sentence], func(s []eval.Sentence) eval.Report { return eval.Constructed(e, s, aliases) })
}

// evalParser scores the grammar model on a treebank.
func evalParser(content []byte) (eval.Report, error) {
	model, err := parse.Open()
	if err != nil {
		return eval.Report{}, err
	}
	gold, err := parse.Score(bytes.NewReader(content), model)
	if err != nil {
		return eval.Report{}, err
	}
	raw, err := parse.ScoreText(bytes.NewReader(content), model)
	if err != nil {
		return eval.Report{}, err
	}
	r := eval.Report{Set: "parser", Items: gold.Sentences}
	for _, s := range []struct {
		name  string
		score parse.Scores
	}{{"gold tokens", gold}, {"raw text", raw}} {
		r.Measures = append(r.Measures, parserMeasures(s.name, s.score)...)
	}
	return r, nil
}

// parserMeasures are shares of the words on gold tokens, and F1 on raw text.
func parserMeasures(name string, s parse.Scores) []eval.Measure {
	f1 := func(what string, right int) eval.Measure {
		m := eval.Measure{Name: name + " " + what}
		if s.Words+s.System > 0 {
			m.Value = 2 * float64(right) / float64(s.Words+s.System)
		}
		return m
	}
	return []eval.Measure{f1("words", s.Matched), f1("UPOS", s.UPOS), f1("XPOS", s.XPOS), f1("lemmas", s.Lemmas), f1("UAS", s.Heads), f1("LAS", s.Labelled)}
}
