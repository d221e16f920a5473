package claim

import (
	"slices"

	"entente/graph"
)

// ties are verbs that say what joins their objects: "are bound by an alliance".
var ties = set([]string{"bind", "link", "tie", "unite", "connect", "join"})

// raises are verbs that bring relations to a level.
var raises = set([]string{"upgrade", "raise", "elevate", "lift", "bring", "take", "promote", "develop", "transform", "turn", "deepen", "advance", "move"})

// shares reports a noun that is what a verb says its subjects have, or joined to it.
func (s *sentence) shares(w int) bool { return s.sharing(w) >= 0 }

// sharing is the verb whose object a noun is or is joined to, the word itself where
// there is none and it heads nothing.
func (s *sentence) sharing(w int) int {
	for n := 0; n < 6 && s.base(w) == "conj" && s.head(w) >= 0; n++ {
		w = s.head(w)
	}
	if h := s.head(w); h >= 0 && s.base(w) == "obj" {
		return h
	}
	return w
}

// jointEnds finds between whom a tie is that its noun does not say by "between": whose
// it is and with whom, the adjectives of two before it, who raises relations to it, who
// keeps its anniversary, and for what is said to be bilateral the two of the document.
// Two lists are its ends; the first alone holds all.
func (r *reader) jointEnds(s *sentence, e *event, froms, tos []party, info graph.KindInfo) (from, to []party) {
	w := e.word
	if ps := r.ofKind(s, s.with(w, "nmod:poss"), info.Domain); len(ps) > 0 && len(froms) == 0 {
		if len(tos) > 0 {
			return ps, tos
		}
		if all := r.each(ps); len(all) > 1 {
			return all, nil
		}
	}
	if len(tos) > 0 {
		return nil, nil
	}
	if ps := r.adjoined(s, w); len(ps) == 2 {
		return ps, nil
	}
	if v := s.sharing(w); len(froms) == 1 && v != w && s.lemma(v) == "share" && len(s.attributes(w, "with")) == 0 {
		if two := r.theTwo(s, w); len(two) == 2 && (two[0].ID == froms[0].Party() || two[1].ID == froms[0].Party()) {
			return two, nil // "today we share a border"
		}
	}
	if ps := r.raised(s, e, info); len(ps) > 1 {
		return ps, nil
	}
	if ps := r.yearsOf(s, e, info); len(ps) > 1 {
		return ps, nil
	}
	for _, k := range s.with(w, "amod", "compound") {
		if mutuals[s.lemma(k)] {
			return r.theTwo(s, w), nil
		}
	}
	return nil, nil
}

// mutuals are adjectives of what is between the two of whom a text tells.
var mutuals = set([]string{"bilateral", "mutual", "two-way", "common", "shared", "reciprocal"})

// each puts the members of sets in the place of the sets.
func (r *reader) each(ps []party) []party {
	var out []party
	for _, p := range ps {
		if len(p.members) == 0 {
			out = appendParty(out, p)
		}
		for _, m := range p.members {
			out = append(out, r.member(p, m))
		}
	}
	return out
}

// adjoined are the states whose adjectives stand before a noun: "the Polish-Lithuanian
// border".
func (r *reader) adjoined(s *sentence, w int) []party {
	var out []party
	for _, m := range r.doc.In(s.index) {
		if m.Kind != graph.KindState || m.Head >= w || m.Head < w-5 || !s.under(w, m.Head) || s.preposition(m.Head) != "" {
			continue
		}
		if b := s.base(m.Head); b != "amod" && b != "compound" && b != "conj" {
			continue
		}
		p := r.party(m)
		p.Role = nil
		if !slices.ContainsFunc(out, func(q party) bool { return q.ID == p.ID }) {
			out = append(out, p)
		}
	}
	return out
}

// raised are those whose relations are raised to the level of a partnership: "X and Y
// upgraded their ties to a strategic partnership", "relations between X and Y were
// raised to the level of a partnership".
func (r *reader) raised(s *sentence, e *event, info graph.KindInfo) []party {
	w := e.word
	if s.preposition(w) == "of" && s.head(w) >= 0 && (s.lemma(s.head(w)) == "level" || s.lemma(s.head(w)) == "rank" || s.lemma(s.head(w)) == "status") {
		w = s.head(w)
	}
	v := s.head(w)
	if p := s.preposition(w); p != "to" && p != "into" || v < 0 || e.kind != graph.PartnerOf {
		return nil
	}
	for n := 0; n < 3 && v >= 0 && !s.verbal(v); n++ {
		v = s.head(v)
	}
	if v < 0 || !raises[s.lemma(v)] {
		return nil
	}
	rs := s.roles(v)
	for _, o := range rs.obj {
		if ps := r.between(s, o, info.Domain); len(ps) > 1 {
			return r.each(ps)
		}
		if ps := r.each(r.ofKind(s, s.with(o, "nmod:poss"), info.Domain)); len(ps) > 1 {
			return ps
		}
		if s.upos(o) == "PRON" {
			if ps := r.each(r.ofKind(s, []int{o}, info.Domain)); len(ps) > 1 {
				return ps
			}
		}
		if to := r.ofKind(s, s.attributes(o, "with"), info.Domain); len(to) > 0 {
			if from := r.ofKind(s, rs.subj, info.Domain); len(from) > 0 {
				return append(r.each(from), r.each(to)...)
			}
		}
	}
	if ps := r.each(r.ofKind(s, rs.subj, info.Domain)); len(ps) > 1 {
		return ps
	}
	return r.theTwo(s, v)
}

// yearsOf are those who keep the anniversary of a tie or to whom an entry of a
// chronology gives it: "X and Y mark the 40th anniversary of diplomatic relations",
// "1980: Establishment of diplomatic relations".
func (r *reader) yearsOf(s *sentence, e *event, info graph.KindInfo) []party {
	if e.kind != graph.DiplomaticTies {
		return nil
	}
	top, year, founded := e.word, false, false
	for h := s.head(top); h >= 0 && s.base(top) == "nmod" && s.upos(h) == "NOUN"; h = s.head(top) {
		top = h
		year = year || s.lemma(top) == "anniversary" || s.lemma(top) == "jubilee"
		founded = founded || s.lemma(top) == "establishment" || s.lemma(top) == "restoration" || s.lemma(top) == "resumption"
	}
	h := s.head(top)
	switch {
	case year:
		e.ctx = stated()
	case h < 0 && founded, s.rel(top) == "nsubj:pass" && h >= 0 && (s.lemma(h) == "establish" || s.lemma(h) == "restore"), s.lemma(top) == "relation" && s.first(top, "acl") >= 0 && s.has(top, "acl", "establish", "restore"):
	default:
		return nil
	}
	if h >= 0 && s.verbal(h) {
		subj := s.roles(h).subj
		if ps := r.each(r.ofKind(s, subj, info.Domain)); len(ps) > 1 {
			return ps
		}
		for _, x := range subj {
			if ps := r.each(r.between(s, x, info.Domain)); len(ps) > 1 {
				return ps
			}
		}
	}
	return r.theTwo(s, top)
}
