package lexicon

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed tables/*.tsv
var tables embed.FS

// row is one line of a table by its column names.
type row struct {
	file  string
	line  int
	cells map[string]string
}

func (r row) get(column string) string { return r.cells[column] }

// list splits a cell at its bars; an empty cell is no list.
func (r row) list(column string) []string {
	return split(r.cells[column])
}

func split(cell string) []string {
	if cell == "" {
		return nil
	}
	parts := strings.Split(cell, "|")
	out := parts[:0]
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

func (r row) errorf(format string, args ...any) error {
	return fmt.Errorf("lexicon: %s line %d: %s", r.file, r.line, fmt.Sprintf(format, args...))
}

// readTable parses an embedded table: tab-separated, lines that begin with #
// are remarks, the first other line names the columns. Cells missing at the end
// of a line are empty.
func readTable(file string) ([]row, error) {
	data, err := tables.ReadFile("tables/" + file)
	if err != nil {
		return nil, fmt.Errorf("lexicon: %w", err)
	}
	var head []string
	var rows []row
	for i, line := range strings.Split(string(data), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if head == nil {
			head = cells
			continue
		}
		r := row{file: file, line: i + 1, cells: make(map[string]string, len(head))}
		if len(cells) > len(head) {
			return nil, r.errorf("%d cells for %d columns", len(cells), len(head))
		}
		for k, c := range cells {
			r.cells[head[k]] = strings.TrimSpace(c)
		}
		rows = append(rows, r)
	}
	return rows, nil
}
