package mention

import "entente/graph"

// stances are verbs by which one takes a side on what another has done or proposed.
var stances = set("support", "back", "oppose", "endorse", "reject", "welcome", "condemn", "criticise", "criticize", "denounce", "praise", "veto", "dismiss", "defend")

// TakesSide reports a verb by which one takes a side on what another has done or proposed.
func TakesSide(lemma string) bool { return stances[lemma] }

// planBefore reports that "it" at word k is what the sentence before tells of rather than who
// acts there: "A voted against the plan. B supported it".
func (r *reader) planBefore(s *sentence, k int) bool {
	w := s.tree.Words[k]
	if s.index <= 0 || base(w.Rel) != "obj" || w.Head < 0 || s.lower(k) != "it" || !stances[s.tree.Words[w.Head].Lemma] || r.doc.Sentence(s.index-1).Paragraph != s.Paragraph {
		return false
	}
	t := r.doc.Tree(s.index - 1)
	root := t.Root()
	if root < 0 || t.Words[root].UPOS != "VERB" {
		return false
	}
	for _, c := range t.Children(root) {
		x := t.Words[c]
		if b := base(x.Rel); c < root || b != "obj" && b != "obl" || x.UPOS != "NOUN" || x.XPOS != "NN" || childWith(t, c, "det") < 0 && childWith(t, c, "nmod") < 0 {
			continue
		}
		if o, ok := r.lex.OfficeAt([]string{x.Lemma}, 0); ok && o.Code != "" {
			continue
		}
		return !r.meantBy(s.index-1, c, graph.KindState, graph.KindOrganization)
	}
	return false
}

// meantBy reports that word k of a sentence heads a mention of one of the kinds.
func (r *reader) meantBy(sentence, k int, kinds ...graph.EntityKind) bool {
	for i := r.from(sentence); i < len(r.mentions) && r.mentions[i].Sentence == sentence; i++ {
		for _, kind := range kinds {
			if m := &r.mentions[i]; m.Head == k && m.Kind == kind {
				return true
			}
		}
	}
	return false
}

// manyBefore reports that "them" at word k are those whom the verb joined before its own has as
// its object, who have no name: "beating migrants and pushing them back".
func (r *reader) manyBefore(s *sentence, k int) bool {
	words := s.tree.Words
	verb := words[k].Head
	if base(words[k].Rel) != "obj" || verb < 0 || words[verb].Rel != "conj" || words[verb].Head < 0 || childWith(s.tree, verb, "nsubj") >= 0 {
		return false
	}
	o := childWith(s.tree, words[verb].Head, "obj")
	return o >= 0 && o < verb && words[o].XPOS == "NNS" && !r.meantBy(s.index, o, graph.KindState, graph.KindGroup, graph.KindOrganization)
}

// upTo reports the "it" of "it is up to them to settle it", which is nothing.
func (s *sentence) upTo(k int) bool {
	return s.upos(k+1) == "AUX" && s.lower(k+2) == "up" && s.lower(k+3) == "to"
}
