package claim

import (
	"strings"

	"entente/extract/parse"
)

// lasting gives the verb the purpose that was hung on how long its act took:
// "rallied for a third night to protest".
func lasting(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.Rel != "acl" || w.Head < 0 || w.Head > i || !marked(t, i, "to") {
			continue
		}
		span := &t.Words[w.Head]
		if stretches[strings.ToLower(span.Text)] && span.Rel == "obl" && span.Head >= 0 && t.Words[span.Head].UPOS == "VERB" {
			w.Head, w.Rel, changed = span.Head, "advcl", true
		}
	}
	return changed
}

var stretches = set([]string{"night", "day", "week", "month", "year", "nights", "days", "weeks", "months", "years", "weekend", "hour", "hours"})

// participial makes a participle behind an object describe it, where it was taken
// for what the verb makes of it: "released fishermen detained last week".
func participial(t *parse.Tree) bool {
	changed := false
	for i := 2; i < len(t.Words); i++ {
		w := &t.Words[i]
		if w.Rel != "xcomp" || !tagged(w, "VBN", "VBD") || w.Head < 0 || w.Head > i || t.Words[i-1].Head != w.Head || t.Words[i-1].Rel != "obj" || hasChild(t, i, "mark") || hasChild(t, i, "aux:pass") {
			continue
		}
		switch strings.ToLower(t.Words[w.Head].Lemma) {
		case "have", "get", "see", "want", "keep", "need", "make", "leave", "find", "hear", "watch", "declare", "order", "hold":
			continue
		}
		w.Head, w.Rel, w.XPOS, changed = i-1, "acl", "VBN", true
	}
	return changed
}

// resumed makes the sentence's verb of one that was hung on the relative clause
// between its subject and it: "Iraq, to which Turkey sent troops, complained".
func resumed(t *parse.Tree) bool {
	root := t.Root()
	if root < 0 || t.Words[root].UPOS != "PROPN" && t.Words[root].UPOS != "NOUN" || hasChild(t, root, "nsubj") || hasChild(t, root, "cop") {
		return false
	}
	clause := childOf(t, root, "acl:relcl")
	if clause < root {
		return false
	}
	for v := clause + 1; v < len(t.Words); v++ {
		w := &t.Words[v]
		if !(w.Head == clause && (w.Rel == "advcl" || w.Rel == "conj") || w.Head == root && w.Rel == "parataxis") || w.UPOS != "VERB" || !tagged(w, "VBN", "VBD", "VBZ") || t.Words[v-1].Text != "," || hasChild(t, v, "aux:pass") || hasChild(t, v, "mark") || hasChild(t, v, "nsubj") || hasChild(t, v, "cc") {
			continue
		}
		w.Head = root
		promoteVerb(t, v, root, "nsubj")
		t.Words[clause].Head = root
		return true
	}
	return false
}

// secondObject gives the second of two verbs its object, which was hung on the first
// beside that one's own: "put its army on alert and moved tanks".
func secondObject(t *parse.Tree) bool {
	changed := false
	for c := range t.Words {
		w := &t.Words[c]
		if w.Rel != "conj" || w.UPOS != "VERB" || w.Head < 0 || w.Head > c || hasChild(t, c, "obj") {
			continue
		}
		own, first := -1, false
		for _, k := range t.Children(w.Head) {
			switch {
			case t.Words[k].Rel != "obj":
			case k < c:
				first = true
			case own < 0:
				own = k
			}
		}
		if !first || own < 0 {
			continue
		}
		for _, k := range t.Children(w.Head) {
			if k > c && t.Words[k].Rel != "punct" && t.Words[k].Rel != "conj" {
				t.Words[k].Head = c
			}
		}
		changed = true
	}
	return changed
}

