package parse

import "strings"

// infinitives mends "to" before what can be no infinitive, since an infinitive
// is a verb's bare form: a form in -s is a noun in the plural ("opened its
// doors to refugees"), a participle belongs to the noun behind it ("gave tents
// to displaced families").
func infinitives(words []Word, offset int) {
	for i := 1; i < len(words); i++ {
		to, w := &words[i-1], &words[i]
		if !strings.EqualFold(to.Text, "to") || to.Head != offset+i || to.Rel != "mark" {
			continue
		}
		switch w.XPOS {
		case "VB":
			if titled(words, i) {
				w.UPOS, w.XPOS, w.Rel = "PROPN", "NNP", phraseRel(w.Rel)
				preposition(to, offset+i)
			}
		case "NNS", "NNPS":
			preposition(to, offset+i)
		case "VBZ":
			w.UPOS, w.XPOS, w.Rel = "NOUN", "NNS", phraseRel(w.Rel)
			preposition(to, offset+i)
		case "VBN", "VBD":
			if w.Rel == "amod" && w.Head > offset+i {
				preposition(to, w.Head)
				continue
			}
			if obj := object(words, offset, i); obj == i+1 {
				swap(words, offset, i, obj)
				preposition(to, offset+obj)
			}
		}
	}
}

// visiting mends "visiting" between a preposition and a name with a title, which
// describes the guest: "talks with visiting Prime Minister Anwar Ibrahim".
func visiting(words []Word, offset int) {
	for i := 1; i+1 < len(words); i++ {
		w, prep := &words[i], &words[i-1]
		if w.UPOS != "VERB" || !strings.EqualFold(w.Text, "visiting") || prep.Head != offset+i || prep.Rel != "mark" || words[i+1].UPOS == "DET" {
			continue
		}
		guest, titled := -1, false
		for k := i + 1; k < len(words); k++ {
			if words[k].Head == offset+i && words[k].Rel == "obj" && words[k].UPOS == "PROPN" {
				guest = k
			}
		}
		for k := i + 1; k < guest; k++ {
			titled = titled || words[k].Rel == "nmod:desc"
		}
		if !titled {
			continue
		}
		for k := range words {
			switch {
			case words[k].Head != offset+i || k == guest:
			case k < guest && k != i-1:
				words[k].Head, words[k].Rel = offset+guest, "compound"
			case k > guest && w.Head >= 0:
				words[k].Head = w.Head
			}
		}
		words[guest].Head, words[guest].Rel = w.Head, phraseRel(w.Rel)
		w.Head, w.Rel, w.UPOS, w.XPOS = offset+guest, "amod", "ADJ", "JJ"
		preposition(prep, offset+guest)
	}
}

// preposition makes "to" or the like the preposition of a phrase.
func preposition(to *Word, head int) {
	to.UPOS, to.XPOS, to.Rel, to.Head = "ADP", "IN", "case", head
}

// phraseRel is what a clause with the relation is as a phrase.
func phraseRel(rel string) string {
	switch base, _, _ := strings.Cut(rel, ":"); base {
	case "acl":
		return "nmod"
	case "xcomp", "ccomp", "advcl":
		return "obl"
	}
	return rel
}

// object is the noun behind the verb that is its object, -1 for none.
func object(words []Word, offset, verb int) int {
	for k := verb + 1; k < len(words); k++ {
		if words[k].Head == offset+verb && words[k].Rel == "obj" && (words[k].UPOS == "NOUN" || words[k].UPOS == "PROPN") {
			return k
		}
	}
	return -1
}

// swap makes the participle an adjective of its object, which takes its place.
func swap(words []Word, offset, verb, obj int) {
	for k := range words {
		if words[k].Head == offset+verb && k != obj {
			words[k].Head = offset + obj
		}
	}
	words[obj].Head, words[obj].Rel = words[verb].Head, phraseRel(words[verb].Rel)
	words[verb].Head, words[verb].Rel, words[verb].XPOS = offset+obj, "amod", "VBN"
}

// titled says whether a word is written as a name is, among others that are not: no
// infinitive has a capital ("apologised to Benin").
func titled(words []Word, i int) bool {
	if !isCapitalised(words[i].Text) {
		return false
	}
	small, capital := 0, 0
	for k := range words {
		switch w := &words[k]; {
		case k == i || k == 0 || len(w.Text) < 4:
		case isCapitalised(w.Text):
			capital++
		case w.UPOS != "PROPN" && w.UPOS != "PUNCT":
			small++
		}
	}
	return small > capital/2 && small > 0
}
