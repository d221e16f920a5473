package claim

import (
	"slices"
	"strings"

	"entente/extract/parse"
	"entente/graph"
)

// jointly reads what several do together as cooperation: "are patrolling the lake
// together", "jointly developed the missile".
func (s *sentence) jointly(i int) (event, bool) {
	r := s.roles(i)
	if r.passive || len(r.subj) == 0 || !slices.ContainsFunc(s.with(i, "advmod"), func(k int) bool { return s.rules.is("together", s.lemma(k)) }) {
		return event{}, false
	}
	if !s.rules.is("joint", s.lemma(i)) && !(s.has(i, "advmod", "jointly") && s.sharedWork(i)) || len(s.lists(r.subj)) < 2 && !s.plural(r.subj[0]) && s.upos(r.subj[0]) != "PRON" {
		return event{}, false
	}
	e := event{word: i, kind: graph.Cooperate, rule: "jointly/" + s.lemma(i), source: r.subj, object: -1, ctx: s.context(i), flags: map[string]bool{"mutual": true}}
	if words := s.behind("with", r, -1); len(words) > 0 {
		e.slots = append(e.slots, slot{"with", words})
	}
	return e, true
}

// sharedWork reports a verb that says nothing of somebody else, or only that he is
// helped: who jointly vaccinate cattle work together, who jointly visit or condemn
// somebody do just that.
func (s *sentence) sharedWork(i int) bool {
	frames := s.rules.verbs[s.lemma(i)]
	return len(s.rules.objects[s.lemma(i)]) == 0 && (len(frames) == 0 || frames[0].kind == graph.Aid)
}

// sharedProject reads a thing that is said to be of two: "the dam, a joint project
// of X and Y".
func (s *sentence) sharedProject(i int) (event, bool) {
	if s.upos(i) != "NOUN" || !s.has(i, "amod", "joint", "common", "shared") || !s.rules.is("undertaking", s.lemma(i)) {
		return event{}, false
	}
	for _, prep := range []string{"of", "by", "between"} {
		words := s.attributes(i, prep)
		if len(s.lists(words)) > 1 {
			return s.between(i, graph.Cooperate, "joint", words), true
		}
	}
	return event{}, false
}

// besides takes what only describes two from their list: "X and Y, rivals for
// years, restored ties".
func besides(t *parse.Tree) bool {
	changed := false
	for k := range t.Words {
		w := &t.Words[k]
		if w.Rel != "conj" || w.Head < 0 || w.UPOS != "NOUN" || w.XPOS != "NNS" || hasChild(t, k, "cc") || hasChild(t, k, "det") || !nounTag(t.Words[w.Head].UPOS) {
			continue
		}
		joined := false
		for _, c := range t.Children(w.Head) {
			joined = joined || c < k && t.Words[c].Rel == "conj" && hasChild(t, c, "cc") && nounTag(t.Words[c].UPOS)
		}
		lo, hi := t.Span(k)
		before := lo > 0 && (t.Words[lo].Text == "," || t.Words[lo-1].Text == ",")
		if joined && before && hi < len(t.Words) && strings.HasPrefix(t.Words[hi].Text, ",") {
			w.Rel, changed = "appos", true
		}
	}
	return changed
}
