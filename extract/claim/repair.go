package claim

import (
	"slices"
	"strings"

	"entente/extract/parse"
)

// repairs are what mend does to a copy of a tree that holds a clause read as
// something else; each reports whether it changed anything.
func (r *Rules) repairs() []func(*parse.Tree) bool {
	return slices.Concat(r.misread(), r.phrasal(), lists(), r.rehung(), r.clauses(), r.tenses(), r.supposed(), []func(*parse.Tree) bool{helped, inserted, under, r.inward, back, doer, r.said, headline, toldAfter, r.planning, temporal, r.infinitive})
}

// inserted gives a clause that is told before who tells it what was hung on the
// verb of telling: "X is about to leave, officials said", where "to leave" belongs
// to "about". Nothing that a verb governs by an infinitive stands before it with
// another clause of it.
func inserted(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.Head <= i || w.Rel != "xcomp" && !(w.Rel == "ccomp" && marked(t, i, "to")) {
			continue
		}
		for k := range i {
			if c := &t.Words[k]; c.Rel == "ccomp" && c.Head == w.Head && !marked(t, k, "to") {
				w.Head, w.Rel, changed = k, "xcomp", true
			}
		}
	}
	return changed
}

// under gives a verb of putting the phrase with "under" that was hung on whom it
// puts there: "placed the leader under house arrest".
func under(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.Rel != "nmod" || w.Head < 0 || w.Head > i || t.Words[w.Head].Rel != "obj" {
			continue
		}
		verb := t.Words[w.Head].Head
		switch t.Words[verb].Lemma {
		case "place", "put", "keep", "hold":
		default:
			continue
		}
		if cased(t, i, "under") {
			w.Head, w.Rel, changed = verb, "obl", true
		}
	}
	return changed
}

// inward gives the verb a phrase with "into" or "aboard" that was hung on whom or what it
// moves, which no noun has but one for an act: "bundled two priests into a plane".
func (r *Rules) inward(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.Rel != "nmod" || w.Head < 0 || w.Head > i || !cased(t, i, "into") && !cased(t, i, "onto") && !cased(t, i, "aboard") {
			continue
		}
		noun := w.Head
		if t.Words[noun].Rel == "conj" && t.Words[noun].Head >= 0 {
			noun = t.Words[noun].Head
		}
		v := t.Words[noun].Head
		if t.Words[noun].Rel != "obj" || v < 0 || t.Words[v].UPOS != "VERB" {
			continue
		}
		if n, ok := r.nouns[r.lemma(&t.Words[w.Head])]; ok && n.kind != "" || !r.moves(r.lemma(&t.Words[v])) {
			continue
		}
		w.Head, w.Rel, changed = v, "obl", true
	}
	return changed
}

// moves reports a verb that the tables know with "into".
func (r *Rules) moves(verb string) bool {
	for _, p := range []string{"_into", "_onto", "_aboard"} {
		if len(r.verbs[verb+p])+len(r.objects[verb+p]) > 0 {
			return true
		}
	}
	return false
}

// back gives a verb the phrase that was hung on its adverb: "handed the islands back
// to Mauritius". What stands behind "together" belongs there.
func back(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.Rel != "obl" && w.Rel != "nmod" || w.Head < 0 || w.Head > i {
			continue
		}
		adverb := &t.Words[w.Head]
		if (adverb.Rel != "advmod" && adverb.Rel != "compound:prt") || !shortAdverb(strings.ToLower(adverb.Text)) || adverb.Lemma == "together" || adverb.Head < 0 || t.Words[adverb.Head].UPOS != "VERB" {
			continue
		}
		w.Head, w.Rel, changed = adverb.Head, "obl", true
	}
	return changed
}

// doer gives a passive the agent that was hung on the place, the time or the thing
// before it: "was signed in Lome by Ghana", "was denied a visa by Ghana".
func doer(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.Rel != "nmod" || w.Head < 0 || w.Head > i {
			continue
		}
		part := w.Head
		for n := 0; n < 4 && (t.Words[part].Rel == "nmod" || t.Words[part].Rel == "nummod" || t.Words[part].Rel == "conj" && t.Words[part].UPOS == "NUM") && t.Words[part].Head >= 0 && t.Words[part].Head < i; n++ {
			part = t.Words[part].Head // "was handed 50 million dollars by"
		}
		if h := t.Words[part].Head; t.Words[part].Rel == "obl" && h >= 0 && t.Words[h].UPOS == "ADJ" && t.Words[h].Rel == "xcomp" {
			part = h // "was found guilty of murder by"
		}
		switch t.Words[part].Rel {
		case "obl", "obj", "xcomp":
		default:
			continue
		}
		verb := t.Words[part].Head
		if verb > i || !hasChild(t, verb, "aux:pass") || hasChild(t, verb, "obl:agent") || !cased(t, i, "by") {
			continue
		}
		w.Head, w.Rel, changed = verb, "obl:agent", true
	}
	return changed
}

