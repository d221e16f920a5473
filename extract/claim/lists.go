package claim

import (
	"strings"

	"entente/extract/parse"
)

// lists are repairs of lists whose members hang on the wrong one of several words.
func lists() []func(*parse.Tree) bool {
	return []func(*parse.Tree) bool{besideNoun, lowered, raised, listInPlace, headlineList, farListed, putBeside, unjoined, notOnly, peopleThere, swallowed}
}

// besideNoun makes an apposition of a name without a preposition right behind the noun
// that says what it is, and gives the noun what was joined to the name: "the space
// organization Glavkosmos and the Indian institute".
func besideNoun(t *parse.Tree) bool {
	changed := false
	for k := 1; k < len(t.Words); k++ {
		w := &t.Words[k]
		n := k - 1
		if w.Rel != "nmod" || w.UPOS != "PROPN" || t.Words[n].UPOS != "NOUN" || t.Words[n].Head != w.Head || t.Words[n].Rel != "nmod" || hasChild(t, k, "case") || !hasChild(t, n, "case") {
			continue
		}
		w.Head, w.Rel, changed = n, "appos", true
		for _, c := range t.Children(k) {
			if t.Words[c].Rel == "conj" {
				t.Words[c].Head = n
			}
		}
	}
	return changed
}

// lowered joins to a name the second that was joined to the noun above it: "exercises
// by Japan and the Philippines".
func lowered(t *parse.Tree) bool {
	changed := false
	for k := range t.Words {
		w := &t.Words[k]
		if w.Rel != "conj" || w.UPOS != "PROPN" || w.Head < 0 || w.Head > k || t.Words[w.Head].UPOS != "NOUN" || hasChild(t, k, "case") {
			continue
		}
		lo, _ := t.Span(k)
		for _, j := range t.Children(w.Head) {
			if _, hi := t.Span(j); t.Words[j].Rel == "nmod" && t.Words[j].UPOS == "PROPN" && j < k && hi == lo && hasChild(t, j, "case") && !hasChild(t, j, "conj") {
				w.Head, changed = j, true
				break
			}
		}
	}
	return changed
}

// raised joins to a noun what was joined to a name inside its phrase: the second of
// two that stand behind "between" ("between the government of Sri Lanka and the
// rebels"), or a noun with an article of its own ("the airport of Abha and the base").
func raised(t *parse.Tree) bool {
	changed := false
	for k := range t.Words {
		w := &t.Words[k]
		if w.Rel != "conj" || w.Head < 0 || w.Head > k || t.Words[w.Head].UPOS != "PROPN" || t.Words[w.Head].Rel != "nmod" || !nounTag(w.UPOS) {
			continue
		}
		name := w.Head
		noun := t.Words[name].Head
		if noun < 0 || noun > name || t.Words[noun].UPOS != "NOUN" || hasChild(t, noun, "conj") || !cased(t, name, "of") {
			continue
		}
		both := cased(t, noun, "between") && childOf(t, name, "conj") == k
		if both || w.UPOS == "NOUN" && hasChild(t, k, "det") && !hasChild(t, name, "det") && hasChild(t, noun, "det") {
			w.Head, changed = noun, true
		}
	}
	return changed
}

// headlineList makes a second subject of the name that follows the first behind a comma
// and was hung on the verb as part of its name: "Philippines, Vietnam step up patrols".
func headlineList(t *parse.Tree) bool {
	changed := false
	for k := 2; k < len(t.Words); k++ {
		w := &t.Words[k]
		if w.Rel != "compound" && w.Rel != "nsubj" || w.UPOS != "PROPN" || w.Head < k || t.Words[k-1].Text != "," {
			continue
		}
		subj := childOf(t, w.Head, "nsubj")
		if subj < 0 || subj >= k || t.Words[subj].UPOS != "PROPN" {
			continue
		}
		if hi := end(t, subj); subj < k && hi == k-1 && (w.Rel == "compound" || hi-subj == 1) {
			w.Head, w.Rel, changed = subj, "conj", true
		}
	}
	return changed
}

