package claim

import "entente/graph"

// claimed reads that somebody says of an attack that it was his as that attack:
// "claimed responsibility for the bombing of Y", "died in an attack claimed by X".
func (s *sentence) claimed(i int) (event, bool) {
	switch s.lemma(i) {
	case "claim", "admit", "acknowledge":
	default:
		return event{}, false
	}
	r := s.roles(i)
	for _, o := range r.obj {
		if s.lemma(o) == "responsibility" {
			if of := append(s.attributes(o, "for"), s.behind("for", r, o)...); len(of) > 0 {
				o = of[0]
			}
		}
		n, ok := s.nounOf(o)
		if !ok || n.class != "attack" || len(r.subj) == 0 {
			continue
		}
		e := event{word: i, kind: graph.Assault, rule: "claimed/" + s.lemma(o), source: r.subj, object: o, ctx: s.context(i)}
		e.slots = s.struck(i, o, n)
		return e, len(e.slots) > 0
	}
	return event{}, false
}

// struck are whom an attack hit: the targets of its noun, those of the clause that
// describes it ("which killed"), or who is said to have died in it. Where it was
// says nothing of whom its author meant.
func (s *sentence) struck(verb, o int, n noun) []slot {
	var out []slot
	for _, k := range s.with(o, "acl:relcl") {
		if k == verb {
			continue
		}
		if e, ok := s.verbEvent(k); ok && e.kind == graph.Assault {
			out = append(out, e.slots...)
		}
	}
	if v := s.head(o); v >= 0 && s.base(o) == "obl" && s.verbal(v) {
		switch s.lemma(v) {
		case "die", "perish":
			out = append(out, slot{"obj", s.roles(v).subj})
		case "kill", "injure", "wound", "hurt":
			out = append(out, slot{"obj", s.roles(v).obj})
		}
	}
	for _, prep := range n.target {
		if words := s.attributes(o, prep); len(words) > 0 && where(prep) == 0 {
			out = append(out, slot{prep, words})
		}
	}
	for k := len(out) - 1; k >= 0; k-- {
		if len(out[k].words) == 0 {
			out = append(out[:k], out[k+1:]...)
		}
	}
	return out
}
