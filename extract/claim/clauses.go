package claim

import (
	"strings"

	"entente/extract/parse"
)

// clauses are repairs of trees in which a clause lost its verb or its subject:
// the finite verb of a sentence was read as describing its subject, or the words
// of one subject as two.
func (r *Rules) clauses() []func(*parse.Tree) bool {
	return []func(*parse.Tree) bool{r.linking, betweenTwo, cleft, r.datedSubject, r.eachOther, r.terse, r.tersePassive, oneSubject, noAuxiliary, r.finite, r.broken, r.after, r.lateObject, r.purpose, r.helping, r.namedThing, moreThan, fighting, besides, disposed, toDeath, hurt, r.overtaken}
}

// tagged reports whether the word has one of the tags.
func tagged(w *parse.Word, tags ...string) bool {
	for _, t := range tags {
		if w.XPOS == t {
			return true
		}
	}
	return false
}

// childOf returns the first child with one of the relations, -1 for none.
func childOf(t *parse.Tree, i int, rels ...string) int {
	for k := range t.Words {
		if t.Words[k].Head != i || k == i {
			continue
		}
		for _, rel := range rels {
			if t.Words[k].Rel == rel {
				return k
			}
		}
	}
	return -1
}

// oneSubject joins two subjects of a verb, or two that act in a passive, of which
// the second follows right behind the first ("Somali | pirates", "attorney | -general"),
// or goes on a list in the first ("ministers of Turkey, | Iran and Russia").
func oneSubject(t *parse.Tree) bool {
	last, changed := -1, false
	for i := range t.Words {
		w := &t.Words[i]
		if w.Rel == "vocative" && w.Head > i && t.Words[w.Head].XPOS == "VBP" {
			w.Rel = "nsubj" // "Morocco, Spain sign"
		}
		if w.Rel != "nsubj" && w.Rel != "obl:agent" && w.Rel != "nsubj:pass" || w.Head < 0 {
			continue
		}
		first := last
		last = i
		if first < 0 || t.Words[first].Head != w.Head || t.Words[first].Rel != w.Rel || w.Rel != "obl:agent" && i > w.Head {
			continue
		}
		hi := end(t, first)
		lo, _ := t.Span(i)
		if hi == lo && hi > 0 && t.Words[hi-1].Text == "," {
			hi--
		}
		switch {
		case hi == lo || hi+1 == lo && t.Words[hi].Text == "-" && t.Words[i].UPOS == "ADJ":
			if t.Words[i].UPOS == "ADJ" { // "attorney-general"
				w.Head, w.Rel, last = first, "amod", first
			} else {
				t.Words[first].Head, t.Words[first].Rel = i, "compound"
			}
			changed = true
		case hi+1 == lo && t.Words[hi].Text == ",":
			if of := childOf(t, first, "nmod"); of >= 0 && t.Words[of].UPOS == "PROPN" && w.UPOS == "PROPN" && hasChild(t, i, "conj") {
				enlist(t, of, i)
				changed, last = true, first
			} else if listed(t, first, i) {
				enlist(t, first, i)
				changed, last = true, first
			}
		}
	}
	return changed
}

// enlist makes a name, with those that are joined to it, one more of those that are
// joined to another.
func enlist(t *parse.Tree, first, next int) {
	for _, k := range t.Children(next) {
		if t.Words[k].Rel == "conj" {
			t.Words[k].Head = first
		}
	}
	t.Words[next].Head, t.Words[next].Rel = first, "conj"
}

// listed says whether two names with a comma between them act together, as headlines
// have it: "Morocco, Spain sign deal".
func listed(t *parse.Tree, first, second int) bool {
	verb := t.Words[first].Head
	return t.Words[first].UPOS == "PROPN" && t.Words[second].UPOS == "PROPN" && t.Words[verb].XPOS == "VBP" && !hasChild(t, first, "appos") && t.Words[len(t.Words)-1].Text != "."
}

// noAuxiliary makes a subject of a noun that was taken for an auxiliary: "Somali
// pirates hijacked".
func noAuxiliary(t *parse.Tree) bool {
	for i := range t.Words {
		w := &t.Words[i]
		if w.Rel != "aux" || w.Head < i || !strings.HasSuffix(w.Text, "s") || len(w.Text) < 5 || auxiliaries[strings.ToLower(w.Text)] {
			continue
		}
		subj := childOf(t, w.Head, "nsubj")
		if subj != i-1 {
			continue
		}
		t.Words[subj].Head, t.Words[subj].Rel = i, "compound"
		w.Rel, w.UPOS, w.XPOS, w.Lemma = "nsubj", "NOUN", "NNS", strings.ToLower(strings.TrimSuffix(w.Text, "s"))
		return true
	}
	return false
}

var auxiliaries = set([]string{"does", "has", "was", "is", "gets", "needs", "dares"})