// farListed joins to the first of two subjects the second, from which only what is told in
// passing parts it: "Kenya, Uganda and, since 2024, Somalia have signed".
func farListed(t *parse.Tree) bool {
	changed := false
	for k := 3; k < len(t.Words); k++ {
		w := &t.Words[k]
		if w.Rel != "nsubj" || w.UPOS != "PROPN" || w.Head < k || t.Words[k-1].Text != "," {
			continue
		}
		first := childOf(t, w.Head, "nsubj")
		if first < 0 || first >= k || t.Words[first].UPOS != "PROPN" {
			continue
		}
		for and := end(t, first); and < k; and++ {
			if x := &t.Words[and]; x.UPOS == "CCONJ" && t.Words[and+1].Text == "," {
				x.Head, x.Rel = k, "cc"
				w.Head, w.Rel, changed = first, "conj", true
				break
			} else if x.Text != "," {
				break
			}
		}
	}
	return changed
}

// putBeside joins to a name the one that "along with" or "as well as" puts beside it: "Peru,
// along with Chile, recalled", "the envoys of Oman, as well as of Qatar".
func putBeside(t *parse.Tree) bool {
	changed := false
	for k := 2; k < len(t.Words); k++ {
		w := &t.Words[k]
		if w.Rel != "nmod" || w.UPOS != "PROPN" || w.Head < 0 || w.Head > k {
			continue
		}
		to := -1
		switch {
		case cased(t, k, "with") && (cased(t, k, "along") || cased(t, k, "together")) && t.Words[w.Head].UPOS == "PROPN":
			to = w.Head
		case opened(t, k, "cc", "as"):
			for _, j := range t.Children(w.Head) {
				if j < k && t.Words[j].Rel == "nmod" && t.Words[j].UPOS == "PROPN" {
					to = j
				}
			}
		}
		if to >= 0 {
			w.Head, w.Rel, changed = to, "conj", true
		}
	}
	return changed
}

// unjoined makes the object of a verb without one of a noun that was joined to the phrase
// right before it although nothing joins them: "deplores in strong terms the closure of".
func unjoined(t *parse.Tree) bool {
	changed := false
	for k := 3; k < len(t.Words); k++ {
		w := &t.Words[k]
		if w.Rel != "conj" || w.UPOS != "NOUN" || w.Head < 0 || w.Head > k || t.Words[w.Head].Rel != "obl" || hasChild(t, k, "cc") || !hasChild(t, k, "det") {
			continue
		}
		v := t.Words[w.Head].Head
		if lo, _ := t.Span(k); v < w.Head && t.Words[v].UPOS == "VERB" && !hasChild(t, v, "obj") && t.Words[lo].UPOS == "DET" {
			w.Head, w.Rel, changed = v, "obj", true
		}
	}
	return changed
}

// notOnly makes the root of the verb that was joined to the first of two subjects: "Not only
// Poland but also Lithuania condemned Minsk".
func notOnly(t *parse.Tree) bool {
	root := t.Root()
	if root < 0 || t.Words[root].UPOS != "PROPN" || !opened(t, root, "advmod", "only") && !opened(t, root, "cc:preconj", "only") {
		return false
	}
	for _, v := range t.Children(root) {
		subj := childOf(t, v, "nsubj")
		if t.Words[v].Rel != "conj" || t.Words[v].UPOS != "VERB" || subj < root || subj > v {
			continue
		}
		promoteVerb(t, v, root, "nsubj")
		t.Words[subj].Head, t.Words[subj].Rel = root, "conj"
		for _, k := range t.Children(root) {
			if k < root && strings.EqualFold(t.Words[k].Text, "not") {
				t.Words[k].Rel = "cc:preconj"
			}
		}
		return true
	}
	return false
}

// end is where the phrase of a word ends, without a comma at its end.
func end(t *parse.Tree, i int) int {
	_, hi := t.Span(i)
	for hi > i+1 && t.Words[hi-1].Text == "," {
		hi--
	}
	return hi
}

// peopleThere gives people the name of where they are, which was hung on the verb that
// is done to them: "to help people in Somalia".
func peopleThere(t *parse.Tree) bool {
	changed := false
	for k := 2; k < len(t.Words); k++ {
		w := &t.Words[k]
		if w.Rel != "obl" || w.UPOS != "PROPN" || w.Head < 0 || !cased(t, k, "in") || days[w.Text] || hasChild(t, k, "nummod") {
			continue
		}
		lo, _ := t.Span(k)
		if o := lo - 1; o > w.Head && t.Words[o].Rel == "obj" && t.Words[o].Head == w.Head && peopled[strings.ToLower(t.Words[o].Text)] {
			w.Head, w.Rel, changed = o, "nmod", true
		}
	}
	return changed
}

