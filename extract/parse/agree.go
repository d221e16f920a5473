package parse

import "strings"

// agree mends tags and subjects that contradict each other, since the tags of
// a word and its relations are predicted apart. Past tense and participle look
// alike in most verbs; a participle with a subject but no auxiliary is a past
// tense, unless it stands in a headline or has an agent ("Two held by police").
func agree(words []Word, offset int) {
	raise(words, offset)
	for i := range words {
		if tag := words[i].XPOS; tag != "VBN" && tag != "VBD" {
			continue
		}
		subject, auxiliary, passive := -1, false, false
		for j := range words {
			if words[j].Head != offset+i {
				continue
			}
			switch words[j].Rel {
			case "nsubj", "nsubj:pass":
				subject = j
			case "aux":
				auxiliary = true
			case "aux:pass":
				auxiliary, passive = true, true
			case "obl:agent":
				passive = true
			}
		}
		if subject >= 0 {
			agreeSubject(words, offset, i, subject, auxiliary, passive)
		}
	}
}

// agreeSubject mends a verb and its subject. A verb that is joined to another
// by "and" may share that one's auxiliary and is left alone, unless that one is a
// past tense and has none.
func agreeSubject(words []Word, offset, verb, subject int, auxiliary, passive bool) {
	v, s := &words[verb], &words[subject]
	switch {
	case v.Rel == "conj":
		if first := v.Head - offset; v.XPOS == "VBN" && s.Rel == "nsubj" && !auxiliary && !passive && first >= 0 && first < subject && subject < verb && words[first].XPOS == "VBD" {
			v.XPOS = "VBD"
		}
	case v.XPOS == "VBD" && s.Rel == "nsubj:pass" && !passive:
		s.Rel = "nsubj"
	case v.XPOS != "VBN" || auxiliary || passive:
	case s.Rel == "nsubj" && (v.Rel == "root" || v.Rel == "ccomp" || v.Rel == "advcl" || v.Rel == "parataxis") && subject < verb:
		v.XPOS = "VBD"
	case s.Rel == "nsubj:pass" && v.Rel == "root" && words[len(words)-1].Text == "." && subject < verb:
		v.XPOS, s.Rel = "VBD", "nsubj"
	}
}

// only reports a participle in -ed behind a name that must be a past tense, since
// the sentence with its full stop has no other finite verb and the participle no
// agent.
func only(words []Word, offset, verb int) bool {
	noun := words[verb].Head - offset
	if words[len(words)-1].Text != "." || !strings.HasSuffix(words[verb].Text, "ed") || noun < 0 || words[noun].UPOS != "PROPN" {
		return false
	}
	for i := range words {
		w := &words[i]
		switch w.XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			if w.Rel != "acl:relcl" {
				return false
			}
		}
		if w.Head == offset+verb && (w.Rel == "obl:agent" || w.Rel == "aux:pass") {
			return false
		}
	}
	return true
}

// raise mends a sentence that was read as a noun with a clause ("The countries
// agreed to meet") although the clause's verb is a past tense: the verb becomes
// the root and the noun its subject, and what stands behind the verb goes over
// to it.
func raise(words []Word, offset int) {
	verb := -1
	for i := range words {
		w := &words[i]
		passive := w.XPOS == "VBN" && has(words, offset+i, "aux:pass") && !has(words, offset+i, "obl:agent")
		if w.Rel != "acl" || w.XPOS != "VBD" && !passive && !(w.XPOS == "VBN" && only(words, offset, i)) || w.Head < offset || w.Head-offset >= i || words[w.Head-offset].Head >= 0 {
			continue
		}
		if verb = i; !complete(words, offset, i) {
			break
		}
	}
	if verb < 0 || complete(words, offset, verb) {
		return
	}
	noun := words[verb].Head - offset
	if tag := words[noun].UPOS; tag != "NOUN" && tag != "PROPN" && tag != "PRON" || complete(words, offset, noun) {
		return
	}
	thatClause(words, offset, noun, verb)
	for i := verb + 1; i < len(words); i++ {
		if words[i].Head == offset+noun {
			words[i].Head = offset + verb
		}
	}
	words[verb].Head, words[verb].Rel = -1, "root"
	words[noun].Head, words[noun].Rel = offset+verb, "nsubj"
	if has(words, offset+verb, "aux:pass") {
		words[noun].Rel = "nsubj:pass"
	}
}

// complete reports a word that has a subject, or a copula.
func complete(words []Word, offset, head int) bool {
	return subject(words, offset+head) >= 0 || has(words, offset+head, "cop") || has(words, offset+head, "csubj")
}

// thatClause gives the clause with a subject between a noun and the verb of its sentence
// the "that" before it, which was hung on that verb: "Riga's demand that | Minsk halt the
// flights | went unheeded".
func thatClause(words []Word, offset, noun, verb int) {
	for m := noun + 1; m < verb; m++ {
		if words[m].Head != offset+verb || words[m].Rel != "mark" || !strings.EqualFold(words[m].Text, "that") {
			continue
		}
		for k := m + 1; k < verb; k++ {
			if words[k].Head == offset+noun && words[k].Rel == "acl" && complete(words, offset, k) {
				words[m].Head = offset + k
				return
			}
		}
	}
}
