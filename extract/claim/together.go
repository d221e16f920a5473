package claim

import (
	"slices"

	"entente/graph"
)

// together makes one party of people without a name who are counted together: "40
// politicians and activists" are one crowd and one phrase.
func (r *reader) together(s *sentence, ps []party) []party {
	var out []party
	for _, p := range ps {
		if n := len(out); n > 0 && s.crowd(out[n-1], p) {
			out[n-1] = r.join(out[n-1], p)
			continue
		}
		out = append(out, p)
	}
	return out
}

// crowd reports two nameless parties of which the second, a common noun, shares
// the number of the first.
func (s *sentence) crowd(a, b party) bool {
	if a.Kind != graph.KindActor || b.Kind != graph.KindActor || b.Start < a.End || a.head < 0 || b.head < 0 || s.upos(b.head) != "NOUN" {
		return false
	}
	if s.first(a.head, "nummod") < 0 || s.first(b.head, "nummod", "det", "nmod:poss") >= 0 {
		return false
	}
	return s.rel(b.head) == "conj" && (s.head(b.head) == a.head || s.head(b.head) == s.head(a.head) && s.rel(a.head) == "conj")
}

// join makes one party of two, named by the text from the first to the second.
func (r *reader) join(a, b party) party {
	name := a.Name + " and " + b.Name
	id := graph.NewEntityID(graph.KindActor, name)
	if id == "" {
		return a
	}
	a.ID, a.Name, a.End, a.head = id, name, b.End, b.head
	return a
}

// topical reports an act that several do together about what is no party to it:
// "discussed the return of refugees", "agreed to build a bridge".
func (e *event) topical(tos []party) bool {
	if !e.flags["mutual"] || e.flags["sign"] {
		return false
	}
	if e.object >= 0 && e.found != "noun" {
		return e.kind == graph.Consult && (e.found == "on" || e.found == "about" || e.found == "over") // "held talks on Syria"
	}
	switch {
	case e.kind == graph.Consult && e.flags["into"] && e.found == "obj", e.kind == graph.Consult && e.found == "noun":
		return true
	case e.kind == graph.Agree && (e.found == "comp" || e.found == "on" || e.found == "to"):
		return !slices.ContainsFunc(tos, func(p party) bool { return p.Kind != graph.KindActor })
	}
	return false
}

// theirs reports an act on something that those who act have together: "they
// postponed their meeting".
func (s *sentence) theirs(e *event) bool {
	for _, sl := range e.slots {
		for _, w := range sl.words {
			if sl.name == "obj" && s.lemma(w) == "other" && s.has(w, "det", "the") && w > 2 && s.eachBefore(w) {
				return true // "each accuse the other"
			}
			if n, ok := s.nounOf(w); ok && n.flags["mutual"] && s.has(w, "nmod:poss", "their", "they") {
				return sl.name == "obj" || sl.name == "noun"
			}
		}
	}
	return false
}

// eachBefore reports "each" before a word, by which several are told apart.
func (s *sentence) eachBefore(w int) bool {
	for k := w - 1; k >= 0 && k > w-8; k-- {
		if s.lemma(k) == "each" {
			return true
		}
	}
	return false
}

// settled reports that several states agree or work together by doing the same act,
// which concerns nobody else: "Nepal and Bangladesh have ratified the agreement",
// "Laos and Thailand plan to build a bridge".
func (s *sentence) settled(e *event, ps []party) bool {
	if e.noun || e.ctx.polarity != graph.Affirmed || e.ctx.conditional || e.ctx.modality == graph.Possible || e.ctx.modality == graph.Requested {
		return false
	}
	switch e.kind {
	case graph.Agree:
		comp := e.clause()
		if s.gift(e) || comp >= 0 && !s.sharedAct(comp) || comp < 0 && e.object < 0 && !e.has("on") {
			return false
		}
	case graph.Cooperate:
		if e.object < 0 {
			return false
		}
	case graph.Support:
		if e.object < 0 || !s.sharedBy(e.object) {
			return false
		}
	default:
		return false
	}
	states := 0
	for i, p := range ps {
		if !p.known || p.Kind == graph.KindPerson && p.ActsFor == nil {
			return false
		}
		if !slices.ContainsFunc(ps[:i], func(q party) bool { return q.Party() == p.Party() }) {
			states++
		}
	}
	return states == len(ps) && states > 1 && states < 6
}

// clause is the clause that says what the act is about, -1 for none.
func (e *event) clause() int {
	for _, sl := range e.slots {
		if sl.name == "comp" {
			return sl.words[0]
		}
	}
	return -1
}

// sharedAct reports a clause of what its subjects do with one another or to a thing
// that they share: "to open a joint crossing", "to build a bridge", but not "to buy oil".
func (s *sentence) sharedAct(verb int) bool {
	if !s.verbal(verb) {
		return false
	}
	for _, o := range s.roles(verb).obj {
		for _, w := range append(s.with(o, "compound"), o) {
			if s.has(w, "amod", "joint", "common", "shared", "mutual", "bilateral") {
				return true
			}
		}
	}
	e, ok := s.verbEvent(verb)
	return ok && (e.kind == graph.Cooperate || e.kind == graph.Consult || e.kind == graph.Agree) && (e.flags["mutual"] || e.object >= 0 && sharedVerbs[s.lemma(verb)])
}

// sharedVerbs are verbs for what is done to one thing, whoever does it: two states
// that build a bridge build the same, two that buy planes need not.
var sharedVerbs = set([]string{"build", "construct", "lay", "open", "reopen", "establish", "create", "develop", "launch", "form", "set_up", "restore", "resume", "hold", "stage", "complete", "start", "begin"})

// sharedBy reports a noun for what has several parties: an agreement.
func (s *sentence) sharedBy(w int) bool {
	n, ok := s.nounOf(w)
	return ok && n.kind == graph.Agree
}

// settle writes what several do together: that they agreed, where the act itself is
// still to come, and the act.
func (r *reader) settle(s *sentence, e *event, ps []party) {
	act := *e
	if act.kind == graph.Support {
		act.kind = graph.Agree
	}
	if e.ctx.modality == graph.Intended && e.kind != graph.Agree {
		said := act
		said.kind, said.rule, said.ctx.modality, said.ctx.will = graph.Agree, "settled/"+e.rule, graph.Actual, false
		r.eachOther(s, &said, ps)
	}
	r.eachOther(s, &act, ps)
}
