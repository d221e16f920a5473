package export

import (
	"math"
	"testing"

	"entente/graph"
)

// luminance is the relative luminance of WCAG 2.
func (c rgb) luminance() float64 {
	linear := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.r) + 0.7152*linear(c.g) + 0.0722*linear(c.b)
}

func contrast(a, b rgb) float64 {
	x, y := a.luminance()+0.05, b.luminance()+0.05
	return max(x, y) / min(x, y)
}

// TestColors asks that every kind has a colour of its own that a black label is
// read on (WCAG AAA), and that every edge is seen on white.
func TestColors(t *testing.T) {
	black, white := rgb{}, rgb{255, 255, 255}
	seen := make(map[rgb]graph.EntityKind)
	for _, k := range graph.EntityKinds() {
		c := (&node{Entity: &graph.Entity{Kind: k}}).color()
		if contrast(c, black) < 7 {
			t.Errorf("%s: a label has the contrast %.1f", k, contrast(c, black))
		}
		if contrast(c, white) < 1.5 {
			t.Errorf("%s: on white it has the contrast %.1f", k, contrast(c, white))
		}
		if seen[c] != "" {
			t.Errorf("%s and %s have the same colour", k, seen[c])
		}
		seen[c] = k
	}
	for _, k := range graph.Kinds() {
		e := &edge{lead: &graph.Relation{Kind: k.Kind}}
		if e.color() == (rgb{}) || contrast(e.color(), white) < 1.5 {
			t.Errorf("%s: on white it has the contrast %.1f", k.Kind, contrast(e.color(), white))
		}
	}
}
