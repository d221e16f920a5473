package claim

import (
	"strings"

	"entente/extract/parse"
)

// lemma is the word's lemma in lower case, its form where it has none.
func (r *Rules) lemma(w *parse.Word) string {
	l := strings.ToLower(w.Lemma)
	if l == "" || l == "_" {
		l = strings.ToLower(w.Text)
	}
	if w.UPOS == "VERB" {
		return r.verbLemma(w.Text, l)
	}
	if _, ok := r.nouns[l]; !ok && w.UPOS == "NOUN" {
		for _, c := range singulars(l) {
			if _, ok := r.nouns[c]; ok {
				return c
			}
		}
	}
	return l
}

// singulars are the forms that a plural may come from.
func singulars(l string) []string {
	var out []string
	if s, ok := strings.CutSuffix(l, "ies"); ok {
		out = append(out, s+"y")
	}
	if s, ok := strings.CutSuffix(l, "s"); ok {
		out = append(out, s)
	}
	return out
}

// knowVerbs gathers the lemmas that any table begins an entry with.
func (r *Rules) knowVerbs() {
	r.known = make(map[string]bool)
	add := func(key string) {
		first, _, _ := strings.Cut(key, "_")
		r.known[first] = true
	}
	for k := range r.verbs {
		add(k)
	}
	for k := range r.objects {
		add(k)
	}
	for k := range r.governs {
		add(k)
	}
	for k := range r.ties {
		add(k)
	}
}

// verbLemma returns the lemma of a verb's form that the tables know, where the
// given lemma is none of theirs: "freed" is "free" whatever the tagger made of it.
func (r *Rules) verbLemma(form, lemma string) string {
	form = strings.ToLower(form)
	if stem, ok := strings.CutSuffix(form, "ed"); ok && r.known[stem] && strings.HasSuffix(lemma, "n") && lemma+"ed" != form && r.forms[form] == stem {
		return stem // "leaned", which is no form of "learn"
	}
	switch {
	case undoubled(form, lemma) && r.known[lemma+"e"]:
		return lemma + "e"
	case r.known[lemma], strings.Contains(lemma, "-") && !strings.Contains(form, "-"):
		return lemma // of a hyphenated verb, whose last word this is
	}
	if l := r.forms[form]; r.known[l] {
		return l
	}
	for _, c := range stems(form) {
		if r.known[c] {
			return c
		}
	}
	return lemma
}

// undoubled reports a form that would double the lemma's last letter were it the
// lemma's: "waged" is no form of "wag".
func undoubled(form, lemma string) bool {
	n := len(lemma)
	if n < 3 || form != lemma+"ed" && form != lemma+"ing" || strings.ContainsRune("aeiouwxy", rune(lemma[n-1])) {
		return false
	}
	vowel := func(i int) bool { return strings.ContainsRune("aeiou", rune(lemma[i])) }
	return vowel(n-2) && !vowel(n-3) && strings.IndexAny(lemma, "aeiou") == n-2
}

// stems are the infinitives that a form may belong to.
func stems(form string) []string {
	out := []string{form}
	add := func(stem string) {
		out = append(out, stem, stem+"e")
		if n := len(stem); n > 2 && stem[n-1] == stem[n-2] {
			out = append(out, stem[:n-1])
		}
		if y, ok := strings.CutSuffix(stem, "i"); ok {
			out = append(out, y+"y")
		}
	}
	for _, end := range []string{"ed", "ing", "es", "s", "d"} {
		if stem, ok := strings.CutSuffix(form, end); ok && len(stem) > 1 {
			add(stem)
		}
	}
	return out
}

func (r *Rules) addForms(row []string) error {
	if fs := list(row[1]); len(fs) > 1 {
		r.pasts[fs[0]] = true
	}
	for _, f := range list(row[1]) {
		r.forms[f] = row[0]
	}
	return nil
}
