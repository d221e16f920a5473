package claim

import (
	"strings"

	"entente/extract/parse"
)

// supposed are repairs of clauses that only suppose something and were taken for clauses
// that tell it, and of verbs and times in which the tree missed what is to come.
func (r *Rules) supposed() []func(*parse.Tree) bool {
	return []func(*parse.Tree) bool{r.toVerb, r.presentVerb, timeObject, provided, hadVerb, wereVerb, r.accusedOf, r.ratherThan, r.nextVerb, ifClause, toComplain}
}

// toVerb makes a verb of a noun that is one too, behind "to" with an object: "is poised
// to sanction two banks".
func (r *Rules) toVerb(t *parse.Tree) bool {
	changed := false
	for i := 1; i < len(t.Words); i++ {
		w, to := &t.Words[i], &t.Words[i-1]
		if w.UPOS != "NOUN" || w.Rel != "advcl" && w.Rel != "xcomp" && w.Rel != "acl" || to.Rel != "mark" || to.Head != i || !strings.EqualFold(to.Text, "to") || !hasChild(t, i, "obj") || !r.known[strings.ToLower(w.Text)] {
			continue
		}
		w.UPOS, w.XPOS, w.Lemma, changed = "VERB", "VB", strings.ToLower(w.Text), true
	}
	return changed
}

// presentVerb makes a verb of a noun in -s that has a subject before it and an object or a
// phrase behind it: "Kyiv hosts the Latvian premier, its ministry said", "Merz heads to".
func (r *Rules) presentVerb(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.UPOS != "NOUN" || w.XPOS != "NNS" || hasChild(t, i, "cop") || hasChild(t, i, "det") || hasChild(t, i, "amod") || hasChild(t, i, "case") {
			continue
		}
		lemma := r.verbLemma(w.Text, strings.TrimSuffix(strings.ToLower(w.Text), "s"))
		if subj, obj := childOf(t, i, "nsubj"), childOf(t, i, "obj", "obl"); subj < 0 || subj > i || obj < i || !r.known[lemma] {
			continue
		}
		w.UPOS, w.XPOS, w.Lemma, changed = "VERB", "VBZ", lemma, true
	}
	return changed
}

// timeObject makes a time of the season or day that was taken for an object: "to travel to
// Pyongyang this autumn".
func timeObject(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.Rel != "obj" || w.Head < 0 || w.Head >= i-1 || w.UPOS != "NOUN" && w.UPOS != "PROPN" {
			continue
		}
		k := childOf(t, i, "det", "amod")
		if k != i-1 || k == w.Head+1 && !hasChild(t, w.Head, "obl") || !nearing[strings.ToLower(t.Words[k].Text)] || !seasonal[strings.ToLower(w.Text)] && !days[w.Text] {
			continue
		}
		w.Rel, changed = "obl:unmarked", true
	}
	return changed
}

var (
	nearing  = set([]string{"this", "next", "last"})
	seasonal = set([]string{"autumn", "fall", "spring", "summer", "winter", "week", "month", "year", "weekend", "morning", "evening", "afternoon"})
)

// provided makes a condition of a clause behind "provided" or the like that was taken for
// one of its own: "will lift the duties provided Y reopens the road".
func provided(t *parse.Tree) bool {
	changed := false
	for p := 1; p < len(t.Words); p++ {
		w := &t.Words[p]
		l := strings.ToLower(w.Text)
		if l != "provided" && l != "providing" && l != "supposing" && l != "assuming" || w.Head < 0 || w.Head > p || hasChild(t, p, "cc") || hasChild(t, p, "nsubj") || hasChild(t, p, "aux") {
			continue
		}
		switch w.Rel {
		case "conj", "advcl", "parataxis", "acl":
		default:
			continue
		}
		v := childOf(t, p, "ccomp")
		if v < 0 {
			v = childOf(t, p, "xcomp")
			subj := childOf(t, p, "obj")
			if v < 0 || subj < 0 || subj > v || !tagged(&t.Words[v], "VBZ", "VBP", "VBD") {
				continue
			}
			t.Words[subj].Head, t.Words[subj].Rel = v, "nsubj"
		} else if !hasChild(t, v, "nsubj") && !hasChild(t, v, "nsubj:pass") {
			continue
		}
		suppose(t, v, p, w.Head)
		changed = true
	}
	return changed
}

