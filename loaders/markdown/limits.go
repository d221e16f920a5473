package markdown

import (
	"strings"

	"entente/graph"
)

// What no file made for people comes near, and what costs the parsers time or
// memory that grows faster than the file.
const (
	// maxNesting is how many quotes and lists may stand in each other on a line,
	// and how deep lists and maps of a front matter may go.
	maxNesting = 50
	// maxBrackets is how many brackets a paragraph may hold.
	maxBrackets = 500
	// maxNotes is how many references to footnotes, and footnotes, a file may hold.
	maxNotes = 5000
	// maxCells is how many cells the tables of a file may have.
	maxCells = 1 << 20
)

// reasonable refuses a text beyond the limits, with code FORMAT.
func reasonable(body string) error {
	brackets, columns, cells, notes := 0, 0, 0, 0
	for line := range strings.Lines(body) {
		rest, depth := unmarked(line)
		blank := strings.TrimSpace(rest) == ""
		if blank || depth > 0 {
			brackets = 0
		}
		if blank {
			columns = 0
		} else if delimiter(rest) {
			columns = strings.Count(rest, "|") + 1
		}
		brackets += strings.Count(rest, "[")
		notes += strings.Count(rest, "[^")
		cells += columns
		switch {
		case depth > maxNesting || depth > 0 && indent(line) > 4*maxNesting:
			return graph.Refuse(graph.RefusedFormat, "its quotes and lists are nested more than %d deep", maxNesting)
		case brackets > maxBrackets:
			return graph.Refuse(graph.RefusedFormat, "a paragraph holds more than %d brackets", maxBrackets)
		case notes > maxNotes:
			return graph.Refuse(graph.RefusedFormat, "it holds more than %d footnotes", maxNotes)
		case cells > maxCells:
			return graph.Refuse(graph.RefusedFormat, "its tables have more than %d cells; load a large table as JSON lines", maxCells)
		}
	}
	return nil
}

// unmarked returns a line without the marks of quotes and list items before
// it, and how many there are.
func unmarked(line string) (rest string, depth int) {
	for {
		line = strings.TrimLeft(line, " \t")
		mark := 0
		for mark < len(line) && mark < 9 && line[mark] >= '0' && line[mark] <= '9' {
			mark++
		}
		switch {
		case line == "":
			return line, depth
		case mark == 0 && line[0] == '>':
			mark = 1
		case mark == 0 && strings.IndexByte("-+*", line[0]) >= 0, mark > 0 && mark < len(line) && (line[mark] == '.' || line[mark] == ')'):
			mark++
			if mark < len(line) && line[mark] != ' ' && line[mark] != '\t' {
				return line, depth
			}
		default:
			return line, depth
		}
		line, depth = line[mark:], depth+1
	}
}

func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " \t")) }

// delimiter reports whether a line is the one between a table's head and rows.
func delimiter(line string) bool {
	return strings.Contains(line, "|") && strings.Contains(line, "-") && strings.Trim(line, "|:- \t\r\n") == ""
}

// flat reports whether no list or map of a front matter goes too deep. It
// counts brackets wherever they stand, and every dash and question mark that
// may open a level.
func flat(head string) bool {
	for line := range strings.Lines(head) {
		if _, depth := unmarked(strings.ReplaceAll(line, "?", "-")); depth > maxNesting {
			return false
		}
	}
	depth := 0
	for i := range len(head) {
		switch head[i] {
		case '[', '{':
			if depth++; depth > maxNesting {
				return false
			}
		case ']', '}':
			depth = max(0, depth-1)
		}
	}
	return true
}
