package parse

import "strings"

// halves joins names that were read as two: two phrases of one preposition ("spoke
// with | President | Zelenskyy"), two of a list without "and" between them ("Moussa |
// Faki Mahamat"), two subjects ("Espen Barth | Eide met").
func halves(words []Word, offset int) {
	for i := 1; i < len(words); i++ {
		w := &words[i]
		if w.XPOS != "NNP" || day(w.Text) {
			continue
		}
		lo := begin(words, offset, i)
		if lo == 0 || words[lo-1].UPOS != "PROPN" || !allNames(words, lo, i) {
			continue
		}
		before := lo - 1
		for words[before].Rel == "flat" && words[before].Head >= offset && words[before].Head-offset < before {
			before = words[before].Head - offset
		}
		switch first := &words[before]; w.Rel {
		case "obl", "nmod":
			if first.Rel != w.Rel || first.Head != w.Head || first.XPOS != "NNP" || !has(words, offset+before, "case") {
				continue
			}
		case "conj":
			if first.Rel != w.Rel || first.Head != w.Head {
				continue
			}
		case "nsubj", "nsubj:pass":
			if verb := w.Head - offset; verb < i || first.Head != w.Head && (lo < i || subject(words, w.Head) >= i) {
				continue
			}
		default:
			continue
		}
		if offices[words[lo-1].Text] {
			bearer(words, offset, before, lo, i)
			continue
		}
		for k := lo; k <= i; k++ {
			words[k].Head, words[k].Rel = offset+before, "flat"
		}
	}
}

// offices are titles that stand before a name.
var offices = map[string]bool{"President": true, "Chancellor": true, "Minister": true, "Premier": true, "Secretary": true, "King": true, "Queen": true, "Prince": true,
	"Princess": true, "Emir": true, "General": true, "Ambassador": true, "Governor": true, "Mayor": true, "Pope": true, "Chairman": true, "Senator": true, "Director": true}

// bearer gives a name, from lo to hi, the place of the title before it, which then
// describes it.
func bearer(words []Word, offset, title, lo, hi int) {
	words[lo].Head, words[lo].Rel = words[title].Head, words[title].Rel
	words[title].Head, words[title].Rel = offset+lo, "nmod:desc"
	for k := range words {
		switch w := &words[k]; {
		case k > lo && k <= hi:
			w.Head, w.Rel = offset+lo, "flat"
		case w.Head == offset+hi && hi != lo, w.Head == offset+title && (k > hi || w.Rel == "case"):
			w.Head = offset + lo
		}
	}
}

// allNames says whether the words of a phrase up to its head are one name.
func allNames(words []Word, lo, head int) bool {
	for k := lo; k < head; k++ {
		if words[k].UPOS != "PROPN" {
			return false
		}
	}
	return true
}

// subject is the first subject of a verb.
func subject(words []Word, verb int) int {
	for k := range words {
		if words[k].Head == verb && strings.HasPrefix(words[k].Rel, "nsubj") {
			return k
		}
	}
	return -1
}

// doers makes nouns of forms of verbs that are subjects: "Somali pirates seized",
// "Lamine Barry met".
func doers(words []Word, offset int) {
	for i := range words {
		w := &words[i]
		if w.UPOS != "VERB" || w.Rel != "nsubj" && w.Rel != "nsubj:pass" || has(words, offset+i, "nsubj") {
			continue
		}
		switch {
		case w.XPOS == "VBZ" && strings.HasSuffix(w.Text, "s"):
			w.UPOS, w.XPOS = "NOUN", "NNS"
		case w.XPOS == "VBP" && i > 0 && titled(words, i):
			w.UPOS, w.XPOS = "PROPN", "NNP"
		}
	}
}

// day says whether a word names a day of the week.
func day(text string) bool {
	switch text {
	case "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday":
		return true
	}
	return false
}
