package eval

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"entente/extract"
	"entente/graph"
)

// class is a class of labelled names with the kinds of entities that it covers.
type class struct {
	name  string
	kinds []graph.EntityKind
}

// nameClasses are the classes of labelled names with the kinds of entities that they
// are: those of Universal NER, then agreements, projects and meetings.
var nameClasses = []class{
	{"PER", []graph.EntityKind{graph.KindPerson}},
	{"ORG", []graph.EntityKind{graph.KindOrganization}},
	{"LOC", []graph.EntityKind{graph.KindPlace, graph.KindState}},
	{"AGR", []graph.EntityKind{graph.KindAgreement}},
	{"PRJ", []graph.EntityKind{graph.KindProject}},
	{"MTG", []graph.EntityKind{graph.KindMeeting}},
}

// classOf returns the class of a kind of entity, "" for none.
func classOf(kind graph.EntityKind) string {
	for _, c := range nameClasses {
		if slices.Contains(c.kinds, kind) {
			return c.name
		}
	}
	return ""
}

// NamedSentence is a sentence with the names in it: spans of code points in
// Text with their classes, PER, ORG or LOC, or AGR, PRJ or MTG.
type NamedSentence struct {
	ID, Text string
	Names    []Name
}

// Name is a labelled name.
type Name struct {
	Span  extract.Span
	Class string
}

// ReadNames reads sentences in the IOB2 format of Universal NER: columns parted
// by tabs, of which the second is the word and the third its tag; "# text = " and
// "# sent_id = " before them. A word that the text does not hold is an error.
func ReadNames(r io.Reader) ([]NamedSentence, error) {
	var out []NamedSentence
	var at []rune
	from := 0
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<20)
	for n := 1; in.Scan(); n++ {
		line := in.Text()
		if id, ok := strings.CutPrefix(line, "# sent_id = "); ok {
			out = append(out, NamedSentence{ID: id})
		}
		if text, ok := strings.CutPrefix(line, "# text = "); ok && len(out) > 0 {
			out[len(out)-1].Text = text
			at, from = []rune(text), 0
		}
		cols := strings.Split(line, "\t")
		if len(cols) < 3 || strings.HasPrefix(line, "#") || len(out) == 0 {
			continue
		}
		start, ok := find(at, from, cols[1])
		if !ok {
			return nil, fmt.Errorf("line %d: the text has no word %q", n, cols[1])
		}
		from = start + len([]rune(cols[1]))
		out[len(out)-1].tag(extract.Span{start, from}, cols[2])
	}
	return out, in.Err()
}

// find returns where a word begins at or after from.
func find(text []rune, from int, word string) (int, bool) {
	w := []rune(word)
	for i := from; i+len(w) <= len(text); i++ {
		if string(text[i:i+len(w)]) == word {
			return i, true
		}
	}
	return 0, false
}

func (s *NamedSentence) tag(span extract.Span, tag string) {
	kind, label, _ := strings.Cut(tag, "-")
	switch {
	case !slices.ContainsFunc(nameClasses, func(c class) bool { return c.name == label }):
	case kind == "I" && len(s.Names) > 0:
		s.Names[len(s.Names)-1].Span[1] = span[1]
	default:
		s.Names = append(s.Names, Name{span, label})
	}
}

// Names scores the names of people, organisations and places, and of agreements,
// projects and meetings where these are labelled, by exact span and class.
func Names(e *extract.Extractor, sentences []NamedSentence) Report {
	r := Report{Set: "names", Items: len(sentences)}
	gold, made, right := map[string]int{}, map[string]int{}, map[string]int{}
	labelled := map[string]bool{"PER": true, "ORG": true, "LOC": true}
	for i := range sentences {
		for _, n := range sentences[i].Names {
			labelled[n.Class] = true
		}
	}
	for i := range sentences {
		s := &sentences[i]
		got := names(e, s.Text)
		row := Row{Name: s.ID}
		want := make(map[Name]bool)
		for _, n := range s.Names {
			want[n] = true
			gold[n.Class]++
		}
		text := graph.NewText(s.Text)
		for _, n := range got {
			if !labelled[n.Class] {
				continue
			}
			made[n.Class]++
			if want[n] {
				right[n.Class]++
				delete(want, n)
				continue
			}
			q, _ := text.Slice(n.Span[0], n.Span[1])
			row.Notes = append(row.Notes, "made up "+n.Class+" "+q)
		}
		for _, n := range s.Names {
			if want[n] {
				q, _ := text.Slice(n.Span[0], n.Span[1])
				row.Notes = append(row.Notes, "missed "+n.Class+" "+q)
			}
		}
		if len(row.Notes) > 0 {
			r.Rows = append(r.Rows, row)
		}
	}
	var all [3]int
	for _, c := range nameClasses {
		if !labelled[c.name] {
			continue
		}
		r.Measures = append(r.Measures, balanced(c.name+" ", right[c.name], made[c.name], gold[c.name])...)
		all[0], all[1], all[2] = all[0]+right[c.name], all[1]+made[c.name], all[2]+gold[c.name]
	}
	r.Measures = append(r.Measures, balanced("all ", all[0], all[1], all[2])...)
	return r
}

// names returns the names that a reader finds in a text, in order, each once.
func names(e *extract.Extractor, text string) []Name {
	var out []Name
	seen := make(map[extract.Span]bool)
	for _, n := range e.Names(text) {
		if label := classOf(n.Kind); label != "" && !seen[n.Span] {
			seen[n.Span] = true
			out = append(out, Name{n.Span, label})
		}
	}
	return out
}