// lateSubject gives a clause of time the name before its verb, which was hung on the
// clause above, at times with the word that opens the clause: "freed the man after
// Paris protested".
func lateSubject(t *parse.Tree) bool {
	changed := false
	for v := 2; v < len(t.Words); v++ {
		w := &t.Words[v]
		if w.Rel != "advcl" || w.Head < 0 || w.Head > v || !tagged(w, "VBD", "VBN", "VBZ", "VBP") || hasChild(t, v, "nsubj") || hasChild(t, v, "nsubj:pass") || hasChild(t, v, "aux:pass") {
			continue
		}
		opened := hasChild(t, v, "mark")
		for _, k := range t.Children(w.Head) {
			lo, hi := t.Span(k)
			if x := &t.Words[k]; x.Rel != "obl" || !nounTag(x.UPOS) || hi != v || lo == 0 || opened == hasChild(t, k, "case") || opened && t.Words[lo-1].Head != v {
				continue
			}
			if m := conjunction(t, k); !opened && m < 0 {
				continue
			} else if !opened {
				t.Words[m].Head, t.Words[m].Rel = v, "mark"
			}
			t.Words[k].Head, t.Words[k].Rel, changed = v, "nsubj", true
			break
		}
	}
	return changed
}

// authored gives the object of a verb in the active the phrase with "by" that says
// whose it is: "condemned the attack by Russia".
func (r *Rules) authored(t *parse.Tree) bool {
	changed := false
	for k := range t.Words {
		w := &t.Words[k]
		if w.Rel != "obl" && w.Rel != "obl:agent" || w.Head < 0 || w.Head > k || !nounTag(w.UPOS) || days[w.Text] || !cased(t, k, "by") {
			continue
		}
		v := w.Head
		if !tagged(&t.Words[v], "VBD", "VBZ", "VBP", "VB") || hasChild(t, v, "aux:pass") {
			continue
		}
		obj := childOf(t, v, "obj")
		if obj < 0 || obj < v {
			continue
		}
		if _, act := r.nouns[r.lemma(&t.Words[obj])]; w.UPOS == "NOUN" && !act {
			continue
		}
		if lo, _ := t.Span(k); lo > 0 {
			if _, hi := t.Span(obj); hi == lo {
				w.Head, w.Rel, changed = obj, "nmod", true
			}
		}
	}
	return changed
}

// gerund makes a verb of a gerund that was taken for an adjective of its object,
// behind a verb that says that an act begins or ends: "stopped blocking aid".
func (r *Rules) gerund(t *parse.Tree) bool {
	changed := false
	for i := 1; i+1 < len(t.Words); i++ {
		w, v := &t.Words[i], &t.Words[i-1]
		if w.Rel != "amod" || w.XPOS != "VBG" || w.Head < i || v.UPOS != "VERB" || t.Words[w.Head].Head != i-1 || t.Words[w.Head].Rel != "obj" {
			continue
		}
		switch r.lemma(v) {
		case "stop", "halt", "cease", "begin", "start", "resume", "continue", "keep", "suspend", "restart", "quit", "pause", "consider", "avoid":
		default:
			continue
		}
		obj := w.Head
		w.Head, w.Rel, w.Lemma, w.UPOS = i-1, "xcomp", r.verbLemma(w.Text, strings.ToLower(w.Lemma)), "VERB"
		t.Words[obj].Head, changed = i, true
	}
	return changed
}

// acting makes a clause of a gerund that was taken for an adjective of the name
// behind it: "joined Greece in criticising Turkey".
func (r *Rules) acting(t *parse.Tree) bool {
	changed := false
	for i := 1; i+1 < len(t.Words); i++ {
		w, prep := &t.Words[i], &t.Words[i-1]
		if w.Rel != "amod" || w.XPOS != "VBG" || w.Head != i+1 || t.Words[i+1].UPOS != "PROPN" || prep.Rel != "case" || prep.Head != i+1 || t.Words[i+1].Head < 0 {
			continue
		}
		lemma := r.verbLemma(w.Text, strings.ToLower(w.Lemma))
		if len(r.verbs[lemma]) == 0 || strings.EqualFold(prep.Text, "with") || t.Words[t.Words[i+1].Head].UPOS != "VERB" {
			continue
		}
		w.Head, w.Rel, w.UPOS, w.Lemma = t.Words[i+1].Head, "advcl", "VERB", lemma
		t.Words[i+1].Head, t.Words[i+1].Rel = i, "obj"
		prep.Head, prep.Rel, changed = i, "mark", true
	}
	return changed
}

