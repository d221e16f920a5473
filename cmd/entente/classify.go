package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"

	"entente/extract"
	"entente/graph"
	"entente/loaders"
)

func classifyVerb() verb {
	return verb{
		name: "classify", short: "read pairs as JSON lines on standard input, write their kinds; touches no store",
		long: `
Reads JSON lines {"id": "1", "text": "...", "pairs": [{"from": [0, 5], "to": [10, 20]}]}
and writes, in order, {"id": "1", "pairs": [{"kind": "AGREE", "polarity": "AFFIRMED",
"modality": "ACTUAL"}]}: the likeliest of the sixteen PLOVER kinds of what the source
does to the target. Spans count code points, end exclusive; [0, 0] means that the
text names no such actor.

  entente classify < pairs.jsonl > kinds.jsonl`,
		keys: []string{"actors"},
		do:   runClassify,
	}
}

type pairsIn struct {
	ID    json.RawMessage `json:"id"`
	Text  string          `json:"text"`
	Pairs []extract.Pair  `json:"pairs"`
}

type pairsOut struct {
	ID    json.RawMessage `json:"id"`
	Pairs []extract.Class `json:"pairs"`
	Error *lineError      `json:"error,omitempty"`
}

type lineError struct {
	Code    graph.RefusalCode `json:"code"`
	Message string            `json:"message"`
}

func runClassify(ctx context.Context, c *call) error {
	if len(c.args) > 0 {
		return usagef("classify reads standard input and takes no arguments")
	}
	e, err := c.extractor()
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(c.out, 1<<16)
	refused := 0
	err = loaders.Lines(loaders.FromReader("-", c.in), func(next func() ([]byte, error)) error {
		return inOrder(ctx, next, func(raw []byte) pairsOut { return classifyLine(e, raw) }, func(o pairsOut) error {
			if o.Error != nil {
				refused++
			}
			b, err := json.Marshal(o)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(out, "%s\n", b)
			return err
		})
	})
	if flushed := out.Flush(); err == nil {
		err = flushed
	}
	if err == nil && refused > 0 {
		return errRefused
	}
	return err
}

func classifyLine(e *extract.Extractor, raw []byte) pairsOut {
	var in pairsIn
	if err := json.Unmarshal(raw, &in); err != nil {
		return pairsOut{ID: json.RawMessage("null"), Pairs: []extract.Class{}, Error: &lineError{graph.RefusedFormat, "the line is not JSON with id, text and pairs: " + err.Error()}}
	}
	if in.ID == nil {
		in.ID = json.RawMessage("null")
	}
	return pairsOut{ID: in.ID, Pairs: e.Classify(in.Text, in.Pairs)}
}
