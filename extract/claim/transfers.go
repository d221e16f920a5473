package claim

import (
	"slices"

	"entente/graph"
)

// farTo finds to whom a thing is given or given back whose description stands between:
// "returned a painting that was stolen in 1989 from a gallery to the museum". It is the
// phrase with "to" below the thing, or behind it in the clause; nil for none.
func (s *sentence) farTo(e *event) []int {
	if e.noun || !s.verbal(e.word) || e.kind != graph.Concede && e.kind != graph.Aid && e.kind != graph.Retreat || e.has("to") || !slices.Contains(e.target, "to") || !transfers[s.lemma(e.word)] {
		return nil
	}
	rs := s.roles(e.word)
	for _, o := range rs.obj {
		for w := len(s.Words) - 1; w > max(o, e.word); w-- {
			if s.preposition(w) != "to" || !s.nominal(w) || !s.under(o, w) || s.upos(w) == "NUM" || s.base(w) != "nmod" && s.base(w) != "obl" {
				continue
			}
			if s.purposeAbove(w, o) {
				continue
			}
			if h := s.head(w); s.verbal(h) && h != e.word && transfers[s.lemma(h)] || !s.names[w] && s.upos(w) != "PROPN" && s.first(w, "nmod:poss") < 0 {
				continue
			}
			return []int{w}
		}
	}
	return nil
}

// purposeAbove reports a word below an infinitive that hangs on the noun.
func (s *sentence) purposeAbove(w, noun int) bool {
	for n := 0; w >= 0 && w != noun && n < 20; n++ {
		if s.has(w, "mark", "to") {
			return true
		}
		w = s.head(w)
	}
	return false
}

// transfers are verbs for giving a thing to somebody.
var transfers = set([]string{"return", "give", "hand", "deliver", "send", "transfer", "repatriate", "donate", "restore", "supply", "ship", "cede", "surrender", "award", "present", "sell", "lend", "loan", "provide"})

// resulting reports a participle behind a comma that tells what came of the act before it
// and is no act of its own: "withdrew, allowing the rebels to advance", and, where what
// was attacked is told, whom the attack hurt: "stormed a base, killing 20".
func (s *sentence) resulting(e *event, evs []event, hit func(int) bool) bool {
	h := s.head(e.word)
	if e.noun || h < 0 || s.first(e.word, "mark", "nsubj", "nsubj:pass", "aux") >= 0 || !s.verbal(h) {
		return false
	}
	participle := s.Words[e.word].XPOS == "VBG" && (s.base(e.word) == "advcl" || s.base(e.word) == "conj") && e.word > h
	if participle && results[s.lemma(e.word)] && s.base(e.word) == "advcl" {
		return true
	}
	if e.kind != graph.Assault || !s.rules.is("casualty", s.lemma(e.word)) || !participle && !(s.base(e.word) == "conj" && e.word > h && !s.passive(e.word)) {
		return false
	}
	for n := 0; n < 3 && h >= 0; n++ {
		if slices.ContainsFunc(evs, func(o event) bool {
			return o.word == h && o.kind == graph.Assault && !s.rules.is("casualty", s.lemma(h))
		}) && hit(h) {
			return true
		}
		if b := s.base(h); b != "conj" && b != "advcl" {
			break
		}
		h = s.head(h)
	}
	return false
}

// results are verbs that tell as participles what an act leads to.
var results = set([]string{"end", "allow", "enable", "permit", "force", "prompt", "bring", "leave", "let", "cause"})