// cased reports whether a phrase has a preposition.
func cased(t *parse.Tree, i int, prep string) bool { return opened(t, i, "case", prep) }

// marked reports whether a clause is opened by a word.
func marked(t *parse.Tree, i int, word string) bool { return opened(t, i, "mark", word) }

// opened reports whether a word hangs on another by a relation.
func opened(t *parse.Tree, i int, rel, word string) bool {
	for _, k := range t.Children(i) {
		if t.Words[k].Rel == rel && strings.EqualFold(t.Words[k].Text, word) {
			return true
		}
	}
	return false
}

// helped makes a verb of a word that has an auxiliary and a subject but was
// taken for a noun: "China may sanction Lithuania".
func helped(t *parse.Tree) bool {
	for i := range t.Words {
		w := &t.Words[i]
		if w.Rel != "aux" || w.UPOS != "AUX" || w.Head < 0 || w.Head < i || w.Head > i+2 {
			continue
		}
		v := &t.Words[w.Head]
		if v.UPOS != "NOUN" && v.UPOS != "PROPN" || hasChild(t, w.Head, "cop") || hasChild(t, w.Head, "det") || !hasChild(t, w.Head, "nsubj") {
			continue
		}
		v.UPOS, v.XPOS, v.Lemma = "VERB", "VB", strings.ToLower(v.Text)
		return true
	}
	return false
}

// said hangs a clause with "that" and a subject of its own, which was taken for
// a relative clause of a date or name, on the charge or the verb that it states:
// "announced on Monday that they had", "denied charges on Monday that he had".
func (r *Rules) said(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.Rel != "acl:relcl" && w.Rel != "acl" && (w.Rel != "advcl" || !r.asserts(t, w.Head)) || w.Head < 0 || !marked(t, i, "that") || !hasChild(t, i, "nsubj") && !hasChild(t, i, "nsubj:pass") {
			continue
		}
		if n, ok := r.nouns[strings.ToLower(t.Words[w.Head].Lemma)]; ok && n.kind != "" {
			continue
		}
		if l := r.lemma(&t.Words[w.Head]); t.Words[w.Head].UPOS == "NOUN" && (hearsay[l] || grounds[l]) && t.Words[w.Head].Rel != "obl" {
			continue // but "said in a report that"
		}
		verb := w.Head
		for n := 0; verb >= 0 && n < 8 && t.Words[verb].UPOS != "VERB"; n++ {
			verb = t.Words[verb].Head
		}
		if verb < 0 || t.Words[verb].UPOS != "VERB" || verb > i {
			continue
		}
		changed = true
		w.Head, w.Rel = verb, "ccomp"
		for _, k := range t.Children(verb) {
			if n, ok := r.nouns[r.lemma(&t.Words[k])]; ok && t.Words[k].Rel == "obj" && (n.class == "charge" || n.class == "worry") {
				w.Head, w.Rel = k, "acl"
			}
		}
	}
	return changed
}

// asserts reports a verb that a clause with "that" completes: it says or denies,
// or makes a charge or takes one back.
func (r *Rules) asserts(t *parse.Tree, v int) bool {
	if v < 0 || t.Words[v].UPOS != "VERB" || hasChild(t, v, "ccomp") {
		return false
	}
	if r.governs[r.lemma(&t.Words[v])].speech {
		return true
	}
	for _, k := range t.Children(v) {
		if n, ok := r.nouns[r.lemma(&t.Words[k])]; ok && t.Words[k].Rel == "obj" && n.class == "charge" {
			return true
		}
	}
	return false
}

// headline makes the infinitive of a headline the verb of its name:
// "Germany to send tanks to Ukraine".
func headline(t *parse.Tree) bool {
	root := t.Root()
	if root < 0 || t.Words[root].UPOS != "PROPN" && !(root == 0 && t.Words[0].UPOS == "NOUN" && t.Words[len(t.Words)-1].Text != ".") {
		return false
	}
	v := toClause(t, root)
	if v < 0 {
		v = togetherTo(t, root)
	}
	if v < 0 || v < root {
		return false
	}
	for k := range t.Words {
		if w := &t.Words[k]; w.Head == root && k > v {
			w.Head = v
		}
	}
	t.Words[v].Head, t.Words[v].Rel = -1, "root"
	t.Words[root].Head, t.Words[root].Rel = v, "nsubj"
	return true
}

// togetherTo is the infinitive of two names of which the second was taken for another
// word for the first ("Lula, Trump to meet"), which are then joined; -1 for none.
func togetherTo(t *parse.Tree, first int) int {
	second := childOf(t, first, "appos")
	if second < first || t.Words[second].UPOS != "PROPN" || t.Words[len(t.Words)-1].Text == "." {
		return -1
	}
	v := toClause(t, second)
	if v > second && marked(t, v, "to") && t.Words[v-1].Head == v && v-1 == second+1 {
		t.Words[second].Rel = "conj"
		return v
	}
	return -1
}

