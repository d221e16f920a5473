package lexicon

import "slices"

// Reading is one meaning of a name that has several, with words nearby that
// speak for it.
type Reading struct {
	Name    string   // as in the table
	ID      string   // what it names; empty for a common word or something outside the lexicon
	Gloss   string   // what it is, in words
	Default bool     // the meaning to take without any cue
	Cues    []string // lower-case words that speak for this meaning
}

// Readings returns the meanings of an ambiguous name in the order of the table,
// nil for a name that is not declared so. Case and diacritics do not matter.
func (l *Lexicon) Readings(name string) []Reading {
	return slices.Clone(l.reads[foldName(name)])
}

// GivenName reports whether a word is known as a given name; case matters in so
// far as a word in lower case is none.
func (l *Lexicon) GivenName(word string) bool {
	return named(word) && l.given[foldName(word)]
}

// Bearer says who bears a given name: "woman", "man", or "" where either may or the name
// is not known.
func (l *Lexicon) Bearer(given string) string {
	k := foldName(given)
	switch b := l.bearers[k]; {
	case b == "either":
		return ""
	case b == "" && l.given[k]:
		return "man"
	default:
		return b
	}
}

// FamilyName returns the cultures in which a word is a common family name
// ("chinese", "korean", "english", ...), nil where it is none or stands in lower
// case.
func (l *Lexicon) FamilyName(word string) []string {
	if !named(word) {
		return nil
	}
	return slices.Clone(l.family[foldName(word)])
}

// FamilyFirst reports whether a word is a common family name of a culture that
// writes the family name first: Chinese, Korean, Vietnamese, Hungarian,
// Japanese, Khmer.
func (l *Lexicon) FamilyFirst(word string) bool {
	for _, c := range l.FamilyName(word) {
		switch c {
		case "chinese", "korean", "vietnamese", "hungarian", "japanese", "khmer":
			return true
		}
	}
	return false
}

func named(word string) bool {
	ps := pieces(word)
	return len(ps) > 0 && want{rule: capital}.holds(ps[0].raw)
}

func (l *Lexicon) loadNames() error {
	given, err := readTable("given.tsv")
	if err != nil {
		return err
	}
	for _, r := range given {
		for _, n := range r.list("names") {
			l.given[foldName(n)] = true
		}
	}
	bearers, err := readTable("bearers.tsv")
	if err != nil {
		return err
	}
	for _, r := range bearers {
		for _, n := range r.list("names") {
			l.bearers[foldName(n)] = r.get("bearer")
		}
	}
	family, err := readTable("family.tsv")
	if err != nil {
		return err
	}
	for _, r := range family {
		for _, n := range r.list("names") {
			k := foldName(n)
			if !slices.Contains(l.family[k], r.get("culture")) {
				l.family[k] = append(l.family[k], r.get("culture"))
			}
		}
	}
	return nil
}

// markNames sets Ambiguous on states and places that are called like people
// (Jordan, Madison, Charlotte). It runs when all tables are read.
func (l *Lexicon) markNames() error {
	y := &l.names[0]
	for i, name := range y.names {
		switch y.entries[i].Type {
		case TypeName, TypeCapital, TypePlace:
			k := foldName(name)
			if l.given[k] || len(l.family[k]) > 0 {
				y.entries[i].Ambiguous = true
			}
		}
	}
	return nil
}

func (l *Lexicon) loadReadings() error {
	rows, err := readTable("ambiguous.tsv")
	if err != nil {
		return err
	}
	for _, r := range rows {
		k := foldName(r.get("name"))
		if k == "" {
			return r.errorf("no name")
		}
		l.reads[k] = append(l.reads[k], Reading{r.get("name"), r.get("id"), r.get("gloss"), r.get("default") == "yes", r.list("cues")})
	}
	return nil
}
