package claim

import (
	"slices"
	"strings"

	"entente/extract/parse"
)

// terse reads the headline of which the tree made a noun phrase: names, a verb in the
// present, what it acts on ("Kenya slams Uganda over arrests", "US cuts aid to
// Chad", "Morocco, Spain sign fisheries deal"). It changes the tree so that the
// verb governs, and reports whether it did.
func (r *Rules) terse(t *parse.Tree) bool {
	root := t.Root()
	if root < 0 || len(t.Words) > maxHeadline || t.Words[root].UPOS == "VERB" && (hasChild(t, root, "nsubj") && !r.cut(t, root) || hasChild(t, root, "nsubj:pass")) {
		return false
	}
	for v := 1; v+1 < len(t.Words); v++ {
		w := &t.Words[v]
		if w.Text == "," || w.UPOS == "CCONJ" && v > 1 {
			continue
		}
		if r.presents(t, v) {
			lo, hi := r.undergoes(t, v)
			if hi <= lo {
				return false
			}
			govern(t, v, lo, hi)
			return true
		}
		if !nounTag(w.UPOS) && w.UPOS != "ADJ" {
			return false
		}
	}
	return false
}

// maxHeadline is the longest sentence that is read as a headline.
const maxHeadline = 25

// cut reports a list before a verb of which the tree has only one name as subject:
// "Philippines, Vietnam step up".
func (r *Rules) cut(t *parse.Tree, root int) bool {
	return root > 2 && nounTag(t.Words[root-1].UPOS) && t.Words[root-1].Rel != "nsubj" && t.Words[root-1].Head == root && slices.ContainsFunc(t.Words[:root], func(w parse.Word) bool { return w.Text == "," })
}

// presents reports that the word may be the verb of a headline in the present: in
// the third person behind one name, in the bare form behind several.
func (r *Rules) presents(t *parse.Tree, v int) bool {
	w := &t.Words[v]
	if w.Text != strings.ToLower(w.Text) || !nounTag(t.Words[v-1].UPOS) || t.Words[0].Text == strings.ToLower(t.Words[0].Text) {
		return false
	}
	next := &t.Words[v+1]
	several := slices.ContainsFunc(t.Words[:v], func(x parse.Word) bool { return x.Text == "," || x.UPOS == "CCONJ" })
	lemma := strings.ToLower(w.Text)
	if !several {
		if lemma = r.verbLemma(w.Text, "?"); lemma == "?" || !strings.HasSuffix(w.Text, "s") || lemma == strings.ToLower(w.Text) || w.UPOS == "ADP" || w.UPOS == "AUX" {
			return false
		}
	}
	if len(r.verbs[lemma]) == 0 && len(r.objects[lemma]) == 0 || t.Words[v-1].UPOS != "PROPN" {
		return false
	}
	switch next.UPOS {
	case "PROPN", "ADJ", "NUM", "DET", "VERB":
		return true
	case "NOUN":
		_, act := r.nouns[r.lemma(w)]
		return several || !act || w.UPOS != "NOUN" || v == 1
	case "ADP", "ADV":
		return several && shortAdverb(strings.ToLower(next.Text))
	}
	return false
}

// undergoes are the words [lo, hi) of what the verb of a headline acts on.
func (r *Rules) undergoes(t *parse.Tree, v int) (lo, hi int) {
	lo = v + 1
	if shortAdverb(strings.ToLower(t.Words[lo].Text)) {
		lo++
	}
	for hi = lo; hi < len(t.Words); hi++ {
		switch t.Words[hi].UPOS {
		case "PROPN", "ADJ", "NUM", "DET", "NOUN", "SYM", "PART":
			continue
		case "PUNCT":
			if strings.ContainsAny(t.Words[hi].Text, "-–") && hi+1 < len(t.Words) {
				continue
			}
		case "VERB", "AUX":
			if hi == lo || t.Words[hi].Text == strings.ToUpper(t.Words[hi].Text) {
				continue
			}
		}
		break
	}
	return lo, hi
}