// granted gives a verb of giving the time or amount that was hung on whom it is given
// to, or on his name: "gave the diplomats 48 hours to leave", "gave the envoy, Ana Lee,
// 48 hours to leave".
func granted(t *parse.Tree) bool {
	changed := false
	for k := range t.Words {
		w := &t.Words[k]
		if w.Rel != "nmod:unmarked" && w.Rel != "appos" || w.Head < 0 || w.Head > k || !hasChild(t, k, "nummod") && !hasChild(t, k, "det") {
			continue
		}
		to := w.Head
		if w.Rel == "appos" {
			if !spell(w) {
				continue
			}
			if t.Words[to].Rel == "appos" {
				to = t.Words[to].Head
			}
		}
		if v := t.Words[to].Head; t.Words[to].Rel != "obj" || v < 0 || !grants[strings.ToLower(t.Words[v].Lemma)] {
			continue
		}
		t.Words[to].Rel, w.Rel, w.Head, changed = "iobj", "obj", t.Words[to].Head, true
	}
	return changed
}

// spell reports a word for a length of time.
func spell(w *parse.Word) bool { return lengths[strings.ToLower(w.Lemma)] }

var grants = set([]string{"give", "grant", "allow", "hand", "offer", "set", "lend", "pay", "send"})

// verdict makes what a court finds somebody of an adjective for guilt that was taken for
// another word for whom it judges: "found the general, Ana Lee, guilty of murder".
func verdict(t *parse.Tree) bool {
	changed := false
	for k := range t.Words {
		w := &t.Words[k]
		if l := strings.ToLower(w.Text); l != "guilty" && l != "innocent" || w.Head < 0 || w.Head > k || w.Rel == "xcomp" || hasChild(t, k, "cop") {
			continue
		}
		h := w.Head
		for n := 0; n < 4 && t.Words[h].Rel == "appos" && t.Words[h].Head >= 0; n++ {
			h = t.Words[h].Head
		}
		if t.Words[h].Rel != "obj" && t.Words[h].Rel != "nsubj:pass" || t.Words[h].Head < 0 || !finds[strings.ToLower(t.Words[t.Words[h].Head].Lemma)] {
			continue
		}
		w.Head, w.Rel, w.UPOS, w.XPOS, w.Lemma, changed = t.Words[h].Head, "xcomp", "ADJ", "JJ", strings.ToLower(w.Text), true
		for _, c := range t.Children(k) {
			if t.Words[c].Rel == "nmod" {
				t.Words[c].Rel = "obl"
			}
		}
	}
	return changed
}

// finds are verbs by which a court judges somebody.
var finds = set([]string{"find", "declare", "pronounce", "judge", "hold", "rule"})

// absolute makes a clause of a phrase with "with" and a participle right behind it:
// "ended with Malaysia slapping a ban on Thailand".
func absolute(t *parse.Tree) bool {
	changed := false
	for k := 1; k+1 < len(t.Words); k++ {
		w := &t.Words[k]
		if w.Rel != "obl" || w.UPOS != "PROPN" && w.UPOS != "NOUN" || !cased(t, k, "with") {
			continue
		}
		_, hi := t.Span(k)
		if hi >= len(t.Words) || t.Words[hi].XPOS != "VBG" || t.Words[hi].Rel != "advcl" || t.Words[hi].Head != w.Head || hasChild(t, hi, "mark") || hasChild(t, hi, "nsubj") {
			continue
		}
		with := childOf(t, k, "case")
		w.Head, w.Rel = hi, "nsubj"
		t.Words[with].Head, t.Words[with].Rel, changed = hi, "mark", true
	}
	return changed
}

// lasted gives the verb what was hung on how long its act took: "shuttled all night
// between the rebels and the government".
func lasted(t *parse.Tree) bool {
	changed := false
	for k := range t.Words {
		w := &t.Words[k]
		if w.Rel != "nmod" || w.Head < 0 || w.Head > k || cased(t, k, "of") || !hasChild(t, k, "case") {
			continue
		}
		if span := &t.Words[w.Head]; span.Rel == "obl:unmarked" && stretches[strings.ToLower(span.Text)] && span.Head >= 0 {
			w.Head, w.Rel, changed = span.Head, "obl", true
		}
	}
	return changed
}

