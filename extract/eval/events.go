package eval

import (
	"encoding/json"
	"maps"
	"slices"

	"entente/extract"
	"entente/graph"
)

// Sentence is a labelled text of one or few sentences.
type Sentence struct {
	ID   string  `json:"id"`
	Text string  `json:"text"`
	Gold []Event `json:"gold"`
	Meta struct {
		Date     json.RawMessage `json:"date"`
		Quad     *int            `json:"quad"`
		NoEvents bool            `json:"noevents"`
	} `json:"meta"`
}

// date returns the day of the text, "" where none is given.
func (s *Sentence) date() graph.Date {
	var day string
	if json.Unmarshal(s.Meta.Date, &day) != nil || len(day) != len("2006-01-02") {
		return ""
	}
	d, err := graph.ParseDate(day)
	if err != nil {
		return ""
	}
	return d
}

func (s *Sentence) read(e *extract.Extractor) graph.Contribution {
	return e.Extract(graph.Document{ID: graph.NewDocumentID(s.ID), PublishedOn: s.date(), Format: graph.FormatText}, s.Text)
}

// eventless reports whether the text is labelled as having no event.
func (s *Sentence) eventless() bool {
	return s.Meta.NoEvents || s.Meta.Quad != nil && *s.Meta.Quad == 0
}

// Event is a labelled event or relation: its root (a PLOVER kind, where CONCEDE and
// RETREAT are YIELD), its quad from 1 to 4, and the spans or codes of its actors.
type Event struct {
	Source      *extract.Span  `json:"source_span"`
	Sources     []extract.Span `json:"source_spans"`
	Target      *extract.Span  `json:"target_span"`
	Targets     []extract.Span `json:"target_spans"`
	Root        string         `json:"root"`
	QuadNumber  *int           `json:"quad"`
	Reciprocal  bool           `json:"reciprocal"`
	SourceCode  string         `json:"source_code"`
	TargetCode  string         `json:"target_code"`
	Number      string         `json:"cameo"` // of the event, in the constructed texts most often WEIS
	Country     *string        `json:"country"`
	Parties     []string       `json:"parties"`
	DateOfIssue graph.Date     `json:"date_signed"`
	Relation    string         `json:"relation"` // in re3d
	// SourceParty and TargetParty say whose the ends are, as ends reads them.
	SourceParty string         `json:"source_party"`
	TargetParty string         `json:"target_party"`
	Modality    graph.Modality `json:"modality"`
	Optional    bool           `json:"optional"` // may be found and need not be
}

// root returns how labelled sets call a kind, "" for a kind that is no event there.
func root(k graph.RelationKind) string {
	switch {
	case k == graph.Concede, k == graph.Retreat:
		return "YIELD"
	case isEvent(k):
		return string(k)
	}
	return ""
}

// quad returns the quad of a root: 1 and 2 cooperate, 3 and 4 are in conflict,
// 0 is none.
func quad(root string) int {
	switch root {
	case "AGREE", "CONSULT", "SUPPORT":
		return 1
	case "COOPERATE", "AID", "YIELD":
		return 2
	case "REQUEST", "ACCUSE", "REJECT", "THREATEN":
		return 3
	case "PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT":
		return 4
	}
	return 0
}

func (e *Event) quad() int {
	if e.QuadNumber != nil {
		return *e.QuadNumber
	}
	return quad(e.Root)
}

// Pairs scores the kind of event between two given spans: the mean F1 over the
// roots, over the quads, and over cooperation and conflict, with a row a root.
func Pairs(e *extract.Extractor, texts []Sentence) Report {
	var gold, got []string
	for i := range texts {
		t := &texts[i]
		pairs := make([]extract.Pair, len(t.Gold))
		for j, g := range t.Gold {
			if g.Source != nil {
				pairs[j].From = *g.Source
			}
			if g.Target != nil {
				pairs[j].To = *g.Target
			}
		}
		for j, c := range e.Classify(t.Text, pairs) {
			gold, got = append(gold, t.Gold[j].Root), append(got, root(c.Kind))
		}
	}
	r := Report{Set: "pairs", Items: len(gold)}
	mean, rows := classes(gold, got)
	r.Rows = rows
	quads, _ := classes(each(gold, quadName), each(got, quadName))
	sides, _ := classes(each(gold, side), each(got, side))
	r.Measures = []Measure{{Name: "root macro F1", Value: mean}, {Name: "quad macro F1", Value: quads}, {Name: "side macro F1", Value: sides},
		agreement("root accuracy", gold, got)}
	return r
}

func each(xs []string, f func(string) string) []string {
	out := make([]string, len(xs))
	for i, x := range xs {
		out[i] = f(x)
	}
	return out
}

func quadName(root string) string {
	return [...]string{"", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict"}[quad(root)]
}

func side(root string) string {
	switch q := quad(root); {
	case q == 0:
		return ""
	case q >= 3:
		return "conflict"
	}
	return "cooperation"
}

func agreement(name string, gold, got []string) Measure {
	right := 0
	for i := range gold {
		if gold[i] == got[i] {
			right++
		}
	}
	return share(name, right, len(gold))
}

// classes returns the mean of F1 over the classes in gold, and a row for each
// that tells what its items were taken for.
func classes(gold, got []string) (mean float64, rows []Row) {
	right, made, want := map[string]int{}, map[string]int{}, map[string]int{}
	taken := map[string]map[string]int{}
	for i, g := range gold {
		made[got[i]]++
		if g == "" {
			continue
		}
		want[g]++
		if taken[g] == nil {
			taken[g] = map[string]int{}
		}
		if g == got[i] {
			right[g]++
		} else {
			taken[g][got[i]]++
		}
	}
	for _, class := range slices.Sorted(maps.Keys(want)) {
		row := Row{Name: class, Measures: balanced("", right[class], made[class], want[class])}
		for _, other := range slices.Sorted(maps.Keys(taken[class])) {
			row.Notes = append(row.Notes, share("taken for "+other, taken[class][other], want[class]).line())
		}
		rows = append(rows, row)
		mean += row.Measures[2].Value / float64(len(want))
	}
	return mean, rows
}
