package claim_test

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/internal/golden"
)

// A wording is a text with what it tells and what it does not, each a line "FROM KIND
// TO" of codes of states or words of ids; alternatives are parted by bars.
type wording struct {
	title, text string
	told, wrong []string
}

// TestWordings reads each kind of tie in several wordings (active, passive, as a noun,
// in an apposition, in a relative clause, in a list, across sentences) and holds which
// are found: a golden file has the total, what is missed (-) and what is made up (+).
func TestWordings(t *testing.T) {
	var notes bytes.Buffer
	found, all := 0, 0
	for _, w := range readWordings(t, "testdata/wordings.txt") {
		cs := claims(t, w.title, "2025-06-18", w.text)
		has := func(line string) bool {
			return slices.ContainsFunc(cs, func(c graph.Claim) bool { return tells(&c, line) })
		}
		var faults []string
		for _, l := range w.told {
			if all++; has(l) {
				found++
			} else {
				faults = append(faults, "  - "+l)
			}
		}
		for _, l := range w.wrong {
			if has(l) {
				faults = append(faults, "  + "+l)
			}
		}
		if len(faults) > 0 {
			fmt.Fprintf(&notes, "\n%s\n%s\n", w.text, strings.Join(faults, "\n"))
		}
	}
	golden.Compare(t, "testdata/wordings.golden", append([]byte(fmt.Sprintf("found %d of %d\n", found, all)), notes.Bytes()...))
}

// tells reports a claim that says what a line does, as a fact or a plan for what is
// built, paid and connected.
func tells(c *graph.Claim, line string) bool {
	words := strings.Fields(line)
	if !slices.Contains(strings.Split(words[1], "|"), string(c.Kind)) || c.Polarity != graph.Affirmed {
		return false
	}
	planned := c.Kind == graph.Connects || c.Kind == graph.Builds || c.Kind == graph.Finances || c.Kind == graph.PartnerOf
	if c.Modality != graph.Actual && (!planned || c.Modality != graph.Intended) {
		return false
	}
	if len(words) < 3 {
		return c.To == nil && is(&c.From, words[0])
	}
	if c.To == nil {
		return false
	}
	info, _ := c.Kind.Info()
	either := info.Symmetric || c.Attributes["mutual"] == true
	return is(&c.From, words[0]) && is(c.To, words[2]) || either && is(&c.From, words[2]) && is(c.To, words[0])
}

// is reports an actor that is one of the alternatives, or acts for it.
func is(a *graph.Actor, alternatives string) bool {
	return slices.ContainsFunc(strings.Split(alternatives, "|"), func(x string) bool {
		id := string(a.ID)
		if x == strings.ToUpper(x) {
			return id == "state:"+x || string(a.Party()) == "state:"+x
		}
		return strings.Contains(id, x)
	})
}

func readWordings(t *testing.T, file string) []wording {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []wording
	title := ""
	for sc := bufio.NewScanner(bytes.NewReader(raw)); sc.Scan(); {
		line := sc.Text()
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "= "):
			title = line[2:]
		case strings.HasPrefix(line, "  ! "):
			w := &out[len(out)-1]
			w.wrong = append(w.wrong, line[4:])
		case strings.HasPrefix(line, "  "):
			w := &out[len(out)-1]
			w.told = append(w.told, line[2:])
		default:
			out = append(out, wording{title: title, text: line})
			title = ""
		}
	}
	return out
}
