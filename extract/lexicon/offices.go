package lexicon

import (
	"slices"
	"strings"
)

// Office is a common noun or phrase for an actor: an office, a force, a body or
// people of some walk of life.
type Office struct {
	Phrase string // as in the table, in the singular
	Code   string // sector code: GOV, MIL, COP, ...
	Kind   string // office, person, force, body or people
	// Title is set where the phrase can stand before the holder's name
	// ("President X") and after it ("X, foreign minister of Y").
	Title bool
	// Acts is set where its acts are acts of its state: ministers, ambassadors,
	// spokesmen and armies, not mayors, lawmakers or protesters.
	Acts bool
	// Plural is set where the phrase was found in the plural.
	Plural bool
	Len    int // tokens covered
}

// Office returns what a noun phrase without article means as an actor, read at
// its head, the last word before a preposition: "deputy foreign minister", "riot
// police", "secret services of the republic". The longest known phrase that
// covers the head decides, then the last one before it; ok is false where none
// is known.
func (l *Lexicon) Office(phrase string) (Office, bool) {
	words := strings.Fields(phrase)
	head := headOf(words)
	for i := 0; i <= head; i++ {
		if o, ok := l.OfficeAt(words, i); ok && i+o.Len > head {
			return o, true
		}
	}
	for i := head - 1; i >= 0; i-- {
		if o, ok := l.OfficeAt(words, i); ok {
			return o, true
		}
	}
	return Office{}, false
}

// headOf returns the place of a noun phrase's head: the word before the first
// preposition, or the last word; -1 for no words.
func headOf(words []string) int {
	for i, w := range words {
		if i > 0 && slices.Contains([]string{"of", "for", "to", "on", "in", "at", "with", "from", "between", "under", "over", "against", "by", "near", "after", "before"}, w) {
			return i - 1
		}
	}
	return len(words) - 1
}

// OfficeAt returns the longest office phrase that begins at tokens[i], in any
// case but for acronyms ("MP"). ok is false where none begins there.
func (l *Lexicon) OfficeAt(tokens []string, i int) (Office, bool) {
	if i < 0 || i >= len(tokens) {
		return Office{}, false
	}
	values, n := l.offices.match(tokens, i)
	if n == 0 {
		return Office{}, false
	}
	o := l.office[slices.Min(values)]
	o.Len = n
	return o, true
}

// Offices returns the singular entries of the office table in its order.
func (l *Lexicon) Offices() []Office {
	var out []Office
	for _, o := range l.office {
		if !o.Plural {
			out = append(out, o)
		}
	}
	return out
}

func (l *Lexicon) loadOffices() error {
	rows, err := readTable("offices.tsv")
	if err != nil {
		return err
	}
	for _, r := range rows {
		flags := r.list("flags")
		phrases := r.list("phrase")
		if len(phrases) == 0 {
			return r.errorf("office without phrase")
		}
		o := Office{Phrase: phrases[0], Code: r.get("code"), Kind: r.get("kind"),
			Title: slices.Contains(flags, "title"), Acts: slices.Contains(flags, "acts")}
		if o.Code == "" || o.Kind == "" {
			return r.errorf("office without code or kind")
		}
		for _, p := range phrases {
			l.addOffice(p, o)
		}
		if p := r.get("plural"); p != "-" {
			if p == "" {
				p = Plural(o.Phrase)
			}
			o.Plural = true
			l.addOffice(p, o)
		}
	}
	return nil
}

func (l *Lexicon) addOffice(phrase string, o Office) {
	l.office = append(l.office, o)
	l.offices.add(phrase, int32(len(l.office)-1), true)
}

// Plural returns the regular plural of an English noun phrase: of its head, the
// word before the first preposition or else the last ("minister of defence"
// gives "ministers of defence").
func Plural(phrase string) string {
	words := strings.Fields(phrase)
	head := headOf(words)
	if head < 0 {
		return ""
	}
	words[head] = pluralWord(words[head])
	return strings.Join(words, " ")
}

func pluralWord(w string) string {
	n := len(w)
	switch {
	case strings.HasSuffix(w, "man") && !strings.HasSuffix(w, "human"):
		return w[:n-3] + "men"
	case n > 1 && strings.HasSuffix(w, "y") && !strings.ContainsRune("aeiou", rune(w[n-2])):
		return w[:n-1] + "ies"
	case strings.HasSuffix(w, "s"), strings.HasSuffix(w, "x"), strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "sh"), strings.HasSuffix(w, "z"):
		return w + "es"
	}
	return w + "s"
}
