package claim

import (
	"slices"
	"strings"

	"entente/extract/parse"
	"entente/graph"
)

// happening reads a noun for what two do to one another as an act where a verb
// tells that it took place or what came of it: "clashes between X and Y left 60
// dead", "a swap took place between X and Y".
func (s *sentence) happening(i int) (event, bool) {
	v := s.head(i)
	if v < 0 || !s.verbal(v) || s.base(i) != "nsubj" || !s.nominal(i) || !s.happens(v) {
		return event{}, false
	}
	n, ok := s.nounOf(i)
	if !ok || !n.flags["mutual"] || n.class != "war" && n.class != "dispute" && n.class != "exercise" && n.class != "coop" && n.class != "talk" {
		return event{}, false
	}
	words := s.attributes(i, "between")
	if len(words) == 0 {
		words = s.behind("between", s.roles(v), -1)
	}
	if len(words) == 0 {
		return event{}, false
	}
	return s.between(i, n.kind, "noun", words), true
}

// between is an act that a noun tells of several, each towards the others.
func (s *sentence) between(i int, kind graph.RelationKind, rule string, words []int) event {
	return event{word: i, kind: kind, rule: rule + "/" + s.lemma(i), flags: map[string]bool{"mutual": true, "event": true}, object: i, noun: true,
		slots: []slot{{"between", words}}, ctx: s.context(i)}
}

// happens reports a verb by which an act is said to have taken place.
func (s *sentence) happens(v int) bool {
	l := s.lemma(v)
	if p := s.particle(v); p != "" && s.rules.is("happening", l+"_"+p) {
		return true
	}
	return s.rules.is("happening", l)
}

// casualty reads who was hurt in a passive, or died, and who did it in the clause
// that tells how: "17 were killed when fighters stormed a post".
func (s *sentence) casualty(i int) (event, bool) {
	if !s.rules.is("casualty", s.lemma(i)) {
		return event{}, false
	}
	r := s.roles(i)
	victims := r.obj
	if l := s.lemma(i); l == "die" || l == "perish" {
		victims = r.subj
	} else if !r.sourceless {
		return event{}, false
	}
	k := s.circumstance(i)
	if k < 0 || len(victims) == 0 {
		return event{}, false
	}
	e, ok := s.verbEvent(k)
	if !ok || len(e.source) == 0 || e.kind != graph.Assault && e.kind != graph.Coerce {
		return event{}, false
	}
	if !s.named(victims[0]) && slices.ContainsFunc(e.slots, func(sl slot) bool { return where(sl.name) == 0 && s.named(sl.words[0]) }) {
		return event{}, false // the clause says better whom it was against
	}
	return event{word: i, kind: graph.Assault, rule: "casualty/" + s.lemma(k), source: e.source, slots: []slot{{"obj", victims}}, object: -1, ctx: s.context(i)}, true
}

// circumstance is the clause that tells how or when something was done, -1 for
// none.
func (s *sentence) circumstance(verb int) int {
	for _, k := range s.with(verb, "advcl") {
		if s.verbal(k) && (s.has(k, "mark", "when", "as", "after") || s.has(k, "advmod", "when")) {
			return k
		}
	}
	return -1
}

// scene reports a target that only says where people were hurt, whom the clause
// above names: the post in "17 were killed when fighters stormed a post".
func (s *sentence) scene(e *event, to party) bool {
	v := s.head(e.word)
	if v < 0 || e.noun || to.Kind != graph.KindActor || to.head < 0 || !terrain[s.lemma(to.head)] || s.named(to.head) || s.circumstance(v) != e.word {
		return false
	}
	_, ok := s.casualty(v)
	return ok
}

// named reports a phrase that says whose or what its noun is by a name.
func (s *sentence) named(w int) bool {
	if s.upos(w) == "PROPN" {
		return true
	}
	for _, k := range s.kids[w] {
		capital := k > 0 && s.Words[k].Text != strings.ToLower(s.Words[k].Text)
		switch b := s.base(k); {
		case b == "amod" || b == "compound" || b == "flat" || s.rel(k) == "nmod:poss":
			if capital {
				return true
			}
		case b == "nmod" && s.preposition(k) == "of" && s.named(k):
			return true
		}
	}
	return false
}

// fighting makes a noun of a word for fighting that opens a sentence and was taken
// for a clause of its own: "Fighting between X and Y forced thousands to flee".
func fighting(t *parse.Tree) bool {
	for i := range t.Words[:min(len(t.Words), 12)] {
		w := &t.Words[i]
		if v := childOf(t, i, "xcomp"); w.Rel == "root" && i == 0 && v == i+1 && tagged(&t.Words[v], "VBD", "VBN") && hostilities[strings.ToLower(w.Text)] {
			promoteVerb(t, v, i, "nsubj") // "Fighting erupted"
			w.UPOS, w.XPOS, w.Lemma = "NOUN", "NN", strings.ToLower(w.Text)
			return true
		}
		if w.XPOS != "VBG" || w.Rel != "advcl" && w.Rel != "csubj" || w.Head < i || !hostilities[strings.ToLower(w.Text)] {
			continue
		}
		if hasChild(t, w.Head, "nsubj") || hasChild(t, w.Head, "nsubj:pass") {
			continue
		}
		between := -1
		for _, k := range t.Children(i) {
			if c := childOf(t, k, "case"); c >= 0 && strings.EqualFold(t.Words[c].Text, "between") {
				between = k
			}
		}
		if between < 0 {
			continue
		}
		w.UPOS, w.XPOS, w.Rel, w.Lemma = "NOUN", "NN", "nsubj", "fighting"
		t.Words[between].Rel = "nmod"
		for _, k := range t.Children(i) {
			if k > between && t.Words[k].Rel == "obj" && hasChild(t, k, "cc") {
				t.Words[k].Head, t.Words[k].Rel = between, "conj"
			}
		}
		return true
	}
	return false
}

