package claim

import (
	"strings"

	"entente/extract/parse"
)

// tenses are repairs of clauses that hang where the form of their verb forbids it, and
// of verbs that were taken for part of a noun phrase.
func (r *Rules) tenses() []func(*parse.Tree) bool {
	return []func(*parse.Tree) bool{untensed, r.alsoVoiced, nextClause, named, due, frozen, r.unaided, r.toldThat, r.eased}
}

// past reports a verb in a form that no auxiliary or "to" governs.
func past(t *parse.Tree, v int) bool {
	w := &t.Words[v]
	l := strings.ToLower(w.Text)
	return w.UPOS == "VERB" && tagged(w, "VBD", "VBN") && (strings.HasSuffix(l, "ed") || l != strings.ToLower(w.Lemma)) && !hasChild(t, v, "aux") && !hasChild(t, v, "aux:pass")
}

// bareForm reports a verb in the infinitive, or one that a modal governs.
func bareForm(t *parse.Tree, v int) bool {
	if t.Words[v].UPOS != "VERB" || t.Words[v].XPOS != "VB" {
		return false
	}
	if marked(t, v, "to") {
		return true
	}
	aux := childOf(t, v, "aux")
	return aux >= 0 && t.Words[aux].XPOS == "MD"
}

// untensed joins a verb in the past to the verb in the past above the infinitive that it
// was joined to: "urged both to pull back and offered to host", "said it would sue and
// summoned the envoy".
func untensed(t *parse.Tree) bool {
	changed := false
	for v := range t.Words {
		w := &t.Words[v]
		if w.Rel != "conj" || w.Head < 0 || w.Head > v || !past(t, v) || !bareForm(t, w.Head) || hasChild(t, v, "nsubj") {
			continue
		}
		h := w.Head
		for n := 0; h >= 0 && n < 8 && bareForm(t, h); n++ {
			h = t.Words[h].Head
		}
		if h < 0 || t.Words[h].UPOS != "VERB" || !tagged(&t.Words[h], "VBD", "VBN", "VBZ", "VBP") {
			continue
		}
		w.Head, changed = h, true
		if w.XPOS == "VBN" {
			w.XPOS = "VBD"
		}
	}
	return changed
}

// alsoVoiced makes a second verb of a participle behind "and" that was taken for an
// adjective of a noun joined to the object: "condemned the raids and voiced support".
func (r *Rules) alsoVoiced(t *parse.Tree) bool {
	changed := false
	for k := range t.Words {
		w := &t.Words[k]
		if w.Rel != "conj" || w.UPOS != "NOUN" || w.Head < 0 || w.Head > k || hasChild(t, k, "det") {
			continue
		}
		v := childOf(t, k, "amod")
		if v < 1 || v > k || t.Words[v-1].Rel != "cc" || t.Words[v-1].Head != k || !tagged(&t.Words[v], "VBN", "VBD") || !sayings[r.verbLemma(t.Words[v].Text, strings.ToLower(t.Words[v].Lemma))] {
			continue
		}
		above := w.Head
		for n := 0; n < 6 && above >= 0 && t.Words[above].UPOS != "VERB"; n++ {
			above = t.Words[above].Head
		}
		if above < 0 || !tagged(&t.Words[above], "VBD", "VBN") {
			continue
		}
		verb := &t.Words[v]
		verb.Lemma = r.verbLemma(verb.Text, strings.ToLower(verb.Lemma))
		verb.UPOS, verb.XPOS, verb.Head, verb.Rel = "VERB", "VBD", above, "conj"
		t.Words[v-1].Head = v
		w.Head, w.Rel, changed = v, "obj", true
	}
	return changed
}

// sayings are verbs whose participle describes no noun that stands without an article.
var sayings = set([]string{"voice", "express", "thank", "urge", "vow", "demand", "reiterate", "reaffirm", "pledge", "offer", "promise", "praise", "hail", "welcome",
	"condemn", "denounce", "criticise", "criticize", "accuse", "warn", "ask", "request", "order", "summon", "recall", "expel", "impose", "announce", "declare", "send",
	"dispatch", "issue", "deny", "reject", "sign", "hold", "open", "call", "convey", "extend"})

