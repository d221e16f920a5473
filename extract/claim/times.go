package claim

import (
	"entente/graph"
)

// times finds when the act was, and when it was said.
func (r *reader) times(s *sentence, e *event) (when, said graph.Date) {
	for _, t := range r.doc.Times(s.index) {
		if t.Head < 0 || t.Head >= len(s.Words) {
			continue
		}
		verb := s.governor(t.Head)
		switch {
		case verb < 0, s.reaching(t.Head), s.ofAnother(t.Head, e):
		case verb == e.word || s.sameClause(verb, e.word) && t.Head > min(verb, e.word):
			if when == "" {
				when = t.Date
			}
		case e.noun && s.under(e.word, t.Head) && !s.otherClause(e.word, verb):
			if when == "" {
				when = t.Date
			}
		case s.inSpeech(verb, e.word) || s.rel(verb) == "parataxis":
			if g, ok := s.government(verb); ok && g.speech && said == "" {
				said = t.Date
			}
		}
	}
	if when == "" && said == "" {
		when = r.doc.Entry(s.index)
	}
	return when, said
}

// reaching reports a time that an act only began at or lasts to, which is not when it was:
// "has accused Minsk since 2021", "extended the ban until May".
func (s *sentence) reaching(w int) bool {
	for _, k := range s.kids[w] {
		if l := s.lemma(k); s.base(k) == "case" && (l == "since" || l == "until" || l == "till") {
			return true
		}
	}
	return false
}

// ofAnother reports the time of a thing that is not the act: "warned Y ahead of next
// week's vote".
func (s *sentence) ofAnother(w int, e *event) bool {
	h := s.head(w)
	return s.rel(w) == "nmod:poss" && h != e.word && h != e.object
}

// inSpeech reports that the word stands in what the verb says.
func (s *sentence) inSpeech(verb, word int) bool {
	for n := 0; word >= 0 && n < 40; n++ {
		if s.head(word) == verb {
			return s.base(word) == "ccomp"
		}
		word = s.head(word)
	}
	return false
}

// governor is the verb, or word with a copula, whose clause holds the word.
func (s *sentence) governor(w int) int {
	for n := 0; w >= 0 && n < 60; n++ {
		if s.verbal(w) || n > 0 && s.first(w, "nsubj", "cop") >= 0 {
			return w
		}
		w = s.head(w)
	}
	return -1
}

// sameClause reports verbs joined by "and", or one the bare complement of the other.
func (s *sentence) sameClause(a, b int) bool {
	if s.head(b) == a && (s.rel(b) == "conj" || s.rel(b) == "xcomp") && s.first(b, "nsubj", "mark") < 0 {
		return true
	}
	return s.head(a) == b && s.rel(a) == "conj" && s.first(a, "nsubj") < 0
}

// severs are verbs whose date is not that of the tie which they end.
var severs = set([]string{"cut", "cut_off", "break", "break_off", "sever", "end", "suspend", "lose", "freeze", "rupture", "interrupt", "terminate", "downgrade", "abandon"})

// otherClause reports a relative clause below a noun that tells another act than the
// noun's: how it ended, or what another in its phrase did.
func (s *sentence) otherClause(noun, verb int) bool {
	if s.rel(verb) != "acl:relcl" || verb == noun {
		return false
	}
	return severs[s.lemma(verb)] || s.head(verb) != noun && s.first(verb, "nsubj") >= 0
}
