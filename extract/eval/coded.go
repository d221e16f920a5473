package eval

import (
	"cmp"
	"encoding/csv"
	"io"
	"maps"
	"slices"
	"strings"

	"entente/extract"
	"entente/graph"
)

// Alias is a name of an invented actor with its codes, the first three letters
// of which are its state, or another spelling of such a name.
type Alias struct {
	Name      string   `json:"name"`
	Codes     []string `json:"codes"`
	SynonymOf string   `json:"synonym_of"` // the name whose codes it shares, "" for its own
}

// ActorTable writes the states of aliases as an actor table for
// extract.Options.
func ActorTable(w io.Writer, aliases []Alias) error {
	names := make(map[string][]string)
	codes := sharedCodes(aliases)
	for _, a := range aliases {
		if code := codes[cmp.Or(a.SynonymOf, a.Name)]; code != "" {
			names[code] = append(names[code], titled(a.Name))
		}
	}
	out := csv.NewWriter(w)
	rows := [][]string{{"id", "kind", "name", "aliases", "actsFor", "from", "to"}}
	for _, code := range slices.Sorted(maps.Keys(names)) {
		shortest := slices.MinFunc(names[code], func(a, b string) int { return cmp.Compare(len(a), len(b)) })
		rows = append(rows, []string{"state:" + code, "State", shortest, strings.Join(names[code], "|"), "", "", ""})
	}
	if err := out.WriteAll(rows); err != nil {
		return err
	}
	return out.Error()
}

// sharedCodes returns the state of each name, which its spellings share: that of the
// first code that any of them has.
func sharedCodes(aliases []Alias) map[string]string {
	codes := make(map[string]string)
	for _, a := range aliases {
		if base := cmp.Or(a.SynonymOf, a.Name); len(a.Codes) > 0 && codes[base] == "" {
			codes[base] = state(a.Codes[0])
		}
	}
	return codes
}

// state returns the first three letters of a code.
func state(code string) string { return code[:min(3, len(code))] }

// titled writes each run of letters with one capital.
func titled(name string) string {
	inside := false
	return strings.Map(func(c rune) rune {
		letter := c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
		first := letter && !inside
		inside = letter
		if first {
			return []rune(strings.ToUpper(string(c)))[0]
		}
		return []rune(strings.ToLower(string(c)))[0]
	}, name)
}

// Constructed scores texts about invented states, whose names the extractor has
// from an ActorTable of the aliases: how many have all their labelled events,
// where intended ones count. Texts with unknown actors are left out.
func Constructed(e *extract.Extractor, texts []Sentence, aliases []Alias) Report {
	known := make(map[string]bool)
	for _, a := range aliases {
		if len(a.Codes) > 0 {
			known[state(a.Codes[0])] = true
		}
	}
	r := Report{Set: "constructed"}
	right, pairs, numbered := 0, 0, 0
	for i := range texts {
		t := &texts[i]
		if len(t.Gold) == 0 || slices.ContainsFunc(t.Gold, func(g Event) bool {
			return g.Root == "" || !known[state(g.SourceCode)] || !known[state(g.TargetCode)]
		}) {
			continue
		}
		r.Items++
		claims := t.read(e).Claims
		missed := missing(t, claims)
		paired, kind := readAsWEIS(t, claims)
		pairs, numbered = pairs+one(paired), numbered+one(kind)
		if len(missed) == 0 {
			right++
			continue
		}
		r.Rows = append(r.Rows, Row{Name: t.ID, Notes: append(missed, t.Text)})
	}
	r.Measures = []Measure{share("all events found", right, r.Items), share("actors and direction", pairs, r.Items), share("kind, numbers read as WEIS", numbered, r.Items)}
	return r
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// missing returns the labelled events between states that the claims lack.
func missing(t *Sentence, claims []graph.Claim) []string {
	got := make(map[string]bool)
	for i := range claims {
		c := &claims[i]
		if c.To == nil || c.Polarity != graph.Affirmed || c.Modality != graph.Actual && c.Modality != graph.Intended {
			continue
		}
		if c.From.ID.Kind() == graph.KindState && c.To.ID.Kind() == graph.KindState {
			got[state(key(c.From.ID))+" "+root(c.Kind)+" "+state(key(c.To.ID))] = true
		}
	}
	var out []string
	for _, g := range t.Gold {
		if want := state(g.SourceCode) + " " + g.Root + " " + state(g.TargetCode); !got[want] {
			out = append(out, "missed "+want)
		}
	}
	return out
}

// Actors scores phrases for actors: in how many the first state found is the
// labelled one, none where none is labelled.
func Actors(e *extract.Extractor, phrases []Sentence) Report {
	r := Report{Set: "actors"}
	right := 0
	for i := range phrases {
		p := &phrases[i]
		if len(p.Gold) == 0 || p.Gold[0].Country == nil {
			continue
		}
		r.Items++
		got := firstState(p.read(e).Entities)
		if got == *p.Gold[0].Country {
			right++
			continue
		}
		r.Rows = append(r.Rows, Row{Name: p.ID, Notes: []string{p.Text + ": " + cmp.Or(got, "none") + ", not " + cmp.Or(*p.Gold[0].Country, "none")}})
	}
	r.Measures = []Measure{share("country", right, r.Items)}
	return r
}

func firstState(entities []graph.EntityRecord) string {
	at, code := -1, ""
	for i := range entities {
		id := entities[i].ID
		if id.Kind() != graph.KindState {
			continue
		}
		for _, m := range entities[i].Mentions {
			if at < 0 || m.Start < at || m.Start == at && key(id) < code {
				at, code = m.Start, key(id)
			}
		}
	}
	return code
}

// Treaties scores openings of treaties: the states that sign, and the day.
func Treaties(e *extract.Extractor, texts []Sentence) Report {
	r := Report{Set: "treaties", Items: len(texts)}
	var right, made, gold, exact, dated, dates int
	for i := range texts {
		t := &texts[i]
		if len(t.Gold) == 0 {
			continue
		}
		got, when := signatories(t.read(e).Claims)
		want := slices.Clone(t.Gold[0].Parties)
		slices.Sort(want)
		want = slices.Compact(want)
		hits := 0
		for _, p := range got {
			if slices.Contains(want, p) {
				hits++
			}
		}
		right, made, gold = right+hits, made+len(got), gold+len(want)
		if slices.Equal(got, want) {
			exact++
		} else {
			r.Rows = append(r.Rows, Row{Name: t.ID, Measures: balanced("", hits, len(got), len(want)),
				Notes: []string{strings.Join(got, " ") + ", not " + strings.Join(want, " ")}})
		}
		if d := t.Gold[0].DateOfIssue; d != "" {
			dates++
			if when == d {
				dated++
			}
		}
	}
	r.Measures = append(balanced("party ", right, made, gold), share("exact set", exact, len(texts)), share("signature date", dated, dates))
	return r
}

// signatories returns the states that sign, sorted, and the date most of them do.
func signatories(claims []graph.Claim) ([]string, graph.Date) {
	var states []string
	var best graph.Date
	count := make(map[graph.Date]int)
	for i := range claims {
		c := &claims[i]
		if c.Kind != graph.Signed || c.Polarity != graph.Affirmed || c.From.ID.Kind() != graph.KindState {
			continue
		}
		states = append(states, key(c.From.ID))
		if c.When == "" {
			continue
		}
		count[c.When]++
		if n := count[c.When]; best == "" || n > count[best] || n == count[best] && c.When < best {
			best = c.When
		}
	}
	slices.Sort(states)
	return slices.Compact(states), best
}