// suppose hangs the clause of v, with its condition word p, on the clause of head.
func suppose(t *parse.Tree, v, p, head int) {
	for _, k := range t.Children(p) {
		if k != v {
			t.Words[k].Head = v
		}
	}
	t.Words[v].Head, t.Words[v].Rel = head, "advcl"
	w := &t.Words[p]
	w.Head, w.Rel, w.UPOS, w.XPOS, w.Lemma = v, "mark", "SCONJ", "IN", "provided"
}

// hadVerb makes a condition of a clause that "Had" or "Should" opens before the clause
// with "would" that was hung on it: "Had Paris supported Chad, it would not have left".
func hadVerb(t *parse.Tree) bool {
	if len(t.Words) < 5 || t.Words[0].Text != "Had" && t.Words[0].Text != "Should" {
		return false
	}
	v := t.Root()
	main := childOf(t, v, "parataxis", "ccomp", "conj")
	if main < 0 || v > main || !hasChild(t, main, "aux") || !hasChild(t, main, "nsubj") {
		return false
	}
	if v == 0 { // "Had" itself as the verb
		subj, act := childOf(t, v, "obj"), childOf(t, v, "xcomp", "ccomp")
		if subj < 0 && act > 0 {
			subj = childOf(t, act, "nsubj")
		}
		if subj < 0 || act < subj || t.Words[act].XPOS != "VBN" && t.Words[act].XPOS != "VB" {
			return false
		}
		for _, k := range t.Children(0) {
			if k != main && k != act {
				t.Words[k].Head = act
			}
		}
		t.Words[subj].Head, t.Words[subj].Rel = act, "nsubj"
		w := &t.Words[0]
		w.Head, w.Rel, w.UPOS = act, "aux", "AUX"
		v = act
	} else if t.Words[0].Head != v || t.Words[0].Rel != "aux" {
		return false
	}
	t.Words[main].Head, t.Words[main].Rel = -1, "root"
	t.Words[v].Head, t.Words[v].Rel = main, "advcl"
	return true
}

// wereVerb makes a condition of a clause that "Were" opens, of which the tree has the
// subject as one of the clause behind it: "Were China to blockade Taiwan, Japan would act".
func wereVerb(t *parse.Tree) bool {
	v := t.Root()
	if v < 4 || t.Words[0].Text != "Were" || t.Words[0].Head != v {
		return false
	}
	for _, subj := range t.Children(v) {
		if subj != 1 && t.Words[subj].Rel != "nsubj" {
			continue
		}
		act := childOf(t, subj, "acl")
		if act < subj || act > v || !marked(t, act, "to") || !hasChild(t, v, "aux") {
			continue
		}
		t.Words[act].Head, t.Words[act].Rel = v, "advcl"
		t.Words[subj].Head, t.Words[subj].Rel = act, "nsubj"
		t.Words[0].Head, t.Words[0].Rel = act, "aux"
		return true
	}
	return false
}

// accusedOf gives a verb of blame what it blames for, which was hung on whom it blames:
// "accused the UAE of planning to send arms".
func (r *Rules) accusedOf(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.Rel != "acl" || w.XPOS != "VBG" || w.Head < 0 || w.Head > i || !marked(t, i, "of") {
			continue
		}
		whom := &t.Words[w.Head]
		if whom.Rel != "obj" && whom.Rel != "nsubj:pass" || whom.Head < 0 || !accusing[r.lemma(&t.Words[whom.Head])] {
			continue
		}
		w.Head, w.Rel, changed = whom.Head, "advcl", true
	}
	return changed
}

var accusing = set([]string{"accuse", "suspect", "convict", "acquit"})

