package claim

import (
	"slices"
	"strings"

	"entente/extract/parse"
)

// misread are repairs of words that were taken for another part of speech, so that
// a phrase was read as a clause or a clause as a phrase.
func (r *Rules) misread() []func(*parse.Tree) bool {
	return []func(*parse.Tree) bool{nominalClause, r.namedComplement, r.subjectNoun, r.openingGerund, bareObject, r.describing, caused, withWhom, r.headlineVerb, r.bodyVerb}
}

// nominalClause makes a phrase of a noun that was taken for the verb of a clause,
// although it has a preposition and no subject: "conceded yesterday to demands".
func nominalClause(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.Rel == "advcl" && w.XPOS == "VBG" && (hasChild(t, i, "det") || hasChild(t, i, "compound")) && !hasChild(t, i, "obj") { // "rallied against the court ruling"
			w.UPOS, w.XPOS, w.Lemma = "NOUN", "NN", strings.ToLower(w.Text)
			for _, k := range t.Children(i) {
				if t.Words[k].Rel == "mark" {
					t.Words[k].Rel = "case"
				}
			}
		}
		if w.Rel != "advcl" || w.Head < 0 || w.Head > i || !nounTag(w.UPOS) || !hasChild(t, i, "case") || hasChild(t, i, "cop") || hasChild(t, i, "nsubj") || hasChild(t, i, "mark") {
			continue
		}
		w.Rel, changed = "obl", true
		for _, k := range t.Children(i) {
			if t.Words[k].Rel == "obl" {
				t.Words[k].Rel = "nmod"
			}
			if t.Words[k].Rel == "advcl" && marked(t, k, "to") {
				t.Words[k].Rel = "acl"
			}
		}
	}
	return changed
}

// namedComplement makes an object of a name that was taken for the clause of a verb
// which has none: "rang Thai Prime Minister X to discuss".
func (r *Rules) namedComplement(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.Rel != "xcomp" && w.Rel != "ccomp" || w.UPOS != "PROPN" || w.Head < 0 || w.Head > i {
			continue
		}
		v := &t.Words[w.Head]
		if v.UPOS != "VERB" || namings[r.lemma(v)] || hasChild(t, w.Head, "obj") || hasChild(t, w.Head, "aux:pass") || hasChild(t, w.Head, "expl") {
			continue
		}
		bare := true
		for _, k := range t.Children(i) {
			switch t.Words[k].Rel {
			case "cop", "mark", "nsubj", "nsubj:pass", "case", "aux":
				bare = false
			}
		}
		if bare {
			w.Rel, changed = "obj", true
		}
	}
	return changed
}

// namings are verbs whose complement may be a name that says what somebody is.
var namings = set([]string{"become", "remain", "call", "name", "elect", "appoint", "declare", "brand", "dub", "label", "consider", "make", "stay", "seem", "look", "feel",
	"sound", "prove", "turn", "play", "say", "be", "appear", "rename", "crown", "deem", "include", "go", "come"})

// subjectNoun makes a noun of a subject that was tagged as a verb but has what only
// nouns have: "World Food Programme trucks delivered".
func (r *Rules) subjectNoun(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.UPOS != "VERB" || w.Rel != "nsubj" && w.Rel != "nsubj:pass" || w.Head < i || !strings.HasSuffix(w.Text, "s") {
			continue
		}
		if !hasChild(t, i, "compound") && !hasChild(t, i, "det") && !hasChild(t, i, "amod") && !hasChild(t, i, "nmod:poss") || hasChild(t, i, "nsubj") || hasChild(t, i, "obj") {
			continue
		}
		w.UPOS, w.XPOS, w.Lemma, changed = "NOUN", "NNS", strings.ToLower(strings.TrimSuffix(w.Text, "s")), true
	}
	return changed
}

// openingGerund makes a clause of the gerund that opens a sentence and was taken for
// an adjective of its own object, which then stood as a second subject: "Rejecting
// calls from the UN, Myanmar kept its borders closed".
func (r *Rules) openingGerund(t *parse.Tree) bool {
	g := 0
	for g < len(t.Words) && t.Words[g].UPOS == "PUNCT" {
		g++
	}
	if g+1 >= len(t.Words) || t.Words[g].XPOS != "VBG" || t.Words[g].Rel != "amod" {
		return false
	}
	obj := t.Words[g].Head
	if obj < g || t.Words[obj].Rel != "nsubj" && t.Words[obj].Rel != "obj" && t.Words[obj].Rel != "obl" || t.Words[obj].Head < obj || hasChild(t, obj, "case") || hasChild(t, obj, "det") {
		return false
	}
	verb := t.Words[obj].Head
	comma, subj := false, -1
	for k := obj + 1; k < verb; k++ {
		comma = comma || t.Words[k].Text == ","
		if comma && t.Words[k].Head == verb && (t.Words[k].Rel == "nsubj" || t.Words[k].Rel == "nsubj:pass") {
			subj = k
		}
	}
	if subj < 0 {
		return false
	}
	t.Words[g].Head, t.Words[g].Rel, t.Words[g].UPOS = verb, "advcl", "VERB"
	t.Words[g].Lemma = r.verbLemma(t.Words[g].Text, strings.ToLower(t.Words[g].Lemma))
	t.Words[obj].Head, t.Words[obj].Rel = g, "obj"
	return true
}

