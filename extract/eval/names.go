package eval

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"entente/extract"
	"entente/graph"
)

// NamedSentence is a sentence with the names in it: spans of code points in
// Text with their classes, PER, ORG or LOC.
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
	kind, class, _ := strings.Cut(tag, "-")
	switch {
	case class != "PER" && class != "ORG" && class != "LOC":
	case kind == "I" && len(s.Names) > 0:
		s.Names[len(s.Names)-1].Span[1] = span[1]
	default:
		s.Names = append(s.Names, Name{span, class})
	}
}

// Names scores the names of people, organisations and places by exact span and
// class.
func Names(e *extract.Extractor, sentences []NamedSentence) Report {
	r := Report{Set: "names", Items: len(sentences)}
	gold, made, right := map[string]int{}, map[string]int{}, map[string]int{}
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
	for _, class := range []string{"PER", "ORG", "LOC"} {
		r.Measures = append(r.Measures, balanced(class+" ", right[class], made[class], gold[class])...)
		all[0], all[1], all[2] = all[0]+right[class], all[1]+made[class], all[2]+gold[class]
	}
	r.Measures = append(r.Measures, balanced("all ", all[0], all[1], all[2])...)
	return r
}

// names returns the names that a reader finds in a text, in order, each once.
func names(e *extract.Extractor, text string) []Name {
	var out []Name
	seen := make(map[extract.Span]bool)
	for _, n := range e.Names(text) {
		class := ""
		switch n.Kind {
		case graph.KindPerson:
			class = "PER"
		case graph.KindOrganization:
			class = "ORG"
		case graph.KindPlace, graph.KindState:
			class = "LOC"
		}
		if class != "" && !seen[n.Span] {
			seen[n.Span] = true
			out = append(out, Name{n.Span, class})
		}
	}
	return out
}
