package parse

import (
	_ "embed" // the table
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed lemmas.tsv
var lemmaTable string

// longestEnding bounds the endings of rules, in runes.
const longestEnding = 5

// A change replaces the last runes of a form.
type change struct {
	cut int
	add string
}

// lemmas makes dictionary forms, by rules and exceptions for each Penn tag.
type lemmas struct {
	exceptions map[string]map[string]string
	endings    map[string]map[string]change
	verbs      map[string]bool
	adjectives map[string]bool
}

// readLemmas reads the table that train/lemmas.py writes: lines of tag,
// "-" and ending, runes to cut, text to add; of tag, form, lemma; or of V or J
// and a known verb or adjective.
func readLemmas(table string) (*lemmas, error) {
	l := &lemmas{exceptions: map[string]map[string]string{}, endings: map[string]map[string]change{},
		verbs: map[string]bool{}, adjectives: map[string]bool{}}
	for line := range strings.Lines(table) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		switch len(f) {
		case 2:
			if f[0] == "V" {
				l.verbs[f[1]] = true
			} else {
				l.adjectives[f[1]] = true
			}
		case 3:
			if l.exceptions[f[0]] == nil {
				l.exceptions[f[0]] = map[string]string{}
			}
			l.exceptions[f[0]][f[1]] = f[2]
		case 4:
			n, err := strconv.Atoi(f[2])
			if err != nil || n < 0 {
				return nil, fmt.Errorf("parse: lemma rule %q", line)
			}
			if l.endings[f[0]] == nil {
				l.endings[f[0]] = map[string]change{}
			}
			l.endings[f[0]][f[1][1:]] = change{cut: n, add: f[3]}
		default:
			return nil, fmt.Errorf("parse: lemma line %q", line)
		}
	}
	return l, nil
}

// lemma gives the lemma of a tagged word. Names keep their capitals, and so do
// nationalities; other words become small.
func (l *lemmas) lemma(s *scratch, w *Word) string {
	form := plainForm(s, w.Text)
	if form == "" {
		return w.Text
	}
	name := w.XPOS == "NNP" || w.XPOS == "NNPS"
	small := lower(form)
	switch {
	case !name && !(w.XPOS == "JJ" && !l.adjectives[small] && isNationality(form)):
		form = small
	case name && form == small:
		form = capital(form)
	}
	if got, ok := l.exceptions[w.XPOS][form]; ok {
		return got
	}
	if w.XPOS == "NNPS" || w.XPOS == "NNS" && small != plainForm(s, w.Text) {
		return l.capitalPlural(plainForm(s, w.Text), small, form)
	}
	if end := ending(w.XPOS); end != "" {
		if w.XPOS[0] == 'V' {
			return regular(form, end, l.verbs)
		}
		return regular(form, end, l.adjectives)
	}
	return l.learnt(w.XPOS, form)
}

// verbForm says whether a word in small letters has a form of a verb, or ends like a
// past tense. The shortest are mostly other words.
func (l *lemmas) verbForm(form string) bool {
	if len(form) < 3 {
		return false
	}
	for _, tag := range []string{"VBD", "VBN", "VBZ"} {
		if _, irregular := l.exceptions[tag][form]; irregular || l.verbs[regular(form, ending(tag), l.verbs)] {
			return true
		}
	}
	return l.verbs[form] || len(form) > 4 && strings.HasSuffix(form, "ed")
}

// capitalPlural undoes the plural of a name, or of a noun that is written with
// a capital: peoples keep it, other nouns become small.
func (l *lemmas) capitalPlural(form, small, as string) string {
	one, ok := l.exceptions["NNS"][small]
	if !ok {
		one = l.learnt("NNS", small)
	}
	switch {
	case !ok && !strings.HasSuffix(small, "s"):
		return as
	case as == form || isPeople(capital(one), l.exceptions["JJ"][one]):
		if len(one) <= len(form) && strings.EqualFold(form[:len(one)], one) {
			return form[:len(one)]
		}
		return capital(one)
	}
	return one
}

// isPeople says whether a noun is the name of a people, as the adjective of
// the same form is.
func isPeople(noun, adjective string) bool {
	return adjective == noun || isNationality(noun)
}

// learnt makes the change of the longest ending that the tag has a rule for.
func (l *lemmas) learnt(tag, form string) string {
	endings := l.endings[tag]
	from := len(form)
	best := change{}
	for n := 0; ; n++ {
		if c, ok := endings[form[from:]]; ok {
			best = c
		}
		if from == 0 || n == longestEnding {
			break
		}
		_, size := utf8.DecodeLastRuneInString(form[:from])
		from -= size
	}
	return best.apply(form)
}

// apply makes the change, unless nothing of the form would be left.
func (c change) apply(form string) string {
	if c.cut == 0 && c.add == "" {
		return form
	}
	stem := form
	for range c.cut {
		_, size := utf8.DecodeLastRuneInString(stem)
		stem = stem[:len(stem)-size]
	}
	if stem == "" {
		return form
	}
	return stem + c.add
}

// plainForm gives a form with typographic signs in ASCII; most forms need no
// change.
func plainForm(s *scratch, form string) string {
	for i := 0; i < len(form); i++ {
		if form[i] >= utf8.RuneSelf || form[i] == '`' {
			s.keys.runes = s.keys.runes[:0]
			for _, r := range form {
				s.keys.runes = appendPlain(s.keys.runes, r)
			}
			return string(s.keys.runes)
		}
	}
	return form
}

// capital gives the form with its first letter large, for names written small.
func capital(form string) string {
	r, size := utf8.DecodeRuneInString(form)
	if unicode.ToUpper(r) == r {
		return form
	}
	return string(unicode.ToUpper(r)) + form[size:]
}

// lower gives the small form, rune by rune.
func lower(form string) string {
	return strings.Map(unicode.ToLower, form)
}

// isNationality says whether a capitalised adjective looks like one made from
// the name of a country or people, which keeps its capital.
func isNationality(form string) bool {
	r, size := utf8.DecodeRuneInString(form)
	rest := form[size:]
	if !unicode.IsUpper(r) || len(rest) < 3 || lower(rest) != rest {
		return false
	}
	for _, ending := range []string{"ian", "ean", "stani", "ese", "aqi", "eli", "ani", "ghan", "ahraini", "aiti", "meni", "mani"} {
		if strings.HasSuffix(rest, ending) {
			return true
		}
	}
	return false
}
