package main_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"entente/config"
	"entente/internal/golden"
)

// TestOperationsPage holds the table of limits to the settings; -update writes it.
func TestOperationsPage(t *testing.T) {
	const file, begin, end = "../../docs/OPERATIONS.md", "<!-- limits -->\n", "<!-- end -->"
	page, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(page), begin)
	_, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatal("the page has no place for the table")
	}
	var table strings.Builder
	table.WriteString("| setting | default | bounds |\n| --- | --- | --- |\n")
	for _, s := range config.Settings(config.Default()) {
		if strings.HasPrefix(s.Key, "limits.") || s.Key == "queryTimeout" {
			fmt.Fprintf(&table, "| `%s` | %s | %s |\n", s.Key, s.Default, s.Doc)
		}
	}
	golden.Compare(t, file, []byte(before+begin+table.String()+end+after))
}
