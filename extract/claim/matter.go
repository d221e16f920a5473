package claim

import (
	"slices"

	"entente/graph"
)

// fuller gives a party found behind the object the object's own phrase where that
// is of the same party: "took in refugees from Chad".
func (r *reader) fuller(s *sentence, e *event, ps []party) []party {
	if len(ps) != 1 || e.object < 0 || e.noun {
		return ps
	}
	if n, _ := s.nounOf(e.object); n.class != "refugee" && n.class != "prisoner" {
		return ps
	}
	if m := r.at(s, e.object, false, isActor); m != nil && m.Entity == ps[0].ID && m.Start <= ps[0].Start && ps[0].End <= m.End {
		return []party{r.party(m)}
	}
	return ps
}

// hisOwn reports a phrase for what belongs to somebody told by a pronoun: "their party".
func (s *sentence) hisOwn(head int) bool {
	if head < 0 {
		return false
	}
	k := s.first(head, "nmod:poss")
	return k >= 0 && s.upos(k) == "PRON" && s.Words[k].XPOS == "PRP$"
}

// author is whose the thing is that somebody rejects, condemns or praises, which
// comes before what it is about: "rejected Kenya's proposal on trade with Chad".
func (r *reader) author(s *sentence, e *event) []party {
	switch e.kind {
	case graph.Reject, graph.Accuse, graph.Support:
	default:
		return nil
	}
	if e.object < 0 || e.noun || !slices.Contains(e.target, "noun") {
		return nil
	}
	if n, ok := s.nounOf(e.object); !ok || n.kind == e.kind || n.class == "sanction" || n.class == "probe" {
		return nil // "voiced support for": the support is his who voices it
	}
	if ps := r.perpetrators(s, e); len(ps) > 0 {
		return ps
	}
	if ps := r.makers(s, e.object); len(ps) > 0 {
		return s.widen(e.object, ps)
	}
	return s.widen(e.object, r.inside(s, e.object, ownerLink))
}

// perpetrators are who did what is condemned, behind "by" anywhere in its phrase: "the
// abduction of foreigners, including workers, by Y".
func (r *reader) perpetrators(s *sentence, e *event) []party {
	if e.kind != graph.Accuse || !s.harm(e.object) {
		return nil
	}
	_, hi := s.phrase(e.object)
	for k := e.object + 1; k < hi; k++ {
		if s.preposition(k) != "by" || s.base(k) != "nmod" && s.base(k) != "obl" || s.verbal(s.head(k)) {
			continue
		}
		if ps := r.parties(s, []int{k}, false, false); len(ps) > 0 {
			return ps
		}
	}
	return nil
}

// material reports kinds of acts that are done and not said.
func material(k graph.RelationKind) bool {
	q := k.Quad()
	return q == graph.MaterialConflict || q == graph.MaterialCooperation
}

// matter makes a target of what is condemned, probed, refused or opposed, where
// nobody stands behind it: "condemned the bombing", "rejected the proposals".
func (r *reader) matter(s *sentence, e *event) []party {
	switch e.kind {
	case graph.Accuse, graph.Reject, graph.Protest:
	default:
		return nil
	}
	if e.ctx.polarity == graph.Denied {
		return nil
	}
	for _, sl := range e.slots {
		if sl.name == "comp" || sl.name == "subj" || len(sl.words) == 0 {
			continue
		}
		w := sl.words[0]
		n, act := s.nounOf(w)
		if s.upos(w) != "NOUN" && s.upos(w) != "PROPN" || s.rules.is("calendar", s.lemma(w)) {
			continue
		}
		if act && n.kind == e.kind || w == e.object && (e.kind == graph.Protest || n.class == "protest") {
			continue // the act itself: "started a hunger strike"
		}
		if !(act && n.kind != "") && s.first(w, "det", "nmod:poss", "nummod") < 0 {
			continue // "condemned terrorism" charges nobody
		}
		if p, ok := r.unnamed(s, w); ok && r.thing(s, w) == nil {
			p.known = false
			return []party{p}
		}
	}
	return nil
}