// bareObject makes an object of a noun without a preposition that follows right
// behind a verb without one and was taken for an adverb: "to declare war on Y".
func bareObject(t *parse.Tree) bool {
	changed := false
	for i := 1; i < len(t.Words); i++ {
		w := &t.Words[i]
		if w.Rel != "obl" && w.Rel != "obl:unmarked" || w.Head < 0 || w.Head >= i || w.UPOS != "NOUN" || hasChild(t, i, "case") {
			continue
		}
		v := w.Head
		if w.Rel == "obl:unmarked" { // "were given a week to leave"
			if lo, _ := t.Span(i); lo == v+1 && t.Words[v].Lemma == "give" && hasChild(t, v, "aux:pass") && !hasChild(t, v, "obj") {
				w.Rel, changed = "obj", true
			}
			continue
		}
		if lo, _ := t.Span(i); lo != v+1 || t.Words[v].UPOS != "VERB" || t.Words[v].XPOS == "VBN" || hasChild(t, v, "obj") || hasChild(t, v, "aux:pass") {
			continue
		}
		w.Rel, changed = "obj", true
	}
	return changed
}

// describing makes a relative clause of one with "that" and a subject of its own whose
// object is missing, behind a noun that does not say what somebody says or plans: "a
// town that its troops had occupied".
func (r *Rules) describing(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.Rel != "acl" || w.Head < 0 || w.Head > i || !marked(t, i, "that") || !hasChild(t, i, "nsubj") || hasChild(t, i, "obj") || hasChild(t, i, "ccomp") || hasChild(t, i, "xcomp") || hasChild(t, i, "cop") {
			continue
		}
		l := r.lemma(&t.Words[w.Head])
		if n, ok := r.nouns[l]; ok && n.kind != "" || r.is("plannoun", l) || t.Words[w.Head].UPOS != "NOUN" || abstract(l) || !r.transitive(r.lemma(w)) {
			continue
		}
		w.Rel, changed = "acl:relcl", true
	}
	return changed
}

// transitive reports a verb that a table reads by its object.
func (r *Rules) transitive(lemma string) bool {
	return slices.ContainsFunc(r.verbs[lemma], func(f frame) bool { return len(f.target) > 0 && f.target[0] == "obj" })
}

// caused makes a complement of the infinitive of what somebody is made to do, which was
// taken for a purpose: "prompting Somalia to declare war".
func caused(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.Rel != "advcl" || w.Head < 0 || w.Head > i || w.XPOS != "VB" || !marked(t, i, "to") || hasChild(t, i, "nsubj") || hasChild(t, w.Head, "xcomp") {
			continue
		}
		if o := childOf(t, w.Head, "obj"); o > w.Head && o < i && causes[strings.ToLower(t.Words[w.Head].Lemma)] {
			w.Rel, changed = "xcomp", true
		}
	}
	return changed
}

// causes are verbs by which somebody is made to do something.
var causes = set([]string{"prompt", "force", "lead", "cause", "push", "drive", "spur", "oblige", "compel", "induce", "provoke", "press", "allow", "enable", "permit", "help"})

// withWhom gives a verb the phrase with "with" that was taken for the subject of the
// purpose behind it: "join forces with the U.S. to defeat them".
func withWhom(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.Rel != "advcl" && w.Rel != "acl" || w.Head < 0 || w.Head > i || !marked(t, i, "with") || !marked(t, i, "to") {
			continue
		}
		subj := childOf(t, i, "nsubj")
		if subj < 0 || subj > i {
			continue
		}
		for _, k := range t.Children(i) {
			if t.Words[k].Rel == "mark" && k < subj && strings.EqualFold(t.Words[k].Text, "with") {
				t.Words[k].Head, t.Words[k].Rel = subj, "case"
			}
		}
		rel := "obl"
		if w.Rel == "acl" {
			rel = "nmod"
		}
		t.Words[subj].Head, t.Words[subj].Rel, changed = w.Head, rel, true
	}
	return changed
}

