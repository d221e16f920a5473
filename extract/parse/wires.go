package parse

import "strings"

// wires mends what a list, a noun or a second verb was hung on although its form or its
// neighbours forbid it.
func wires(words []Word, offset int) {
	for i := range words {
		if words[i].Head < offset {
			continue
		}
		parallel(words, offset, i)
		definite(words, offset, i)
		alsoDoing(words, offset, i)
		bareSecond(words, offset, i)
		shotDead(words, offset, i)
		monthly(words, offset, i)
		means(words, offset, i)
	}
	listSubject(words, offset)
	figures(words, offset)
	reduced(words, offset)
}

// monthly makes a time of a month behind "since" or "until" that was taken for the subject
// of the verb behind it: "sailors held | since June | were freed".
func monthly(words []Word, offset, i int) {
	w, verb := &words[i], words[i].Head-offset
	if i == 0 || !months[w.Text] || w.Rel != "nsubj" && w.Rel != "nsubj:pass" || verb < i {
		return
	}
	mark := &words[i-1]
	above := words[verb].Head - offset
	if mark.Head != offset+verb || mark.Rel != "mark" || above < 0 || above > i || words[above].UPOS != "VERB" {
		return
	}
	w.Head, w.Rel, mark.Head = offset+above, "obl", offset+i
	mark.Rel, mark.UPOS, mark.XPOS = "case", "ADP", "IN"
}

var months = map[string]bool{"January": true, "February": true, "March": true, "April": true, "May": true, "June": true, "July": true, "August": true,
	"September": true, "October": true, "November": true, "December": true}

// means makes no agent of the means by which somebody acts who is the subject of a verb
// in the active, and gives the verb whom he acts with: "spoke by telephone | with".
func means(words []Word, offset, i int) {
	w, verb := &words[i], words[i].Head-offset
	if w.Rel != "obl:agent" && w.Rel != "obl" || verb > i || !ways[strings.ToLower(w.Text)] || words[verb].UPOS != "VERB" || has(words, offset+verb, "aux:pass") || !caseOf(words, offset, i, "by") || !has(words, offset+verb, "nsubj") {
		return
	}
	w.Rel = "obl"
	for k := i + 1; k < len(words); k++ {
		if words[k].Head == offset+i && words[k].Rel == "nmod" && caseOf(words, offset, k, "with", "to", "from") {
			words[k].Head, words[k].Rel = offset+verb, "obl"
		}
	}
}

var ways = map[string]bool{"telephone": true, "phone": true, "video": true, "videolink": true, "train": true, "road": true, "air": true, "sea": true, "land": true, "boat": true, "bus": true,
	"plane": true, "helicopter": true, "ship": true, "rail": true, "letter": true, "email": true, "fax": true, "telegram": true, "radio": true, "mail": true, "post": true, "car": true, "force": true}

// figures makes a noun of a present tense in the plural that has a subject in the
// singular right before it and the name of whom it describes right behind it: "opposition
// | figure | Omar Sy was jailed".
func figures(words []Word, offset int) {
	for i := 1; i+2 < len(words); i++ {
		w, subj := &words[i], &words[i-1]
		if w.XPOS != "VBP" || w.Head >= 0 || subj.Head != offset+i || subj.Rel != "nsubj" || subj.XPOS != "NN" || words[i+1].UPOS != "PROPN" || has(words, offset+i, "aux") || has(words, offset+i, "obj") {
			continue
		}
		verb := words[i+1].Head - offset
		if verb < i || words[verb].Head != offset+i || words[verb].Rel != "ccomp" || !strings.HasPrefix(words[i+1].Rel, "nsubj") || has(words, offset+verb, "mark") {
			continue
		}
		for k := range words {
			if words[k].Head == offset+i && k != i-1 && k != verb {
				words[k].Head = offset + verb
			}
		}
		words[verb].Head, words[verb].Rel = -1, "root"
		w.UPOS, w.XPOS, w.Head, w.Rel = "NOUN", "NN", offset+i+1, "nmod:desc"
		subj.Rel = "compound"
		return
	}
}

// reduced makes a clause of the subject of a verb that was taken for the sentence's own
// although a finite verb without a subject stands behind it: "gunmen | believed to be
// Malian | stormed a post", "sailors | held in Lome | were freed".
func reduced(words []Word, offset int) {
	for v := 1; v+1 < len(words); v++ {
		w := &words[v]
		if w.UPOS != "VERB" || w.XPOS != "VBD" && w.XPOS != "VBN" || w.Head >= 0 && w.Rel != "ccomp" || !strings.HasSuffix(w.Text, "ed") && !twofold[w.Text] || has(words, offset+v, "aux") || has(words, offset+v, "aux:pass") {
			continue
		}
		s := subject(words, offset+v)
		if s < 0 || s > v || words[s].UPOS == "PRON" || commaBetween(words, s, v) {
			continue
		}
		if second := secondVerb(words, offset, v); second >= 0 {
			lift(words, offset, s, v, second)
		}
	}
}

