package claim

import (
	"embed"
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"entente/graph"
)

//go:embed tables/*.csv
var files embed.FS

// frame is what a verb means: a row of verbs.csv or objects.csv, for one verb.
type frame struct {
	kind    graph.RelationKind // "" where the noun's own kind holds
	nouns   map[string]bool    // lemmas of the object; nil for any
	classes map[string]bool    // classes of nouns
	any     bool               // any noun that names an act
	target  []string
	source  []string
	flags   map[string]bool
	name    string // of the rule
}

// noun is a row of nouns.csv for one noun.
type noun struct {
	class  string
	kind   graph.RelationKind
	target []string
	source []string
	flags  map[string]bool
}

// government says what becomes of a clause that a verb governs.
type government struct {
	modality graph.Modality // "" for same
	none     bool
	flip     bool
	speech   bool
}

// Rules are the tables, parsed. They do not change after Open.
type Rules struct {
	verbs   map[string][]frame
	objects map[string][]frame
	nouns   map[string]noun
	governs map[string]government
	classes map[string]map[string]bool
	ties    map[string][]tie
	// tieNouns are nouns for who or what has a tie, tieActs for acts that make one.
	tieNouns map[string][]graph.RelationKind
	tieActs  map[string][]tieAct
	// nominals are the verbs that nouns are made of.
	nominals map[string]string
	known    map[string]bool // first words of all entries for verbs
	// agents are nouns for who does something.
	agents map[string]agent
	// attitudes are predicates that are acts.
	attitudes map[string]attitude
	// forms are the lemmas of irregular forms.
	forms map[string]string
	// examples are sentences for rules, by their names.
	examples map[string][]string
	// pasts are forms of the simple past that are no participles: "froze".
	pasts map[string]bool
}

// Open parses the embedded tables. The error names the file and line that is
// malformed; a test holds that there is none.
func Open() (*Rules, error) {
	r := &Rules{verbs: make(map[string][]frame), objects: make(map[string][]frame), nouns: make(map[string]noun),
		governs: make(map[string]government), classes: make(map[string]map[string]bool),
		ties: make(map[string][]tie), tieNouns: make(map[string][]graph.RelationKind), tieActs: make(map[string][]tieAct), nominals: make(map[string]string), forms: make(map[string]string), pasts: make(map[string]bool), examples: make(map[string][]string), agents: make(map[string]agent), attitudes: make(map[string]attitude)}
	for _, t := range []struct {
		file string
		add  func(row []string) error
	}{
		{"classes.csv", r.addClass}, {"nouns.csv", r.addNouns}, {"verbs.csv", r.addVerbs},
		{"objects.csv", r.addObjects}, {"complements.csv", r.addComplements}, {"ties.csv", r.addTies}, {"tienouns.csv", r.addTieNouns}, {"tieacts.csv", r.addTieActs}, {"nominals.csv", r.addNominals}, {"forms.csv", r.addForms}, {"agents.csv", r.addAgents}, {"attitudes.csv", r.addAttitudes}, {"examples.csv", r.addExample},
	} {
		if err := readTable(t.file, t.add); err != nil {
			return nil, err
		}
	}
	r.knowVerbs()
	return r, nil
}

// Frames returns how many frames the tables hold: a verb with a meaning, a verb
// with a set of nouns, a noun, a tie.
func (r *Rules) Frames() int {
	n := len(r.nouns) + len(r.nominals) + len(r.governs) + len(r.agents) + len(r.attitudes)
	for _, fs := range r.verbs {
		n += len(fs)
	}
	for _, fs := range r.objects {
		n += len(fs)
	}
	for _, ts := range r.ties {
		n += len(ts)
	}
	return n
}

func readTable(file string, add func([]string) error) error {
	f, err := files.Open("tables/" + file)
	if err != nil {
		return err
	}
	defer f.Close()
	in := csv.NewReader(f)
	in.Comment = '#'
	for first := true; ; first = false {
		row, err := in.Read()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return fmt.Errorf("%s: %w", file, err)
		case first:
			continue
		}
		if err := add(row); err != nil {
			line, _ := in.FieldPos(0)
			return fmt.Errorf("%s line %d: %w", file, line, err)
		}
	}
}

// list splits a cell at its bars; an empty cell has no parts.
func list(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, "|")
}

func set(words []string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

func eventKind(cell string) (graph.RelationKind, error) {
	kind := graph.RelationKind(cell)
	if info, ok := kind.Info(); !ok || !info.Event() {
		return "", fmt.Errorf("%q is no kind of event", cell)
	}
	return kind, nil
}

func (r *Rules) addClass(row []string) error {
	r.classes[row[0]] = set(list(row[1]))
	return nil
}

func (r *Rules) addNouns(row []string) error {
	n := noun{class: row[0], target: list(row[2]), source: list(row[3]), flags: set(strings.Fields(row[4]))}
	if row[1] != "" {
		kind, err := eventKind(row[1])
		if err != nil {
			return err
		}
		n.kind = kind
	}
	for _, w := range list(row[5]) {
		if _, there := r.nouns[w]; there {
			return fmt.Errorf("noun %q is there twice", w)
		}
		r.nouns[w] = n
		if parts := strings.ReplaceAll(w, "-", "_"); parts != w {
			r.nouns[parts] = n // as the tokens are cut
		}
	}
	return nil
}

func (r *Rules) addVerbs(row []string) error {
	kind, err := eventKind(row[0])
	if err != nil {
		return err
	}
	for _, v := range list(row[4]) {
		r.verbs[v] = append(r.verbs[v], frame{kind: kind, target: list(row[1]), source: list(row[2]),
			flags: set(strings.Fields(row[3])), name: "verb/" + v})
	}
	return nil
}

func (r *Rules) addObjects(row []string) error {
	kind, err := eventKind(row[0])
	if err != nil {
		return err
	}
	f := frame{kind: kind, target: list(row[3]), source: list(row[4]), flags: set(strings.Fields(row[5])),
		nouns: make(map[string]bool), classes: make(map[string]bool)}
	for _, n := range list(row[2]) {
		class, isClass := strings.CutPrefix(n, "@")
		switch {
		case n == "*":
			f.any = true
		case isClass:
			f.classes[class] = true
		default:
			f.nouns[n] = true
			f.nouns[strings.ReplaceAll(n, "-", "_")] = true // as the tokens are cut
		}
	}
	for _, v := range list(row[1]) {
		g := f
		g.name = "object/" + v
		r.objects[v] = append(r.objects[v], g)
	}
	return nil
}

func (r *Rules) addComplements(row []string) error {
	g := government{flip: row[1] == "flip", speech: row[2] == "yes"}
	switch m := graph.Modality(row[0]); m {
	case "none":
		g.none = true
	case "same":
	case graph.Actual, graph.Intended, graph.Requested, graph.Possible:
		g.modality = m
	default:
		return fmt.Errorf("modality %q", row[0])
	}
	for _, v := range list(row[3]) {
		if _, there := r.governs[v]; !there {
			r.governs[v] = g
		}
	}
	return nil
}

func (r *Rules) addExample(row []string) error {
	r.examples[row[0]] = append(r.examples[row[0]], row[1])
	return nil
}

// is reports whether the word is in the class of classes.csv.
func (r *Rules) is(class, word string) bool { return r.classes[class][word] }