// ratherThan marks the clause behind "rather than" that opens a sentence, in which a verb
// may have been taken for a noun: "Rather than attack Taiwan, China imposed a blockade".
func (r *Rules) ratherThan(t *parse.Tree) bool {
	if len(t.Words) < 5 || !strings.EqualFold(t.Words[0].Text, "rather") || !strings.EqualFold(t.Words[1].Text, "than") || t.Words[0].Rel != "cc" {
		return false
	}
	v := 2
	w := &t.Words[v]
	if w.Rel != "advcl" || w.Head != t.Words[0].Head && t.Words[0].Head != v {
		return false
	}
	if l := strings.ToLower(w.Text); w.UPOS == "NOUN" && r.known[l] {
		w.UPOS, w.XPOS, w.Lemma = "VERB", "VB", l
		if k := childOf(t, v, "flat", "compound"); k > v {
			t.Words[k].Rel = "obj"
		}
	}
	t.Words[0].Head, t.Words[0].Rel = v, "mark"
	return true
}

// nextVerb finds the verb of a sentence of which the "next" before a span of time was
// taken for it: "Macron heads to Algiers next week".
func (r *Rules) nextVerb(t *parse.Tree) bool {
	next := t.Root()
	if next < 2 || next+1 >= len(t.Words) || !strings.EqualFold(t.Words[next].Text, "next") || !seasonal[strings.ToLower(t.Words[next+1].Text)] {
		return false
	}
	v := childOf(t, next, "nsubj")
	if v < 1 || t.Words[v].XPOS != "NNS" {
		return false
	}
	subj := childOf(t, v, "compound", "nmod", "nmod:desc")
	lemma := r.verbLemma(t.Words[v].Text, strings.TrimSuffix(strings.ToLower(t.Words[v].Text), "s"))
	if subj < 0 || subj != v-1 || !nounTag(t.Words[subj].UPOS) || !r.known[lemma] {
		return false
	}
	for k := range t.Words {
		if w := &t.Words[k]; w.Head == next && k != v {
			w.Head = v
		} else if w.Head == v && k > v && w.Rel == "nmod" {
			w.Rel = "obl"
		}
	}
	w := &t.Words[v]
	w.Head, w.Rel, w.UPOS, w.XPOS, w.Lemma = -1, "root", "VERB", "VBZ", lemma
	t.Words[subj].Rel = "nsubj"
	t.Words[next+1].Rel = "obl:unmarked"
	n := &t.Words[next]
	n.Head, n.Rel, n.UPOS, n.XPOS, n.Lemma = next+1, "amod", "ADJ", "JJ", "next"
	return true
}

// ifClause hangs a condition on the verb above the noun on which it was hung: "would slap
// tariffs on beef if the trial was not called off".
func ifClause(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.Rel != "acl" && w.Rel != "acl:relcl" || w.Head < 0 || w.Head > i || !marked(t, i, "if") && !marked(t, i, "unless") || !hasChild(t, i, "nsubj") && !hasChild(t, i, "nsubj:pass") {
			continue
		}
		h := w.Head
		for n := 0; h >= 0 && n < 8 && t.Words[h].UPOS != "VERB"; n++ {
			h = t.Words[h].Head
		}
		if h >= 0 && t.Words[h].UPOS == "VERB" {
			w.Head, w.Rel, changed = h, "advcl", true
		}
	}
	return changed
}

// toComplain gives who summons somebody what he then says to him, which was hung on it as
// what the other is to say: "summoned the envoy to demand an end to the raids".
func toComplain(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.Rel == "xcomp" && w.Head >= 0 && w.Head < i && strings.EqualFold(t.Words[w.Head].Lemma, "summon") && complaining[strings.ToLower(w.Lemma)] && hasChild(t, w.Head, "obj") {
			w.Rel, changed = "advcl", true
		}
	}
	return changed
}

var complaining = set([]string{"demand", "protest", "complain", "express", "convey", "lodge", "deliver", "hand", "inform", "condemn", "warn", "voice", "register", "denounce", "object", "deplore", "urge"})
