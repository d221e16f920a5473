package parse

import "strings"

// gerunds mends a preposition before a verb in -ing that was hung on the verb's
// object, and with it the clause of a name, which belongs to the verb above:
// "accused Russia of attacking Ukraine".
func gerunds(words []Word, offset int) {
	for i := 1; i < len(words); i++ {
		v, prep := &words[i], &words[i-1]
		obj := prep.Head - offset
		if v.XPOS != "VBG" || prep.Rel != "case" || obj <= i || words[obj].Head != offset+i || words[obj].Rel != "obj" {
			continue
		}
		prep.Rel, prep.Head, prep.UPOS = "mark", offset+i, "SCONJ"
		name := v.Head - offset
		if v.Rel != "acl" || name < 0 || name > i || words[name].UPOS != "PROPN" && words[name].UPOS != "PRON" {
			continue
		}
		if rel := words[name].Rel; (rel == "obj" || rel == "iobj" || strings.HasPrefix(rel, "nsubj")) && words[name].Head >= 0 {
			v.Head, v.Rel = words[name].Head, "advcl"
		}
	}
}

// coordinated mends a name before a noun that was read as one more member of a
// list although nothing stands between the two: "the army and UN peacekeepers". A
// list at the root may hide the sentence's verb and is left alone.
func coordinated(words []Word, offset int) {
	for i := 1; i+1 < len(words); i++ {
		name, noun := &words[i], &words[i+1]
		if name.UPOS != "PROPN" || noun.UPOS != "NOUN" || name.Rel != "conj" || noun.Rel != "conj" || noun.Head != name.Head && noun.Head != offset+i ||
			words[name.Head-offset].Head < 0 {
			continue
		}
		noun.Head = name.Head
		for k := range words {
			if words[k].Head == offset+i && (k < i && (words[k].Rel == "cc" || words[k].Rel == "punct") || k > i+1) {
				words[k].Head = offset + i + 1
			}
		}
		name.Head, name.Rel = offset+i+1, "compound"
	}
}

// possessors mends a name with a possessive ending that was read as one more member of
// a list, although it owns what stands behind it: "Turkey and Libya's government".
func possessors(words []Word, offset int) {
	for i := 1; i+2 < len(words); i++ {
		name, ending := &words[i], &words[i+1]
		if ending.XPOS != "POS" || name.UPOS != "PROPN" && name.UPOS != "NOUN" || name.Rel != "conj" || name.Head < offset || name.Head-offset >= i {
			continue
		}
		first := name.Head
		noun := owned(words, offset, i+2, first)
		if noun < 0 {
			continue
		}
		words[noun].Head, words[noun].Rel, ending.Head = first, "conj", offset+i
		for k := range words {
			switch w := &words[k]; {
			case k == noun || k == i+1:
			case w.Head == offset+i && k != i+1 && (k < i && (w.Rel == "cc" || w.Rel == "punct") || k > i+1),
				w.Head == first && k < i && k > first-offset && w.Rel == "cc":
				w.Head = offset + noun
			case k > i && w.Head == offset+noun && w.Rel == "cc":
			case k < first-offset && w.Head == offset+noun && w.Rel == "nmod:poss":
				w.Head = first // "Turkey's X and Libya's Y"
			}
		}
		name.Head, name.Rel = offset+noun, "nmod:poss"
	}
}

// owned is the noun that a possessor before word from owns: the first one there that
// hangs on nothing before the next but the list's first member or its verb, -1 for none.
func owned(words []Word, offset, from, first int) int {
	for k := from; k < len(words) && k < from+6; k++ {
		switch w := &words[k]; w.UPOS {
		case "NOUN", "PROPN":
			if h := w.Head - offset; w.Head == first || h < from && h >= 0 && w.Rel == "conj" {
				return k
			}
		case "ADJ", "NUM", "VERB", "PUNCT", "ADV":
		default:
			return -1
		}
	}
	return -1
}

// opening are words that begin names of states and are none themselves.
var opening = map[string]bool{"North": true, "South": true, "New": true, "Saudi": true, "Sri": true, "Costa": true, "El": true, "United": true, "Burkina": true, "Sierra": true}

// openers mends two names joined by "and" the second of which was cut in two: "the
// U.S. and South Korea", whose head was "Korea" and whose second member "South".
func openers(words []Word, offset int) {
	for i := 2; i+1 < len(words); i++ {
		open, name := &words[i], &words[i+1]
		first := open.Head - offset
		if !opening[open.Text] || open.Rel != "conj" || first < 0 || opening[words[first].Text] || first >= i || name.UPOS != "PROPN" || words[first].Head != offset+i+1 || words[first].UPOS != "PROPN" {
			continue
		}
		words[first].Head, words[first].Rel = name.Head, name.Rel
		for k := range words {
			switch {
			case k == first || k == i+1:
			case words[k].Head == offset+i+1:
				words[k].Head = offset + first
			case words[k].Head == offset+i:
				words[k].Head = offset + i + 1
			}
		}
		name.Head, name.Rel = offset+first, "conj"
		open.Head, open.Rel = offset+i+1, "compound"
	}
}