// nextClause gives a verb behind ", and NAME" that name as its subject, which was joined
// to the last noun of the clause before: "offered to help ease tensions, and Oman, which
// borders both, welcomed the truce".
func nextClause(t *parse.Tree) bool {
	changed := false
	for v := range t.Words {
		w := &t.Words[v]
		if w.Rel != "conj" || w.Head < 0 || w.Head > v || w.UPOS != "VERB" || !tagged(w, "VBD", "VBN", "VBZ") || hasChild(t, v, "nsubj") || hasChild(t, v, "nsubj:pass") || hasChild(t, v, "aux:pass") || hasChild(t, v, "cc") {
			continue
		}
		for k := w.Head + 1; k < v; k++ {
			x := &t.Words[k]
			if x.Rel != "conj" || x.UPOS != "PROPN" || x.Head < w.Head || !nounTag(t.Words[x.Head].UPOS) || end(t, k) != v && !(end(t, k) == v-1 && t.Words[v-1].Text == ",") {
				continue
			}
			cc := childOf(t, k, "cc")
			if lo, _ := t.Span(k); cc < 1 || cc > lo+1 || t.Words[cc-1].Text != "," || t.Words[cc].Lemma != "and" && t.Words[cc].Lemma != "while" && t.Words[cc].Lemma != "but" {
				continue
			}
			x.Head, x.Rel, t.Words[cc].Head, changed = v, "nsubj", v, true
			break
		}
	}
	return changed
}

// named makes the subject of the name that opens a sentence and was taken for whom it
// calls upon: "Latvia, however, has ruled out".
func named(t *parse.Tree) bool {
	for k := range t.Words {
		w := &t.Words[k]
		if w.Rel != "vocative" || w.UPOS != "PROPN" || w.Head <= k {
			continue
		}
		if lo, _ := t.Span(k); lo > 0 || hasChild(t, w.Head, "nsubj") || hasChild(t, w.Head, "nsubj:pass") || t.Words[w.Head].XPOS == "VB" && !hasChild(t, w.Head, "aux") {
			return false
		}
		w.Rel = "nsubj"
		if hasChild(t, w.Head, "aux:pass") {
			w.Rel = "nsubj:pass"
		}
		return true
	}
	return false
}

// due makes an auxiliary of the future of "is due to", which was taken for one word: who
// is due to do something has not done it.
func due(t *parse.Tree) bool {
	changed := false
	for k := 0; k+1 < len(t.Words); k++ {
		w := &t.Words[k]
		if w.Rel != "mark" || w.Head < k || !strings.EqualFold(w.Text, "due") || !strings.EqualFold(t.Words[k+1].Text, "to") || t.Words[w.Head].UPOS != "VERB" || !hasChild(t, w.Head, "cop") && !hasChild(t, w.Head, "aux") {
			continue
		}
		t.Words[k+1].Head, t.Words[k+1].Rel = w.Head, "mark"
		w.Rel, w.UPOS, changed = "advmod", "ADV", true
	}
	return changed
}

// frozen makes one noun of two objects of which the second may have been taken for a verb: "imposed
// asset freezes on".
func frozen(t *parse.Tree) bool {
	changed := false
	for k := 1; k < len(t.Words); k++ {
		w := &t.Words[k]
		first := &t.Words[k-1]
		if w.Rel != "obj" || !(w.UPOS == "VERB" && w.XPOS == "VBZ" || w.UPOS == "NOUN" && first.XPOS == "NN" && !strings.Contains(w.Text, "'")) || w.Head < 0 || w.Head > k || first.UPOS != "NOUN" || first.Head != w.Head || len(t.Children(k-1)) > 0 {
			continue
		}
		w.UPOS, w.XPOS, w.Lemma = "NOUN", "NNS", strings.TrimSuffix(strings.ToLower(w.Text), "s")
		t.Words[k-1].Head, t.Words[k-1].Rel, changed = k, "compound", true
	}
	return changed
}

// eased makes a verb of an adjective behind "help" and before its noun that is a verb
// too: "help calm tensions".
func (r *Rules) eased(t *parse.Tree) bool {
	changed := false
	for k := 1; k+1 < len(t.Words); k++ {
		w, help := &t.Words[k], &t.Words[k-1]
		if w.Rel != "amod" || w.UPOS != "ADJ" || w.Head <= k || help.UPOS != "VERB" || !strings.EqualFold(help.Lemma, "help") || t.Words[w.Head].Head != k-1 || !easing[strings.ToLower(w.Text)] {
			continue
		}
		obj := w.Head
		w.Head, w.Rel, w.UPOS, w.XPOS, w.Lemma = k-1, "xcomp", "VERB", "VB", strings.ToLower(w.Text)
		t.Words[obj].Head, t.Words[obj].Rel, changed = k, "obj", true
	}
	return changed
}

