package parse

import "strings"

// parted makes the head of a noun phrase of the noun before a preposition that was read as a
// part of the name behind it: "the central bank | of | Egypt". No part of a name has a
// preposition between itself and the name.
func parted(words []Word, offset int) {
	for i := range words {
		noun, name := &words[i], words[i].Head-offset
		if noun.Rel != "compound" || name <= i+1 || !caseBetween(words, offset, i, name) {
			continue
		}
		noun.Head, noun.Rel = words[name].Head, words[name].Rel
		words[name].Head, words[name].Rel = offset+i, "nmod"
		for k := range words {
			if w := &words[k]; w.Head == offset+name && (k < i || k > name && w.Rel != "flat" && w.Rel != "conj" && w.Rel != "compound") {
				w.Head = offset + i
			}
		}
	}
}

// governed makes a phrase of the subject before it of a second subject with a preposition.
func governed(words []Word, offset int) {
	for i := range words {
		at := begin(words, offset, i)
		if words[i].Rel != "nsubj" || at == 0 || at == i || words[at].Rel != "case" || words[at].XPOS != "IN" {
			continue
		}
		if noun := &words[at-1]; noun.Rel == "nsubj" && noun.Head == words[i].Head {
			words[i].Head, words[i].Rel = offset+at-1, "nmod"
		}
	}
}

// caseBetween says whether a preposition of a name stands between it and a word before it.
func caseBetween(words []Word, offset, word, name int) bool {
	for k := word + 1; k < name; k++ {
		if words[k].Head == offset+name && words[k].Rel == "case" && words[k].XPOS == "IN" {
			return true
		}
	}
	return false
}

// ofPersons gives a person's name the "of" right behind it that was hung on what stands before
// the person: "remarks by President Ana Lee | of Malta".
func ofPersons(words []Word, offset int) {
	for i := 3; i < len(words); i++ {
		w, head, of := &words[i], words[i].Head-offset, begin(words, offset, i)
		if w.Rel != "nmod" || w.UPOS != "PROPN" || head < 0 || of == 0 || of > i || !strings.EqualFold(words[of].Text, "of") || words[of-1].UPOS != "PROPN" {
			continue
		}
		name := of - 1
		if words[name].Rel == "flat" {
			name = words[name].Head - offset
		}
		if name > head && name < of && words[name].Head == offset+head && (has(words, offset+name, "flat") && has(words, offset+name, "nmod:desc")) {
			w.Head = offset + name
		}
	}
}

// holders makes the holder of an office of a name between commas that was read as the second
// in a list with the office's state, where no "and" closes one: "the president of Kenya,
// William Ruto, visited Uganda".
func holders(words []Word, offset int) {
	for i := 2; i+1 < len(words); i++ {
		w, state := &words[i], words[i].Head-offset
		if w.Rel != "conj" || w.UPOS != "PROPN" || state < 0 || state > i || words[i-1].Text != "," || !has(words, offset+i, "flat") || words[state].Rel != "nmod" {
			continue
		}
		office, last := words[state].Head-offset, i
		for last+1 < len(words) && words[last+1].Head == offset+i && words[last+1].Rel == "flat" {
			last++
		}
		if office < 0 || office > state || words[office].UPOS != "NOUN" || last+1 >= len(words) || words[last+1].Text != "," || listed(words, offset, state, i) {
			continue
		}
		w.Head, w.Rel = offset+office, "appos"
	}
}

// listed says whether a word begins a list of more than one other, or one with an "and".
func listed(words []Word, offset, first, other int) bool {
	for k := range words {
		if h := words[k].Head - offset; k != other && (words[k].Rel == "conj" && h == first || words[k].Rel == "cc" && (h == first || h == other)) {
			return true
		}
	}
	return false
}