// headlineVerb makes the verb of a headline of the noun in -s between two names, where
// the last noun was taken for the verb: "Slovakia backs Ukraine bid".
func (r *Rules) headlineVerb(t *parse.Tree) bool {
	root := t.Root()
	if root < 3 || t.Words[root].UPOS != "VERB" || hasChild(t, root, "aux") || hasChild(t, root, "obj") || hasChild(t, root, "ccomp") {
		return false
	}
	v := childOf(t, root, "nsubj")
	if v < 1 || t.Words[v].XPOS != "NNS" && t.Words[v].XPOS != "VBZ" {
		return false
	}
	subj := childOf(t, v, "compound", "nsubj")
	if subj < 0 || t.Words[subj].UPOS != "PROPN" || subj != v-1 || v+1 >= root || t.Words[v+1].UPOS != "PROPN" {
		return false
	}
	lemma := r.verbLemma(t.Words[v].Text, strings.TrimSuffix(strings.ToLower(t.Words[v].Text), "s"))
	if len(r.verbs[lemma]) == 0 {
		return false
	}
	for k := range t.Words {
		if w := &t.Words[k]; w.Head == root && k > v && k < root {
			w.Rel = "compound"
		}
	}
	t.Words[v] = verbAt(t.Words[v], lemma)
	t.Words[subj].Head, t.Words[subj].Rel = v, "nsubj"
	t.Words[root].Head, t.Words[root].Rel, t.Words[root].UPOS, t.Words[root].XPOS, t.Words[root].Lemma = v, "obj", "NOUN", "NN", strings.ToLower(t.Words[root].Text)
	return true
}

// verbAt is a word as the finite verb at the root.
func verbAt(w parse.Word, lemma string) parse.Word {
	w.Head, w.Rel, w.UPOS, w.XPOS, w.Lemma = -1, "root", "VERB", "VBZ", lemma
	return w
}

// bodyVerb makes the verb of a clause of a form in -s that was taken for a noun, although it has a
// subject and an object or the body of a government stands before it: "My country thanks X", "The
// Ministry denies having sent".
func (r *Rules) bodyVerb(t *parse.Tree) bool {
	for v := 1; v+1 < len(t.Words); v++ {
		w := &t.Words[v]
		if w.UPOS != "NOUN" || !strings.HasSuffix(w.Text, "s") || hasChild(t, v, "cop") || hasChild(t, v, "case") {
			continue
		}
		lemma := r.verbLemma(w.Text, strings.TrimSuffix(strings.ToLower(w.Text), "s"))
		body := speaking[strings.ToLower(t.Words[v-1].Text)] && t.Words[v-1].Head == v && t.Words[v-1].Rel == "compound"
		joined := w.Rel == "conj" && w.Head >= 0 && t.Words[w.Head].UPOS == "VERB"
		clause := (w.Head < 0 || joined) && hasChild(t, v, "nsubj") && (hasChild(t, v, "obj") || hasChild(t, v, "vocative"))
		if !body && !clause || len(r.verbs[lemma]) == 0 && r.governs[lemma].modality == "" {
			continue
		}
		old := w.Head
		if joined {
			w.UPOS, w.XPOS, w.Lemma = "VERB", "VBZ", lemma
			underBody(t, v, -1)
			return true
		}
		if aux := childOf(t, max(old, 0), "aux"); old >= 0 && (w.Rel != "nsubj" || t.Words[old].Head >= 0 || aux < 0 || t.Words[aux].XPOS != "VBG") {
			continue
		}
		*w = verbAt(*w, lemma)
		if body {
			t.Words[v-1].Rel = "nsubj"
		}
		underBody(t, v, old)
		return true
	}
	return false
}

// underBody hangs on verb v, which was a noun, what its clause says: the clause of word old, whose
// subject it was, or else what stands behind it.
func underBody(t *parse.Tree, v, old int) {
	if old >= 0 {
		t.Words[old].Head, t.Words[old].Rel = v, "xcomp"
	}
	for k := range t.Words {
		w := &t.Words[k]
		switch {
		case k < v && w.Head == v && (w.Rel == "det" || w.Rel == "nmod:poss"):
			w.Head = v - 1
		case old >= 0 && w.Head == old && (w.Rel == "conj" && w.XPOS == "VBZ" || w.Rel == "punct" && k > old):
			w.Head = v
		case w.Head == v && k > v && (w.Rel == "vocative" || w.Rel == "appos" || w.Rel == "flat" || w.Rel == "list" || w.Rel == "dep" || w.Rel == "nmod:unmarked"):
			w.Rel = "obj"
		case w.Head == v && k > v && w.Rel == "acl":
			w.Rel = "advcl"
		case w.Head == v && k > v && w.Rel == "nmod":
			w.Rel = "obl"
		}
	}
}

// speaking are nouns for the bodies by which a state says something.
var speaking = set([]string{"government", "ministry", "embassy", "department", "mission", "delegation", "consulate", "commission"})
