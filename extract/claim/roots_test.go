package claim_test

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/internal/golden"
)

// A wanted event is a line "SOURCE KIND TARGET" below its sentence: phrases as the
// sentence has them ("*" for any), kinds that are right behind one another ("A|B"),
// with "~" where the event may stand in either direction.
type wanted struct {
	source, target string
	kinds          []string
	mutual         bool
}

// told is a sentence with the facts that it tells.
type told struct {
	text  string
	wants []wanted
}

// TestRoots reads sentences in the style of news agencies, sorted by what they
// tell and how, and holds what is found of them: a golden file has the totals and
// each event that is missed (-), made up (+) or found with other bounds (~).
func TestRoots(t *testing.T) {
	files, err := filepath.Glob("testdata/roots/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	var totals, notes bytes.Buffer
	var all [5]int
	for _, f := range files {
		n, lines := scoreRoots(t, f)
		name := strings.TrimSuffix(filepath.Base(f), ".txt")
		total(&totals, name, n)
		for i := range all {
			all[i] += n[i]
		}
		if lines != "" {
			fmt.Fprintf(&notes, "\n%s\n%s", name, lines)
		}
	}
	total(&totals, "all", all)
	golden.Compare(t, "testdata/roots.golden", append(totals.Bytes(), notes.Bytes()...))
}

func total(b *bytes.Buffer, name string, n [5]int) {
	fmt.Fprintf(b, "%-10s %3d sentences  found %3d/%3d  made up %3d  other bounds %3d\n", name, n[0], n[1], n[2], n[3], n[4])
}

// scoreRoots counts the sentences of a file, the events found, those wanted,
// those made up and those with other bounds, and tells where something is wrong.
func scoreRoots(t *testing.T, file string) (n [5]int, notes string) {
	var b strings.Builder
	for _, s := range readTold(t, file) {
		missed, made, other := s.compare(claims(t, "", "", s.text))
		n[0]++
		n[1] += len(s.wants) - len(missed)
		n[2] += len(s.wants)
		n[3] += len(made)
		n[4] += len(other)
		if len(missed)+len(made)+len(other) == 0 {
			continue
		}
		b.WriteString(s.text + "\n")
		for i, list := range [][]string{missed, made, other} {
			for _, l := range list {
				b.WriteString("  " + "-+~"[i:i+1] + " " + l + "\n")
			}
		}
	}
	return n, b.String()
}

// readTold reads a file of sentences with their events.
func readTold(t *testing.T, file string) []told {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []told
	for sc := bufio.NewScanner(bytes.NewReader(raw)); sc.Scan(); {
		line := sc.Text()
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "  "):
			last := &out[len(out)-1]
			last.wants = append(last.wants, parseWanted(t, last.text, line))
		default:
			out = append(out, told{text: line})
		}
	}
	return out
}

func parseWanted(t *testing.T, text, line string) wanted {
	t.Helper()
	words := strings.Fields(line)
	k := slices.IndexFunc(words, func(w string) bool {
		first, _, _ := strings.Cut(strings.TrimSuffix(w, "~"), "|")
		return graph.RelationKind(first).Quad() != ""
	})
	if k < 1 || k == len(words)-1 {
		t.Fatalf("%q is no event", line)
	}
	w := wanted{strings.Join(words[:k], " "), strings.Join(words[k+1:], " "), strings.Split(strings.TrimSuffix(words[k], "~"), "|"), strings.HasSuffix(words[k], "~")}
	for _, p := range []string{w.source, w.target} {
		if p != "*" && !strings.Contains(text, p) {
			t.Fatalf("%q is not in %q", p, text)
		}
	}
	return w
}

// compare pairs the facts that were read with those that are wanted.
func (s told) compare(cs []graph.Claim) (missed, made, other []string) {
	text := graph.NewText(s.text)
	show := func(c *graph.Claim) string {
		from, _ := text.Slice(c.From.Start, c.From.End)
		to, _ := text.Slice(c.To.Start, c.To.End)
		return fmt.Sprintf("%s %s %s [%s]", from, c.Kind, to, c.Rule)
	}
	facts := slices.DeleteFunc(slices.Clone(cs), func(c graph.Claim) bool {
		return c.To == nil || c.Kind.Quad() == "" || c.Kind == graph.Comment || c.Modality != graph.Actual || c.Polarity != graph.Affirmed
	})
	used := make([]bool, len(facts))
	for _, w := range s.wants {
		best := -1
		exact := false
		for i := range facts {
			if !w.fits(s.text, &facts[i], false) {
				continue
			}
			used[i] = true
			if is := w.fits(s.text, &facts[i], true); best < 0 || is && !exact {
				best, exact = i, is
			}
		}
		switch {
		case best < 0:
			missed = append(missed, fmt.Sprintf("%s %s %s", w.source, strings.Join(w.kinds, "|"), w.target))
		case !exact:
			other = append(other, show(&facts[best]))
		}
	}
	for i := range facts {
		if !used[i] {
			made = append(made, show(&facts[i]))
		}
	}
	slices.Sort(made)
	return missed, slices.Compact(made), other
}

// fits reports whether a claim tells the event: with spans that share half of the
// shorter one, or where exact is true half of what they cover together.
func (w wanted) fits(s string, c *graph.Claim, exact bool) bool {
	if !slices.Contains(w.kinds, string(c.Kind)) || c.From.Start == c.To.Start && w.source != w.target {
		return false
	}
	match := func(phrase string, a *graph.Actor) bool {
		if phrase == "*" {
			return true
		}
		for at := 0; ; {
			i := strings.Index(s[at:], phrase)
			if i < 0 {
				return false
			}
			start := len([]rune(s[:at+i]))
			end := start + len([]rune(phrase))
			of := min(end-start, a.End-a.Start)
			if exact {
				of = max(end, a.End) - min(start, a.Start)
			}
			if overlap := min(end, a.End) - max(start, a.Start); overlap > 0 && overlap*2 >= of {
				return true
			}
			at += i + 1
		}
	}
	return match(w.source, &c.From) && match(w.target, c.To) || w.mutual && match(w.source, c.To) && match(w.target, &c.From)
}
