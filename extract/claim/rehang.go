package claim

import (
	"strings"

	"entente/extract/parse"
)

// rehung are repairs of phrases that hang on the wrong one of two words: the
// subject of what is said on the verb of saying, an agent's preposition on the
// phrase behind it.
func (r *Rules) rehung() []func(*parse.Tree) bool {
	return []func(*parse.Tree) bool{foretold, agentCase, r.lent, outside, dated, deadly, r.voiced, lasting, participial, resumed, secondObject, lateSubject, r.labelled, besideObject, stoodBy, r.authored, r.gerund, r.acting, granted, verdict, unwelcome, titled, quoted, absolute, lasted, secondOfObjects, fronted, circumstance, alsoJoined, secondInfinitive, secondAct, recital}
}

// foretold gives a clause that is told before who tells it its subject, which was
// hung on the verb of telling: "X is about to leave, officials said".
func foretold(t *parse.Tree) bool {
	changed := false
	for c := range t.Words {
		w := &t.Words[c]
		if w.Rel != "ccomp" || w.Head <= c || hasChild(t, c, "nsubj") || hasChild(t, c, "nsubj:pass") || hasChild(t, c, "csubj") || hasChild(t, c, "mark") {
			continue
		}
		first, second := -1, false
		for _, k := range t.Children(w.Head) {
			switch {
			case t.Words[k].Rel != "nsubj":
			case k < c && first < 0:
				first = k
			case k > c:
				second = true
			}
		}
		if first < 0 || !second {
			continue
		}
		t.Words[first].Head, changed = c, true
		if hasChild(t, c, "aux:pass") {
			t.Words[first].Rel = "nsubj:pass"
		}
	}
	return changed
}

// agentCase gives an agent its "by", which was hung with its article on the phrase
// behind it: "imposed by the U.S. on banks".
func agentCase(t *parse.Tree) bool {
	changed := false
	for k := 1; k < len(t.Words); k++ {
		w := &t.Words[k]
		if w.Rel != "obl:agent" || hasChild(t, k, "case") {
			continue
		}
		by := k - 1
		for by > 0 && t.Words[by].UPOS == "DET" {
			by--
		}
		other := t.Words[by].Head
		if !strings.EqualFold(t.Words[by].Text, "by") || other <= k || other >= len(t.Words) || t.Words[other].Head != w.Head {
			continue
		}
		for m := by; m < k; m++ {
			t.Words[m].Head = k
		}
		t.Words[other].Rel, changed = "obl", true
	}
	return changed
}

// lent makes a verb of a participle behind a form of "have" that was taken for
// an adjective although it has a subject and an object: "has lent Y money".
func (r *Rules) lent(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.UPOS != "ADJ" || !hasChild(t, i, "aux") || hasChild(t, i, "cop") || !hasChild(t, i, "nsubj") || !hasChild(t, i, "obj") {
			continue
		}
		if l := r.verbLemma(w.Text, ""); l != "" {
			w.UPOS, w.XPOS, w.Lemma, changed = "VERB", "VBN", l, true
		}
	}
	return changed
}

// outside makes a preposition of the "outside" that was taken for an adjective of
// the place before which somebody gathers: "rallied outside parliament".
func outside(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.Rel != "obj" || i == 0 || i < w.Head || !strings.EqualFold(t.Words[i-1].Text, "outside") || t.Words[i-1].Head != i {
			continue
		}
		w.Rel, t.Words[i-1].Rel, t.Words[i-1].UPOS, changed = "obl", "case", "ADP", true
	}
	return changed
}

// dated gives the verb what was hung on the day of its act, or was taken for a
// clause because of a day before it: "apologised on Monday to Suriname".
func dated(t *parse.Tree) bool {
	changed := false
	for i := 1; i < len(t.Words); i++ {
		w := &t.Words[i]
		if w.Head < 0 || w.UPOS != "PROPN" && w.UPOS != "NOUN" && w.UPOS != "VERB" || !hasUpper(w.Text) {
			continue
		}
		day := w.Head
		switch {
		case w.Rel == "nmod" && day < i && days[t.Words[day].Text] && t.Words[day].Head >= 0 && !cased(t, i, "of") && hasChild(t, i, "case"):
			w.Head = t.Words[day].Head
			w.Rel = "obl"
		case w.Rel == "advcl" && w.UPOS == "VERB" && strings.EqualFold(t.Words[i-1].Text, "to") && t.Words[i-1].Head == i && i > 1 && days[t.Words[i-2].Text]:
			w.Rel, w.UPOS, w.XPOS, w.Lemma = "obl", "PROPN", "NNP", w.Text
			t.Words[i-1].Rel, t.Words[i-1].UPOS = "case", "ADP"
		default:
			continue
		}
		changed = true
	}
	return changed
}

