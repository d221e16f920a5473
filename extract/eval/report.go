package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// Measure is one number that an extractor reaches on a set.
type Measure struct {
	Name string `json:"name"`
	// Value is a share between 0 and 1.
	Value float64 `json:"value"`
	// Hits of Of items were right, where the measure is a share of items; both
	// are 0 for a mean or an F1.
	Hits int `json:"hits,omitempty"`
	Of   int `json:"of,omitempty"`
}

// share returns the measure of hits among items, 0 where there are none.
func share(name string, hits, of int) Measure {
	m := Measure{Name: name, Hits: hits, Of: of}
	if of > 0 {
		m.Value = float64(hits) / float64(of)
	}
	return m
}

// Row are the measures of one document or class, with what went wrong there.
type Row struct {
	Name     string    `json:"name"`
	Measures []Measure `json:"measures"`
	Notes    []string  `json:"notes,omitempty"`
}

// Report is what an extractor reaches on a labelled set.
type Report struct {
	Set      string    `json:"set"`
	Items    int       `json:"items"`
	Measures []Measure `json:"measures"`
	Rows     []Row     `json:"rows,omitempty"`
}

// Value returns the value of a measure by its name; ok is false for none such.
func (r *Report) Value(name string) (value float64, ok bool) {
	for _, m := range r.Measures {
		if m.Name == name {
			return m.Value, true
		}
	}
	return 0, false
}

// Totals returns the measures one a line, for golden files.
func (r *Report) Totals() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d items\n", r.Set, r.Items)
	for _, m := range r.Measures {
		b.WriteString(m.line() + "\n")
	}
	return b.String()
}

func (m Measure) line() string {
	s := fmt.Sprintf("%-26s %.3f", m.Name, m.Value)
	if m.Of > 0 {
		s += fmt.Sprintf("  %d of %d", m.Hits, m.Of)
	}
	return s
}

// Write prints the report for people: the rows as a table, with what went
// wrong where notes is set, then the totals.
func (r *Report) Write(w io.Writer, notes bool) error {
	t := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	for _, row := range r.Rows {
		fmt.Fprint(t, row.Name)
		for _, m := range row.Measures {
			if m.Of > 0 {
				fmt.Fprintf(t, "\t%s %d/%d", m.Name, m.Hits, m.Of)
			} else {
				fmt.Fprintf(t, "\t%s %.3f", m.Name, m.Value)
			}
		}
		fmt.Fprintln(t)
		if notes {
			for _, n := range row.Notes {
				fmt.Fprintf(t, "    %s\n", n)
			}
		}
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err := io.WriteString(w, r.Totals())
	return err
}

// prf returns precision, recall and their harmonic mean; each is 0 where it has
// nothing to count.
func prf(right, made, gold int) (p, r, f float64) {
	if made > 0 {
		p = float64(right) / float64(made)
	}
	if gold > 0 {
		r = float64(right) / float64(gold)
	}
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return p, r, f
}

// balanced returns precision, recall and F1 as measures with a common prefix.
func balanced(prefix string, right, made, gold int) []Measure {
	_, _, f := prf(right, made, gold)
	return []Measure{share(prefix+"precision", right, made), share(prefix+"recall", right, gold), {Name: prefix + "F1", Value: f}}
}

// Lines decodes a labelled set: one JSON object a line, empty lines left out.
// An error names the line.
func Lines[T any](r io.Reader) ([]T, error) {
	var out []T
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<26)
	for n := 1; in.Scan(); n++ {
		if len(bytes.TrimSpace(in.Bytes())) == 0 {
			continue
		}
		var v T
		if err := json.Unmarshal(in.Bytes(), &v); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		out = append(out, v)
	}
	return out, in.Err()
}
