// Rulespage writes docs/RULES.md: every rule of extraction with a sentence in
// which it fires. Sentences that stand in the page and still do are kept.
package main

//go:generate go run . ../../docs/RULES.md

import (
	"fmt"
	"os"
	"strings"

	"entente/extract"
	"entente/extract/claim"
	"entente/graph"
)

func main() {
	if len(os.Args) != 2 || strings.HasPrefix(os.Args[1], "-") {
		fmt.Fprintln(os.Stderr, "usage: rulespage FILE")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "rulespage:", err)
		os.Exit(1)
	}
}

func run(file string) error {
	old, err := os.ReadFile(file)
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	page, err := write(string(old))
	if err != nil || page == string(old) {
		return err
	}
	return os.WriteFile(file, []byte(page), 0o644)
}

const head = `# Rules: what extraction goes by
<!-- Written by internal/rulespage from the tables in extract/claim/tables; a test runs every sentence. -->

Every claim names the rule that made it, in ` + "`rule`" + ` and in ` + "`entente extract --explain FILE`" + `. The part before the slash says how the rule reads:
*verb* an act by its verb; *object* a verb with the noun it acts on; *noun* an act by its noun; *nominal* a noun made of a verb; *agent*
a noun for who does something; *attitude* an adjective; *tie* a lasting relation; *phrase*, *name*, *treaty* what a name, its phrase or a
treaty's text says. Rules combine: ` + "`will/R`" + ` is the promise or threat that lies in announcing what R reads, ` + "`vow/R`" + ` the threat that
lies in vowing to do it, ` + "`R/noun`" + ` the act that a promise
names by a noun, ` + "`enacted/V/N`" + ` the act N that V brings about, ` + "`must/V`" + ` and ` + "`blame/V`" + ` what somebody says that another must do or has done, ` + "`R/Q`" + `
a call or a dispatch (R) for what Q reads, ` + "`ended/V/R`" + ` the end (V) of what R reads, ` + "`R/between`" + ` mediation in what R reads, ` + "`claimed/N`" + `
an attack (N) that somebody says was his, ` + "`arrived/V`" + ` help that has come (V) from who gave it, ` + "`turned/V`" + ` what becomes of relations.

`

// write returns the page, with the sentences of an older one where they do.
func write(old string) (string, error) {
	rules, err := claim.Open()
	if err != nil {
		return "", err
	}
	e, err := extract.New(extract.Options{})
	if err != nil {
		return "", err
	}
	kept := examples(old)
	var b, without strings.Builder
	list, missing := rules.List(), 0
	b.WriteString(head)
	section := ""
	for _, r := range list {
		first, _, _ := strings.Cut(r.Name, "/")
		example := find(e, r, kept[key(r)])
		if example == "" {
			fmt.Fprintf(&without, "`%s` %s, ", r.Name, r.Kind)
			missing++
			continue
		}
		if first != section {
			section = first
			fmt.Fprintf(&b, "\n## %s\n\n| rule | kind | a sentence in which it fires |\n| --- | --- | --- |\n", first)
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", r.Name, r.Kind, example)
	}
	if missing > 0 {
		fmt.Fprintf(&b, "\n## Without a short sentence\n\nThese %d of %d need more around them: %s.\n", missing, len(list), strings.TrimSuffix(without.String(), ", "))
	}
	return b.String(), nil
}

func key(r claim.Rule) string { return r.Name + " " + string(r.Kind) }

// find returns the first sentence in which the rule fires, "" for none.
func find(e *extract.Extractor, r claim.Rule, kept string) string {
	for _, s := range append([]string{kept}, r.Tries...) {
		if s != "" && fires(e, r.Name, r.Kind, s) {
			return s
		}
	}
	return ""
}

// fires reports whether the rule makes a claim of its kind of the sentence.
func fires(e *extract.Extractor, name string, kind graph.RelationKind, sentence string) bool {
	for _, c := range e.Extract(graph.Document{}, sentence).Claims {
		if c.Rule == name && (kind == "" || c.Kind == kind) {
			return true
		}
	}
	return false
}

// examples reads the sentences of a page by rule and kind.
func examples(page string) map[string]string {
	out := make(map[string]string)
	for line := range strings.Lines(page) {
		cells := strings.Split(strings.TrimSpace(line), " | ")
		if len(cells) != 3 || !strings.HasPrefix(cells[0], "| `") {
			continue
		}
		out[strings.Trim(cells[0], "| `")+" "+cells[1]] = strings.TrimSuffix(cells[2], " |")
	}
	return out
}
