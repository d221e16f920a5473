package parse

import "strings"

// flats gives the first word of a name what was hung on a later one: "Ana Lee and
// top officials", where the officials stand beside "Ana". Nothing but signs hangs on
// the later words of a name.
func flats(words []Word, offset int) {
	for i := range words {
		name := words[i].Head - offset
		if name < 0 || words[name].Rel != "flat" || words[i].UPOS == "PUNCT" {
			continue
		}
		if first := words[name].Head - offset; first >= 0 && first < name && name < i {
			switch words[i].Rel {
			case "conj", "appos", "acl", "acl:relcl", "nmod", "flat":
				words[i].Head = offset + first
			}
		}
	}
}

// times mends a clause of time that was read as what is said, asked or done.
func times(words []Word, offset int) {
	for i := range words {
		w, clause := &words[i], words[i].Head-offset
		if w.Rel != "mark" || clause < 0 || words[clause].Rel != "ccomp" {
			continue
		}
		switch strings.ToLower(w.Text) {
		case "after", "before", "since", "until", "while", "because", "although":
			words[clause].Rel = "advcl"
		}
	}
}

// bareObjects makes the object of a phrase right behind a verb in the active that was
// read as a phrase with a preposition although it has none: "held consultations".
func bareObjects(words []Word, offset int) {
	for k := 1; k < len(words); k++ {
		w, v := &words[k], words[k].Head-offset
		if w.Rel != "obl" || w.XPOS != "NN" && w.XPOS != "NNS" || v < 0 || v >= k || words[v].UPOS != "VERB" || words[v].XPOS == "VBN" && has(words, offset+v, "aux:pass") {
			continue
		}
		if has(words, offset+k, "case") || has(words, offset+k, "mark") || has(words, offset+v, "obj") || has(words, offset+v, "obl:agent") || has(words, offset+v, "ccomp") || has(words, offset+v, "xcomp") || begin(words, offset, k) != v+1 || words[v].Rel == "acl" || words[v].Rel == "amod" {
			continue
		}
		w.Rel = "obj"
	}
}

// secondSubjects makes the object of a noun right behind a verb in the active that was read
// as one more subject, although there is one before it and no object: "each accuse the other".
func secondSubjects(words []Word, offset int) {
	for k := 1; k < len(words); k++ {
		w, v := &words[k], words[k].Head-offset
		if w.Rel != "nsubj" || v < 0 || v >= k || words[v].UPOS != "VERB" || begin(words, offset, k) != v+1 || has(words, offset+k, "case") {
			continue
		}
		if subjectBefore(words, offset, v) && !has(words, offset+v, "obj") && !has(words, offset+v, "ccomp") && !has(words, offset+v, "parataxis") {
			w.Rel = "obj"
		}
	}
}

// begin is the first word of a phrase that has only words of its own before it.
func begin(words []Word, offset, head int) int {
	for k := range head {
		if words[k].Head == offset+head {
			return k
		}
	}
	return head
}

// opened makes the opening of a clause of a "that" that was read as a second object or
// subject of its verb: "its demand that Paris ease sanctions".
func opened(words []Word, offset int) {
	for i := range words {
		w, v := &words[i], words[i].Head-offset
		if v <= i || !strings.EqualFold(w.Text, "that") {
			continue
		}
		switch w.Rel {
		case "obj":
			if !subjectBefore(words, offset, v) || objectBehind(words, offset, v) < 0 {
				continue
			}
		case "nsubj", "nsubj:pass":
			if !subjectBetween(words, offset, i, v) {
				continue
			}
		default:
			continue
		}
		w.Rel, w.UPOS, w.XPOS = "mark", "SCONJ", "IN"
	}
}

// subjectBetween says whether a subject stands between a word and its verb.
func subjectBetween(words []Word, offset, i, verb int) bool {
	for k := i + 1; k < verb; k++ {
		if words[k].Head == offset+verb && (words[k].Rel == "nsubj" || words[k].Rel == "nsubj:pass") {
			return true
		}
	}
	return false
}

// objectBehind is the first object behind a verb, of any form, -1 for none.
func objectBehind(words []Word, offset, verb int) int {
	for k := verb + 1; k < len(words); k++ {
		if words[k].Head == offset+verb && words[k].Rel == "obj" {
			return k
		}
	}
	return -1
}

// owners makes the owner of what stands behind it of a name with a clitic that was read
// as one more of a list: "Denmark and Greenland's government".
func owners(words []Word, offset int) {
	for c := 1; c+1 < len(words); c++ {
		owner := words[c].Head - offset
		if words[c].XPOS != "POS" || owner < 0 || owner >= c || words[owner].Rel != "conj" {
			continue
		}
		for k := c + 1; k < len(words) && k < c+5; k++ {
			w := &words[k]
			if w.Rel != "conj" || w.Head != words[owner].Head && w.Head != offset+owner || has(words, offset+k, "cc") {
				continue
			}
			w.Head = words[owner].Head
			words[owner].Head, words[owner].Rel = offset+k, "nmod:poss"
			for j := range owner {
				if words[j].Head == offset+owner && words[j].Rel == "cc" {
					words[j].Head = offset + k
				}
			}
			break
		}
	}
}

// forms mends tags that contradict a word's place: what has an auxiliary of the passive
// is a participle ("were injured"), a form in -ing with a preposition and nothing of a
// verb a noun ("by shelling"), and an object with a preposition is none.
func forms(words []Word, offset int) {
	for i := range words {
		w, head := &words[i], words[i].Head-offset
		if head < 0 {
			continue
		}
		switch h := &words[head]; {
		case w.Rel == "case" && w.XPOS == "RP" && i > 0 && h.Rel == "obl" && h.Head == offset+i-1 && words[i-1].UPOS == "VERB" && !has(words, h.Head, "obj") && !has(words, h.Head, "aux:pass"):
			w.Head, w.Rel, h.Rel = h.Head, "compound:prt", "obj" // "handed over | the bodies"
		case w.Rel == "obl:agent" && has(words, offset+i, "case") && !caseOf(words, offset, i, "by"):
			w.Rel = "obl"
		case w.Rel == "obl:agent" && (h.XPOS == "VBD" || h.XPOS == "VBZ") && head < i && !has(words, offset+i, "case"):
			title(words, offset, i)
		case w.Rel == "aux:pass" && h.UPOS == "ADJ":
			h.UPOS, h.XPOS = "VERB", "VBN"
			for k := range head {
				if words[k].Head == offset+head && words[k].Rel == "nsubj" {
					words[k].Rel = "nsubj:pass"
				}
			}
		case w.Rel == "case" && w.XPOS == "IN" && i+1 == head && h.XPOS == "VBG" && h.UPOS == "VERB" && (h.Rel == "obl" || h.Rel == "nmod" || h.Rel == "obl:agent" || has(words, offset+head, "cop")) && !has(words, offset+head, "obj"):
			h.UPOS, h.XPOS = "NOUN", "NN"
		case w.Rel == "case" && w.XPOS == "IN" && i < head && h.Rel == "obj" && h.Head >= 0 && h.Head-offset == i-1 && h.UPOS == "PROPN":
			h.Rel = "obl"
		}
	}
}

// title hangs a name that was read as who acts, although the verb is in the active, on
// the phrase right before it: "called on | the party's | President Hussain".
func title(words []Word, offset, i int) {
	lo := begin(words, offset, i)
	for k := lo - 1; k > 0; k-- {
		if words[k].Head == words[i].Head {
			if words[k].UPOS == "PROPN" || words[k].UPOS == "NOUN" {
				words[i].Head, words[i].Rel = offset+k, "appos"
			}
			return
		}
	}
}
