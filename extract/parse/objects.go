package parse

import "strings"

// nearer gives an object that was hung on the first of two clauses, across the verb
// of the second, to that verb: "The sides met; Lima accused Quito of aggression." An
// object stands in its own clause.
func nearer(words []Word, offset int) {
	for v := 1; v+1 < len(words); v++ {
		verb := &words[v]
		first := verb.Head - offset
		if verb.UPOS != "VERB" || verb.Rel != "conj" && verb.Rel != "parataxis" || first < 0 || first > v {
			continue
		}
		if late := across(words, offset, first, v); late >= 0 && subjectBefore(words, offset, v) && !has(words, offset+v, "obj") {
			words[late].Head = offset + v
		}
	}
}

// across is the object of the first verb behind the second, -1 for none.
func across(words []Word, offset, first, second int) int {
	for k := second + 1; k < len(words); k++ {
		if words[k].Head == offset+first && words[k].Rel == "obj" {
			return k
		}
	}
	return -1
}

// subjectBefore says whether a verb has a subject of its own before it.
func subjectBefore(words []Word, offset, verb int) bool {
	for k := range verb {
		if words[k].Head == offset+verb && words[k].Rel == "nsubj" {
			return true
		}
	}
	return false
}

// has says whether something hangs on a word by a relation.
func has(words []Word, head int, rel string) bool {
	for k := range words {
		if words[k].Head == head && words[k].Rel == rel {
			return true
		}
	}
	return false
}

// giving are verbs with two objects, the first of which is who gets the second; true
// for those whose one object is seldom a thing that is named by a name before it.
var giving = map[string]bool{
	"give": true, "offer": true, "lend": true, "loan": true, "promise": true, "grant": true, "award": true, "owe": true,
	"deny": false, "guarantee": false, "hand": false, "pay": false, "sell": false, "send": false, "show": false,
}

// objective are pronouns that describe no noun.
var objective = map[string]bool{"us": true, "me": true, "them": true, "him": true, "you": true}

// recipients mends the name of who is given something, which was read as a part of
// what is given: "offered Serbia help", "sold Egypt 24 jets". A state stands before a
// noun as an adjective, and no name before a number.
func recipients(words []Word, offset int) {
	for v := 0; v+2 < len(words); v++ {
		free, ok := giving[words[v].Lemma]
		if !ok || words[v].UPOS != "VERB" {
			continue
		}
		if v+2 < len(words) && objective[strings.ToLower(words[v+1].Text)] {
			if h := words[v+1].Head - offset; h > v+1 && words[v+1].Rel != "iobj" && words[h].Head == offset+v && words[h].Rel == "obj" {
				words[v+1].Head, words[v+1].Rel = offset+v, "iobj" // "sent us teachers"
			}
			continue
		}
		counted(words, offset, v)
		name, thing := v+1, -1
		for name+1 < len(words) && words[name].Head > offset+name && words[words[name].Head-offset].UPOS == "PROPN" {
			name = words[name].Head - offset // "South Africa"
		}
		if !isName(words, v+1, name) {
			continue
		}
		switch w := &words[name]; {
		case w.Rel == "obj" && w.Head == offset+v:
			thing = complement(words, offset, v, name)
		case w.Head > offset+name && (w.Rel == "compound" || w.Rel == "amod" || w.Rel == "nmod" || w.Rel == "nmod:unmarked"):
			if h := w.Head - offset; words[h].Rel == "obj" && words[h].Head == offset+v && words[h].UPOS != "PROPN" &&
				(free || words[name+1].UPOS == "NUM" || words[name+1].UPOS == "SYM" || has(words, offset+h, "acl")) {
				thing = h
			}
		}
		if thing >= 0 {
			receive(words, offset, v, name, thing)
		}
	}
}

// counted gives a number that was read as the end of a recipient's name to what it counts:
// "lent Ireland seven billion euros".
func counted(words []Word, offset, verb int) {
	for k := verb + 2; k+1 < len(words); k++ {
		name, thing := words[k].Head-offset, &words[k+1]
		if words[k].UPOS == "NUM" && words[k].Rel == "flat" && name > verb && name < k && words[name].Head == offset+verb && thing.Rel == "obj" && thing.Head == offset+verb {
			words[k].Head, words[k].Rel = offset+k+1, "nummod"
		}
	}
}

// isName says whether the words from lo to hi are a name with small letters; what is
// written in capitals is often an institution, whose name stands before its people.
func isName(words []Word, lo, hi int) bool {
	for k := lo; k <= hi; k++ {
		if w := &words[k]; !isCapitalised(w.Text) || w.UPOS != "PROPN" && k == hi {
			return false
		}
	}
	return true
}

// complement is the noun behind a name that was read as what the verb makes of it
// ("promised Albania aid") or as the same thing, -1 for none.
func complement(words []Word, offset, verb, name int) int {
	for k := name + 1; k < len(words); k++ {
		w := &words[k]
		thing := w.UPOS == "NOUN" || w.UPOS == "SYM" || w.XPOS == "VB" && w.Rel == "obj" // "$300 million", "help with"
		if w.Head == offset+verb && (w.Rel == "xcomp" || w.Rel == "obj") && thing && !has(words, offset+k, "case") {
			return k
		}
		if w.Head == offset+name && w.Rel == "appos" && w.UPOS == "NOUN" && !commaBetween(words, name, k) {
			return k // "granted Eritrea a loan"
		}
	}
	return -1
}

// receive makes a name who gets the thing.
func receive(words []Word, offset, verb, name, thing int) {
	for k := name + 1; k < thing; k++ {
		w := &words[k]
		if w.Head != offset+name {
			continue
		}
		if w.Head = offset + thing; w.UPOS == "NUM" {
			w.Rel = "nummod"
		} else {
			w.Rel = "compound"
		}
	}
	words[name].Head, words[name].Rel = offset+verb, "iobj"
	w := &words[thing]
	if w.Head, w.Rel = offset+verb, "obj"; w.UPOS == "VERB" && !strings.HasSuffix(w.Text, "ing") {
		w.UPOS, w.XPOS = "NOUN", "NN"
	}
}