var days = set([]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})

func hasUpper(s string) bool { return s != strings.ToLower(s) }

// deadly gives a verb what was hung on the state that its act left somebody in:
// "shot dead by troops".
func deadly(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.Head < 0 || w.Head > i || w.Rel != "obl:agent" && w.Rel != "obl" {
			continue
		}
		if state := &t.Words[w.Head]; state.Rel == "xcomp" && state.UPOS == "ADJ" && strings.EqualFold(state.Text, "dead") && state.Head >= 0 {
			w.Head, changed = state.Head, true
		}
	}
	return changed
}

// voiced makes the verb of a noun phrase of a participle before its noun, where
// somebody's name and office stand before it: "X's chancellor voiced support for".
func (r *Rules) voiced(t *parse.Tree) bool {
	obj := t.Root()
	if obj < 3 || !nounTag(t.Words[obj].UPOS) || hasChild(t, obj, "nsubj") || hasChild(t, obj, "cop") || hasChild(t, obj, "det") {
		return false
	}
	v, subj := childOf(t, obj, "amod"), -1
	if v < 2 || t.Words[v].UPOS != "VERB" || v > obj || !r.known[r.verbLemma(t.Words[v].Text, strings.ToLower(t.Words[v].Lemma))] {
		return false
	}
	if k := &t.Words[v-1]; k.Head == obj && k.Rel == "compound" && nounTag(k.UPOS) {
		subj = v - 1
	}
	if poss := childOf(t, obj, "nmod:poss"); subj < 0 || poss < 0 || poss > subj {
		return false
	}
	for k := range subj {
		if t.Words[k].Head == obj {
			t.Words[k].Head = subj
		}
	}
	t.Words[subj].Head, t.Words[subj].Rel = v, "nsubj"
	t.Words[v].Head, t.Words[v].Rel, t.Words[v].XPOS = -1, "root", "VBD"
	t.Words[obj].Head, t.Words[obj].Rel = v, "obj"
	for k := obj + 1; k < len(t.Words); k++ {
		if w := &t.Words[k]; w.Head == obj && w.Rel == "punct" {
			w.Head = v
		}
	}
	return true
}

// secondAct joins a noun with a possessive to the noun before whose phrase it was hung in:
// "X's accession to the Accords and its ratification of the Protocol".
func secondAct(t *parse.Tree) bool {
	changed := false
	for k := range t.Words {
		w := &t.Words[k]
		if w.Rel != "conj" || w.UPOS != "NOUN" || w.Head < 0 || !hasChild(t, k, "nmod:poss") || !hasChild(t, k, "nmod") {
			continue
		}
		own := t.Children(k)
		if first := t.Words[own[0]]; !bearsCapital(&t.Words[w.Head]) || first.UPOS != "PRON" && t.Words[own[1]].UPOS != "PRON" {
			continue
		}
		h := w.Head
		for n := 0; n < 4 && h >= 0 && (t.Words[h].Rel == "nmod" || t.Words[h].Rel == "compound" || t.Words[h].Rel == "conj") && bearsCapital(&t.Words[h]); n++ {
			h = t.Words[h].Head
		}
		if h >= 0 && h != w.Head && t.Words[h].UPOS == "NOUN" {
			w.Head, changed = h, true
		}
	}
	return changed
}

// bearsCapital reports a word of a name.
func bearsCapital(w *parse.Word) bool {
	return w.UPOS == "PROPN" || w.Text != strings.ToLower(w.Text)
}

// recital joins a second participle of a recital to the first, where it was joined to the
// clause between them: "Noting that X has done this, and condemning the attack of Y,".
func recital(t *parse.Tree) bool {
	root := t.Root()
	if root < 0 || root > 3 || t.Words[root].XPOS != "VBG" || hasChild(t, root, "nsubj") || hasChild(t, root, "aux") {
		return false
	}
	changed := false
	for c := root + 3; c < len(t.Words); c++ {
		w := &t.Words[c]
		if w.XPOS != "VBG" || w.Rel != "conj" || w.Head == root || w.Head < 0 || hasChild(t, c, "nsubj") || hasChild(t, c, "aux") {
			continue
		}
		if strings.EqualFold(t.Words[c-1].Text, "and") && t.Words[c-2].Text == "," && hasChild(t, w.Head, "nsubj") {
			w.Head, changed = root, true
		}
	}
	return changed
}
