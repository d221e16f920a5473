package parse

import "strings"

// auxiliaries mends a form of "have" or "be" that was read as the verb, because a phrase
// stands between it and its participle: "It has, in the meantime, informed the ministry."
// A participle that is coordinated with it has a conjunction.
func auxiliaries(words []Word, offset int) {
	for i := range words {
		kind := auxiliary[strings.ToLower(words[i].Text)]
		if kind == "" || words[i].Rel == "aux" || words[i].Rel == "aux:pass" {
			continue
		}
		v := enclosed(words, i, kind)
		if v < 0 && words[i].Rel != "cop" {
			v = awaited(words, offset, i, kind)
		}
		if v >= 0 {
			awaits(words, offset, i, v, kind)
		}
	}
}

// awaits makes word i the auxiliary of the participle v, which takes the place of whichever
// of i, v and the noun between them stood highest.
func awaits(words []Word, offset, i, v int, kind string) {
	top := i
	if words[i].Rel == "cop" {
		top = words[i].Head - offset
	}
	aux, verb := &words[i], &words[v]
	if aux.Head == offset+v {
		top = v
	}
	if top < i || top > v {
		return
	}
	if top != v {
		verb.Head, verb.Rel = words[top].Head, words[top].Rel
	}
	for k := range words {
		if h := words[k].Head; k != v && k != top && (h == offset+i || top != v && h == offset+top && (k < i || k > v)) {
			words[k].Head = offset + v
		}
	}
	if top != i && top != v {
		words[top].Head, words[top].Rel = offset+v, "obl"
	}
	verb.UPOS = "VERB"
	if verb.XPOS == "VBD" {
		verb.XPOS = "VBN"
	}
	aux.Head, aux.Rel, aux.UPOS = offset+v, "aux", "AUX"
	if kind != "be" || verb.XPOS != "VBN" {
		return
	}
	aux.Rel = "aux:pass"
	for k := range words[:i] {
		if words[k].Head == offset+v && words[k].Rel == "nsubj" {
			words[k].Rel = "nsubj:pass"
		}
	}
}

// enclosed is the participle behind a phrase with a preposition that stands between commas
// right behind word i, -1 for none.
func enclosed(words []Word, i int, kind string) int {
	if i == 0 || i+3 >= len(words) || words[i+1].Text != "," || words[i+2].XPOS != "IN" && words[i+2].Text != "according" {
		return -1
	}
	for k := i + 3; k+1 < len(words) && k < i+18; k++ {
		switch w := &words[k]; {
		case w.XPOS == "VBZ", w.XPOS == "VBP", w.XPOS == "MD", w.XPOS == "WDT", w.XPOS == "WP", w.Text == ";", w.Text == ":":
			return -1
		case w.Text == ",":
			for k++; k+1 < len(words) && words[k].UPOS == "ADV"; k++ {
			}
			if participle(words[k].XPOS, kind) {
				return k
			}
			if words[k].UPOS == "VERB" || words[k].UPOS == "AUX" || words[k].UPOS == "DET" {
				return -1
			}
		}
	}
	return -1
}

// participle reports the tag of a participle that a form of "have" or "be" takes.
func participle(tag, kind string) bool {
	return tag == "VBN" || tag == "VBD" && kind == "have" || tag == "VBG" && kind == "be"
}

// auxiliary are the forms that wait for a participle.
var auxiliary = map[string]string{"has": "have", "have": "have", "had": "have", "is": "be", "are": "be", "was": "be", "were": "be"}

// awaited is the participle that hangs on word i as if it were coordinated with it, -1 where
// the word is a verb of its own, with an object or a clause, or the participle has a subject
// or a conjunction.
func awaited(words []Word, offset, i int, kind string) int {
	v, subject := -1, false
	for k := range words {
		w := &words[k]
		if w.Head != offset+i {
			continue
		}
		switch rel, _, _ := strings.Cut(w.Rel, ":"); {
		case rel == "nsubj" && k < i:
			subject = true
		case rel == "expl", rel == "ccomp", rel == "xcomp", rel == "obj", rel == "nsubj", rel == "cc" && k > i:
			return -1
		case rel == "conj":
			if v >= 0 || k < i {
				return -1
			}
			v = k
		}
	}
	if v < 0 || !subject || v == i+1 {
		return -1
	}
	if !participle(words[v].XPOS, kind) {
		return -1
	}
	for k := range words {
		if w := &words[k]; w.Head == offset+v && (w.Rel == "cc" && k < v || strings.HasPrefix(w.Rel, "nsubj") || strings.HasPrefix(w.Rel, "aux") || w.Rel == "mark") {
			return -1
		}
	}
	return v
}

// institutions are nouns of names that begin with them: "the Council of Europe".
var institutions = map[string]bool{"Council": true, "Organization": true, "Organisation": true, "League": true, "Bank": true, "Union": true, "Community": true,
	"Commonwealth": true, "Association": true, "Republic": true, "Kingdom": true, "Court": true}

// articled hangs a name with an article that was coordinated with the last, bare word of a
// longer name on that name: "the Council of Europe | and the European Union".
func articled(words []Word, offset int) {
	for i := 3; i < len(words); i++ {
		part, last := &words[i], words[i].Head-offset
		if part.Rel != "conj" || part.UPOS != "PROPN" || last <= 0 || last >= i || words[last].Rel != "nmod" || words[last].UPOS != "PROPN" {
			continue
		}
		head := words[last].Head - offset
		if head < 0 || head > last-2 || !institutions[words[head].Text] || !governs(words, offset, i, "det") || governs(words, offset, last, "det") || !caseOf(words, offset, last, "of") {
			continue
		}
		if words[head].Rel == "conj" && words[head].Head >= offset {
			head = words[head].Head - offset
		}
		part.Head = offset + head
	}
}

// governs reports a word with a dependent of the relation before it.
func governs(words []Word, offset, i int, rel string) bool {
	for k := range words[:i] {
		if words[k].Head == offset+i && words[k].Rel == rel {
			return true
		}
	}
	return false
}
