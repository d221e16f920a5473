package icews

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"entente/graph"
)

//go:embed events.tsv
var eventTable string

//go:embed sectors.tsv
var sectorTable string

// Code is one event code of CAMEO.
type Code struct {
	// Code is a word, never a number: 010 and 10 differ.
	Code string
	// Name is the name that ICEWS gives it.
	Name string
	// Kind is the kind of relation that PLOVER has for it, or COMMENT or APPEAL
	// for the roots 01 and 02, which PLOVER dropped.
	Kind graph.RelationKind
	// Goldstein is the code's expert weight, -10 to 10.
	Goldstein float64
}

// codes are the lists by what a row may hold.
type codes struct {
	events  map[string]Code // by folded name and by code
	sectors map[string]string
}

var open = sync.OnceValues(load)

// Codes returns the code of an event's name in any case, or of its CAMEO code;
// ok is false where the list has none. A name that a root shares with its
// unspecified event is that event ("Consult" is 040).
func Codes(event string) (Code, bool) {
	c, err := open()
	if err != nil {
		return Code{}, false
	}
	code, ok := c.events[strings.ToLower(event)]
	return code, ok
}

func load() (codes, error) {
	c := codes{events: make(map[string]Code), sectors: make(map[string]string)}
	for _, row := range table(eventTable) {
		weight, err := strconv.ParseFloat(row[3], 64)
		code := Code{Code: row[0], Name: row[1], Kind: graph.RelationKind(row[2]), Goldstein: weight}
		if err != nil || code.Kind.Quad() == "" {
			return c, fmt.Errorf("icews: code %q has no kind of event or no weight", row[0])
		}
		c.events[code.Code] = code
		name := strings.ToLower(code.Name)
		if old, there := c.events[name]; !there || len(old.Code) < len(code.Code) {
			c.events[name] = code
		}
	}
	for _, row := range table(sectorTable) {
		c.sectors[strings.ToLower(row[0])] = row[1]
	}
	return c, nil
}

// table returns the rows of an embedded table without remarks and header.
func table(text string) [][]string {
	var rows [][]string
	for line := range strings.Lines(text) {
		if line = strings.TrimRight(line, "\n"); line != "" && !strings.HasPrefix(line, "#") {
			rows = append(rows, strings.Split(line, "\t"))
		}
	}
	return rows[1:]
}

// sector returns the sector of an actor whose words would mislead: "" for all
// others.
func sector(name string) string {
	what := name
	if i := strings.LastIndex(name, " ("); i > 0 && strings.HasSuffix(name, ")") {
		what = name[:i]
	}
	c, err := open()
	if err != nil || what == name {
		return ""
	}
	return c.sectors[strings.ToLower(what)]
}
