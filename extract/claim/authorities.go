package claim

import (
	"slices"

	"entente/graph"
)

// authorities finds who acts in a passive without agent: who is expelled from a
// state is expelled by it, who is arrested in it by its authorities.
func (r *reader) authorities(s *sentence, e *event) []party {
	if e.noun || !s.verbal(e.word) || !s.roles(e.word).sourceless {
		return nil
	}
	if e.kind == graph.Mobilize || e.kind == graph.Aid && e.rule == "verb/deploy" {
		return slices.DeleteFunc(r.parties(s, s.roles(e.word).obj, false, false), func(p party) bool { // "Russian soldiers were deployed"
			return p.Role == nil || *p.Role != "MIL" || p.Kind == graph.KindActor
		})
	}
	if ps := r.givers(s, e); len(ps) > 0 {
		return ps
	}
	if ps := r.barring(s, e); len(ps) > 0 {
		return ps
	}
	if ps := r.summoning(s, e); len(ps) > 0 {
		return ps
	}
	if ps := r.striking(s, e); len(ps) > 0 {
		return ps
	}
	want := map[graph.RelationKind]string{graph.Sanction: "from", graph.Coerce: "in"}[e.kind]
	for _, o := range s.roles(e.word).obl {
		if want == "" || o.prep != want && !(o.prep == "from" && e.kind == graph.Coerce) {
			continue
		}
		if ps := r.parties(s, []int{o.word}, false, false); len(ps) > 0 && (ps[0].Kind == graph.KindState || e.kind == graph.Sanction && ps[0].Kind == graph.KindOrganization) {
			return ps[:1]
		}
		if ps := r.spots(s, []int{o.word}); len(ps) > 0 {
			return ps[:1]
		}
	}
	if ps := r.keepers(s, e); len(ps) > 0 {
		return ps
	}
	return r.reporting(s, e)
}

// barring finds what somebody is kept from entering, whose authorities do so: "was
// barred from entering Y".
func (r *reader) barring(s *sentence, e *event) []party {
	if e.kind != graph.Coerce && e.kind != graph.Sanction {
		return nil
	}
	for _, k := range s.with(e.word, "advcl", "xcomp") {
		if !s.has(k, "mark", "from") || !visits[s.lemma(k)] {
			continue
		}
		inner := s.roles(k)
		words := inner.obj
		for _, o := range inner.obl {
			if o.prep == "to" || o.prep == "in" {
				words = append(words, o.word)
			}
		}
		for _, p := range r.parties(s, words, false, false) {
			if p.Kind == graph.KindState || p.Kind == graph.KindOrganization {
				return []party{p}
			}
		}
	}
	return nil
}

// summoning finds to whom somebody was called in: "was summoned to the ministry".
func (r *reader) summoning(s *sentence, e *event) []party {
	if e.rule != "object/summon" && e.rule != "object/call_in" {
		return nil
	}
	for _, o := range s.roles(e.word).obl {
		if o.prep == "to" || o.prep == "by" {
			return r.parties(s, []int{o.word}, true, false)
		}
	}
	return nil
}

// striking finds whose the attack is in which somebody was killed or hurt: "was killed
// in an Israeli air strike".
func (r *reader) striking(s *sentence, e *event) []party {
	if e.kind != graph.Assault {
		return nil
	}
	for _, o := range s.roles(e.word).obl {
		if n, ok := s.nounOf(o.word); !ok || n.class != "attack" || o.prep != "in" && o.prep != "by" && o.prep != "during" && o.prep != "from" {
			continue
		}
		if ps := s.widen(o.word, r.inside(s, o.word, ownerLink)); len(ps) > 0 {
			return ps
		}
	}
	return nil
}

// visits are verbs of coming to a state or leaving it.
var visits = set([]string{"enter", "visit", "travel", "leave", "return", "fly", "go", "come", "settle", "work"})

// reporting finds the authority that reports what was done, where that is what
// authorities do: "Kenyan police said that four men had been arrested".
func (r *reader) reporting(s *sentence, e *event) []party {
	if e.ctx.speaker < 0 || e.kind != graph.Coerce && e.kind != graph.Sanction && e.kind != graph.Retreat {
		return nil
	}
	for _, w := range s.roles(e.word).obj {
		if s.hisOwn(w) {
			return nil // "said that two of its sailors were detained"
		}
	}
	ps := r.parties(s, []int{e.ctx.speaker}, false, false)
	if len(ps) != 1 || ps[0].Kind != graph.KindState || ps[0].Role == nil {
		return nil
	}
	switch *ps[0].Role {
	case "GOV", "COP", "MIL", "JUD":
		return ps
	}
	return nil
}

// keepers finds who holds those that something is done to in a prison or camp.
func (r *reader) keepers(s *sentence, e *event) []party {
	if e.kind != graph.Assault && e.kind != graph.Coerce && e.kind != graph.Retreat {
		return nil
	}
	for _, o := range s.roles(e.word).obl {
		if o.prep != "in" && o.prep != "at" && o.prep != "from" || !custody[s.lemma(o.word)] {
			continue
		}
		if ps := r.within(s, o.word); len(ps) > 0 {
			return ps[:1]
		}
		if p, ok := r.unnamed(s, o.word); ok && e.kind != graph.Retreat {
			return []party{p}
		}
	}
	return nil
}

// custody are places where people are held.
var custody = set([]string{"prison", "jail", "custody", "detention", "camp", "centre", "center", "cell", "dungeon", "barracks", "headquarters", "facility", "captivity"})