var easing = set([]string{"calm", "free", "secure", "clear", "steady", "slow", "cool", "warm", "narrow"})

// unaided makes a passive of a verb of harm in the past without an object: whom
// headlines have "arrested in Turkey" or "killed in clash with" has done nothing.
func (r *Rules) unaided(t *parse.Tree) bool {
	v := t.Root()
	if v < 1 || !past(t, v) || !undergone[r.lemma(&t.Words[v])] && !r.told(t, v) || v+1 >= len(t.Words) || t.Words[len(t.Words)-1].Text == "." {
		return false
	}
	subj := childOf(t, v, "nsubj")
	if subj < 0 || subj > v {
		return false
	}
	for _, k := range t.Children(v) {
		switch t.Words[k].Rel {
		case "xcomp":
			if r.told(t, v) {
				continue
			}
			return false
		case "obj", "ccomp", "iobj", "obl:unmarked":
			return false
		}
	}
	t.Words[subj].Rel, t.Words[v].XPOS = "nsubj:pass", "VBN"
	return true
}

// told reports a verb that tells somebody else to act, right before what he is to do:
// "Australia urged to recall envoy".
func (r *Rules) told(t *parse.Tree, v int) bool {
	return asked[r.lemma(&t.Words[v])] && v+2 < len(t.Words) && strings.EqualFold(t.Words[v+1].Text, "to") && (t.Words[v+2].UPOS == "VERB" || r.known[strings.ToLower(t.Words[v+2].Text)])
}

// asked are verbs of asking that take whom they ask as their object.
var asked = set([]string{"urge", "order", "tell", "instruct", "advise", "invite", "press", "pressure", "implore", "encourage", "require", "oblige"})

// undergone are verbs that take an object in the active.
var undergone = set([]string{"kill", "wound", "injure", "hurt", "arrest", "detain", "jail", "imprison", "expel", "deport", "seize", "free", "release", "hold", "abduct",
	"kidnap", "summon", "charge", "sentence", "convict", "execute", "extradite", "freeze", "ban", "bar", "sanction", "recall", "shoot", "attack", "bomb", "raid",
	"evacuate", "rescue", "fine", "poison", "stab", "intercept", "impound", "accuse", "blacklist", "capture"})

// toldThat makes what a noun says of a clause with "that" which was taken for one that
// describes it or was hung on the verb: "dismissed rumours that it had expelled them",
// "denied a claim by X that its troops had fired on Y".
func (r *Rules) toldThat(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.Head < 0 || w.Head > i || w.UPOS != "VERB" || !hasChild(t, i, "nsubj") && !hasChild(t, i, "nsubj:pass") {
			continue
		}
		noun := w.Head
		switch w.Rel {
		case "acl:relcl":
			if that := childOf(t, i, "obj"); !marked(t, i, "that") {
				if that < 0 || that > i || !strings.EqualFold(t.Words[that].Text, "that") || !r.reaches(t, i) {
					continue
				}
				for n := 0; n < 4 && noun >= 0 && !hearsay[r.lemma(&t.Words[noun])]; n++ {
					noun = t.Words[noun].Head
				}
				if noun < 0 || t.Words[noun].UPOS != "NOUN" {
					continue
				}
				t.Words[that].Rel, t.Words[that].UPOS = "mark", "SCONJ"
			}
		case "ccomp":
			if noun = childOf(t, w.Head, "obj"); !marked(t, i, "that") || noun < 0 || noun > i {
				continue
			}
		default:
			continue
		}
		if l := r.lemma(&t.Words[noun]); t.Words[noun].UPOS == "NOUN" && (hearsay[l] || grounds[l]) {
			w.Head, w.Rel, changed = noun, "acl", true
		}
	}
	return changed
}

// reaches reports a verb with a phrase that says against whom its act is.
func (r *Rules) reaches(t *parse.Tree, v int) bool {
	for _, k := range t.Children(v) {
		if t.Words[k].Rel == "obl" && (cased(t, k, "on") || cased(t, k, "at") || cased(t, k, "into") || cased(t, k, "against")) {
			return true
		}
	}
	return false
}