// peopled are nouns for people without a name.
var peopled = set([]string{"people", "children", "civilians", "refugees", "families", "victims", "survivors", "residents", "farmers", "villagers", "women", "households", "migrants",
	"pupils", "students", "patients", "fishermen", "herders", "communities", "workers", "orphans", "girls", "men"})

// swallowed makes the root of a verb that was joined to the noun at the root, with the
// second of two names as its subject: "patrols by Poland and the Baltic states began".
func swallowed(t *parse.Tree) bool {
	root := t.Root()
	if root < 0 || t.Words[root].UPOS != "NOUN" || hasChild(t, root, "cop") || hasChild(t, root, "nsubj") || hasChild(t, root, "case") {
		return false
	}
	for v := root + 1; v < len(t.Words); v++ {
		w := &t.Words[v]
		subj := childOf(t, v, "nsubj")
		if w.Rel != "conj" || w.Head != root || !tagged(w, "VBD", "VBZ", "VBP") || subj < 0 || subj > v {
			continue
		}
		lo, _ := t.Span(subj)
		if lo < 2 || t.Words[lo-1].Rel != "cc" {
			continue
		}
		for _, j := range t.Children(root) {
			if end(t, j) != lo-1 || t.Words[j].Rel != "nmod" || t.Words[j].UPOS != "PROPN" {
				continue
			}
			t.Words[subj].Head, t.Words[subj].Rel = j, "conj"
			t.Words[lo-1].Head = subj
			promoteVerb(t, v, root, "nsubj")
			return true
		}
	}
	return false
}

// listInPlace gives a verb without a subject the names of a list that the tree has joined
// to the place that opens the sentence: "In Paris, Fiji, Tonga and Samoa agree".
func listInPlace(t *parse.Tree) bool {
	if len(t.Words) < 6 || t.Words[0].UPOS != "ADP" || t.Words[0].Head < 1 || t.Words[0].Head > 3 {
		return false
	}
	place := t.Words[0].Head
	v := t.Words[place].Head
	if v < place || t.Words[place].Rel != "obl" || t.Words[place].UPOS != "PROPN" || t.Words[place+1].Text != "," || t.Words[v].UPOS != "VERB" || hasChild(t, v, "nsubj:pass") {
		return false
	}
	subj := childOf(t, v, "nsubj")
	given := subj
	if subj > v || subj >= 0 && subj != place+2 {
		return false // the place is none of the list
	}
	for _, k := range t.Children(place) {
		switch w := &t.Words[k]; {
		case w.Rel != "conj" && w.Rel != "appos" || k > v || w.UPOS != "PROPN":
		case subj < 0:
			subj = k
		default:
			w.Head, w.Rel = subj, "conj"
		}
	}
	if subj < 0 || !hasChild(t, subj, "conj") || subj == given && t.Words[subj].UPOS != "PROPN" {
		return false
	}
	t.Words[subj].Head, t.Words[subj].Rel = v, "nsubj"
	return true
}

// eachOther makes a verb of the word behind "each" that was taken for a noun: "Lagos and
// Yaounde each accuse the other of".
func (r *Rules) eachOther(t *parse.Tree) bool {
	for i := 1; i+3 < len(t.Words); i++ {
		w := &t.Words[i+1]
		if !strings.EqualFold(t.Words[i].Text, "each") || w.UPOS == "VERB" || w.Head >= 0 || !nounTag(t.Words[i-1].UPOS) || !strings.EqualFold(t.Words[i+2].Text, "the") || !strings.EqualFold(t.Words[i+3].Text, "other") {
			continue
		}
		if l := strings.ToLower(w.Text); len(r.verbs[l]) == 0 {
			continue
		}
		w.UPOS, w.XPOS, w.Lemma = "VERB", "VBP", strings.ToLower(w.Text)
		t.Words[i].Head, t.Words[i].Rel = i+1, "advmod"
		t.Words[i+3].Head, t.Words[i+3].Rel = i+1, "obj"
		return true
	}
	return false
}
