package parse

import "strings"

// attachments mends phrases that hang on a word which cannot have them.
func attachments(words []Word, offset int) {
	for i := range words {
		head := words[i].Head - offset
		if head < 0 {
			continue
		}
		fronted(words, offset, i, head)
		stray(words, offset, i, head)
		placed(words, offset, i, words[i].Head-offset)
		purposed(words, offset, i, words[i].Head-offset)
		complemented(words, offset, i, words[i].Head-offset)
	}
	for i := range words {
		describing(words, offset, i)
		subjectless(words, offset, i)
	}
}

// fronted gives the preposition that was hung on the title or on the second word of a
// name to the name: "with | President Mohamed Abdullahi".
func fronted(words []Word, offset, i, head int) {
	if words[i].Rel != "case" || i > head || words[i].XPOS == "POS" {
		return
	}
	if up := words[head].Head - offset; up > i && words[head].Rel == "nmod:desc" || up > i && words[head].Rel == "flat" {
		words[i].Head = offset + up
	}
}

// stray gives the later word of a name to the name right before it, where it was hung
// across that on another: "Ana Lee and Mali's Moussa | Traore".
func stray(words []Word, offset, i, head int) {
	if words[i].Rel != "flat" || head >= i-1 || words[i-1].UPOS != "PROPN" {
		return
	}
	name := i - 1
	for words[name].Rel == "flat" && words[name].Head >= offset && words[name].Head-offset < name {
		name = words[name].Head - offset
	}
	if name > head && words[name].Rel == "conj" {
		words[i].Head = offset + name
	}
}

// placed gives what a place cannot have to what happens there: nobody is with a city
// ("talks in Jerusalem | with Prime Minister Netanyahu").
func placed(words []Word, offset, i, head int) {
	if head < 0 || words[i].Rel != "nmod" || head > i || words[head].UPOS != "PROPN" || words[head].Rel != "nmod" && words[head].Rel != "obl" {
		return
	}
	if !caseOf(words, offset, head, "in", "at") || !caseOf(words, offset, i, "with", "despite", "after", "before", "during", "amid") {
		return
	}
	up := words[head].Head - offset
	if up < 0 || up > head {
		return
	}
	words[i].Head = offset + up
	if words[up].UPOS == "VERB" {
		words[i].Rel = "obl"
	}
}

// caseOf says whether a phrase opens with one of the prepositions.
func caseOf(words []Word, offset, i int, prepositions ...string) bool {
	for k := range i {
		if words[k].Head != offset+i || words[k].Rel != "case" {
			continue
		}
		for _, p := range prepositions {
			if strings.EqualFold(words[k].Text, p) {
				return true
			}
		}
	}
	return false
}

// purposed gives the verb the purpose that was hung on the name of the place where it
// leads: "were flown to Belize | to deter Guatemala".
func purposed(words []Word, offset, i, head int) {
	w := &words[i]
	if head < 0 || w.XPOS != "VB" || w.Rel != "advcl" && w.Rel != "acl" || head > i || words[head].UPOS != "PROPN" || words[head].Rel != "obl" || !caseOf(words, offset, head, "to", "in", "into", "at", "from") {
		return
	}
	if verb := words[head].Head - offset; verb >= 0 && words[verb].UPOS == "VERB" && begin(words, offset, i) > head && strings.EqualFold(words[i-1].Text, "to") {
		w.Head, w.Rel = offset+verb, "advcl"
	}
}

// complemented gives a verb the object that was hung on its object or on what it calls
// it, since neither has one: "gave Rwandan diplomats | 48 hours", "denounced as
// shameful | the decision".
func complemented(words []Word, offset, i, head int) {
	w := &words[i]
	if head < 0 || w.Rel != "obj" || head > i || words[head].UPOS != "NOUN" && words[head].UPOS != "ADJ" {
		return
	}
	verb := words[head].Head - offset
	if verb < 0 || verb > head || words[verb].UPOS != "VERB" {
		return
	}
	switch h := &words[head]; {
	case h.UPOS == "ADJ" && (h.Rel == "advcl" || h.Rel == "xcomp" || h.Rel == "obl") && !has(words, offset+verb, "obj"):
		w.Head = offset + verb
	case h.UPOS == "NOUN" && h.Rel == "obj":
		for k := verb + 1; k < head; k++ {
			if words[k].Head == offset+verb && words[k].Rel == "iobj" && k == head-1 {
				words[k].Head, words[k].Rel = offset+head, "amod"
			}
		}
		h.Rel, w.Head = "iobj", offset+verb
	}
}

// describing makes the verb of its clause of a participle before a noun that has a
// subject before it, which no adjective has: "Uganda's army, which had crossed the
// river, shelled camps".
func describing(words []Word, offset, i int) {
	v, noun := &words[i], words[i].Head-offset
	if v.Rel != "amod" || v.UPOS != "VERB" || noun <= i || v.XPOS != "VBN" && v.XPOS != "VBD" {
		return
	}
	s := subject(words, offset+i)
	if s < 0 || s > i || has(words, offset+noun, "det") || has(words, offset+noun, "case") || has(words, offset+noun, "nsubj") || has(words, offset+noun, "cop") || words[s].UPOS == "ADV" {
		return
	}
	v.Head, v.Rel, v.XPOS = words[noun].Head, words[noun].Rel, "VBD"
	words[s].Rel = "nsubj"
	for k := range words {
		if w := &words[k]; w.Head == offset+noun && k != i && (w.Rel == "punct" || w.Rel == "parataxis" || w.Rel == "advcl" || k < i && w.Rel != "amod" && w.Rel != "compound") {
			w.Head = offset + i
		}
	}
	words[noun].Head, words[noun].Rel = offset+i, "obj"
}

// subjectless gives a verb at the root that has none the subject that was hung, across
// the verb, on its object: "Malawi's police chief | threatened | demonstrators".
func subjectless(words []Word, offset, v int) {
	if words[v].UPOS != "VERB" || words[v].Head >= 0 || words[v].XPOS != "VBD" && words[v].XPOS != "VBZ" || subject(words, offset+v) >= 0 || has(words, offset+v, "csubj") || has(words, offset+v, "expl") || v == 0 {
		return
	}
	object, s := objectBehind(words, offset, v), v-1
	if object < 0 || words[s].Head != offset+object || words[s].Rel != "amod" && words[s].Rel != "compound" && words[s].Rel != "nmod:poss" && words[s].Rel != "nsubj" {
		return
	}
	for k := range s {
		if words[k].Head == offset+object {
			words[k].Head = offset + s
		}
	}
	words[s].Head, words[s].Rel = offset+v, "nsubj"
	if words[s].UPOS != "PROPN" && words[s].UPOS != "PRON" {
		words[s].UPOS, words[s].XPOS = "NOUN", "NN"
		if strings.HasSuffix(words[s].Text, "s") {
			words[s].XPOS = "NNS"
		}
	}
}
