package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente/graph"
)

// title names a document for people.
func title(d graph.Document) string {
	s := cmp.Or(d.Title, d.ID.Key())
	if d.PublishedOn != "" {
		s += " (" + string(d.PublishedOn) + ")"
	}
	return s
}

// byText returns the claims in the order of the text.
func byText(claims []graph.Claim) []graph.Claim {
	out := slices.Clone(claims)
	slices.SortStableFunc(out, func(a, b graph.Claim) int {
		return cmp.Or(cmp.Compare(a.Evidence[0].Start, b.Evidence[0].Start), cmp.Compare(a.From.Start, b.From.Start), cmp.Compare(a.ID, b.ID))
	})
	return out
}

func actorName(a *graph.Actor) string {
	s := a.Name
	if a.Role != nil && a.Kind == graph.KindState {
		s += " [" + *a.Role + "]"
	}
	return s
}

// target is what a claim leads to, or its figure.
func target(c *graph.Claim) string {
	s := ""
	if c.To != nil {
		s = actorName(c.To)
	}
	if q := c.Quantity; q != nil {
		op := q.Op
		if op == "=" {
			op = ""
		}
		s = strings.TrimSpace(fmt.Sprintf("%s %s%s %s", s, op, q.Value, q.Unit))
	}
	return s
}

// how tells what keeps a claim from being a plain fact.
func how(c *graph.Claim) string {
	var parts []string
	if c.Polarity == graph.Denied {
		parts = append(parts, "denied")
	}
	if c.Modality != graph.Actual {
		parts = append(parts, strings.ToLower(string(c.Modality)))
	}
	if c.AssertedBy != nil {
		parts = append(parts, "says "+c.AssertedBy.Name)
	}
	if c.Via != nil {
		parts = append(parts, "via "+string(cmp.Or(c.Via.Group, c.Via.Agreement)))
	}
	return strings.Join(parts, ", ")
}

// clip shortens a text to so many code points, on one line.
func clip(s string, limit int) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > limit {
		return string(r[:limit-1]) + "…"
	}
	return s
}