// finite makes the root of a verb that tells what the sentence's first noun did
// but hangs on it, as a participle ("the minister, X, criticised Y") or beside it
// ("Egypt, which had mediated, criticised Israel").
func (r *Rules) finite(t *parse.Tree) bool {
	root := t.Root()
	if root < 0 || !nounTag(t.Words[root].UPOS) || hasChild(t, root, "cop") || hasChild(t, root, "nsubj") || hasChild(t, root, "case") {
		return false
	}
	for v := 1; v+1 < len(t.Words); v++ {
		if _, _, ok := r.hidden(t, v, root); ok {
			return false // "Chad severed ties and closed the border", whose first verb mend finds
		}
	}
	for v := root + 1; v < len(t.Words); v++ {
		w := &t.Words[v]
		if w.Head != root || w.UPOS != "VERB" || w.Rel != "acl" && w.Rel != "parataxis" && w.Rel != "conj" && w.Rel != "amod" {
			continue
		}
		switch {
		case hasChild(t, v, "mark") || hasChild(t, v, "nsubj") || hasChild(t, v, "nsubj:pass") || hasChild(t, v, "aux:pass") || hasChild(t, v, "case"):
			continue
		case tagged(w, "VBD", "VBZ", "VBP"), tagged(w, "VBN") && (hasChild(t, v, "obj") || hasChild(t, v, "aux") || r.needs(t, v)):
		default:
			continue
		}
		promoteVerb(t, v, root, "nsubj")
		return true
	}
	return false
}

// needs reports a verb with a phrase by the preposition that its frame first asks
// for, which no passive has: "rioted against", "mediated between".
func (r *Rules) needs(t *parse.Tree, v int) bool {
	frames := r.verbs[r.lemma(&t.Words[v])]
	if len(frames) == 0 || len(frames[0].target) == 0 || frames[0].target[0] == "obj" {
		return false
	}
	for _, k := range t.Children(v) {
		if c := childOf(t, k, "case"); t.Words[k].Rel == "obl" && c >= 0 && strings.EqualFold(t.Words[c].Text, frames[0].target[0]) {
			return true
		}
	}
	return false
}

// promoteVerb makes v the root and the old root its subject; what stands behind v
// goes with it.
func promoteVerb(t *parse.Tree, v, root int, rel string) {
	bare := !hasChild(t, v, "obj") && !hasChild(t, v, "ccomp") && !hasChild(t, v, "aux:pass")
	for k := range t.Words {
		w := &t.Words[k]
		if w.Head != root || k <= v {
			continue
		}
		w.Head = v
		if lo, _ := t.Span(k); bare && w.Rel == "appos" && lo == v+1 {
			w.Rel = "obj" // "the minister, X, scolded Y"
		}
	}
	t.Words[v].Head, t.Words[v].Rel = -1, "root"
	t.Words[root].Head, t.Words[root].Rel = v, rel
	if t.Words[v].XPOS == "VBN" && rel == "nsubj" {
		t.Words[v].XPOS = "VBD"
	}
}

// broken parts two clauses of which the first was read as describing the subject
// of the second: in "the rebels retaliated after the army shelled their camp" it is
// the army that shelled.
func (r *Rules) broken(t *parse.Tree) bool {
	root := t.Root()
	if root < 3 || t.Words[root].UPOS != "VERB" {
		return false
	}
	subj := childOf(t, root, "nsubj")
	if subj < 0 || subj > root {
		return false
	}
	v := childOf(t, subj, "acl")
	if v < 0 || v > root || !tagged(&t.Words[v], "VBD", "VBN") || hasChild(t, v, "mark") {
		return false
	}
	for k := v + 1; k < root; k++ {
		m := conjunction(t, k)
		if t.Words[k].Rel != "obl" || t.Words[k].Head != v || m < 0 {
			continue
		}
		if _, hi := t.Span(k); hi != root {
			continue
		}
		t.Words[subj].Head, t.Words[v].Head, t.Words[v].Rel = v, -1, "root"
		t.Words[root].Head, t.Words[root].Rel = v, "advcl"
		t.Words[k].Head, t.Words[k].Rel = root, "nsubj"
		t.Words[m].Head, t.Words[m].Rel = root, "mark"
		return true
	}
	return false
}

// after makes a clause of a phrase with "after" or the like in which a verb was
// read as describing its object: "after the Khmer Rouge massacred villagers".
func (r *Rules) after(t *parse.Tree) bool {
	changed := false
	for v := 2; v+1 < len(t.Words); v++ {
		w := &t.Words[v]
		if w.Rel != "amod" || w.Head < v || !tagged(w, "VBD", "VBN") || !nounTag(t.Words[v-1].UPOS) || t.Words[v-1].Head != w.Head && t.Words[v-1].Head != v {
			continue
		}
		obj := w.Head
		m := conjunction(t, obj)
		if m < 0 || m > v || !r.known[r.verbLemma(w.Text, strings.ToLower(w.Lemma))] {
			continue
		}
		subj := v - 1
		w.Head, w.Rel = t.Words[obj].Head, "advcl"
		t.Words[subj].Head, t.Words[subj].Rel = v, "nsubj"
		for k := m + 1; k < subj; k++ {
			if t.Words[k].Head == obj {
				t.Words[k].Head = subj
			}
		}
		t.Words[obj].Head, t.Words[obj].Rel = v, "obj"
		t.Words[m].Head, t.Words[m].Rel = v, "mark"
		w.XPOS, changed = "VBD", true
	}
	return changed
}

