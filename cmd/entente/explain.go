package main

import (
	"fmt"

	"entente/graph"
)

// explain prints, for each sentence, its tree, what it speaks of, and the
// claims with their rules.
func (p *printer) explain(doc graph.Document, text string) error {
	c, found := p.extractor.Explain(doc, text)
	for i := range found.Len() {
		start, end := found.Span(i)
		sentence, _ := found.Text.Slice(start, end)
		fmt.Fprintf(p.out, "%s\n\n%s\n", sentence, found.Tree(i))
		for _, m := range found.In(i) {
			span, _ := found.Text.Slice(m.Start, m.End)
			fmt.Fprintf(p.out, "  mention  %-12s %-40s %s", m.Form, m.Entity, clip(span, 60))
			if m.ActsFor != "" {
				fmt.Fprintf(p.out, "  for %s", m.ActsFor)
			}
			if m.Role != "" {
				fmt.Fprintf(p.out, "  as %s", m.Role)
			}
			fmt.Fprintln(p.out)
		}
		for _, cl := range byText(c.Claims) {
			if e := cl.Evidence[0]; e.Start >= start && e.Start < end {
				fmt.Fprintf(p.out, "  claim    %s %s %s  %s  (rule %s, confidence %.2f)\n", actorName(&cl.From), cl.Kind, target(&cl), how(&cl), cl.Rule, cl.Confidence)
			}
		}
		fmt.Fprintln(p.out)
	}
	return nil
}
