package parse

// joined mends a clause that was hung on the one before it with no subject and no "and",
// and whose subject was read as one more member of a list there: "Serbia delivered two
// bridges and | Hungary sent sandbags". Two clauses need something between them.
func joined(words []Word, offset int) {
	for v := 2; v < len(words); v++ {
		first := words[v].Head - offset
		if words[v].UPOS != "VERB" || words[v].Rel != "conj" || first < 0 || first > v || !finite(words, offset, v) ||
			has(words, offset+v, "nsubj") || has(words, offset+v, "nsubj:pass") || has(words, offset+v, "cc") || has(words, offset+v, "mark") {
			continue
		}
		lo := begin(words, offset, v)
		if words[lo].UPOS == "PUNCT" {
			continue // "sent tents and oil, gave money"
		}
		for x := lo - 1; x > first; x-- {
			if words[x].Rel != "conj" || words[x].UPOS != "PROPN" && words[x].UPOS != "NOUN" && words[x].UPOS != "PRON" || !has(words, offset+x, "cc") || !reaches(words, offset, x, lo) {
				continue
			}
			if list := words[x].Head - offset; list <= first || words[list].UPOS == "VERB" || !below(words, offset, list, first) {
				break
			}
			words[x].Head, words[x].Rel = offset+v, "nsubj"
			if has(words, offset+v, "aux:pass") {
				words[x].Rel = "nsubj:pass"
			}
			for k := first; k < x; k++ {
				if words[k].Head == offset+x && words[k].Rel == "cc" {
					words[k].Head = offset + v
				}
			}
			break
		}
	}
}

// finite says whether a verb is one that can head a clause of its own.
func finite(words []Word, offset, v int) bool {
	switch words[v].XPOS {
	case "VBD", "VBZ", "VBP":
		return true
	}
	for k := range v {
		if words[k].Head == offset+v && (words[k].Rel == "aux" || words[k].Rel == "aux:pass") {
			switch words[k].XPOS {
			case "VBD", "VBZ", "VBP", "MD":
				return true
			}
		}
	}
	return false
}

// reaches says whether all words from one to another hang below the first.
func reaches(words []Word, offset, x, end int) bool {
	for k := x + 1; k < end; k++ {
		if !below(words, offset, k, x) {
			return false
		}
	}
	return true
}

// below says whether a word hangs on another, or on what hangs on it.
func below(words []Word, offset, k, on int) bool {
	for n := 0; k >= 0 && n < len(words); n++ {
		if k == on {
			return true
		}
		k = words[k].Head - offset
	}
	return false
}

// tenses mends a past tense that was joined to an infinitive, with which it cannot be
// told together, instead of the verb above: "let it buy shares and signed an accord".
func tenses(words []Word, offset int) {
	for v := range words {
		bare := words[v].Head - offset
		if words[v].Rel != "conj" || words[v].XPOS != "VBD" && words[v].XPOS != "VBN" || bare < 0 || bare > v || words[bare].XPOS != "VB" || words[bare].Rel != "xcomp" ||
			!has(words, offset+v, "cc") || has(words, offset+v, "aux") || has(words, offset+v, "aux:pass") || has(words, offset+v, "nsubj") {
			continue
		}
		above := words[bare].Head - offset
		if above < 0 || above > bare || words[above].UPOS != "VERB" || (words[v].XPOS == "VBN" || words[above].XPOS == "VB") && !has(words, offset+above, "aux") {
			continue
		}
		words[v].Head = offset + above
	}
}
