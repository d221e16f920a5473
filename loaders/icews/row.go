package icews

import (
	"errors"
	"strings"
	"unicode/utf8"

	"entente/graph"
	"entente/loaders/plain"
)

// errNoRow is of a line that is no row and no fault: blank, or the header.
var errNoRow = errors.New("no row")

// parse reads a line that begins at a code point of the document. The error is
// errNoRow or a *graph.RefusedError.
func parse(line string, n, at int, fault *graph.RefusedError) (plain.Row, error) {
	if fault != nil {
		return plain.Row{}, fault
	}
	if strings.TrimSpace(line) == "" {
		return plain.Row{}, errNoRow
	}
	cells := strings.Split(line, "\t")
	if n == 1 && strings.Contains(strings.ToLower(cells[0]), "date") {
		return plain.Row{}, errNoRow
	}
	if len(cells) != 4 {
		return plain.Row{}, graph.Refuse(graph.RefusedFormat, "the row has %d cells; it should have date, actor, event and actor, tab-separated", len(cells))
	}
	when, err := graph.ParseDate(strings.TrimSpace(cells[0]))
	if err != nil || when == "" || strings.Contains(string(when), "..") {
		return plain.Row{}, graph.Refuse(graph.RefusedFormat, "%q is no date", clip(cells[0]))
	}
	code, ok := Codes(strings.TrimSpace(cells[2]))
	if !ok {
		return plain.Row{}, graph.Refuse(graph.RefusedFormat, "%q is no event of the code list", clip(cells[2]))
	}
	row := plain.Row{Line: n, Quote: line, Start: at, When: when, Kind: code.Kind,
		Attributes: graph.Attributes{"cameo": code.Code, "goldstein": code.Goldstein}}
	for i, actor := range map[int]*plain.Coded{1: &row.From, 3: &row.To} {
		*actor = coded(cells, i, at)
		if graph.Slug(actor.Name) == "" {
			return plain.Row{}, graph.Refuse(graph.RefusedFormat, "%q is no actor", clip(cells[i]))
		}
	}
	return row, nil
}

// coded returns the actor in a cell of a line that begins at a code point.
func coded(cells []string, i, at int) plain.Coded {
	for _, cell := range cells[:i] {
		at += utf8.RuneCountInString(cell) + 1
	}
	name := strings.TrimSpace(cells[i])
	before, _, _ := strings.Cut(cells[i], name)
	at += utf8.RuneCountInString(before)
	return plain.Coded{Name: name, Start: at, End: at + utf8.RuneCountInString(name), Role: sector(name)}
}

// clip cuts a cell that is too long for a message.
func clip(s string) string {
	const most = 80
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "..."
	}
	return s
}