// toClause is the infinitive that hangs on a noun, -1 for none.
func toClause(t *parse.Tree, noun int) int {
	for _, k := range t.Children(noun) {
		if t.Words[k].Rel == "acl" && t.Words[k].UPOS == "VERB" && marked(t, k, "to") {
			return k
		}
	}
	return -1
}

// planning makes a verb of a noun in -s at the root that governs an infinitive
// and has a name before it: "China plans to visit Kenya".
func (r *Rules) planning(t *parse.Tree) bool {
	root := t.Root()
	if root < 1 || t.Words[root].XPOS != "NNS" {
		return false
	}
	lemma := r.verbLemma(t.Words[root].Text, strings.TrimSuffix(strings.ToLower(t.Words[root].Text), "s"))
	v := toClause(t, root)
	if _, ok := r.governs[lemma]; !ok || v < root {
		return false
	}
	subj := -1
	for _, k := range t.Children(root) {
		if k < root && (t.Words[k].UPOS == "PROPN" || t.Words[k].UPOS == "NOUN" || t.Words[k].XPOS == "NNP") && (t.Words[k].Rel == "compound" || t.Words[k].Rel == "nmod") {
			subj = k
		}
	}
	if subj < 0 {
		return false
	}
	t.Words[subj].Rel, t.Words[v].Rel = "nsubj", "xcomp"
	for _, k := range t.Children(v) {
		if t.Words[k].Rel == "conj" && hasChild(t, k, "aux") && !hasChild(t, k, "nsubj") {
			t.Words[k].Head = root // "plans to build a plant and has asked Y"
		}
	}
	t.Words[root].UPOS, t.Words[root].XPOS, t.Words[root].Lemma = "VERB", "VBZ", lemma
	return true
}

// temporal makes the subject of a clause of a phrase with "after" or the like
// before its verb: "hours after Paris endorsed the plan".
func temporal(t *parse.Tree) bool {
	changed := false
	for v := range t.Words {
		w := &t.Words[v]
		if w.Rel != "advcl" || w.XPOS != "VBD" && w.XPOS != "VBZ" && w.XPOS != "VBP" {
			continue
		}
		if hasChild(t, v, "nsubj") || hasChild(t, v, "nsubj:pass") || hasChild(t, v, "mark") {
			continue
		}
		for _, k := range t.Children(v) {
			if x := &t.Words[k]; x.Rel != "obl" || k > v || x.UPOS != "PROPN" && x.UPOS != "NOUN" && x.UPOS != "PRON" {
				continue
			}
			if m := conjunction(t, k); m >= 0 {
				t.Words[k].Rel, t.Words[m].Rel, t.Words[m].Head = "nsubj", "mark", v
				changed = true
				break
			}
		}
	}
	return changed
}

// conjunction is the word before a phrase that can also open a clause of time.
func conjunction(t *parse.Tree, i int) int {
	for _, k := range t.Children(i) {
		if t.Words[k].Rel != "case" {
			continue
		}
		switch strings.ToLower(t.Words[k].Text) {
		case "after", "before", "since", "until", "as", "while", "when":
			return k
		}
	}
	return -1
}

// prevailing are verbs by which somebody brings another to do a thing, which he has then
// done.
var prevailing = set([]string{"persuade", "force", "compel", "convince", "prompt"})

// infinitive makes the complement of a verb that governs one of an infinitive that was
// taken for its purpose ("agreed to undertake exercises"), or of a gerund right behind
// it ("ruled out lifting sanctions").
func (r *Rules) infinitive(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.Rel != "advcl" || w.Head < 0 || w.Head > i || w.XPOS != "VB" && w.XPOS != "VBG" || t.Words[w.Head].UPOS != "VERB" {
			continue
		}
		key := r.lemma(&t.Words[w.Head])
		g, ok := r.governs[key]
		lo := w.Head + 1
		if prt := childOf(t, w.Head, "compound:prt"); prt == lo {
			if gp, there := r.governs[key+"_"+strings.ToLower(t.Words[prt].Text)]; there {
				g, ok, lo = gp, true, lo+1
			}
		}
		if !ok || g.speech || g.modality == "" && !g.none && !g.flip && !prevailing[key] || w.XPOS == "VB" && !marked(t, i, "to") || w.XPOS == "VBG" && i != lo || key == "summon" && complaining[strings.ToLower(w.Lemma)] || hasChild(t, w.Head, "xcomp") || hasChild(t, w.Head, "ccomp") {
			continue
		}
		w.Rel, changed = "xcomp", true
	}
	return changed
}