// lateObject gives a clause the bare name right behind its verb, which was hung on
// the clause above ("recalled its envoy after a newspaper insulted President X"), and
// one that tells a means any noun ("responded by severing relations with X"); so it
// does where it was taken for a second object ("joined Greece in criticising Turkey").
func (r *Rules) lateObject(t *parse.Tree) bool {
	changed := false
	for k := range t.Words {
		w := &t.Words[k]
		if w.Rel != "obl" && w.Rel != "obj" || !nounTag(w.UPOS) || w.Head < 0 || w.Head > k || hasChild(t, k, "case") || r.is("calendar", strings.ToLower(w.Text)) {
			continue
		}
		lo, _ := t.Span(k)
		v := lo - 1
		if w.Rel == "obj" && (v < 0 || t.Words[v].XPOS != "VBG" || childOf(t, w.Head, "obj") == k) {
			continue
		}
		if v <= w.Head || t.Words[v].UPOS != "VERB" || t.Words[v].Rel != "advcl" || hasChild(t, v, "obj") || w.UPOS == "NOUN" && !marked(t, v, "by") {
			continue
		}
		w.Head, w.Rel, changed = v, "obj", true
	}
	return changed
}

// purpose makes a clause of a phrase with "to" in which a verb was read as part
// of a noun: "pledged money to rebuild schools".
func (r *Rules) purpose(t *parse.Tree) bool {
	changed := false
	for v := 1; v+1 < len(t.Words); v++ {
		w, to := &t.Words[v], &t.Words[v-1]
		if w.UPOS != "VERB" && w.XPOS != "VB" && !(w.UPOS == "ADJ" && r.known[strings.ToLower(w.Text)]) || w.Rel != "compound" && w.Rel != "amod" || w.Head < v || !strings.EqualFold(to.Text, "to") || to.Rel != "case" || to.Head != w.Head || w.XPOS == "VBN" || w.XPOS == "VBG" || hasUpper(w.Text) && w.Text != strings.ToUpper(w.Text) {
			continue
		}
		obj := w.Head
		w.Head, w.Rel, w.UPOS, w.XPOS = t.Words[obj].Head, "advcl", "VERB", "VB"
		t.Words[obj].Head, t.Words[obj].Rel = v, "obj"
		to.Head, to.Rel, changed = v, "mark", true
	}
	return changed
}

// helping makes a verb of the bare one behind "help" that was read as part of a
// noun: "help broker peace between A and B".
func (r *Rules) helping(t *parse.Tree) bool {
	changed := false
	for v := 1; v+1 < len(t.Words); v++ {
		w, help := &t.Words[v], &t.Words[v-1]
		if w.UPOS != "NOUN" || w.Rel != "compound" || w.Head < v || help.UPOS != "VERB" || !strings.EqualFold(help.Lemma, "help") || t.Words[w.Head].Head != v-1 || !r.known[strings.ToLower(w.Text)] {
			continue
		}
		obj := w.Head
		w.Head, w.Rel, w.UPOS, w.XPOS, w.Lemma = v-1, "xcomp", "VERB", "VB", strings.ToLower(w.Text)
		t.Words[obj].Head, changed = v, true
	}
	return changed
}

// namedThing makes an object of a noun that was taken for an adjective which the
// verb makes of its subject: "opens consulate in Dubai".
func (r *Rules) namedThing(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.Rel != "xcomp" || w.UPOS != "ADJ" || w.Head < 0 || w.Head != i-1 || hasChild(t, w.Head, "obj") {
			continue
		}
		if _, ok := r.nouns[strings.ToLower(w.Text)]; ok {
			w.Rel, w.UPOS, w.XPOS, w.Lemma, changed = "obj", "NOUN", "NN", strings.ToLower(w.Text), true
		}
	}
	return changed
}

// moreThan makes an object of what is counted by "more than": "took in more than a
// million refugees".
func moreThan(t *parse.Tree) bool {
	changed := false
	for k := 2; k < len(t.Words); k++ {
		w := &t.Words[k]
		if w.Rel != "obl" || w.Head < 0 || w.Head >= k || w.UPOS != "NOUN" && w.UPOS != "PROPN" {
			continue
		}
		more := &t.Words[w.Head]
		if l := strings.ToLower(more.Text); l != "more" && l != "fewer" && l != "less" || more.Rel != "advmod" || more.Head < 0 || t.Words[more.Head].UPOS != "VERB" || more.Head > w.Head || hasChild(t, more.Head, "obj") {
			continue
		}
		than := childOf(t, k, "case")
		if than != w.Head+1 || !hasChild(t, k, "nummod") {
			continue
		}
		at := w.Head
		w.Head, w.Rel = more.Head, "obj"
		more.Head = childOf(t, k, "nummod")
		t.Words[than].Head, t.Words[than].Rel = at, "fixed"
		changed = true
	}
	return changed
}