// twofold are irregular forms that are past tense and participle.
var twofold = map[string]bool{"held": true, "caught": true, "brought": true, "taught": true, "built": true, "sent": true, "led": true, "bought": true, "sold": true, "found": true, "said": true, "thought": true}

// secondVerb is the finite verb without a subject of its own that hangs on a verb as its
// complement or circumstance, with nothing that joins or opens it; -1 for none.
func secondVerb(words []Word, offset, v int) int {
	for k := v + 2; k < len(words); k++ {
		w := &words[k]
		if w.Head != offset+v || w.UPOS != "VERB" || w.Rel != "ccomp" && w.Rel != "advcl" && w.Rel != "parataxis" {
			continue
		}
		finite := (w.XPOS == "VBD" || w.XPOS == "VBZ") && !has(words, offset+k, "aux")
		for j := range k {
			if words[j].Head == offset+k && (words[j].Rel == "aux:pass" || words[j].Rel == "aux") && (words[j].XPOS == "VBD" || words[j].XPOS == "VBZ" || words[j].XPOS == "VBP") {
				finite = true
			}
		}
		if !finite || subject(words, offset+k) >= 0 || has(words, offset+k, "mark") || has(words, offset+k, "cc") || has(words, offset+k, "csubj") || has(words, offset+k, "expl") || commaBetween(words, v, k) || has(words, offset+v, "mark") {
			continue
		}
		return k
	}
	return -1
}

// lift makes a clause of the subject s of the verb v, and the verb behind it the one that
// v was.
func lift(words []Word, offset, s, v, second int) {
	w := &words[v]
	words[second].Head, words[second].Rel = w.Head, w.Rel
	w.Head, w.Rel, w.XPOS = offset+s, "acl", "VBN"
	words[s].Head, words[s].Rel = offset+second, "nsubj"
	if has(words, offset+second, "aux:pass") {
		words[s].Rel = "nsubj:pass"
	}
	for k := range words {
		if words[k].Head == offset+v && (k > second || k < s) {
			words[k].Head = offset + second
		}
	}
}

// parallel joins two names each with where it is from, of which the second was joined to
// where the first is from: "Ana Lee of Mali and | Omar Sy of Chad met".
func parallel(words []Word, offset, i int) {
	w, place := &words[i], words[i].Head-offset
	if w.Rel != "conj" || w.UPOS != "PROPN" || place > i || words[place].Rel != "nmod" || words[place].UPOS != "PROPN" || has(words, offset+i, "case") || states[w.Text] {
		return
	}
	first := words[place].Head - offset
	if first < 0 || first > place || words[first].UPOS != "PROPN" || !caseOf(words, offset, place, "of", "from") || from(words, offset, place) >= 0 || from(words, offset, i) < 0 {
		return
	}
	w.Head = offset + first
}

// from is where a name is from, as the phrase right behind it says, -1 for none.
func from(words []Word, offset, name int) int {
	for k := name + 1; k < len(words); k++ {
		if words[k].Head == offset+name && words[k].Rel == "nmod" && caseOf(words, offset, k, "of", "from") {
			return k
		}
	}
	return -1
}

// states are words that open names which go on with "of".
var states = map[string]bool{"Republic": true, "Kingdom": true, "Union": true, "Federation": true, "State": true, "Organization": true, "Organisation": true,
	"Bank": true, "Court": true, "Council": true, "Ministry": true, "Commonwealth": true, "Community": true, "League": true, "Government": true, "University": true, "Democratic": true}

// definite makes one phrase of a name with "the" and the noun right behind it, which was
// taken for what the verb makes of the name: "closed the Busia crossing".
func definite(words []Word, offset, i int) {
	w, name := &words[i], i-1
	if w.Rel != "xcomp" || w.UPOS != "NOUN" || name < 1 || words[name].UPOS != "PROPN" || words[name].Rel != "obj" || words[name].Head != w.Head || !has(words, offset+name, "det") || has(words, offset+i, "cop") {
		return
	}
	words[name].Head, words[name].Rel, w.Rel = offset+i, "compound", "obj"
	for k := range words {
		switch x := &words[k]; {
		case x.Head == offset+name && k < name:
			x.Head = offset + i
		case x.Head == offset+i && x.Rel == "obl":
			x.Rel = "nmod"
		}
	}
}

// alsoDoing joins a form in -ing to the one before it, where it was joined to the finite
// verb above: "accused Chad of hiring gunmen and | paying them".
func alsoDoing(words []Word, offset, i int) {
	w, verb := &words[i], words[i].Head-offset
	if w.Rel != "conj" || w.XPOS != "VBG" || verb > i || words[verb].XPOS == "VBG" || words[verb].UPOS != "VERB" || has(words, offset+i, "aux") || subject(words, offset+i) >= 0 || !has(words, offset+i, "cc") {
		return
	}
	for k := i - 1; k > verb; k-- {
		x := &words[k]
		if x.XPOS != "VBG" || x.UPOS != "VERB" || x.Head != offset+verb && !(x.Head >= offset && words[x.Head-offset].Head == offset+verb) {
			continue
		}
		switch x.Rel {
		case "advcl", "acl", "xcomp", "ccomp":
			w.Head = offset + k
			return
		}
	}
}

