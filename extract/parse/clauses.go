package parse

import "strings"

// clauses mends clauses that contradict themselves: two subjects of one verb, a
// subject with a preposition, a verb whose form cannot stand where it was put.
func clauses(words []Word, offset int) {
	reported(words, offset)
	agents(words, offset)
	infinitiveless(words, offset)
	progressive(words, offset)
	crossing(words, offset)
}

// reported mends a sentence that ends in who said so, whose own subject was hung on
// the verb of saying and its verb on that subject: "Rebels seized the airport,
// officials said." A verb has one subject, so the first is that of the clause.
func reported(words []Word, offset int) {
	for v := range words {
		if words[v].UPOS != "VERB" || words[v].Head >= 0 {
			continue
		}
		first, second := subjects(words, offset, v)
		if second < 0 {
			continue
		}
		for k := first + 1; k < second; k++ {
			w := &words[k]
			if w.Head != offset+first || w.Rel != "acl" || w.XPOS != "VBD" && w.XPOS != "VBN" || has(words, offset+k, "obl:agent") {
				continue
			}
			if !commaBetween(words, k, second) {
				break
			}
			w.Head, w.Rel, w.XPOS = offset+v, "ccomp", "VBD"
			words[first].Head, words[first].Rel = offset+k, "nsubj"
			for j := k + 1; j < second; j++ {
				if words[j].Head == offset+first {
					words[j].Head = offset + k
				}
			}
			break
		}
	}
}

// subjects are the first two subjects before a verb, -1 for none.
func subjects(words []Word, offset, verb int) (first, second int) {
	first, second = -1, -1
	for k := range verb {
		if words[k].Head != offset+verb || words[k].Rel != "nsubj" {
			continue
		}
		if first >= 0 {
			return first, k
		}
		first = k
	}
	return first, -1
}

// commaBetween says whether a comma stands between two words.
func commaBetween(words []Word, lo, hi int) bool {
	for k := lo + 1; k < hi; k++ {
		if words[k].Text == "," {
			return true
		}
	}
	return false
}

// agents mends a name behind "by" that was read as the subject of the next verb. What
// has a preposition is no subject, but whoever did what the participle before it
// says: "A truce brokered by Qatar ended months of fighting".
func agents(words []Word, offset int) {
	for s := 2; s+1 < len(words); s++ {
		by := &words[s-1]
		verb, part := words[s].Head-offset, s-2
		if words[s].Rel != "nsubj" || verb <= s || !strings.EqualFold(by.Text, "by") || by.Head != offset+s || words[part].XPOS != "VBN" || words[part].Rel != "acl" {
			continue
		}
		if words[verb].Rel == "acl" && words[verb].Head != words[part].Head {
			continue
		}
		words[s].Head, words[s].Rel = offset+part, "obl:agent"
	}
}

// infinitiveless mends a form in -s with a bare verb behind it, which no verb but
// "helps" and its like can have: the first is a noun, the second the verb of the
// clause ("Israeli strikes kill 12").
func infinitiveless(words []Word, offset int) {
	for i := 1; i+1 < len(words); i++ {
		noun, verb := &words[i], &words[i+1]
		if noun.XPOS != "VBZ" || noun.Head >= 0 || verb.Head != offset+i || verb.Rel != "xcomp" || verb.XPOS != "VB" && verb.XPOS != "VBP" || has(words, offset+i, "obj") ||
			has(words, offset+i, "aux") || bare[noun.Text] {
			continue
		}
		verb.Head, verb.Rel, verb.XPOS = -1, "root", "VBP"
		noun.Head, noun.Rel, noun.UPOS, noun.XPOS = offset+i+1, "nsubj", "NOUN", "NNS"
		for k := range words {
			if w := &words[k]; w.Head == offset+i {
				if w.Head = offset + i + 1; k < i && w.Rel == "nsubj" {
					w.Head, w.Rel = offset+i, "compound"
				}
			}
		}
	}
}

// bare are verbs that take an infinitive without "to".
var bare = map[string]bool{"helps": true, "lets": true, "makes": true, "sees": true, "dares": true, "needs": true, "does": true, "gets": true, "goes": true, "comes": true, "has": true, "hears": true, "watches": true}

// progressive mends "is" and a form in -ing that were read as a copula and an
// adjective although the noun behind them is plural and the subject is not: "Latvia is
// training Ukrainian gunners".
func progressive(words []Word, offset int) {
	for i := 1; i+1 < len(words); i++ {
		is, v := &words[i-1], &words[i]
		noun := v.Head - offset
		if is.Rel != "cop" || is.Text != "is" && is.Text != "was" || !strings.HasSuffix(v.Text, "ing") || noun <= i || is.Head != offset+noun ||
			v.Rel != "amod" && v.Rel != "compound" || words[noun].XPOS != "NNS" || has(words, offset+noun, "det") {
			continue
		}
		up := words[noun]
		for k := range words {
			if words[k].Head == offset+noun && (k < i || k > noun) {
				words[k].Head = offset + i
			}
		}
		is.Rel, is.UPOS = "aux", "AUX"
		v.Head, v.Rel, v.UPOS, v.XPOS = up.Head, up.Rel, "VERB", "VBG"
		words[noun].Head, words[noun].Rel = offset+i, "obj"
	}
}

// crossing mends an object that was hung, across its verb, on a phrase before it:
// "After weeks of talks, Baku freed 12 soldiers."
func crossing(words []Word, offset int) {
	for k := range words {
		w, head := &words[k], words[k].Head-offset
		if w.Rel != "appos" || w.UPOS != "NOUN" || head < 0 || head > k {
			continue
		}
		verb := words[head].Head - offset
		if verb > head && verb < k && words[verb].UPOS == "VERB" && subjectBefore(words, offset, verb) && !has(words, offset+verb, "obj") && !has(words, offset+k, "case") &&
			!commaBetween(words, verb, k) {
			w.Head, w.Rel = offset+verb, "obj"
		}
	}
}