// hostilities are words for fighting that open a sentence as its subject.
var hostilities = set([]string{"fighting", "shelling", "clashing", "feuding"})

// partners are those between whom something was done that is told in a passive: "a
// pact was concluded between X and Y".
func (r *reader) partners(s *sentence, e *event, froms []party) []party {
	if len(froms) > 0 || !e.flags["mutual"] || e.noun || !s.roles(e.word).sourceless {
		return nil
	}
	for _, sl := range e.slots {
		if sl.name == "between" {
			return r.parties(s, sl.words, true, true)
		}
	}
	return nil
}

// disposed gives an adjective for what somebody is about to do its subject, which
// was taken for an empty "it": "said it was ready to hold talks".
func disposed(t *parse.Tree) bool {
	changed := false
	for k := range t.Words {
		w := &t.Words[k]
		if w.Rel != "expl" || w.Head < 0 || t.Words[w.Head].UPOS != "ADJ" || !strings.EqualFold(w.Text, "it") || hasChild(t, w.Head, "csubj") || !hasChild(t, w.Head, "xcomp") && !hasChild(t, w.Head, "advcl") {
			continue
		}
		if disposals[strings.ToLower(t.Words[w.Head].Text)] {
			w.Rel, changed = "nsubj", true
		}
	}
	return changed
}

// disposals are adjectives for who is, or is not, about to do something.
var disposals = set([]string{"willing", "ready", "prepared", "keen", "eager", "committed", "determined", "unwilling", "reluctant", "grateful", "proud", "open"})

// toDeath gives a verb its object where "to death" stands between them and was read
// as part of the object: "hacked to death five farmers".
func toDeath(t *parse.Tree) bool {
	changed := false
	for k := 2; k+1 < len(t.Words); k++ {
		w, to := &t.Words[k], &t.Words[k-1]
		h := w.Head
		if !strings.EqualFold(w.Text, "death") || w.Rel != "compound" || !strings.EqualFold(to.Text, "to") || to.Head != h || h <= k || t.Words[h].Rel != "obl" {
			continue
		}
		v := t.Words[h].Head
		if v != k-2 || t.Words[v].UPOS != "VERB" || hasChild(t, v, "obj") {
			continue
		}
		w.Head, w.Rel, to.Head = v, "obl", k
		t.Words[h].Rel, changed = "obj", true
	}
	return changed
}

// hurt makes a passive of "were wounded", which was taken for an adjective, where a
// clause tells how.
func hurt(t *parse.Tree) bool {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		if w.UPOS != "ADJ" || !slices.Contains([]string{"wounded", "injured", "hurt"}, strings.ToLower(w.Text)) || !hasChild(t, i, "cop") || !hasChild(t, i, "advcl") {
			continue
		}
		for _, k := range t.Children(i) {
			switch t.Words[k].Rel {
			case "cop":
				t.Words[k].Rel = "aux:pass"
			case "nsubj":
				t.Words[k].Rel = "nsubj:pass"
			}
		}
		w.UPOS, w.XPOS, changed = "VERB", "VBN", true
		if w.Lemma = strings.TrimSuffix(strings.ToLower(w.Text), "ed"); w.Lemma == "injur" {
			w.Lemma = "injure"
		}
	}
	return changed
}

// overtaken makes one clause of a phrase with "after" and the verb behind it that
// was hung beside it: "were killed after gunmen | raided a market".
func (r *Rules) overtaken(t *parse.Tree) bool {
	changed := false
	for v := 2; v < len(t.Words); v++ {
		w := &t.Words[v]
		if w.Rel != "advcl" || !tagged(w, "VBD", "VBN") || w.Head < 0 || !hasChild(t, v, "obj") || hasChild(t, v, "nsubj") || hasChild(t, v, "mark") || hasChild(t, v, "aux:pass") {
			continue
		}
		for k := w.Head + 1; k < v; k++ {
			m := conjunction(t, k)
			if t.Words[k].Rel != "obl" || t.Words[k].Head != w.Head || m < 0 {
				continue
			}
			if _, hi := t.Span(k); hi != v {
				continue
			}
			t.Words[k].Head, t.Words[k].Rel = v, "nsubj"
			t.Words[m].Head, t.Words[m].Rel = v, "mark"
			w.XPOS, changed = "VBD", true
		}
	}
	return changed
}