// bareSecond makes a noun of a bare form that was joined to a past tense, with the noun
// that it describes right behind it: "used water cannon and | tear | gas".
func bareSecond(words []Word, offset, i int) {
	w, verb := &words[i], words[i].Head-offset
	if w.Rel != "conj" || w.XPOS != "VB" || verb > i || words[verb].XPOS != "VBD" || i+1 >= len(words) || has(words, offset+i, "mark") || has(words, offset+i, "aux") || has(words, offset+i, "advmod") || subject(words, offset+i) >= 0 {
		return
	}
	noun, object := &words[i+1], objectBehind(words, offset, verb)
	if noun.Head != offset+i || noun.Rel != "obj" || noun.UPOS != "NOUN" || object < 0 || object > i {
		return
	}
	for k := range words {
		switch x := &words[k]; {
		case x.Head != offset+i || k == i+1:
		case x.Rel == "cc":
			x.Head = offset + i + 1
		default:
			x.Head = offset + verb
		}
	}
	for k := range words {
		if x := &words[k]; x.Head == offset+i+1 && x.Rel == "advcl" {
			x.Head = offset + verb
		}
	}
	noun.Head, noun.Rel = offset+object, "conj"
	w.Head, w.Rel, w.UPOS, w.XPOS = offset+i+1, "compound", "NOUN", "NN"
}

// shotDead makes a passive of "shot dead" without an object, which nobody does by himself:
// "three rebels shot dead in raid".
func shotDead(words []Word, offset, i int) {
	w, verb := &words[i], i-1
	if w.Rel != "xcomp" || !strings.EqualFold(w.Text, "dead") || w.Head != offset+verb || !strings.EqualFold(words[verb].Text, "shot") || has(words, offset+verb, "obj") || has(words, offset+verb, "aux") {
		return
	}
	if s := subject(words, offset+verb); s >= 0 && s < verb {
		words[s].Rel, words[verb].XPOS = "nsubj:pass", "VBN"
	}
}

// listSubject gives a finite verb that has no subject the list right before it, which was
// joined to a word of the phrase that opens the sentence: "After talks in Doha, | Chad
// and Mali | signed a pact".
func listSubject(words []Word, offset int) {
	for v := 4; v < len(words); v++ {
		w := &words[v]
		if w.Head >= 0 || w.UPOS != "VERB" || w.XPOS != "VBD" && w.XPOS != "VBZ" && w.XPOS != "VBP" && w.XPOS != "VB" || subject(words, offset+v) >= 0 || has(words, offset+v, "expl") || has(words, offset+v, "csubj") || has(words, offset+v, "aux") {
			continue
		}
		opening := -1
		for k := range v {
			if words[k].Head == offset+v && words[k].Rel == "obl" {
				opening = k
			}
		}
		if opening < 0 || words[0].UPOS != "ADP" || words[0].Head != offset+opening {
			continue
		}
		first, second := members(words, offset, opening, v)
		if second < 0 {
			continue
		}
		for k := first + 1; k <= second; k++ {
			if words[k].Rel == "conj" && words[k].Head == words[first].Head {
				words[k].Head = offset + first
			}
		}
		words[first].Head, words[first].Rel = offset+v, "nsubj"
		for k := range first {
			if words[k].Head == offset+first && words[k].Rel == "punct" {
				words[k].Head = offset + v
			}
		}
		return
	}
}

// members are the first and the last name or noun of a list right before a verb: the first
// behind a comma, the last behind "and", both joined to one word of the opening phrase;
// -1, -1 for none.
func members(words []Word, offset, opening, verb int) (first, second int) {
	first, second = -1, -1
	for k := opening; k < verb; k++ {
		x := &words[k]
		if x.Rel != "conj" || x.Head < offset || x.Head-offset > k || x.UPOS != "PROPN" && x.UPOS != "NOUN" {
			continue
		}
		switch {
		case has(words, offset+k, "cc"):
			if first >= 0 && (x.Head == words[first].Head || x.Head == offset+first) {
				second = k
			}
		case first < 0 && behindComma(words, offset, k):
			first = k
		}
	}
	if second < 0 {
		return -1, -1
	}
	for k := second + 1; k < verb; k++ {
		if words[k].Head < offset || words[k].Head-offset < second && words[k].Rel != "punct" {
			return -1, -1
		}
	}
	return first, second
}

// behindComma reports a phrase that opens with a comma or stands behind one.
func behindComma(words []Word, offset, k int) bool {
	b := begin(words, offset, k)
	return words[b].Text == "," || b > 0 && words[b-1].Text == ","
}