// secondOfObjects gives an object the noun that is joined to it but was hung on the
// verb: "put the bishop and eighteen priests on a plane".
func secondOfObjects(t *parse.Tree) bool {
	changed := false
	for k := range t.Words {
		w := &t.Words[k]
		if w.Rel != "conj" || !nounTag(w.UPOS) || w.Head < 0 || w.Head > k || t.Words[w.Head].UPOS != "VERB" || !hasChild(t, k, "cc") || hasChild(t, k, "nsubj") || hasChild(t, k, "cop") {
			continue
		}
		if v := childOf(t, k, "amod"); v >= 0 && tagged(&t.Words[v], "VBD", "VBN") {
			continue // "and fired rounds of rockets"
		}
		obj := childOf(t, w.Head, "obj")
		if obj < w.Head || obj > k {
			continue
		}
		lo, _ := t.Span(k)
		if _, hi := t.Span(obj); hi != lo && hi+1 != lo {
			continue
		}
		w.Head, changed = obj, true
	}
	return changed
}

// fronted makes the sentence's verb of one that was hung on an adjective before its
// subject: "unable to pay, Chad was given a loan by Niger".
func fronted(t *parse.Tree) bool {
	root := t.Root()
	if root < 0 || t.Words[root].UPOS != "ADJ" || hasChild(t, root, "cop") || hasChild(t, root, "nsubj") || hasChild(t, root, "det") {
		return false
	}
	v := childOf(t, root, "parataxis")
	if v < root || t.Words[v].UPOS != "VERB" || !hasChild(t, v, "nsubj") && !hasChild(t, v, "nsubj:pass") {
		return false
	}
	if lo, _ := t.Span(v); lo == 0 || t.Words[lo].Text != "," && t.Words[lo-1].Text != "," {
		return false
	}
	t.Words[v].Head, t.Words[v].Rel = -1, "root"
	t.Words[root].Head, t.Words[root].Rel = v, "advcl"
	return true
}

// circumstance gives the verb a phrase that says against or amid what it was done and
// was hung on its object: "ratified the statute despite Moscow's warning".
func circumstance(t *parse.Tree) bool {
	changed := false
	for k := range t.Words {
		w := &t.Words[k]
		if w.Rel != "nmod" || w.Head < 0 || w.Head > k || t.Words[w.Head].Rel != "obj" && t.Words[w.Head].Rel != "obl" {
			continue
		}
		if v := t.Words[w.Head].Head; v >= 0 && v < k && t.Words[v].UPOS == "VERB" && (cased(t, k, "despite") || cased(t, k, "amid")) {
			w.Head, w.Rel, changed = v, "obl", true
		}
	}
	return changed
}

// alsoJoined joins what "and" opens to the phrase right before it, which it was hung
// beside: "signed by Ghana's foreign minister and Togo's trade minister".
func alsoJoined(t *parse.Tree) bool {
	changed := false
	for k := range t.Words {
		w := &t.Words[k]
		if w.Rel != "obl" && w.Rel != "obj" || w.Head < 0 || !nounTag(w.UPOS) || hasChild(t, k, "case") {
			continue
		}
		lo, _ := t.Span(k)
		if cc := childOf(t, k, "cc"); cc != lo {
			continue
		}
		for _, f := range t.Children(w.Head) {
			if _, hi := t.Span(f); f < k && hi == lo && nounTag(t.Words[f].UPOS) {
				w.Head, w.Rel, changed = f, "conj", true
				break
			}
		}
	}
	return changed
}

// secondInfinitive hangs a second infinitive beside the first, where it was taken for a
// second verb of who promises both: "promised to double its grants and to supply Y".
func secondInfinitive(t *parse.Tree) bool {
	changed := false
	for k := range t.Words {
		w := &t.Words[k]
		if w.Rel != "conj" || w.Head < 0 || w.UPOS != "VERB" || !marked(t, k, "to") || marked(t, w.Head, "to") || hasChild(t, k, "nsubj") {
			continue
		}
		for _, x := range t.Children(w.Head) {
			if x > w.Head && x < k && t.Words[x].Rel == "xcomp" && t.Words[x].UPOS == "VERB" && marked(t, x, "to") {
				w.Head, changed = x, true
				break
			}
		}
	}
	return changed
}
