package eval

import (
	"cmp"
	"fmt"
	"slices"

	"entente/extract"
	"entente/graph"
)

// Sentences scores texts with everything to be found in them: which spans act on
// which, in which quad and by which root, and how many texts without an event get
// one. Spans match leniently where they share half of the shorter one, and
// strictly where they share half of what they cover together.
func Sentences(e *extract.Extractor, texts []Sentence) Report {
	r := Report{Set: "sentences", Items: len(texts)}
	loose, tight := spanScore{}, spanScore{strict: true}
	for i := range texts {
		made := events(texts[i].read(e).Claims)
		tight.add(&texts[i], made)
		row := loose.add(&texts[i], made)
		if len(row.Notes) > 0 {
			r.Rows = append(r.Rows, row)
		}
	}
	r.Measures = append(r.Measures, balanced("pair ", loose.pairs, loose.made, loose.gold)...)
	r.Measures = append(r.Measures, balanced("strict pair ", tight.pairs, tight.made, tight.gold)...)
	r.Measures = append(r.Measures, balanced("pair and quad ", loose.quads, loose.madeQuads, loose.goldQuads)...)
	r.Measures = append(r.Measures, share("undirected pair recall", loose.undirected, loose.gold), share("root accuracy", loose.roots, loose.rooted),
		share("false alarms", loose.alarms, loose.eventless))
	return r
}

// found is an event or relation that was read.
type found struct {
	source, target extract.Span
	root           string
}

// events returns the affirmed facts among claims that are events, each once.
func events(claims []graph.Claim) []found { return facts(claims, root) }

// facts returns the affirmed facts among claims whose kind has a name, each once.
func facts(claims []graph.Claim, name func(graph.RelationKind) string) []found {
	var out []found
	for i := range claims {
		c := &claims[i]
		if c.To == nil || c.Polarity != graph.Affirmed || c.Modality != graph.Actual || name(c.Kind) == "" {
			continue
		}
		f := found{extract.Span{c.From.Start, c.From.End}, extract.Span{c.To.Start, c.To.End}, name(c.Kind)}
		if !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	return out
}

// spanScore counts pairs of spans.
type spanScore struct {
	strict                                                     bool
	gold, made, pairs, quads, madeQuads, goldQuads, undirected int
	roots, rooted, eventless, alarms                           int
}

func (t *spanScore) add(s *Sentence, made []found) Row {
	gold := complete(s.Gold)
	if s.eventless() {
		t.eventless++
		if len(made) > 0 {
			t.alarms++
		}
	} else if len(gold) == 0 {
		return Row{} // actors without a complete pair cannot be scored
	}
	matched := assign(gold, made, []func(*Event, found) bool{
		func(g *Event, f found) bool { return t.fits(g, f) && g.Root != "" && f.root == g.Root },
		func(g *Event, f found) bool { return t.fits(g, f) && g.quad() > 0 && quad(f.root) == g.quad() },
		t.fits,
	})
	counted := len(made) - t.mirrored(gold, made, matched)
	t.gold += len(gold)
	t.made += counted
	t.pairs += len(matched)
	if !slices.ContainsFunc(gold, func(g Event) bool { return g.quad() == 0 }) {
		t.madeQuads += counted
	}
	for _, g := range gold {
		if g.quad() > 0 {
			t.goldQuads++
		}
	}
	for j, i := range matched {
		t.label(&gold[i], made[j])
	}
	t.undirected += len(assign(gold, made, []func(*Event, found) bool{func(g *Event, f found) bool {
		return t.fits(g, f) || t.fits(g, found{f.target, f.source, f.root})
	}}))
	return notes(s, gold, made, matched)
}

func (t *spanScore) label(g *Event, f found) {
	if g.quad() > 0 && g.quad() == quad(f.root) {
		t.quads++
	}
	if g.Root != "" {
		t.rooted++
		if g.Root == f.root {
			t.roots++
		}
	}
}

// mirrored counts the events that are the other direction of a mutual one.
func (t *spanScore) mirrored(gold []Event, made []found, matched map[int]int) int {
	n := 0
	for j, f := range made {
		if _, ok := matched[j]; ok {
			continue
		}
		for _, i := range matched {
			if gold[i].Reciprocal && t.fits(&gold[i], f) {
				n++
				break
			}
		}
	}
	return n
}

// notes tells what was missed and what was made up in a text.
func notes(s *Sentence, gold []Event, made []found, matched map[int]int) Row {
	row := Row{Name: s.ID}
	text := graph.NewText(s.Text)
	show := func(span extract.Span) string {
		q, _ := text.Slice(span[0], span[1])
		return q
	}
	hit := make([]bool, len(gold))
	for _, i := range matched {
		hit[i] = true
	}
	for i, g := range gold {
		if !hit[i] {
			row.Notes = append(row.Notes, fmt.Sprintf("missed %s -%s-> %s", show(*g.Source), cmp.Or(g.Root, fmt.Sprint(g.quad())), show(*g.Target)))
		}
	}
	for j, f := range made {
		if _, ok := matched[j]; !ok {
			row.Notes = append(row.Notes, fmt.Sprintf("made up %s -%s-> %s", show(f.source), f.root, show(f.target)))
		}
	}
	row.Measures = []Measure{share("pairs", len(matched), len(gold))}
	return row
}

// complete returns the events with both actors, a mutual one once.
func complete(gold []Event) []Event {
	var out []Event
	seen := make(map[[2]extract.Span]bool)
	for _, g := range gold {
		if g.Source == nil || g.Target == nil {
			continue
		}
		if g.Reciprocal {
			key := [2]extract.Span{*g.Source, *g.Target}
			if key[1][0] < key[0][0] || key[1][0] == key[0][0] && key[1][1] < key[0][1] {
				key[0], key[1] = key[1], key[0]
			}
			if seen[key] {
				continue
			}
			seen[key] = true
		}
		out = append(out, g)
	}
	return out
}

// assign pairs events with labels one to one, in order, by the first test that
// any of them passes; it returns the label of each event that has one.
func assign(gold []Event, made []found, tests []func(*Event, found) bool) map[int]int {
	out := make(map[int]int)
	taken := make([]bool, len(gold))
	for _, test := range tests {
		for j, f := range made {
			if _, ok := out[j]; ok {
				continue
			}
			for i := range gold {
				if !taken[i] && test(&gold[i], f) {
					out[j], taken[i] = i, true
					break
				}
			}
		}
	}
	return out
}

// fits reports whether the spans of an event match those of a label, in either
// direction where it is mutual.
func (t *spanScore) fits(g *Event, f found) bool {
	one := func(first *extract.Span, more []extract.Span, s extract.Span) bool {
		return first != nil && t.match(*first, s) || slices.ContainsFunc(more, func(m extract.Span) bool { return t.match(m, s) })
	}
	return one(g.Source, g.Sources, f.source) && one(g.Target, g.Targets, f.target) ||
		g.Reciprocal && one(g.Source, g.Sources, f.target) && one(g.Target, g.Targets, f.source)
}

func (t *spanScore) match(a, b extract.Span) bool {
	overlap := min(a[1], b[1]) - max(a[0], b[0])
	if overlap <= 0 {
		return false
	}
	if t.strict {
		return overlap*2 >= max(a[1], b[1])-min(a[0], b[0])
	}
	return overlap*2 >= min(a[1]-a[0], b[1]-b[0])
}