// govern makes v the root over the words before it, as subjects, and over those of
// [lo, hi), as its object.
func govern(t *parse.Tree, v, lo, hi int) {
	set := func(i, head int, rel string) { t.Words[i].Head, t.Words[i].Rel = head, rel }
	subj, obj := -1, hi-1
	for k := range v {
		if w := &t.Words[k]; w.Text == "," || w.UPOS == "CCONJ" {
			continue
		}
		end := k
		for end+1 < v && t.Words[end+1].Text != "," && t.Words[end+1].UPOS != "CCONJ" {
			end++
		}
		switch {
		case k < end:
			set(k, end, "compound")
		case subj < 0:
			subj = k
			set(k, v, "nsubj")
		default:
			set(k, subj, "conj")
		}
	}
	for k := range v {
		if w := &t.Words[k]; w.Text == "," || w.UPOS == "CCONJ" {
			set(k, subj, map[bool]string{true: "punct", false: "cc"}[w.Text == ","])
		}
	}
	for k := v + 1; k < len(t.Words); k++ {
		h := t.Words[k].Head
		switch {
		case k < lo:
			set(k, v, "compound:prt")
		case k == obj:
			set(k, v, "obj")
		case k < hi && (h < lo || h >= hi):
			set(k, obj, "compound")
		case k >= hi && h < hi:
			if hasChild(t, k, "case") {
				set(k, v, "obl")
			} else {
				set(k, v, "dep")
			}
		}
	}
	w := &t.Words[v]
	w.Head, w.Rel, w.UPOS, w.XPOS, w.Lemma = -1, "root", "VERB", "VBZ", strings.ToLower(w.Text)
}

// tersePassive reads the verb of a headline or a note whose auxiliary is left out and that
// the tree has in the active: "Kenya invited by both sides to mediate", "Pact denounced by Peru".
func (r *Rules) tersePassive(t *parse.Tree) bool {
	v := t.Root()
	if v < 1 || len(t.Words) > maxHeadline || t.Words[v].XPOS != "VBD" || !strings.HasSuffix(t.Words[v].Text, "ed") || hasChild(t, v, "obj") || hasChild(t, v, "ccomp") || hasChild(t, v, "aux") {
		return false
	}
	frames := r.verbs[r.lemma(&t.Words[v])]
	if !slices.ContainsFunc(frames, func(f frame) bool { return slices.Contains(f.target, "obj") }) && len(r.objects[r.lemma(&t.Words[v])]) == 0 {
		return false
	}
	subj, by := childOf(t, v, "nsubj"), -1
	for _, k := range t.Children(v) {
		if lo, _ := t.Span(k); lo == v+1 && t.Words[k].Rel == "obl" && cased(t, k, "by") && nounTag(t.Words[k].UPOS) && !days[t.Words[k].Text] && !hasChild(t, k, "nummod") {
			by = k
		}
	}
	if subj < 0 || subj > v || by < 0 || t.Words[subj].UPOS == "PRON" || t.Words[by].UPOS == "NOUN" && !r.agentive(t, by) {
		return false
	}
	t.Words[subj].Rel, t.Words[by].Rel, t.Words[v].XPOS = "nsubj:pass", "obl:agent", "VBN"
	return true
}

// agentive reports a noun for who acts: "both sides", "the Kenyan government".
func (r *Rules) agentive(t *parse.Tree, i int) bool {
	switch strings.ToLower(t.Words[i].Text) {
	case "sides", "parties", "government", "governments", "parliament", "senate", "president", "presidents", "minister", "ministers", "army", "troops", "forces", "rebels", "militants", "gunmen", "police", "countries", "states", "leaders":
		return true
	}
	return false
}

// toldAfter gives the infinitive of a headline its subject where who tells it stands behind
// it and the verb of telling has both: "Japan's Takaichi to visit Seoul, Yonhap says",
// "Rwanda yet to withdraw its troops, experts say".
func toldAfter(t *parse.Tree) bool {
	say := t.Root()
	if say < 4 || !tagged(&t.Words[say], "VBZ", "VBP") {
		return false
	}
	subj, teller := -1, -1
	for _, k := range t.Children(say) {
		if t.Words[k].Rel == "nsubj" && k < say {
			if subj < 0 {
				subj = k
			} else {
				teller = k
			}
		}
	}
	if teller < 0 {
		return false
	}
	v := toClause(t, subj)
	if v < 0 {
		if v = childOf(t, say, "ccomp", "xcomp"); v < 0 || !marked(t, v, "to") || hasChild(t, v, "nsubj") {
			return false
		}
	}
	if v < subj || v > teller {
		return false
	}
	t.Words[v].Head, t.Words[v].Rel = say, "ccomp"
	t.Words[subj].Head, t.Words[subj].Rel = v, "nsubj"
	if yet := childOf(t, subj, "advmod"); yet > subj {
		t.Words[yet].Head = v
	}
	return true
}
