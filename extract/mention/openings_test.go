package mention_test

import (
	"strings"
	"testing"

	"entente/extract/mention"
	"entente/extract/segment"
)

// asked counts how often a grammar is asked whether a line goes on with another.
type asked struct {
	mention.Grammar
	times int
}

func (a *asked) Completes(s segment.Sentence) bool {
	a.times++
	return a.Grammar.Completes(s)
}

// TestFewLinesAreReadTwice holds that in a document on one state no sentence is read
// behind its name that does not begin like one that lacks its subject.
func TestFewLinesAreReadTwice(t *testing.T) {
	for text, want := range map[string]int{
		"Kenya's foreign policy\n\n" + strings.Repeat("The minister met his colleague in Oslo. In June they signed a treaty.\n", 20): 0,
		"Kenya's foreign policy\n\n" + strings.Repeat("Signed a treaty with Norway.\nAlso joined the union.\n", 20):                  40,
	} {
		lex, model := grammar(t)
		a := &asked{Grammar: model}
		mention.New(lex, a).Find(mention.Input{Text: text, Title: "Kenya's foreign policy"})
		if a.times != want {
			t.Errorf("asked %d times, want %d: %.80s", a.times, want, text)
		}
	}
}
