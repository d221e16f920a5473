package mention

import (
	"slices"
	"strings"

	"entente/graph"
)

// scales are the words that multiply a figure.
var scales = map[string]string{"hundred": "00", "thousand": "000", "million": "000000", "billion": "000000000", "trillion": "000000000000",
	"bn": "000000000", "mn": "000000", "m": "000000"}

// currencies are the signs that stand before a figure.
var currencies = map[string]string{"$": "US dollars", "€": "euros", "£": "pounds", "¥": "yen", "US$": "US dollars", "₽": "roubles"}

// readFigures finds numbers with their units: "more than 160 countries", "94.8
// billion dollars", "523 km", "$15 million". Those in the names of the sentence
// and in its dates are none.
func (r *reader) readFigures(s *sentence, names []*Mention, times []Time) []Figure {
	var out []Figure
	s.closeNames(names)
	for k := 0; k < len(s.words); {
		q, lo, hi, ok := r.figureAt(s, k)
		if !ok {
			k++
			continue
		}
		if !insideTime(times, s.Tokens[lo].Start) {
			out = append(out, Figure{Start: s.Tokens[lo].Start, End: s.Tokens[hi-1].End, Sentence: s.index,
				Head: headOf(s.tree, lo, hi), Quantity: q})
		}
		k = hi
	}
	return out
}

// closeNames takes the words of names and group references, whose numbers count
// nothing: "Five-Year Plan", "three forces of evil", "the six countries".
func (s *sentence) closeNames(names []*Mention) {
	for _, m := range names {
		if m.Form != FormName && m.Form != FormGroup || m.Kind == graph.KindActor {
			continue
		}
		for k := m.Lo; k < m.Hi; k++ {
			if s.Tokens[k].Start >= m.NameStart && s.Tokens[k].End <= m.NameEnd {
				s.taken[k] = true
			}
		}
	}
}

func insideTime(times []Time, at int) bool {
	return slices.ContainsFunc(times, func(t Time) bool { return t.Start <= at && at < t.End })
}

func (r *reader) figureAt(s *sentence, k int) (q graph.Quantity, lo, hi int, ok bool) {
	lo, i := k, k
	unit := ""
	if c, is := currencies[s.words[i]]; is && i+1 < len(s.words) {
		unit = c
		i++
	}
	value, n := number(s, i)
	if n == 0 || s.taken[i] {
		return q, 0, 0, false
	}
	i += n
	hi = i
	if i < len(s.words) && (s.words[i] == "%" || s.lower(i) == "percent" || s.lower(i) == "per" && s.lower(i+1) == "cent") {
		unit = "percent"
		hi = i + 1
		if s.lower(i) == "per" {
			hi++
		}
	} else if unit == "" {
		unit, hi = r.unitAt(s, i)
	}
	if unit == "" {
		return q, 0, 0, false
	}
	op := "="
	op, lo = comparison(s, lo)
	return graph.Quantity{Measure: r.measure(s, k, hi, unit), Op: op, Value: value, Unit: unit}, lo, hi, true
}

// measure says what a figure measures: by the adjective behind it ("523
// kilometres long"), by the verb it hangs on ("costs"), or by that verb's
// subject ("trade reached"); else it counts its unit.
func (r *reader) measure(s *sentence, lo, hi int, unit string) string {
	switch s.lower(hi) {
	case "long":
		return "length"
	case "wide":
		return "width"
	case "high", "tall":
		return "height"
	case "deep":
		return "depth"
	}
	head := headOf(s.tree, lo, hi)
	verb := s.tree.Words[head].Head
	if verb < 0 || s.upos(verb) != "VERB" && s.upos(verb) != "AUX" {
		return unit
	}
	switch lemma := s.tree.Words[verb].Lemma; lemma {
	case "cost":
		return "cost"
	case "invest":
		return "investment"
	case "stretch", "measure", "run", "span":
		return "length"
	case "reach", "total", "amount", "exceed", "be", "stand", "grow", "rise", "fall":
		for _, c := range s.tree.Children(verb) {
			if base(s.tree.Words[c].Rel) == "nsubj" && s.upos(c) == "NOUN" {
				return s.tree.Words[c].Lemma
			}
		}
	}
	return unit
}

// number reads a figure or numeral with its scale at word i, in plain decimal
// notation, and returns how many words it covers.
func number(s *sentence, i int) (string, int) {
	if i >= len(s.words) {
		return "", 0
	}
	w := strings.ReplaceAll(s.words[i], ",", "")
	plain := isNumber(w) && strings.Trim(w, "0123456789.") == "" && strings.Count(w, ".") <= 1 && !strings.HasSuffix(w, ".")
	if !plain {
		n, ok := numeral(s.words[i])
		if !ok {
			if s.lower(i) == "a" && scales[s.lower(i+1)] != "" {
				return "1" + scales[s.lower(i+1)], 2
			}
			return "", 0
		}
		w = itoa(n)
	}
	n := 1
	for zeros := scales[s.lower(i+n)]; zeros != "" && len(w) < 30; zeros = scales[s.lower(i+n)] {
		w = shift(w, len(zeros))
		n++
	}
	return trimDecimal(w), n
}

func itoa(n int) string {
	if n == 0 {
		return "0"
	}
	var digits []byte
	for ; n > 0; n /= 10 {
		digits = append([]byte{byte('0' + n%10)}, digits...)
	}
	return string(digits)
}

// shift moves the decimal point of a plain decimal to the right.
func shift(w string, places int) string {
	whole, part, _ := strings.Cut(w, ".")
	for len(part) < places {
		part += "0"
	}
	out := whole + part[:places]
	if rest := part[places:]; rest != "" {
		out += "." + rest
	}
	return out
}

func trimDecimal(w string) string {
	if strings.Contains(w, ".") {
		w = strings.TrimRight(strings.TrimRight(w, "0"), ".")
	}
	if t := strings.TrimLeft(w, "0"); t != "" && t[0] != '.' {
		return t
	}
	return "0" + strings.TrimLeft(w, "0")
}

// unitAt reads the unit behind a figure: a noun with the words that belong to
// it, up to three.
func (r *reader) unitAt(s *sentence, i int) (string, int) {
	for j := i; j < min(len(s.words), i+4); j++ {
		if isDash(s.words[j]) && j == i {
			continue
		}
		switch s.upos(j) {
		case "NOUN":
			if j+1 < len(s.words) && s.upos(j+1) == "NOUN" && s.tree.Words[j].Rel == "compound" {
				continue
			}
			return strings.TrimLeft(strings.ToLower(join(s, i, j+1)), "-– "), j + 1
		case "SYM":
			return s.words[j], j + 1
		case "ADJ", "PROPN":
		default:
			return "", i
		}
	}
	return "", i
}

// comparison reads "more than", "over", "about", "at least" before a figure.
func comparison(s *sentence, lo int) (string, int) {
	one, two := s.lower(lo-1), s.lower(lo-2)
	switch {
	case two == "more" && one == "than", two == "at" && one == "least", two == "greater" && one == "than":
		return ">", lo - 2
	case two == "less" && one == "than", two == "fewer" && one == "than", two == "at" && one == "most", two == "up" && one == "to":
		return "<", lo - 2
	case one == "over", one == "above", one == "exceeding":
		return ">", lo - 1
	case one == "under", one == "below", one == "nearly", one == "almost":
		return "<", lo - 1
	case one == "about", one == "some", one == "around", one == "roughly", one == "approximately":
		return "~", lo - 1
	}
	return "=", lo
}
